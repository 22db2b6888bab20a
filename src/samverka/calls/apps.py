"""Registers the package with Django."""

from django.apps import AppConfig


class CallsConfig(AppConfig):
    """From call to seat."""

    name = "samverka.calls"
    label = "calls"
    default_auto_field = "django.db.models.BigAutoField"

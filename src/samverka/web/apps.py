"""Registers the package with Django."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The roof."""

    name = "samverka.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"

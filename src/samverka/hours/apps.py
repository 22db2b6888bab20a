"""Registers the package with Django."""

from django.apps import AppConfig


class HoursConfig(AppConfig):
    """Hour sheets."""

    name = "samverka.hours"
    label = "hours"
    default_auto_field = "django.db.models.BigAutoField"

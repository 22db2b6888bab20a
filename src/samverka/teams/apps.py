"""Registers the package with Django."""

from django.apps import AppConfig


class TeamsConfig(AppConfig):
    """Project teams."""

    name = "samverka.teams"
    label = "teams"
    default_auto_field = "django.db.models.BigAutoField"

"""Registers the package with Django."""

from django.apps import AppConfig


class ExamplesConfig(AppConfig):
    """Learning examples and how they spread."""

    name = "samverka.examples"
    label = "examples"
    default_auto_field = "django.db.models.BigAutoField"

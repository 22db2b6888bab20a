"""Registers the package with Django."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    """Process support, questions and method resources."""

    name = "samverka.support"
    label = "support"
    default_auto_field = "django.db.models.BigAutoField"

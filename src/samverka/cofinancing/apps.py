"""Registers the package with Django."""

from django.apps import AppConfig


class CofinancingConfig(AppConfig):
    """Pledges and claims."""

    name = "samverka.cofinancing"
    label = "cofinancing"
    default_auto_field = "django.db.models.BigAutoField"

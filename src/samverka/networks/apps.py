"""Registers the package with Django."""

from django.apps import AppConfig


class NetworksConfig(AppConfig):
    """Networks, terms, seats and staff."""

    name = "samverka.networks"
    label = "networks"
    default_auto_field = "django.db.models.BigAutoField"

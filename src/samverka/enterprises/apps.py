"""Registers the package with Django."""

from django.apps import AppConfig


class EnterprisesConfig(AppConfig):
    """Social enterprises and collaborations."""

    name = "samverka.enterprises"
    label = "enterprises"
    default_auto_field = "django.db.models.BigAutoField"

"""Registers the package with Django."""

from django.apps import AppConfig


class FundingConfig(AppConfig):
    """Rule sets and unit costs."""

    name = "samverka.funding"
    label = "funding"
    default_auto_field = "django.db.models.BigAutoField"

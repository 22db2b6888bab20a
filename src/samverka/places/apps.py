"""Registers the package with Django."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Municipalities, counties and groups."""

    name = "samverka.places"
    label = "places"
    default_auto_field = "django.db.models.BigAutoField"

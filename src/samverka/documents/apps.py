"""Registers the package with Django."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Files and signatures."""

    name = "samverka.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"

"""Registers the package with Django."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """The outbox."""

    name = "samverka.mail"
    label = "mail"
    default_auto_field = "django.db.models.BigAutoField"

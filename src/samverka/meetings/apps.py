"""Registers the package with Django."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Meetings and attendance."""

    name = "samverka.meetings"
    label = "meetings"
    default_auto_field = "django.db.models.BigAutoField"

"""Registers the ground floor's templates and template tags with Django."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The ground floor."""

    name = "samverka.core"
    label = "core"

"""Registers the package with Django."""

from django.apps import AppConfig


class GoalsConfig(AppConfig):
    """Needs, anchoring, governing documents, action plans, structures, maturity and the goal board."""

    name = "samverka.goals"
    label = "goals"
    default_auto_field = "django.db.models.BigAutoField"

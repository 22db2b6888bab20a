"""Registers the package with Django."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Pages that read every floor; no tables."""

    name = "samverka.reports"
    label = "reports"

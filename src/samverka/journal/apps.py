"""Registers the journal, and lets the clock read the example's offset from it."""

from django.apps import AppConfig

from samverka.core import clock


class JournalConfig(AppConfig):
    """The journal."""

    name = "samverka.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hang the installation's clock offset on the one clock."""
        from samverka.journal import queries  # noqa: PLC0415 - models exist only once the apps are ready

        clock.take_offset_from(queries.clock_offset)

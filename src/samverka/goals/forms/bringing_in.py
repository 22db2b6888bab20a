"""A list of needs: read and shown first, brought in by the second press."""

import hashlib
import json
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.enterprises.figures import lists
from samverka.goals import figures, queries
from samverka.goals.forms.fields import SaidForm
from samverka.goals.queries import BroughtIn
from samverka.networks.models import Participation

MOST_BYTES = 1_000_000


class BringInForm(SaidForm):
    """A file (CSV or XLSX) whose rows are shown before they are brought in."""

    file = forms.FileField(
        label=_("The list (XLSX or CSV)"),
        required=False,
        help_text=_("The first row has the heads. “Behov” and “Ansvarig” are enough."),
        widget=forms.FileInput({"accept": ".xlsx,.csv,text/csv"}),
    )
    content = forms.CharField(required=False, max_length=MOST_BYTES, strip=False, widget=forms.HiddenInput())
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput())

    def __init__(
        self, data: Any = None, files: Any = None, *, participation: Participation, today: date, **more: Any
    ) -> None:
        super().__init__(data, files, **more)
        self.participation, self.today = participation, today
        self.found: BroughtIn | None = None
        self.rows: list[list[str]] = []

    def clean(self) -> dict[str, Any]:
        """Read the new file, or the rows that were shown."""
        cleaned = super().clean() or self.cleaned_data
        upload = cleaned.get("file")
        try:
            if upload is not None:
                self.rows = [] if upload.size > MOST_BYTES else lists.rows_of(upload.read())
            elif cleaned.get("content"):
                self.rows = [[str(cell) for cell in row] for row in json.loads(cleaned["content"])]
        except (ValueError, TypeError):
            self.rows = []
        if not self.rows:
            self.add_error("file", _("Choose a list with at most 500 rows that can be read, XLSX or CSV."))
        elif "title" not in figures.need_columns(self.rows[0]):
            self.add_error("file", _("No column is called “Behov” or “Titel”. Name one so in the first row."))
        else:
            self.found = queries.read_needs(self.participation, self.rows, self.today)
        return cleaned

    @property
    def as_text(self) -> str:
        """The rows as the second press sends them back."""
        return json.dumps(self.rows, ensure_ascii=False)

    @property
    def digest(self) -> str:
        """What the second press proves to have seen."""
        return hashlib.sha256(self.as_text.encode()).hexdigest()

    def is_ready(self) -> bool:
        """Whether the person has seen what these very rows lead to."""
        return self.is_valid() and self.cleaned_data.get("file") is None and self.cleaned_data["seen"] == self.digest

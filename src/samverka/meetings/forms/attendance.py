"""Answers, the attendance list and the code: text from outside made into clean values."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.core.money import hours_text, minutes_from_text
from samverka.meetings import rules
from samverka.meetings.figures import Practicalities
from samverka.meetings.models import Meeting
from samverka.meetings.queries import AttendancePage, Expected


class AnswerForm(forms.Form):
    """Coming or not, with the practical things that the meeting asks for."""

    answer = forms.ChoiceField(
        choices=(("coming", "coming"), ("not_coming", "not_coming")), widget=forms.HiddenInput(), initial="coming"
    )
    food = forms.CharField(
        label=_("Food"),
        help_text=_("What you can not eat, or nothing."),
        max_length=200,
        required=False,
    )
    access_needs = forms.CharField(
        label=_("Access needs"),
        help_text=_("What you need to take part, for example a hearing loop or a ramp."),
        max_length=400,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    hotel = forms.BooleanField(label=_("I want a hotel room the night before"), required=False)
    invoice_reference = forms.CharField(label=_("Invoice reference"), max_length=80, required=False)

    def __init__(self, data: Any = None, *, meeting: Meeting, opens: bool = True, **more: Any) -> None:
        super().__init__(data, **more)
        for name in ("food", "access_needs", "hotel", "invoice_reference"):
            if not opens or not getattr(meeting, f"asks_{name}"):
                del self.fields[name]

    def practicalities(self) -> Practicalities:
        """What was said."""
        return Practicalities(
            **{name: value for name, value in self.cleaned_data.items() if name != "answer" and value}
        )


class SignUpForm(forms.Form):
    """What is asked of those who come, and how many may come."""

    places = forms.IntegerField(
        label=_("Number of places"),
        help_text=_("Leave it empty when everyone has room. When the places are taken, whoever answers later waits."),
        min_value=1,
        max_value=100_000,
        required=False,
    )
    asks_food = forms.BooleanField(label=_("Ask about food"), required=False)
    asks_access_needs = forms.BooleanField(label=_("Ask about access needs"), required=False)
    asks_hotel = forms.BooleanField(label=_("Ask about hotel"), required=False)
    asks_invoice_reference = forms.BooleanField(label=_("Ask for an invoice reference"), required=False)


@dataclass(frozen=True, slots=True)
class AttendanceFields:
    """One line of the attendance list as fields."""

    line: Expected
    present: forms.BoundField
    minutes: forms.BoundField
    was: forms.BoundField


class AttendanceForm(forms.Form):
    """The whole list at once: a tick means present, hours only where it was a part of the meeting."""

    def __init__(self, data: Any = None, *, page: AttendancePage, **more: Any) -> None:
        super().__init__(data, **more)
        self.page = page
        for line in page.lines:
            key = line.person_id
            is_part = line.minutes is not None and line.minutes != page.minutes
            self.fields[f"present-{key}"] = forms.BooleanField(
                label=line.name, required=False, initial=line.minutes is not None
            )
            self.fields[f"minutes-{key}"] = forms.CharField(
                label=_("Hours present, %(name)s") % {"name": line.name},
                required=False,
                max_length=20,
                initial=hours_text(line.minutes) if line.minutes is not None and is_part else "",
                widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 6}),
            )
            self.fields[f"was-{key}"] = forms.BooleanField(
                required=False, initial=line.minutes is not None, widget=forms.HiddenInput()
            )

    def lines(self) -> Iterator[AttendanceFields]:
        """Each person with the fields of the line."""
        for line in self.page.lines:
            key = line.person_id
            yield AttendanceFields(line, self[f"present-{key}"], self[f"minutes-{key}"], self[f"was-{key}"])

    def clean(self) -> dict[str, Any]:
        """Read the hours of those present for a part."""
        cleaned = super().clean() or self.cleaned_data
        for line in self.page.lines:
            name = f"minutes-{line.person_id}"
            text = cleaned.get(name, "")
            if not text:
                cleaned[name] = None
                continue
            try:
                minutes = minutes_from_text(text)
            except ValueError:
                self.add_error(name, _("Write hours as 6,5 or 6:30."))
                continue
            verdict = rules.is_within_meeting(minutes=minutes, whole=self.page.minutes)
            if verdict:
                cleaned[name] = minutes
            else:
                self.add_error(name, str(verdict.reason))
        return cleaned

    def present(self) -> dict[int, int | None]:
        """Who was there: minutes for a part, None for all of it.

        Hours for someone new count without a tick; someone who was there and is unticked is not, whatever hours remain.
        """
        found: dict[int, int | None] = {}
        for line in self.page.lines:
            key = line.person_id
            minutes, was = self.cleaned_data[f"minutes-{key}"], self.cleaned_data[f"was-{key}"]
            if self.cleaned_data[f"present-{key}"] or (minutes is not None and not was):
                found[key] = minutes
        return found

    def absent(self) -> list[int]:
        """Whom the list showed as present and who was unticked."""
        keys = (line.person_id for line in self.page.lines)
        return [key for key in keys if self.cleaned_data[f"was-{key}"] and not self.cleaned_data[f"present-{key}"]]


class CodeForm(forms.Form):
    """A code typed from the screen."""

    kod = forms.CharField(
        label=_("The code on the screen"),
        max_length=20,
        help_text=_("Eight signs. Capitals and spaces do not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

"""Text from outside made into clean values; nothing is saved here."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.goals.models import DimensionChoices
from samverka.networks.models import Area
from samverka.support.models import MethodResource, SupportEntry

STEP_ROWS = 3
LONGEST_TEXT = 6000


class DayInput(forms.DateInput):
    """The browser's own picker of days, which can be typed in too."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def day_field(label: Any, *, required: bool = True) -> forms.DateField:
    """A calendar day."""
    return forms.DateField(
        label=label,
        required=required,
        widget=DayInput(),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("That day is not in the calendar. Write it as 2021-11-02.")},
    )


def text_field(label: Any, *, required: bool = True, rows: int = 5, help_text: Any = "") -> forms.CharField:
    """Several lines."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST_TEXT,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class ContactForm(forms.Form):
    """A contact, and what was agreed."""

    day = day_field(_("Day"))
    way = forms.ChoiceField(label=_("How"), choices=SupportEntry.Way.choices)
    outcome = forms.ChoiceField(label=_("What came of it"), choices=SupportEntry.Outcome.choices)
    topic = forms.CharField(label=_("About"), max_length=160)
    dimension = forms.ChoiceField(
        label=_("Part of the chain"), required=False, choices=[("", "–"), *DimensionChoices.choices]
    )
    who = forms.CharField(label=_("Who was there"), max_length=300, help_text=_("Functions rather than names."))
    note = text_field(_("Notes"), required=False)
    is_shared = forms.BooleanField(label=_("Shared with the municipality"), required=False, initial=True)
    next_day = day_field(_("Next contact"), required=False)

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        for number in range(1, STEP_ROWS + 1):
            label = {"number": number}
            self.fields[f"step_{number}"] = forms.CharField(
                label=_("Agreed step %(number)s") % label, max_length=300, required=False
            )
            self.fields[f"owner_{number}"] = forms.CharField(
                label=_("Step %(number)s: who does it") % label, max_length=120, required=False
            )
            self.fields[f"due_{number}"] = day_field(_("Step %(number)s: done by") % label, required=False)

    def clean(self) -> dict[str, Any]:
        """A step says what, who and until when."""
        cleaned = super().clean() or self.cleaned_data
        for number in range(1, STEP_ROWS + 1):
            parts = [cleaned.get(f"{part}_{number}") for part in ("step", "owner", "due")]
            if (
                any(parts)
                and not all(parts)
                and not any(f"{p}_{number}" in self.errors for p in ("step", "owner", "due"))
            ):
                self.add_error(f"step_{number}", _("Say what is to be done, by whom and until which day."))
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes."""
        names = ("day", "way", "outcome", "topic", "dimension", "who", "note", "is_shared", "next_day")
        steps: list[tuple[str, str, date]] = [
            (self.cleaned_data[f"step_{n}"], self.cleaned_data[f"owner_{n}"], self.cleaned_data[f"due_{n}"])
            for n in range(1, STEP_ROWS + 1)
            if self.cleaned_data[f"step_{n}"]
        ]
        return {name: self.cleaned_data[name] for name in names} | {"steps": steps}


class QuestionForm(forms.Form):
    """A question to the network."""

    area = forms.ChoiceField(label=_("To those who work with"), choices=Area.choices)
    title = forms.CharField(label=_("The question in one line"), max_length=160)
    text = text_field(_("Tell more"), help_text=_("What you have tried, and what you need to know."))


class AnswerForm(forms.Form):
    """An answer."""

    text = text_field(_("Your answer"))


class RequestForm(forms.Form):
    """A resource that is missing."""

    title = forms.CharField(label=_("What you lack"), max_length=160)
    kind = forms.ChoiceField(label=_("Kind"), choices=MethodResource.Kind.choices)
    dimension = forms.ChoiceField(
        label=_("Part of the chain"), required=False, choices=[("", "–"), *DimensionChoices.choices]
    )
    about = text_field(_("What you would use it for"), required=False)


class DescribeForm(forms.Form):
    """What the resource is, and its licence."""

    title = forms.CharField(label=_("Title"), max_length=160)
    about = text_field(_("What it is for"), required=False)
    licence = forms.ChoiceField(
        label=_("Licence"), required=False, choices=[("", "–"), *MethodResource.Licence.choices]
    )


class VersionForm(forms.Form):
    """A file or a link."""

    news = forms.CharField(label=_("What is new"), max_length=300, required=False)
    file = forms.FileField(label=_("File"), required=False, help_text=_("PDF, PNG, JPEG or XLSX, at most 10 MB."))
    link = forms.URLField(
        label=_("Or a link"), required=False, max_length=400, assume_scheme="https",
        error_messages={"invalid": _("Write the whole address, beginning with https://.")},
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and bool(cleaned.get("file")) == bool(cleaned.get("link")):
            self.add_error("link", _("Send a file or write a link, one of the two."))
        return cleaned

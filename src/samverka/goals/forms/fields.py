"""Fields that several of the package's forms use; text from outside made into clean values."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.core.fields import SuggestionInput
from samverka.core.verdicts import Verdict
from samverka.goals import figures

MOST_TEXT = 6000


class DayInput(forms.DateInput):
    """The browser's own picker of days, which can be typed in too."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A calendar day."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=DayInput(),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("That day is not in the calendar. Write it as 2021-11-02.")},
    )


def line_field(label: Any, most: int, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    """A line of text."""
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        help_text=help_text,
        widget=forms.TextInput({"autocomplete": "off"}),
    )


def text_field(label: Any, *, required: bool = False, help_text: Any = "", rows: int = 4) -> forms.CharField:
    """Running text."""
    return forms.CharField(
        label=label,
        max_length=MOST_TEXT,
        required=required,
        help_text=help_text,
        widget=forms.Textarea({"rows": rows}),
    )


def number_field(label: Any, most: int, *, help_text: Any = "") -> forms.IntegerField:
    """A whole number, typed; may be left."""
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=most,
        required=False,
        help_text=help_text,
        widget=forms.TextInput({"inputmode": "numeric"}),
    )


def choice_field(
    label: Any, choices: Iterable[tuple[str, Any]], *, required: bool = True, help_text: Any = ""
) -> forms.ChoiceField:
    """One of a few."""
    listed = list(choices)
    return forms.ChoiceField(
        label=label,
        choices=listed if required else [("", _("Not said yet")), *listed],
        required=required,
        help_text=help_text,
    )


def owner_field(suggestions: Iterable[str] = (), *, required: bool = True, help_text: Any = "") -> forms.CharField:
    """A person or a function; the team's functions are suggested, anything may be typed."""
    return forms.CharField(
        label=_("Responsible"),
        max_length=120,
        required=required,
        help_text=help_text or _("A person or a function."),
        widget=SuggestionInput(suggestions),
    )


class KronorField(forms.CharField):
    """Kronor as people write them, `480 000` or `480 000,50`; gives whole öre, or None when nothing is written."""

    def __init__(self, label: Any, *, help_text: Any = "") -> None:
        super().__init__(
            label=label,
            required=False,
            max_length=30,
            help_text=help_text,
            widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        )

    def clean(self, value: Any) -> int | None:
        """Whole öre."""
        return ore_from_text(str(super().clean(value)))


def ore_from_text(text: str) -> int | None:
    """Whole öre out of kronor as people write them; None for nothing.

    Raises:
        ValidationError: when it is no amount.
    """
    try:
        return figures.ore_from_text(text)
    except ValueError as fault:
        raise forms.ValidationError(_("Write kronor in digits, for example 480 000.")) from fault


def ore_text(ore: int | None) -> str:
    """Öre as they are typed in: `480000` or `480000,50`."""
    return "" if ore is None else f"{Decimal(ore) / figures.ORE_IN_KRONA:f}".replace(".", ",")


class SaidForm(forms.Form):
    """A form that says a rule's sentence beside the field it is about."""

    def say(self, verdict: Verdict, field: str | None) -> None:
        """Add the reason of a no."""
        if not verdict:
            self.add_error(field, str(verdict.reason))

    def filled(self, names: Iterable[str]) -> Mapping[str, Any]:
        """The cleaned values of these fields, as columns; nothing chosen is nothing."""
        return {name: self.cleaned_data[name] for name in names}


class ReasonForm(SaidForm):
    """One reason, in words."""

    reason = line_field(_("Reason"), 400, required=True)

    def __init__(self, data: Any = None, *, label: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        if label:
            self.fields["reason"].label = label


class NothingForm(SaidForm):
    """A page that only asks for a press of its button."""


def year_after(day: date) -> date:
    """The same day a year later; the last of February for the leap day."""
    return day.replace(year=day.year + 1, day=min(day.day, 28) if day.month == 2 else day.day)  # noqa: PLR2004 - February

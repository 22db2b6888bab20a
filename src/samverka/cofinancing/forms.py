"""From typed text to clean values: a unit cost in kronor, a claim's period."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.cofinancing.models import BudgetLine, LineOutcome
from samverka.cofinancing.rules import IMPORTED, OutcomeRow, row_faults
from samverka.core.money import minutes_from_text
from samverka.core.months import Month

ORE_IN_KRONA = 100
_MOST_ROWS = 500
_MOST_OF_A_BUDGET = 999_999_999
_KRONOR = re.compile(r"^([0-9]{1,9})(?:[.,]([0-9]{1,2}))?(?:\s*kr)?\.?$")


def ore_from_text(text: str, *, most_kronor: int = 999_999) -> int:
    """Read `312,50`, `312.5`, `1 312` or `312 kr` as whole öre.

    Raises:
        ValueError: when the text is none of these, or more than so many kronor.
    """
    cleaned = "".join(char for char in text.strip() if char not in "\u00a0\u202f\u2009 ")
    match = _KRONOR.match(cleaned)
    if not match or int(match[1]) > most_kronor:
        raise ValueError(f"not an amount: {text!r}")
    return int(match[1]) * 100 + int((match[2] or "0").ljust(2, "0"))


class KronorField(forms.CharField):
    """An amount in kronor, clean as whole öre."""

    most_kronor = 999_999

    def clean(self, value: Any) -> int | None:
        """Read the text as kronor and öre."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return ore_from_text(text, most_kronor=self.most_kronor)
        except ValueError:
            raise forms.ValidationError(_("Write the amount in kronor, for example 312,50.")) from None


class ReplaceForm(forms.Form):
    """A unit cost that follows another."""

    ore_per_hour = KronorField(
        label=_("Kronor per hour"),
        max_length=20,
        help_text=_("As it stands in the Fund's table, for example 312,50."),
        error_messages={"required": _("Write how many kronor an hour is worth.")},
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    source = forms.CharField(
        label=_("Where it is taken from"),
        max_length=300,
        help_text=_("The table's name, date and page, so that someone else can check it."),
        error_messages={"required": _("Write where the amount is taken from.")},
    )


class UnitCostForm(ReplaceForm):
    """A new unit cost."""

    category = forms.ChoiceField(
        label=_("Category"),
        error_messages={"required": _("Choose a category."), "invalid_choice": _("Choose a category.")},
    )
    is_invented = forms.BooleanField(label=_("The amount is invented, for example to try things out"), required=False)
    field_order = ("category", "ore_per_hour", "source", "is_invented")

    def __init__(self, *args: Any, choices: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        """Take the categories of the rule set as choices."""
        super().__init__(*args, **kwargs)
        field = self.fields["category"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so above
        field.choices = list(choices)


class PrepareForm(forms.Form):
    """A claim's period."""

    first = forms.ChoiceField(label=_("First month"), error_messages={"invalid_choice": _("Choose a month.")})
    last = forms.ChoiceField(label=_("Last month"), error_messages={"invalid_choice": _("Choose a month.")})

    def __init__(self, *args: Any, months: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        """Take the network's months as choices."""
        super().__init__(*args, **kwargs)
        for name in ("first", "last"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so above
            field.choices = list(months)

    def clean_first(self) -> Month:
        """The first month."""
        return Month.parse(self.cleaned_data["first"])

    def clean_last(self) -> Month:
        """The last month."""
        return Month.parse(self.cleaned_data["last"])

    def clean(self) -> dict[str, Any]:
        """The months in their order."""
        values = super().clean() or {}
        first, last = values.get("first"), values.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last month can not come before the first."))
        return values


class ParkForm(forms.Form):
    """Why a month is parked."""

    reason = forms.CharField(
        label=_("What is doubtful"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what is doubtful.")},
    )


class CommentForm(forms.Form):
    """Why nothing of a month is submitted yet."""

    comment = forms.CharField(
        label=_("Why nothing is submitted yet"),
        max_length=600,
        help_text=_("For example that someone is ill, and when the month will come."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write shortly why nothing is submitted yet.")},
    )


class LineOutcomeForm(forms.Form):
    """The Fund's word on a line."""

    result = forms.ChoiceField(
        label=_("What the Fund said"),
        choices=LineOutcome.Result.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what the Fund has said.")},
    )
    accepted_minutes = forms.CharField(
        label=_("Hours that the Fund accepts"),
        required=False,
        max_length=20,
        help_text=_("Only when the line was reduced, for example 6 or 6,5."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    reason = forms.CharField(
        label=_("The Fund's reason"),
        required=False,
        max_length=400,
        help_text=_("Needed when the line is reduced or to be completed."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_accepted_minutes(self) -> int:
        """The hours as minutes, below nought with a sign; nothing when none are written."""
        text = self.cleaned_data["accepted_minutes"].strip()
        if not text:
            return 0
        try:
            minutes = minutes_from_text(text.lstrip("-\u2212"))
        except ValueError:
            raise forms.ValidationError(_("Write the hours as 6 or 6,5.")) from None
        return -minutes if text[0] in "-\u2212" else minutes

    def clean(self) -> dict[str, Any]:
        """A line that is not accepted as it stands has its reason."""
        values = super().clean() or {}
        if values.get("result") not in {None, LineOutcome.Result.ACCEPTED.value} and not values.get("reason"):
            self.add_error("reason", _("Write the Fund's reason, so that the municipality can understand it."))
        return values


class AddressForm(forms.Form):
    """Where the head of the network's journal is sent."""

    address = forms.EmailField(
        label=_("Address outside the installation"),
        required=False,
        help_text=_("For example the host's registrar or the auditor. Leave it empty to send nothing."),
        error_messages={"invalid": _("Write an e-mail address, for example registrator@example.se.")},
    )


class BudgetField(KronorField):
    """A budget line, larger than an hour's worth."""

    most_kronor = _MOST_OF_A_BUDGET


class BudgetForm(forms.Form):
    """The lines of the decision's budget, in kronor; an empty line is left as it is."""

    def __init__(self, *args: Any, planned: Mapping[str, int] | None = None, **kwargs: Any) -> None:
        """A field for each kind of budget line, with what stands there."""
        super().__init__(*args, **kwargs)
        for kind, label in BudgetLine.Kind.choices:
            ore = (planned or {}).get(kind)
            self.fields[kind] = BudgetField(
                label=label,
                required=False,
                max_length=20,
                initial=_written(ore) if ore is not None else "",
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            )

    def planned_ore(self) -> dict[str, int]:
        """Whole öre by kind."""
        return {kind: ore for kind, ore in self.cleaned_data.items() if ore is not None}


def _written(ore: int) -> str:
    kronor, rest = divmod(ore, ORE_IN_KRONA)
    return f"{kronor},{rest:02d}" if rest else str(kronor)


class OutcomeForm(forms.Form):
    """Rows copied from the host's ledger: budget line, amount, voucher, day, text; tabs or semicolons between."""

    rows = forms.CharField(
        label=_("Rows from the ledger"),
        help_text=_(
            "One row each: budget line; amount; voucher; day; text. Copy them from a spreadsheet, or write them, for "
            "example: Resor och möten; 12 400,00; V1023; 2021-10-14; Tåg till nätverksträff"
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write at least one row.")},
    )

    def clean_rows(self) -> tuple[OutcomeRow, ...]:
        """The rows as plain values; every fault with the number of its row."""
        lines = [line for line in self.cleaned_data["rows"].splitlines() if line.strip()]
        if len(lines) > _MOST_ROWS:
            raise forms.ValidationError(_("Import at most 500 rows at a time."))
        rows = tuple(_outcome_row(number, line) for number, line in enumerate(lines, start=1))
        faults = row_faults(rows, known=())
        if faults:
            raise forms.ValidationError(faults)
        return rows


def _outcome_row(number: int, line: str) -> OutcomeRow:
    cells = [cell.strip() for cell in line.split("\t" if "\t" in line else ";")]
    name, amount, voucher, day, text = (*cells, "", "", "", "", "")[:5]
    kinds = {str(BudgetLine.Kind(kind).label).casefold(): kind for kind in IMPORTED} | {kind: kind for kind in IMPORTED}
    return OutcomeRow(number, kinds.get(name.casefold(), ""), _amount(amount), voucher[:60], _day(day), text[:200])


def _amount(text: str) -> int | None:
    """Kronor as a ledger writes them, below nought with either sign."""
    sign = -1 if text[:1] in {"-", "\u2212"} else 1
    try:
        return sign * ore_from_text(text.lstrip("-\u2212"), most_kronor=_MOST_OF_A_BUDGET)
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

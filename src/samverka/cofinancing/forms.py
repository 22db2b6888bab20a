"""From typed text to clean values: a unit cost in kronor, a claim's period."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.core.months import Month

_KRONOR = re.compile(r"^([0-9]{1,6})(?:[.,]([0-9]{1,2}))?(?:\s*kr)?\.?$")


def ore_from_text(text: str) -> int:
    """Read `312,50`, `312.5`, `1 312` or `312 kr` as whole öre.

    Raises:
        ValueError: when the text is none of these.
    """
    cleaned = "".join(char for char in text.strip() if char not in "\u00a0\u202f\u2009 ")
    match = _KRONOR.match(cleaned)
    if not match:
        raise ValueError(f"not an amount: {text!r}")
    return int(match[1]) * 100 + int((match[2] or "0").ljust(2, "0"))


class KronorField(forms.CharField):
    """An amount in kronor, clean as whole öre."""

    def clean(self, value: Any) -> int | None:
        """Read the text as kronor and öre."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return ore_from_text(text)
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


class AddressForm(forms.Form):
    """Where the head of the network's journal is sent."""

    address = forms.EmailField(
        label=_("Address outside the installation"),
        required=False,
        help_text=_("For example the host's registrar or the auditor. Leave it empty to send nothing."),
        error_messages={"invalid": _("Write an e-mail address, for example registrator@example.se.")},
    )

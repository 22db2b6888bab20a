"""Fields that several forms of enterprises use."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samverka.enterprises import queries, rules
from samverka.enterprises.figures.numbers import cleaned_cpv, cleaned_number
from samverka.journal import queries as journal

_CODE = re.compile(r"^\s*(\d{8})(?:-?\d)?(?!\d)")
_KRONOR = re.compile(r"^(\d{1,12})(?:[.,](\d{1,2}))?$")


class DayInput(forms.DateInput):
    """The browser's own picker of days, which can be typed in too."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def day_field(label: Any, *, required: bool = False, help_text: Any = "") -> forms.DateField:
    """A calendar day."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=DayInput(),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("That day is not in the calendar. Write it as 2021-11-02.")},
    )


def long_text(label: Any, *, required: bool = False, help_text: Any = "", most: int = 2000) -> forms.CharField:
    """Text over several lines."""
    return forms.CharField(
        label=label, required=required, help_text=help_text, max_length=most, widget=forms.Textarea({"rows": 4})
    )


class KronorField(forms.CharField):
    """Kronor as people write them: `480 000`, `480000 kr`, `480 000,50`; handed on in whole öre."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=30, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **more)

    def clean(self, value: Any) -> int | None:
        """Whole öre, or None when nothing was written."""
        text = str(super().clean(value) or "")
        plain = re.sub(r"(?i)[\s\u00a0\u202f.](?=\d{3})|\s|\u00a0|kr(onor)?|:-|sek", "", text)
        if not plain:
            return None
        match = _KRONOR.match(plain)
        if match is None:
            raise ValidationError(_("Write the amount in kronor, for example 480 000."))
        return int(match.group(1)) * 100 + int((match.group(2) or "0").ljust(2, "0"))

    def prepare_value(self, value: Any) -> Any:
        """Öre as kronor again."""
        if not isinstance(value, int):
            return value
        kronor, rest = divmod(value, 100)
        return f"{kronor:,}".replace(",", "\u00a0") + (f",{rest:02d}" if rest else "")


class NumberField(forms.CharField):
    """A social enterprise's organisation number, in any of the usual ways of writing it."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=20, widget=forms.TextInput(attrs={"autocomplete": "off"}), **more)

    def clean(self, value: Any) -> str:
        """Ten digits, or nothing when it may be left out."""
        text = str(super().clean(value) or "")
        if not text.strip():
            return ""
        digits = cleaned_number(text)
        verdict = rules.is_enterprise_number(digits, invented_allowed=journal.installation().is_example)
        if not verdict:
            raise ValidationError(str(verdict.reason))
        return digits


class CpvField(forms.CharField):
    """One or several CPV codes, as digits or in plain words; words that fit one code alone become it.

    `suggested` holds what the words told of, for the page to offer.
    """

    def __init__(self, *, many: bool = False, **more: Any) -> None:
        self.many = many
        self.suggested: list[queries.CpvShown] = []
        super().__init__(max_length=400, widget=forms.TextInput(attrs={"autocomplete": "off"}), **more)

    def clean(self, value: Any) -> Any:
        """Codes of eight digits: a list of them, or one (empty when nothing was written)."""
        text = str(super().clean(value) or "")
        parts = [part.strip() for part in re.split(r"[;\n]" if self.many else r"\n", text) if part.strip()]
        codes: list[str] = []
        for part in parts:
            codes += self._codes(part)
        unique = list(dict.fromkeys(codes))
        return unique if self.many else (unique[0] if unique else "")

    def _codes(self, part: str) -> list[str]:
        match = _CODE.match(part)
        if match is not None:
            return [match.group(1)]
        if self.many and all(cleaned_cpv(word) for word in part.split(",")):
            return [cleaned_cpv(word) for word in part.split(",")]
        self.suggested = queries.cpv_matching(part)
        if not self.suggested:
            raise ValidationError(_("No code answers to those words. Try others, or leave it for now."))
        if len(self.suggested) == 1:
            return [self.suggested[0].code]
        named = ", ".join(one.text for one in self.suggested)
        raise ValidationError(
            _("Several codes answer. Write the digits of the one you mean: %(codes)s."), params={"codes": named}
        )


class PlacesField(forms.CharField):
    """Names of municipalities and counties, parted by commas, or all of Sweden."""

    ALL = ("hela sverige", "sverige", "all of sweden", "sweden")

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=2000, widget=forms.Textarea({"rows": 2}), **more)

    def clean(self, value: Any) -> queries.NamedPlaces:
        """The places; names that are none are told."""
        text = str(super().clean(value) or "")
        names = [name.strip() for name in re.split(r"[,;\n]", text) if name.strip()]
        found = queries.named_places([name for name in names if name.casefold() not in self.ALL])
        if found.unknown:
            raise ValidationError(
                _("Not a municipality or a county: %(names)s."), params={"names": ", ".join(found.unknown)}
            )
        if any(name.casefold() in self.ALL for name in names):
            return queries.NamedPlaces((), (), (), all_of_sweden=True)
        return found

"""What people write about themselves: an address, a code, a name."""

from datetime import date
from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from django import forms
from django.core.validators import validate_email
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from samverka.core.words import address_key
from samverka.people import queries, rules
from samverka.people.models import Person


def safe_path(text: str) -> str:
    """A path of ours to go on to; empty when it would lead to another site."""
    return text if text.startswith("/") and url_has_allowed_host_and_scheme(text, allowed_hosts=None) else ""


class NextField(forms.CharField):
    """Where to go on to; another site is quietly left out."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False, max_length=2000)

    def clean(self, value: Any) -> str:
        """The path, or empty."""
        return safe_path(str(value or ""))


class AddressForm(forms.Form):
    """Din e-post."""

    email = forms.CharField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("The one you use at work. We send a code to it; you need no password."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Write your e-mail address, for example kim.ek@granfors.example.")},
    )
    next = NextField()

    def clean_email(self) -> str:
        """The address as it is compared."""
        address = address_key(self.cleaned_data["email"])
        try:
            validate_email(address)
        except forms.ValidationError as fault:
            raise forms.ValidationError(
                _("“%(address)s” is not a whole e-mail address. It is written like kim.ek@granfors.example."),
                params={"address": address},
            ) from fault
        return address


class CodeForm(forms.Form):
    """Koden."""

    code = forms.CharField(
        label=_("The code in the letter"),
        max_length=100,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "inputmode": "text",
            }
        ),
        error_messages={"required": _("Write the code that came by e-mail. It has eight letters.")},
    )
    next = NextField()

    def __init__(self, *args: Any, expected: str = "", tries_left: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._expected = expected
        self._left_after_this = tries_left - 1

    def clean_code(self) -> str:
        """The right code, however it is spaced and in whichever case; a wrong one says how many tries are left."""
        code: str = self.cleaned_data["code"]
        if not compare_user_code(actual=code, expected=self._expected):
            raise forms.ValidationError(
                ngettext(
                    "That code is not right. Look at the newest letter; you have %(left)s try left.",
                    "That code is not right. Look at the newest letter; you have %(left)s tries left.",
                    self._left_after_this,
                ),
                code="wrong",
                params={"left": self._left_after_this},
            )
        return code


class OwnForm(forms.Form):
    """Om mig."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name, so that others know who you are.")},
    )
    language = forms.ChoiceField(
        label=_("Language of letters to you"),
        choices=(("sv", "Svenska"), ("en", "English")),
        widget=forms.RadioSelect,
    )


class AbsenceForm(forms.Form):
    """Away from a day until the first day back; no cause is asked for."""

    first_day = forms.DateField(
        label=_("First day away"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={
            "required": _("Choose the first day that you are away."),
            "invalid": _("That day is not in the calendar. Write it as 2021-11-02."),
        },
    )
    return_day = forms.DateField(
        label=_("First day back"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={
            "required": _("Choose the day that you are back. You can end the absence earlier."),
            "invalid": _("That day is not in the calendar. Write it as 2021-11-02."),
        },
    )
    substitute = forms.EmailField(
        label=_("Who stands in for you"),
        required=False,
        max_length=254,
        help_text=_("The work e-mail of someone who uses Samverka. May be left empty. They see what waits for you."),
    )

    def __init__(self, data: Any = None, *, person: Person, today: date) -> None:
        super().__init__(data, initial={"first_day": today})
        self.person = person
        self.today = today

    def clean_substitute(self) -> Person | None:
        """Someone whom the system knows."""
        address: str = self.cleaned_data["substitute"]
        if not address:
            return None
        found = queries.person_with_address(address)
        if found is None:
            raise forms.ValidationError(_("Nobody with that address uses Samverka. Choose someone else."))
        return found

    def clean(self) -> dict[str, Any]:
        """The same rule as the act."""
        cleaned = super().clean() or {}
        if {"first_day", "return_day"} <= cleaned.keys() and "substitute" in cleaned:
            verdict = rules.may_note_absence(
                first_day=cleaned["first_day"],
                return_day=cleaned["return_day"],
                today=self.today,
                known=queries.absence_days(self.person),
                is_own_substitute=cleaned["substitute"] == self.person,
            )
            if not verdict:
                self.add_error(
                    "substitute" if cleaned["substitute"] == self.person else "return_day", str(verdict.reason)
                )
        return cleaned

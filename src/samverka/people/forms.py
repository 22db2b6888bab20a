"""What people write about themselves: an address, a code, a name."""

from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from django import forms
from django.core.validators import validate_email
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from samverka.core.words import address_key


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

"""What anyone may tell the roof: that something can not be used."""

from django import forms
from django.utils.translation import gettext_lazy as _


class FaultForm(forms.Form):
    """A fault in accessibility; no account, no name, and an address only for whoever wants an answer."""

    what = forms.CharField(
        label=_("What did you want to do, and what stopped you?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Say too if you need the content in another form."),
        error_messages={"required": _("Write what stopped you. A few words are enough.")},
    )
    where = forms.CharField(
        label=_("On which page?"),
        max_length=400,
        required=False,
        help_text=_("The page's heading or its address."),
    )
    with_what = forms.CharField(
        label=_("What do you use?"),
        max_length=200,
        required=False,
        help_text=_("For example phone and browser, screen reader, voice control, enlargement."),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        required=False,
        help_text=_("Only if you want an answer. It is used for nothing else."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("That is not a whole e-mail address. Write it again, or leave it empty.")},
    )

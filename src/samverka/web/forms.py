"""What anyone may tell the roof: that something can not be used."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.web.queries.sendout import SEGMENTS


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


class SendOutForm(forms.Form):
    """Free text to a segment."""

    segment = forms.ChoiceField(label=_("To whom?"), choices=[("", _("Choose")), *SEGMENTS.items()])
    subject = forms.CharField(
        label=_("Subject"), max_length=150, help_text=_("It can be read on a locked screen: name no persons in it.")
    )
    body = forms.CharField(
        label=_("Text"),
        max_length=20_000,
        widget=forms.Textarea({"rows": 10}),
        help_text=_("An empty line parts paragraphs. An address alone on its line becomes a button."),
    )
    subject_en = forms.CharField(label=_("Subject in English"), max_length=150, required=False)
    body_en = forms.CharField(
        label=_("Text in English"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("Those who read Samverka in English get it instead of the Swedish."),
    )
    reply_to = forms.EmailField(label=_("Who gets the replies? E-mail address"), max_length=254)

"""Forms of the register."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.core.words import whole_number
from samverka.enterprises import queries, rules
from samverka.enterprises.forms.fields import (
    CpvField,
    KronorField,
    NumberField,
    PlacesField,
    day_field,
    long_text,
)
from samverka.enterprises.models import Judgement, Offer, SocialEnterprise

_MOST_UPLOADED = 5_000_000


def asked_from(values: Mapping[str, str]) -> queries.Asked:
    """What somebody looks for, out of the address; whatever is no answer is left out."""
    kind = values.get("slag", "")
    number = whole_number(values.get("sida", "")) or 1
    return queries.Asked(
        text=values.get("sok", "")[:200].strip(),
        place=values.get("kommun", "")[:80].strip(),
        kind=kind if kind in SocialEnterprise.Kind.values else "",
        number=min(max(number, 1), 10_000),
    )


class NewEntryForm(forms.Form):
    """An enterprise becomes known: the name is enough."""

    name = forms.CharField(label=_("Name of the enterprise"), max_length=160)
    organisation_number = NumberField(
        label=_("Organisation number"),
        required=False,
        help_text=_("Can be left for now. A sole trader's number is a personal identity number and is refused."),
    )
    kind = forms.ChoiceField(
        label=_("Sort of enterprise"),
        choices=SocialEnterprise.Kind.choices,
        initial=SocialEnterprise.Kind.SOCIAL_ENTERPRISE,
    )
    contact_email = forms.EmailField(
        label=_("E-mail to the enterprise"),
        required=False,
        max_length=254,
        help_text=_("Needed when you ask for its consent."),
    )
    source = forms.CharField(
        label=_("Where you know of it from"),
        required=False,
        max_length=200,
        help_text=_("For example a dialogue meeting."),
    )
    known_since = day_field(
        _("Known since"), help_text=_("Leave it empty for today. Write an earlier day if you knew of it before.")
    )

    def __init__(self, data: Any = None, *, today: date, organisations: Mapping[int, str], **more: Any) -> None:
        super().__init__(data, **more)
        self.today = today
        if len(organisations) > 1:
            self.fields["organisation"] = forms.ChoiceField(
                label=_("Your municipality"), choices=[(str(key), name) for key, name in organisations.items()]
            )

    def clean_known_since(self) -> date | None:
        """Not a day to come."""
        day: date | None = self.cleaned_data["known_since"]
        if day is not None and day > self.today:
            raise forms.ValidationError(_("That day has not come yet."))
        return day

    @property
    def values(self) -> dict[str, object]:
        """Columns of the entry."""
        return {
            key: self.cleaned_data[key] for key in ("name", "organisation_number", "kind", "contact_email", "source")
        }

    @property
    def organisation_id(self) -> int | None:
        """The municipality that was chosen, where there is a choice."""
        return whole_number(str(self.cleaned_data.get("organisation", "")))


class EntryForm(forms.Form):
    """Everything that is known of an enterprise."""

    name = forms.CharField(label=_("Name of the enterprise"), max_length=160)
    organisation_number = NumberField(label=_("Organisation number"), required=False)
    kind = forms.ChoiceField(label=_("Sort of enterprise"), choices=SocialEnterprise.Kind.choices)
    legal_form = forms.ChoiceField(label=_("Legal form"), choices=SocialEnterprise.LegalForm.choices)
    profit = forms.ChoiceField(label=_("What happens to a surplus"), choices=SocialEnterprise.Profit.choices)
    seat = forms.CharField(label=_("Municipality of its seat"), required=False, max_length=80)
    places = PlacesField(
        label=_("Works in"),
        required=False,
        help_text=_("Names of municipalities or counties with commas between, or: all of Sweden."),
    )
    description = long_text(_("What the enterprise does"))
    description_en = long_text(_("The same in English"))
    web = forms.CharField(label=_("Web page"), required=False, max_length=200)
    contact_name = forms.CharField(label=_("Contact person"), required=False, max_length=120)
    contact_email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)
    contact_phone = forms.CharField(label=_("Telephone"), required=False, max_length=40)
    employees = forms.IntegerField(label=_("Employees"), required=False, min_value=0, max_value=100_000)
    target_share_percent = forms.IntegerField(
        label=_("Share from the target group, percent"),
        required=False,
        min_value=0,
        max_value=100,
        help_text=_("As the enterprise declares it. The legal check is made in each procurement."),
    )
    has_integration_purpose = forms.NullBooleanField(
        label=_("Its main purpose is to integrate people into working life"),
        required=False,
        widget=forms.Select(choices=(("", _("Not known")), ("true", _("Yes")), ("false", _("No")))),
    )
    declared_day = day_field(_("Declared on"))
    registered_idea_based = forms.NullBooleanField(
        label=_("Registered as idea-based (Kammarkollegiet)"),
        required=False,
        widget=forms.Select(choices=(("", _("Not known")), ("true", _("Yes")), ("false", _("No")))),
    )
    registered_checked_day = day_field(_("Checked on"))
    source = forms.CharField(label=_("Where you know of it from"), required=False, max_length=200)

    def clean_seat(self) -> Any:
        """A municipality by its name."""
        name = self.cleaned_data["seat"].strip()
        if not name:
            return None
        found = queries.named_places([name])
        if not found.municipalities:
            raise forms.ValidationError(_("No municipality has that name."))
        return found.municipalities[0]

    def clean_web(self) -> str:
        """An address that can be followed; nothing but the web."""
        text: str = self.cleaned_data["web"].strip()
        if not text:
            return ""
        address = text if text.startswith(("http://", "https://")) else f"https://{text}"
        if " " in address or "." not in address or ":" in address.split("://", 1)[1].split("/", 1)[0]:
            raise forms.ValidationError(_("That is not a web address. Write it as www.example.se."))
        return address

    def clean(self) -> dict[str, Any]:
        """What is declared and what is checked says when."""
        cleaned = super().clean() or self.cleaned_data
        declares = cleaned.get("target_share_percent") is not None or cleaned.get("has_integration_purpose") is not None
        if declares and "declared_day" in cleaned and not cleaned["declared_day"]:
            self.add_error("declared_day", _("Write the day on which the enterprise declared it."))
        if (
            cleaned.get("registered_idea_based") is not None
            and "registered_checked_day" in cleaned
            and not cleaned["registered_checked_day"]
        ):
            self.add_error("registered_checked_day", _("Write the day on which the register was looked in."))
        return cleaned

    @property
    def values(self) -> dict[str, object]:
        """Columns of the entry."""
        return {key: value for key, value in self.cleaned_data.items() if key != "places"} | {
            "serves_all_of_sweden": self.cleaned_data["places"].all_of_sweden
        }


class OfferForm(forms.Form):
    """Something that an enterprise offers."""

    text = forms.CharField(label=_("What is offered"), max_length=300, help_text=_("For example: cleaning of offices."))
    kind = forms.ChoiceField(label=_("Sort of offer"), choices=Offer.Kind.choices)
    cpv = CpvField(
        label=_("CPV code or plain words"),
        required=False,
        help_text=_("Write what you would call it, for example cleaning or lunch. Can be left for now."),
    )
    places = forms.IntegerField(label=_("Number of places"), required=False, min_value=0, max_value=100_000)
    capacity = forms.CharField(
        label=_("How much it can deliver"),
        required=False,
        max_length=200,
        help_text=_("In words, for example two crews."),
    )
    yearly_capacity_ore = KronorField(label=_("For how many kronor a year"), required=False)

    @property
    def values(self) -> dict[str, object]:
        """Columns of the offer."""
        return {key: value for key, value in self.cleaned_data.items() if key != "cpv"}


class JudgementForm(forms.Form):
    """By which definition, criterion by criterion."""

    def __init__(self, data: Any = None, *, definition: str, today: date, **more: Any) -> None:
        super().__init__(data, **more)
        self.definition = definition
        for key, text in rules.CRITERIA[definition]:
            self.fields[f"answer_{key}"] = forms.ChoiceField(
                label=str(text),
                choices=[(answer, queries.answer_word(answer)) for answer in rules.ANSWERS],
                widget=forms.RadioSelect,
            )
        self.fields["judged_by"] = forms.CharField(
            label=_("Judged by"),
            max_length=160,
            help_text=_("An organisation and a function, or the enterprise itself."),
        )
        self.fields["day"] = day_field(_("On the day"), required=True)
        self.fields["day"].initial = today

    @property
    def answers(self) -> dict[str, str]:
        """The answers by criterion."""
        return {key: self.cleaned_data[f"answer_{key}"] for key, _text in rules.CRITERIA[self.definition]}

    @staticmethod
    def known(definition: str) -> str:
        """The definition in an address, or the first one."""
        return definition if definition in Judgement.Definition.values else Judgement.Definition.ASF


class CertificationForm(forms.Form):
    """A certification."""

    scheme = forms.CharField(label=_("Certified against"), max_length=120, help_text=_("For example SIS PAS 10:2018."))
    issuer = forms.CharField(label=_("Issued by"), max_length=120)
    first_day = day_field(_("From"), required=True)
    last_day = day_field(_("Until"), help_text=_("Leave it empty for the usual term."))
    evidence = forms.CharField(label=_("Where the evidence is"), required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        """In order."""
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day can not come before the first day."))
        return cleaned


class ArchiveForm(forms.Form):
    """An enterprise is taken out."""

    reason = forms.CharField(label=_("Why"), max_length=400)


class MergeForm(forms.Form):
    """The other entry of the same enterprise."""

    into = forms.CharField(
        label=_("The other entry"),
        max_length=200,
        help_text=_("Its organisation number, or the address of its page. That entry stays."),
    )

    @property
    def into_id(self) -> int:
        """The other entry's id; 0 when there is none."""
        text = self.cleaned_data["into"].strip()
        known = queries.by_number("".join(sign for sign in text if sign.isdigit())[-10:])
        if known is not None:
            return known.pk
        parts = [part for part in text.split("/") if part]
        return whole_number(parts[-1]) or 0 if parts else 0


class ConfirmForm(forms.Form):
    """The enterprise looks through its entry: one name, one tick, one button."""

    confirmed_by = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    consent = forms.BooleanField(
        label=_("We agree to be shown in the register, and what stands here is right."),
        error_messages={"required": _("Tick the box if you agree. If not, use the button below.")},
    )
    description = long_text(_("What we do"))
    web = forms.CharField(label=_("Web page"), required=False, max_length=200)
    contact_name = forms.CharField(label=_("Contact person who is shown"), required=False, max_length=120)
    contact_email = forms.EmailField(label=_("E-mail that is shown"), required=False, max_length=254)
    contact_phone = forms.CharField(label=_("Telephone that is shown"), required=False, max_length=40)
    employees = forms.IntegerField(label=_("Employees"), required=False, min_value=0, max_value=100_000)

    clean_web = EntryForm.clean_web

    @property
    def values(self) -> dict[str, object]:
        """What the enterprise puts right."""
        return {key: value for key, value in self.cleaned_data.items() if key not in {"confirmed_by", "consent"}}


class ListForm(forms.Form):
    """A list of enterprises as a file."""

    file = forms.FileField(
        label=_("Spreadsheet or CSV file"),
        help_text=_(
            "As it is: we look for columns such as name, organisation number, municipality, e-mail and offers."
        ),
    )

    def clean_file(self) -> Any:
        """Not enormous."""
        upload = self.cleaned_data["file"]
        if upload.size > _MOST_UPLOADED:
            raise forms.ValidationError(_("The file is larger than 5 MB. Take out what is not needed."))
        return upload

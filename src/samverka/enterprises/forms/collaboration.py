"""Forms of collaborations and dialogues."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.core.words import whole_number
from samverka.enterprises import queries, rules
from samverka.enterprises.figures.lists import without_personal_numbers
from samverka.enterprises.figures.numbers import LEAST_THIRD_DIGIT, LENGTH, cleaned_number
from samverka.enterprises.forms.fields import CpvField, KronorField, day_field, long_text
from samverka.enterprises.models import (
    ClauseVariant,
    Dialogue,
    Form,
    Level,
    Outcome,
    SocialEnterprise,
    Threshold,
)

_YES_NO = (("", _("Not said")), ("true", _("Yes")), ("false", _("No")))


class PlainForm(forms.Form):
    """A form in which no personal identity number may stand, anywhere (R28)."""

    def clean(self) -> dict[str, Any]:
        """Look for one in every text."""
        cleaned = super().clean() or self.cleaned_data
        for name, value in list(cleaned.items()):
            if isinstance(value, str) and without_personal_numbers(value) != value.strip():
                self.add_error(name, _("A personal identity number stands here. Nothing about persons may be kept."))
        return cleaned


class StartForm(PlainForm):
    """Title, owner, day, form: that is enough."""

    title = forms.CharField(label=_("Title"), max_length=160)
    owner = forms.ChoiceField(label=_("Owner"), help_text=_("Who at your municipality keeps it up to date."))
    day = day_field(_("Day"), required=True, help_text=_("When it begins, or when you wrote it down."))
    form = forms.ChoiceField(
        label=_("Form"), choices=Form.choices, help_text=_("Unsure? The form guide asks some short questions.")
    )

    def __init__(
        self,
        data: Any = None,
        *,
        owners: Sequence[tuple[int, str]],
        organisations: Mapping[int, str],
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        owner = self.fields["owner"]
        if isinstance(owner, forms.ChoiceField):
            owner.choices = [(str(key), name) for key, name in owners]
        if len(organisations) > 1:
            self.fields["organisation"] = forms.ChoiceField(
                label=_("Your municipality"), choices=[(str(key), name) for key, name in organisations.items()]
            )

    @property
    def organisation_id(self) -> int | None:
        """The municipality that was chosen, where there is a choice."""
        return whole_number(str(self.cleaned_data.get("organisation", "")))


class PartForm(PlainForm):
    """A part of a collaboration; each sort has its own fields."""

    @property
    def values(self) -> dict[str, object]:
        """Columns of the collaboration."""
        hanging = {"buyers", "counterparts", "cpv", "contributions"}
        return {name: value for name, value in self.cleaned_data.items() if name not in hanging}

    @property
    def hung(self) -> dict[str, Any]:
        """What hangs on the collaboration, of what this part holds."""
        return {}


def _yes_no(label: Any, help_text: Any = "") -> forms.NullBooleanField:
    return forms.NullBooleanField(
        label=label, required=False, help_text=help_text, widget=forms.Select(choices=_YES_NO)
    )


class PartiesForm(PartForm):
    """Who buys, and who stands on the other side."""

    buyers = forms.MultipleChoiceField(
        label=_("Who buys or takes part for the municipality"), required=False, widget=forms.CheckboxSelectMultiple
    )
    counterparts = long_text(
        _("The other side"),
        help_text=_("One on each line: the name, or the organisation number of an enterprise in the register."),
    )

    def __init__(self, data: Any = None, *, employers: Sequence[tuple[int, str]], **more: Any) -> None:
        super().__init__(data, **more)
        buyers = self.fields["buyers"]
        if isinstance(buyers, forms.MultipleChoiceField):
            buyers.choices = [(str(key), name) for key, name in employers]
            if len(employers) == 1 and not self.initial.get("buyers"):
                self.initial["buyers"] = [str(employers[0][0])]

    def clean_counterparts(self) -> list[tuple[str, str, SocialEnterprise | None]]:
        """Names and numbers; enterprises of the register are found by either."""
        lines = [line.strip() for line in self.cleaned_data["counterparts"].splitlines() if line.strip()]
        names: list[tuple[str, str]] = []
        for line in lines:
            before, comma, after = line.rpartition(",")
            number = cleaned_number(after if comma else line)
            is_number = len(number) == LENGTH and not any(sign.isalpha() for sign in (after if comma else line))
            if is_number and int(number[2]) < LEAST_THIRD_DIGIT:
                raise forms.ValidationError(str(rules.FAULTS[rules.NumberFault.PERSONAL]))
            names.append((before.strip() if comma and is_number else line, number if is_number else ""))
        known = queries.enterprises_named(
            [number or name for name, number in names] + [name for name, _number in names]
        )
        found: list[tuple[str, str, SocialEnterprise | None]] = []
        seen: set[int] = set()
        for name, number in names:
            row = known.get(number) or known.get(name)
            if row is not None:
                if row.pk in seen:
                    continue
                seen.add(row.pk)
            found.append((name, number, row))
        return found

    @property
    def hung(self) -> dict[str, Any]:
        """Buyers and counterparts."""
        return {
            "buyers": [int(key) for key in self.cleaned_data["buyers"]],
            "counterparts": self.cleaned_data["counterparts"],
        }


class ValueForm(PartForm):
    """What is bought, for how much, and when."""

    cpv = CpvField(
        label=_("CPV codes or plain words"),
        many=True,
        required=False,
        help_text=_("For example: cleaning. Several are parted by semicolons. Can be left for now."),
    )
    value_ore = KronorField(
        label=_("Value in kronor"), required=False, help_text=_("Options and extensions included, VAT excluded.")
    )
    is_social_specific_service = _yes_no(
        _("A social or other specific service (annex 2)"), _("Leave it, and the CPV code decides.")
    )
    first_day = day_field(_("First day"))
    last_day = day_field(_("Last day"))
    over_limit_note = long_text(
        _("Note, if the purchase is done and was over the limit"),
        help_text=_("Stays inside your municipality, whoever may see the rest."),
    )

    def clean(self) -> dict[str, Any]:
        """In order."""
        cleaned = super().clean()
        verdict = rules.collaboration.may_save(
            first_day=cleaned.get("first_day"), last_day=cleaned.get("last_day"), value_ore=cleaned.get("value_ore")
        )
        if not verdict:
            self.add_error("last_day", str(verdict.reason))
        return cleaned

    @property
    def hung(self) -> dict[str, Any]:
        """The codes."""
        return {"cpv": self.cleaned_data["cpv"]}


class DocumentationForm(PartForm):
    """The facts that a direct procurement is documented with, beside parties, value and days."""

    description = long_text(_("What was bought"), most=4000)
    competition = long_text(_("How competition was used"), help_text=_("For example: three suppliers were asked."))
    suppliers_asked = long_text(_("Suppliers that were asked"))
    bids = forms.IntegerField(label=_("How many bid"), required=False, min_value=0, max_value=1000)
    award_reason = long_text(_("Main reason for the choice"))


class ReservedForm(PartForm):
    """What shows that a contract is rightly reserved."""

    share_percent = forms.IntegerField(
        label=_("Share from the target group, percent"), required=False, min_value=0, max_value=100
    )
    share_day = day_field(_("Shown on"))
    share_evidence = forms.CharField(
        label=_("What shows the share"),
        required=False,
        max_length=400,
        help_text=_("A document or a statement, never names or anything else about persons."),
    )
    purpose_evidence = long_text(_("What shows the purpose, or the programme for sheltered employment"))
    registered_idea_based = _yes_no(_("Stands in Kammarkollegiet's register of idea-based organisations"))
    registered_checked_day = day_field(_("Looked in the register on"))


class ClauseForm(PartForm):
    """An employment clause."""

    clause_variant = forms.ChoiceField(
        label=_("Sort of clause"), required=False, choices=(("", _("Not said")), *ClauseVariant.choices)
    )
    clause_number = forms.IntegerField(label=_("How many people"), required=False, min_value=0, max_value=10_000)
    clause_months = forms.IntegerField(label=_("How many months"), required=False, min_value=0, max_value=240)
    target_group = forms.CharField(
        label=_("Target group"), required=False, max_length=200, help_text=_("In general words, never persons.")
    )
    matching_officer = forms.CharField(
        label=_("Who at the municipality matches people to work"), required=False, max_length=120
    )


class PartnershipForm(PartForm):
    """An idea-based public partnership."""

    shared_goal = long_text(_("Shared goal"))
    contributions = long_text(
        _("What each party contributes"), help_text=_("One on each line: party, colon, contribution.")
    )
    no_market = long_text(_("Why there is no market"))
    follow_up = long_text(_("How it is followed up"), help_text=_("Followed up, but not steered in detail."))
    exit_terms = long_text(_("How it can be ended"))

    def clean_contributions(self) -> list[tuple[str, str]]:
        """Pairs of party and contribution."""
        pairs = []
        for line in self.cleaned_data["contributions"].splitlines():
            if not line.strip():
                continue
            party, colon, text = line.partition(":")
            if not colon or not party.strip() or not text.strip():
                raise forms.ValidationError(_("Write the party, a colon and the contribution on each line."))
            pairs.append((party.strip(), text.strip()))
        return pairs

    @property
    def hung(self) -> dict[str, Any]:
        """The contributions."""
        return {"contributions": self.cleaned_data["contributions"]}


class GrantForm(PartForm):
    """A grant."""

    has_counter_performance = _yes_no(
        _("Does the municipality get anything in return?"), _("If it does, it is a purchase and not a grant.")
    )


class TrainingForm(PartForm):
    """Places for work training."""

    places = forms.IntegerField(label=_("Number of places"), required=False, min_value=0, max_value=100_000)
    is_procured = _yes_no(_("The places are bought"), _("Then they count against the limit for direct procurement."))


class DecisionForm(PartForm):
    """The decision."""

    decision_body = forms.CharField(
        label=_("Decided by"), required=False, max_length=160, help_text=_("A committee, or an officer by delegation.")
    )
    decision_day = day_field(_("Day of the decision"))
    registry_number = forms.CharField(label=_("Registry number"), required=False, max_length=60)


class SharingForm(PartForm):
    """Who may see it."""

    level = forms.ChoiceField(label=_("Who may see it"), choices=Level.choices, widget=forms.RadioSelect)
    secrecy_ground = forms.CharField(
        label=_("May be covered by secrecy, by which paragraph"),
        required=False,
        max_length=200,
        help_text=_("If anything stands here, nothing of it leaves your municipality, counts and sums included."),
    )

    def clean(self) -> dict[str, Any]:
        """A secret stays at home."""
        cleaned = super().clean()
        verdict = rules.collaboration.is_secret_kept(
            secrecy_ground=cleaned.get("secrecy_ground", ""), level=cleaned.get("level", "")
        )
        if not verdict:
            self.add_error("level", str(verdict.reason))
        return cleaned


class AboutForm(PartForm):
    """Title, owner, day and words."""

    title = forms.CharField(label=_("Title"), max_length=160)
    owner = forms.ChoiceField(label=_("Owner"))
    day = day_field(_("Day"), required=True)
    description = long_text(_("What it is about"), most=4000)
    contact = forms.CharField(label=_("Contact"), required=False, max_length=200)

    def __init__(self, data: Any = None, *, owners: Sequence[tuple[int, str]], **more: Any) -> None:
        super().__init__(data, **more)
        owner = self.fields["owner"]
        if isinstance(owner, forms.ChoiceField):
            owner.choices = [(str(key), name) for key, name in owners]

    @property
    def values(self) -> dict[str, object]:
        """Columns; the owner as a person."""
        return super().values | {"owner": queries.one_colleague(int(self.cleaned_data["owner"]))}


_PLAIN_PARTS: Mapping[str, type[PartForm]] = {
    "varde": ValueForm,
    "dokumentation": DocumentationForm,
    "reserverat": ReservedForm,
    "krav": ClauseForm,
    "partnerskap": PartnershipForm,
    "bidrag": GrantForm,
    "traning": TrainingForm,
    "beslut": DecisionForm,
    "delning": SharingForm,
}


def part_form(
    part: str, data: Any = None, *, row: Any, day: date, initial: Mapping[str, object] | None = None
) -> PartForm:
    """The form of a part."""
    if part == "parter":
        return PartiesForm(data, employers=queries.buyers_of(row.organisation), initial=dict(initial or {}))
    if part == "om":
        owners = queries.colleagues_of([row.organisation_id], day)
        if row.owner_id not in {key for key, _name in owners}:
            owners.append((row.owner_id, row.owner.shown_as()))
        return AboutForm(data, owners=owners, initial=dict(initial or {}))
    return _PLAIN_PARTS[part](data, initial=dict(initial or {}))


class MoveForm(PlainForm):
    """To another state, on a day."""

    state = forms.ChoiceField(label=_("New state"))
    day = day_field(_("On the day"), required=True)
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=400, help_text=_("Needed when you go back or drop it.")
    )

    def __init__(self, data: Any = None, *, states: Sequence[tuple[str, Any]], **more: Any) -> None:
        super().__init__(data, **more)
        state = self.fields["state"]
        if isinstance(state, forms.ChoiceField):
            state.choices = list(states)


class OutcomeForm(PlainForm):
    """What was promised or delivered: numbers, never persons."""

    kind = forms.ChoiceField(label=_("Promised or delivered"), choices=Outcome.Kind.choices, widget=forms.RadioSelect)
    day = day_field(_("Until the day"), required=True)
    people_in_work = forms.IntegerField(
        label=_("People from the target group in work"), required=False, min_value=0, max_value=100_000
    )
    people_in_training = forms.IntegerField(
        label=_("People from the target group in work training"), required=False, min_value=0, max_value=100_000
    )
    places = forms.IntegerField(label=_("Places"), required=False, min_value=0, max_value=100_000)
    hours = forms.IntegerField(label=_("Hours"), required=False, min_value=0, max_value=10_000_000)
    purchases_ore = KronorField(label=_("Purchases in kronor"), required=False)
    other_benefit = long_text(_("Other benefit"), help_text=_("Never anything about single persons."))
    lessons = long_text(_("Lessons, for your municipality"))
    follow_up_day = day_field(_("Follow up on"))


class DialogueForm(PlainForm):
    """A talk with enterprises; title, owner, day and how it was held are enough."""

    title = forms.CharField(label=_("Title"), max_length=160)
    owner = forms.ChoiceField(label=_("Owner"))
    day = day_field(_("Day"), required=True)
    form = forms.ChoiceField(label=_("How it was held"), choices=Dialogue.Form.choices)
    parties = long_text(_("Who took part from outside"), help_text=_("Organisations, and functions rather than names."))
    subject = long_text(_("What it was about"), most=4000)
    handed_out = long_text(
        _("What was handed out or told"), help_text=_("So that you can show that everyone was treated alike.")
    )
    collaboration = forms.ChoiceField(label=_("Belongs to"), required=False)
    secrecy_ground = forms.CharField(
        label=_("May be covered by secrecy, by which paragraph"), required=False, max_length=200
    )

    def __init__(
        self,
        data: Any = None,
        *,
        owners: Sequence[tuple[int, str]],
        collaborations: Sequence[tuple[int, str]],
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        for name, choices in (("owner", owners), ("collaboration", [("", _("Nothing yet")), *collaborations])):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [(str(key), label) for key, label in choices]

    @property
    def values(self) -> dict[str, object]:
        """Columns of the dialogue."""
        chosen = whole_number(self.cleaned_data["collaboration"])
        return {
            **{name: value for name, value in self.cleaned_data.items() if name not in {"owner", "collaboration"}},
            "owner": queries.one_colleague(int(self.cleaned_data["owner"])),
            "collaboration_id": chosen,
        }


class ThresholdForm(forms.Form):
    """A row of the dated table."""

    category = forms.ChoiceField(label=_("What"), choices=Threshold.Category.choices)
    first_day = day_field(_("From"), required=True)
    last_day = day_field(_("Until"), help_text=_("Leave it empty when no end is known."))
    amount = forms.CharField(
        label=_("Amount"), required=False, max_length=30, help_text=_("Kronor for limits; else the number as it is.")
    )
    source = forms.CharField(label=_("Source"), max_length=300)
    note = forms.CharField(label=_("Note"), required=False, max_length=400)
    checked_day = day_field(_("Checked in the Act or with the agency on"))

    UNITS: Mapping[str, str] = {
        Threshold.Category.SHARE_REQUIREMENT: Threshold.Unit.PERCENT,
        Threshold.Category.RESERVED_TERM: Threshold.Unit.MONTHS,
        Threshold.Category.SAME_KIND_DIGITS: Threshold.Unit.DIGITS,
        Threshold.Category.STALE_AFTER: Threshold.Unit.MONTHS,
        Threshold.Category.OUT_OF_MATCHING_AFTER: Threshold.Unit.MONTHS,
        Threshold.Category.FIRST_REMINDER_AFTER: Threshold.Unit.MONTHS,
        Threshold.Category.LINK_VALID: Threshold.Unit.DAYS,
        Threshold.Category.CERTIFICATION_VALID: Threshold.Unit.MONTHS,
        Threshold.Category.SUPPRESSED_BELOW: Threshold.Unit.PERSONS,
    }

    def clean(self) -> dict[str, Any]:
        """In order; the register's own terms are always known and never nothing."""
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day can not come before the first day."))
        unit = self.UNITS.get(cleaned.get("category", ""), Threshold.Unit.ORE)
        cleaned["unit"] = unit
        cleaned["law"] = (
            Threshold.Law.LOU
            if unit in {Threshold.Unit.ORE, Threshold.Unit.PERCENT}
            or cleaned.get("category") == Threshold.Category.RESERVED_TERM
            else Threshold.Law.REGISTER
        )
        text = "".join(cleaned.get("amount", "").replace("\u00a0", " ").split())
        number = whole_number(text) if text else None
        if text and number is None:
            self.add_error("amount", _("Write the amount with digits."))
        elif cleaned["law"] == Threshold.Law.REGISTER and not number:
            self.add_error("amount", _("A term of the register needs a number."))
        elif cleaned["law"] == Threshold.Law.REGISTER and number and number > 8 and unit == Threshold.Unit.DIGITS:  # noqa: PLR2004 - a CPV code has eight
            self.add_error("amount", _("A CPV code has eight digits."))
        cleaned["amount"] = number * 100 if number is not None and unit == Threshold.Unit.ORE else number
        return cleaned

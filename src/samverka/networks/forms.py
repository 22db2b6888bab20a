"""Text from outside made into clean values; nothing is saved here."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.funding.models import RuleSet
from samverka.networks import queries, rules
from samverka.networks.models import Area, ArrangementKind, Network, Terms

ORE_IN_KRONA = 100
MOST_KRONOR = 10**11
WORDING_ROWS = 6


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


class NumberField(forms.IntegerField):
    """A whole number, typed; no arrows that change it by mistake."""

    def __init__(
        self, label: Any, *, least: int = 0, most: int = 10_000, required: bool = True, help_text: Any = ""
    ) -> None:
        super().__init__(
            label=label,
            min_value=least,
            max_value=most,
            required=required,
            help_text=help_text,
            widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        )


class KronorField(forms.CharField):
    """Kronor as people write them, `14 280 613` or `14 280 613,50`; gives whole öre."""

    def __init__(self, label: Any, *, help_text: Any = "") -> None:
        super().__init__(
            label=label,
            required=False,
            max_length=30,
            help_text=help_text,
            widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        )

    def clean(self, value: Any) -> int:
        """Whole öre; nothing typed is nothing."""
        text = "".join(str(super().clean(value)).split()).replace(",", ".").removesuffix("kr")
        if not text:
            return 0
        try:
            kronor = Decimal(text)
        except InvalidOperation as fault:
            raise forms.ValidationError(_("Write kronor in digits, for example 14 280 613.")) from fault
        if not kronor.is_finite() or not 0 <= kronor < MOST_KRONOR:
            raise forms.ValidationError(_("Write kronor in digits, for example 14 280 613."))
        ore = kronor * ORE_IN_KRONA
        if ore != int(ore):
            raise forms.ValidationError(_("Write kronor in digits, for example 14 280 613."))
        return int(ore)


class TermsForm(forms.Form):
    """All numbers of the programme."""

    seats = NumberField(_("Seats"), most=1000)
    reserve_seats = NumberField(_("Reserves"), most=1000)
    team_size = NumberField(_("People in a project team, the coordinator apart"), most=100)
    fewest_areas = NumberField(_("Fewest areas in a team"), most=len(Area.choices))
    wanted_areas = forms.MultipleChoiceField(
        label=_("Areas that the team should cover"),
        choices=Area.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(),
    )
    with_selection = forms.BooleanField(label=_("Municipalities are chosen by selection"), required=False)
    with_hours = forms.BooleanField(label=_("Working time is recorded"), required=False)
    with_claims = forms.BooleanField(label=_("Co-financing is claimed"), required=False)
    arrangement = forms.ChoiceField(
        label=_("Data-protection arrangement"),
        choices=[("", _("None is needed")), *ArrangementKind.choices],
        required=False,
        help_text=_("Until a municipality has signed it, only name, work e-mail, function and employer are stored."),
    )
    hours_per_year = NumberField(_("Hours a year"), most=1_000_000)
    hours_are_per_person = forms.BooleanField(
        label=_("The hours are for each person, not for the municipality"), required=False
    )
    joint_share_percent = NumberField(_("Share of the hours in joint meetings, percent"), most=100)
    coordinator_share_percent = NumberField(_("The coordinator's share of full time, percent"), most=100)
    meetings_in_person_per_year = NumberField(_("Network meetings in person a year"), most=365)
    meetings_online_per_year = NumberField(_("Network meetings online a year"), most=365)
    local_days_per_year = NumberField(_("Local days a year in each municipality"), most=365)
    needs_due_day = day_field(
        _("The inventory of needs is due"),
        required=False,
        help_text=_("By then each municipality has gone through its needs of development and competence."),
    )
    plan_follow_ups_per_year = NumberField(_("Follow-ups of an action plan a year"), most=12)
    working_days_to_comment = NumberField(
        _("Working days to comment before the host sees a silent month"), least=1, most=60
    )
    total_budget_ore = KronorField(_("Budget in all, kronor"))
    fund_support_ore = KronorField(_("Of that support from the Fund, kronor"))
    rule_set = forms.ChoiceField(label=_("Rule set"), required=False)
    funding_call_start_year = NumberField(
        _("Start year of the Fund's call"), most=2100, required=False, help_text=_("Decides which unit costs hold.")
    )
    participant_category = forms.CharField(
        label=_("The participants' category in the table of unit costs"), max_length=20, required=False
    )
    coordinator_category = forms.CharField(
        label=_("The coordinators' category in the table of unit costs"), max_length=20, required=False
    )

    def __init__(self, data: Any = None, *, before: Terms | None = None, **more: Any) -> None:
        super().__init__(data, **more)
        rule_set = self.fields["rule_set"]
        if isinstance(rule_set, forms.ChoiceField):
            rule_set.choices = [("", _("None")), *queries.rule_set_choices()]
        for name in TermsForm.base_fields if before else ():
            value = getattr(before, name)
            self.fields[name].initial = f"{Decimal(value) / 100:f}" if name.endswith("_ore") and value else value
        if before:
            self.fields["rule_set"].initial = str(before.rule_set_id or "")
        else:
            self.fields["with_hours"].initial = self.fields["with_claims"].initial = True
            self.fields["with_selection"].initial = True

    def clean(self) -> dict[str, Any]:
        """The support is a part of the budget."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("fund_support_ore", 0) > cleaned.get("total_budget_ore", 0):
            self.add_error("fund_support_ore", _("The support can not be larger than the budget."))
        return cleaned

    def terms(self) -> dict[str, object]:
        """The values as columns of `Terms`."""
        values: dict[str, object] = {name: self.cleaned_data[name] for name in TermsForm.base_fields}
        chosen = self.cleaned_data["rule_set"]
        values["rule_set"] = RuleSet.objects.filter(pk=chosen).first() if chosen else None
        return values


class StartForm(TermsForm):
    """A new network: what it is called, when it is, and its terms."""

    name = forms.CharField(label=_("Name of the network"), max_length=160)
    host_organisation = forms.CharField(label=_("Host organisation"), max_length=160)
    registry_number = forms.CharField(label=_("Registry number"), max_length=60, required=False)
    first_day = day_field(_("First day"))
    last_day = day_field(_("Last day"))
    closing_from = day_field(
        _("Closing work from"), required=False, help_text=_("From this day no new activities are held.")
    )
    field_order = ("name", "host_organisation", "registry_number", "first_day", "last_day", "closing_from")

    def clean(self) -> dict[str, Any]:
        """The days in their order."""
        cleaned = super().clean()
        first, last, closing = (cleaned.get(name) for name in ("first_day", "last_day", "closing_from"))
        if first and last and last < first:
            self.add_error("last_day", _("The last day can not come before the first day."))
        if first and last and closing and not first <= closing <= last:
            self.add_error("closing_from", _("The closing work lies within the days of the network."))
        return cleaned


def _long(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=50_000, widget=forms.Textarea({"rows": WORDING_ROWS})
    )


class WordingForm(forms.Form):
    """What the data-protection arrangement says."""

    text = _long(_("What host and municipality agree on"), _("An empty line begins a new paragraph."))
    record_of_processing = _long(
        _("Record of processing"), _("Which data, about whom, for what, on which ground, and how long.")
    )
    hosting = _long(_("Hosting"), _("Where the data lie, and who runs it."))
    subprocessors = _long(_("Subprocessors"), _("Who else takes part. Write “none” when there are none."))
    impact_assessment = _long(
        _("Impact assessment (DPIA)"), _("The risks that were found and what is done about them.")
    )


class FundingForm(forms.Form):
    """What became of the application for support."""

    applied_day = day_field(_("Applied for"), required=False)
    granted_day = day_field(_("Granted"), required=False)
    rejected_day = day_field(_("Rejected"), required=False)

    def __init__(self, data: Any = None, *, network: Network, today: date, **more: Any) -> None:
        super().__init__(data, **more)
        self.network, self.today = network, today

    def clean(self) -> dict[str, Any]:
        """Say at once when the days contradict each other."""
        cleaned = super().clean() or self.cleaned_data
        names = ("applied_day", "granted_day", "rejected_day")
        if not self.errors and not any(cleaned.get(name) for name in names):
            self.add_error(None, _("Write at least one day."))
        verdict = rules.may_note_funding(
            applied_day=cleaned.get("applied_day") or self.network.applied_day,
            granted_day=cleaned.get("granted_day") or self.network.granted_day,
            rejected_day=cleaned.get("rejected_day") or self.network.rejected_day,
            today=self.today,
        )
        if not self.errors and not verdict:
            self.add_error(None, str(verdict.reason))
        return cleaned

"""Text from outside made into clean values; nothing is saved here."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.networks.models import Participation
from samverka.people import queries as people
from samverka.people.models import Employer, Person
from samverka.teams import figures, queries, rules
from samverka.teams.models import Area, TeamMember


class DayInput(forms.DateInput):
    """The browser's own picker of days, which can be typed in too."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def day_field(label: Any, help_text: Any) -> forms.DateField:
    """A calendar day."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        widget=DayInput(),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("That day is not in the calendar. Write it as 2021-11-02.")},
    )


class AppointForm(forms.Form):
    """Someone new in the team."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = forms.EmailField(
        label=_("Work e-mail"),
        max_length=254,
        help_text=_("The person signs in with it, and gets a welcome letter."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    team_seat = forms.ChoiceField(label=_("Role in the team"), choices=TeamMember.TeamSeat.choices)
    function = forms.CharField(
        label=_("Function"),
        max_length=120,
        help_text=_("What the person does at work, for example procurement lawyer."),
    )
    area = forms.ChoiceField(label=_("Area"), choices=Area.choices)
    department = forms.CharField(label=_("Department"), max_length=120)
    first_day = day_field(_("First day"), _("May lie behind, when the person has already begun."))

    def __init__(
        self, data: Any = None, *, seat: Participation, employers: Sequence[Employer], today: date, **more: Any
    ) -> None:
        super().__init__(data, **more)
        self.seat = seat
        self.employers = {str(employer.pk): employer for employer in employers}
        self.fields["first_day"].initial = max(today, seat.first_day)
        if len(employers) > 1:
            self.fields["employer"] = forms.ChoiceField(
                label=_("Employer"), choices=[(key, employer.name) for key, employer in self.employers.items()]
            )
        elif not employers:
            self.fields["organisation_number"] = forms.CharField(
                label=_("Organisation number of the employer"),
                max_length=13,
                help_text=_(
                    "Asked for once, the first time someone is appointed. Ten digits, for example 212000-1355."
                ),
            )

    def clean_organisation_number(self) -> str:
        """Ten digits, of which the last one checks the others."""
        number = figures.cleaned_organisation_number(str(self.cleaned_data["organisation_number"]))
        if not figures.is_organisation_number(number):
            raise forms.ValidationError(_("That is not an organisation number. It has ten digits."))
        return number

    def clean(self) -> dict[str, Any]:
        """Say at once when the role can not be filled so."""
        cleaned = super().clean() or self.cleaned_data
        if {"email", "team_seat", "first_day"} <= cleaned.keys():
            verdict = queries.appointment(
                self.seat,
                person=people.person_with_address(cleaned["email"]),
                team_seat=cleaned["team_seat"],
                first_day=cleaned["first_day"],
            )
            if not verdict:
                self.add_error(None, str(verdict.reason))
        return cleaned

    @property
    def employer(self) -> Employer | None:
        """The chosen employer, or the only one."""
        chosen = self.cleaned_data.get("employer") or next(iter(self.employers), "")
        return self.employers.get(chosen)


class EndForm(forms.Form):
    """The last day of an appointment."""

    last_day = day_field(_("Last day"), _("The person can attest hours up to and including this day."))

    def __init__(self, data: Any = None, *, member: TeamMember, **more: Any) -> None:
        super().__init__(data, **more)
        self.member = member

    def clean_last_day(self) -> date:
        """Not before the first day, and within the seat's days."""
        day: date = self.cleaned_data["last_day"]
        member, seat = self.member, self.member.participation
        for verdict in (
            rules.may_end_member(first_day=member.first_day, last_day=member.last_day, ends=day),
            rules.is_within_seat(day=day, first_day=seat.first_day, last_day=seat.last_day),
        ):
            if not verdict:
                raise forms.ValidationError(str(verdict.reason))
        return day


class ManagerForm(forms.Form):
    """Someone's nearest manager."""

    name = forms.CharField(
        label=_("The manager's name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    email = forms.EmailField(
        label=_("The manager's work e-mail"),
        max_length=254,
        help_text=_("The manager gets a letter and approves the time that is set aside."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    first_day = day_field(_("From which day"), _("The manager before, if any, ends the day before."))


class SupporterForm(forms.Form):
    """The seat's process supporter, and who steps in."""

    supporter = forms.ChoiceField(label=_("Process supporter"))
    substitute = forms.ChoiceField(label=_("Steps in when that person is away"))
    first_day = day_field(_("From which day"), _("Those before end the day before."))

    def __init__(self, data: Any = None, *, staff: Sequence[Person], **more: Any) -> None:
        super().__init__(data, **more)
        self.staff = {str(person.pk): person for person in staff}
        function = str(_("Process supporter"))
        choices = [("", str(_("Choose"))), *((key, person.shown_as(function)) for key, person in self.staff.items())]
        for name in ("supporter", "substitute"):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices

    def clean(self) -> dict[str, Any]:
        """Two different people."""
        cleaned = super().clean() or self.cleaned_data
        for name in ("supporter", "substitute"):
            if name in cleaned:
                cleaned[name] = self.staff[cleaned[name]]
        if {"supporter", "substitute"} <= cleaned.keys():
            verdict = rules.may_name_supporter(
                is_of_staff=True, is_same_person=cleaned["supporter"] == cleaned["substitute"]
            )
            if not verdict:
                self.add_error("substitute", str(verdict.reason))
        return cleaned


class LeaveForm(forms.Form):
    """A municipality leaves."""

    decision = forms.CharField(
        label=_("Decision"),
        max_length=400,
        help_text=_("Who decided, and the paragraph, for example the executive board, § 112."),
    )
    decided_day = day_field(_("Day of the decision"), "")
    last_day = day_field(_("Last day in the network"), _("Time up to and including this day can be confirmed."))

    def __init__(self, data: Any = None, *, seat: Participation, has_left: bool = False, **more: Any) -> None:
        super().__init__(data, **more)
        self.seat, self.has_left = seat, has_left

    def clean(self) -> dict[str, Any]:
        """Say at once when the days are not in order."""
        cleaned = super().clean() or self.cleaned_data
        if {"decided_day", "last_day"} <= cleaned.keys():
            verdict = rules.may_leave(
                has_left=self.has_left,
                first_day=self.seat.first_day,
                stands_until=self.seat.last_day,
                last_day=cleaned["last_day"],
                decided_day=cleaned["decided_day"],
            )
            if not verdict:
                self.add_error(None, str(verdict.reason))
        return cleaned


class LateForm(forms.Form):
    """A municipality joins late."""

    begins = day_field(_("First day in the network"), _("The hours are counted from the month of this day."))


class CoordinatorForm(forms.Form):
    """A coordinator, appointed by the chief executive's office."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = forms.EmailField(
        label=_("Work e-mail"),
        max_length=254,
        help_text=_("The person signs in with it, and gets a welcome letter."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    function = forms.CharField(
        label=_("Function"), max_length=120, help_text=_("What the person does at work, for example development lead.")
    )
    department = forms.CharField(label=_("Department"), max_length=120)

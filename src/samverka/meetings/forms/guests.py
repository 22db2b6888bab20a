"""Guests: who they are, and what they are at the meeting."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.core.templatetags.samverka import duration
from samverka.meetings import rules
from samverka.meetings.models import Guest, Meeting

# What each choice means, told before it is made (Q58).
MEANS_FOR_THE_GUEST = {
    Guest.AttendsAs.AUDIENCE.value: _("Audience: only your name and unit are written down. No hours are counted."),
    Guest.AttendsAs.WITH_HOURS.value: _(
        "Participant with hours: your hours may count as co-financing. We need to know your employer, your function "
        "and your e-mail address, and you attest the hours. The host asks you later for what the Fund's file of "
        "participants needs."
    ),
    Guest.AttendsAs.ELECTED.value: _(
        "Elected representative: your name and unit are written down, and you are counted in the statistics. Your "
        "time does not count as co-financing."
    ),
}
MEANS_FOR_THE_MEETING = (
    (
        Meeting.PeopleBeyond.AUDIENCE.value,
        _(
            "Audience: only name and unit are written down. No account, no hours, and they are not participants in "
            "the Fund's sense."
        ),
    ),
    (
        Meeting.PeopleBeyond.WITH_HOURS.value,
        _(
            "Participants with hours: each gives employer, function and e-mail address and attests the hours, and the "
            "Fund's file needs more about each of them."
        ),
    ),
    (
        Meeting.PeopleBeyond.OWN_CHOICE.value,
        _("Each one's own choice: whoever checks in reads what the two mean and chooses."),
    ),
)


class PeopleBeyondForm(forms.Form):
    """The meeting's setting for people beyond the teams."""

    people_beyond = forms.ChoiceField(
        label=_("People beyond the teams are"), choices=MEANS_FOR_THE_MEETING, widget=forms.RadioSelect
    )


class GuestForm(forms.Form):
    """A guest: name and unit, and what hours need when they are to count."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput({"autocomplete": "name"}))
    unit = forms.CharField(
        label=_("Unit"),
        help_text=_("Your department, board or organisation."),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    attends_as = forms.ChoiceField(label=_("I am here as"), widget=forms.RadioSelect)
    employer = forms.CharField(label=_("Employer"), max_length=160, required=False)
    function = forms.CharField(label=_("Function"), max_length=120, required=False)
    email = forms.EmailField(label=_("E-mail address"), max_length=254, required=False)

    def __init__(self, data: Any = None, *, meeting: Meeting, **more: Any) -> None:
        super().__init__(data, **more)
        allowed = rules.ATTENDS_AS[meeting.people_beyond]
        as_field = self.fields["attends_as"]
        if isinstance(as_field, forms.ChoiceField):
            as_field.choices = [(value, self.meaning(value)) for value in allowed]
        as_field.initial = allowed[0]
        if meeting.kind == Meeting.Kind.POLITICIANS:
            as_field.initial = Guest.AttendsAs.ELECTED
        elif meeting.people_beyond == Meeting.PeopleBeyond.OWN_CHOICE:
            as_field.initial = None
        self.with_hours = Guest.AttendsAs.WITH_HOURS.value in allowed
        if not self.with_hours:
            for name in ("employer", "function", "email"):
                del self.fields[name]
        else:
            for name in ("employer", "function", "email"):
                self.fields[name].help_text = _("Only for a participant with hours.")

    def meaning(self, value: str) -> Any:
        """What being this means for the guest."""
        return MEANS_FOR_THE_GUEST[value]

    def clean(self) -> dict[str, Any]:
        """Ask for what hours need, where hours are to count."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("attends_as") == Guest.AttendsAs.WITH_HOURS:
            for name in ("employer", "function", "email"):
                if name not in self.errors and not cleaned.get(name):
                    self.add_error(name, _("A participant with hours gives this."))
        return cleaned

    def facts(self) -> dict[str, str]:
        """What is to be written down."""
        return {
            name: self.cleaned_data.get(name, "")
            for name in ("name", "unit", "attends_as", "employer", "function", "email")
        }


class HostGuestForm(GuestForm):
    """A guest as the host writes it."""

    def __init__(self, data: Any = None, *, meeting: Meeting, **more: Any) -> None:
        super().__init__(data, meeting=meeting, **more)
        self.fields["unit"].help_text = _("Department, board or organisation.")
        self.fields["attends_as"].label = _("Is here as")

    def meaning(self, value: str) -> Any:
        """The word alone: the host has read what it means where it was set."""
        return Guest.AttendsAs(value).label


class GuestCheckInForm(GuestForm):
    """A guest on the phone, who vouches for hours that are to count."""

    vouched = forms.BooleanField(required=False)

    def __init__(self, data: Any = None, *, meeting: Meeting, minutes: int, **more: Any) -> None:
        super().__init__(data, meeting=meeting, **more)
        if self.with_hours:
            self.fields["vouched"].label = _("I attest that I take part for %(time)s, breaks left out") % {
                "time": duration(minutes)
            }
            self.fields["vouched"].help_text = _("Only for a participant with hours.")
        else:
            del self.fields["vouched"]

    def clean(self) -> dict[str, Any]:
        """Hours are vouched for by the one who was there."""
        cleaned = super().clean()
        if cleaned.get("attends_as") == Guest.AttendsAs.WITH_HOURS and not cleaned.get("vouched"):
            self.add_error("vouched", _("Hours count only when you attest them."))
        return cleaned

"""The internal group and the forums."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.core.fields import SuggestionInput
from samverka.goals import rules
from samverka.goals.forms.fields import SaidForm, choice_field, day_field, line_field, number_field, text_field
from samverka.goals.models import ExternalStructure, InternalStructure, Party
from samverka.networks.models import Area


class InternalForm(SaidForm):
    """Committee, coordinating function, mandate, rhythm, routines; all may wait."""

    COLUMNS = (
        "committee",
        "coordinating_function",
        "coordinating_unit",
        "share_percent",
        "mandate",
        "rhythm",
        "routines",
    )

    committee = line_field(_("Responsible committee"), 160)
    coordinating_function = line_field(
        _("Coordinating function"), 160, help_text=_("Who coordinates the work. Needed for the structure to be active.")
    )
    coordinating_unit = line_field(_("Where it sits"), 160)
    share_percent = number_field(_("Time set aside, percent of full time"), 100)
    mandate = text_field(_("Mandate"), help_text=_("What the group may decide, and who has said so."))
    rhythm = line_field(_("How often the group meets"), 160)
    routines = text_field(_("Routines"), help_text=_("For example: each purchase plan is looked through by the group."))

    def __init__(self, data: Any = None, *, structure: InternalStructure | None, **more: Any) -> None:
        before = {name: getattr(structure, name) for name in self.COLUMNS} if structure else {}
        super().__init__(data, initial=before, **more)

    def values(self) -> Mapping[str, Any]:
        """The columns."""
        return self.filled(self.COLUMNS)


class GroupMemberForm(SaidForm):
    """A function in the group."""

    COLUMNS = ("function", "department", "area", "first_day")

    function = line_field(_("Function"), 120, required=True, help_text=_("The function, not the person's name."))
    department = line_field(_("Department"), 120, required=True)
    area = choice_field(_("Area"), Area.choices)
    first_day = day_field(_("First day"))

    def __init__(self, data: Any = None, *, today: date, **more: Any) -> None:
        super().__init__(data, initial={"first_day": today}, **more)

    def values(self) -> Mapping[str, Any]:
        """The columns."""
        return self.filled(self.COLUMNS)


class LastDayForm(SaidForm):
    """Somebody's last day."""

    last_day = day_field(_("Last day"))

    def __init__(self, data: Any = None, *, first_day: date, today: date, **more: Any) -> None:
        super().__init__(data, initial={"last_day": max(first_day, today)}, **more)
        self.first_day = first_day

    def clean(self) -> dict[str, Any]:
        """Not before the first."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("last_day"):
            verdict = rules.may_end(first_day=self.first_day, last_day=None, ends=cleaned["last_day"])
            self.say(verdict, "last_day")
        return cleaned


class GroupMeetingForm(SaidForm):
    """The group has met."""

    met_day = day_field(_("Day"))
    about = line_field(_("About what"), 400)

    def __init__(self, data: Any = None, *, today: date, **more: Any) -> None:
        super().__init__(data, initial={"met_day": today}, **more)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """It has been."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("met_day"):
            self.say(rules.may_log_past(day=cleaned["met_day"], today=self.today), "met_day")
        return cleaned


class ForumForm(SaidForm):
    """A forum with others: a name and what sort are enough."""

    COLUMNS = ("name", "kind", "agreement", "agreed_day", "rhythm", "contact")

    name = line_field(_("What is it called?"), 160, required=True)
    kind = choice_field(_("Sort"), ExternalStructure.Kind.choices)
    agreement = text_field(
        _("What is agreed"), help_text=_("What the parties have agreed on. Needed for the forum to be active.")
    )
    agreed_day = day_field(_("Agreed on"), required=False)
    rhythm = line_field(_("How often it meets"), 160)
    contact = line_field(
        _("Whom enterprises turn to"), 200, help_text=_("A function with address or phone number. It is published.")
    )

    def __init__(self, data: Any = None, *, forum: ExternalStructure | None = None, **more: Any) -> None:
        before = {name: getattr(forum, name) for name in self.COLUMNS} if forum else {}
        super().__init__(data, initial=before, **more)

    def values(self) -> Mapping[str, Any]:
        """The columns."""
        return self.filled(self.COLUMNS)


class PartyForm(SaidForm):
    """An actor in a forum."""

    COLUMNS = ("name", "kind", "first_day")

    name = line_field(_("Party"), 160, required=True, help_text=_("The organisation, not a person."))
    kind = choice_field(_("Sort"), Party.Kind.choices)
    first_day = day_field(_("First day"))

    def __init__(self, data: Any = None, *, today: date, **more: Any) -> None:
        super().__init__(data, initial={"first_day": today}, **more)

    def values(self) -> Mapping[str, Any]:
        """The columns."""
        return self.filled(self.COLUMNS)


class ForumDialogueForm(SaidForm):
    """A dialogue of a forum: title and day are enough."""

    title = line_field(_("What was it about?"), 160, required=True)
    held_day = day_field(_("Day"))
    departments = forms.MultipleChoiceField(
        label=_("Departments that were there"), required=False, widget=forms.CheckboxSelectMultiple()
    )
    other_department = forms.CharField(
        label=_("Another department"), max_length=120, required=False, widget=SuggestionInput()
    )
    parties = forms.MultipleChoiceField(
        label=_("Parties that were there"), required=False, widget=forms.CheckboxSelectMultiple()
    )
    notes = text_field(_("What was said"), help_text=_("Write nothing about individuals."))

    def __init__(
        self, data: Any = None, *, today: date, departments: Iterable[str], parties: Sequence[Party], **more: Any
    ) -> None:
        super().__init__(data, initial={"held_day": today}, **more)
        self.today = today
        self.by_key = {str(party.pk): party for party in parties}
        offered = {
            "departments": [(name, name) for name in departments],
            "parties": [(key, party.name) for key, party in self.by_key.items()],
        }
        for name, choices in offered.items():
            field = self.fields[name]
            if isinstance(field, forms.MultipleChoiceField):
                field.choices = choices
            if not choices:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """It has been held."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("held_day"):
            self.say(rules.may_log_past(day=cleaned["held_day"], today=self.today), "held_day")
        return cleaned

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        cleaned = self.cleaned_data
        departments = [*cleaned.get("departments", []), *filter(None, [cleaned["other_department"].strip()])]
        return {
            "title": cleaned["title"],
            "held_day": cleaned["held_day"],
            "notes": cleaned["notes"],
            "departments": list(dict.fromkeys(departments)),
            "parties": [self.by_key[key] for key in cleaned.get("parties", [])],
        }


class CloseForm(SaidForm):
    """The day a forum stopped meeting."""

    closed_day = day_field(_("From which day"))

    def __init__(self, data: Any = None, *, today: date, **more: Any) -> None:
        super().__init__(data, initial={"closed_day": today}, **more)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """It has come."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("closed_day"):
            self.say(rules.may_log_past(day=cleaned["closed_day"], today=self.today), "closed_day")
        return cleaned

"""When and where, title and agenda: text from outside made into clean values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.core.workdays import SWEDEN
from samverka.meetings import rules
from samverka.meetings.figures import Part
from samverka.meetings.models import AgendaPart, Meeting
from samverka.networks.models import Network, Participation

CLOCK_FORMATS = ["%H:%M", "%H.%M", "%H"]
SPARE_ROWS = 3
FEWEST_ROWS = 6


class DayInput(forms.DateInput):
    """The browser's own picker of days, which can be typed in too."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    """The browser's own picker of times."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


def clock_field(label: Any, *, required: bool = True) -> forms.TimeField:
    """A time of the day: `09:00`, `9.00` or `9`."""
    return forms.TimeField(
        label=label,
        required=required,
        input_formats=CLOCK_FORMATS,
        widget=ClockInput(),
        error_messages={"invalid": _("Write a time of the day, for example 09:00.")},
    )


def day_field(label: Any) -> forms.DateField:
    """A calendar day."""
    return forms.DateField(
        label=label,
        widget=DayInput(),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("That day is not in the calendar. Write it as 2021-11-02.")},
    )


def at_clock(day: date, clock_time: time) -> datetime:
    """The instant of a Swedish day and time."""
    return datetime.combine(day, clock_time, tzinfo=SWEDEN)


class TimeForm(forms.Form):
    """When and where."""

    day = day_field(_("Day"))
    starts = clock_field(_("Begins"))
    ends = clock_field(_("Ends"))
    place = forms.CharField(
        label=_("Place"), max_length=200, required=False, help_text=_("The room and the address, where people meet.")
    )
    link = forms.URLField(
        label=_("Link to the online meeting"),
        max_length=400,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Write the whole address, beginning with https://.")},
    )

    @property
    def starts_at(self) -> datetime:
        """When the meeting begins."""
        return at_clock(self.cleaned_data["day"], self.cleaned_data["starts"])

    @property
    def ends_at(self) -> datetime:
        """When it ends."""
        return at_clock(self.cleaned_data["day"], self.cleaned_data["ends"])

    def has_times(self) -> bool:
        """Whether day and both times could be read."""
        return {"day", "starts", "ends"} <= self.cleaned_data.keys()


class PlanForm(TimeForm):
    """A new meeting."""

    field_order = ("kind", "participation", "title", "day", "starts", "ends", "place", "link", "about")
    kind = forms.ChoiceField(label=_("Kind of meeting"), choices=Meeting.Kind.choices)
    participation = forms.ChoiceField(
        label=_("Municipality"), required=False, help_text=_("Only for a local day: whose day it is.")
    )
    title = forms.CharField(label=_("Title"), max_length=160)
    about = forms.CharField(
        label=_("What the meeting is about"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, data: Any = None, *, network: Network, seats: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(data, **more)
        self.network = network
        self.seats: dict[str, Participation] = {}
        field = self.fields["participation"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("None, the whole network meets")), *seats]

    def clean(self) -> dict[str, Any]:
        """Say at once what the plan lacks, beside what was typed."""
        cleaned = super().clean() or self.cleaned_data
        is_local = cleaned.get("kind") == Meeting.Kind.LOCAL_DAY
        if is_local and not cleaned.get("participation"):
            self.add_error("participation", _("Choose whose local day it is."))
        elif not is_local:
            cleaned["participation"] = ""
        if self.has_times() and "kind" in cleaned:
            verdict = rules.may_plan_meeting(
                kind=cleaned["kind"],
                starts_at=self.starts_at,
                ends_at=self.ends_at,
                first_day=self.network.first_day,
                last_day=self.network.last_day,
                has_seat=is_local,
            )
            if not verdict:
                self.add_error(None, str(verdict.reason))
        return cleaned


class MoveForm(TimeForm):
    """Another time or place for a meeting."""

    def __init__(self, data: Any = None, *, meeting: Meeting, **more: Any) -> None:
        super().__init__(data, **more)
        self.meeting = meeting

    def clean(self) -> dict[str, Any]:
        """Say at once when the new hours are not a meeting's."""
        cleaned = super().clean() or self.cleaned_data
        if self.has_times():
            within = self.meeting.participation or self.meeting.network
            verdict = rules.may_plan_meeting(
                kind=self.meeting.kind,
                starts_at=self.starts_at,
                ends_at=self.ends_at,
                first_day=within.first_day,
                last_day=within.last_day,
                has_seat=self.meeting.participation is not None,
            )
            if not verdict:
                self.add_error(None, str(verdict.reason))
        return cleaned


@dataclass(frozen=True, slots=True)
class AgendaFields:
    """One row of the agenda's form."""

    number: int
    fields: tuple[forms.BoundField, ...]


class DescribeForm(forms.Form):
    """Title, text and agenda; an agenda row with nothing in it is left out."""

    title = forms.CharField(label=_("Title"), max_length=160)
    about = forms.CharField(
        label=_("What the meeting is about"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(
        self, data: Any = None, *, starts_at: datetime, ends_at: datetime, parts: Sequence[Part] = (), **more: Any
    ) -> None:
        super().__init__(data, **more)
        self.starts_at, self.ends_at = starts_at.astimezone(SWEDEN), ends_at.astimezone(SWEDEN)
        self.count = max(FEWEST_ROWS, len(parts) + SPARE_ROWS)
        self.parts: tuple[Part, ...] = ()
        for row in range(self.count):
            part = parts[row] if row < len(parts) else None
            self.fields[f"kind-{row}"] = forms.ChoiceField(
                label=_("Part"),
                required=False,
                choices=[("", _("None")), *AgendaPart.Kind.choices],
                initial=part.kind if part else "",
            )
            self.fields[f"starts-{row}"] = clock_field(_("Begins"), required=False)
            self.fields[f"ends-{row}"] = clock_field(_("Ends"), required=False)
            self.fields[f"title-{row}"] = forms.CharField(
                label=_("Content"), max_length=160, required=False, initial=part.title if part else ""
            )
            if part:
                self.fields[f"starts-{row}"].initial = part.starts_at.astimezone(SWEDEN).time()
                self.fields[f"ends-{row}"].initial = part.ends_at.astimezone(SWEDEN).time()

    def rows(self) -> Iterator[AgendaFields]:
        """The agenda's rows as fields."""
        for row in range(self.count):
            yield AgendaFields(row + 1, tuple(self[f"{name}-{row}"] for name in ("kind", "starts", "ends", "title")))

    def clean(self) -> dict[str, Any]:
        """Gather the rows into parts, in the order of their times."""
        cleaned = super().clean() or self.cleaned_data
        parts = []
        for row in range(self.count):
            kind, starts, ends = (cleaned.get(f"{name}-{row}") for name in ("kind", "starts", "ends"))
            if not kind and not starts and not ends and not cleaned.get(f"title-{row}"):
                continue
            if f"kind-{row}" in cleaned and not kind:
                self.add_error(f"kind-{row}", _("Choose what this part of the agenda is."))
            for name, value in (("starts", starts), ("ends", ends)):
                if f"{name}-{row}" in cleaned and value is None:
                    self.add_error(f"{name}-{row}", _("Write when this part begins and ends."))
            if kind and starts and ends:
                day = self.starts_at.date()
                parts.append(Part(kind, cleaned.get(f"title-{row}", ""), at_clock(day, starts), at_clock(day, ends)))
        self.parts = tuple(sorted(parts, key=lambda part: part.starts_at))
        verdict = rules.may_have_agenda(parts=self.parts, starts_at=self.starts_at, ends_at=self.ends_at)
        if not verdict:
            self.add_error(None, str(verdict.reason))
        return cleaned

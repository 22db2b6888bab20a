"""From what is typed to clean values. Nothing is saved here, and nothing that was typed is lost."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.core.money import hours_text, minutes_from_text
from samverka.core.months import Month
from samverka.core.templatetags.samverka import month_name
from samverka.core.verdicts import Verdict
from samverka.documents.figures import spreadsheets
from samverka.hours import figures, queries, rules
from samverka.hours.figures import Line
from samverka.hours.figures import imports as reading
from samverka.hours.models import Activity, Channel, Occupation, ReceivedCertificate, ReportingRole
from samverka.hours.queries import AttendedPage, AuthorityPage, RolesPage
from samverka.hours.rules import MonthFacts
from samverka.networks.models import Participation
from samverka.people import queries as people
from samverka.people.models import Person

TEXT_AT_MOST = 400


def _or_error(verdict: Verdict) -> None:
    if not verdict:
        raise forms.ValidationError(str(verdict.reason))


class DurationField(forms.Field):
    """Hours as people write them: `6,5`, `6.5`, `6:30`, `6 h 30 min`; clean value in minutes."""

    def __init__(self, **also: Any) -> None:
        widget = forms.TextInput({"inputmode": "text", "autocomplete": "off", "size": "8", "maxlength": "20"})
        super().__init__(widget=widget, **also)

    def to_python(self, value: object) -> int | None:
        """Minutes; empty stays empty for `required` to speak of."""
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return minutes_from_text(text)
        except ValueError:
            raise forms.ValidationError(
                _("“%(text)s” can not be read as time. Write for example 1,5 or 1:30.") % {"text": text[:40]}
            ) from None


class RowForm(forms.Form):
    """One line of own work."""

    day = forms.CharField(
        label=gettext_lazy("Day"),
        max_length=40,
        widget=forms.TextInput({"type": "date"}),
        error_messages={"required": gettext_lazy("Choose on which day.")},
    )
    activity = forms.ChoiceField(label=gettext_lazy("Activity"), choices=())
    minutes = DurationField(
        label=gettext_lazy("Time"),
        help_text=gettext_lazy("For example 1,5 or 1:30."),
        error_messages={"required": gettext_lazy("Write how long it took, for example 1,5 or 1:30.")},
    )
    text = forms.CharField(
        label=gettext_lazy("What did you do?"),
        max_length=TEXT_AT_MOST,
        help_text=gettext_lazy("For example: Compared our procurement policy with that of another municipality."),
        error_messages={
            "required": gettext_lazy("Write what you did, so that it can be understood later."),
            "max_length": gettext_lazy("Write at most %(limit_value)s characters; now it is %(show_value)s."),
        },
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, facts: MonthFacts, line: Line | None = None, copy: bool = False
    ) -> None:
        """A form for the month.

        Args:
            data: what was posted.
            facts: the month as it stands, by which the lines are checked.
            line: the line to be changed, or copied.
            copy: whether the line only lends its activity and words to a new one.
        """
        initial: dict[str, object] = {"day": min(facts.today, facts.month.last_day).isoformat()}
        if line is not None:
            initial |= {"activity": line.activity, "text": line.text}
            if not copy:
                initial |= {"day": line.day.isoformat(), "minutes": hours_text(line.minutes)}
        super().__init__(data, initial=initial)
        self.facts = facts
        self.changing = None if copy else line
        self.fields["activity"].choices = [(value.value, value.label) for value in facts.activities]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["day"].widget.attrs |= {
            "min": facts.month.first_day.isoformat(),
            "max": min(facts.today, facts.month.last_day).isoformat(),
        }

    def clean_day(self) -> date:
        """A day of the month that may have time."""
        text = self.cleaned_data["day"]
        try:
            day = figures.day_from_text(text, self.facts.month)
        except figures.UnknownDayError as unknown:
            self._show_day_as_text()
            raise forms.ValidationError(
                _("%(day)s does not exist. Did you mean %(nearest)s?")
                % {
                    "day": f"{unknown.number} {month_name(unknown.month).split()[0]}",
                    "nearest": f"{unknown.nearest} {month_name(unknown.month).split()[0]}",
                }
            ) from None
        except ValueError:
            self._show_day_as_text()
            raise forms.ValidationError(
                _("“%(text)s” can not be read as a day. Write for example %(example)s.")
                % {"text": text, "example": self.facts.month.first_day.isoformat()}
            ) from None
        verdict = rules.may_report_on(day, self.facts)
        if not verdict:
            self._show_day_as_text()
        _or_error(verdict)
        return day

    def _show_day_as_text(self) -> None:
        """A date control would show nothing of what was typed."""
        widget = self.fields["day"].widget
        widget.attrs = {name: value for name, value in widget.attrs.items() if name not in {"min", "max"}}
        widget.input_type = "text"
        widget.attrs["type"] = "text"

    def clean_activity(self) -> str:
        """Own work only."""
        return str(Activity(self.cleaned_data["activity"]).value)

    def clean_text(self) -> str:
        """Words that can be understood later."""
        text = str(self.cleaned_data["text"])
        _or_error(rules.may_describe(text, self.facts))
        return text

    def clean(self) -> dict[str, Any]:
        """The day's sum within the day and the rule set's cap; said beside the time."""
        cleaned = super().clean() or {}
        day, minutes = cleaned.get("day"), cleaned.get("minutes")
        if isinstance(day, date) and isinstance(minutes, int):
            replacing = self.changing.minutes if self.changing and self.changing.day == day else 0
            verdict = rules.may_report_minutes(minutes, day, self.facts, replacing=replacing)
            if not verdict:
                self.add_error("minutes", str(verdict.reason))
        return cleaned


class LessForm(forms.Form):
    """How long the person was at a meeting."""

    minutes = DurationField(
        label=gettext_lazy("Time"),
        help_text=gettext_lazy("For example 3,5 or 3:30."),
        error_messages={"required": gettext_lazy("Write how long you were there, for example 3 or 3:30.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Why"),
        required=False,
        max_length=TEXT_AT_MOST,
        help_text=gettext_lazy("Needed only when it is less than half of the meeting."),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, page: AttendedPage) -> None:
        super().__init__(data, initial={"minutes": hours_text(page.said_minutes), "text": page.said_text})
        self.page = page

    def clean(self) -> dict[str, Any]:
        """Never more than the list; much less with a reason."""
        cleaned = super().clean() or {}
        minutes, text = cleaned.get("minutes"), str(cleaned.get("text", ""))
        if isinstance(minutes, int):
            attended, percent = self.page.attended_minutes, self.page.warning_percent
            verdict = rules.may_say_less(minutes, text, attended_minutes=attended, warning_percent=percent)
            if not verdict:
                is_about_reason = rules.may_say_less(minutes, "-", attended_minutes=attended, warning_percent=percent)
                self.add_error("text" if is_about_reason else "minutes", str(verdict.reason))
        return cleaned


class OtherHoursForm(forms.Form):
    """Hours of the year that go to other EU projects."""

    hours = forms.IntegerField(
        label=gettext_lazy("Hours in other EU projects this year"),
        min_value=0,
        max_value=366 * 24,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        help_text=gettext_lazy("Whole hours; 0 if there are none. They count towards what the rules allow in a year."),
        error_messages={
            "required": gettext_lazy("Write whole hours for the year, for example 120."),
            "invalid": gettext_lazy("Write whole hours for the year, for example 120."),
            "min_value": gettext_lazy("Write whole hours for the year, for example 120."),
            "max_value": gettext_lazy("Write whole hours for the year, for example 120."),
        },
    )


class ReasonForm(forms.Form):
    """Why something is returned or corrected."""

    reason = forms.CharField(
        max_length=TEXT_AT_MOST,
        widget=forms.Textarea({"rows": "3"}),
        error_messages={"required": gettext_lazy("Write the reason.")},
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, label: str) -> None:
        super().__init__(data)
        self.fields["reason"].label = label


class SubmitForm(forms.Form):
    """Why each who is missing is left out of the municipality's month."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, missing: Mapping[int, str]) -> None:
        """One field for each who is missing.

        Args:
            data: what was posted.
            missing: names by the id of the sheet.
        """
        super().__init__(data)
        self.missing = dict(missing)
        for sheet_id, name in missing.items():
            self.fields[f"reason_{sheet_id}"] = forms.CharField(
                label=_("Why is the month submitted without %(name)s?") % {"name": name},
                max_length=TEXT_AT_MOST,
                help_text=_("The time can be submitted later, when it has been confirmed."),
                error_messages={"required": _("Write a reason, or remind and submit later.")},
            )

    @property
    def reasons(self) -> dict[int, str]:
        """The reasons by the id of the sheet."""
        return {sheet_id: str(self.cleaned_data[f"reason_{sheet_id}"]) for sheet_id in self.missing}


class ChannelForm(forms.Form):
    """Where a role's hours go, from a month on."""

    reporting_role = forms.ChoiceField(
        label=gettext_lazy("Whose hours"),
        choices=[(role.value, role.label) for role in ReportingRole if role != ReportingRole.UNVALUED],
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("Official channel"), choices=Channel.choices, widget=forms.RadioSelect
    )
    from_month = forms.CharField(
        label=gettext_lazy("From which month"),
        max_length=7,
        widget=forms.TextInput({"type": "month", "placeholder": "2021-07"}),
        help_text=gettext_lazy("Write it as 2021-07. Earlier months stay where they were."),
        error_messages={"required": gettext_lazy("Write the first month that it holds for, as 2021-07.")},
    )

    def clean_from_month(self) -> Month:
        """A month."""
        try:
            return Month.parse(self.cleaned_data["from_month"].strip())
        except ValueError:
            raise forms.ValidationError(_("That is not a month. Write it as 2021-07.")) from None


def _one_known(address: str) -> Person:
    """The person with an address, who must be known already."""
    found = people.person_with_address(address)
    if found is None:
        raise forms.ValidationError(
            _("Nobody with that address uses Samverka. Ask them to sign in once, then try again.")
        )
    return found


class AuthorityForm(forms.Form):
    """Someone new on the authority list."""

    person = forms.EmailField(
        label=gettext_lazy("Work e-mail"),
        max_length=254,
        error_messages={"required": gettext_lazy("Write the work e-mail of whoever may approve months.")},
    )
    participation = forms.ChoiceField(label=gettext_lazy("For which municipality"), required=False)
    first_day = forms.DateField(
        label=gettext_lazy("First day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={
            "required": gettext_lazy("Choose from which day."),
            "invalid": gettext_lazy("That day is not in the calendar. Write it as 2021-11-02."),
        },
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, page: AuthorityPage, today: date) -> None:
        super().__init__(data, initial={"first_day": today})
        self.seats = {str(seat.pk): seat for seat in page.seats}
        self.fields["participation"].choices = [("", _("All municipalities"))] + [  # type: ignore[attr-defined]  # a ChoiceField
            (key, seat.organisation.name) for key, seat in self.seats.items()
        ]

    def clean_person(self) -> Person:
        """Someone known."""
        return _one_known(self.cleaned_data["person"])

    def clean_participation(self) -> Participation | None:
        """The chosen seat, or all."""
        return self.seats.get(self.cleaned_data["participation"])


class LastDayForm(forms.Form):
    """When something ends."""

    last_day = forms.DateField(
        label=gettext_lazy("Last day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={
            "required": gettext_lazy("Choose the last day."),
            "invalid": gettext_lazy("That day is not in the calendar. Write it as 2021-11-02."),
        },
    )


class ReadForm(forms.Form):
    """A file that is read, shown, and only then saved: ready when the text shown comes back with its checksum."""

    file = forms.FileField(
        label=gettext_lazy("The file (CSV or XLSX)"),
        error_messages={"required": gettext_lazy("Choose a file.")},
        widget=forms.ClearableFileInput({"accept": ".csv,.xlsx,text/csv,text/plain"}),
    )
    text = forms.CharField(required=False, max_length=400_000, strip=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(
        self, data: Mapping[str, Any] | None = None, files: Any = None, *, needs: frozenset[str] = frozenset()
    ) -> None:
        """A form for a file.

        Args:
            data: what was posted.
            files: the files that were posted.
            needs: the heads without which the file tells nothing.
        """
        super().__init__(data, files)
        self.needs = needs
        # The second press sends back what was read instead of the file.
        self.fields["file"].required = not (data and data.get("text"))

    def clean(self) -> dict[str, Any]:
        """The text of a new file, or of the one that was shown."""
        cleaned = super().clean() or {}
        if "file" in self.errors:
            return cleaned
        upload = cleaned.get("file")
        if upload is not None and upload.size > reading.MOST_BYTES:
            self.add_error("file", _("The file is larger than 400 kB. Save only the lines that are needed."))
            return cleaned
        try:
            text = self._read(upload.read()) if upload else reading.one_newline(str(cleaned.get("text", "")))
        except spreadsheets.UnreadableError:
            self.add_error("file", _("The spreadsheet can not be read. Save it as XLSX or CSV and try again."))
            return cleaned
        if not text.strip():
            self.add_error("file", _("There is nothing in the file."))
            return cleaned
        if not reading.has_heads(text, self.needs):
            self.add_error(
                "file",
                _("No line of the file has the heads that are needed: %(heads)s.")
                % {"heads": ", ".join(reading.HEADS[key][0].capitalize() for key in sorted(self.needs))},
            )
            return cleaned
        cleaned["text"] = text
        return cleaned

    def _read(self, data: bytes) -> str:
        """The text of a file: of a spreadsheet the first visible sheet with the heads that are needed."""
        if spreadsheets.is_old_spreadsheet(data):
            raise spreadsheets.UnreadableError
        if not spreadsheets.is_spreadsheet(data):
            return reading.decoded(data)
        sheets = [reading.one_newline(text) for text in spreadsheets.texts(data)]
        return next((text for text in sheets if reading.has_heads(text, self.needs)), next(iter(sheets), ""))

    @property
    def content(self) -> str:
        """The text that was read; empty when nothing could be."""
        return "" if self.errors else str(self.cleaned_data["text"])

    @property
    def digest(self) -> str:
        """The checksum that the second press sends back."""
        return figures.digest(self.content)

    def is_ready(self) -> bool:
        """Whether the person has seen what this very text leads to."""
        return self.is_valid() and self.cleaned_data["seen"] == self.digest and not self.cleaned_data["file"]


def _day_field(label: Any, *, required: bool = True) -> forms.DateField:
    """A calendar day."""
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={
            "required": gettext_lazy("Choose a day."),
            "invalid": gettext_lazy("That day is not in the calendar. Write it as 2021-11-02."),
        },
    )


class CertificateForm(forms.Form):
    """A month that was confirmed on paper or by e-mail."""

    kind = forms.ChoiceField(
        label=gettext_lazy("How it was confirmed"),
        choices=ReceivedCertificate.Kind.choices,
        widget=forms.RadioSelect,
    )
    received_day = _day_field(gettext_lazy("Received"))
    hours = forms.IntegerField(
        label=gettext_lazy("Hours on the certificate"),
        min_value=1,
        max_value=744,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    kept_at = forms.CharField(
        label=gettext_lazy("Where the original is kept"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Needed for paper, for example: the archive of the labour market office, binder 3."),
    )
    file = forms.FileField(label=gettext_lazy("The certificate (PDF or picture)"))


class LeaveForm(forms.Form):
    """The Fund's leave for certificates by e-mail."""

    approved_by_name = forms.CharField(label=gettext_lazy("Who at the Fund gave leave"), max_length=120)
    approved_day = _day_field(gettext_lazy("When"))
    from_day = _day_field(gettext_lazy("From which day"))
    until_day = _day_field(gettext_lazy("Until which day"), required=False)


class RoleForm(forms.Form):
    """A role without a seat in a team."""

    person = forms.EmailField(label=gettext_lazy("Work e-mail"), max_length=254)
    reporting_role = forms.ChoiceField(
        label=gettext_lazy("Reporting role"),
        choices=[(role.value, role.label) for role in (ReportingRole.STAFF_PAID, ReportingRole.UNVALUED)],
        widget=forms.RadioSelect,
    )
    function = forms.CharField(label=gettext_lazy("Function"), max_length=120)
    first_day = _day_field(gettext_lazy("First day"))

    def clean_person(self) -> Person:
        """Someone known."""
        return _one_known(self.cleaned_data["person"])


class OccupationForm(forms.Form):
    """A staff member's occupation and wage group."""

    person = forms.ChoiceField(label=gettext_lazy("Who"))
    code_kind = forms.ChoiceField(label=gettext_lazy("Occupation code from"), choices=Occupation.CodeKind.choices)
    code = forms.CharField(label=gettext_lazy("Occupation code"), max_length=20)
    wage_group = forms.ChoiceField(label=gettext_lazy("Wage group"))
    entry_day = _day_field(gettext_lazy("First day in the project"))
    decision_reference = forms.CharField(
        label=gettext_lazy("The decision's number"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Needed when the wage group is changed."),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, page: RolesPage) -> None:
        super().__init__(data)
        self.fields["person"].choices = [(str(person_id), name) for person_id, name, _group in page.staff]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["wage_group"].choices = [(group, queries.wage_group_word(group)) for group in page.groups]  # type: ignore[attr-defined]  # a ChoiceField

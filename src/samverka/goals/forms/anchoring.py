"""Decisions and anchoring."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from samverka.goals import rules
from samverka.goals.forms.fields import SaidForm, choice_field, day_field, line_field, number_field, text_field
from samverka.goals.models import Anchoring, Decision


def link_field(label: Any, *, help_text: Any = "") -> forms.CharField:
    """An address on the web; may be left."""
    field = line_field(label, 400, help_text=help_text)
    field.validators.append(
        URLValidator(schemes=["http", "https"], message=_("Write the whole address, for example https://…"))
    )
    return field


class DecisionForm(SaidForm):
    """A decision: who, what, when, and where in the minutes."""

    COLUMNS = (
        "title",
        "kind",
        "body",
        "decided_day",
        "minutes_paragraph",
        "registry_number",
        "responsible_committee",
        "link",
        "text",
    )

    title = line_field(_("What was decided?"), 200, required=True)
    kind = choice_field(_("Sort of decision"), Decision.Kind.choices)
    body = line_field(
        _("Who decided"), 160, required=True, help_text=_("A committee, a council or a manager's function.")
    )
    decided_day = day_field(_("Day of the decision"))
    minutes_paragraph = line_field(
        _("Paragraph in the minutes"), 40, help_text=_("Needed for a political decision, for example § 87.")
    )
    registry_number = line_field(_("Registry number"), 60)
    responsible_committee = line_field(
        _("Which committee does it make responsible?"), 160, help_text=_("Leave empty when it names none.")
    )
    link = link_field(_("Link to the minutes"))
    text = text_field(_("In short"))

    def __init__(self, data: Any = None, *, today: date, **more: Any) -> None:
        super().__init__(data, **more)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """It has been made, and a political one has its paragraph."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("decided_day") and cleaned.get("kind"):
            verdict = rules.may_log_decision(
                kind=cleaned["kind"],
                paragraph=cleaned.get("minutes_paragraph", ""),
                decided_day=cleaned["decided_day"],
                today=self.today,
            )
            is_ahead = cleaned["decided_day"] > self.today
            self.say(verdict, "decided_day" if is_ahead else "minutes_paragraph")
        return cleaned

    def values(self) -> Mapping[str, Any]:
        """The columns."""
        return self.filled(self.COLUMNS)


class AnchoringForm(SaidForm):
    """Someone has been told."""

    COLUMNS = ("with_whom", "audience", "held_day", "reached", "about")

    with_whom = line_field(_("With whom"), 160, required=True, help_text=_("For example the social committee."))
    audience = choice_field(_("Sort"), Anchoring.Audience.choices)
    held_day = day_field(_("Day"))
    reached = number_field(_("How many"), 100_000, help_text=_("About how many were there. May be left."))
    about = text_field(_("About what"))

    def __init__(self, data: Any = None, *, today: date, **more: Any) -> None:
        super().__init__(data, initial={"held_day": today}, **more)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """It has happened."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("held_day"):
            self.say(rules.may_log_past(day=cleaned["held_day"], today=self.today), "held_day")
        return cleaned

    def values(self) -> Mapping[str, Any]:
        """The columns."""
        return self.filled(self.COLUMNS)

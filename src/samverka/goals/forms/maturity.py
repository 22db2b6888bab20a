"""Answers, agreed profiles, targets, and the host's judgement of a result."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.calls.queries import rubric
from samverka.goals import figures, rules
from samverka.goals.figures import AgreedLevel, Spread
from samverka.goals.forms.fields import SaidForm, choice_field, day_field, line_field, text_field
from samverka.goals.models import Indicator, ResultState

UNKNOWN = "unknown"


def _level(text: str) -> int | None:
    return None if text == UNKNOWN else int(text)


class AnswerForm(SaidForm):
    """One question for each dimension; a level is chosen only when everything in it and below holds."""

    def __init__(self, data: Any = None, *, answered: Mapping[str, int | None], **more: Any) -> None:
        super().__init__(data, **more)
        for dimension in rubric.RUBRIC:
            given = answered.get(dimension.key, "")
            self.fields[dimension.key] = forms.ChoiceField(
                label=f"{dimension.key} {dimension.name}",
                help_text=str(dimension.question),
                choices=[
                    *((str(level), f"{level} {text}") for level, text in enumerate(dimension.levels, start=1)),
                    (UNKNOWN, rubric.level_name(None)),
                ],
                required=False,
                widget=forms.RadioSelect(),
                initial=UNKNOWN if given is None else str(given),
            )

    def clean(self) -> dict[str, Any]:
        """Something is answered."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            self.say(rules.are_levels(self.levels()), None)
        return cleaned

    def levels(self) -> dict[str, int | None]:
        """The answered dimensions."""
        return {key: _level(text) for key in figures.DIMENSIONS if (text := self.cleaned_data.get(key))}


class AgreeForm(SaidForm):
    """What the seat agrees on: level, reason where answers differ, evidence from 3 up."""

    def __init__(
        self,
        data: Any = None,
        *,
        spreads: Mapping[str, Spread],
        evidence: Mapping[str, tuple[str, ...]],
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.spreads, self.evidence = spreads, evidence
        for dimension in rubric.RUBRIC:
            key, one = dimension.key, spreads[dimension.key]
            self.fields[key] = forms.ChoiceField(
                label=f"{key} {dimension.name}",
                choices=[
                    *((str(level), f"{level} {text}") for level, text in enumerate(dimension.levels, start=1)),
                    (UNKNOWN, rubric.level_name(None)),
                ],
                widget=forms.RadioSelect(),
                initial=str(one.median) if one.median else UNKNOWN,
            )
            self.fields[f"{key}_reason"] = line_field(
                _("Reason"),
                400,
                help_text=_("Needed: the answers differ by two levels or more.") if one.is_wide else "",
            )
            offered: list[tuple[str, Any]] = [("", _("Choose, when the level is 3 or more"))]
            offered += [(text, text) for text in evidence[key]]
            self.fields[f"{key}_record"] = forms.ChoiceField(
                label=_("What it can be checked against, of what stands here"), choices=offered, required=False
            )
            if not evidence[key]:
                del self.fields[f"{key}_record"]
            self.fields[f"{key}_link"] = line_field(
                _("Or an address where it can be read"), 400, help_text=_("Needed from level 3 when nothing is chosen.")
            )

    @property
    def parts(self) -> list[dict[str, Any]]:
        """The fields of each dimension together."""
        return [
            {
                "level": self[key],
                "reason": self[f"{key}_reason"],
                "record": self[f"{key}_record"] if f"{key}_record" in self.fields else None,
                "link": self[f"{key}_link"],
                "spread": self.spreads[key],
            }
            for key in figures.DIMENSIONS
        ]

    def clean(self) -> dict[str, Any]:
        """Each level has what it needs, and there is a profile."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        agreed = self.levels()
        for key, one in agreed.items():
            verdict = rules.may_agree_level(
                level=one.level,
                reason=one.reason,
                evidence=one.evidence,
                spread=self.spreads[key],
                from_records=self.evidence[key],
            )
            lacks_reason = self.spreads[key].is_wide and not one.reason.strip()
            self.say(verdict, f"{key}_reason" if lacks_reason else f"{key}_link")
        verdict = rules.may_agree_profile({key: one.level for key, one in agreed.items()}, is_agreed=False)
        self.say(verdict, None)
        return cleaned

    def levels(self) -> dict[str, AgreedLevel]:
        """What is agreed on, by dimension."""
        cleaned = self.cleaned_data
        return {
            key: AgreedLevel(
                _level(cleaned[key]),
                cleaned[f"{key}_reason"],
                cleaned.get(f"{key}_record") or cleaned[f"{key}_link"],
            )
            for key in figures.DIMENSIONS
        }


class TargetsForm(SaidForm):
    """Where the seat wants to be; each may be left."""

    def __init__(self, data: Any = None, *, targets: Mapping[str, int], **more: Any) -> None:
        super().__init__(data, **more)
        for dimension in rubric.RUBRIC:
            self.fields[dimension.key] = forms.ChoiceField(
                label=f"{dimension.key} {dimension.name}",
                choices=[
                    ("", _("No target")),
                    *((str(level), f"{level} {text}") for level, text in enumerate(dimension.levels, start=1)),
                ],
                required=False,
                initial=str(targets.get(dimension.key, "")),
            )

    def targets(self) -> dict[str, int | None]:
        """The targets by dimension."""
        return {key: int(self.cleaned_data[key]) if self.cleaned_data[key] else None for key in figures.DIMENSIONS}


class JudgeForm(SaidForm):
    """The host's judgement, with its comment."""

    judged = choice_field(_("How far has it come?"), ResultState.choices)
    comment = text_field(_("Why you judge otherwise than the records"), required=True)


class MeasurementForm(SaidForm):
    """A value of an indicator on a day."""

    COLUMNS = ("indicator", "measured_day", "value", "source")

    indicator = choice_field(_("Indicator"), Indicator.choices)
    measured_day = day_field(_("Day"))
    value = forms.IntegerField(
        label=_("How many"), min_value=0, max_value=1_000_000, widget=forms.TextInput({"inputmode": "numeric"})
    )
    source = line_field(_("Where the figure comes from"), 200)

    def __init__(self, data: Any = None, *, first_day: date, today: date, **more: Any) -> None:
        super().__init__(data, initial={"measured_day": first_day}, **more)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """Of a day that has come."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("measured_day"):
            self.say(rules.may_log_past(day=cleaned["measured_day"], today=self.today), "measured_day")
        return cleaned

    def values(self) -> Mapping[str, Any]:
        """The columns."""
        return self.filled(self.COLUMNS)

"""Governing documents, plans and actions."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.goals import rules
from samverka.goals.forms.anchoring import link_field
from samverka.goals.forms.fields import (
    MOST_TEXT,
    SaidForm,
    choice_field,
    day_field,
    line_field,
    owner_field,
    text_field,
    year_after,
)
from samverka.goals.models import Action, ActionNote, DimensionChoices, GoverningDocument

# So many empty sections stand below those that are filled in.
SPARE_SECTIONS, MOST_SECTIONS = 2, 30


class DraftForm(SaidForm):
    """A document is begun: a title, what sort it is and someone responsible are enough."""

    COLUMNS = ("title", "kind", "inside_title", "inside_section", "owner")

    title = line_field(_("Title"), 200, required=True)
    kind = choice_field(_("Sort of document"), GoverningDocument.Kind.choices)
    owner = owner_field()
    inside_title = line_field(
        _("Woven into another document"),
        200,
        help_text=_("That document's title, when this is a part of it. It counts as much as one of its own."),
    )
    inside_section = line_field(_("In which section"), 120)

    def __init__(self, data: Any = None, *, owners: Iterable[str] = (), **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["owner"] = owner_field(owners)

    def values(self) -> Mapping[str, Any]:
        """The columns."""
        return self.filled(self.COLUMNS)


class DocumentForm(SaidForm):
    """A document's facts and its text, section by section; the headings may be changed."""

    COLUMNS = ("title", "inside_title", "inside_section", "version", "owner", "definition", "purpose", "link")

    title = line_field(_("Title"), 200, required=True)
    version = line_field(_("Version"), 20)
    owner = owner_field()
    inside_title = line_field(_("Woven into another document"), 200)
    inside_section = line_field(_("In which section"), 120)
    purpose = text_field(_("Purpose"))
    definition = text_field(
        _("Definition used"), help_text=_("What you mean by social enterprise, and whose definition it is.")
    )
    link = link_field(_("Link to the document"))
    upload = forms.FileField(
        label=_("The document as a file (PDF)"),
        required=False,
        widget=forms.FileInput({"accept": ".pdf,application/pdf"}),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        document: GoverningDocument,
        owners: Iterable[str] = (),
        **more: Any,
    ) -> None:
        before = {name: getattr(document, name) for name in self.COLUMNS} | {"edition": document.edition}
        super().__init__(data, files, initial=before, **more)
        self.edition_now = document.edition
        self.fields["owner"] = owner_field(owners)
        written = [part for part in document.sections if isinstance(part, dict)]
        self.count = min(len(written) + SPARE_SECTIONS, MOST_SECTIONS)
        for number in range(self.count):
            part = written[number] if number < len(written) else {}
            self.fields[f"heading_{number}"] = line_field(_("Heading"), 160)
            self.fields[f"text_{number}"] = forms.CharField(
                label=_("Text"), max_length=MOST_TEXT * 3, required=False, widget=forms.Textarea({"rows": 6})
            )
            self.initial[f"heading_{number}"] = part.get("heading", "")
            self.initial[f"text_{number}"] = part.get("text", "")

    def clean(self) -> dict[str, Any]:
        """Nobody else has saved meanwhile; a text has its heading."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("edition") != self.edition_now:
            self.add_error(
                None,
                _("Someone has saved this document since you opened it. Load the page again to see what is new."),
            )
        for number in range(self.count):
            if cleaned.get(f"text_{number}") and not cleaned.get(f"heading_{number}"):
                self.add_error(f"heading_{number}", _("Give the section a heading."))
        return cleaned

    @property
    def sections(self) -> Sequence[Any]:
        """Heading and text of each section, as fields."""
        return [(self[f"heading_{number}"], self[f"text_{number}"]) for number in range(self.count)]

    def values(self) -> Mapping[str, Any]:
        """The columns."""
        parts = [
            {"heading": self.cleaned_data[f"heading_{number}"], "text": self.cleaned_data[f"text_{number}"]}
            for number in range(self.count)
            if self.cleaned_data[f"heading_{number}"]
        ]
        return {**self.filled(self.COLUMNS), "sections": parts}


class ProposeForm(SaidForm):
    """On its way: which body, which day."""

    body = line_field(_("Which body is to decide"), 160, required=True)
    day = day_field(_("Planned day"))

    def __init__(self, data: Any = None, *, document: GoverningDocument, **more: Any) -> None:
        super().__init__(data, initial={"body": document.planned_body, "day": document.planned_day}, **more)


class AdoptForm(SaidForm):
    """The decision: body, day, §, owner, review day."""

    body = line_field(_("Which body decided"), 160, required=True)
    decided_day = day_field(_("Day of the decision"))
    minutes_paragraph = line_field(_("Paragraph in the minutes"), 40)
    registry_number = line_field(_("Registry number"), 60)
    owner = owner_field()
    political_owner = line_field(_("Responsible in politics"), 160)
    review_day = day_field(_("To be reviewed"), help_text=_("At latest when the mandate period ends."))
    valid_until = day_field(_("Holds until"), required=False)
    replaces = forms.ChoiceField(label=_("Replaces"), required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        document: GoverningDocument,
        today: date,
        others: Sequence[GoverningDocument] = (),
        owners: Iterable[str] = (),
        **more: Any,
    ) -> None:
        before = {
            "body": document.planned_body or document.decided_by,
            "decided_day": document.planned_day or today,
            "owner": document.owner,
            "political_owner": document.political_owner,
            "review_day": year_after(today),
        }
        super().__init__(data, initial=before, **more)
        self.document, self.today = document, today
        self.others = {str(row.pk): row for row in others}
        self.fields["owner"] = owner_field(owners)
        chooser = self.fields["replaces"]
        if isinstance(chooser, forms.ChoiceField):
            chooser.choices = [("", _("Nothing")), *((key, row.title) for key, row in self.others.items())]
        if not self.others:
            del self.fields["replaces"]

    def clean(self) -> dict[str, Any]:
        """Say at once when the document can't be adopted so."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            verdict = rules.may_adopt(
                self.document,
                body=cleaned["body"],
                decided_day=cleaned["decided_day"],
                owner=cleaned["owner"],
                review_day=cleaned["review_day"],
                today=self.today,
                plan=None,
            )
            self.say(verdict, "decided_day" if cleaned["decided_day"] > self.today else "review_day")
        return cleaned

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        chosen = self.cleaned_data.pop("replaces", "")
        return {**self.cleaned_data, "replaces": self.others.get(chosen)}


class RepealForm(SaidForm):
    """The day a document stopped holding."""

    repealed_day = day_field(_("From which day it no longer holds"))

    def __init__(self, data: Any = None, *, today: date, **more: Any) -> None:
        super().__init__(data, initial={"repealed_day": today}, **more)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """It has come."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("repealed_day"):
            self.say(rules.may_log_past(day=cleaned["repealed_day"], today=self.today), "repealed_day")
        return cleaned


class GoalForm(SaidForm):
    """A goal of a plan."""

    text = line_field(_("Goal"), 300, required=True, help_text=_("What is to be different when the plan is done."))


class ActionForm(SaidForm):
    """An action: what, who, by when."""

    COLUMNS = (
        "text",
        "dimension",
        "owner",
        "department",
        "start_day",
        "due_day",
        "resources",
        "indicator",
    )

    text = line_field(_("What is to be done?"), 400, required=True)
    dimension = choice_field(_("Part of the chain"), DimensionChoices.choices)
    owner = owner_field(required=False)
    department = line_field(_("Department"), 120)
    start_day = day_field(_("Begins"), required=False)
    due_day = day_field(_("To be done by"), required=False)
    resources = line_field(_("Resources"), 200)
    indicator = line_field(_("How it is measured"), 200)

    def __init__(
        self,
        data: Any = None,
        *,
        is_adopted: bool,
        action: Action | None = None,
        owners: Iterable[str] = (),
        **more: Any,
    ) -> None:
        before = {name: getattr(action, name) for name in self.COLUMNS} if action else {}
        super().__init__(data, initial=before, **more)
        self.is_adopted = is_adopted
        self.fields["owner"] = owner_field(
            owners,
            required=False,
            help_text=None if is_adopted else _("A person or a function. Needed before the plan is adopted."),
        )
        self.order_fields(self.COLUMNS)
        if action and is_adopted:
            self.fields["due_day"].disabled = True
            self.fields["due_day"].help_text = _("In an adopted plan the day is put off with a reason instead.")

    def clean(self) -> dict[str, Any]:
        """Owner and day where the plan is adopted; due after it begins."""
        cleaned = super().clean() or self.cleaned_data
        verdict = rules.may_keep_action(
            is_adopted=self.is_adopted, owner=cleaned.get("owner") or "", due_day=cleaned.get("due_day")
        )
        self.say(verdict, "due_day" if cleaned.get("owner") else "owner")
        starts, due = cleaned.get("start_day"), cleaned.get("due_day")
        if starts and due and due < starts:
            self.add_error("due_day", _("The day can not come before the one it begins."))
        return cleaned

    def values(self) -> Mapping[str, Any]:
        """The columns."""
        return self.filled(self.COLUMNS)


class NoteForm(SaidForm):
    """What has happened to an action."""

    what = forms.ChoiceField(label=_("What has happened?"), widget=forms.RadioSelect())
    text = line_field(_("In words"), 400, help_text=_("Needed when the action is dropped."))

    def __init__(self, data: Any = None, *, action: Action, **more: Any) -> None:
        super().__init__(data, **more)
        self.action = action
        chooser = self.fields["what"]
        offered = [ActionNote.What.DONE, ActionNote.What.DROPPED, ActionNote.What.NOTED]
        if not action.begun_at:
            offered.insert(0, ActionNote.What.BEGUN)
        if isinstance(chooser, forms.ChoiceField):
            chooser.choices = [(one.value, one.label) for one in offered]

    def clean(self) -> dict[str, Any]:
        """A reason for what is dropped."""
        cleaned = super().clean() or self.cleaned_data
        text = cleaned.get("text", "")
        if cleaned.get("what") == ActionNote.What.DROPPED:
            self.say(rules.may_drop_action(self.action, reason=text), "text")
        if cleaned.get("what") == ActionNote.What.NOTED and not text.strip():
            self.add_error("text", _("Write what you want to note."))
        return cleaned


class PostponeForm(SaidForm):
    """A later day, and why."""

    due_day = day_field(_("New day"))
    reason = line_field(_("Reason"), 400, required=True)

    def __init__(self, data: Any = None, *, action: Action, **more: Any) -> None:
        super().__init__(data, **more)
        self.action = action

    def clean(self) -> dict[str, Any]:
        """A later one."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            verdict = rules.may_postpone_action(self.action, due_day=cleaned["due_day"], reason=cleaned["reason"])
            self.say(verdict, "due_day")
        return cleaned


class FollowUpForm(SaidForm):
    """A plan was gone through."""

    held_day = day_field(_("Day"))
    text = text_field(_("What was said"), required=True)

    def __init__(self, data: Any = None, *, document: GoverningDocument, today: date, **more: Any) -> None:
        super().__init__(data, initial={"held_day": today}, **more)
        self.document, self.today = document, today

    def clean(self) -> dict[str, Any]:
        """On a day since the plan was adopted."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("held_day"):
            verdict = rules.may_follow_up(
                self.document, held_day=cleaned["held_day"], today=self.today, has_that_day=False
            )
            self.say(verdict, "held_day")
        return cleaned

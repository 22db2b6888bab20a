"""Text from outside made into clean values; nothing is saved here."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samverka.calls import queries, rules
from samverka.calls.figures import DIMENSIONS, Proposed
from samverka.calls.models import Band, Call, Interest, LetterOfIntent, TrustedIssuer
from samverka.calls.rules import CallDraft
from samverka.core.fields import SuggestionInput
from samverka.core.words import whole_number
from samverka.networks.models import Network
from samverka.people.models import MemberOrganisation
from samverka.teams.models import Area

MANY_ROWS, FEW_ROWS = 8, 3


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


def long_text(label: Any, *, rows: int = MANY_ROWS, required: bool = True, help_text: Any = "") -> forms.CharField:
    """Running text."""
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        max_length=20_000,
        widget=forms.Textarea({"rows": rows}),
    )


# --- Drafts validate nothing: an empty or odd answer is kept, and the check before sending in says what is missing ---


class DraftText(forms.CharField):
    """Text that may be left for later."""

    def validate(self, value: object) -> None:
        """Anything goes in a draft."""


class DraftChoice(forms.ChoiceField):
    """A choice that may be left for later."""

    def validate(self, value: object) -> None:
        """Nothing is demanded; a value from nowhere is refused below."""
        if value and not self.valid_value(value):
            super().validate(value)


class DraftTicks(forms.MultipleChoiceField):
    """Ticks that may be left for later."""

    def validate(self, value: object) -> None:
        """Nothing is demanded; a value from nowhere is refused below."""
        if value:
            super().validate(value)


class PartForm(forms.Form):
    """A part of the draft. It carries the edition it was shown with, so that nobody overwrites a colleague."""

    use_required_attribute = False
    edition = forms.IntegerField(widget=forms.HiddenInput(), min_value=0)

    def __init__(self, data: Mapping[str, Any] | None = None, *, interest: Interest, **options: Any) -> None:
        super().__init__(data, **options)
        self.interest = interest

    def values(self) -> dict[str, object]:
        """The part's columns."""
        return {name: value for name, value in self.cleaned_data.items() if name != "edition"}

    def labels(self) -> dict[str, str]:
        """What each field is called, for showing what a colleague wrote meanwhile."""
        return {name: str(field.label) for name, field in self.fields.items() if name != "edition"}

    def shown_with(self) -> int:
        """The edition the form was shown with; 0 when that can't be read."""
        return whole_number(str(self.data.get("edition", ""))) or 0

    def with_edition(self, edition: int) -> "PartForm":
        """The same form, everything typed kept, ready to be saved over what a colleague saved meanwhile."""
        data = self.data.copy() if hasattr(self.data, "copy") else dict(self.data)
        data["edition"] = str(edition)
        return type(self)(data, interest=self.interest)


class AboutForm(PartForm):
    """Why, how things stand, what is needed."""

    motivation = DraftText(
        label=_("Why do you want to take part?"), max_length=20_000, widget=forms.Textarea({"rows": MANY_ROWS})
    )
    situation = DraftText(
        label=_("How do things stand today?"),
        help_text=_("What you have done so far with social enterprises, and what stands in the way."),
        max_length=20_000,
        widget=forms.Textarea({"rows": MANY_ROWS}),
    )
    needs = DraftText(
        label=_("What do you need?"),
        help_text=_("What you need to learn, and what you might buy or do together."),
        max_length=20_000,
        widget=forms.Textarea({"rows": MANY_ROWS}),
    )


class AnchoringForm(PartForm):
    """Who is responsible politically."""

    committee = DraftText(
        label=_("Which committee is responsible?"),
        help_text=_("For example the executive board or the labour market committee."),
        max_length=160,
    )
    anchoring = forms.CharField(
        label=_("How is it anchored?"),
        required=False,
        help_text=_("Decisions, dates, and which managers know of it."),
        max_length=20_000,
        widget=forms.Textarea({"rows": FEW_ROWS}),
    )


class AssessmentForm(PartForm):
    """One question per dimension, five levels and "do not know"."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, interest: Interest, **options: Any) -> None:
        super().__init__(data, interest=interest, **options)
        for dimension in queries.RUBRIC:
            levels: list[tuple[str, str]] = [
                (str(number), f"{queries.level_name(number)}: {text}")
                for number, text in enumerate(dimension.levels, start=1)
            ]
            self.fields[dimension.key] = DraftChoice(
                label=str(dimension.question),
                choices=[*levels, ("unknown", queries.level_name(None))],
                widget=forms.RadioSelect(),
            )

    def values(self) -> dict[str, object]:
        """Levels by dimension; null for "do not know"; what is unanswered is left out."""
        answered = {
            key: None if self.cleaned_data[key] == "unknown" else int(self.cleaned_data[key])
            for key in DIMENSIONS
            if self.cleaned_data.get(key)
        }
        return {"self_assessment": answered}


class CommitmentsForm(PartForm):
    """Each of the municipality's promises, to tick."""

    kept = DraftTicks(label=_("We commit ourselves to"), widget=forms.CheckboxSelectMultiple())

    def __init__(self, data: Mapping[str, Any] | None = None, *, interest: Interest, **options: Any) -> None:
        super().__init__(data, interest=interest, **options)
        self.fields["kept"].choices = queries.commitment_choices(interest.call)  # type: ignore[attr-defined]  # a choice field

    def values(self) -> dict[str, object]:
        """The ids ticked."""
        return {"commitments_kept": sorted(int(key) for key in self.cleaned_data["kept"])}


class TeamForm(PartForm):
    """The coordinator and as many members as the terms have roles."""

    COLUMNS = ("name", "email", "function", "area", "department")
    FUNCTIONS = (
        _("Procurement lawyer"),
        _("Business developer"),
        _("Development strategist"),
        _("Head of labour market"),
        _("Head of income support"),
        _("Integration strategist"),
        _("Disability strategist"),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, interest: Interest, **options: Any) -> None:
        super().__init__(data, interest=interest, **options)
        self.size = queries.team_size(interest)
        self._add("coordinator", required=True)
        for number in range(1, self.size + 1):
            self._add(f"member_{number}", required=False)
        self.fields["deputy"] = forms.ChoiceField(
            label=_("Deputy coordinator"),
            help_text=_("One of the team members, who steps in for the coordinator."),
            required=False,
            choices=[
                ("", _("Not chosen yet")),
                *((str(number), self._member_label(number)) for number in range(1, self.size + 1)),
            ],
        )

    def _member_label(self, number: int) -> str:
        return str(_("Team member %(number)s")) % {"number": number}

    def _add(self, prefix: str, *, required: bool) -> None:
        text = DraftText if required else forms.CharField
        self.fields[f"{prefix}_name"] = text(label=_("Name"), required=required, max_length=120)
        self.fields[f"{prefix}_email"] = text(
            label=_("Work e-mail"), required=required, max_length=254, widget=forms.TextInput({"inputmode": "email"})
        )
        self.fields[f"{prefix}_function"] = forms.CharField(
            label=_("Function"),
            required=False,
            max_length=120,
            widget=SuggestionInput(str(word) for word in self.FUNCTIONS),
        )
        self.fields[f"{prefix}_area"] = forms.ChoiceField(
            label=_("Area"), required=False, choices=[("", _("Choose")), *Area.choices]
        )
        self.fields[f"{prefix}_department"] = forms.CharField(label=_("Department"), required=False, max_length=120)

    def people(self) -> list[tuple[str | Promise, list[forms.BoundField]]]:
        """The fields person by person, with a heading each."""
        groups: list[tuple[str | Promise, list[forms.BoundField]]] = [
            (_("Coordinator"), [self[f"coordinator_{column}"] for column in self.COLUMNS])
        ]
        for number in range(1, self.size + 1):
            fields = [self[f"member_{number}_{column}"] for column in self.COLUMNS]
            groups.append((self._member_label(number), fields))
        return groups

    def labels(self) -> dict[str, str]:
        """Each field with whose it is."""
        found: dict[str, str] = {}
        for heading, fields in self.people():
            found |= {field.name: f"{heading}, {str(field.label).lower()}" for field in fields}
        return found | {"deputy": str(self.fields["deputy"].label)}

    def values(self) -> dict[str, object]:
        """The people, those with nothing written left out."""
        deputy = self.cleaned_data.get("deputy", "")
        rows = [self._row(number, is_deputy=bool(number) and str(number) == deputy) for number in range(self.size + 1)]
        return {"members": tuple(row for row in rows if not row.is_empty)}

    def _row(self, number: int, *, is_deputy: bool) -> Proposed:
        prefix = f"member_{number}" if number else "coordinator"
        written = {column: self.cleaned_data.get(f"{prefix}_{column}", "") for column in self.COLUMNS}
        return Proposed(position=number, is_coordinator=number == 0, is_deputy=is_deputy, **written)


PART_FORMS: dict[str, type[PartForm]] = {
    "about": AboutForm,
    "anchoring": AnchoringForm,
    "assessment": AssessmentForm,
    "team": TeamForm,
    "commitments": CommitmentsForm,
}


class StartForm(forms.Form):
    """For which municipality, and what one is called."""

    organisation = forms.IntegerField(widget=forms.HiddenInput())
    name = forms.CharField(label=_("Your own name"), max_length=120, widget=forms.TextInput({"autocomplete": "name"}))


class WithdrawForm(forms.Form):
    """Why the organisation leaves."""

    reason = forms.CharField(
        label=_("Why do you leave the call?"),
        help_text=_("A sentence is enough. It helps the host to do better next time."),
        max_length=400,
        widget=forms.Textarea({"rows": FEW_ROWS}),
    )


class InviteForm(forms.Form):
    """A colleague to write along."""

    name = forms.CharField(label=_("The colleague's name"), max_length=120)
    email = forms.EmailField(label=_("The colleague's work e-mail"), max_length=254)


class BandForm(forms.Form):
    """Another stage band, with its reason."""

    band = forms.ChoiceField(label=_("Stage"), choices=Band.choices)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The reason is shown beside the municipality's own answer."),
        max_length=400,
        widget=forms.Textarea({"rows": FEW_ROWS}),
    )


class DecideForm(forms.Form):
    """The host's decision on what is shown."""

    fingerprint = forms.CharField(widget=forms.HiddenInput(), max_length=64)
    note = long_text(
        _("What you want to say about the decision"),
        rows=FEW_ROWS,
        required=False,
        help_text=_("It stands in the decision, which is public."),
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, deviations: Sequence[tuple[str, str]] = (), **options: Any
    ) -> None:
        """Each deviation (code, what it is) asks for its reason."""
        super().__init__(data, **options)
        self.codes = tuple(code for code, _words in deviations)
        for code, words in deviations:
            self.fields[f"reason_{code}"] = long_text(
                format_lazy("{}: {}", words, _("why?")),
                rows=FEW_ROWS,
                help_text=_("The reason stands in the decision, which is public, and in the answer."),
            )

    def reasons(self) -> dict[str, str]:
        """Code -> the reason written."""
        return {code: self.cleaned_data[f"reason_{code}"] for code in self.codes}


class AnswersForm(forms.Form):
    """One paragraph for each applicant, as computed until somebody writes another."""

    fingerprint = forms.CharField(widget=forms.HiddenInput(), max_length=64)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, answers: Sequence["queries.Answer"], **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.answers = tuple(answers)
        for one in answers:
            self.fields[f"text_{one.interest_id}"] = long_text(one.name, rows=MANY_ROWS, required=False)
            self.initial[f"text_{one.interest_id}"] = one.text

    def rows(self) -> list[tuple["queries.Answer", forms.BoundField]]:
        """Each answer beside its field."""
        return [(one, self[f"text_{one.interest_id}"]) for one in self.answers]

    def texts(self) -> dict[int, str]:
        """Interest -> the paragraph."""
        return {
            one.interest_id: self.cleaned_data[f"text_{one.interest_id}"].replace("\r\n", "\n") for one in self.answers
        }


class QuestionForm(forms.Form):
    """A question about the call."""

    text = long_text(
        _("Your question"),
        rows=FEW_ROWS,
        help_text=_("The question and its answer are shown to everyone, without your name. Name no persons."),
    )


class ReplyForm(forms.Form):
    """The host's answer."""

    answer = long_text(_("The answer"), rows=FEW_ROWS, help_text=_("It is shown to everyone on the page of the call."))


class ReceivedForm(forms.Form):
    """An interest that came by mail or phone."""

    organisation = forms.CharField(
        label=_("Municipality"), max_length=120, help_text=_("Its whole name, for example Älvnäs kommun.")
    )
    received_day = day_field(_("When did it come?"), help_text=_("That day counts, not the day you write it down."))
    text = long_text(
        _("What did the mail say, or what was said on the phone?"),
        help_text=_("It becomes the beginning of the municipality's own text."),
    )
    name = forms.CharField(label=_("Who takes it over? Name"), max_length=120)
    email = forms.EmailField(label=_("Work e-mail of whoever takes it over"), max_length=254)

    def clean_organisation(self) -> "MemberOrganisation":
        """The member organisation with just this name."""
        found = queries.organisation_named(self.cleaned_data["organisation"])
        if found is None:
            raise forms.ValidationError(_("No member organisation has this name. Write it as in the register."))
        return found


class ExemptionForm(forms.Form):
    """More time for one organisation."""

    interest = forms.TypedChoiceField(label=_("Municipality"), coerce=int)
    late_until = day_field(_("Until and with"))
    reason = forms.CharField(
        label=_("Reason"), max_length=400, help_text=_("It stands in the journal and is read by the host.")
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, choices: Sequence[tuple[int, str]], **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.fields["interest"].choices = choices  # type: ignore[attr-defined]  # a choice field


class OfferForm(forms.Form):
    """The next reserve's day."""

    letter_day = day_field(
        _("Last day for the next reserve's letter of intent"),
        help_text=_("Two people are to sign, so give them some working days."),
    )
    reason = forms.CharField(
        label=_("Why is the seat free?"),
        max_length=400,
        widget=forms.Textarea({"rows": FEW_ROWS}),
        help_text=_("It stands with the selection decision, which is public. Name no persons."),
    )


class BasisForm(forms.Form):
    """By what right the letter is signed."""

    basis = forms.ChoiceField(
        label=_("On which basis do the two sign?"), choices=LetterOfIntent.Basis.choices, widget=forms.RadioSelect()
    )
    paragraph = forms.CharField(
        label=_("Paragraph or delegation"),
        required=False,
        max_length=60,
        help_text=_("For example § 112, or a line of the delegation order."),
    )
    day = day_field(
        _("Day of the decision"),
        required=False,
        help_text=_("The day it was made, or the day it is expected when you sign subject to it."),
    )

    def clean(self) -> dict[str, Any]:
        """A letter subject to a decision, or by one, says on which day."""
        cleaned = super().clean() or {}
        needs_day = {LetterOfIntent.Basis.SUBJECT_TO_DECISION, LetterOfIntent.Basis.BOARD_DECISION}
        if cleaned.get("basis") in needs_day and not cleaned.get("day") and "day" not in self.errors:
            self.add_error("day", _("Write on which day the decision was made or is expected."))
        return cleaned


class SignatoryForm(forms.Form):
    """One of the two who sign."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("Work e-mail"),
        max_length=254,
        help_text=_("A personal address of their own. The link to sign goes there, and nowhere else."),
    )


class PaperForm(forms.Form):
    """A scanned letter."""

    name = forms.CharField(label=_("Name as it stands on the paper"), max_length=120)
    note = forms.CharField(
        label=_("How you checked it"),
        help_text=_("For example: the original came by post and was compared with the issued text."),
        max_length=400,
        widget=forms.Textarea({"rows": FEW_ROWS}),
    )
    file = forms.FileField(label=_("The scanned letter"), help_text=_("PDF or picture."))


class PhoneForm(forms.Form):
    """Whom the host has spoken to."""

    note = forms.CharField(
        label=_("Whom did you speak to, and on which number?"),
        help_text=_("Call the municipality's switchboard, not a number from the application."),
        max_length=400,
        widget=forms.Textarea({"rows": FEW_ROWS}),
    )


class SignedFileForm(forms.Form):
    """A PDF from the municipality's own e-signature service, and who has signed it."""

    file = forms.FileField(
        label=_("The signed PDF"),
        help_text=_("Just as your e-signature service gave it back. Do not print or save it anew."),
    )

    def __init__(self, *args: Any, cards: Sequence[queries.SignatoryCard] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.offices = [card.office for card in cards if not card.signed_at]
        for card in cards:
            if not card.signed_at:
                self.fields[card.office] = forms.CharField(
                    label=format_lazy(_("Who signed as {title}"), title=card.title.lower()),
                    max_length=120,
                    required=False,
                    initial=card.name,
                    help_text=_("As in the e-identification. Empty the field when that signature is in another file."),
                )
        self.order_fields([*self.offices, "file"])

    def names(self) -> dict[str, str]:
        """The names that were written, by office."""
        return {office: self.cleaned_data[office] for office in self.offices if self.cleaned_data.get(office)}


class DecideFileForm(forms.Form):
    """What a person found, having compared two texts."""

    accept = forms.TypedChoiceField(
        label=_("Is it the issued text, signed by those named?"),
        choices=(("yes", _("Yes, it counts")), ("no", _("No, it does not count"))),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect(),
    )
    note = forms.CharField(
        label=_("What you compared and what you found"), max_length=400, widget=forms.Textarea({"rows": FEW_ROWS})
    )


class IssuerForm(forms.Form):
    """An issuer of e-signatures or of time stamps."""

    name = forms.CharField(label=_("What the issuer is called"), max_length=160)
    purpose = forms.ChoiceField(
        label=_("What is the issuer trusted to say?"),
        choices=TrustedIssuer.Purpose.choices,
        initial=TrustedIssuer.Purpose.PERSONS,
        widget=forms.RadioSelect(),
    )
    needs_non_repudiation = forms.BooleanField(
        label=_("Only certificates marked for non-repudiation count"),
        required=False,
        help_text=_("Tick it when the issuer marks its signing certificates so."),
    )
    file = forms.FileField(label=_("The issuer's certificate"), help_text=_("One, as PEM or DER (.pem, .cer)."))


class MeetBasisForm(forms.Form):
    """The decision that was waited for."""

    paragraph = forms.CharField(label=_("Paragraph of the decision"), max_length=60)


class SignForm(forms.Form):
    """Which text is signed."""

    text_sha256 = forms.CharField(widget=forms.HiddenInput(), max_length=64)


# --- The host's form of a call ---


def bound_field(label: Any) -> forms.IntegerField:
    """A lowest or highest number of chosen; empty for no rule."""
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=290,
        widget=forms.TextInput({"inputmode": "numeric", "size": "4"}),
    )


# What stands in the draft as it stands in the form.
PLAIN = (
    "title",
    "lead",
    "purpose",
    "title_en",
    "lead_en",
    "purpose_en",
    "opens_day",
    "interest_day",
    "confirmation_day",
    "decision_day",
    "letter_day",
    "selection_when",
    "lottery_seed",
    "contact_name",
    "contact_email",
)


class CallForm(forms.Form):
    """Everything a host writes in a call."""

    title = forms.CharField(label=_("Title"), max_length=160)
    lead = long_text(_("Lead"), rows=FEW_ROWS, help_text=_("One or two sentences on what is offered."))
    purpose = long_text(_("Purpose"), help_text=_("An empty line parts paragraphs."))
    municipality_commitments = long_text(_("What the municipality promises"), help_text=_("One promise on each line."))
    host_commitments = long_text(_("What the host promises"), help_text=_("One promise on each line."))
    title_en = forms.CharField(label=_("Title in English"), max_length=160, required=False)
    lead_en = long_text(_("Lead in English"), rows=FEW_ROWS, required=False)
    purpose_en = long_text(_("Purpose in English"), required=False)
    municipality_commitments_en = long_text(
        _("What the municipality promises, in English"), required=False, help_text=_("In the same order.")
    )
    host_commitments_en = long_text(
        _("What the host promises, in English"), required=False, help_text=_("In the same order.")
    )
    opens_day = day_field(_("The call opens"))
    interest_day = day_field(_("Last day to express interest"), help_text=_("Counts until 23.59."))
    information_meeting = forms.ChoiceField(label=_("Information meeting"), required=False)
    confirmation_day = day_field(_("Last day to confirm the interest"), help_text=_("Counts until 23.59."))
    decision_day = day_field(_("The selection is decided"))
    letter_day = day_field(_("Last day for the letter of intent"), help_text=_("Counts until 23.59."))
    selection_when = forms.ChoiceField(
        label=_("When the selection is made"), choices=Call.SelectionWhen.choices, widget=forms.RadioSelect()
    )
    size_limits = forms.CharField(
        label=_("Limits between size classes"),
        required=False,
        help_text=_("Inhabitants, for example 15000, 50000. Four classes at most."),
        max_length=60,
    )
    size_1_low = bound_field(_("Smallest class: at least"))
    size_1_high = bound_field(_("Smallest class: at most"))
    size_2_low = bound_field(_("Next class: at least"))
    size_2_high = bound_field(_("Next class: at most"))
    size_3_low = bound_field(_("Third class: at least"))
    size_3_high = bound_field(_("Third class: at most"))
    size_4_low = bound_field(_("Fourth class: at least"))
    size_4_high = bound_field(_("Fourth class: at most"))
    early_low = bound_field(_("Early on the way: at least"))
    early_high = bound_field(_("Early on the way: at most"))
    midway_low = bound_field(_("Midway: at least"))
    midway_high = bound_field(_("Midway: at most"))
    advanced_low = bound_field(_("Far on the way: at least"))
    advanced_high = bound_field(_("Far on the way: at most"))
    most_per_county = bound_field(_("At most per county"))
    tolerance_percent = forms.DecimalField(
        label=_("How many per cent of the best spread may be given up for nearness"),
        required=False,
        min_value=0,
        max_value=100,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput({"inputmode": "decimal", "size": "5"}),
    )
    lottery_seed = forms.CharField(
        label=_("Seed of the lottery"),
        max_length=120,
        required=False,
        help_text=_("Any words or dice throws. Only a fingerprint is shown until the selection has been decided."),
    )
    contact_name = forms.CharField(label=_("Who answers questions"), max_length=120)
    contact_email = forms.EmailField(label=_("E-mail for questions"), max_length=254)

    GROUPS = (
        (_("The offer"), ("title", "lead", "purpose", "municipality_commitments", "host_commitments")),
        (
            _("Days"),
            (
                "opens_day",
                "interest_day",
                "information_meeting",
                "confirmation_day",
                "decision_day",
                "letter_day",
                "selection_when",
            ),
        ),
        (
            _("Selection rules"),
            (
                "size_limits",
                "size_1_low",
                "size_1_high",
                "size_2_low",
                "size_2_high",
                "size_3_low",
                "size_3_high",
                "size_4_low",
                "size_4_high",
                "early_low",
                "early_high",
                "midway_low",
                "midway_high",
                "advanced_low",
                "advanced_high",
                "most_per_county",
                "tolerance_percent",
                "lottery_seed",
            ),
        ),
        (_("Questions"), ("contact_name", "contact_email")),
        (
            pgettext_lazy("call", "In English"),
            ("title_en", "lead_en", "purpose_en", "municipality_commitments_en", "host_commitments_en"),
        ),
    )

    PROMISES = (
        "municipality_commitments",
        "host_commitments",
        "municipality_commitments_en",
        "host_commitments_en",
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, network: Network, is_published: object = None, **options: Any
    ) -> None:
        """In a published call the promises stand, and a change asks for its reason."""
        super().__init__(data, **options)
        self.network = network
        if is_published:
            for name in self.PROMISES:
                del self.fields[name]
            self.fields["reason"] = long_text(
                _("Why is the call changed?"),
                rows=FEW_ROWS,
                help_text=_(
                    "The reason is shown on the page of the call with what stood before, and is mailed to all "
                    "who have begun an expression of interest."
                ),
            )
        self.meetings = {str(meeting.pk): meeting for meeting in queries.information_meetings(network)}
        self.fields["information_meeting"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", _("None yet")),
            *((key, queries.meeting_label(meeting)) for key, meeting in self.meetings.items()),
        ]

    def groups(self) -> list[tuple[Promise, list[forms.BoundField]]]:
        """The fields under their headings."""
        groups: list[tuple[Promise, list[forms.BoundField]]] = [
            (heading, [self[name] for name in names if name in self.fields]) for heading, names in self.GROUPS
        ]
        if "reason" in self.fields:
            groups.append((pgettext_lazy("call", "The change"), [self["reason"]]))
        return groups

    def reason(self) -> str:
        """Why a published call is changed; empty for a draft."""
        return str(self.cleaned_data.get("reason", ""))

    def clean_size_limits(self) -> list[int]:
        """Whole numbers that grow, at most three."""
        text = self.cleaned_data["size_limits"].replace("\u00a0", "").replace(" ", "")
        parts = [part for part in text.replace(";", ",").split(",") if part]
        most = 3
        limits = [number for part in parts if (number := whole_number(part)) is not None]
        if len(parts) > most or len(limits) < len(parts):
            raise forms.ValidationError(_("Write at most three numbers with commas between, for example 15000, 50000."))
        if limits != sorted(set(limits)):
            raise forms.ValidationError(_("Write the smaller number first."))
        return limits

    def clean(self) -> dict[str, Any]:
        """The days follow each other, and each pair of bounds belongs together."""
        cleaned = super().clean() or {}
        days: dict[str, date] = {
            name: cleaned[name]
            for name in ("opens_day", "interest_day", "confirmation_day", "decision_day", "letter_day")
            if cleaned.get(name)
        }
        if len(days) == len(("opens", "interest", "confirmation", "decision", "letter")):
            verdict = rules.are_days_in_order(
                **days, after_letters=cleaned.get("selection_when") == Call.SelectionWhen.AFTER_LETTERS
            )
            if not verdict:
                self.add_error(None, str(verdict.reason))
        for name in self._bounds():
            low, high = cleaned.get(f"{name}_low"), cleaned.get(f"{name}_high")
            if low is not None and high is not None and low > high:
                self.add_error(f"{name}_high", _("At most can not be less than at least."))
        return cleaned

    def _bounds(self) -> tuple[str, ...]:
        return ("size_1", "size_2", "size_3", "size_4", "early", "midway", "advanced")

    def _quota(self, name: str, seats: int) -> list[int] | None:
        low, high = self.cleaned_data.get(f"{name}_low"), self.cleaned_data.get(f"{name}_high")
        if low is None and high is None:
            return None
        return [low or 0, seats if high is None else high]

    def draft(self, seats: int) -> CallDraft:
        """The call's values; a rule without a highest number ends at the number of seats."""
        cleaned = self.cleaned_data
        quotas: dict[str, dict[str, list[int]]] = {}
        for column, names in (
            ("size_class", ("size_1", "size_2", "size_3", "size_4")),
            ("stage", ("early", "midway", "advanced")),
        ):
            levels = {name.removeprefix("size_"): self._quota(name, seats) for name in names}
            kept = {level: bounds for level, bounds in levels.items() if bounds is not None}
            if kept:
                quotas[column] = kept
        tolerance = (cleaned["tolerance_percent"] or 0) / 100
        selection_rules: dict[str, object] = {
            "unit_km": 1,
            "tolerance": f"{tolerance:.4f}".rstrip("0").rstrip(".") if tolerance else "0",
            "size_limits": cleaned["size_limits"],
            "quotas": quotas,
            "at_most": {"county": cleaned["most_per_county"]} if cleaned["most_per_county"] else {},
        }
        return CallDraft(
            **{name: cleaned[name] for name in PLAIN},
            information_meeting=self.meetings.get(cleaned["information_meeting"]),
            selection_rules=selection_rules,
            municipality_commitments=self._promises("municipality_commitments"),
            host_commitments=self._promises("host_commitments"),
        )

    def _promises(self, name: str) -> tuple[tuple[str, str], ...]:
        swedish = _lines(self.cleaned_data.get(name, ""))
        english = _lines(self.cleaned_data.get(f"{name}_en", ""))
        english += [""] * (len(swedish) - len(english))
        return tuple(zip(swedish, english, strict=False))


def _lines(text: str) -> list[str]:
    return [line.strip().removeprefix("- ").strip() for line in text.splitlines() if line.strip()]

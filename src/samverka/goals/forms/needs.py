"""The needs inventory: both parts."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.enterprises import queries as enterprises
from samverka.enterprises.figures.numbers import cleaned_cpv
from samverka.goals import rules
from samverka.goals.forms.fields import (
    KronorField,
    SaidForm,
    choice_field,
    day_field,
    line_field,
    ore_text,
    owner_field,
    text_field,
)
from samverka.goals.models import DevelopmentNeed, Need

SCORES = [("", _("Not said yet")), ("1", "1"), ("2", "2"), ("3", "3"), ("4", "4"), ("5", "5")]


class SecrecyForm(SaidForm):
    """The two questions of secrecy."""

    may_be_secret = forms.BooleanField(
        label=_("May be covered by secrecy"),
        required=False,
        help_text=_("Keeps it inside the municipality, and out of every count that others see."),
    )
    secrecy_ground = line_field(
        _("Legal ground"), 200, help_text=_("Asked for only when it may be secret, for example 19 kap. 3 § OSL.")
    )

    def clean(self) -> dict[str, Any]:
        """A ground for what may be secret, and nothing shared."""
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("may_be_secret"):
            cleaned["secrecy_ground"] = ""
        verdict = rules.may_keep_secret(
            may_be_secret=bool(cleaned.get("may_be_secret")),
            ground=cleaned.get("secrecy_ground", ""),
            level=cleaned.get("level", Need.Level.PRIVATE),
        )
        is_about_level = bool(cleaned.get("secrecy_ground", "").strip())
        self.say(verdict, "level" if is_about_level and "level" in self.fields else "secrecy_ground")
        return cleaned


class DevelopmentNeedForm(SecrecyForm):
    """Part (a): what a department needs to develop or learn."""

    COLUMNS = ("title", "department", "kind", "owner", "noted_day", "text", "may_be_secret", "secrecy_ground")

    title = line_field(_("What do you need?"), 160, required=True)
    department = line_field(_("Department"), 120, required=True)
    kind = choice_field(_("What would help"), DevelopmentNeed.Kind.choices)
    owner = owner_field()
    noted_day = day_field(_("Noted"))
    text = text_field(_("More about it"))
    field_order = COLUMNS

    def __init__(
        self,
        data: Any = None,
        *,
        today: date,
        need: DevelopmentNeed | None = None,
        owners: Iterable[str] = (),
        **more: Any,
    ) -> None:
        before = {name: getattr(need, name) for name in self.COLUMNS} if need else {"noted_day": today}
        super().__init__(data, initial=before, **more)
        self.fields["owner"] = owner_field(owners)
        self.order_fields(self.field_order)

    def values(self) -> Mapping[str, Any]:
        """The columns."""
        return self.filled(self.COLUMNS)


class NeedForm(SecrecyForm):
    """Part (b): title, responsible and day; the rest when a state asks for it (R54)."""

    COLUMNS = (
        "title",
        "owner",
        "noted_day",
        "department",
        "problem",
        "affected_group",
        "field",
        "volume",
        "yearly_value_ore",
        "supplier",
        "contract_ends_day",
        "horizon",
        "possible_forms",
        "benefit",
        "feasibility",
        "level",
        "may_be_secret",
        "secrecy_ground",
    )

    title = line_field(
        _("What is the need?"), 160, required=True, help_text=_("The problem, not the solution: “The parks decay”.")
    )
    owner = owner_field()
    noted_day = day_field(_("Noted"))
    department = line_field(_("Department"), 120)
    problem = text_field(
        _("The problem"), help_text=_("What does not work today, and for whom? Leave open how it could be solved.")
    )
    affected_group = line_field(
        _("Whom it concerns"), 200, help_text=_("A group, never persons. Write nothing about individuals.")
    )
    field = choice_field(_("Sort of work"), Need.Field.choices, required=False)
    volume = line_field(_("Volume"), 200, help_text=_("How much or how often, for example two days a week."))
    yearly_value_ore = KronorField(_("Value a year, kronor"), help_text=_("An estimate is enough. VAT excluded."))
    cpv_words = line_field(
        _("Find CPV codes by plain words"),
        80,
        help_text=_("Write what it is about, for example park and grass, and press “Find codes”. May be left."),
    )
    codes = forms.MultipleChoiceField(label=_("CPV codes"), required=False, widget=forms.CheckboxSelectMultiple())
    supplier = line_field(_("Supplier today"), 160)
    contract_ends_day = day_field(_("Contract ends"), required=False)
    horizon = choice_field(_("When"), Need.Horizon.choices, required=False)
    possible_forms = line_field(
        _("Forms that could do"), 400, help_text=_("For example direct procurement or a partnership (IOP).")
    )
    benefit = forms.ChoiceField(
        label=_("Benefit"), choices=SCORES, required=False, help_text=_("1 is little, 5 is much.")
    )
    feasibility = forms.ChoiceField(
        label=_("Feasibility"), choices=SCORES, required=False, help_text=_("1 is hard, 5 is easy.")
    )
    level = choice_field(
        _("Who may read it"),
        Need.Level.choices,
        help_text=_("The host and the other municipalities see only what is shared with the network."),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput(), initial=0, required=False)
    field_order = (*COLUMNS[:9], "cpv_words", "codes", *COLUMNS[9:])

    def __init__(
        self,
        data: Any = None,
        *,
        today: date,
        need: Need | None = None,
        owners: Iterable[str] = (),
        **more: Any,
    ) -> None:
        super().__init__(data, initial=_before(need, self.COLUMNS, today), **more)
        self.fields["owner"] = owner_field(owners)
        self.edition_now = need.edition if need else 0
        self._offer_codes(data, need)
        self.order_fields(self.field_order)

    def _offer_codes(self, data: Any, need: Need | None) -> None:
        """The codes that are chosen, and those that the words tell of."""
        chosen = data.getlist("codes") if hasattr(data, "getlist") else []
        kept = [code.code for code in need.codes.all()] if need and not data else []
        wanted = [code for code in (cleaned_cpv(text) for text in (*chosen, *kept)) if code]
        words = str(data.get("cpv_words", "")) if data else ""
        labels = {code: shown.text for code, shown in enterprises.cpv_choices(wanted).items()} if wanted else {}
        choices = {code: labels.get(code, code) for code in wanted if code in labels or need}
        if words.strip():
            choices |= {shown.code: shown.text for shown in enterprises.cpv_matching(words)}
        codes = self.fields["codes"]
        if isinstance(codes, forms.MultipleChoiceField):
            codes.choices = list(choices.items())
            codes.initial = wanted
        if not choices:
            codes.widget = forms.MultipleHiddenInput()

    @property
    def wants_codes(self) -> bool:
        """Whether the person pressed “Find codes” and not “Save”."""
        return bool(self.data and self.data.get("find"))

    def quiet(self) -> "NeedForm":
        """The form as it came, without complaints while codes are being looked for."""
        if self.wants_codes:
            self.full_clean()
            self._errors = forms.utils.ErrorDict()
        return self

    def clean(self) -> dict[str, Any]:
        """What is shared is understood by others; nobody else has saved meanwhile."""
        cleaned = super().clean()
        verdict = rules.may_share_need(
            level=cleaned.get("level", Need.Level.PRIVATE), problem=cleaned.get("problem", "")
        )
        self.say(verdict, "problem")
        for name in ("benefit", "feasibility"):
            cleaned[name] = int(cleaned[name]) if cleaned.get(name) else None
        if self.edition_now and cleaned.get("edition") != self.edition_now:
            self.add_error(
                None, _("Someone has saved this need since you opened it. Load the page again to see what is new.")
            )
        return cleaned

    def values(self) -> Mapping[str, Any]:
        """The columns of the need."""
        return self.filled(self.COLUMNS)


def _before(need: Need | None, columns: Iterable[str], today: date) -> dict[str, Any]:
    if need is None:
        return {"noted_day": today, "level": Need.Level.PRIVATE.value}
    before = {name: getattr(need, name) for name in columns}
    return before | {"yearly_value_ore": ore_text(need.yearly_value_ore), "edition": need.edition}


class InventoryForm(SaidForm):
    """The inventory is declared done."""

    summary = text_field(
        _("In short"),
        required=True,
        help_text=_("The most important needs, as the host and the others may read them."),
    )


class TalkForm(SaidForm):
    """A talk before a procurement."""

    title = line_field(_("About what"), 160, required=True)
    talked_day = day_field(_("Day"))
    parties = text_field(
        _("With whom"), required=True, rows=2, help_text=_("Organisations, and whom they sent by function.")
    )
    handed_out = text_field(_("What was handed out"), rows=2)

    def __init__(self, data: Any = None, *, today: date, **more: Any) -> None:
        super().__init__(data, initial={"talked_day": today}, **more)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """It has been held."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("talked_day"):
            self.say(rules.may_log_talk(talked_day=cleaned["talked_day"], today=self.today), "talked_day")
        return cleaned

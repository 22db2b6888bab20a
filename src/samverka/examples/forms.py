"""Text from outside made into clean values; nothing is saved here."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.enterprises.models import Form
from samverka.examples import figures, rules
from samverka.examples.models import MOST_INGRESS, DisseminationEntry
from samverka.goals.models import DimensionChoices
from samverka.networks.models import Participation

FIGURE_ROWS = 5
LONGEST_TEXT = 8000


def _text(label: Any, help_text: Any = "", *, rows: int = 6, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class StartForm(forms.Form):
    """What the example is about."""

    title = forms.CharField(label=_("Title"), max_length=160, help_text=_("What others can do after reading it."))
    participation = forms.TypedChoiceField(label=_("Municipality"), coerce=int)

    def __init__(self, data: Any = None, *, seats: Sequence[Participation], **more: Any) -> None:
        super().__init__(data, **more)
        self.seats = {seat.pk: seat for seat in seats}
        field = self.fields["participation"]
        if isinstance(field, forms.TypedChoiceField):
            field.choices = [(seat.pk, seat.organisation.name) for seat in seats]
        if len(seats) == 1:
            field.widget, field.initial = forms.HiddenInput(), seats[0].pk

    @property
    def seat(self) -> Participation:
        """The chosen municipality's seat."""
        return self.seats[self.cleaned_data["participation"]]


class AboutForm(forms.Form):
    """Which collaboration the example is about, if any."""

    collaboration = forms.ChoiceField(label=_("Collaboration that it is about"), required=False)

    def __init__(self, data: Any = None, *, choices: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["collaboration"] = forms.ChoiceField(
            label=_("Collaboration that it is about"),
            required=False,
            choices=[("", _("None in particular")), *choices],
        )


class ExampleForm(forms.Form):
    """The whole text; a draft may lack anything but its title."""

    title = forms.CharField(label=_("Title"), max_length=160)
    ingress = forms.CharField(
        label=_("Introduction"),
        max_length=MOST_INGRESS,
        required=False,
        help_text=_("At most 600 characters: what others can learn from this."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    conclusions = _text(_("Conclusions"), _("Three to seven, each on a line of its own. They come first on the page."))
    background = _text(_("Background, purpose and goal"))
    done = _text(_("How it was done"), rows=10)
    results = _text(_("Results"))
    costs = _text(_("Costs and time"), rows=4)
    obstacles = _text(_("Obstacles"), rows=4)
    tips = _text(_("Tips"), rows=4)
    form = forms.ChoiceField(label=_("Form of collaboration"), required=False)
    dimensions = forms.MultipleChoiceField(
        label=_("Parts of the chain"),
        required=False,
        choices=DimensionChoices.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    partners = forms.CharField(label=_("Partners"), max_length=400, required=False)
    contact = forms.CharField(
        label=_("Contact"), max_length=200, required=False, help_text=_("A function and an address that lasts.")
    )
    title_en = forms.CharField(label=_("Title in English"), max_length=160, required=False)
    summary_en = _text(_("Summary in English"), rows=4)
    seen = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["form"] = forms.ChoiceField(
            label=_("Form of collaboration"), required=False, choices=[("", _("No form in particular")), *Form.choices]
        )
        for number in range(1, FIGURE_ROWS + 1):
            self.fields[f"what_{number}"] = forms.CharField(
                label=_("Number %(number)s: what it counts") % {"number": number}, max_length=160, required=False
            )
            self.fields[f"value_{number}"] = forms.CharField(
                label=_("Number %(number)s: value") % {"number": number}, max_length=40, required=False
            )
            self.fields[f"source_{number}"] = forms.CharField(
                label=_("Number %(number)s: source") % {"number": number}, max_length=200, required=False
            )
        self.order_fields([
            "title", "ingress", "conclusions", "background", "done", "results",
            *(f"{part}_{number}" for number in range(1, FIGURE_ROWS + 1) for part in ("what", "value", "source")),
        ])  # fmt: skip

    def clean_conclusions(self) -> list[str]:
        """One on each line; not more than fit."""
        found = figures.lines(self.cleaned_data["conclusions"])
        if len(found) > rules.MOST_CONCLUSIONS:
            raise forms.ValidationError(_("Keep to seven conclusions at the most. Put the rest under tips."))
        return found

    @property
    def values(self) -> dict[str, Any]:
        """What the action saves."""
        kept = {name: value for name, value in self.cleaned_data.items() if name != "seen" and "_" not in name}
        kept |= {name: self.cleaned_data[name] for name in ("title_en", "summary_en")}
        kept["figures"] = figures.figures_of([
            tuple(self.cleaned_data[f"{part}_{number}"] for part in ("what", "value", "source"))
            for number in range(1, FIGURE_ROWS + 1)
        ])  # fmt: skip
        return kept


def initial_of(example: Any) -> dict[str, Any]:
    """What the form begins with."""
    plain = (
        "title", "ingress", "background", "done", "results", "costs", "obstacles", "tips", "form", "dimensions",
        "partners", "contact", "title_en", "summary_en",
    )  # fmt: skip
    found: dict[str, Any] = {name: getattr(example, name) for name in plain}
    found["conclusions"] = "\n".join(example.conclusions)
    found["seen"] = example.saving
    for number, row in enumerate(example.figures[:FIGURE_ROWS], start=1):
        found |= {f"{part}_{number}": row[part] for part in ("what", "value", "source")}
    return found


class PictureForm(forms.Form):
    """A picture, and what it shows in words."""

    file = forms.FileField(
        label=_("Picture"),
        help_text=_("JPEG or PNG, at most 10 MB. Make sure that the people in it have said yes."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png"}),
    )
    alt_text = forms.CharField(
        label=_("What the picture shows"),
        max_length=300,
        help_text=_("Read aloud to those who do not see the picture."),
        error_messages={"required": _("Say in words what the picture shows.")},
    )
    caption = forms.CharField(label=_("Caption"), max_length=300, required=False)


class EnterpriseForm(forms.Form):
    """An enterprise that the example names."""

    name = forms.CharField(label=_("Name of the enterprise"), max_length=160)
    email = forms.EmailField(
        label=_("Where it reads its mail"),
        max_length=254,
        help_text=_("A personal link goes there when you hand over."),
    )


class CommentForm(forms.Form):
    """What is to be changed."""

    comment = forms.CharField(
        label=_("What is to be changed"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )


class ApproveForm(forms.Form):
    """Who approves for the enterprise."""

    name = forms.CharField(label=_("Your name"), max_length=120)


class UseForm(forms.Form):
    """How a member has used the example."""

    note = forms.CharField(
        label=_("How you used it"), max_length=400, required=False, help_text=_("A sentence is enough. May be empty.")
    )


class DayInput(forms.DateInput):
    """The browser's own picker of days, which can be typed in too."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class SpreadingForm(forms.Form):
    """What was spread."""

    what = forms.CharField(label=_("What was spread"), max_length=200)
    day = forms.DateField(
        label=_("Day"),
        widget=DayInput(),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("That day is not in the calendar. Write it as 2021-11-02.")},
    )
    channel = forms.ChoiceField(label=_("Channel"), choices=DisseminationEntry.Channel.choices)
    audience = forms.CharField(
        label=_("Audience"), max_length=200, help_text=_("Who it reached, for example procurement officers.")
    )
    reached = forms.IntegerField(
        label=_("How many it reached"), required=False, min_value=0, max_value=10_000_000, help_text=_("If you know.")
    )
    link = forms.URLField(
        label=_("Link"),
        required=False,
        max_length=400,
        assume_scheme="https",
        error_messages={"invalid": _("Write the whole address, beginning with https://.")},
    )
    example = forms.ChoiceField(label=_("Learning example that it is about"), required=False)

    def __init__(self, data: Any = None, *, choices: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["example"] = forms.ChoiceField(
            label=_("Learning example that it is about"),
            required=False,
            choices=[("", _("None in particular")), *choices],
        )

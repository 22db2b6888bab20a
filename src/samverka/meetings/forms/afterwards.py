"""What is handed out, and what people thought: text and files from outside made into clean values."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.meetings.figures import SCALE
from samverka.meetings.queries import question_texts


class MaterialForm(forms.Form):
    """A file to hand out."""

    title = forms.CharField(
        label=_("Title"), max_length=160, required=False, help_text=_("The file's own name, when left empty.")
    )
    file = forms.FileField(label=_("File"), help_text=_("PDF, picture or Excel workbook, at most 10 MB."))


class EvaluationForm(forms.Form):
    """Three statements from one to five, and a few words."""

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        words = {SCALE[0]: _("1, not true at all"), SCALE[-1]: _("5, quite true")}
        for name, text in question_texts().items():
            self.fields[name] = forms.TypedChoiceField(
                label=text,
                choices=[(step, words.get(step, step)) for step in SCALE],
                coerce=int,
                widget=forms.RadioSelect,
            )
        self.fields["comment"] = forms.CharField(
            label=_("What should be different next time?"),
            help_text=_("Do not write your name; the answer is kept without it."),
            max_length=1000,
            required=False,
            widget=forms.Textarea({"rows": 3}),
        )

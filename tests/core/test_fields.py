"""How a form is drawn: labels, hints, errors, and the words that lead from the summary to the field."""

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils import translation

from samverka.core.fields import SuggestionInput


class Example(forms.Form):
    name = forms.CharField(
        label="Kommun", help_text="Som ni skriver den.", widget=SuggestionInput(["Älvnäs", "Granfors"])
    )
    why = forms.CharField(label="Varför", widget=forms.Textarea, required=False)
    area = forms.ChoiceField(
        label="Område", choices=[("a", "Upphandling"), ("b", "Näringsliv")], widget=forms.RadioSelect
    )
    areas = forms.MultipleChoiceField(
        label="Fler",
        choices=[("a", "Upphandling")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Flera.",
    )
    county = forms.ChoiceField(label="Län", choices=[("Norra", [("1", "Norr")]), ("2", "Söder")])
    ready = forms.BooleanField(label="Förankrat", help_text="I nämnden.")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> None:
        if self.data.get("name") == "?":
            self.add_error(None, "Skriv ett namn.")


def drawn(form: forms.Form) -> str:
    with translation.override("sv"):
        form.is_valid()
        return render_to_string("core/form.html", {"form": form})


def test_a_field_has_its_label_hint_and_class() -> None:
    html = drawn(Example())
    assert '<label class="ds-label" for="id_name">Kommun</label>' in html
    assert '<p class="hint" id="id_name_helptext">Som ni skriver den.</p>' in html
    assert 'aria-describedby="id_name_helptext"' in html
    assert '<textarea name="why" class="ds-input"' in html
    assert '<span class="optional">(frivilligt)</span>' in html
    assert '<select name="county" class="ds-input"' in html
    assert '<optgroup label="Norra">' in html
    assert '<input type="hidden" name="secret"' in html
    assert "ds-error-summary" not in html


def test_suggestions_work_without_script() -> None:
    html = drawn(Example())
    assert 'list="id_name_list"' in html
    assert (
        '<datalist id="id_name_list"><option value="Älvnäs"></option><option value="Granfors"></option></datalist>'
        in html
    )


def test_choices_are_a_group_with_a_name() -> None:
    html = drawn(Example())
    assert "<legend>Område</legend>" in html
    assert '<label for="id_area_0">Upphandling</label>' in html
    assert 'type="radio" name="area" class="ds-input"' in html


def test_a_box_to_tick_has_its_label_after_it() -> None:
    html = drawn(Example())
    assert html.index('id="id_ready"') < html.index('<label for="id_ready">Förankrat</label>')


def test_errors_are_told_first_and_at_the_field() -> None:
    html = drawn(Example({"why": "kvar", "name": ""}))
    assert html.index("ds-error-summary") < html.index('for="id_name"')
    assert "Det finns 4 saker att rätta" in html
    for anchor in ("id_name", "id_area_0", "id_county", "id_ready"):
        assert f'<a href="#{anchor}">' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert '<p class="ds-validation-message" id="id_name_error"><span class="unseen">Fel: </span>' in html
    assert ">\nkvar</textarea>" in html


def test_an_error_of_the_whole_form_stands_in_the_summary() -> None:
    html = drawn(Example({"name": "?", "area": "a", "county": "2", "ready": "on"}))
    assert "<li>Skriv ett namn.</li>" in html
    assert "Det finns en sak att rätta" in html


@pytest.mark.parametrize(("data", "is_said"), [({"name": ""}, True), (None, False)])
def test_the_title_says_that_something_is_wrong(data: dict[str, str] | None, is_said: bool) -> None:  # noqa: FBT001 - a table's column
    form = Example(data)
    form.is_valid()
    with translation.override("sv"):
        html = render_to_string("base.html", {"form": form})
    assert ("<title>Fel: " in html) is is_said

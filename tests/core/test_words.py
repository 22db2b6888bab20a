"""Swedish order and search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.core.words import address_key, search_key, search_words, sort_key, whole_number


@pytest.mark.parametrize(
    "ordered",
    [
        ["Arvika", "Ystad", "Zinkgruvan", "Åmål", "Älvnäs", "Örsund"],
        ["Ale", "Alé", "Alf"],
        ["Muller", "Myller", "Müllin"],
        ["Grupp 2", "Grupp 10"],
        ["ärla", "Ärlig"],
    ],
)
def test_swedish_order(ordered: list[str]) -> None:
    assert [sort_key(word) for word in ordered] == sorted(sort_key(word) for word in ordered)


@given(st.text(max_size=300))
def test_keys_have_a_length_and_do_not_change_when_made_again(text: str) -> None:
    assert len(sort_key(text)) <= 200
    assert search_key(search_key(text)[:100])[:100] == search_key(text)[:100].strip()


@pytest.mark.parametrize(
    ("typed", "found"),
    [("  ÄLVNÄS  ", "älvnäs"), ("A\u0308lvna\u0308s", "älvnäs"), ("Upplands   Väsby", "upplands väsby")],
)
def test_search_does_not_mind_case_form_or_spaces(typed: str, found: str) -> None:
    assert search_key(typed) == found


def test_an_address_is_compared_without_case_or_space() -> None:
    assert address_key(" Kim.Ek@Granfors.Example ") == "kim.ek@granfors.example"


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("007", 7), ("9" * 18, 10**18 - 1)])
def test_a_whole_number_is_digits_and_nothing_else(text: str, number: int) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize("text", ["", " 1", "-3", "1e9", "6,5", "٣", "²", "9" * 19, "9" * 5000, "1\x00"])
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert whole_number(text) is None


def test_a_search_holds_no_character_that_an_engine_refuses() -> None:
    assert search_key("Älv\0näs\0") == "älv näs"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Mallar för upphandlingar", "mall"),
        ("Mall för upphandling", "mallarna upphandlingen"),
        ("Checklista inför dialogmöten", "checklistor"),
        ("Försäljning i Älvnäs", "forsaljningen alvnas"),
        ("STÄDNING", "städningen"),
        ("Kontorsstädning", "kontor"),
    ],
)
def test_each_stem_of_the_question_begins_a_word_of_the_text(text: str, asked: str) -> None:
    assert all(f" {stem}" in search_words(text) for stem in search_words(asked).split())


def test_other_words_are_not_found_and_each_stem_stands_once() -> None:
    assert " film" not in search_words("Mall för upphandling")
    assert " stad" not in search_words("Kontorsstädning")  # the beginning of a word, not its middle
    assert search_words("Mall, mallar och mallen!").split() == ["mall", "och"]


@given(st.text(max_size=300))
def test_stems_hold_nothing_that_engines_compare_differently(text: str) -> None:
    assert set(search_words(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")
    assert search_words(text) == "" or search_words(text)[0] == search_words(text)[-1] == " "

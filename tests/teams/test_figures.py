import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.teams import figures


@pytest.mark.parametrize("text", ["212000-1355", "2120001355", "16212000-1355", " 212000 1355 "])
def test_the_ten_digits_are_read_however_they_are_written(text) -> None:
    assert figures.cleaned_organisation_number(text) == "2120001355"
    assert figures.is_organisation_number("2120001355")


@pytest.mark.parametrize("digits", ["", "212000135", "2120001356", "21200013555", "8001011239", "212000135x"])
def test_what_is_no_organisation_number(digits) -> None:
    assert not figures.is_organisation_number(digits)


@given(st.integers(0, 9), st.integers(0, 9))
def test_one_changed_digit_is_noticed(place, digit) -> None:
    number = "2120001355"
    changed = number[:place] + str(digit) + number[place + 1 :]
    assert figures.is_organisation_number(changed) is (changed == number)

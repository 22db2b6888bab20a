from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.mail import figures
from samverka.mail.figures import Shape

SECRET = "the installation's secret"  # noqa: S105 - a test's own


@given(st.text(min_size=1))
def test_what_is_sealed_is_opened_with_the_same_secret_only(text) -> None:
    token = figures.sealed(text, SECRET)
    assert figures.opened(token, SECRET) == text
    with pytest.raises(ValueError, match="another secret"):
        figures.opened(token, "another one")


def test_a_seal_hides_and_never_repeats_itself() -> None:
    first, second = figures.sealed("BCDF-GHJK", SECRET), figures.sealed("BCDF-GHJK", SECRET)
    assert first != second
    assert "BCDF" not in first


def test_a_changed_seal_is_not_opened() -> None:
    token = figures.sealed("BCDF-GHJK", SECRET)
    with pytest.raises(ValueError, match="changed"):
        figures.opened(token[:-4] + "AAA=", SECRET)


def test_nothing_is_nothing() -> None:
    assert (figures.sealed("", SECRET), figures.opened("", SECRET)) == ("", "")


def test_the_pauses_double_and_end_in_about_two_hours() -> None:
    pauses = [figures.pause_after(tries) for tries in range(1, figures.MOST_TRIES)]
    assert pauses[0] == timedelta(seconds=30)
    assert all(later == 2 * earlier for earlier, later in pairwise(pauses))
    assert timedelta(hours=1) <= pauses[-1] <= timedelta(hours=2)


def test_the_same_letter_has_the_same_name() -> None:
    assert figures.message_key("a-1") == figures.message_key("a-1") != figures.message_key("a-2")


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("asa.ek@granfors.example", "a…@granfors.example"),
        ("a@b.example", "a…@b.example"),
        ("@b.example", "…@b.example"),
    ],
)
def test_an_address_is_masked(address, shown) -> None:
    assert figures.masked(address) == shown


def test_a_body_in_its_parts() -> None:
    body = "Hej.\n\nIntyga månaden:\nhttp://127.0.0.1:8000/natverk/x/tid/2021-10/\n\n    BCDF-GHJK\n\nHälsningar\nMaj"
    assert figures.parts(body) == [
        (Shape.TEXT, ["Hej."]),
        (Shape.TEXT, ["Intyga månaden:"]),
        (Shape.LINK, ["http://127.0.0.1:8000/natverk/x/tid/2021-10/"]),
        (Shape.SIGN, ["BCDF-GHJK"]),
        (Shape.TEXT, ["Hälsningar", "Maj"]),
    ]


@given(st.lists(st.sampled_from(["a", "b c", "https://x.example/", "    SIGN", ""]), max_size=12))
def test_no_line_of_a_body_is_lost(lines) -> None:
    found = [line for _shape, part in figures.parts("\n".join(lines)) for line in part]
    assert found == [line.strip() for line in lines if line]

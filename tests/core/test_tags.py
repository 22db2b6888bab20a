"""Days, hours and kronor as both languages show them; the mark."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import engines
from django.utils import translation

from samverka.core.months import Month
from samverka.core.tables import Column, Kind, Value
from samverka.core.templatetags import samverka as tags

DAY = date(2026, 10, 6)
AT = datetime(2026, 10, 6, 12, 32, tzinfo=UTC)


@pytest.mark.parametrize(
    ("filter_name", "value", "swedish", "english"),
    [
        ("day", DAY, "6 oktober 2026", "6 October 2026"),
        ("day", AT, "6 oktober 2026", "6 October 2026"),
        ("day", None, "", ""),
        ("weekday_day", DAY, "tisdag 6 oktober 2026", "Tuesday 6 October 2026"),
        ("weekday_day", None, "", ""),
        ("clock_time", AT, "14.32", "14:32"),
        ("clock_time", None, "", ""),
        ("instant", AT, "6 oktober 2026 kl. 14.32", "6 October 2026, 14:32"),
        ("instant", None, "", ""),
        ("deadline", DAY, "tisdag 6 oktober 2026 kl. 23.59", "Tuesday 6 October 2026, 23:59"),
        ("deadline", None, "", ""),
        ("month_name", Month(2026, 10), "oktober 2026", "October 2026"),
        ("month_name", DAY, "oktober 2026", "October 2026"),
        ("month_name", None, "", ""),
        ("duration", 810, "13\u00a0h 30\u00a0min", "13\u00a0h 30\u00a0min"),
        ("duration", None, "", ""),
        ("hours", 390, "6,5", "6.5"),
        ("hours", None, "", ""),
        ("kronor", 123_456, "1\u00a0235\u00a0kr", "1\u00a0235\u00a0kr"),
        ("kronor", None, "", ""),
        ("kronor_ore", 31_250, "312,50\u00a0kr", "312,50\u00a0kr"),
        ("kronor_ore", None, "", ""),
        ("number", 14_280_613, "14\u00a0280\u00a0613", "14\u00a0280\u00a0613"),
        ("number", None, "", ""),
    ],
)
def test_filters(filter_name: str, value: object, swedish: str, english: str) -> None:
    shown = []
    for language in ("sv", "en"):
        with translation.override(language):
            shown.append(getattr(tags, filter_name)(value))
    assert shown == [swedish, english]


@pytest.mark.parametrize(
    ("kind", "value", "swedish", "english"),
    [
        (Kind.TEXT, "Älvnäs", "Älvnäs", "Älvnäs"),
        (Kind.TEXT, None, "", ""),
        (Kind.MINUTES, 390, "6,5", "6.5"),
        (Kind.MINUTES, "–", "–", "–"),
        (Kind.ORE, 12_345, "123\u00a0kr", "123\u00a0kr"),
        (Kind.ORE_EXACT, 12_345, "123,45\u00a0kr", "123,45\u00a0kr"),
        (Kind.NUMBER, 1234, "1\u00a0234", "1\u00a0234"),
        (Kind.PERCENT, Decimal("62.5"), "62,5\u00a0%", "62.5\u00a0%"),
        (
            Kind.DAY,
            DAY,
            '<time datetime="2026-10-06">2026-10-06</time>',
            '<time datetime="2026-10-06">2026-10-06</time>',
        ),
        (
            Kind.INSTANT,
            AT,
            '<time datetime="2026-10-06T12:32:00+00:00">2026-10-06 14:32</time>',
            '<time datetime="2026-10-06T12:32:00+00:00">2026-10-06 14:32</time>',
        ),
    ],
)
def test_cells(kind: Kind, value: Value, swedish: str, english: str) -> None:
    shown = []
    for language in ("sv", "en"):
        with translation.override(language):
            shown.append(str(tags.cell(Column("key", "Label", kind), value)))
    assert shown == [swedish, english]


def drawn(source: str) -> str:
    return engines["django"].from_string(source).render({})


def test_every_writing_form_has_its_own_request_key() -> None:
    first, second = drawn("{% request_key %}"), drawn("{% request_key %}")
    assert first.startswith('<input type="hidden" name="request_key" value="')
    assert first != second


@pytest.mark.parametrize(
    ("tag", "joined", "apart", "line"),
    [
        ("{% uprights %}", 12, 0, "M0 0h63v3H0z"),
        ("{% uprights nothing_by_this_name %}", 12, 0, "M0 0h63v3H0z"),
        ("{% uprights 3 %}", 3, 0, "M0 0h18v3H0z"),
        ("{% uprights 3 2 %}", 2, 1, "M0 0h12v3H0z"),
        ("{% uprights 3 9 %}", 3, 0, "M0 0h18v3H0z"),
        ("{% uprights 3 0 %}", 0, 3, ""),
    ],
)
def test_the_line_grows_over_the_uprights(tag: str, joined: int, apart: int, line: str) -> None:
    svg = drawn(tag)
    assert (svg.count("h2v21h-2z"), svg.count("h2v15h-2z")) == (joined, apart)
    assert line in svg
    assert ("M0 0h" in svg) is bool(line)
    assert 'aria-hidden="true"' in svg


def test_a_mark_that_says_something_is_a_picture_with_a_name() -> None:
    svg = drawn('{% uprights 12 8 "8 av 12" %}')
    assert 'role="img"' in svg
    assert "<title>8 av 12</title>" in svg

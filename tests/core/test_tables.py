"""A list as plain data: sorted, written as CSV, drawn as a page."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from django.utils.translation import gettext_lazy

from samverka.core.downloads import csv_download, safe_name
from samverka.core.tables import Column, Exports, Kind, Row, Table, csv_text

COLUMNS = (
    Column("name", "Kommun"),
    Column("minutes", "Timmar", Kind.MINUTES),
    Column("ore", "Kronor", Kind.ORE),
    Column("share", "Andel", Kind.PERCENT),
    Column("day", "Dag", Kind.DAY),
    Column("at", "Tid", Kind.INSTANT),
)
AT = datetime(2021, 11, 1, 23, 30, tzinfo=UTC)


def row(name: str, minutes: int | None = 390, mark: str = "", href: str = "") -> Row:
    return Row((name, minutes, 12_345, Decimal("62.5"), date(2021, 11, 1), AT), mark=mark, href=href)


def table(*rows: Row, **also: object) -> Table:
    return Table("hours", "Nedlagd tid", COLUMNS, rows, **also)  # type: ignore[arg-type]  # a test's shorthand


def names(of: Table) -> list[object]:
    return [found.values[0] for found in of.rows]


def test_names_sort_in_swedish_order() -> None:
    mixed = table(row("Örsund"), row("Älvnäs"), row("Zinkgruvan"), row("Åmotsbro"), row("Arvika"))
    assert names(mixed.ordered("name")) == ["Arvika", "Zinkgruvan", "Åmotsbro", "Älvnäs", "Örsund"]
    assert names(mixed.ordered("-name")) == ["Örsund", "Älvnäs", "Åmotsbro", "Zinkgruvan", "Arvika"]


def test_what_is_missing_stands_last_both_ways() -> None:
    mixed = table(row("a", 60), row("b", None), row("c", 30))
    assert names(mixed.ordered("minutes")) == ["c", "a", "b"]
    assert names(mixed.ordered("-minutes")) == ["a", "c", "b"]


@pytest.mark.parametrize("key", ["day", "at", "share", "ore"])
def test_every_kind_can_be_sorted(key: str) -> None:
    ordered = table(row("a"), row("b")).ordered(key)
    assert (ordered.sorted_by, ordered.descending) == (key, False)


def test_an_unknown_key_changes_nothing() -> None:
    one = table(row("a"))
    assert one.ordered("nope") is one


def test_heads_are_links_only_where_there_is_something_to_sort() -> None:
    assert table(row("a"), row("b")).can_be_sorted
    assert not table(row("a")).can_be_sorted
    assert not table(row("a"), row("b"), is_sortable=False).can_be_sorted


def test_csv_is_what_swedish_excel_opens() -> None:
    text = csv_text(table(row("Älvnäs"), row("Granfors", None), total=row("Summa", 90_000)))
    assert text.split("\r\n") == [
        "Kommun;Timmar;Kronor;Andel;Dag;Tid",
        "Älvnäs;6,5;123,45;62,5;2021-11-01;2021-11-02 00:30",
        "Granfors;;123,45;62,5;2021-11-01;2021-11-02 00:30",
        "Summa;1500;123,45;62,5;2021-11-01;2021-11-02 00:30",
        "",
    ]


@pytest.mark.parametrize("text", ["=1+1", "+46", "-x", "@a", "\tx", gettext_lazy("=1")])
def test_a_cell_that_looks_like_a_formula_is_only_text(text: str) -> None:
    written = csv_text(Table("t", "T", (Column("a", "A"),), (Row((text,)),)))
    assert written.split("\r\n")[1].lstrip('"').startswith("'")


def test_a_negative_number_stays_a_number() -> None:
    column = (Column("a", "A", Kind.MINUTES),)
    assert csv_text(Table("t", "T", column, (Row((-90,)),))).split("\r\n")[1] == "-1,5"


def test_a_download_has_a_mark_for_excel_and_a_safe_name() -> None:
    response = csv_download(Table("Närvaro Åmotsbro 2021/11", "T", COLUMNS, ()))
    assert response.content.startswith("\ufeff".encode())
    assert response["Content-Disposition"] == 'attachment; filename="narvaro-amotsbro-2021-11.csv"'
    assert safe_name("…") == "lista"


def drawn(of: Table, **also: object) -> str:
    request = RequestFactory().get("/tid/?vy=ar&sortera=name")
    with translation.override("sv"):
        return render_to_string("core/table.html", {"table": of, **also}, request=request)


def test_a_drawn_table_can_be_read_and_sorted() -> None:
    html = drawn(table(row("Älvnäs", mark="late", href="/a/"), row("Granfors"), total=row("Summa")).ordered("name"))
    assert '<caption id="table-hours">Nedlagd tid</caption>' in html
    assert 'role="region" tabindex="0" aria-labelledby="table-hours"' in html
    assert html.count('aria-sort="ascending"') == 1
    assert 'href="?vy=ar&amp;sortera=-name"' in html
    assert 'href="?vy=ar&amp;sortera=minutes"' in html
    assert '<a href="/a/">Älvnäs</a>' in html
    assert '<span class="mark" data-state="late">Försenat</span>' in html
    assert '<td class="number" data-label="Timmar">6,5</td>' in html
    assert "<tfoot>" in html


def test_a_mark_can_have_its_own_word() -> None:
    assert Row(("a",), mark="late", mark_text="Saknas").mark_word == "Saknas"
    with translation.override("sv"):
        assert str(Row(("a",), mark="waiting").mark_word) == "Väntar"
    assert Row(("a",), mark="odd").mark_word == "odd"


def test_the_mark_stands_in_the_column_of_states_when_there_is_one() -> None:
    columns = (Column("name", "Kommun"), Column("state", "Läge", Kind.STATE))
    rows = (Row(("Älvnäs", "Inlämnad"), mark="done"), Row(("Granfors", "Okänt")))
    html = drawn(Table("states", "Läge", columns, rows))
    assert '<td data-label="Läge"><span class="mark" data-state="done">Inlämnad</span></td>' in html
    assert '<td data-label="Läge">Okänt</td>' in html
    assert html.count('class="mark"') == 1


def test_an_empty_table_says_what_will_be_here() -> None:
    html = drawn(table(empty_text="Här kommer rapporterna."))
    assert "Här kommer rapporterna." in html
    assert "<table" not in html
    assert "Här finns inget ännu." in drawn(table())


@pytest.mark.parametrize("name", ["table_exports", "exports"])
def test_exports_are_a_link_and_a_form(name: str) -> None:
    html = drawn(table(row("a")), **{name: Exports("/lista.csv", "/lista.xlsx")})
    assert '<a href="/lista.csv" download>' in html
    assert '<form method="post" action="/lista.xlsx">' in html
    assert 'name="request_key"' in html
    assert "<form" not in drawn(table(row("a")), **{name: Exports("/lista.csv")})

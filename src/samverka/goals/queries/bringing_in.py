"""Needs out of a spreadsheet: what each row would become, looked at before anything is saved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from samverka.core.words import search_key
from samverka.enterprises.figures.numbers import cleaned_cpv
from samverka.goals import figures
from samverka.goals.figures import ReadNeed
from samverka.goals.models import Need
from samverka.networks.models import Participation


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What a list would become: needs to add, and rows that can't be read or are there already."""

    needs: tuple[ReadNeed, ...]
    rows: tuple[tuple[int, str, str, str, str], ...]
    new: int


def read_needs(participation: Participation, rows: Sequence[Sequence[str]], today: date) -> BroughtIn:
    """Read the rows of a list, heads first, and say of each what becomes of it. One statement."""
    heads = figures.need_columns(rows[0]) if rows else {}
    there = set(Need.objects.filter(participation=participation).values_list("title_search", "noted_day"))
    needs, shown = [], []
    for number, row in enumerate(rows[1:], start=2):
        cells = {key: row[place].strip() for key, place in heads.items() if place < len(row)}
        values, codes, fault = _values(cells, today)
        word, mark = _("New"), "waiting"
        if fault:
            word, mark = fault, "late"
        else:
            key = (search_key(str(values["title"])), values["noted_day"])
            if key in there:
                word, mark = _("There already"), "open"
            else:
                there.add(key)
                needs.append(ReadNeed(values, codes))
        shown.append((number, str(values.get("title") or cells.get("title", "")), str(values["owner"]), word, mark))
    return BroughtIn(tuple(needs), tuple(shown), len(needs))


def _values(cells: Mapping[str, str], today: date) -> tuple[dict[str, Any], tuple[str, ...], str]:
    """The columns of a need out of a row's cells, its codes, and what is wrong with it."""
    limits = {
        "title": 160,
        "owner": 120,
        "department": 120,
        "affected_group": 200,
        "volume": 200,
        "supplier": 160,
    }
    values: dict[str, Any] = {name: cells.get(name, "")[:most] for name, most in limits.items()}
    values["problem"] = cells.get("problem", "")[:6000]
    values["owner"] = values["owner"] or _("Not said yet")
    fault = "" if values["title"] else _("The row has no title.")
    for name in ("noted_day", "contract_ends_day"):
        try:
            values[name] = _day(cells.get(name, ""))
        except ValueError:
            values[name] = None
            fault = fault or _("“%(text)s” is no day. Write it as 2021-11-02.") % {"text": cells[name]}
    values["noted_day"] = values["noted_day"] or today
    try:
        values["yearly_value_ore"] = figures.ore_from_text(cells.get("yearly_value", ""))
    except ValueError:
        fault = fault or _("“%(text)s” is no amount in kronor.") % {"text": cells["yearly_value"]}
    codes = []
    for part in cells.get("codes", "").replace(";", ",").split(","):
        if not part.strip():
            continue
        code = cleaned_cpv(part.strip())
        if not code:
            fault = fault or _("“%(text)s” is no CPV code. It has eight digits.") % {"text": part.strip()}
        else:
            codes.append(code)
    return values, tuple(codes), fault


def _day(text: str) -> date | None:
    """A day as spreadsheets write it: `2023-05-31`, with or without a time, or the number of the day.

    Raises:
        ValueError: when it is none.
    """
    bare = text.strip()
    if not bare:
        return None
    if bare.isascii() and bare.replace(".", "", 1).isdigit() and len(bare.split(".")[0]) == 5:  # noqa: PLR2004 - days since 1899
        return date.fromordinal(date(1899, 12, 30).toordinal() + int(bare.split(".")[0]))
    return datetime.fromisoformat(bare).date()

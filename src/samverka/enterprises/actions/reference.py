"""Reference data: what comes with the system, what the EU's file holds, and what somebody enters."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from samverka.core.actors import Actor
from samverka.enterprises import rules
from samverka.enterprises.actions.search import index_cpv
from samverka.enterprises.figures.limits import Dated
from samverka.enterprises.models import CpvCode, ListedService, Threshold
from samverka.journal import actions as journal
from samverka.people.models import Person

DATA = Path(__file__).parents[1] / "data"


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@transaction.atomic
def load_reference() -> None:
    """Write the CPV codes, listed services and thresholds that come with the system; once, when tables are made."""
    CpvCode.objects.bulk_create(
        [CpvCode(**row, source=CpvCode.Source.STARTER_SET) for row in _rows("cpv.csv")], ignore_conflicts=True
    )
    index_cpv(CpvCode.objects.all())
    ListedService.objects.bulk_create(
        [
            ListedService(
                paragraph=row["paragraph"],
                first_code=row["first_code"],
                last_code=row["last_code"],
                first_day=date.fromisoformat(row["first_day"]),
                last_day=_day(row["last_day"]),
                source=row["source"],
                checked_day=_day(row["checked_day"]),
            )
            for row in _rows("listed_services.csv")
        ]
    )
    Threshold.objects.bulk_create(
        [
            Threshold(
                law=row["law"],
                category=row["category"],
                first_day=date.fromisoformat(row["first_day"]),
                last_day=_day(row["last_day"]),
                amount=int(row["kronor"]) * 100 if row["kronor"] else int(row["amount"]) if row["amount"] else None,
                unit=row["unit"],
                source=row["source"],
                note=row["note"],
                checked_day=_day(row["checked_day"]),
            )
            for row in _rows("thresholds.csv")
        ]
    )


@dataclass(frozen=True, slots=True)
class ListedCode:
    """One code of the EU's own list."""

    code: str
    check_digit: str
    label_sv: str
    label_en: str


@transaction.atomic
def load_cpv_list(*, codes: Iterable[ListedCode], by: Actor, at: datetime) -> int:
    """Take in the EU's own list; our plain words stay. Returns how many codes there are."""
    known = {row.code: row for row in CpvCode.objects.all()}
    fresh, changed = [], []
    for one in codes:
        row = known.get(one.code)
        if row is None:
            fresh.append(
                CpvCode(
                    code=one.code,
                    check_digit=one.check_digit,
                    label_sv=one.label_sv,
                    label_en=one.label_en,
                    source=CpvCode.Source.EU_LIST,
                )
            )
        else:
            row.check_digit, row.label_sv, row.label_en = one.check_digit, one.label_sv, one.label_en
            row.source = CpvCode.Source.EU_LIST
            changed.append(row)
    CpvCode.objects.bulk_create(fresh)
    CpvCode.objects.bulk_update(changed, ["check_digit", "label_sv", "label_en", "source"], batch_size=500)
    index_cpv(CpvCode.objects.all())
    number = len(fresh) + len(changed)
    journal.record(
        chain=journal.HOUSE,
        verb="enterprises.cpv.loaded",
        subject="cpv",
        by=by,
        at=at,
        payload={"codes": number},
    )
    return number


def known_cpv(digits: Iterable[str]) -> dict[str, CpvCode]:
    """The rows of these codes; a code outside the list is written down as typed in while only the subset is loaded."""
    wanted = list(dict.fromkeys(digits))
    found = {row.code: row for row in CpvCode.objects.filter(code__in=wanted)}
    missing = [code for code in wanted if code not in found]
    if missing:
        has_whole_list = CpvCode.objects.filter(source=CpvCode.Source.EU_LIST).exists()
        for code in missing:
            rules.may_type_in_cpv(code, has_whole_list=has_whole_list).or_refuse()
            found[code] = CpvCode.objects.create(code=code, source=CpvCode.Source.TYPED_IN)
    return found


@transaction.atomic
def enter_threshold(*, values: Mapping[str, object], by: Person, at: datetime) -> Threshold:
    """A limit, a threshold or a term of the register gets a row from a first day on.

    An open row of the same kind ends the day before.

    Raises:
        Refused: when the days meet those of a row that does not simply give way.
    """
    row = Threshold(**values, entered_at=at, entered_by=by)
    same = Threshold.objects.filter(law=row.law, authority_type=row.authority_type, category=row.category)
    new = Dated(row.first_day, row.last_day, row.amount)
    others = [(one, Dated(one.first_day, one.last_day, one.amount)) for one in same]
    rules.may_enter_threshold(new, [dated for _one, dated in others]).or_refuse()
    for one, dated in others:
        if dated.last_day is None and dated.first_day < new.first_day:
            ends = date.fromordinal(new.first_day.toordinal() - 1)
            Threshold.objects.filter(pk=one.pk, last_day__isnull=True).update(last_day=ends)
    row.save(force_insert=True)
    journal.record(
        chain=journal.HOUSE,
        verb="enterprises.threshold.entered",
        subject=row,
        by=by,
        at=at,
        payload={
            "category": row.category,
            "first_day": row.first_day.isoformat(),
            "amount": row.amount if row.amount is not None else "unknown",
            "source": row.source,
        },
    )
    return row

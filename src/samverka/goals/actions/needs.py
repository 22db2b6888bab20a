"""What happens to the needs inventory."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from samverka.core.refusals import Refused
from samverka.core.stamps import SOMEONE_WAS_FIRST, lift_stamp, stamp
from samverka.core.words import search_key
from samverka.goals import rules
from samverka.goals.actions.entries import record
from samverka.goals.figures import ReadNeed
from samverka.goals.models import DevelopmentNeed, Need, NeedCode, NeedsInventory
from samverka.networks.models import Participation
from samverka.people.models import Person


@transaction.atomic
def add_development_need(
    *, participation: Participation, values: Mapping[str, object], by: Person, at: datetime
) -> DevelopmentNeed:
    """A department's need to develop or learn is written down. `values` are columns of `DevelopmentNeed`."""
    need = DevelopmentNeed.objects.create(participation=participation, added_at=at, added_by=by, **values)
    record(
        need.participation,
        verb="goals.development_need.added",
        subject=need,
        by=by,
        at=at,
        payload={"secret": need.may_be_secret},
    )
    return need


@transaction.atomic
def change_development_need(
    *, need: DevelopmentNeed, values: Mapping[str, object], by: Person, at: datetime
) -> DevelopmentNeed:
    """A development need is written otherwise."""
    DevelopmentNeed.objects.filter(pk=need.pk).update(**values)
    record(
        need.participation,
        verb="goals.development_need.changed",
        subject=need,
        by=by,
        at=at,
        payload={"fields": sorted(values)},
    )
    return need


@transaction.atomic
def meet_development_need(*, need: DevelopmentNeed, by: Person, at: datetime) -> DevelopmentNeed:
    """A development need has been met.

    Raises:
        Refused: when it was already.
    """
    stamp(need, "met", by=by, at=at)
    record(need.participation, verb="goals.development_need.met", subject=need, by=by, at=at, payload={})
    return need


@transaction.atomic
def declare_inventory(*, participation: Participation, summary: str, by: Person, at: datetime) -> NeedsInventory:
    """The municipality says that its inventory is done; it may still grow.

    Raises:
        Refused: when nothing is written down, or it was declared already.
    """
    inventory, _is_new = NeedsInventory.objects.get_or_create(participation=participation)
    written = DevelopmentNeed.objects.filter(participation=participation).count()
    rules.may_declare_inventory(written=written, is_declared=inventory.declared_at is not None).or_refuse()
    stamp(inventory, "declared", by=by, at=at, summary=summary)
    open_ones = DevelopmentNeed.objects.filter(participation=participation, may_be_secret=False).count()
    record(
        participation,
        verb="goals.inventory.declared",
        subject=inventory,
        by=by,
        at=at,
        payload={"development_needs": open_ones},
    )
    return inventory


def _allowed(values: Mapping[str, object]) -> None:
    rules.may_keep_secret(
        may_be_secret=bool(values.get("may_be_secret")),
        ground=str(values.get("secrecy_ground", "")),
        level=str(values.get("level", Need.Level.PRIVATE)),
    ).or_refuse()
    rules.may_share_need(
        level=str(values.get("level", Need.Level.PRIVATE)), problem=str(values.get("problem", ""))
    ).or_refuse()


@transaction.atomic
def add_need(
    *,
    participation: Participation,
    values: Mapping[str, object],
    by: Person,
    at: datetime,
    codes: Iterable[str] = (),
) -> Need:
    """A need is written down; title, responsible and day are enough. `values` are columns of `Need`.

    Raises:
        Refused: when what may be secret lacks its ground or would leave the municipality.
    """
    _allowed(values)
    need = Need.objects.create(
        participation=participation,
        title_search=search_key(str(values["title"])),
        added_at=at,
        added_by=by,
        **values,
    )
    _set_codes(need, codes)
    record(
        participation,
        verb="goals.need.added",
        subject=need,
        by=by,
        at=at,
        payload={"level": need.level, "secret": need.may_be_secret},
    )
    return need


@transaction.atomic
def change_need(
    *,
    need: Need,
    values: Mapping[str, object],
    edition: int,
    by: Person,
    at: datetime,
    codes: Iterable[str] | None = None,
) -> Need:
    """A need is written otherwise. `edition` is the one that the form was filled in from.

    Raises:
        Refused: when someone has saved it meanwhile, or what may be secret would leave the municipality.
    """
    _allowed(values)
    changed = Need.objects.filter(pk=need.pk, edition=edition).update(
        title_search=search_key(str(values["title"])), edition=edition + 1, **values
    )
    if changed != 1:
        raise Refused(SOMEONE_WAS_FIRST)
    if codes is not None:
        _set_codes(need, codes)
    need.refresh_from_db()
    record(
        need.participation,
        verb="goals.need.changed",
        subject=need,
        by=by,
        at=at,
        payload={"level": need.level, "secret": need.may_be_secret},
    )
    return need


def _set_codes(need: Need, codes: Iterable[str]) -> None:
    wanted = dict.fromkeys(codes)
    NeedCode.objects.filter(need=need).exclude(code__in=wanted).delete()
    there = set(NeedCode.objects.filter(need=need).values_list("code", flat=True))
    NeedCode.objects.bulk_create(NeedCode(need=need, code=code) for code in wanted if code not in there)


@transaction.atomic
def solve_need(*, need: Need, by: Person, at: datetime) -> Need:
    """A need is solved.

    Raises:
        Refused: when it is, or is parked.
    """
    rules.may_solve_need(need).or_refuse()
    stamp(need, "solved", by=by, at=at)
    record(need.participation, verb="goals.need.solved", subject=need, by=by, at=at, payload={})
    return need


@transaction.atomic
def park_need(*, need: Need, reason: str, by: Person, at: datetime) -> Need:
    """A need is laid aside, with the reason.

    Raises:
        Refused: when it is already, or is solved.
    """
    rules.may_park_need(need).or_refuse()
    stamp(need, "parked", by=by, at=at, parked_reason=reason)
    record(need.participation, verb="goals.need.parked", subject=need, by=by, at=at, payload={})
    return need


@transaction.atomic
def take_up_need(*, need: Need, by: Person, at: datetime) -> Need:
    """A need that was solved or parked is taken up again.

    Raises:
        Refused: when it is open.
    """
    rules.may_take_up_need(need).or_refuse()
    if need.parked_at:
        lift_stamp(need, "parked", parked_reason="")
    else:
        lift_stamp(need, "solved")
    record(need.participation, verb="goals.need.taken_up", subject=need, by=by, at=at, payload={})
    return need


@transaction.atomic
def bring_in_needs(*, participation: Participation, drafts: Sequence[ReadNeed], by: Person, at: datetime) -> list[Need]:
    """Needs come from a spreadsheet, all of them private; one with the same title and day is there already.

    Raises:
        Refused: when there is nothing new in the list.
    """
    there = set(Need.objects.filter(participation=participation).values_list("title_search", "noted_day"))
    made, codes = [], []
    for draft in drafts:
        key = (search_key(str(draft.values["title"])), draft.values["noted_day"])
        if key in there:
            continue
        there.add(key)  # type: ignore[arg-type]  # the form's cleaned day
        need = Need.objects.create(
            participation=participation, title_search=key[0], added_at=at, added_by=by, **draft.values
        )
        made.append(need)
        codes += [NeedCode(need=need, code=code) for code in dict.fromkeys(draft.codes)]
    rules.may_bring_in(new=len(made)).or_refuse()
    NeedCode.objects.bulk_create(codes)
    record(
        participation, verb="goals.needs.brought_in", subject=participation, by=by, at=at, payload={"new": len(made)}
    )
    return made

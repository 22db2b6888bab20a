"""Countersignatures: who may give them, and one action for all of one's own people's months (Q22, Q55)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import translation

from samverka.core.refusals import Refused
from samverka.core.stamps import SOMEONE_WAS_FIRST, stamp
from samverka.documents import actions as documents
from samverka.documents.models import SignatureMethod
from samverka.hours import queries, rules
from samverka.hours.models import AuthorityList, HourSheet
from samverka.journal import actions as journal
from samverka.networks.models import Network, Participation
from samverka.people.models import Person


@dataclass(frozen=True, slots=True)
class Approved:
    """What came of a countersignature: which months were signed, and which were not, with the reason."""

    signed: tuple[HourSheet, ...]
    not_signed: tuple[tuple[HourSheet, str], ...]


@transaction.atomic
def approve_sheets(*, network: Network, seen: Mapping[int, str], by: Person, at: datetime) -> Approved:
    """The nearest manager or an approver countersigns months, each exactly as it was shown.

    One that has been taken back or changed meanwhile is left unsigned and named; the others are signed all the same.

    Args:
        network: whose months.
        seen: what was shown: the checksum of the content, by the sheet's id.
        by: who countersigns.
        at: when.

    Raises:
        Refused: when none of them can be signed, with the reason.
    """
    rules.may_choose(len(seen)).or_refuse()
    signed: list[HourSheet] = []
    not_signed: list[tuple[HourSheet, str]] = []
    for state in queries.states_to_approve(by, network, seen, at=at):
        sheet = state.sheet
        verdict = rules.may_approve(sheet, by=by, is_entitled=state.is_entitled, signer=state.signer)
        if verdict and sheet.confirmed_sha256 != seen[sheet.pk]:
            not_signed.append((sheet, queries.changed_meanwhile(sheet)))
        elif not verdict:
            not_signed.append((sheet, str(verdict.reason)))
        else:
            _record_approval(sheet, state.signer, by=by, at=at)
            signed.append(sheet)
    if not signed:
        raise Refused(not_signed[0][1] if not_signed else SOMEONE_WAS_FIRST)
    return Approved(tuple(signed), tuple(not_signed))


def _record_approval(sheet: HourSheet, signer: str, *, by: Person, at: datetime) -> None:
    with translation.override(by.language):
        text = queries.approval_text(sheet)
    stamp(sheet, "approved", by=by, at=at)
    signature = documents.sign(subject=sheet, role=signer, signer=by, method=SignatureMethod.APPROVAL, text=text, at=at)
    journal.record(
        chain=sheet.network.chain,
        verb="hours.sheet.approved",
        subject=sheet,
        by=by,
        at=at,
        payload={
            "as": signer,
            "content_sha256": sheet.confirmed_sha256,
            "text_sha256": signature.content_sha256,
        },
    )


@transaction.atomic
def put_on_authority_list(
    *,
    network: Network,
    person: Person,
    first_day: date,
    by: Person,
    at: datetime,
    participation: Participation | None = None,
) -> AuthorityList:
    """The host puts someone on the list of those who may approve months, of one municipality or of all.

    Raises:
        Refused: when the person stands there already.
    """
    rules.may_put_on_authority_list(
        first_day=first_day,
        last_day=None,
        is_there=queries.authority_lines(network)
        .filter(person=person, participation=participation, last_day__isnull=True)
        .exists(),
    ).or_refuse()
    line = AuthorityList.objects.create(
        network=network, participation=participation, person=person, first_day=first_day, put_at=at, put_by=by
    )
    journal.record(
        chain=network.chain,
        verb="hours.authority.put",
        subject=line,
        by=by,
        at=at,
        payload={
            "person": person.actor_key,
            "first_day": first_day.isoformat(),
            "seat": participation.pk if participation else 0,
        },
    )
    return line


@transaction.atomic
def end_authority(*, line: AuthorityList, last_day: date, by: Person, at: datetime) -> AuthorityList:
    """Someone leaves the list after a day; what was signed until then stays signed.

    Raises:
        Refused: when the line has a last day, or would end before it begins.
    """
    rules.may_end_authority(first_day=line.first_day, last_day=line.last_day, ends=last_day).or_refuse()
    if not AuthorityList.objects.filter(pk=line.pk, last_day__isnull=True).update(last_day=last_day):
        raise Refused(SOMEONE_WAS_FIRST)
    line.last_day = last_day
    journal.record(
        chain=line.network.chain,
        verb="hours.authority.ended",
        subject=line,
        by=by,
        at=at,
        payload={"person": line.person.actor_key, "last_day": last_day.isoformat()},
    )
    return line

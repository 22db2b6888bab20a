"""The data-protection arrangement of a seat: issued, and signed by the same two as the letter."""

from datetime import datetime
from secrets import token_urlsafe

from django.db import transaction

from samverka.calls import figures, notices, queries
from samverka.calls.models import LetterSignatory
from samverka.networks import actions as networks
from samverka.networks import queries as networks_known
from samverka.networks.models import DataProtectionArrangement, Network
from samverka.people.models import MemberOrganisation, Person

# How many bytes of chance a personal link holds.
TOKEN_BYTES = 24


@transaction.atomic
def issue_arrangement(
    *, network: Network, organisation: MemberOrganisation, by: Person, at: datetime
) -> DataProtectionArrangement | None:
    """Where the network asks for one and it is written, the organisation gets its arrangement to sign, once a version.

    Whoever has been named for the paper before it is named for this one too, and asked by mail where that one is
    signed already.
    """
    wording = networks_known.holding_wording(network) if networks_known.arrangement_needed(network) else None
    if wording is None or queries.arrangement_of(wording, organisation):
        return None
    before = queries.latest_paper(network, organisation)
    arrangement = networks.issue_arrangement(wording=wording, organisation=organisation, by=by, at=at)
    for row in queries.signatories(before).values() if before else ():
        if row.email:
            name_along(arrangement, row=row, at=at)
            if before and before.completed_at:
                ask_to_sign(queries.signatories(arrangement)[row.office], at=at)
    return arrangement


def ask_to_sign(row: LetterSignatory, *, at: datetime) -> None:
    """A new personal link, to the address; the earlier one dies."""
    token = token_urlsafe(TOKEN_BYTES)
    LetterSignatory.objects.filter(pk=row.pk, signed_at__isnull=True).update(
        link_sha256=figures.sha256(token), asked_at=at
    )
    row.refresh_from_db()
    notices.signature_wanted(row, token=token, last_day=queries.last_day_of(row.signs), at=at)


def name_along(arrangement: DataProtectionArrangement, *, row: LetterSignatory, at: datetime) -> None:
    """The same person is named for the arrangement; it is reached from the letter's own page, so no mail goes."""
    values: dict[str, object] = {"name": row.name, "title": row.title, "email": row.email, "asked_at": at}
    LetterSignatory.objects.filter(arrangement=arrangement, signed_at__isnull=True).filter(email=row.email).exclude(
        office=row.office
    ).delete()
    along = LetterSignatory.objects.filter(arrangement=arrangement, office=row.office).first()
    if along is None:
        LetterSignatory.objects.create(arrangement=arrangement, office=row.office, **values)
    elif along.signed_at is None:
        if along.email != row.email:
            values |= {"phoned_at": None, "phoned_by": None, "phone_note": "", "link_sha256": ""}
        LetterSignatory.objects.filter(pk=along.pk, signed_at__isnull=True).update(**values)

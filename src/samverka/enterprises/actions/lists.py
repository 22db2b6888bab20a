"""A list is handed in, looked through, and taken in."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samverka.core import clock
from samverka.core.refusals import Refused
from samverka.core.stamps import stamp
from samverka.enterprises import queries
from samverka.enterprises.actions.enterprise import enter_enterprise
from samverka.enterprises.figures import lists
from samverka.enterprises.figures.numbers import cleaned_number
from samverka.enterprises.models import EnterpriseList, SocialEnterprise
from samverka.journal import actions as journal
from samverka.people.models import MemberOrganisation, Person


@transaction.atomic
def hand_in_list(
    *, name: str, data: bytes, organisation: MemberOrganisation | None, by: Person, at: datetime
) -> EnterpriseList:
    """A list is kept to be looked through row by row; personal identity numbers are taken out before.

    Raises:
        Refused: when the file can't be read, or has no rows below its heads.
    """
    try:
        rows = lists.rows_of(data)
    except lists.TooLongList:
        raise Refused(_("The list has more than 500 rows. Divide it into several files.")) from None
    except lists.UnreadableList:
        raise Refused(_("The file could not be read. Save it as XLSX or CSV and try again.")) from None
    heads, *body = rows
    columns = lists.columns_of(heads)
    if "name" not in columns or not body:
        raise Refused(_("No column with names was found. The first row must tell what stands in each column."))
    number_at = columns.get("organisation_number")
    cleaned = []
    for row in body:
        cells = [lists.without_personal_numbers(cell) for cell in row]
        if number_at is not None and number_at < len(row):
            cells[number_at] = row[number_at]
            if not queries.number_may_be_kept(cleaned_number(row[number_at])):
                cells[number_at] = queries.NOT_KEPT
        cleaned.append(cells)
    kept = EnterpriseList.objects.create(
        organisation=organisation, name=name[:200], heads=heads, rows=cleaned, handed_in_at=at, handed_in_by=by
    )
    journal.record(
        chain=journal.HOUSE,
        verb="enterprises.list.handed_in",
        subject=kept,
        by=by,
        at=at,
        payload={"name": kept.name, "rows": len(cleaned)},
    )
    return kept


@transaction.atomic
def take_in_list(*, handed_in: EnterpriseList, by: Person, at: datetime) -> EnterpriseList:
    """The rows that can be taken in become entries, or are noted as known; the list itself is emptied.

    Raises:
        Refused: when it has been taken in already.
    """
    page = queries.list_page(handed_in)
    taken = [row for row in page.rows if row.is_taken]
    stamp(handed_in, "taken_in", by=by, at=at, taken_in_rows=len(taken), rows=[], heads=[])
    for row in taken:
        places = queries.named_places([row.seat]) if row.seat else None
        seat = places.municipalities[0] if places and places.municipalities else None
        enter_enterprise(
            values={
                "name": row.name,
                "organisation_number": row.number,
                "kind": SocialEnterprise.Kind.SOCIAL_ENTERPRISE,
                "contact_email": row.email,
                "contact_name": row.contact[:120],
                "contact_phone": row.phone[:40],
                "web": row.web,
                "legal_form": row.legal_form,
                "description": row.description[:2000],
                "source": handed_in.name,
                "seat": seat,
            },
            municipalities=[seat] if seat else [],
            organisation=handed_in.organisation,
            offers=[(text, "") for text in row.offers],
            known_since=clock.day(at),
            by=by,
            at=at,
        )
    journal.record(
        chain=journal.HOUSE,
        verb="enterprises.list.taken_in",
        subject=handed_in,
        by=by,
        at=at,
        payload={"rows": len(taken), "left": len(page.rows) - len(taken)},
    )
    return handed_in

"""A list that somebody has handed in, row by row: what will happen with each."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.core.words import search_key
from samverka.enterprises import rules
from samverka.enterprises.figures import lists
from samverka.enterprises.figures.numbers import NumberFault, cleaned_number, number_fault, number_text
from samverka.enterprises.models import EnterpriseList, SocialEnterprise
from samverka.enterprises.queries.who import Viewer
from samverka.journal import queries as journal

# Stands in a row where a personal identity number stood: it was never kept.
NOT_KEPT = "personal"


def number_may_be_kept(digits: str) -> bool:
    """Whether the digits of a cell are no personal identity number."""
    return number_fault(digits) is not NumberFault.PERSONAL


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row, and what will happen with it."""

    place: int
    name: str
    number: str
    number_text: str
    seat: str
    email: str
    contact: str
    phone: str
    web: str
    description: str
    legal_form: str
    offers: tuple[str, ...]
    is_taken: bool
    says: str | Promise
    mark: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """All rows of a list that has been handed in."""

    handed_in: EnterpriseList
    rows: tuple[ListRow, ...]
    columns: tuple[tuple[str, str], ...]
    is_taken_in: bool

    @property
    def taken(self) -> int:
        """How many rows can be taken in."""
        return sum(row.is_taken for row in self.rows)

    @property
    def sentence(self) -> str:
        """What will happen, as a sentence."""
        if self.is_taken_in:
            number = self.handed_in.taken_in_rows
            return ngettext("%(number)s row was taken in.", "%(number)s rows were taken in.", number) % {
                "number": number
            }
        left = len(self.rows) - self.taken
        return ngettext("%(number)s row can be taken in.", "%(number)s rows can be taken in.", self.taken) % {
            "number": self.taken
        } + (
            " " + ngettext("%(left)s row is left out.", "%(left)s rows are left out.", left) % {"left": left}
            if left
            else ""
        )


def own_list(who: Viewer, list_id: int) -> EnterpriseList:
    """A list that the person has handed in.

    Raises:
        Http404: when there is none.
    """
    row = EnterpriseList.objects.select_related("organisation").filter(pk=list_id, handed_in_by=who.person).first()
    if row is None:
        raise Http404
    return row


def list_page(handed_in: EnterpriseList) -> ListPage:
    """The rows, each with what will happen. One statement."""
    columns = lists.columns_of(handed_in.heads)
    numbers = [cleaned_number(_cell(row, columns, "organisation_number")) for row in handed_in.rows]
    known = dict(
        SocialEnterprise.objects.filter(organisation_number__in=[number for number in numbers if number])
        .exclude(organisation_number="")
        .values_list("organisation_number", "name")
    )
    seen: dict[str, int] = {}
    invented = journal.installation().is_example
    rows = tuple(
        _row(place, row, columns, known=known, seen=seen, invented=invented)
        for place, row in enumerate(handed_in.rows, start=2)
    )
    words = {
        "name": _("Name"),
        "organisation_number": _("Organisation number"),
        "seat": _("Municipality"),
        "contact_email": _("E-mail"),
        "contact_name": _("Contact person"),
        "contact_phone": _("Telephone"),
        "web": _("Web page"),
        "offers": _("Offers"),
        "description": _("Description"),
        "legal_form": _("Legal form"),
    }
    return ListPage(
        handed_in,
        rows,
        tuple((words[field], handed_in.heads[place]) for field, place in columns.items()),
        is_taken_in=handed_in.taken_in_at is not None,
    )


def _cell(row: list[str], columns: dict[str, int], field: str) -> str:
    place = columns.get(field)
    return row[place] if place is not None and place < len(row) else ""


def _address(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError:
        return ""
    return text


_FORMS = (
    ("ekonomisk", SocialEnterprise.LegalForm.ECONOMIC_ASSOCIATION),
    ("ideell", SocialEnterprise.LegalForm.NON_PROFIT_ASSOCIATION),
    ("stiftelse", SocialEnterprise.LegalForm.FOUNDATION),
    ("svb", SocialEnterprise.LegalForm.LIMITED_PROFIT),
    ("aktiebolag", SocialEnterprise.LegalForm.LIMITED_COMPANY),
    ("ab", SocialEnterprise.LegalForm.LIMITED_COMPANY),
    ("trossamfund", SocialEnterprise.LegalForm.FAITH_COMMUNITY),
)


def _legal_form(text: str) -> str:
    written = text.casefold()
    return next((form for word, form in _FORMS if word in written), SocialEnterprise.LegalForm.UNKNOWN)


def _row(
    place: int,
    row: list[str],
    columns: dict[str, int],
    *,
    known: dict[str, str],
    seen: dict[str, int],
    invented: bool,
) -> ListRow:
    name = _cell(row, columns, "name")[:160]
    written = _cell(row, columns, "organisation_number")
    number = cleaned_number(written)
    is_taken, mark, says = True, "done", _("Becomes a new entry.")
    key = number or search_key(name)
    verdict = rules.is_enterprise_number(number, invented_allowed=invented) if written and written != NOT_KEPT else None
    if not name:
        is_taken, mark, says = False, "late", _("There is no name in the row.")
    elif written == NOT_KEPT:
        is_taken, mark, says = False, "late", str(rules.FAULTS[NumberFault.PERSONAL])
    elif verdict is not None and not verdict:
        is_taken, mark, says = False, "late", str(verdict.reason)
    elif key in seen:
        is_taken, mark, says = False, "open", _("The same enterprise stands in row %(row)s.") % {"row": seen[key]}
    elif number in known:
        mark, says = (
            "waiting",
            _("Known already as %(name)s; your municipality is noted as knowing it.") % {"name": known[number]},
        )
    elif not number:
        mark, says = "waiting", _("Becomes a new entry without a number; it can be merged later.")
    if name and is_taken:
        seen.setdefault(key, place)
    web = _cell(row, columns, "web")[:190]
    return ListRow(
        place=place,
        name=name,
        number=number if is_taken else "",
        number_text=number_text(number) if written != NOT_KEPT else "",
        seat=_cell(row, columns, "seat")[:80],
        email=_address(_cell(row, columns, "contact_email")),
        contact=_cell(row, columns, "contact_name"),
        phone=_cell(row, columns, "contact_phone"),
        web=(web if web.startswith(("http://", "https://")) else f"https://{web}")
        if "." in web and " " not in web
        else "",
        description=_cell(row, columns, "description"),
        legal_form=_legal_form(_cell(row, columns, "legal_form")),
        offers=tuple(
            part.strip()[:300] for part in re.split(r"[;\n]|,(?! och)", _cell(row, columns, "offers")) if part.strip()
        )[:20],
        is_taken=is_taken,
        says=says,
        mark=mark,
    )

"""For whom a page is: a colleague of a municipality, the host's staff, or anyone."""

from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Value
from django.http import Http404

from samverka.networks.models import Staff
from samverka.networks.queries import on_day
from samverka.people.models import Employment, MemberOrganisation, Person

_COLLEAGUE, _HOST = "colleague", "host"


@dataclass(frozen=True, slots=True)
class Viewer:
    """What a person is to the register on a day.

    A colleague is employed by a member organisation; that fact lies under teams and ends with the employment.
    """

    person: Person | None
    # Member organisations that the person works for, by id, with their names.
    organisations: dict[int, str]
    # Networks in whose staff the person is.
    hosted: frozenset[int]

    @property
    def is_host(self) -> bool:
        """Whether the person is of some network's staff."""
        return bool(self.hosted)

    @property
    def keeps_register(self) -> bool:
        """Whether the person may enter enterprises and look after entries."""
        return bool(self.organisations or self.hosted)

    @property
    def organisation_ids(self) -> frozenset[int]:
        """The ids of the organisations that the person works for."""
        return frozenset(self.organisations)


NOBODY = Viewer(None, {}, frozenset())


def viewer(person: Person | None, day: date) -> Viewer:
    """What the person is on the day. One statement; none for somebody who is not signed in."""
    if person is None:
        return NOBODY
    employed = Employment.objects.filter(on_day(day), person=person).values_list(
        Value(_COLLEAGUE, output_field=CharField()), "employer__organisation_id", "employer__organisation__name"
    )
    staff = Staff.objects.filter(on_day(day), person=person).values_list(
        Value(_HOST, output_field=CharField()), "network_id", "network__name"
    )
    rows = list(employed.union(staff))
    return Viewer(
        person,
        {key: name for sort, key, name in sorted(rows, key=lambda row: row[2]) if sort == _COLLEAGUE},
        frozenset(key for sort, key, _name in rows if sort == _HOST),
    )


def register_keeper(person: Person, day: date) -> Viewer:
    """Whoever may enter and look after entries.

    Raises:
        Http404: for everyone else.
    """
    found = viewer(person, day)
    if not found.keeps_register:
        raise Http404
    return found


def colleague(person: Person, day: date) -> Viewer:
    """Whoever works for a member organisation.

    Raises:
        Http404: for everyone else.
    """
    found = viewer(person, day)
    if not found.organisations:
        raise Http404
    return found


def insider(person: Person, day: date) -> Viewer:
    """Whoever works for a member organisation, or is of some network's staff.

    Raises:
        Http404: for everyone else.
    """
    return register_keeper(person, day)


def hosting(person: Person, day: date) -> Viewer:
    """Whoever is of some network's staff.

    Raises:
        Http404: for everyone else.
    """
    found = viewer(person, day)
    if not found.is_host:
        raise Http404
    return found


def one_organisation(who: Viewer, organisation_id: int | None) -> MemberOrganisation:
    """One of the organisations that the person works for; the only one when none is named.

    Raises:
        Http404: when it is none of them.
    """
    key = organisation_id or next(iter(who.organisations), 0)
    if key not in who.organisations:
        raise Http404
    return MemberOrganisation.objects.select_related("municipality").get(pk=key)

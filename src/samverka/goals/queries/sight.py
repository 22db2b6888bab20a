"""Which seat a person may see, and whether the person works there; what surrounds every page of a seat."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from samverka.networks.models import Network, Participation
from samverka.people.models import Person
from samverka.teams import queries as teams


@dataclass(frozen=True, slots=True)
class Tab:
    """One of a seat's pages."""

    label: str
    href: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Sight:
    """A seat as a person sees it: the own one to work in, or any of the network's to read for the host."""

    network: Network
    participation: Participation
    is_host: bool

    @property
    def may_write(self) -> bool:
        """Whether the person works in the seat: everyone in its team writes, nobody else."""
        return not self.is_host

    @property
    def name(self) -> str:
        """The organisation's name."""
        return self.participation.organisation.name

    @property
    def slug(self) -> str:
        """The network's address."""
        return self.network.slug

    def href(self, name: str, *more: object) -> str:
        """The address of one of the seat's pages."""
        return reverse(f"goals:{name}", args=[self.network.slug, self.participation.pk, *more])

    def row_href(self, name: str, *more: object) -> str:
        """The address of a thing in the network."""
        return reverse(f"goals:{name}", args=[self.network.slug, *more])

    def tabs(self, here: str) -> tuple[Tab, ...]:
        """The seat's pages, with the one that is shown marked."""
        pages = (
            ("seat", _("Results")),
            ("needs", _("Needs")),
            ("anchoring", _("Anchoring")),
            ("documents", _("Documents and plan")),
            ("structures", _("Structures")),
            ("maturity", _("Maturity")),
        )
        return tuple(Tab(label, self.href(name), name == here) for name, label in pages)


def one_sight(person: Person, slug: str, participation_id: int, day: date) -> Sight:
    """The seat, for its team and for the host.

    Raises:
        Http404: for everyone else.
    """
    seat, stands = teams.one_seat(person, slug, participation_id, day)
    return Sight(stands.network, seat, stands.is_host)


def one_working_sight(person: Person, slug: str, participation_id: int, day: date) -> Sight:
    """The seat, for its team alone.

    Raises:
        Http404: for everyone else, the host too.
    """
    sight = one_sight(person, slug, participation_id, day)
    if not sight.may_write:
        raise Http404
    return sight


def one_hosted_sight(person: Person, slug: str, participation_id: int, day: date) -> Sight:
    """The seat, for the host alone.

    Raises:
        Http404: for everyone else.
    """
    sight = one_sight(person, slug, participation_id, day)
    if not sight.is_host:
        raise Http404
    return sight


def sight_of(stands: teams.Standing, participation: Participation) -> Sight | None:
    """How someone with this standing sees a seat; None for a stranger there."""
    if stands.is_host:
        return Sight(stands.network, participation, is_host=True)
    if participation.pk in stands.seat_ids:
        return Sight(stands.network, participation, is_host=False)
    return None


@dataclass(frozen=True, slots=True)
class FormPage:
    """A page that holds one form: what it is about, where it is sent, what its button says, where one goes back."""

    kicker: str
    title: str
    action: str
    button: str
    back: str
    lead: str = ""
    notes: tuple[str, ...] = ()
    has_file: bool = False

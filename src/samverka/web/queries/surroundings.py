"""The surroundings of every page: menu, language, who is signed in, whether this is an example."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext

from samverka.core import clock
from samverka.journal import queries as journal
from samverka.networks.models import Network, Staff
from samverka.networks.queries import on_day
from samverka.people.doors import person_of
from samverka.people.models import Person
from samverka.teams.models import TeamMember


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go."""

    label: str
    href: str
    is_here: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """What surrounds every page."""

    is_example: bool
    moment: str
    at: datetime
    person_name: str
    is_signed_in: bool
    menu: tuple[Link, ...]
    # None on a page that answers a form: the other language has no such page to fetch.
    other_language: Link | None
    language: str
    sign_in_href: str
    sign_out_href: str
    own_href: str
    # The networks that this person is something in, with their pages.
    networks: tuple[Link, ...]
    # The mailbox of an example; empty in a real installation.
    mailbox_href: str
    # How many uprights the mark has; None: the mark's own number.
    seats: int | None = None


def layout(request: HttpRequest) -> Layout:
    """The surroundings of this request's page: one statement for a signed-in person, none for others."""
    mark = journal.installation()
    person = person_of(request)
    at = clock.now()
    own = _networks_of(person, clock.day(at)) if person else []
    here = next((network for network in own if f"/natverk/{network.slug}/" in request.path), None)
    return Layout(
        is_example=mark.is_example,
        moment=mark.moment,
        at=at,
        person_name=person.actor_name if person else "",
        is_signed_in=person is not None,
        menu=_menu(request, own, here or (own[0] if len(own) == 1 else None)) if person else (),
        other_language=_other_language(request),
        language=get_language() or "sv",
        sign_in_href=in_language("/logga-in/"),
        sign_out_href=in_language("/logga-ut/"),
        own_href=in_language("/mitt/"),
        networks=tuple(Link(network.name, in_language(f"/natverk/{network.slug}/")) for network in own),
        mailbox_href=in_language("/exempel/brevlada/") if mark.is_example else "",
    )


def _networks_of(person: Person, day: date) -> list[Network]:
    """The networks that the person is something in on the day, newest first, each with `is_hosted`."""
    of_staff = Exists(Staff.objects.filter(on_day(day), person=person, network=OuterRef("pk")))
    in_team = Exists(TeamMember.objects.filter(on_day(day), person=person, participation__network=OuterRef("pk")))
    found = Network.objects.annotate(is_hosted=of_staff, is_in_team=in_team)
    return list(found.filter(Q(is_hosted=True) | Q(is_in_team=True)).order_by("-first_day", "name_sort"))


def _menu(request: HttpRequest, own: list[Network], here: Network | None) -> tuple[Link, ...]:
    """What to do, then the rooms of the network one stands in, else the networks to choose among."""
    links = [(gettext("To do"), reverse("todo"))]
    if here:
        links += [(gettext("Meetings"), reverse("meetings:list", args=[here.slug]))]
    else:
        links += [(network.name, in_language(f"/natverk/{network.slug}/")) for network in own]
    return tuple(Link(label, href, is_here=request.path.startswith(href)) for label, href in links)


def in_language(path: str) -> str:
    return f"/en{path}" if get_language() == "en" else path


def _other_language(request: HttpRequest) -> Link | None:
    if request.method not in {"GET", "HEAD"}:
        return None
    path = request.get_full_path()
    if path.startswith("/en/"):
        return Link(label="Svenska", href=path.removeprefix("/en"), language="sv")
    return Link(label="English", href="/en" + path, language="en")

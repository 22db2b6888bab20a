"""The surroundings of every page: menu, language, who is signed in, whether this is an example."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.translation import get_language, gettext

from samverka.core import clock
from samverka.journal import queries as journal
from samverka.people.doors import person_of
from samverka.web.queries.ties import Place, Tie, places

# Whoever a network's own pages are open to; a contact has the call, and an auditor no page of it yet.
HAVE_PAGES = frozenset({Tie.POST, Tie.HOST, Tie.LEAD, Tie.MEMBER})


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
    belonging = places(person, clock.day(at)) if person else ()
    networks = {place.slug: place for place in belonging if place.tie in HAVE_PAGES}
    return Layout(
        is_example=mark.is_example,
        moment=mark.moment,
        at=at,
        person_name=person.actor_name if person else "",
        is_signed_in=person is not None,
        menu=_menu(request.path, belonging) if person else (),
        other_language=_other_language(request),
        language=get_language() or "sv",
        sign_in_href=in_language("/logga-in/"),
        sign_out_href=in_language("/logga-ut/"),
        own_href=in_language("/mitt/"),
        networks=tuple(Link(place.name, in_language(f"/natverk/{slug}/")) for slug, place in networks.items()),
        mailbox_href=in_language("/exempel/brevlada/") if mark.is_example else "",
    )


def _menu(path: str, belonging: tuple[Place, ...]) -> tuple[Link, ...]:
    """What to do, then the rooms of the network one stands in (or has alone), else the networks to choose among."""
    networks = list({place.slug: place for place in belonging if place.tie in HAVE_PAGES}.values())
    hosted = {place.slug for place in belonging if place.tie in {Tie.HOST, Tie.POST}}
    has_post = any(place.tie is Tie.POST for place in belonging)
    here = next((place for place in networks if f"/natverk/{place.slug}/" in path), None)
    here = here or (networks[0] if len(networks) == 1 else None)
    wanted: list[tuple[str, str]] = [(gettext("To do"), "/att-gora/")]
    if here:
        start = f"/natverk/{here.slug}/"
        wanted += [(gettext("The network"), start), (gettext("Meetings"), f"{start}traffar/")]
        wanted += [(gettext("Results"), f"{start}resultat/")]
        wanted += [(gettext("Hours"), f"{start}tid/")] if here.with_hours else []
        has_claims = here.slug in hosted and here.with_claims
        wanted += [(gettext("Co-financing"), f"{start}medfinansiering/")] if has_claims else []
        wanted += [(gettext("Calls"), f"{start}erbjudande/")] if here.slug in hosted else []
        wanted += [(gettext("Send-outs"), f"{start}utskick/")] if here.slug in hosted else []
    else:
        wanted += [(place.name, f"/natverk/{place.slug}/") for place in networks]
    wanted += [(gettext("Collaborations"), "/samverkan/")] if networks else []
    wanted += [(gettext("Outbox"), "/utkorg/")] if has_post else []
    wanted += [(place.name, f"/erbjudande/{place.slug}/") for place in belonging if place.tie is Tie.CONTACT]
    wanted += [(place.name, f"/natverk/{place.slug}/granskning/") for place in belonging if place.tie is Tie.AUDITOR]
    found = [(label, in_language(href)) for label, href in wanted if _leads_somewhere(in_language(href))]
    # One is at the link with the longest address that the page lies under.
    nearest = max((href for _label, href in found if path.startswith(href)), key=len, default="")
    return tuple(Link(label, href, is_here=href == nearest) for label, href in found)


@cache
def _leads_somewhere(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def in_language(path: str) -> str:
    """The same address in the language of the page."""
    return f"/en{path}" if get_language() == "en" else path


def _other_language(request: HttpRequest) -> Link | None:
    if request.method not in {"GET", "HEAD"}:
        return None
    path = request.get_full_path()
    if path.startswith("/en/"):
        return Link(label="Svenska", href=path.removeprefix("/en"), language="sv")
    return Link(label="English", href="/en" + path, language="en")

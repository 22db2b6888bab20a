"""The surroundings of every page: menu, language, who is signed in, whether this is an example."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import get_language

from samverka.core import clock
from samverka.journal import queries as journal
from samverka.people.doors import person_of


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
    # The mailbox of an example; empty in a real installation.
    mailbox_href: str
    # How many uprights the mark has; None: the mark's own number.
    seats: int | None = None


def layout(request: HttpRequest) -> Layout:
    """The surroundings of this request's page."""
    mark = journal.installation()
    person = person_of(request)
    return Layout(
        is_example=mark.is_example,
        moment=mark.moment,
        at=clock.now(),
        person_name=person.actor_name if person else "",
        is_signed_in=person is not None,
        menu=(),
        other_language=_other_language(request),
        language=get_language() or "sv",
        sign_in_href=in_language("/logga-in/"),
        sign_out_href=in_language("/logga-ut/"),
        own_href=in_language("/mitt/"),
        mailbox_href=in_language("/exempel/brevlada/") if mark.is_example else "",
    )


def in_language(path: str) -> str:
    return f"/en{path}" if get_language() == "en" else path


def _other_language(request: HttpRequest) -> Link | None:
    if request.method not in {"GET", "HEAD"}:
        return None
    path = request.get_full_path()
    if path.startswith("/en/"):
        return Link(label="Svenska", href=path.removeprefix("/en"), language="sv")
    return Link(label="English", href="/en" + path, language="en")

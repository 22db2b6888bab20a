"""The outbox as the host's staff see it: that a code went out, never which."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.core.tables import Column, Exports, Kind, Row, Table
from samverka.core.templatetags.samverka import clock_time
from samverka.mail import figures
from samverka.mail import queries as mail
from samverka.mail.models import Outbox
from samverka.networks import queries as networks
from samverka.networks.models import Network
from samverka.people.models import Person

ON_A_PAGE = 100
CODE = "people.code"
COLUMNS = (
    Column("written", gettext_lazy("Written"), Kind.INSTANT),
    Column("what", gettext_lazy("What")),
    Column("to", gettext_lazy("To")),
    Column("state", gettext_lazy("State"), Kind.STATE),
)


@dataclass(frozen=True, slots=True)
class OutboxPage:
    """The letters that have been written, newest first."""

    table: Table
    waiting: int
    failed: int
    number: int
    has_older: bool
    exports: Exports
    # One of the networks whose letters these are: taking them out is noted in its chain.
    network: Network


def outbox_page(person: Person, day: date, *, number: int = 1, ordered_by: str = "") -> OutboxPage:
    """Letters of the networks that the person works for, and the house's own; so many at a time, the newest first.

    Raises:
        Http404: when the person looks after no network's letters on the day.
    """
    hosted = networks.networks_with_post(person, day)
    chains = tuple(network.chain for network in hosted)
    if not chains:
        raise Http404
    start = (number - 1) * ON_A_PAGE
    # One more than is shown tells whether there are older ones.
    letters = list(mail.letters((*chains, "house"))[start : start + ON_A_PAGE + 1])
    has_older, letters = len(letters) > ON_A_PAGE, letters[:ON_A_PAGE]
    table = Table(
        name="utkorg",
        title=_("Outbox"),
        columns=COLUMNS,
        rows=tuple(_row(letter) for letter in letters),
        empty_text=_("No letter has been written yet."),
    )
    waiting, failed = mail.undelivered((*chains, "house"))
    exports = Exports(csv=f"{reverse('outbox_csv')}?sida={number}", xlsx=f"{reverse('outbox_xlsx')}?sida={number}")
    return OutboxPage(table.ordered(ordered_by), waiting, failed, number, has_older, exports, hosted[0])


def _is_given_up(letter: Outbox) -> bool:
    return letter.delivered_at is None and letter.tries >= figures.MOST_TRIES


def _row(letter: Outbox) -> Row:
    to = figures.masked(letter.to_address) if letter.is_secret else letter.to_address
    if letter.delivered_at is not None:
        said = _("Code sent %(when)s") if letter.kind == CODE else _("Sent %(when)s")
        state, mark = said % {"when": clock_time(letter.delivered_at)}, "done"
    elif letter.held_at is not None:
        state, mark = _("Waits for the digest: one letter with news a week"), "waiting"
    elif _is_given_up(letter):
        state, mark = _("Could not be sent (%(why)s)") % {"why": letter.last_fault or "?"}, "late"
    elif letter.tries:
        state, mark = _("Is tried again (%(why)s)") % {"why": letter.last_fault or "?"}, "waiting"
    else:
        state, mark = _("On its way"), "waiting"
    return Row((letter.written_at, letter.subject, to, state), mark=mark)

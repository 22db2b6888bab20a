"""Letters: where a chain ended, a month that nothing is submitted of, a year's statement."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from samverka.cofinancing.models import SilenceSignal, YearStatement
from samverka.core.templatetags.samverka import day, instant, month_name
from samverka.journal.models import HeadStamp
from samverka.mail import actions as mail
from samverka.people.models import Person

_WIDTH = 76


def head_noted(stamp: HeadStamp, *, to_address: str, about: str, at: datetime) -> None:
    """Chain, number, hash and token, to be kept where Samverka can't reach."""
    with translation.override("sv"):
        paragraphs = [
            _(
                "This is where the journal of %(about)s ended on %(at)s. "
                "Keep the letter: it shows if anything is rewritten."
            )
            % {"about": about, "at": instant(stamp.at)},
            _("Chain: %(chain)s\nEntry: %(seq)s\nHash (SHA-256): %(digest)s")
            % {"chain": stamp.chain, "seq": stamp.seq, "digest": stamp.hash},
        ]
        if stamp.token:
            token = "\n".join(stamp.token[start : start + _WIDTH] for start in range(0, len(stamp.token), _WIDTH))
            paragraphs.append(
                _("Time stamp (RFC 3161) from %(authority)s, base64:") % {"authority": stamp.authority} + f"\n\n{token}"
            )
        else:
            paragraphs.append(_("No authority of time has stamped it."))
        mail.write(
            unique_key=f"cofinancing.head_noted-{stamp.chain}-{stamp.seq}",
            kind="cofinancing.head_noted",
            to_address=to_address,
            to_name="",
            subject=_("The journal's head, entry %(seq)s") % {"seq": stamp.seq},
            body="\n\n".join(paragraphs),
            at=at,
            chain=stamp.chain,
        )


def silent(signal: SilenceSignal, person: Person, *, at: datetime) -> None:
    """Ask whoever leads the team why nothing of a month is submitted, before the host sees it."""
    if not person.email:
        return
    network = signal.participation.network
    with translation.override(person.language):
        values = {
            "month": month_name(signal.month),
            "until": day(signal.comment_due_day),
            "address": settings.BASE_URL + reverse("cofinancing:signal", args=[network.slug, signal.pk]),
            "network": network.name,
        }
        mail.write(
            unique_key=f"cofinancing.silent-{signal.pk}-{person.pk}",
            kind="cofinancing.silent",
            to_address=person.email,
            to_name=person.actor_name,
            subject=_("%(month)s: nothing is submitted yet") % {"month": values["month"].capitalize()},
            body=_(
                "%(month)s has closed and nothing of it is submitted. You are asked first: say shortly why, or submit "
                "what there is. On %(until)s the host gets to see it, with your comment.\n\n"
                "%(address)s\n\n%(network)s"
            )
            % (values | {"month": values["month"].capitalize()}),
            at=at,
            language=person.language,
            chain=network.chain,
        )


def statement_made(statement: YearStatement, person: Person, *, at: datetime) -> None:
    """Tell whoever leads the team that the year's statement can be fetched."""
    if not person.email:
        return
    seat = statement.participation
    with translation.override(person.language):
        page = reverse("cofinancing:statement", args=[seat.network.slug, seat.pk, statement.year])
        mail.write(
            unique_key=f"cofinancing.statement-{statement.pk}-{person.pk}",
            kind="cofinancing.statement",
            to_address=person.email,
            to_name=person.actor_name,
            subject=_("The hours of %(year)s by department, employer and cost centre") % {"year": statement.year},
            body=_(
                "Here are the hours of %(year)s and what they are worth, to hand on to those who keep the accounts.\n\n"
                "%(address)s\n\n%(network)s"
            )
            % {"year": statement.year, "address": settings.BASE_URL + page, "network": seat.network.name},
            at=at,
            language=person.language,
            chain=seat.network.chain,
        )

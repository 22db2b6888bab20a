"""The letter to the outside address: where a chain ended, so that a rewrite inside would show."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from samverka.core.templatetags.samverka import instant
from samverka.journal.models import HeadStamp
from samverka.mail import actions as mail

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

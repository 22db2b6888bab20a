"""The only room of mail that writes: a letter becomes a row, and a row is delivered once."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from samverka.core.words import address_key
from samverka.mail import figures, queries
from samverka.mail.models import Outbox, SendOut

HOUSE = "house"
# The keys of the letters written in the request under way, so that its door can have them delivered at once.
_written: ContextVar[list[str] | None] = ContextVar("letters_written", default=None)


@contextmanager
def noticing_letters() -> Iterator[list[str]]:
    """Collect the keys of the letters that are written inside."""
    keys: list[str] = []
    token = _written.set(keys)
    try:
        yield keys
    finally:
        _written.reset(token)


@transaction.atomic
def write(
    *,
    unique_key: str,
    kind: str,
    to_address: str,
    to_name: str,
    subject: str,
    body: str,
    at: datetime,
    reply_to: str = "",
    language: str = "sv",
    calendar: str = "",
    chain: str = HOUSE,
    secret_body: str = "",
    may_wait: bool = False,
) -> Outbox:
    """Put a letter in the outbox, in the transaction of the act that it tells of; the same key twice is one letter.

    Args:
        unique_key: what makes this letter this one, `hours.reminder-17-2021-10`.
        kind: package and sort, `hours.reminder`.
        to_address: where it goes.
        to_name: the name beside the address, or empty.
        subject: one line, without personal data.
        body: plain text; an address alone on its line becomes the one big link, a line set in by four spaces
            is set large.
        at: when, by the one clock.
        reply_to: the person who answers questions.
        language: `sv` or `en`, the language that the text is in.
        calendar: an iCalendar text to attach, or empty.
        chain: the network's chain that the letter belongs to, by which the outbox is filtered.
        secret_body: the real body of a secret letter (a code, a personal link); `body` is then what the host may
            read instead.
        may_wait: it is news, neither an invitation nor a request: at most one such letter a week, the rest in a digest.
    """
    is_held = may_wait and queries.has_had_news(to_address, at)
    letter, is_new = Outbox.objects.get_or_create(
        unique_key=unique_key,
        defaults={
            "kind": kind,
            "to_address": address_key(to_address),
            "to_name": " ".join(to_name.split())[:200],
            "reply_to": reply_to,
            "language": language,
            # A line break in a subject would be a header of its own.
            "subject": " ".join(subject.split())[:200],
            "body": body,
            "is_secret": bool(secret_body),
            "secret_body": figures.sealed(secret_body, settings.SECRET_KEY),
            "calendar": calendar,
            "chain": chain,
            "written_at": at,
            "may_wait": may_wait,
            "held_at": at if is_held else None,
        },
    )
    keys = _written.get()
    if is_new and keys is not None:
        keys.append(letter.unique_key)
    return letter


def deliver_waiting(*, outside: bool, at: datetime) -> int:
    """Send every letter whose turn it is; how many left. Safe to run twice and by several at once.

    Each letter is taken by one conditional update, which also says when to try again should this process
    die; only then is it handed to the mail server.

    Args:
        outside: whether letters may leave; nothing leaves an example, whose own mailbox page shows them.
        at: when, by the one clock.
    """
    sent = 0
    for letter in queries.letters_due(at):
        tries = letter.tries + 1
        taken = Outbox.objects.filter(pk=letter.pk, delivered_at__isnull=True, tries=letter.tries).update(
            tries=tries, next_try_at=at + figures.pause_after(tries)
        )
        if not taken:
            continue  # another worker has it
        if not outside:
            # The sealed text stays: the mailbox page of the example shows codes and links too.
            sent += Outbox.objects.filter(pk=letter.pk).update(delivered_at=at, last_fault="")
            continue
        fault = _send(letter)
        if fault:
            Outbox.objects.filter(pk=letter.pk).update(last_fault=fault)
        else:
            sent += Outbox.objects.filter(pk=letter.pk).update(delivered_at=at, last_fault="", secret_body="")
    return sent


def _send(letter: Outbox) -> str:
    """Hand one letter to the mail server; what went wrong, without a word of the letter, or empty."""
    try:
        _message(letter).send()
    except OSError as fault:  # the errors of SMTP are such too
        what = getattr(fault, "smtp_code", "") or fault.strerror or ""
        return f"{type(fault).__name__} {what}".strip()[:300]
    except ValueError as fault:  # a sealed text that can't be opened, or an address that no header takes
        return f"{type(fault).__name__}: {fault}"[:300]
    return ""


def _message(letter: Outbox) -> EmailMultiAlternatives:
    text = figures.opened(letter.secret_body, settings.SECRET_KEY) or letter.body
    sender = settings.DEFAULT_FROM_EMAIL
    domain = sender.rpartition("@")[2].strip("> ") or "localhost"
    message = EmailMultiAlternatives(
        subject=letter.subject,
        body=text,
        from_email=sender,
        to=[_address(letter.to_name, letter.to_address)],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        headers={
            "Message-ID": f"<{figures.message_key(letter.unique_key)}@{domain}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": letter.language,
        },
        connection=get_connection(timeout=settings.EMAIL_TIMEOUT),
    )
    message.attach_alternative(html_text(text, subject=letter.subject, language=letter.language), "text/html")
    if letter.calendar:
        # The part must name the same method as the calendar in it (RFC 6047).
        method = "CANCEL" if "METHOD:CANCEL" in letter.calendar else "PUBLISH"
        message.attach("traff.ics", letter.calendar, f"text/calendar; method={method}")
    return message


def _address(name: str, address: str) -> str:
    clean = "".join(char for char in name if char not in '"\\<>\r\n')
    return f'"{clean}" <{address}>' if clean else address


def html_text(text: str, *, subject: str, language: str) -> str:
    """The same letter as simple HTML: paragraphs, one big link, a code set large."""
    with translation.override(language):
        page = {"subject": subject, "language": language, "parts": figures.parts(text)}
        return render_to_string("mail/letter.html", page)


@transaction.atomic
def prepare_send_out(
    *,
    chain: str,
    subject: str,
    body: str,
    subject_en: str,
    body_en: str,
    segment: str,
    reply_to: str,
    recipients: Sequence[figures.Recipient],
    by: str,
    at: datetime,
) -> SendOut:
    """Keep a text with those it is to go to, to be looked at before it is sent."""
    return SendOut.objects.create(
        chain=chain,
        subject=subject,
        body=body,
        subject_en=subject_en,
        body_en=body_en,
        segment=segment,
        reply_to=reply_to,
        recipients=[asdict(one) for one in recipients],
        prepared_at=at,
        prepared_by=by,
    )


@transaction.atomic
def send_out(*, prepared: SendOut, by: str, at: datetime) -> bool:
    """Write one letter to each who was shown; false when somebody has sent it before.

    Whoever has had news this week gets it in the digest.
    """
    if not SendOut.objects.filter(pk=prepared.pk, sent_at__isnull=True).update(sent_at=at, sent_by=by):
        return False
    for one in queries.recipients(prepared):
        in_english = one.language == "en" and bool(prepared.body_en)
        write(
            unique_key=f"mail.send_out-{prepared.pk}-{one.address}",
            kind="mail.send_out",
            to_address=one.address,
            to_name=one.name,
            subject=(prepared.subject_en or prepared.subject) if in_english else prepared.subject,
            body=prepared.body_en if in_english else prepared.body,
            at=at,
            reply_to=prepared.reply_to,
            language="en" if in_english else "sv",
            chain=prepared.chain,
            may_wait=True,
        )
    return True


@transaction.atomic
def write_digest(*, letters: Sequence[Outbox], todo: Sequence[str], link: str, at: datetime) -> Outbox:
    """What has been held back for one person, together in one letter, with what waits for the person.

    Args:
        letters: what was held back, the oldest first; all to the same address.
        todo: what the person is to do, a line each.
        link: where the person does it.
        at: when.
    """
    first = letters[0]
    with translation.override(first.language):
        parts = [gettext("This has happened")]
        parts += [f"{letter.subject}\n\n{letter.body}" for letter in letters]
        if todo:
            parts += [gettext("This is for you to do"), "\n".join(f"– {line}" for line in todo), link]
        digest = write(
            unique_key=f"mail.digest-{first.pk}",
            kind="mail.digest",
            to_address=first.to_address,
            to_name=first.to_name,
            subject=gettext("This has happened, and this is for you to do"),
            body="\n\n".join(parts),
            at=at,
            reply_to=first.reply_to,
            language=first.language,
            chain=first.chain,
        )
    # The digest itself begins the new week.
    Outbox.objects.filter(pk=digest.pk).update(may_wait=True)
    Outbox.objects.filter(pk__in=[letter.pk for letter in letters], digest__isnull=True).update(
        digest=digest, delivered_at=at
    )
    return digest


def forget_old(*, before: datetime) -> int:
    """Empty what secret letters still hold from before this instant, delivered or given up; how many."""
    done = Q(delivered_at__isnull=False) | Q(tries__gte=figures.MOST_TRIES)
    return Outbox.objects.filter(done, written_at__lt=before).exclude(secret_body="").update(secret_body="")

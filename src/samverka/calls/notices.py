"""The letters of calls: to contacts, signatories, the municipality's official mailbox and the host."""

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.calls import figures, queries
from samverka.calls.models import (
    Call,
    CallChange,
    Interest,
    LetterOfIntent,
    LetterSignatory,
    Paper,
    SelectionOutcome,
    SignedFile,
)
from samverka.core import clock
from samverka.core.templatetags.samverka import day as day_text
from samverka.core.templatetags.samverka import deadline, instant
from samverka.mail import actions as mail
from samverka.people.models import Person


def _address(name: str, *where: object) -> str:
    return settings.BASE_URL + reverse(f"calls:{name}", args=where)


def _write(
    person: Person, call: Call, *, sort: str, key: object, subject: str, paragraphs: Iterable[str], at: datetime
) -> bool:
    """One letter to one person, in the language that is set; false for whoever has no address, or has it already."""
    if not person.email:
        return False
    signed = _("Best wishes,\n%(host)s") % {"host": call.network.host_organisation}
    letter = mail.write(
        unique_key=f"calls.{sort}-{key}-{person.pk}",
        kind=f"calls.{sort}",
        to_address=person.email,
        to_name=person.name,
        subject=subject,
        body="\n\n".join([*(text for text in paragraphs if text), signed]),
        at=at,
        reply_to=call.contact_email,
        language=person.language,
        chain=call.network.chain,
    )
    return letter.written_at == at


def _named(interest: Interest) -> dict[str, str]:
    return {"organisation": interest.organisation.name, "call": queries.call_title(interest.call)}


def call_changed(change: CallChange, *, at: datetime) -> None:
    """Everyone who has begun an expression of interest is told what was changed in the call, and why."""
    call = change.call
    for person in queries.people_in(call, at):
        with translation.override(person.language):
            _write(
                person,
                call,
                sort="call_changed",
                key=change.pk,
                subject=_("A call that you take part in has been changed"),
                paragraphs=(
                    _("“%(call)s” has been changed:") % {"call": queries.call_title(call)},
                    "\n".join(f"– {line}" for line in queries.change_sentences(change)),
                    _("Why: %(reason)s") % {"reason": change.reason},
                    _("What stood before and what stands now you read here:"),
                    _address("changes", call.slug),
                ),
                at=at,
            )


def started(interest: Interest, person: Person, *, at: datetime) -> None:
    """The link back to a draft, at once."""
    with translation.override(person.language):
        named = _named(interest)
        _write(
            person,
            interest.call,
            sort="started",
            key=interest.pk,
            subject=_("Your expression of interest: link back to the draft"),
            paragraphs=(
                _("%(organisation)s has begun an expression of interest in “%(call)s”.") % named,
                _("Here is the draft. Everything you save stays there, and you can invite colleagues:"),
                _address("interest", interest.call.slug, interest.pk),
                _("Send it in by %(day)s.") % {"day": deadline(interest.call.interest_day)},
            ),
            at=at,
        )


def invited(interest: Interest, person: Person, *, by: Person, at: datetime) -> None:
    """A colleague is asked to write along."""
    with translation.override(person.language):
        named = _named(interest) | {"by": by.actor_name}
        _write(
            person,
            interest.call,
            sort="invited",
            key=interest.pk,
            subject=_("You are invited to an expression of interest"),
            paragraphs=(
                _("%(by)s invites you to be a contact of %(organisation)s in “%(call)s”.") % named,
                _("You can read and change the expression of interest here:"),
                _address("interest", interest.call.slug, interest.pk),
            ),
            at=at,
        )


def registered(interest: Interest, person: Person, *, at: datetime) -> None:
    """What came by mail or phone has been written down; here is the link to take it over."""
    with translation.override(person.language):
        named = _named(interest)
        _write(
            person,
            interest.call,
            sort="registered",
            key=interest.pk,
            subject=_("Your expression of interest has been written down"),
            paragraphs=(
                _("What you sent or told us for %(organisation)s in “%(call)s” has been written down.") % named,
                _("Take it over, fill in what is missing and send it in here:"),
                _address("interest", interest.call.slug, interest.pk),
                _("It came in time, so you may go on until %(day)s.")
                % {"day": deadline(interest.call.confirmation_day)},
            ),
            at=at,
        )


def deadline_near(
    interest: Interest, people: Iterable[Person], *, step: str, last_day: date, left: int, at: datetime
) -> bool:
    """A reminder before a day; true when somebody was reminded who had not been."""
    call = interest.call
    is_new = False
    for person in people:
        with translation.override(person.language):
            named = _named(interest) | {"day": deadline(last_day)}
            match step:
                case "send_in":
                    said = _(
                        "The expression of interest of %(organisation)s in “%(call)s” is to be sent in by %(day)s."
                    )
                    link = _address("interest", call.slug, interest.pk)
                case "confirm":
                    said = _("Say by %(day)s whether %(organisation)s wants to continue in “%(call)s”.")
                    link = _address("confirmation", call.slug, interest.pk)
                case _unused:
                    said = _("The letter of intent of %(organisation)s in “%(call)s” is to be signed by %(day)s.")
                    link = _address("interest", call.slug, interest.pk)
            is_new |= _write(
                person,
                call,
                sort="deadline_near",
                key=f"{step}-{interest.pk}-{last_day.isoformat()}-{left}",
                subject=_("Reminder: a day is near"),
                paragraphs=(said % named, link),
                at=at,
            )
    return is_new


def submitted(interest: Interest, people: Iterable[Person], *, at: datetime) -> None:
    """The receipt: it has come in, and what happens next."""
    for person in people:
        with translation.override(person.language):
            _write(
                person,
                interest.call,
                sort="submitted",
                key=f"{interest.pk}-{interest.edition}",
                subject=_("Received: your expression of interest"),
                paragraphs=(
                    _("The expression of interest of %(organisation)s in “%(call)s” came in %(when)s.")
                    % (_named(interest) | {"when": instant(at)}),
                    _("After the information meeting you say whether you want to continue, by %(day)s.")
                    % {"day": deadline(interest.call.confirmation_day)},
                    _("You can read what you sent in here:"),
                    _address("interest", interest.call.slug, interest.pk),
                ),
                at=at,
            )


def exempted(interest: Interest, people: Iterable[Person], *, at: datetime) -> None:
    """More time has been given."""
    for person in people:
        with translation.override(person.language):
            _write(
                person,
                interest.call,
                sort="exempted",
                key=f"{interest.pk}-{at:%Y%m%d%H%M%S}",
                subject=_("You have been given more time"),
                paragraphs=(
                    _("%(organisation)s may still send in and confirm its interest in “%(call)s”, by %(day)s.")
                    % (_named(interest) | {"day": deadline(interest.late_until or interest.call.confirmation_day)}),
                    _address("interest", interest.call.slug, interest.pk),
                ),
                at=at,
            )


def withdrawn(interest: Interest, people: Iterable[Person], *, at: datetime) -> None:
    """A receipt of having left the call."""
    for person in people:
        with translation.override(person.language):
            _write(
                person,
                interest.call,
                sort="withdrawn",
                key=interest.pk,
                subject=_("Noted: you have withdrawn"),
                paragraphs=(
                    _("%(organisation)s no longer takes part in “%(call)s”.") % _named(interest),
                    _("You can read what you sent in here:"),
                    _address("interest", interest.call.slug, interest.pk),
                ),
                at=at,
            )


def confirmation_wanted(interest: Interest, people: Iterable[Person], *, at: datetime) -> None:
    """A reminder to say whether they want to continue."""
    for person in people:
        with translation.override(person.language):
            _write(
                person,
                interest.call,
                sort="confirmation_wanted",
                key=f"{interest.pk}-{at:%Y%m%d%H%M}",
                subject=_("Do you want to continue? Answer by %(day)s")
                % {"day": day_text(interest.call.confirmation_day)},
                paragraphs=(
                    _("Does %(organisation)s still want to take part in “%(call)s”?") % _named(interest),
                    _("Answer with one press, by %(day)s:") % {"day": deadline(interest.call.confirmation_day)},
                    _address("confirmation", interest.call.slug, interest.pk),
                ),
                at=at,
            )


def confirmed(interest: Interest, people: Iterable[Person], *, at: datetime) -> None:
    """A receipt of the confirmed interest."""
    for person in people:
        with translation.override(person.language):
            _write(
                person,
                interest.call,
                sort="confirmed",
                key=interest.pk,
                subject=_("Noted: you want to continue"),
                paragraphs=(
                    _("%(organisation)s has confirmed its interest in “%(call)s”.") % _named(interest),
                    _("You will get an answer on the selection around %(day)s.")
                    % {"day": day_text(interest.call.decision_day)},
                    _address("interest", interest.call.slug, interest.pk),
                ),
                at=at,
            )


def answered(outcome: SelectionOutcome, people: Iterable[Person], *, at: datetime) -> None:
    """The answer of the selection, with its computed reason and what can be done now."""
    interest = outcome.interest
    for person in people:
        with translation.override(person.language):
            reason = outcome.reason_en if person.language == "en" and outcome.reason_en else outcome.reason
            _write(
                person,
                interest.call,
                sort="answered",
                key=outcome.pk,
                subject=_("The selection has been decided: your answer"),
                paragraphs=(
                    queries.answer_sentence(interest, outcome.outcome, outcome.reserve_place),
                    reason,
                    queries.what_now(interest.call, outcome.outcome),
                    _address("interest", interest.call.slug, interest.pk),
                    _("The decision with everything that it rests on is public:"),
                    _address("decision", interest.call.slug),
                    *_annex(outcome),
                ),
                at=at,
            )


def _annex(outcome: SelectionOutcome) -> tuple[str, ...]:
    """What the answer rests on, so that the mail alone can be held against the public files."""
    decision = outcome.decision
    if not decision.result:
        return ()
    lines = [
        _("Seed of the lottery: %(seed)s") % {"seed": decision.lottery_seed},
        *(f"{name}: {figures.sha256(text)}" for name, text in queries.kept_files(decision)),
    ]
    return (_("Annex: what the decision rests on (SHA-256 of each file)"), "\n".join(lines))


def offered(outcome: SelectionOutcome, people: Iterable[Person], *, at: datetime) -> None:
    """A reserve is offered a seat that has become free."""
    interest = outcome.interest
    for person in people:
        with translation.override(person.language):
            _write(
                person,
                interest.call,
                sort="offered",
                key=outcome.pk,
                subject=_("A seat has become free: it is yours to take"),
                paragraphs=(
                    _("A seat in “%(call)s” has become free, and %(organisation)s is next on the reserve list.")
                    % _named(interest),
                    _("The letter of intent is to be complete by %(day)s:")
                    % {"day": deadline(outcome.letter_day or interest.call.letter_day)},
                    _address("interest", interest.call.slug, interest.pk),
                ),
                at=at,
            )


def lapsed(outcome: SelectionOutcome, people: Iterable[Person], *, at: datetime) -> None:
    """The kept seat has been let go."""
    interest = outcome.interest
    for person in people:
        with translation.override(person.language):
            _write(
                person,
                interest.call,
                sort="lapsed",
                key=outcome.pk,
                subject=_("The seat is no longer kept for you"),
                paragraphs=(
                    _(
                        "There was no complete letter of intent from %(organisation)s in time. The seat in “%(call)s” "
                        "is offered to the next reserve."
                    )
                    % _named(interest),
                    _address("interest", interest.call.slug, interest.pk),
                ),
                at=at,
            )


def letter_issued(letter: LetterOfIntent, people: Iterable[Person], *, last_day: date, at: datetime) -> None:
    """The letter is there: name the two who sign it."""
    interest = letter.interest
    for person in people:
        with translation.override(person.language):
            _write(
                person,
                interest.call,
                sort="letter_issued",
                key=letter.pk,
                subject=_("The letter of intent is ready for its signatories"),
                paragraphs=(
                    _("Name the two who sign for %(organisation)s, and on which basis. Each gets a link of their own.")
                    % _named(interest),
                    _address("letter", letter.number),
                    _("It is to be complete by %(day)s.") % {"day": deadline(last_day)},
                ),
                at=at,
            )


def signature_wanted(signatory: LetterSignatory, *, token: str, last_day: date | None, at: datetime) -> None:
    """The personal link of one of the two who sign: secret, never shown in the outbox."""
    paper = signatory.signs
    is_letter = isinstance(paper, LetterOfIntent)
    network = paper.network
    with translation.override("sv"):
        named = {
            "organisation": paper.organisation.name,
            "about": queries.about_of(paper),
            "title": queries.lowered(signatory.title),
            "number": paper.number,
            "network": network.name,
        }
        wanted = (
            _("As %(title)s you are asked to sign the letter of intent of %(organisation)s in “%(about)s”.")
            if is_letter
            else _("As %(title)s you are asked to sign the data-protection arrangement of %(organisation)s.")
        )
        how = (
            _("Read it and approve it here, by %(day)s. You get a one-time code to this address:")
            % {"day": deadline(last_day)}
            if last_day
            else _("Read it and approve it here. You get a one-time code to this address:")
        )
        secret = "\n\n".join(
            (
                _("Hello %(name)s,") % {"name": signatory.name},
                wanted % named,
                how,
                _address("sign_link", token),
                _("The link is yours alone; do not pass it on."),
                _("Best wishes,\n%(host)s") % {"host": network.host_organisation},
            )
        )
        said = (
            _("A personal link to sign letter of intent %(number)s. It is shown to the recipient only.")
            if is_letter
            else _("A personal link to sign data-protection arrangement %(number)s. It is shown to the recipient only.")
        )
        mail.write(
            unique_key=f"calls.signature_wanted-{signatory.pk}-{signatory.link_sha256[:16]}",
            kind="calls.signature_wanted",
            to_address=signatory.email,
            to_name=signatory.name,
            subject=_("A letter of intent waits for your signature")
            if is_letter
            else _("A data-protection arrangement waits for your signature"),
            body=said % named,
            secret_body=secret,
            at=at,
            reply_to=queries.reply_to(paper),
            language="sv",
            chain=network.chain,
        )


def signed(signatory: LetterSignatory, *, at: datetime) -> None:
    """A receipt to the organisation's official mailbox, so that no signature is given without its knowledge (R3)."""
    paper = signatory.signs
    mailbox = paper.organisation.official_mailbox
    if not mailbox:
        return
    with translation.override("sv"):
        named = {
            "organisation": paper.organisation.name,
            "name": signatory.name,
            "title": queries.lowered(signatory.title),
            "number": paper.number,
            "when": instant(at),
            "hash": paper.text_sha256,
        }
        is_letter = isinstance(paper, LetterOfIntent)
        subject = (
            _("Receipt: letter of intent %(number)s has been signed")
            if is_letter
            else _("Receipt: data-protection arrangement %(number)s has been signed")
        )
        first = (
            _("%(name)s, %(title)s, signed letter of intent %(number)s of %(organisation)s %(when)s.")
            if is_letter
            else _("%(name)s, %(title)s, signed data-protection arrangement %(number)s of %(organisation)s %(when)s.")
        )
        mail.write(
            unique_key=f"calls.signed-{signatory.pk}-{at:%Y%m%d%H%M%S}",
            kind="calls.signed",
            to_address=mailbox,
            to_name=paper.organisation.name,
            subject=subject % named,
            body="\n\n".join(
                (
                    first % named,
                    str(_HOW_SIGNED[signatory.method]),
                    _("The text that was signed:"),
                    paper.text,
                    _("SHA-256 of the text: %(hash)s") % named,
                    _("If this was not meant, answer this letter at once."),
                )
            ),
            at=at,
            reply_to=queries.reply_to(paper),
            language="sv",
            chain=paper.network.chain,
        )


_HOW_SIGNED: dict[str, str | Promise] = {
    "approval": gettext_lazy(
        "It is an approval in Samverka with a personal link and a one-time code, not an advanced e-signature."
    ),
    "paper": gettext_lazy("It was signed on paper, and the host has looked at the scanned page."),
    "pdf": gettext_lazy("It is an e-signature in a PDF from the organisation's own service, and it has been checked."),
}


def file_judged(file: SignedFile, *, at: datetime) -> None:
    """What became of a signed PDF: to those who see to the paper, and to the host when it has to look."""
    paper = file.signs
    day = clock.day(at)
    reached = {person.pk: person for person in (file.sent_in_by, *queries.people_of(paper, day))}
    for person in reached.values():
        if not person.email:
            continue
        with translation.override(person.language):
            _file_judged(file, person, paper, at=at)
    if file.outcome != SignedFile.Outcome.PERSON:
        return
    with translation.override("sv"):
        named = {"number": paper.number, "organisation": paper.organisation.name}
        mail.write(
            unique_key=f"calls.file_to_compare-{file.pk}",
            kind="calls.file_to_compare",
            to_address=queries.reply_to(paper),
            to_name=paper.network.host_organisation,
            subject=_("A signed PDF has to be looked at"),
            body="\n\n".join(
                (
                    _("A signed PDF of %(number)s has come from %(organisation)s, and a person has to compare it.")
                    % named,
                    settings.BASE_URL + queries.address_of(paper, "signed_file", file.pk),
                )
            ),
            at=at,
            language="sv",
            chain=paper.network.chain,
        )


def _file_judged(file: SignedFile, person: Person, paper: Paper, *, at: datetime) -> None:
    named = {"number": paper.number}
    match file.outcome:
        case SignedFile.Outcome.ACCEPTED:
            subject, said = _("The signed PDF has been accepted"), _("The signed PDF of %(number)s counts.") % named
        case SignedFile.Outcome.REFUSED:
            subject = _("The signed PDF could not be accepted")
            said = _("The signed PDF of %(number)s does not count. The page says why, and what to do.") % named
        case _unused:
            subject = _("The signed PDF is looked at by the host")
            said = _("The signed PDF of %(number)s is compared by a person at the host. You need do nothing.") % named
    mail.write(
        unique_key=f"calls.file_judged-{file.pk}-{file.outcome}-{person.pk}",
        kind="calls.file_judged",
        to_address=person.email,
        to_name=person.name,
        subject=subject,
        body="\n\n".join((said, settings.BASE_URL + queries.address_of(paper, "signed_file", file.pk))),
        at=at,
        reply_to=queries.reply_to(paper),
        language=person.language,
        chain=paper.network.chain,
    )


def seat_awarded(interest: Interest, people: Iterable[Person], *, at: datetime) -> None:
    """The letter is complete and the seat is theirs to accept."""
    for person in people:
        with translation.override(person.language):
            conditional = interest.call.network.granted_day is None
            _write(
                person,
                interest.call,
                sort="seat_awarded",
                key=interest.pk,
                subject=_("The seat is yours: accept it"),
                paragraphs=(
                    _("The letter of intent of %(organisation)s is complete, and you have a seat in “%(call)s”.")
                    % _named(interest),
                    _("The seat is conditional until the support has been granted.") if conditional else "",
                    _("Accept the seat here:"),
                    _address("interest", interest.call.slug, interest.pk),
                ),
                at=at,
            )


def seat_accepted(interest: Interest, people: Iterable[Person], *, at: datetime) -> None:
    """Welcome, and where the team is filled."""
    for person in people:
        with translation.override(person.language):
            _write(
                person,
                interest.call,
                sort="seat_accepted",
                key=interest.pk,
                subject=_("Welcome to the network"),
                paragraphs=(
                    _("%(organisation)s has accepted its seat in “%(call)s”.") % _named(interest),
                    _("The coordinator and the team members you named now have their roles in the project team."),
                    _address("interest", interest.call.slug, interest.pk),
                ),
                at=at,
            )

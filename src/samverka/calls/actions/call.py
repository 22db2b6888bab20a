"""Drafting, changing, publishing and cancelling a call."""

from datetime import datetime

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import get_language

from samverka.calls import notices, queries, rules
from samverka.calls.models import Call, CallChange, Commitment
from samverka.calls.rules import CallDraft
from samverka.core.refusals import Refused
from samverka.core.stamps import SOMEONE_WAS_FIRST, stamp
from samverka.core.tables import Table
from samverka.documents import actions as documents
from samverka.documents.models import Rendering
from samverka.journal import actions as journal
from samverka.networks import queries as networks
from samverka.networks.models import Network
from samverka.people.models import Person
from samverka.selection import seed_fingerprint


@transaction.atomic
def draft_call(*, network: Network, draft: CallDraft, by: Person, at: datetime, slug: str = "") -> Call:
    """The host begins a call; nobody else sees it until it is published. The address is made of the title.

    Raises:
        Refused: when the days are not in order or the rules can't be used.
    """
    _check(draft, network)
    call = Call.objects.create(
        network=network, slug=_free_slug(slug or draft.title), drafted_at=at, drafted_by=by, **draft.columns()
    )
    _write_commitments(call, draft)
    journal.record(
        chain=network.chain, verb="calls.call.drafted", subject=call, by=by, at=at, payload={"title": call.title}
    )
    return call


@transaction.atomic
def change_call(*, call: Call, draft: CallDraft, by: Person, at: datetime, reason: str = "") -> Call:
    """The host changes a call: a draft freely; a published one in the open, with a reason, old beside new for ever.

    The promises of a published call stand: applicants have made theirs one by one.

    Raises:
        Refused: when the call is cancelled or decided, the days are not in order, the rules can't be used, or a
            published call is changed without a reason.
    """
    rules.may_change_call(call, is_decided=queries.is_decided(call)).or_refuse()
    _check(draft, call.network)
    is_published = call.published_at is not None
    changes = queries.differences(call, draft)
    rules.is_change_explained(is_published=is_published, reason=reason, has_changes=bool(changes)).or_refuse()
    same_state = Call.objects.filter(pk=call.pk, published_at__isnull=not is_published)
    if not same_state.update(**draft.columns()):
        raise Refused(SOMEONE_WAS_FIRST)
    call.refresh_from_db()
    if is_published:
        change = CallChange.objects.create(
            call=call, reason=reason.strip(), changes=changes, changed_at=at, changed_by=by
        )
        notices.call_changed(change, at=at)
    else:
        Commitment.objects.filter(call=call).delete()
        _write_commitments(call, draft)
    journal.record(
        chain=call.network.chain,
        verb="calls.call.changed",
        subject=call,
        by=by,
        at=at,
        payload={"title": call.title} | ({"reason": reason.strip(), "changes": changes} if is_published else {}),
    )
    return call


def _check(draft: CallDraft, network: Network) -> None:
    rules.are_days_in_order(
        opens_day=draft.opens_day,
        interest_day=draft.interest_day,
        confirmation_day=draft.confirmation_day,
        decision_day=draft.decision_day,
        letter_day=draft.letter_day,
        after_letters=draft.selection_when == Call.SelectionWhen.AFTER_LETTERS,
    ).or_refuse()
    rules.may_be_information_meeting(draft.information_meeting, network).or_refuse()
    fault = queries.rules_fault(draft.selection_rules, seats=networks.holding_terms(network).seats)
    if fault:
        raise Refused(fault[0] if get_language() == "sv" else fault[1])


def _write_commitments(call: Call, draft: CallDraft) -> None:
    Commitment.objects.bulk_create(
        Commitment(call=call, party=party, position=position, text=text, text_en=text_en)
        for party, promises in (
            (Commitment.Party.MUNICIPALITY, draft.municipality_commitments),
            (Commitment.Party.HOST, draft.host_commitments),
        )
        for position, (text, text_en) in enumerate(promises, start=1)
    )


def _free_slug(text: str) -> str:
    wanted = slugify(text)[:50].strip("-") or "erbjudande"
    taken = set(Call.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)) | rules.RESERVED_SLUGS
    slug, number = wanted, 2
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug


@transaction.atomic
def publish_call(*, call: Call, by: Person, at: datetime) -> Call:
    """The call is shown to everyone and binds from here on; of the lottery's seed only the fingerprint is shown.

    Raises:
        Refused: when promises or the seed are missing, or it has been published or cancelled.
    """
    parties = list(Commitment.objects.filter(call=call).values_list("party", flat=True))
    rules.may_publish(
        call,
        municipality_commitments=parties.count(Commitment.Party.MUNICIPALITY),
        host_commitments=parties.count(Commitment.Party.HOST),
    ).or_refuse()
    stamp(call, "published", by=by, at=at)
    journal.record(
        chain=call.network.chain,
        verb="calls.call.published",
        subject=call,
        by=by,
        at=at,
        payload={
            "title": call.title,
            "opens_day": call.opens_day.isoformat(),
            "interest_day": call.interest_day.isoformat(),
            "confirmation_day": call.confirmation_day.isoformat(),
            "decision_day": call.decision_day.isoformat(),
            "letter_day": call.letter_day.isoformat(),
            "selection_when": str(call.selection_when),
            "seed_sha256": seed_fingerprint(call.lottery_seed),
        },
    )
    return call


@transaction.atomic
def cancel_call(*, call: Call, by: Person, at: datetime) -> Call:
    """The host calls the call off.

    Raises:
        Refused: when it has been cancelled or the selection has been decided.
    """
    rules.may_cancel(call, is_decided=queries.is_decided(call)).or_refuse()
    stamp(call, "cancelled", by=by, at=at)
    journal.record(chain=call.network.chain, verb="calls.call.cancelled", subject=call, by=by, at=at)
    return call


@transaction.atomic
def take_out_list(*, call: Call, table: Table, by: Person, at: datetime) -> Rendering:
    """The host takes the list of applicants out as a spreadsheet; the worker makes the file."""
    network = call.network
    rendering = documents.ask_for_list(
        owner=network, tables=[table], about=call.title, registry_number=network.registry_number, by=by, at=at
    )
    journal.record(
        chain=network.chain, verb="calls.list.taken_out", subject=call, by=by, at=at, payload={"list": table.name}
    )
    return rendering

"""An example is begun, written, handed over, approved, published and archived."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from secrets import token_urlsafe
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.text import slugify

from samverka.core.actors import Actor, Machine
from samverka.core.refusals import Refused
from samverka.core.stamps import SOMEONE_WAS_FIRST, lift_stamp, stamp
from samverka.core.words import address_key, search_words, sort_key
from samverka.documents import actions as documents
from samverka.enterprises.models import Collaboration
from samverka.examples import figures, notices, queries, rules
from samverka.examples.models import (
    ExampleApproval,
    ExampleEdition,
    ExamplePicture,
    ExampleUse,
    LearningExample,
)
from samverka.examples.queries.sight import Sight
from samverka.journal import actions as journal
from samverka.networks.models import Network, Participation
from samverka.people.models import MemberOrganisation, Person

TOKEN_BYTES = 24
WRITTEN = (
    "title",
    "ingress",
    "conclusions",
    "background",
    "done",
    "results",
    "figures",
    "costs",
    "obstacles",
    "tips",
    "partners",
    "contact",
    "form",
    "dimensions",
    "title_en",
    "summary_en",
)


def _record(
    example: LearningExample, verb: str, *, by: Actor, at: datetime, payload: Mapping[str, object] | None = None
) -> None:
    journal.record(
        chain=example.network.chain, verb=f"examples.example.{verb}", subject=example, by=by, at=at, payload=payload
    )


def _sight(example: LearningExample) -> Sight:
    """The example as it now stands, whoever looks."""
    return queries.fresh_sight(example.pk)


@transaction.atomic
def start_example(
    *,
    network: Network,
    participation: Participation,
    title: str,
    is_by_host: bool,
    by: Person,
    at: datetime,
    collaboration: Collaboration | None = None,
) -> LearningExample:
    """Someone begins an example; what is recorded already is filled in, and the municipality is to approve it."""
    draft = queries.compiled(participation, collaboration, at)
    title = " ".join(title.split())
    example = LearningExample.objects.create(
        network=network,
        participation=participation,
        slug=queries.free_slug(slugify(title) or "exempel"),
        title=title,
        title_sort=sort_key(title),
        background=draft.background,
        done=draft.done,
        results=draft.results,
        figures=list(draft.figures),
        partners=draft.partners,
        form=draft.form,
        dimensions=list(draft.dimensions),
        collaboration=collaboration,
        governing_document=draft.governing_document,
        is_started_by_host=is_by_host,
        started_at=at,
        started_by=by,
    )
    ExampleApproval.objects.create(
        example=example,
        side=ExampleApproval.Side.MUNICIPALITY_SIDE,
        name=participation.organisation.name,
        named_at=at,
        named_by=by,
    )
    for name, email, enterprise_id in draft.enterprises:
        ExampleApproval.objects.create(
            example=example,
            side=ExampleApproval.Side.ENTERPRISE_SIDE,
            name=name,
            email=address_key(email),
            enterprise_id=enterprise_id,
            named_at=at,
            named_by=by,
        )
    _record(example, "started", by=by, at=at, payload={"title": title})
    return example


@transaction.atomic
def save_example(
    *, example: LearningExample, values: Mapping[str, Any], seen: int, by: Person, at: datetime
) -> LearningExample:
    """Someone saves what has been written.

    Raises:
        Refused: when it is handed over or archived, or a colleague has saved it meanwhile.
    """
    example.refresh_from_db()
    rules.may_save(
        is_handed_over=example.handed_over_at is not None,
        is_archived=example.archived_at is not None,
        saved=example.saving,
        seen=seen,
    ).or_refuse()
    fields = {name: values[name] for name in WRITTEN if name in values}
    changed = LearningExample.objects.filter(pk=example.pk, saving=seen, handed_over_at__isnull=True).update(
        **fields, title_sort=sort_key(str(fields.get("title", example.title))), saving=F("saving") + 1
    )
    if not changed:
        raise Refused(SOMEONE_WAS_FIRST)
    example.refresh_from_db()
    _record(example, "saved", by=by, at=at, payload={"title": example.title, "saving": example.saving})
    return example


@transaction.atomic
def add_picture(
    *, example: LearningExample, file_name: str, data: bytes, alt_text: str, caption: str, by: Person, at: datetime
) -> ExamplePicture:
    """Someone adds a picture; it is made anew, so that nothing hidden comes along.

    Raises:
        Refused: when the example is handed over, or the file is no picture that can be taken in.
    """
    _may_change(example)
    document, size = documents.store_picture(owner=example, name=file_name, data=data, by=by, at=at)
    picture = ExamplePicture.objects.create(
        example=example,
        document=document,
        alt_text=" ".join(alt_text.split()),
        caption=" ".join(caption.split()),
        width=size[0],
        height=size[1],
        added_at=at,
        added_by=by,
    )
    _record(example, "picture_added", by=by, at=at, payload={"sha256": document.sha256, "alt_text": picture.alt_text})
    return picture


@transaction.atomic
def remove_picture(*, picture: ExamplePicture, by: Person, at: datetime) -> ExamplePicture:
    """Someone takes a picture out of the draft; a published edition keeps it until the next one.

    Raises:
        Refused: when the example is handed over, or the picture was removed before.
    """
    _may_change(picture.example)
    stamp(picture, "removed", by=by, at=at)
    _record(picture.example, "picture_removed", by=by, at=at, payload={"picture": picture.pk})
    return picture


@transaction.atomic
def name_enterprise(*, example: LearningExample, name: str, email: str, by: Person, at: datetime) -> ExampleApproval:
    """Someone names an enterprise in the example; it is to approve by a personal link.

    Raises:
        Refused: when the example is handed over.
    """
    _may_change(example)
    approval = ExampleApproval.objects.create(
        example=example,
        side=ExampleApproval.Side.ENTERPRISE_SIDE,
        name=" ".join(name.split()),
        email=address_key(email),
        named_at=at,
        named_by=by,
    )
    _record(example, "enterprise_named", by=by, at=at, payload={"name": approval.name})
    return approval


@transaction.atomic
def drop_enterprise(*, approval: ExampleApproval, by: Person, at: datetime) -> ExampleApproval:
    """The enterprise is no longer named, and its link no longer opens.

    Raises:
        Refused: when the example is handed over, or it was dropped before.
    """
    _may_change(approval.example)
    changed = ExampleApproval.objects.filter(pk=approval.pk, dropped_at__isnull=True).update(
        dropped_at=at, link_sha256=""
    )
    if not changed:
        raise Refused(SOMEONE_WAS_FIRST)
    _record(approval.example, "enterprise_dropped", by=by, at=at, payload={"name": approval.name})
    return approval


def _may_change(example: LearningExample) -> None:
    example.refresh_from_db()
    rules.may_save(
        is_handed_over=example.handed_over_at is not None,
        is_archived=example.archived_at is not None,
        saved=0,
        seen=0,
    ).or_refuse()


@transaction.atomic
def hand_over(*, example: LearningExample, by: Person, at: datetime) -> LearningExample:
    """The example is handed over: the municipality's coordinator and each named enterprise are asked to approve.

    Raises:
        Refused: with what is missing.
    """
    found = _sight(example)
    queries.hand_over_verdict(found).or_refuse()
    stamp(example, "handed_over", by=by, at=at, returned_comment="")
    # What was approved before was another text.
    example.approvals.update(
        approved_at=None, approved_name="", approved_sha256="", declined_at=None, declined_reason="", asked_at=at
    )
    _record(example, "handed_over", by=by, at=at, payload={"sha256": queries.fingerprint(found)})
    for approval in found.approvals:
        if approval.side == ExampleApproval.Side.ENTERPRISE_SIDE:
            token = token_urlsafe(TOKEN_BYTES)
            ExampleApproval.objects.filter(pk=approval.pk).update(link_sha256=figures.sha256(token))
            notices.approval_wanted(example, approval, token=token, by=by, at=at)
    notices.municipality_approval_wanted(example, by=by, at=at)
    return example


@transaction.atomic
def take_back(*, example: LearningExample, by: Person, at: datetime) -> LearningExample:
    """Whoever writes takes the example back to change it; approvals are asked for anew afterwards.

    Raises:
        Refused: when it is not handed over.
    """
    rules.may_take_back(is_handed_over=example.handed_over_at is not None).or_refuse()
    lift_stamp(example, "handed_over")
    _record(example, "taken_back", by=by, at=at)
    return example


@transaction.atomic
def return_example(*, example: LearningExample, comment: str, by: Person, at: datetime) -> LearningExample:
    """The host returns the example with what is to be changed.

    Raises:
        Refused: when it is not handed over.
    """
    rules.may_take_back(is_handed_over=example.handed_over_at is not None).or_refuse()
    lift_stamp(example, "handed_over", returned_comment=comment)
    _record(example, "returned", by=by, at=at, payload={"comment": comment})
    notices.returned(example, comment=comment, by=by, at=at)
    return example


@transaction.atomic
def approve_example(*, example: LearningExample, by: Person, at: datetime) -> ExampleApproval:
    """The coordinator approves for the municipality exactly what stands there.

    Raises:
        Refused: when there is nothing to approve.
    """
    found = _sight(example)
    approval = next(one for one in found.approvals if one.side == ExampleApproval.Side.MUNICIPALITY_SIDE)
    _record_approval(found, approval, name=by.actor_name, by=by, at=at)
    return approval


@transaction.atomic
def approve_by_link(*, approval: ExampleApproval, name: str, at: datetime) -> ExampleApproval:
    """A named enterprise approves by its personal link, without an account.

    Raises:
        Refused: when there is nothing to approve.
    """
    found = _sight(approval.example)
    actor = Machine(f"enterprise-approval-{approval.pk}", f"{name}, {approval.name}")
    _record_approval(found, approval, name=" ".join(name.split()), by=actor, at=at)
    return approval


def _record_approval(found: Sight, approval: ExampleApproval, *, name: str, by: Actor, at: datetime) -> None:
    rules.may_approve(
        is_handed_over=found.example.handed_over_at is not None,
        is_approved=approval.approved_at is not None,
        is_declined=approval.declined_at is not None,
        is_dropped=approval.dropped_at is not None,
    ).or_refuse()
    fingerprint = queries.fingerprint(found)
    changed = ExampleApproval.objects.filter(
        pk=approval.pk, approved_at__isnull=True, declined_at__isnull=True, dropped_at__isnull=True
    ).update(approved_at=at, approved_name=name[:120], approved_sha256=fingerprint)
    if not changed:
        raise Refused(SOMEONE_WAS_FIRST)
    approval.refresh_from_db()
    documents.sign(
        subject=found.example,
        role=approval.side,
        signer=by,
        method="approval",
        text=queries.approved_text(found),
        at=at,
    )
    _record(
        found.example, "approved", by=by, at=at, payload={"side": approval.side, "name": name, "sha256": fingerprint}
    )
    after = _sight(found.example)
    if after.all_approved:
        notices.ready_to_publish(after.example, at=at)


@transaction.atomic
def decline_by_link(*, approval: ExampleApproval, reason: str, at: datetime) -> ExampleApproval:
    """A named enterprise does not approve, and says what is to be changed.

    Raises:
        Refused: when there is nothing to approve.
    """
    found = _sight(approval.example)
    rules.may_approve(
        is_handed_over=found.example.handed_over_at is not None,
        is_approved=approval.approved_at is not None,
        is_declined=approval.declined_at is not None,
        is_dropped=approval.dropped_at is not None,
    ).or_refuse()
    changed = ExampleApproval.objects.filter(pk=approval.pk, approved_at__isnull=True, declined_at__isnull=True).update(
        declined_at=at, declined_reason=reason
    )
    if not changed:
        raise Refused(SOMEONE_WAS_FIRST)
    actor = Machine(f"enterprise-approval-{approval.pk}", approval.name)
    _record(found.example, "declined", by=actor, at=at, payload={"name": approval.name, "reason": reason})
    notices.declined(found.example, name=approval.name, reason=reason, at=at)
    return approval


@transaction.atomic
def publish_example(*, example: LearningExample, by: Person, at: datetime) -> ExampleEdition:
    """The host publishes exactly what has been approved, as an edition that never changes.

    Raises:
        Refused: when approvals are missing, or it is not whole.
    """
    found = _sight(example)
    queries.publish_verdict(found).or_refuse()
    content = queries.content_of(found.example, found.pictures, found.approvals)
    lift_stamp(example, "handed_over")
    number = example.editions.count() + 1
    example.editions.filter(is_current=True).update(is_current=False)
    edition = ExampleEdition.objects.create(
        example=example,
        number=number,
        title=content["title"],
        title_sort=sort_key(content["title"]),
        ingress=content["ingress"],
        form=content["form"],
        dimensions=f" {' '.join(content['dimensions'])} " if content["dimensions"] else "",
        search_words=search_words(_all_text(content)),
        content=content,
        sha256=figures.digest(content),
        published_at=at,
        published_by=by,
    )
    _record(example, "published", by=by, at=at, payload={"number": number, "sha256": edition.sha256})
    return edition


def _all_text(content: Mapping[str, Any]) -> str:
    plain = ("title", "ingress", "background", "done", "results", "costs", "obstacles", "tips", "partners")
    named: Sequence[str] = [
        *(str(content[name]) for name in (*plain, "title_en", "summary_en", "organisation")),
        *content["conclusions"],
        *content["enterprises"],
        *(row["what"] for row in content["figures"]),
        *queries.dimension_words(content["dimensions"]),
        queries.form_word(content["form"]),
    ]
    return "\n".join(named)


@transaction.atomic
def archive_example(*, example: LearningExample, by: Person, at: datetime) -> LearningExample:
    """The example is archived: it leaves the lists, and its page says so.

    Raises:
        Refused: when it is not published, or archived before.
    """
    rules.may_archive(has_edition=example.editions.exists(), is_archived=example.archived_at is not None).or_refuse()
    stamp(example, "archived", by=by, at=at)
    _record(example, "archived", by=by, at=at)
    return example


@transaction.atomic
def note_use(
    *, edition: ExampleEdition, organisation: MemberOrganisation | None, note: str, by: Person, at: datetime
) -> ExampleUse:
    """Another member says that it has used the example.

    Raises:
        Refused: when it is its own, or it has said so before.
    """
    example = edition.example
    queries.use_verdict(edition, list(example.uses.all()), organisation).or_refuse()
    if organisation is None:  # the rule has refused
        raise Refused(SOMEONE_WAS_FIRST)
    use = ExampleUse.objects.create(
        example=example, organisation=organisation, note=" ".join(note.split()), used_at=at, used_by=by
    )
    _record(example, "used", by=by, at=at, payload={"organisation": use.organisation.name})
    return use

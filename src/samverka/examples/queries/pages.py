"""The pages where examples are written, approved and published."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from samverka.core.tables import Column, Exports, Kind, Row, Table
from samverka.core.verdicts import Verdict
from samverka.examples import figures, rules
from samverka.examples.models import ExampleApproval, LearningExample
from samverka.examples.queries.public import Story, story
from samverka.examples.queries.sight import Sight, content_of, seen_by, sight_of, whole, writing_seats
from samverka.networks.models import Network
from samverka.teams import queries as teams

MARKS = {
    rules.DRAFT: "open",
    rules.MUNICIPALITY_REVIEW: "waiting",
    rules.SKR_REVIEW: "waiting",
    rules.PUBLISHED: "done",
    rules.ARCHIVED: "open",
}


def state_word(state: str) -> str:
    """Where an example stands, in words."""
    return {
        rules.DRAFT: pgettext("example", "Draft"),
        rules.MUNICIPALITY_REVIEW: pgettext("example", "Being approved"),
        rules.SKR_REVIEW: pgettext("example", "Ready to publish"),
        rules.PUBLISHED: pgettext("example", "Published"),
        rules.ARCHIVED: pgettext("example", "Archived"),
    }[state]


def fresh_sight(example_id: int) -> Sight:
    """The example as it now stands, whoever looks."""
    example = whole().get(pk=example_id)
    return sight_of(example, teams.Standing(example.network, frozenset(), ()))


def fingerprint(sight: Sight) -> str:
    """The fingerprint of exactly what stands."""
    return figures.digest(content_of(sight.example, sight.pictures, sight.approvals))


def free_slug(wanted: str) -> str:
    """An address that no other example has."""
    wanted = wanted[:70]
    taken = set(LearningExample.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    number = 1
    while (slug := wanted if number == 1 else f"{wanted}-{number}") in taken | {"flode.atom"}:
        number += 1
    return slug


def hand_over_verdict(sight: Sight) -> Verdict:
    """Whether the example is whole enough to be approved."""
    example = sight.example
    return rules.may_hand_over(
        is_handed_over=example.handed_over_at is not None,
        is_archived=example.archived_at is not None,
        ingress=example.ingress,
        conclusions=example.conclusions,
        done=example.done,
        figures=example.figures,
        alt_texts=[picture.alt_text for picture in sight.pictures],
    )


def publish_verdict(sight: Sight) -> Verdict:
    """Whether the example may be published as it stands."""
    return rules.may_publish(
        is_handed_over=sight.example.handed_over_at is not None,
        is_archived=sight.example.archived_at is not None,
        conclusions=sight.example.conclusions,
        alt_texts=[picture.alt_text for picture in sight.pictures],
        approvals=[
            rules.Approved(one.name, one.approved_sha256, one.declined_at is not None) for one in sight.approvals
        ],
        has_municipality=any(one.side == ExampleApproval.Side.MUNICIPALITY_SIDE for one in sight.approvals),
        sha256=fingerprint(sight),
    )


def approved_text(sight: Sight) -> str:
    """What whoever approves has in front of them, as one text: a signature covers exactly this."""
    told = story(content_of(sight.example, sight.pictures, sight.approvals), picture_address=_none(sight))
    lines = [told.title, told.organisation, told.ingress, *(f"- {line}" for line in told.conclusions)]
    for part in told.parts:
        lines += [part_word(part.name), *part.paragraphs]
    lines += [f"{row['what']}: {row['value']} ({row['source']})" for row in told.figures]
    lines += [f"{picture.alt} {picture.caption}".strip() for picture in told.pictures]
    lines += [told.partners, told.contact, *told.enterprises, told.title_en, *told.summary_en]
    return "\n".join(line for line in lines if line)


def _none(sight: Sight) -> dict[int, str]:
    return {picture.pk: "" for picture in sight.pictures}


def part_word(name: str) -> str:
    """The heading of a part."""
    return {
        "background": _("Background, purpose and goal"),
        "done": _("How it was done"),
        "results": _("Results"),
        "costs": _("Costs and time"),
        "obstacles": _("Obstacles"),
        "tips": _("Tips"),
    }[name]


@dataclass(frozen=True, slots=True)
class ApprovalLine:
    """One who is asked, and what came of it."""

    approval_id: int
    name: str
    is_municipality: bool
    has_address: bool
    state: str
    word: str
    reason: str


@dataclass(frozen=True, slots=True)
class DraftPage:
    """An example for those who write, approve or publish it."""

    network: Network
    example: LearningExample
    story: Story
    state: str
    word: str
    mark: str
    approvals: tuple[ApprovalLine, ...]
    pictures: tuple[tuple[int, str, str], ...]
    writes: bool
    may_write: Verdict
    may_hand_over: Verdict
    may_take_back: Verdict
    approves: bool
    may_approve: Verdict
    edits: bool
    may_publish: Verdict
    may_archive: Verdict
    public_href: str
    is_host: bool


def _line(approval: ExampleApproval, fingerprint_now: str) -> ApprovalLine:
    if approval.approved_at and approval.approved_sha256 == fingerprint_now:
        state, word = "done", _("Approved by %(name)s") % {"name": approval.approved_name}
    elif approval.declined_at:
        state, word = "late", _("Does not approve")
    elif approval.asked_at:
        state, word = "waiting", _("Asked")
    else:
        state, word = "open", _("Not asked yet")
    return ApprovalLine(
        approval_id=approval.pk,
        name=approval.name,
        is_municipality=approval.side == ExampleApproval.Side.MUNICIPALITY_SIDE,
        has_address=bool(approval.email),
        state=state,
        word=word,
        reason=approval.declined_reason,
    )


def draft_page(sight: Sight) -> DraftPage:
    """The page of an example on its way."""
    example, slug = sight.example, sight.example.network.slug
    addresses = {
        picture.pk: reverse("examples:draft_picture", args=[slug, example.pk, picture.pk]) for picture in sight.pictures
    }
    now = fingerprint(sight)
    municipality = next((one for one in sight.approvals if one.side == ExampleApproval.Side.MUNICIPALITY_SIDE), None)
    writes = not sight.standing.is_host or (sight.is_editor and example.is_started_by_host)
    return DraftPage(
        network=example.network,
        example=example,
        story=story(content_of(example, sight.pictures, sight.approvals), picture_address=addresses),
        state=sight.state,
        word=state_word(sight.state),
        mark=MARKS[sight.state],
        approvals=tuple(_line(one, now) for one in sight.approvals),
        pictures=tuple((picture.pk, picture.alt_text, addresses[picture.pk]) for picture in sight.pictures),
        writes=writes,
        may_write=sight.may_write,
        may_hand_over=hand_over_verdict(sight),
        may_take_back=rules.may_take_back(is_handed_over=example.handed_over_at is not None),
        approves=sight.is_lead,
        may_approve=rules.may_approve(
            is_handed_over=example.handed_over_at is not None,
            is_approved=municipality is not None and municipality.approved_at is not None,
            is_declined=False,
            is_dropped=municipality is None,
        ),
        edits=sight.is_editor,
        may_publish=publish_verdict(sight),
        may_archive=rules.may_archive(has_edition=sight.has_edition, is_archived=example.archived_at is not None),
        public_href=reverse("examples:show", args=[example.slug]) if sight.has_edition else "",
        is_host=sight.standing.is_host,
    )


@dataclass(frozen=True, slots=True)
class ApprovalPage:
    """What a named enterprise sees behind its personal link."""

    token: str
    name: str
    story: Story
    may_approve: Verdict
    is_approved: bool
    is_declined: bool


def approval_page(approval: ExampleApproval, sight: Sight, token: str) -> ApprovalPage:
    """The example as it is to be published, and the question."""
    addresses = {
        picture.pk: reverse("examples:approval_picture", args=[token, picture.pk]) for picture in sight.pictures
    }
    return ApprovalPage(
        token=token,
        name=approval.name,
        story=story(content_of(sight.example, sight.pictures, sight.approvals), picture_address=addresses),
        may_approve=rules.may_approve(
            is_handed_over=sight.example.handed_over_at is not None,
            is_approved=approval.approved_at is not None,
            is_declined=approval.declined_at is not None,
            is_dropped=approval.dropped_at is not None,
        ),
        is_approved=approval.approved_at is not None,
        is_declined=approval.declined_at is not None,
    )


@dataclass(frozen=True, slots=True)
class DraftsPage:
    """The examples of a network on their way and published."""

    network: Network
    table: Table
    exports: Exports
    may_start: bool


def drafts_table(standing: teams.Standing) -> Table:
    """The examples that someone may see, as a table."""
    rows = []
    for example in seen_by(standing).order_by("title_sort", "pk"):
        sight = sight_of(example, standing)
        waits = [one.name for one in sight.approvals if example.handed_over_at and not one.approved_at]
        rows.append(
            Row(
                (
                    example.title,
                    example.participation.organisation.name,
                    state_word(sight.state),
                    ", ".join(waits),
                    example.started_at.date(),
                ),
                href=reverse("examples:draft", args=[standing.network.slug, example.pk]),
                mark=MARKS[sight.state],
                mark_text=state_word(sight.state),
            )
        )
    return Table(
        name="larande-exempel",
        title=_("Learning examples"),
        columns=(
            Column("title", _("Example")),
            Column("organisation", _("Municipality")),
            Column("state", _("State"), Kind.STATE),
            Column("waits", _("Waits for")),
            Column("started", _("Begun"), Kind.DAY),
        ),
        rows=tuple(rows),
        empty_text=_("No example has been begun. Begin with what you wish you had known."),
    )


def drafts_page(standing: teams.Standing, *, sorted_by: str) -> DraftsPage:
    """The list of examples."""
    return DraftsPage(
        network=standing.network,
        table=drafts_table(standing).ordered(sorted_by),
        exports=Exports(csv=reverse("examples:drafts_csv", args=[standing.network.slug])),
        may_start=bool(writing_seats(standing)),
    )

"""Who may see and write which example."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from samverka.core.verdicts import YES, Verdict
from samverka.examples import figures, rules
from samverka.examples.models import ExampleApproval, ExampleEdition, ExamplePicture, LearningExample
from samverka.networks import queries as networks
from samverka.networks.models import Network, Participation
from samverka.people import queries as people
from samverka.people.models import MemberDomain, MemberOrganisation, Person
from samverka.teams import queries as teams
from samverka.teams.models import TeamMember


@dataclass(frozen=True, slots=True)
class Sight:
    """An example as someone may see it: with its pictures, approvals and what the looker may do."""

    example: LearningExample
    standing: teams.Standing
    pictures: tuple[ExamplePicture, ...]
    approvals: tuple[ExampleApproval, ...]
    has_edition: bool

    @property
    def is_lead(self) -> bool:
        """Whether the looker leads the municipality's team."""
        return self.example.participation_id in self.standing.led_ids

    @property
    def is_editor(self) -> bool:
        """Whether the looker reviews and publishes at the host."""
        return bool(rules.may_edit(self.standing.functions))

    @property
    def may_write(self) -> Verdict:
        """Whether the looker may change the text now."""
        example = self.example
        if example.archived_at or example.handed_over_at:
            return rules.may_save(
                is_handed_over=example.handed_over_at is not None,
                is_archived=example.archived_at is not None,
                saved=0,
                seen=0,
            )
        return YES

    @property
    def all_approved(self) -> bool:
        """Whether everyone who is asked has approved exactly what stands."""
        fingerprint = figures.digest(content_of(self.example, self.pictures, self.approvals))
        sides = [one.side for one in self.approvals]
        return ExampleApproval.Side.MUNICIPALITY_SIDE in sides and all(
            one.approved_sha256 == fingerprint for one in self.approvals
        )

    @property
    def state(self) -> str:
        """Where the example stands."""
        return rules.state_of(
            is_handed_over=self.example.handed_over_at is not None,
            all_approved=self.all_approved,
            has_edition=self.has_edition,
            is_archived=self.example.archived_at is not None,
        )


def content_of(
    example: LearningExample, pictures: Sequence[ExamplePicture], approvals: Sequence[ExampleApproval]
) -> dict[str, Any]:
    """The whole of what is approved and published, as plain values."""
    return {
        "title": example.title,
        "ingress": example.ingress,
        "conclusions": list(example.conclusions),
        "background": example.background,
        "done": example.done,
        "results": example.results,
        "figures": list(example.figures),
        "costs": example.costs,
        "obstacles": example.obstacles,
        "tips": example.tips,
        "partners": example.partners,
        "contact": example.contact,
        "form": example.form,
        "dimensions": list(example.dimensions),
        "title_en": example.title_en,
        "summary_en": example.summary_en,
        "organisation": example.participation.organisation.name,
        "network": example.network.name,
        "enterprises": sorted(one.name for one in approvals if one.side == ExampleApproval.Side.ENTERPRISE_SIDE),
        "pictures": [
            {
                "id": picture.pk,
                "alt": picture.alt_text,
                "caption": picture.caption,
                "width": picture.width,
                "height": picture.height,
                "sha256": picture.document.sha256,
            }
            for picture in pictures
        ],
    }


def whole() -> QuerySet[LearningExample]:
    """Examples with all that is needed to tell where they stand, in three statements however many."""
    return LearningExample.objects.select_related("network", "participation__organisation").prefetch_related(
        Prefetch(
            "pictures",
            ExamplePicture.objects.filter(removed_at__isnull=True).select_related("document").order_by("pk"),
            to_attr="standing_pictures",
        ),
        Prefetch(
            "approvals",
            ExampleApproval.objects.filter(dropped_at__isnull=True).order_by("side", "pk").reverse(),
            to_attr="standing_approvals",
        ),
    ).annotate(has_edition=Exists(ExampleEdition.objects.filter(example=OuterRef("pk"))))  # fmt: skip


def sight_of(example: LearningExample, standing: teams.Standing) -> Sight:
    """What is known of a whole example, beside who looks."""
    return Sight(
        example=example,
        standing=standing,
        pictures=tuple(getattr(example, "standing_pictures", ())),
        approvals=tuple(getattr(example, "standing_approvals", ())),
        has_edition=bool(getattr(example, "has_edition", False)),
    )


def seen_by(standing: teams.Standing) -> QuerySet[LearningExample]:
    """The examples that someone may see: a municipality all its own, the host what has left the municipality (R37)."""
    rows = whole().filter(network=standing.network)
    if standing.is_host:
        left = Exists(ExampleEdition.objects.filter(example=OuterRef("pk")))
        asked_host = Exists(
            ExampleApproval.objects.filter(
                example=OuterRef("pk"), side=ExampleApproval.Side.MUNICIPALITY_SIDE, approved_at__isnull=False
            )
        )
        return rows.filter(Q(is_started_by_host=True) | left | (Q(handed_over_at__isnull=False) & asked_host))
    return rows.filter(participation_id__in=standing.seat_ids)


def one_sight(person: Person, slug: str, example_id: int, day: date) -> Sight:
    """The example, for its municipality and, once it has left it, for the host.

    Raises:
        Http404: when there is none, or it is none of the person's.
    """
    standing = teams.standing(person, slug, day)
    example = seen_by(standing).filter(pk=example_id).first()
    if example is None:
        raise Http404
    return sight_of(example, standing)


def one_written(person: Person, slug: str, example_id: int, day: date) -> Sight:
    """The example, for those who write it: the municipality's team, the host where the host began it.

    Raises:
        Http404: for everyone else.
    """
    found = one_sight(person, slug, example_id, day)
    if found.standing.is_host and not (found.is_editor and found.example.is_started_by_host):
        raise Http404
    return found


def one_led(person: Person, slug: str, example_id: int, day: date) -> Sight:
    """The example, for those who approve for the municipality.

    Raises:
        Http404: for everyone else.
    """
    found = one_sight(person, slug, example_id, day)
    if not found.is_lead:
        raise Http404
    return found


def one_edited(person: Person, slug: str, example_id: int, day: date) -> Sight:
    """The example, for those at the host who review and publish.

    Raises:
        Http404: for everyone else.
    """
    found = one_sight(person, slug, example_id, day)
    if not found.is_editor:
        raise Http404
    return found


def editing_network(person: Person, slug: str, day: date) -> Network:
    """The network, for those at the host who work with examples, the log and the news.

    Raises:
        Http404: for everyone else.
    """
    rows = networks.staff_rows(person, slug, day)
    if not rules.may_edit(frozenset(row.function for row in rows)):
        raise Http404
    return rows[0].network


def writing_seats(standing: teams.Standing) -> list[Participation]:
    """The seats that someone may begin an example for: one's own, at the host any that has been accepted."""
    if standing.is_host:
        return list(networks.seats(standing.network).filter(left_at__isnull=True)) if (
            rules.may_edit(standing.functions)
        ) else []  # fmt: skip
    return [seat.participation for seat in standing.seats]


def approval_by_token(token: str) -> ExampleApproval:
    """The approval that a personal link belongs to.

    Raises:
        Http404: when there is none.
    """
    approval = (
        ExampleApproval.objects.filter(link_sha256=figures.sha256(token), side=ExampleApproval.Side.ENTERPRISE_SIDE)
        .exclude(link_sha256="")
        .first()
    )
    if approval is None:
        raise Http404
    return approval


def approved_sight(approval: ExampleApproval) -> Sight:
    """The example that an approval is about, for the one who holds its link."""
    example = whole().get(pk=approval.example_id)
    return sight_of(example, teams.Standing(example.network, frozenset(), ()))


def picture_of(sight: Sight, picture_id: int) -> ExamplePicture:
    """A picture of an example that one may see.

    Raises:
        Http404: when it is none of the example's.
    """
    for picture in sight.pictures:
        if picture.pk == picture_id:
            return picture
    raise Http404


def organisations_of(person: Person, day: date) -> QuerySet[MemberOrganisation]:
    """The member organisations that a person works at: by a team, or by an address whose domain is confirmed."""
    in_team = TeamMember.objects.filter(networks.on_day(day), person=person, participation__organisation=OuterRef("pk"))
    by_address = MemberDomain.objects.filter(
        organisation=OuterRef("pk"), domain=people.domain_of(person.email), confirmed_at__isnull=False
    ).exclude(domain__in=people.FREE_MAIL)
    return MemberOrganisation.objects.filter(Exists(in_team) | Exists(by_address)).order_by("name_sort")


def own_organisation(person: Person, day: date) -> MemberOrganisation | None:
    """The member organisation that a person speaks for; None for someone who works at none."""
    return organisations_of(person, day).first()


def enterprise_of(sight: Sight, approval_id: int) -> ExampleApproval:
    """A named enterprise of an example that one may see.

    Raises:
        Http404: when it is none of the example's.
    """
    for approval in sight.approvals:
        if approval.pk == approval_id and approval.side == ExampleApproval.Side.ENTERPRISE_SIDE:
            return approval
    raise Http404


def starting_seats(standing: teams.Standing) -> list[Participation]:
    """As `writing_seats`, for the page where an example is begun.

    Raises:
        Http404: for those who may begin none.
    """
    seats = writing_seats(standing)
    if not seats:
        raise Http404
    return seats

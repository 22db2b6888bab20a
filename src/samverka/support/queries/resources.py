"""Method resources: the network's own list with those on their way, and the published ones for everyone."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Q
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from samverka.core.tables import Column, Exports, Kind, Row, Table
from samverka.core.verdicts import Verdict
from samverka.core.words import search_words
from samverka.documents.models import Document
from samverka.networks.models import Network
from samverka.people.models import MemberOrganisation
from samverka.support import rules
from samverka.support.models import MethodResource, ResourceInterest, ResourceVersion
from samverka.teams import queries as teams

MARKS = {
    rules.REQUESTED: "open",
    rules.IN_DEVELOPMENT: "waiting",
    rules.TRIAL: "waiting",
    rules.PUBLISHED: "done",
    rules.RETIRED: "open",
}
NEXT = {
    rules.REQUESTED: rules.IN_DEVELOPMENT,
    rules.IN_DEVELOPMENT: rules.TRIAL,
    rules.TRIAL: rules.PUBLISHED,
    rules.PUBLISHED: rules.RETIRED,
}


def state_of(resource: MethodResource) -> str:
    """Where a resource stands, read from its stamps."""
    if resource.retired_at:
        return rules.RETIRED
    if resource.published_at:
        return rules.PUBLISHED
    if resource.tried_at:
        return rules.TRIAL
    return rules.IN_DEVELOPMENT if resource.developed_at else rules.REQUESTED


def state_word(state: str) -> str:
    """Where a resource stands, in words."""
    return {
        rules.REQUESTED: pgettext("resource", "Requested"),
        rules.IN_DEVELOPMENT: pgettext("resource", "Being made"),
        rules.TRIAL: pgettext("resource", "On trial"),
        rules.PUBLISHED: pgettext("resource", "Published"),
        rules.RETIRED: pgettext("resource", "Retired"),
    }[state]


def move_word(state: str) -> str:
    """What takes a resource to a state, as a button says it."""
    return {
        rules.IN_DEVELOPMENT: _("Begin to make it"),
        rules.TRIAL: _("Begin the trial"),
        rules.PUBLISHED: _("Publish the resource"),
        rules.RETIRED: _("Retire the resource"),
    }.get(state, "")


def own_organisation(stands: teams.Standing) -> MemberOrganisation | None:
    """The municipality that someone in a team speaks for."""
    return stands.seats[0].participation.organisation if stands.seats else None


@dataclass(frozen=True, slots=True)
class ResourcesPage:
    """The resources of a network."""

    network: Network
    table: Table
    exports: Exports
    text: str


def _found(text: str) -> Q:
    found = Q()
    for stem in search_words(text).split():
        found &= Q(search_words__contains=f" {stem}")
    return found


def resources_table(network: Network, text: str = "") -> Table:
    """The resources that hold every word: one statement."""
    rows = MethodResource.objects.filter(_found(text), network=network).annotate(
        asked=Count("interests", filter=Q(interests__what=ResourceInterest.What.ASKED_FOR), distinct=True),
        used=Count("interests", filter=Q(interests__what=ResourceInterest.What.USED), distinct=True),
        newest=Max("versions__number"),
    )
    return Table(
        name="metodstod",
        title=_("Method resources"),
        columns=(
            Column("title", _("Resource")),
            Column("kind", _("Kind")),
            Column("state", _("State"), Kind.STATE),
            Column("version", _("Version"), Kind.NUMBER),
            Column("asked", _("Asked for by"), Kind.NUMBER),
            Column("used", _("Used by"), Kind.NUMBER),
        ),
        rows=tuple(
            Row(
                (row.title, row.get_kind_display(), state_word(state_of(row)), row.newest, row.asked, row.used),
                href=reverse("support:resource", args=[network.slug, row.pk]),
                mark=MARKS[state_of(row)],
                mark_text=state_word(state_of(row)),
            )
            for row in rows.order_by("title_sort", "pk")
        ),
        empty_text=_("No resource holds those words.") if text else _("Nobody has asked for a resource yet."),
    )


def resources_page(network: Network, *, text: str, sorted_by: str) -> ResourcesPage:
    """The list of resources."""
    return ResourcesPage(
        network=network,
        table=resources_table(network, text).ordered(sorted_by),
        exports=Exports(csv=reverse("support:resources_csv", args=[network.slug])),
        text=text,
    )


@dataclass(frozen=True, slots=True)
class Version:
    """A version as the page shows it."""

    number: int
    news: str
    href: str
    added_at: datetime


@dataclass(frozen=True, slots=True)
class ResourcePage:
    """One resource for those in its network."""

    network: Network
    resource: MethodResource
    kind: str
    word: str
    mark: str
    licence: str
    versions: tuple[Version, ...]
    asked: tuple[str, ...]
    used: tuple[str, ...]
    keeps: bool
    to: str
    move_word: str
    may_move: Verdict
    speaks_for: str
    may_ask: bool
    may_use: bool


def one_resource(person_stands: teams.Standing, resource_id: int) -> MethodResource:
    """A resource of the network, for everyone in it.

    Raises:
        Http404: when there is none.
    """
    resource = MethodResource.objects.filter(pk=resource_id, network=person_stands.network).select_related(
        "network"
    ).first()  # fmt: skip
    if resource is None:
        raise Http404
    return resource


def one_kept(stands: teams.Standing, resource_id: int) -> MethodResource:
    """A resource, for those at the host who keep it.

    Raises:
        Http404: for everyone else.
    """
    if not rules.may_support(stands.functions):
        raise Http404
    return one_resource(stands, resource_id)


def resource_page(resource: MethodResource, stands: teams.Standing) -> ResourcePage:
    """The page of a resource."""
    state = state_of(resource)
    versions = tuple(
        Version(
            number=row.number,
            news=row.news,
            href=row.link or reverse("support:file", args=[stands.network.slug, resource.pk, row.number]),
            added_at=row.added_at,
        )
        for row in resource.versions.order_by("-number")
    )
    said = [
        (row.what, row.organisation.name)
        for row in resource.interests.select_related("organisation").order_by("organisation__name_sort")
    ]
    asked = tuple(name for what, name in said if what == ResourceInterest.What.ASKED_FOR)
    used = tuple(name for what, name in said if what == ResourceInterest.What.USED)
    own = own_organisation(stands)
    to = NEXT.get(state, "")
    return ResourcePage(
        network=stands.network,
        resource=resource,
        kind=resource.get_kind_display(),
        word=state_word(state),
        mark=MARKS[state],
        licence=resource.get_licence_display() if resource.licence else "",
        versions=versions,
        asked=asked,
        used=used,
        keeps=bool(rules.may_support(stands.functions)),
        to=to,
        move_word=move_word(to),
        may_move=rules.may_move(state=state, to=to, has_version=bool(versions), has_licence=bool(resource.licence))
        if to
        else rules.may_say(is_said=False, is_retired=True),
        speaks_for=own.name if own else "",
        may_ask=own is not None and own.name not in asked and state != rules.RETIRED,
        may_use=own is not None and own.name not in used and state in {rules.TRIAL, rules.PUBLISHED},
    )


def one_version(resource: MethodResource, number: int) -> Document:
    """The file of a version.

    Raises:
        Http404: when there is none.
    """
    version = ResourceVersion.objects.filter(resource=resource, number=number).select_related("document").first()
    if version is None or version.document is None:
        raise Http404
    return version.document


@dataclass(frozen=True, slots=True)
class Published:
    """A published resource as everyone sees it."""

    resource_id: int
    title: str
    kind: str
    about: str
    licence: str
    href: str
    number: int
    day: date
    used: int


@dataclass(frozen=True, slots=True)
class PublicPage:
    """All published resources, or those that a search finds."""

    resources: tuple[Published, ...]
    text: str


def public_page(text: str) -> PublicPage:
    """What anyone may take: published, not retired, in its newest version; two statements however many."""
    rows = list(
        MethodResource.objects.filter(_found(text), published_at__isnull=False, retired_at__isnull=True)
        .annotate(used=Count("interests", filter=Q(interests__what=ResourceInterest.What.USED), distinct=True))
        .order_by("title_sort", "pk")
    )
    newest: dict[int, ResourceVersion] = {}
    for version in ResourceVersion.objects.filter(resource__in=rows).order_by("number"):
        newest[version.resource_id] = version
    return PublicPage(
        resources=tuple(
            Published(
                resource_id=row.pk,
                title=row.title,
                kind=row.get_kind_display(),
                about=row.about,
                licence=row.get_licence_display(),
                href=newest[row.pk].link or reverse("support:public_file", args=[row.pk]),
                number=newest[row.pk].number,
                day=newest[row.pk].added_at.date(),
                used=row.used,
            )
            for row in rows
            if row.pk in newest
        ),
        text=text,
    )


def public_version(resource_id: int) -> Document:
    """The newest file of a published resource.

    Raises:
        Http404: when it is not published, or its newest version is a link.
    """
    version = (
        ResourceVersion.objects.filter(
            resource_id=resource_id, resource__published_at__isnull=False, resource__retired_at__isnull=True
        )
        .select_related("document")
        .order_by("-number")
        .first()
    )
    if version is None or version.document is None:
        raise Http404
    return version.document

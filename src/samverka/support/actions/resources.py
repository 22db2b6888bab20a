"""Method resources are asked for, made, tried, published and retired."""

from datetime import datetime

from django.db import transaction

from samverka.core.refusals import Refused
from samverka.core.stamps import SOMEONE_WAS_FIRST, stamp
from samverka.core.words import search_words, sort_key
from samverka.documents import actions as documents
from samverka.journal import actions as journal
from samverka.networks.models import Network
from samverka.people.models import MemberOrganisation, Person
from samverka.support import queries, rules
from samverka.support.models import MethodResource, NetworkQuestion, ResourceInterest, ResourceVersion

_STAMPS = {
    rules.IN_DEVELOPMENT: "developed",
    rules.TRIAL: "tried",
    rules.PUBLISHED: "published",
    rules.RETIRED: "retired",
}


def _record(resource: MethodResource, verb: str, *, by: Person, at: datetime, **payload: object) -> None:
    journal.record(
        chain=resource.network.chain,
        verb=f"support.resource.{verb}",
        subject=resource,
        by=by,
        at=at,
        payload={"title": resource.title, **payload},
    )


@transaction.atomic
def request_resource(
    *,
    network: Network,
    title: str,
    kind: str,
    dimension: str,
    about: str,
    organisation: MemberOrganisation | None,
    by: Person,
    at: datetime,
    question: NetworkQuestion | None = None,
) -> MethodResource:
    """Someone asks for a resource that does not exist yet; a municipality that asks stands as having asked."""
    title = " ".join(title.split())
    resource = MethodResource.objects.create(
        network=network,
        title=title,
        title_sort=sort_key(title),
        kind=kind,
        dimension=dimension,
        about=about,
        search_words=search_words(f"{title}\n{about}"),
        question=question,
        requested_at=at,
        requested_by=by,
    )
    if organisation is not None:
        ResourceInterest.objects.create(
            resource=resource,
            organisation=organisation,
            what=ResourceInterest.What.ASKED_FOR,
            said_at=at,
            said_by=by,
        )
    _record(resource, "requested", by=by, at=at)
    return resource


@transaction.atomic
def describe_resource(
    *, resource: MethodResource, title: str, about: str, licence: str, by: Person, at: datetime
) -> MethodResource:
    """The host says what the resource is and on what terms it may be used.

    Raises:
        Refused: when it has been retired, or a published one would lose its licence.
    """
    if resource.retired_at or (resource.published_at and not licence):
        rules.may_say(is_said=False, is_retired=resource.retired_at is not None).or_refuse()
        rules.may_move(state=rules.TRIAL, to=rules.PUBLISHED, has_version=True, has_licence=False).or_refuse()
    title = " ".join(title.split())
    MethodResource.objects.filter(pk=resource.pk).update(
        title=title,
        title_sort=sort_key(title),
        about=about,
        licence=licence,
        search_words=search_words(f"{title}\n{about}"),
    )
    resource.refresh_from_db()
    _record(resource, "described", by=by, at=at, licence=licence)
    return resource


@transaction.atomic
def add_version(
    *, resource: MethodResource, news: str, link: str, file_name: str, data: bytes, by: Person, at: datetime
) -> ResourceVersion:
    """The host adds a version, a file or a link.

    Raises:
        Refused: when the file is of a kind or size that is not taken in, or the resource has been retired.
    """
    rules.may_say(is_said=False, is_retired=resource.retired_at is not None).or_refuse()
    document = documents.store(owner=resource, name=file_name, data=data, by=by, at=at) if data else None
    version = ResourceVersion.objects.create(
        resource=resource,
        number=resource.versions.count() + 1,
        news=" ".join(news.split()),
        document=document,
        link="" if document else link,
        added_at=at,
        added_by=by,
    )
    _record(resource, "version_added", by=by, at=at, number=version.number, sha256=document.sha256 if document else "")
    return version


@transaction.atomic
def move_resource(*, resource: MethodResource, to: str, by: Person, at: datetime) -> MethodResource:
    """The host takes the resource one step on: being made, on trial, published, retired.

    Raises:
        Refused: when it does not stand where that step begins, or lacks a version or a licence.
    """
    rules.may_move(
        state=queries.state_of(resource),
        to=to,
        has_version=resource.versions.exists(),
        has_licence=bool(resource.licence),
    ).or_refuse()
    stamp(resource, _STAMPS[to], by=by, at=at)
    _record(resource, to, by=by, at=at)
    return resource


@transaction.atomic
def say_interest(
    *, resource: MethodResource, organisation: MemberOrganisation, what: str, by: Person, at: datetime
) -> ResourceInterest:
    """A municipality says that it wants the resource, or has used it.

    Raises:
        Refused: when it has said so before, or the resource has been retired.
    """
    rules.may_say(
        is_said=resource.interests.filter(organisation=organisation, what=what).exists(),
        is_retired=resource.retired_at is not None,
    ).or_refuse()
    said, is_new = ResourceInterest.objects.get_or_create(
        resource=resource, organisation=organisation, what=what, defaults={"said_at": at, "said_by": by}
    )
    if not is_new:
        raise Refused(SOMEONE_WAS_FIRST)
    _record(resource, what, by=by, at=at, organisation=organisation.name)
    return said

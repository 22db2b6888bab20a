"""The only room of teams that writes."""

import secrets
from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import transaction

from samverka.core import clock
from samverka.core.actors import SYSTEM
from samverka.core.refusals import Refused
from samverka.core.stamps import SOMEONE_WAS_FIRST, stamp
from samverka.core.tables import Table
from samverka.documents import actions as documents
from samverka.documents.models import Rendering
from samverka.journal import actions as journal
from samverka.networks import actions as networks
from samverka.networks.models import Network, Participation
from samverka.people import actions as people
from samverka.people import queries as known
from samverka.people.models import Employer, Employment, Person
from samverka.teams import figures, notices, queries, rules
from samverka.teams.models import AppointingLink, Area, Leaving, NearestManager, SeatSupporter, TeamMember


@transaction.atomic
def appoint_member(
    *,
    participation: Participation,
    person: Person,
    team_seat: str,
    function: str,
    area: str,
    first_day: date,
    by: Person,
    at: datetime,
    deputy_coordinator: bool = False,
    employment: Employment | None = None,
) -> TeamMember:
    """Someone takes a seat in the team from a day on, and is welcomed by mail.

    The day may lie behind, within the days of the municipality's seat.

    Raises:
        Refused: when the seat is taken, the person is in the team already, or the day lies outside the seat's.
    """
    queries.appointment(participation, person=person, team_seat=team_seat, first_day=first_day).or_refuse()
    member = TeamMember.objects.create(
        participation=participation,
        person=person,
        team_seat=team_seat,
        function=function.strip(),
        area=area,
        deputy_coordinator=deputy_coordinator and team_seat != TeamMember.TeamSeat.COORDINATOR,
        employment=employment,
        first_day=first_day,
        appointed_at=at,
        appointed_by=by,
    )
    journal.record(
        chain=participation.network.chain,
        verb="teams.member.appointed",
        subject=member,
        by=by,
        at=at,
        payload={
            "person": person.shown_as(member.function),
            "team_seat": team_seat,
            "function": member.function,
            "area": area,
            "first_day": first_day.isoformat(),
        },
    )
    notices.welcome(member, at=at)
    return member


@transaction.atomic
def invite_member(
    *,
    participation: Participation,
    name: str,
    email: str,
    team_seat: str,
    function: str,
    area: str,
    department: str,
    first_day: date,
    by: Person,
    at: datetime,
    employer: Employer | None = None,
    organisation_number: str = "",
) -> TeamMember:
    """Appoint someone by name and address: the person and the employment are written down along the way.

    Args:
        participation: the seat whose team it is.
        name: the person's name; one already known by the address keeps the name.
        email: the person's work address.
        team_seat: of `TeamMember.TeamSeat`.
        function: what the person does at work.
        area: of `Area`.
        department: where the person works.
        first_day: from when.
        by: the coordinator or deputy.
        at: when it is done.
        employer: who employs the person; the only one of the organisation when not given.
        organisation_number: of the organisation as an employer, when none is known yet.

    Raises:
        Refused: as `appoint_member`.
    """
    person = people.introduce_person(name=name, email=email, by=by, at=at)
    organisation = participation.organisation
    employing = employer or known.employers_of(organisation).first()
    if employing is None and organisation_number:
        employing = people.enter_employer(
            organisation=organisation,
            name=organisation.name,
            organisation_number=organisation_number,
            by=by,
            at=at,
        )
    employment = None
    if employing is not None:
        employment = people.employ(
            person=person, employer=employing, department=department, first_day=first_day, by=by, at=at
        )
    member = appoint_member(
        participation=participation,
        person=person,
        team_seat=team_seat,
        function=function,
        area=area,
        first_day=first_day,
        employment=employment,
        by=by,
        at=at,
    )
    journal.record(
        chain=participation.network.chain,
        verb="teams.member.invited",
        subject=member,
        by=by,
        at=at,
        payload={"department": department},
    )
    return member


@transaction.atomic
def take_out_list(
    *, network: Network, table: Table, by: Person, at: datetime, participation: Participation | None = None
) -> Rendering:
    """Someone takes a team, all teams or the host's staff out as a spreadsheet; the worker makes it."""
    owner = participation or network
    rendering = documents.ask_for_list(
        owner=owner, tables=[table], about=network.name, registry_number=network.registry_number, by=by, at=at
    )
    journal.record(
        chain=network.chain, verb="teams.list.taken_out", subject=owner, by=by, at=at, payload={"list": table.name}
    )
    return rendering


@transaction.atomic
def end_member(*, member: TeamMember, last_day: date, by: Person, at: datetime) -> TeamMember:
    """An appointment gets its last day; the person can still confirm the time until then (Q59).

    Raises:
        Refused: when it has one, the day comes before the first, or lies outside the seat's days.
    """
    rules.may_end_member(first_day=member.first_day, last_day=member.last_day, ends=last_day).or_refuse()
    seat = member.participation
    rules.is_within_seat(day=last_day, first_day=seat.first_day, last_day=seat.last_day).or_refuse()
    stamp(member, "ended", by=by, at=at, last_day=last_day)
    journal.record(
        chain=member.participation.network.chain,
        verb="teams.member.ended",
        subject=member,
        by=by,
        at=at,
        payload={"person": member.person.shown_as(member.function), "last_day": last_day.isoformat()},
    )
    return member


@transaction.atomic
def name_deputy(*, member: TeamMember, by: Person, at: datetime) -> TeamMember:
    """Someone in the team stands in for the coordinator; whoever did so before no longer does.

    Raises:
        Refused: for the coordinator, someone who has left, or the one who is the deputy.
    """
    rules.may_name_deputy(member, day=clock.day(at)).or_refuse()
    TeamMember.objects.filter(participation=member.participation, deputy_coordinator=True).update(
        deputy_coordinator=False
    )
    TeamMember.objects.filter(pk=member.pk).update(deputy_coordinator=True)
    member.deputy_coordinator = True
    journal.record(
        chain=member.participation.network.chain,
        verb="teams.deputy.named",
        subject=member,
        by=by,
        at=at,
        payload={"person": member.person.shown_as(member.function)},
    )
    return member


@transaction.atomic
def remove_deputy(*, member: TeamMember, by: Person, at: datetime) -> TeamMember:
    """The deputy no longer stands in for the coordinator; a second time nothing happens."""
    if not TeamMember.objects.filter(pk=member.pk, deputy_coordinator=True).update(deputy_coordinator=False):
        return member
    member.deputy_coordinator = False
    journal.record(
        chain=member.participation.network.chain,
        verb="teams.deputy.removed",
        subject=member,
        by=by,
        at=at,
        payload={"person": member.person.shown_as(member.function)},
    )
    return member


@transaction.atomic
def name_manager(
    *, member: TeamMember, name: str, email: str, first_day: date, by: Person, at: datetime
) -> NearestManager:
    """The coordinator names someone's nearest manager from a day on; whoever it was before ends the day before (R9).

    The manager is asked to approve that working time is set aside, by a letter with one link.

    Raises:
        Refused: for oneself, a day outside the appointment, or one not after the present manager's first day.
    """
    manager = people.introduce_person(name=name, email=email, by=by, at=at)
    present = NearestManager.objects.filter(member=member, last_day__isnull=True).first()
    rules.may_name_manager(
        is_oneself=manager.pk == member.person_id,
        first_day=first_day,
        appointed_from=member.first_day,
        appointed_until=member.last_day,
        present_from=present.first_day if present else None,
        is_present=present is not None and present.manager_id == manager.pk,
    ).or_refuse()
    if present is not None and not NearestManager.objects.filter(pk=present.pk, last_day__isnull=True).update(
        last_day=first_day - timedelta(days=1)
    ):
        raise Refused(SOMEONE_WAS_FIRST)
    row = NearestManager.objects.create(member=member, manager=manager, first_day=first_day, named_at=at, named_by=by)
    journal.record(
        chain=member.participation.network.chain,
        verb="teams.manager.named",
        subject=row,
        by=by,
        at=at,
        payload={
            "member": member.person.actor_key,
            "manager": manager.actor_key,
            "first_day": first_day.isoformat(),
        },
    )
    notices.asked_to_approve(row, at=at)
    return row


@transaction.atomic
def approve_time(*, network: Network, chosen: Collection[int], by: Person, at: datetime) -> list[NearestManager]:
    """The nearest manager approves that working time is set aside, for all own people in one action (R9, Q55).

    Args:
        network: in which network.
        chosen: ids of the rows that were shown.
        by: the manager, or who stands in while the manager is away.
        at: when.

    Raises:
        Refused: when none of them waits any longer.
    """
    waiting = [row for row in queries.waiting_for_time(by, clock.day(at), network.slug) if row.pk in chosen]
    rules.may_approve_time(len(waiting)).or_refuse()
    for row in waiting:
        stamp(row, "approved", by=by, at=at)
    journal.record(
        chain=network.chain,
        verb="teams.time.approved",
        subject=network,
        by=by,
        at=at,
        payload={"members": [row.member.person.actor_key for row in waiting]},
    )
    return waiting


@transaction.atomic
def name_supporters(
    *, participation: Participation, supporter: Person, substitute: Person, first_day: date, by: Person, at: datetime
) -> list[SeatSupporter]:
    """The host names the seat's process supporter and who steps in, from a day on; those before end the day before.

    Raises:
        Refused: when one of them is not of the staff, or they are the same person.
    """
    staff = queries.staff_ids(participation.network, first_day)
    rules.may_name_supporter(
        is_of_staff={supporter.pk, substitute.pk} <= staff, is_same_person=supporter == substitute
    ).or_refuse()
    named = []
    for person, is_substitute in ((supporter, False), (substitute, True)):
        present = SeatSupporter.objects.filter(
            participation=participation, is_substitute=is_substitute, last_day__isnull=True
        ).first()
        if present and present.person_id == person.pk:
            continue
        if present and present.first_day >= first_day:
            present.delete()
        elif present:
            SeatSupporter.objects.filter(pk=present.pk).update(last_day=first_day - timedelta(days=1))
        named.append(
            SeatSupporter.objects.create(
                participation=participation,
                person=person,
                is_substitute=is_substitute,
                first_day=first_day,
                named_at=at,
                named_by=by,
            )
        )
    journal.record(
        chain=participation.network.chain,
        verb="teams.supporters.named",
        subject=participation,
        by=by,
        at=at,
        payload={
            "supporter": supporter.actor_key,
            "substitute": substitute.actor_key,
            "first_day": first_day.isoformat(),
        },
    )
    return named


@transaction.atomic
def leave_network(
    *, participation: Participation, decision: str, decided_day: date, last_day: date, by: Person, at: datetime
) -> Leaving:
    """A municipality leaves: who decided, and its last day. Everyone's time in the team ends then at the latest.

    What has been confirmed stays, and can be claimed; each still confirms the time up to the last day (R48).

    Raises:
        Refused: when it has left already, or the days are not in order.
    """
    stood_until = participation.last_day
    rules.may_leave(
        has_left=Leaving.objects.filter(participation=participation).exists(),
        first_day=participation.first_day,
        stands_until=stood_until,
        last_day=last_day,
        decided_day=decided_day,
    ).or_refuse()
    networks.set_seat_days(
        participation=participation, first_day=participation.first_day, last_day=last_day, by=by, at=at
    )
    leaving = Leaving.objects.create(
        participation=participation,
        decision=" ".join(decision.split()),
        decided_day=decided_day,
        last_day=last_day,
        stood_until=stood_until,
        noted_at=at,
        noted_by=by,
    )
    for member in queries.open_after(participation, last_day):
        if member.last_day is None and member.first_day <= last_day:
            end_member(member=member, last_day=last_day, by=by, at=at)
        elif member.first_day <= last_day:
            TeamMember.objects.filter(pk=member.pk).update(last_day=last_day)
    journal.record(
        chain=participation.network.chain,
        verb="teams.seat.left",
        subject=participation,
        by=by,
        at=at,
        payload={
            "decision": leaving.decision,
            "decided_day": decided_day.isoformat(),
            "last_day": last_day.isoformat(),
            "stood_until": stood_until.isoformat(),
        },
    )
    notices.leaves(leaving, queries.open_after(participation, last_day, until=True), at=at)
    return leaving


@transaction.atomic
def join_late(*, participation: Participation, first_day: date, by: Person, at: datetime) -> Participation:
    """The municipality's time begins later than the network's: its commitments are for the time it has (R48).

    Raises:
        Refused: when the day lies outside the network's, after the last, or somebody's time in the team began before.
    """
    rules.may_begin_on(first_day=first_day, earliest=queries.first_appointment(participation)).or_refuse()
    networks.set_seat_days(
        participation=participation, first_day=first_day, last_day=participation.last_day, by=by, at=at
    )
    journal.record(
        chain=participation.network.chain,
        verb="teams.seat.joined_late",
        subject=participation,
        by=by,
        at=at,
        payload={"first_day": first_day.isoformat()},
    )
    return participation


@transaction.atomic
def send_appointing_link(*, participation: Participation, by: Person | None, at: datetime) -> AppointingLink:
    """A personal link to appoint a coordinator goes to the chief executive's office, by hand or by the clock (R47).

    Links sent before and not used no longer work.

    Raises:
        Refused: when somebody leads the team, or the municipality's official mailbox is not known.
    """
    day = clock.day(at)
    queries.may_send_link(participation, day).or_refuse()
    AppointingLink.objects.filter(participation=participation, used_at__isnull=True, valid_until__gte=day).update(
        valid_until=day - timedelta(days=1)
    )
    token = secrets.token_urlsafe(24)
    link = AppointingLink.objects.create(
        participation=participation,
        to_address=participation.organisation.official_mailbox,
        link_sha256=figures.sha256(token),
        sent_at=at,
        sent_by=by,
        valid_until=day + figures.LINK_LASTS,
    )
    journal.record(
        chain=participation.network.chain,
        verb="teams.appointing_link.sent",
        subject=link,
        by=by or SYSTEM,
        at=at,
        payload={"organisation": participation.organisation.name, "valid_until": link.valid_until.isoformat()},
    )
    notices.appoint_coordinator(link, token, at=at)
    return link


@transaction.atomic
def appoint_by_link(
    *, link: AppointingLink, name: str, email: str, function: str, department: str, at: datetime
) -> TeamMember:
    """The chief executive's office appoints a coordinator from today; the link is used up.

    Raises:
        Refused: when the link has been used, its time is over, or somebody leads the team.
    """
    day = clock.day(at)
    queries.may_use_link(link, day).or_refuse()
    organisation = link.participation.organisation
    office = people.introduce_person(
        name=f"{organisation.chief_executive_title}, {organisation.name}", email=link.to_address, by=SYSTEM, at=at
    )
    member = invite_member(
        participation=link.participation,
        name=name,
        email=email,
        team_seat=TeamMember.TeamSeat.COORDINATOR,
        function=function,
        area=Area.OTHER,
        department=department,
        first_day=day,
        by=office,
        at=at,
    )
    used = AppointingLink.objects.filter(pk=link.pk, used_at__isnull=True).update(used_at=at, used_for=member)
    if used != 1:
        raise Refused(SOMEONE_WAS_FIRST)
    journal.record(
        chain=link.participation.network.chain,
        verb="teams.coordinator.appointed_by_link",
        subject=link,
        by=office,
        at=at,
        payload={"member": member.person.actor_key},
    )
    return member

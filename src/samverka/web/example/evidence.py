"""What an audit asks for: approvers, the Fund's channel, guests, absence, signals, and the Fund's word on claims."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from samverka.cofinancing import actions as cofinancing
from samverka.cofinancing.models import Claim, ClaimLine, LineOutcome, SilenceSignal
from samverka.cofinancing.queries import Host
from samverka.core import clock
from samverka.core.actors import SYSTEM
from samverka.core.months import Month
from samverka.hours import actions as hours
from samverka.hours import queries as hours_known
from samverka.hours.models import Channel, ReportingRole
from samverka.meetings import actions as meetings
from samverka.meetings.models import Guest, Meeting
from samverka.networks import queries as networks_known
from samverka.people import actions as people
from samverka.people.models import Person
from samverka.teams import actions as teams
from samverka.teams.models import TeamMember
from samverka.web.example.gatherings import LOCAL_DAYS
from samverka.web.example.world import Act, World, at, instant

# The municipality whose people do things in time; and the one that is late with September.
PROMPT, LATE = "Enesala", "Älvnäs"
# From this month on the participants' hours go into the Fund's portal.
IN_PORTAL_FROM = Month(2021, 10)
# Who came to the first local day, beside the team; all of them invented.
GUESTS = (
    ("Harriet Lundmarker", "Överförmyndarenheten", Guest.AttendsAs.AUDIENCE),
    ("Ingvar Tallhed", "Fastighetskontoret", Guest.AttendsAs.AUDIENCE),
    ("Solveig Åsander", "Kommunfullmäktige", Guest.AttendsAs.ELECTED),
)
# Claim by claim: when the Fund answered. Of the first it reduced one line and wants another completed.
ANSWERED = {1: at(2021, 10, 19, 11), 2: at(2022, 2, 15, 11), 3: at(2022, 9, 12, 11), 4: at(2023, 2, 6, 11)}
REDUCED = "Ett av mötena i underlaget saknar underskriven närvarolista."
INCOMPLETE = "Anställningsbeslut saknas och ska skickas in."


def _host(world: World, person: Person) -> Host:
    functions = networks_known.host_functions(person, world.network, clock.day(clock.now()))
    return Host(network=world.network, functions=functions)


def approve(world: World) -> str:
    """A nearest manager is named for one in the team, and someone is put on the list of those who may approve."""
    member = TeamMember.objects.filter(
        participation=world.seats[PROMPT], team_seat=TeamMember.TeamSeat.MEMBER
    ).select_related("participation__network", "participation__organisation", "person")[0]
    coordinator = hours_known.leaders_of([member.participation_id], clock.day(clock.now()))[member.participation_id][0]
    domain = member.person.email.partition("@")[2]
    teams.name_manager(
        member=member,
        name="Birgitta Furuvall",
        email=f"birgitta.furuvall@{domain}",
        first_day=clock.day(clock.now()),
        by=coordinator,
        at=clock.now(),
    )
    approver = people.introduce_person(
        name="Gunvor Attestrud", email=f"gunvor.attestrud@{domain}", by=SYSTEM, at=clock.now()
    )
    hours.put_on_authority_list(
        network=world.network,
        person=approver,
        first_day=clock.day(clock.now()),
        participation=member.participation,
        by=world.lead,
        at=clock.now(),
    )
    return "one manager, one approver"


def choose_channel(world: World) -> str:
    """The Fund opens its portal to participants; from now on their months go there."""
    hours.set_channel(
        network=world.network,
        reporting_role=ReportingRole.PARTICIPANT.value,
        channel=Channel.PORTAL.value,
        from_month=IN_PORTAL_FROM,
        by=world.lead,
        at=clock.now(),
    )
    return f"from {IN_PORTAL_FROM}"


def enter_in_portal(first: Month, last: Month, world: World) -> str:
    """The host types the submitted months into the portal before they are claimed."""
    sheets = [
        sheet
        for sheet in hours_known.submitted_sheets(world.network, first.first_day, last.last_day)
        if sheet.reporting_role == ReportingRole.PARTICIPANT and not sheet.entered_in_portal_at
    ]
    if sheets:
        hours.enter_in_portal(sheets=sheets, by=world.economist, at=clock.now())
    return f"{len(sheets)} months"


def receive_guests(world: World) -> str:
    """People beyond the team came to the first local day: two as audience, one elected."""
    name, day = next(iter(zip(world.seats, LOCAL_DAYS[2021], strict=False)))
    meeting: Meeting = world.meetings[day, name]
    for person, unit, attends_as in GUESTS:
        meetings.add_guest(
            meeting=meeting, name=person, unit=unit, attends_as=attends_as.value, by=world.lead, at=clock.now()
        )
    return f"{len(GUESTS)} in {name}"


def be_away(world: World) -> str:
    """Someone says from which day to which they are away."""
    member = TeamMember.objects.filter(
        participation=world.seats[PROMPT], team_seat=TeamMember.TeamSeat.MEMBER
    ).select_related("person")[1]
    people.note_absence(
        person=member.person,
        first_day=date(2021, 11, 15),
        return_day=date(2021, 11, 29),
        by=member.person,
        at=clock.now(),
    )
    return PROMPT


def notice_silence(world: World) -> str:
    """September has closed: the coordinators of those with nothing submitted are asked."""
    return f"{len(cofinancing.raise_signals(network=world.network, at=clock.now()))} municipalities"


def comment(world: World) -> str:
    """One of them says why."""
    signal = SilenceSignal.objects.filter(participation=world.seats.get(LATE), commented_at__isnull=True).first()
    if signal is None:
        return ""
    coordinator = hours_known.leaders_of([signal.participation_id], clock.day(clock.now()))[signal.participation_id][0]
    cofinancing.comment_signal(
        signal=signal,
        comment="Tre i teamet har bytt tjänst. Vi lämnar in i november.",
        by=coordinator,
        at=clock.now(),
    )
    return LATE


def answer(number: int, world: World) -> str:
    """The Fund has answered on a claim."""
    claim = (
        Claim.objects.select_related("network")
        .filter(network=world.network, number=number, closed_at__isnull=False)
        .first()
    )
    if claim is None:
        return ""
    host = _host(world, world.economist)
    said = 0
    if number == min(ANSWERED):
        lines = ClaimLine.objects.filter(claim=claim, eligible_minutes__gte=240).select_related("claim").order_by("pk")
        for line, result, reason in zip(
            lines[:2],
            (LineOutcome.Result.REDUCED, LineOutcome.Result.TO_BE_COMPLETED),
            (REDUCED, INCOMPLETE),
            strict=True,
        ):
            cofinancing.note_outcome(
                host=host,
                line=line,
                result=result.value,
                accepted_minutes=line.eligible_minutes - 120,
                reason=reason,
                by=world.economist,
                at=clock.now(),
            )
            said += 1
    accepted = cofinancing.accept_rest(host=host, claim=claim, by=world.economist, at=clock.now())
    return f"claim {number}: {len(accepted)} lines accepted, {said} not"


def _acts() -> Iterator[Act]:
    yield Act(at(2021, 1, 25, 9), "A manager is named, and someone who may approve", approve)
    yield Act(instant(LOCAL_DAYS[2021][0] + timedelta(days=1), 9), "Guests of the first local day", receive_guests)
    yield Act(at(2021, 10, 4, 9), "Participants' hours go into the Fund's portal", choose_channel)
    yield Act(at(2021, 10, 15, 10, 30), "The silent are asked", notice_silence)
    yield Act(at(2021, 10, 18, 15), "One of them answers", comment)
    yield Act(at(2021, 10, 29, 9), "Someone will be away", be_away)
    for first, last, on in (
        (Month(2021, 10), Month(2022, 3), at(2022, 5, 6, 10)),
        (Month(2022, 4), Month(2022, 9), at(2022, 11, 4, 10)),
        (Month(2022, 10), Month(2023, 2), at(2023, 3, 24, 10)),
    ):
        yield Act(on, "Months are typed into the portal", partial(enter_in_portal, first, last))
    for number, on in ANSWERED.items():
        yield Act(on, "The Fund answers", partial(answer, number))


ACTS = tuple(_acts())

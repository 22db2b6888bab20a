"""One world that has one of everything, and one person in each role; all through real actions, as small as may be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from samverka.calls import actions as calls
from samverka.calls import queries as calls_known
from samverka.calls import urls as calls_urls
from samverka.calls.models import (
    Interest,
    InterestContact,
    LetterOfIntent,
    LetterSignatory,
    Paper,
    SignedFile,
    TrustedIssuer,
    TrustList,
)
from samverka.cofinancing import actions as cofinancing
from samverka.cofinancing import queries as cofinancing_queries
from samverka.cofinancing.models import Claim, SilenceSignal
from samverka.core.actors import SYSTEM
from samverka.core.workdays import SWEDEN
from samverka.documents import actions as documents
from samverka.documents.models import Rendering
from samverka.funding.models import UnitCost
from samverka.goals import actions as goals
from samverka.goals.models import Action
from samverka.hours import actions as hours
from samverka.hours.models import AuthorityList, HourSheet, ReportingRole, RoleSpan
from samverka.hours.queries import ROLE_IN_ADDRESS
from samverka.meetings import actions as meetings
from samverka.meetings.models import Guest, Meeting
from samverka.networks import actions as networks
from samverka.networks.models import Staff, Terms
from samverka.people import actions as people
from samverka.people.models import MemberDomain, Person
from samverka.teams import actions as teams
from samverka.teams.figures import sha256
from samverka.teams.models import AppointingLink, Area, NearestManager, TeamMember
from samverka.web import actions as roof
from tests.given import calls as given_calls
from tests.given import cofinancing as money
from tests.given import enterprises as given_enterprises
from tests.given import examples as given_examples
from tests.given import goals as given_goals
from tests.given import hours as given_hours
from tests.given import meetings as given_meetings
from tests.given import support as given_support
from tests.given import world as given
from tests.given.calls import CallWorld, at
from tests.given.cofinancing import NOW, OCTOBER, SEPTEMBER
from tests.given.world import World

# To whoever looks at its first bytes, a picture.
PNG = b"\x89PNG\r\n\x1a\n" + bytes(24)
TODAY = date(2021, 11, 2)
OF_THE_HOST = ("process_supporter", "method_developer", "subject_expert", "administrator", "registrar")


@dataclass(frozen=True, slots=True)
class Everything:
    """The world, who is who in it, and what stands in the addresses of Älvnäs's things."""

    world: World
    call: CallWorld
    roles: Mapping[str, Person]
    # Parameters of addresses by name; those of one package's own under `package:name`, one address's under
    # `package:address:name`.
    values: Mapping[str, object]
    # The same, where a role has another of its own.
    own_values: Mapping[str, Mapping[str, object]]


def _staff(world: World, person: Person, function: str) -> None:
    networks.appoint_staff(
        network=world.network, person=person, function=function, first_day=date(2020, 9, 1), by=SYSTEM, at=given.START
    )


def _paper(letter: LetterOfIntent, lead: Person) -> None:
    calls.register_paper(
        letter=letter,
        office=LetterSignatory.Office.CHIEF_EXECUTIVE,
        name="Kerstin Chef",
        note="Kom med post från kommunens registrator",
        file_name="avsiktsforklaring.png",
        data=PNG,
        by=lead,
        at=at(date(2020, 11, 13)),
    )


def _around(letter: Paper, lead: Person) -> None:
    """The files around a paper: the issued one, proofs of approvals, a signed one that a person is to compare."""
    made = documents.store(owner=letter, name="fil.png", data=PNG, by=lead, at=NOW)
    type(letter).objects.filter(pk=letter.pk).update(issued_file=made)
    column = calls_known.paper_column(letter)
    LetterSignatory.objects.filter(**{column: letter}).update(proof=made, paper=made)
    SignedFile.objects.create(
        **{column: letter}, file=made, sent_in_at=NOW, sent_in_by=lead, judged_at=NOW, outcome="person"
    )


def _arrangement(world: World, around: CallWorld, own: Interest) -> dict[str, object]:
    """Älvnäs's arrangement, for the addresses that a letter has too; the terms are then as they were."""
    found = given_calls.arrangement(around, own.organisation)
    Terms.objects.filter(network=world.network).update(arrangement="")
    LetterSignatory.objects.get_or_create(
        arrangement=found,
        office=LetterSignatory.Office.CHIEF_EXECUTIVE,
        defaults={"name": "Kerstin Chef", "title": "Kommunchef"},
    )
    _around(found, world.lead)
    file = SignedFile.objects.get(arrangement=found).pk
    names = (name for name in _names_of_papers() if name.startswith("arrangement_"))
    trusted = TrustList.objects.create(network=world.network, version=1, set_at=NOW, set_by=world.lead)
    issuer = TrustedIssuer.objects.create(
        trust_list=trusted, name="Prov", purpose="persons", certificate_sha256="a", first_day=TODAY, last_day=TODAY
    )
    values: dict[str, object] = {"calls:file": SignedFile.objects.get(letter__isnull=False).pk, "issuer": issuer.pk}
    for name in names:
        values |= {f"calls:{name}:number": found.number, f"calls:{name}:file": file}
    return values


def _names_of_papers() -> list[str]:
    return [str(entry.name) for entry in calls_urls.urlpatterns]


def _calls(world: World) -> tuple[CallWorld, Interest, Interest, LetterOfIntent]:
    """A decided call: two chosen of three, one that is writing, one that left; and a draft of the next call."""
    call = calls.draft_call(network=world.network, draft=given_calls.draft(), by=world.lead, at=at(date(2020, 9, 20)))
    calls.publish_call(call=call, by=world.lead, at=at(date(2020, 9, 21)))
    around = CallWorld(world.network, world.terms, world.lead, call)
    own, other, _third = (given_calls.confirmed(around, index) for index in range(3))
    given_calls.started(around, 3)
    left = given_calls.started(around, 4)
    calls.withdraw_interest(
        interest=left, reason="Vi hinner inte i år", by=given_calls.contact(4), at=at(date(2020, 10, 9))
    )
    given_calls.decided(around)
    decision = Rendering.objects.get(kind="pdf")
    documents.finish_rendering(rendering=decision, data=b"%PDF-1.7", by=SYSTEM, at=at(date(2020, 11, 11)))
    letter = given_calls.prepared(own, 0)
    _paper(letter, world.lead)
    _around(letter, world.lead)
    calls.draft_call(
        network=world.network, draft=given_calls.draft(title="Nästa nätverk"), by=world.lead, at=at(date(2021, 10, 1))
    )
    return around, own, other, letter


def _meetings(world: World) -> tuple[Meeting, Meeting]:
    """A meeting that has been, one under way now in Älvnäs, one to come."""
    member = world.members[0]
    held = given_hours.met(world, member, world.coordinator)
    starts = datetime.combine(TODAY, time(9), tzinfo=SWEDEN)
    here = meetings.plan_meeting(
        network=world.network,
        kind=Meeting.Kind.LOCAL_DAY,
        title="Lokal heldag i Älvnäs",
        starts_at=starts,
        ends_at=starts + timedelta(hours=6),
        participation=world.alvnas,
        by=world.lead,
        at=given_meetings.PLANNED,
    )
    coming = given_meetings.meeting(world.network, world.lead)
    meetings.invite_expected(meeting=coming, by=world.lead, at=given_meetings.PLANNED)
    return held, here


def _hours(world: World) -> tuple[Claim, Claim]:
    """September is submitted and stands in a closed claim; October is open, in a claim that is being prepared."""
    member = world.members[0]
    money.unit_costs(world)
    for seat in (world.alvnas, world.granfors):
        cofinancing.pledge(participation=seat, by=world.lead, at=NOW)
    money.submitted_month(world, SEPTEMBER, {member: 240})
    closed = money.closed_claim(world, SEPTEMBER, SEPTEMBER)
    given_hours.open_months(world, OCTOBER)
    given_hours.wrote(member)
    return closed, money.prepared_claim(world)


def build(**terms: object) -> Everything:
    """All of it."""
    world = money.granted(**terms)
    call, own, other, letter = _calls(world)
    stranger_host, _terms = given.network(slug="annat-natverk")
    roles = {
        "signed_in": world.stranger,
        "contact": given_calls.contact(0),
        "other_contact": given_calls.contact(1),
        "signatory": given_calls.signatory_person(0, LetterSignatory.Office.BOARD_CHAIR),
        "team_member": world.members[0],
        "other_team_member": given.person("Dan Yttergren"),
        "coordinator": world.coordinator,
        "other_coordinator": world.other_coordinator,
        "deputy_coordinator": world.members[1],
        "manager": given.person("Chef Närmast"),
        "approver": given.person("Attestant Älv"),
        "project_manager": world.lead,
        "finance_officer": world.economist,
        **{function: given.person(f"Värd {function}", f"{function}@samverka.example") for function in OF_THE_HOST},
        "other_host": given.person("Ulla Grannfelt"),
        "auditor": given.person("Rut Revisor"),
    }
    for function in OF_THE_HOST:
        _staff(world, roles[function], function)
    networks.appoint_staff(
        network=stranger_host,
        person=roles["other_host"],
        function=Staff.Function.PROJECT_MANAGER,
        first_day=date(2020, 9, 1),
        by=SYSTEM,
        at=given.START,
    )
    networks.give_auditor_access(
        network=world.network,
        person=roles["auditor"],
        first_day=date(2021, 11, 1),
        last_day=date(2021, 11, 30),
        by=world.lead,
        at=NOW,
    )
    given.member(world.granfors, roles["other_team_member"], world.lead, area=Area.PROCUREMENT)
    second = TeamMember.objects.select_related("participation__organisation", "participation__network", "person").get(
        person=world.members[1]
    )
    teams.name_deputy(member=second, by=world.coordinator, at=NOW)
    people.enter_employer(
        organisation=world.alvnas.organisation,
        name="Älvnäs kommun",
        organisation_number="2120009999",
        by=SYSTEM,
        at=NOW,
    )
    _approval(world, roles["manager"], roles["approver"])
    held, here = _meetings(world)
    closed, prepared = _hours(world)
    _pack(closed)
    rendering = _rendering(world)
    absence = people.note_absence(
        person=world.members[0], first_day=date(2021, 12, 1), return_day=date(2021, 12, 8), by=world.members[0], at=NOW
    )
    guest = meetings.add_guest(
        meeting=here,
        name="Nämndens sekreterare",
        unit="Nämnden",
        attends_as=Guest.AttendsAs.AUDIENCE,
        by=world.lead,
        at=NOW,
    )
    material = given_meetings.material(here, world.lead, b"\x89PNG\r\n\x1a\n")
    sheet = given_hours.sheet(world.members[0])
    written = sheet.rows.get()
    late = _late_month(world)
    domain = MemberDomain.objects.get(organisation=own.organisation)
    values = {
        "network": world.network.slug,
        "call": call.call.slug,
        "interest": own.pk,
        "part": "om-er",
        "question": calls.ask_question(call=call.call, text="När börjar vi?", by=world.stranger, at=NOW).pk,
        "number": letter.number,
        "office": "kommunchef",
        "token": given_calls.token_to(roles["signatory"].email),
        "domain": domain.pk,
        "teams:token": _appointing_link(world),
        "contact": InterestContact.objects.get(interest=own, person=given_calls.contact(0)).pk,
        "meeting": here.pk,
        "code": here.code,
        "participation": world.alvnas.pk,
        "participation_id": world.alvnas.pk,
        "member": TeamMember.objects.get(person=world.members[2]).pk,
        "month": OCTOBER,
        "year": 2021,
        "row_id": written.pk,
        "line_id": AuthorityList.objects.get().pk,
        "span_id": _guest_role(world).pk,
        "meeting_id": held.pk,
        "sheet_id": sheet.pk,
        "role": ROLE_IN_ADDRESS[sheet.reporting_role],
        "rendering_id": rendering.pk,
        "person_id": world.lead.pk,
        "sign_in_id": 1,
        "cost_id": UnitCost.objects.order_by("pk")[0].pk,
        "absence_id": absence.pk,
        "guest": guest.pk,
        "guest_id": guest.pk,
        "material": material.pk,
        "send_out_id": roof.prepare_send_out(
            network=world.network,
            segment="coordinators",
            subject="Nytt",
            body="Text.",
            subject_en="",
            body_en="",
            reply_to="svar@samverka.example",
            by=world.lead,
            at=NOW,
        ).pk,
        "goals:need": given_goals.need(world.alvnas, world.coordinator, problem="Gräset växer.", level="network").pk,
        **_arrangement(world, call, own),
        **_of_alvnas(world),
        **given_enterprises.in_addresses(world),
        **given_examples.in_addresses(world),
        **given_support.in_addresses(world),
        "cofinancing:number": prepared.number,
        "cofinancing:sheet_id": closed.lines.get().sheet_id,
        "cofinancing:pack:number": closed.number,
        **{f"cofinancing:{name}:number": closed.number for name in ("claim_month", "note_outcome")},
        **dict.fromkeys(("cofinancing:park:sheet_id", "cofinancing:take_in:sheet_id"), late.pk),
        "cofinancing:part": "projektteam",
        "cofinancing:signal_id": _silence(world).pk,
    }
    assert InterestContact.objects.filter(interest=other, person=roles["other_contact"]).exists()
    as_coordinator = {"role": ROLE_IN_ADDRESS[given_hours.sheet(world.coordinator).reporting_role]}
    own_values = {"coordinator": as_coordinator, "other_coordinator": as_coordinator}
    return Everything(world, call, roles, values, own_values)


def _silence(world: World) -> SilenceSignal:
    """Älvnäs has been asked about a month."""
    return SilenceSignal.objects.create(
        participation=world.alvnas, month=OCTOBER.first_day, raised_at=NOW, working_days=3, comment_due_day=TODAY
    )


def _late_month(world: World) -> HourSheet:
    """A month that came too late for the closed claim, on its way into the one that is being prepared."""
    late = world.members[1]
    sheet = money.opened(world, SEPTEMBER)[late.pk]
    money.work(sheet, 120)
    hours.confirm_sheet(sheet=sheet, by=late, at=NOW)
    hours.submit_month(participation=world.alvnas, month=SEPTEMBER, by=world.coordinator, at=NOW)
    return sheet


def _appointing_link(world: World) -> str:
    """A link that the chief executive's office of a municipality without anyone in its team has been sent."""
    token = "lank-till-kansliet"  # noqa: S105 - an address in a test, no secret
    AppointingLink.objects.create(
        participation=world.granfors,
        to_address="kommun@9102.example",
        link_sha256=sha256(token),
        sent_at=NOW,
        sent_by=world.lead,
        valid_until=date(2021, 11, 16),
    )
    return token


def _guest_role(world: World) -> RoleSpan:
    """An elected representative, whose time is not counted."""
    return hours.give_role(
        network=world.network,
        person=given.person("Pia Ledamot"),
        reporting_role=ReportingRole.UNVALUED,
        function="Förtroendevald",
        first_day=given.FIRST_DAY,
        participation=world.alvnas,
        by=world.lead,
        at=NOW,
    )


def _of_alvnas(world: World) -> dict[str, object]:
    """One of each thing that Älvnäs works with to reach its goals."""
    by, seat = world.coordinator, world.alvnas
    learning = given_goals.development_need(seat, by)
    plan = given_goals.adopted(given_goals.plan(seat, by), by)
    goals.begin_revision(document=plan, by=by, at=NOW)
    goals.change_document(
        document=plan, values={}, edition=plan.edition, file_name="plan.png", file_data=PNG, by=by, at=NOW
    )
    action = Action.objects.get(goal__document=plan)
    forum = given_goals.forum(seat, by)
    internal = given_goals.internal(seat, by)
    measuring = goals.open_round(participation=seat, occasion="middle", by=by, at=NOW)
    values: dict[str, object] = {
        "decision": given_goals.decision(seat, by).pk,
        "anchoring": given_goals.anchoring(seat, by).pk,
        "document": plan.pk,
        "goal": action.goal_id,
        "action": action.pk,
        "forum": forum.pk,
        "party": forum.parties.get().pk,
        "member": internal.members.all()[0].pk,
        "maturity_round": measuring.pk,
    }
    judged = {f"goals:{name}:goal": "documents" for name in ("judge_page", "judge_result", "lift_judgement")}
    of_learning = {
        f"goals:{name}:need": learning.pk
        for name in ("development_need_page", "change_development_need", "meet_development_need")
    }
    return {f"goals:{key}": value for key, value in values.items()} | judged | of_learning


def _approval(world: World, manager: Person, approver: Person) -> None:
    """Whoever approves: the nearest manager of Älvnäs's first member, and a line of the authority list."""
    NearestManager.objects.create(
        member=TeamMember.objects.get(person=world.members[0]),
        manager=manager,
        first_day=given.FIRST_DAY,
        named_at=NOW,
        named_by=world.coordinator,
    )
    AuthorityList.objects.create(
        network=world.network,
        participation=world.alvnas,
        person=approver,
        first_day=given.FIRST_DAY,
        put_at=NOW,
        put_by=world.lead,
    )


def _pack(claim: Claim) -> None:
    """The evidence of a closed claim, asked for when it was closed and put together by the worker."""
    pack = cofinancing_queries.newest_pack(claim)
    assert pack is not None
    cofinancing.finish_pack(pack=pack, data=b"PK\x05\x06" + bytes(18), manifest_sha256="0" * 64, by=SYSTEM, at=NOW)


def _rendering(world: World) -> Rendering:
    """A spreadsheet that the project manager has asked for and the worker has made."""
    asked = documents.ask_for_rendering(
        kind="xlsx", owner=world.network, name="lista", values={"title": "Lista"}, by=world.lead, at=NOW
    )
    return documents.finish_rendering(rendering=asked, data=b"PK\x03\x04", by=SYSTEM, at=NOW)

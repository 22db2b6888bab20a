"""What the twelve municipalities set out to do and how far they come: needs, decisions, documents, groups, maturity.

All invented, as are the committees' decisions and the actors' names. Who comes how far follows from the place that a
municipality has among the twelve, so that each state is there to be seen at month ten and at the closing.
"""

from collections.abc import Iterator
from datetime import date
from functools import partial

from samverka.core import clock
from samverka.goals import actions as goals
from samverka.goals import figures
from samverka.goals import queries as known
from samverka.goals.figures import AgreedLevel
from samverka.goals.models import (
    Action,
    DevelopmentNeed,
    ExternalStructure,
    GoverningDocument,
    InternalStructure,
    MaturityRound,
    Need,
)
from samverka.networks.models import Participation
from samverka.people.models import Person
from samverka.teams import queries as teams_known
from samverka.teams.models import TeamMember
from samverka.web.example.chance import draw, happens
from samverka.web.example.world import Act, World, at, instant

# Of each four, the one with this rest comes less far than the others.
SLOW, FIRST = 3, 3
# So many sections of a document have a text.
WRITTEN = 3
LEARNING = (
    ("Hur gör man en reserverad upphandling?", "Upphandling", "method", "Upphandlingsstrateg"),
    ("Vad är ett socialt företag, och vilka finns hos oss?", "Näringsliv", "competence", "Näringslivsutvecklare"),
    ("Hur har andra förankrat frågan i nämnden?", "Kommunledning", "exchange", "Utvecklingsledare"),
    ("Vem äger frågan när den faller mellan förvaltningarna?", "Arbetsmarknad", "organisation", "Enhetschef"),
)
# Title, department, sort of work, problem, whom it concerns, CPV code, thousands of kronor a year.
NEEDS: tuple[tuple[str, str, str, str, str, str, int], ...] = (
    (
        "Parkerna hinner inte skötas",
        "Tekniska",
        "green",
        "Gräs och rabatter sköts för sällan.",
        "Boende",
        "77310000",
        480,
    ),
    (
        "Lokalerna städas ojämnt",
        "Fastighet",
        "cleaning",
        "Små lokaler faller utanför avtalet.",
        "Personal",
        "90910000",
        350,
    ),
    (
        "Möten saknar fika i närheten",
        "Kansliet",
        "food",
        "Leverantörerna kör inte ut små volymer.",
        "Mötesdeltagare",
        "55520000",
        120,
    ),
    (
        "Möbler kastas i stället för att lagas",
        "Fastighet",
        "reuse",
        "Ingen tar hand om möbler som kan lagas.",
        "Alla",
        "50850000",
        90,
    ),
    (
        "Platser för arbetsträning räcker inte",
        "Arbetsmarknad",
        "work_training",
        "Väntan är lång.",
        "Deltagare",
        "80530000",
        600,
    ),
    (
        "Tvätten körs långa vägar",
        "Omsorg",
        "cleaning",
        "Närmaste tvätteri ligger två timmar bort.",
        "Boende",
        "98310000",
        260,
    ),
    (
        "Daglig verksamhet saknar variation",
        "Omsorg",
        "daily_activity",
        "Utbudet passar inte alla.",
        "Deltagare",
        "85312100",
        900,
    ),
)
ACTORS = (
    ("Verkstan på Kvarnbacken", "enterprise_party"),
    ("Odlarlaget ekonomisk förening", "enterprise_party"),
    ("Coompanion i länet", "coompanion"),
    ("Samordningsförbundet", "coordination_association"),
    ("Hantverksföreningen", "association"),
)
MEASURED = ("D1", "D2", "D3", "D4", "D5", "D6", "D7")


def _places(world: World) -> list[tuple[int, str, Participation, Person]]:
    """Each seat with its place among the twelve and who coordinates it today."""
    day = clock.day(clock.now())
    found = []
    for number, (name, seat) in enumerate(world.seats.items()):
        # The last by name, Älvnäs, is the one that visitors enter: it is well under way.
        place = (number + FIRST) % len(world.seats)
        member = teams_known.current_members(seat, day).filter(team_seat=TeamMember.TeamSeat.COORDINATOR).first()
        if member is not None:
            found.append((place, name, seat, member.person))
    return found


def _of_kind(seat: Participation, kind: str) -> GoverningDocument | None:
    return GoverningDocument.objects.filter(participation=seat, kind=kind).order_by("pk").first()


def take_stock(world: World) -> str:
    """What each department needs to learn, and where the municipality wants to be."""
    written = 0
    for place, name, seat, by in _places(world):
        for title, department, kind, owner in LEARNING[: 2 + place % 3]:
            goals.add_development_need(
                participation=seat,
                values={
                    "title": title,
                    "department": department,
                    "kind": DevelopmentNeed.Kind(kind).value,
                    "owner": owner,
                    "noted_day": clock.day(clock.now()),
                },
                by=by,
                at=clock.now(),
            )
            written += 1
        targets: dict[str, int | None] = {key: 3 + happens(40, "target", name, key) for key in MEASURED}
        goals.set_targets(participation=seat, targets=targets, by=by, at=clock.now())
        goals.note_measurement(
            participation=seat,
            indicator="identified_enterprises",
            measured_day=date(2021, 1, 1),
            value=draw("known", name).randint(0, 4),
            source="Kommunens egen lista, januari 2021",
            by=by,
            at=clock.now(),
        )
    return f"{written} development needs"


def declare(world: World) -> str:
    """Most declare their inventory done in time; the last ones are late."""
    done = 0
    for place, _name, seat, by in _places(world):
        if place % 4 == SLOW:
            continue
        goals.declare_inventory(
            participation=seat,
            summary="Vi behöver mest metod för upphandling och utbyte med andra kommuner.",
            by=by,
            at=clock.now(),
        )
        done += 1
    return f"{done} inventories"


def anchor(audience: str, with_whom: str, share: int, world: World) -> str:
    """The work is presented."""
    told = 0
    for _place, name, seat, by in _places(world):
        if not happens(share, "anchor", audience, name, clock.day(clock.now())):
            continue
        goals.log_anchoring(
            participation=seat,
            values={
                "with_whom": with_whom,
                "audience": audience,
                "held_day": clock.day(clock.now()),
                "reached": draw("reached", name).randint(7, 40),
                "about": "Vad nätverket är, vad kommunen har lovat och vad som händer härnäst.",
            },
            by=by,
            at=clock.now(),
        )
        told += 1
    return f"{told} presentations"


def decide(places: tuple[int, ...], world: World) -> str:
    """Some executive boards decide who is responsible."""
    decided = 0
    for place, name, seat, by in _places(world):
        if place not in places:
            continue
        goals.log_decision(
            participation=seat,
            values={
                "title": "Inriktning för samverkan med sociala företag",
                "kind": "political",
                "body": "Kommunstyrelsen",
                "decided_day": clock.day(clock.now()),
                "minutes_paragraph": f"§ {draw('paragraph', name).randint(18, 140)}",
                "registry_number": f"KS {clock.day(clock.now()).year}/{draw('number', name).randint(40, 400)}",
                "responsible_committee": "Kommunstyrelsen" if place % 2 else "Arbetsmarknadsnämnden",
            },
            by=by,
            at=clock.now(),
        )
        decided += 1
    return f"{decided} decisions"


def write_needs(part: slice, world: World) -> str:
    """Needs are written down: some only as a title, some described, some shared, one that may be secret."""
    written = 0
    for place, name, seat, by in _places(world):
        for number, row in enumerate(NEEDS[part]):
            if not happens(70, "need", name, row[0]):
                continue
            title, department, field, problem, group, code, thousands = row
            values: dict[str, object] = {
                "title": title,
                "owner": "Verksamhetschef" if number % 2 else "Upphandlingsstrateg",
                "noted_day": clock.day(clock.now()),
            }
            codes: tuple[str, ...] = ()
            if place % 4 != SLOW:
                values |= {
                    "department": department,
                    "field": Need.Field(field).value,
                    "problem": problem,
                    "affected_group": group,
                    "yearly_value_ore": thousands * 100_000,
                    "contract_ends_day": date(2022 + number % 3, 5, 31),
                    "horizon": "this_year" if number % 2 else "next_years",
                    "benefit": draw("benefit", name, title).randint(2, 5),
                    "feasibility": draw("feasible", name, title).randint(1, 5),
                    "level": "network" if happens(60, "shared", name, title) else "private",
                }
                codes = (code,)
            goals.add_need(participation=seat, values=values, codes=codes, by=by, at=clock.now())
            written += 1
        if place == FIRST - 1 and part.start is None:
            goals.add_need(
                participation=seat,
                values={
                    "title": "Omförhandling av omsorgsavtal",
                    "owner": "Upphandlingsjurist",
                    "noted_day": clock.day(clock.now()),
                    "may_be_secret": True,
                    "secrecy_ground": "19 kap. 3 § OSL",
                },
                by=by,
                at=clock.now(),
            )
            written += 1
    return f"{written} needs"


def set_up_groups(places: range, world: World) -> str:
    """Internal groups are set up out of the team's functions."""
    made = 0
    for place, _name, seat, by in _places(world):
        if place not in places:
            continue
        structure = goals.describe_internal(
            participation=seat,
            values={
                "committee": "Kommunstyrelsen",
                "coordinating_function": "" if place == places[-1] else "Utvecklingsledare",
                "coordinating_unit": "Kommunledningsförvaltningen",
                "share_percent": 20,
                "mandate": "Gruppen bereder frågor om samverkan med sociala företag.",
                "rhythm": "En gång i kvartalet",
                "routines": "Inköpsplanen gås igenom varje höst.",
            },
            by=by,
            at=clock.now(),
        )
        for member in teams_known.current_members(seat, clock.day(clock.now())):
            if member.team_seat == TeamMember.TeamSeat.COORDINATOR or member.area == "integration":
                continue
            goals.add_group_member(
                structure=structure,
                values={
                    "function": member.function,
                    "department": member.employment.department if member.employment else "Kansliet",
                    "area": member.area,
                    "first_day": clock.day(clock.now()),
                },
                by=by,
                at=clock.now(),
            )
        made += 1
    return f"{made} internal groups"


def groups_meet(world: World) -> str:
    """The groups meet, but for the slow ones now and then."""
    met = 0
    for place, name, seat, by in _places(world):
        structure = InternalStructure.objects.filter(participation=seat).first()
        if structure is None or not happens(35 if place % 4 == SLOW else 85, "met", name, clock.day(clock.now())):
            continue
        structure.participation = seat
        goals.note_group_meeting(
            structure=structure, met_day=clock.day(clock.now()), about="Läget och nästa steg", by=by, at=clock.now()
        )
        met += 1
    return f"{met} groups"


def set_up_forums(places: range, world: World) -> str:
    """Forums with others are set up."""
    made = 0
    for place, name, seat, by in _places(world):
        if place not in places:
            continue
        forum = goals.set_up_forum(
            participation=seat,
            values={
                "name": f"Dialogforum {name}",
                "kind": "partnership" if place % 5 == 0 else "dialogue_forum",
                "agreement": "Vi möts varje termin och berättar för varandra vad vi behöver och vad vi kan.",
                "rhythm": "Två gånger om året",
                "contact": "Näringslivsutvecklaren, kommunens växel",
            },
            by=by,
            at=clock.now(),
        )
        for actor, kind in draw("actors", name).sample(ACTORS, 3):
            goals.add_party(
                structure=forum,
                values={"name": f"{actor}, {name}", "kind": kind, "first_day": clock.day(clock.now())},
                by=by,
                at=clock.now(),
            )
        made += 1
    return f"{made} forums"


def forums_meet(world: World) -> str:
    """The forums meet, with some departments and parties."""
    met = 0
    for _place, name, seat, by in _places(world):
        forum = ExternalStructure.objects.filter(participation=seat).first()
        day = clock.day(clock.now())
        if forum is None or not happens(85, "forum", name, day):
            continue
        forum.participation = seat
        parties = list(forum.parties.all())
        sight = known.Sight(world.network, seat, is_host=False)
        departments = list(known.departments_of(sight, day)) or ["Kansliet"]
        goals.note_forum_dialogue(
            structure=forum,
            title="Vad behöver kommunen, vad kan företagen?",
            held_day=day,
            notes="Företagen berättade vad de kan leverera och vad som hindrar.",
            departments=draw("departments", name, day).sample(departments, min(2, len(departments))),
            parties=draw("parties", name, day).sample(parties, min(2, len(parties))),
            by=by,
            at=clock.now(),
        )
        met += 1
    return f"{met} dialogues"


def draft(kind: str, places: range, world: World) -> str:
    """Documents are begun; a few are woven into another."""
    made = 0
    for place, name, seat, by in _places(world):
        if place not in places:
            continue
        is_plan = kind == GoverningDocument.Kind.ACTION_PLAN
        headings = known.template_headings(kind)
        document = goals.draft_document(
            participation=seat,
            values={
                "title": f"Handlingsplan för sociala företag i {name}"
                if is_plan
                else f"Policy för sociala företag i {name}",
                "kind": kind,
                "owner": "Utvecklingsledare",
                "purpose": "Fler ska få arbete, och kommunen ska få fler att köpa av.",
                "inside_title": "Näringslivsstrategi 2021–2025" if place % 4 == 1 and not is_plan else "",
                "inside_section": "Avsnitt 4" if place % 4 == 1 and not is_plan else "",
                "sections": [
                    {
                        "heading": heading,
                        "text": "Texten är påhittad och finns bara i exemplet." if number < WRITTEN else "",
                    }
                    for number, heading in enumerate(headings)
                ],
            },
            by=by,
            at=clock.now(),
        )
        if is_plan:
            _plan_actions(document, name, by)
        made += 1
    return f"{made} drafts"


def _plan_actions(document: GoverningDocument, name: str, by: Person) -> None:
    goal = goals.add_goal(document=document, text="Fler affärer med sociala företag", by=by, at=clock.now())
    other = goals.add_goal(document=document, text="Frågan är hela kommunens", by=by, at=clock.now())
    day = clock.day(clock.now())
    for to, text, dimension, owner, months in (
        (goal, "Gå igenom inköpsplanen efter mindre köp", "D6", "Upphandlingsstrateg", 4),
        (goal, "Bjud in företagen till en marknadsdialog", "D5", "Näringslivsutvecklare", 6),
        (goal, "Pröva en reserverad upphandling", "D6", "Upphandlingsjurist", 12),
        (other, "Utbilda inköpare i varje förvaltning", "D7", "Utvecklingsledare", 8),
        (other, "Rapportera till nämnden varje år", "D1", "Utvecklingsledare", 11),
    ):
        is_ownerless = happens(12, "ownerless", name, text)
        goals.add_action(
            goal=to,
            values={
                "text": text,
                "dimension": dimension,
                "owner": "" if is_ownerless else owner,
                "due_day": figures.months_after(day, months),
                "department": "Kommunledningsförvaltningen",
            },
            by=by,
            at=clock.now(),
        )


def consult(kind: str, places: range, world: World) -> str:
    """Drafts go on consultation."""
    sent = 0
    for place, _name, seat, by in _places(world):
        document = _of_kind(seat, kind)
        if place in places and document is not None and document.consulted_at is None:
            goals.send_on_consultation(document=document, by=by, at=clock.now())
            sent += 1
    return f"{sent} on consultation"


def propose(kind: str, places: range, day: date, world: World) -> str:
    """Documents are on their way to a day."""
    proposed = 0
    for place, _name, seat, by in _places(world):
        document = _of_kind(seat, kind)
        if place in places and document is not None and document.adopted_at is None:
            goals.propose_document(document=document, body="Kommunfullmäktige", day=day, by=by, at=clock.now())
            proposed += 1
    return f"{proposed} on their way"


def adopt(kind: str, places: range, world: World) -> str:
    """Documents are adopted; in a plan whoever was missing is named first."""
    adopted = 0
    for place, name, seat, by in _places(world):
        document = _of_kind(seat, kind)
        if place not in places or document is None or document.adopted_at is not None:
            continue
        for action in Action.objects.filter(goal__document=document, owner="").select_related("goal__document"):
            goals.change_action(
                action=action,
                values={"owner": "Utvecklingsledare", "due_day": action.due_day, "text": action.text},
                by=by,
                at=clock.now(),
            )
        day = clock.day(clock.now())
        goals.adopt_document(
            document=document,
            body="Kommunfullmäktige",
            decided_day=day,
            minutes_paragraph=f"§ {draw('adopted', name, kind).randint(30, 180)}",
            registry_number=f"KS {day.year}/{draw('registry', name, kind).randint(40, 400)}",
            owner="Utvecklingsledare",
            political_owner="Kommunstyrelsen",
            review_day=date(day.year + 3, 12, 31),
            by=by,
            at=clock.now(),
        )
        adopted += 1
    return f"{adopted} adopted"


def work_on_plans(world: World) -> str:
    """Actions are done, put off with a reason, or stay; adopted plans are followed up."""
    changed = 0
    day = clock.day(clock.now())
    for place, name, seat, by in _places(world):
        document = _of_kind(seat, GoverningDocument.Kind.ACTION_PLAN)
        if document is None or document.adopted_at is None:
            continue
        still = Action.objects.filter(goal__document=document, done_at__isnull=True, dropped_at__isnull=True)
        for action in still.select_related("goal__document__participation__network").order_by("pk"):
            if (
                action.due_day
                and action.due_day < day
                and happens(60 if place % 4 != SLOW else 25, name, action.text, day)
            ):
                goals.note_action(action=action, what="done", text="Klart", by=by, at=clock.now())
                changed += 1
            elif action.due_day and action.due_day < day and happens(30, "later", name, action.text, day):
                goals.postpone_action(
                    action=action,
                    due_day=figures.months_after(day, 4),
                    reason="Upphandlingen tog längre tid",
                    by=by,
                    at=clock.now(),
                )
                changed += 1
        goals.follow_up_plan(
            document=document,
            held_day=day,
            text="Genomgången i gruppen; två hinder lyfts till chefen.",
            by=by,
            at=clock.now(),
        )
    return f"{changed} actions"


def measure(occasion: str, level: int, world: World) -> str:
    """Several in each team answer, and the seat agrees; the slow ones only answer."""
    agreed = 0
    for place, name, seat, by in _places(world):
        members = list(teams_known.current_members(seat, clock.day(clock.now())))[:3]
        one: MaturityRound = goals.open_round(participation=seat, occasion=occasion, by=by, at=clock.now())
        for member in members:
            chance = draw("answer", name, occasion, member.person.email)
            levels: dict[str, int | None] = {
                key: min(5, max(1, level + chance.choice((-1, 0, 0, 1)))) for key in MEASURED
            }
            goals.answer_round(maturity_round=one, levels=levels, by=member.person, at=clock.now())
        if place % 4 == SLOW:
            continue
        sight = known.Sight(world.network, seat, is_host=False)
        evidence = known.evidence_of(sight, clock.day(clock.now()))
        found, _number = known.spreads(one)
        goals.agree_profile(
            maturity_round=one,
            sight=sight,
            levels={
                key: AgreedLevel(
                    # Where nothing here shows level 3, the municipality stays below it.
                    min(found[key].median or 1, figures.EVIDENCE_FROM - (not evidence[key])),
                    "Vi har vägt samman svaren i gruppen." if found[key].is_wide else "",
                    evidence[key][0] if evidence[key] and (found[key].median or 1) >= figures.EVIDENCE_FROM else "",
                )
                for key in MEASURED
            },
            by=by,
            at=clock.now(),
        )
        agreed += 1
    return f"{agreed} profiles"


def agree_to_be_seen(world: World) -> str:
    """A few let the others see their profile by name."""
    chosen = [row for row in _places(world) if row[0] in {0, 2, 5}]
    for _place, _name, seat, by in chosen:
        goals.show_maturity(participation=seat, by=by, at=clock.now())
    return f"{len(chosen)} municipalities"


def judge(world: World) -> str:
    """The host judges one result otherwise than the records, and says why."""
    _place, name, seat, _by = _places(world)[4]
    goals.judge_result(
        participation=seat,
        goal="structures",
        judged="reached",
        comment="Gruppen och forumet fungerar men möts på kommunens egna dagar; vi har varit med två gånger.",
        by=world.lead,
        at=clock.now(),
    )
    return name


POLICY, PLAN = GoverningDocument.Kind.POLICY.value, GoverningDocument.Kind.ACTION_PLAN.value


def _acts() -> Iterator[Act]:
    yield Act(at(2021, 2, 18, 13), "What needs to be learned", take_stock)
    yield Act(
        at(2021, 2, 24, 9), "Colleagues are told", partial(anchor, "colleagues", "Förvaltningarnas ledningsgrupper", 85)
    )
    yield Act(
        at(2021, 3, 16, 15), "Committees are told", partial(anchor, "committee", "Kommunstyrelsens arbetsutskott", 75)
    )
    yield Act(at(2021, 4, 7, 9), "Needs are written down", partial(write_needs, slice(None, 4)))
    yield Act(at(2021, 4, 13, 15), "Boards decide", partial(decide, (0, 2, 3, 5, 8)))
    yield Act(at(2021, 4, 20, 10), "Internal groups", partial(set_up_groups, range(9)))
    yield Act(at(2021, 4, 28, 10), "Inventories are declared done", declare)
    yield Act(at(2021, 5, 11, 10), "Forums with others", partial(set_up_forums, range(6)))
    yield Act(at(2021, 5, 26, 9), "Policies are begun", partial(draft, POLICY, range(9)))
    yield Act(at(2021, 8, 30, 9), "Policies on consultation", partial(consult, POLICY, range(5)))
    yield Act(at(2021, 9, 2, 9), "Plans are begun", partial(draft, PLAN, range(4)))
    yield Act(at(2021, 9, 20, 9), "More needs are written down", partial(write_needs, slice(4, None)))
    yield Act(at(2021, 9, 21, 9), "Policies on their way", partial(propose, POLICY, range(5), date(2021, 12, 14)))
    yield Act(at(2021, 9, 28, 18), "Policies are adopted", partial(adopt, POLICY, range(2)))
    yield Act(at(2021, 10, 26, 18), "A plan is adopted", partial(adopt, PLAN, range(1)))
    yield Act(at(2021, 12, 8, 9), "Maturity after a year", partial(measure, "middle", 2))
    yield Act(at(2021, 12, 10, 9), "Some agree to be seen", agree_to_be_seen)
    yield Act(at(2021, 12, 14, 18), "Policies are adopted", partial(adopt, POLICY, range(5)))
    yield Act(at(2022, 1, 18, 9), "More plans are begun", partial(draft, PLAN, range(4, 10)))
    yield Act(at(2022, 2, 15, 15), "Boards decide", partial(decide, (1, 4, 6, 9, 10)))
    yield Act(at(2022, 3, 1, 9), "More forums", partial(set_up_forums, range(6, 11)))
    yield Act(at(2022, 3, 2, 9), "More groups", partial(set_up_groups, range(9, 12)))
    yield Act(at(2022, 3, 29, 18), "Plans are adopted", partial(adopt, PLAN, range(4)))
    yield Act(at(2022, 6, 14, 18), "Policies are adopted", partial(adopt, POLICY, range(8)))
    yield Act(at(2022, 6, 15, 9), "Plans in work", work_on_plans)
    yield Act(at(2022, 10, 25, 18), "Plans are adopted", partial(adopt, PLAN, range(8)))
    yield Act(at(2022, 11, 15, 15), "Newly elected are told", partial(anchor, "committee", "Nya kommunstyrelsen", 55))
    yield Act(at(2022, 11, 30, 9), "Plans in work", work_on_plans)
    yield Act(at(2022, 12, 6, 9), "Maturity at the end", partial(measure, "end", 3))
    yield Act(at(2022, 12, 12, 9), "The last on their way", partial(propose, POLICY, range(8, 9), date(2023, 4, 25)))
    yield Act(at(2022, 12, 14, 9), "The host judges a result", judge)
    for day in (
        date(2021, 6, 3),
        date(2021, 9, 9),
        date(2021, 12, 2),
        date(2022, 3, 10),
        date(2022, 9, 8),
        date(2022, 11, 24),
    ):
        yield Act(instant(day, 13), f"Groups meet {day}", groups_meet)
    for day in (date(2021, 6, 8), date(2021, 10, 12), date(2022, 4, 5), date(2022, 10, 4)):
        yield Act(instant(day, 14), f"Forums meet {day}", forums_meet)


ACTS = tuple(_acts())

"""Process support, questions, method resources and learning examples of the example network; all invented."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from samverka.core import clock
from samverka.examples import actions as examples
from samverka.examples import queries as told
from samverka.examples.models import ExampleApproval
from samverka.networks.models import Area
from samverka.people.models import Person
from samverka.support import actions as support
from samverka.support.models import AgreedStep, MethodResource, SupportEntry
from samverka.teams import queries as teams_known
from samverka.web.example.cast import THE_HOST
from samverka.web.example.world import Act, World, instant

# Day, topic, dimension, what was agreed, who does it; the third of each four leaves the step undone.
CONTACTS = (
    (date(2021, 2, 24), "Uppstart och behov", "D1", "Boka tid i ansvarig nämnd", "Utvecklingsledaren"),
    (date(2021, 6, 2), "Vem äger frågan?", "D4", "Kalla till en intern grupp", "Utvecklingsledaren"),
    (
        date(2021, 9, 29),
        "Dialog med företagen",
        "D5",
        "Bjud in företagen till ett första möte",
        "Näringslivsutvecklaren",
    ),
    (date(2022, 3, 2), "Handlingsplanen", "D3", "Sätt ansvarig och datum på varje åtgärd", "Utvecklingsledaren"),
    (date(2022, 9, 21), "Affärer på väg", "D6", "Stäm av avtalet med upphandlaren", "Upphandlingsstrategen"),
)
UNDONE = 3

# Day, which seat asks, area, title, text, answers by seat.
QUESTIONS = (
    (
        date(2021, 3, 10),
        0,
        Area.PROCUREMENT,
        "Hur delar man upp ett städavtal?",
        "Vi vill att mindre företag ska kunna lämna anbud på delar av städningen. Hur har ni gjort?",
        (
            (3, "Vi delade efter byggnad och satte tak för hur många delar ett företag får."),
            (5, "Vi började med två förskolor som direktupphandling och mätte resultatet i ett år."),
        ),
    ),
    (
        date(2021, 9, 15),
        4,
        Area.LABOUR_MARKET,
        "Vad räknar ni som en arbetsträningsplats?",
        "Vi behöver samma sätt att räkna i uppföljningen. Vad tar ni med?",
        ((1, "Platser enligt avtal, inte personer. Personer räknar vi bara som antal två gånger om året."),),
    ),
    (
        date(2022, 4, 6),
        7,
        Area.BUSINESS,
        "Hur hittar ni företagen i er kommun?",
        "Registret är en början, men vi tror att det finns fler.",
        ((2, "Vi ringde alla föreningar som fått bidrag och frågade vad de säljer."),),
    ),
)

# Day asked for, kind, title, what for, which seats want it, how far by then: tried and published days.
RESOURCES = (
    (
        date(2021, 3, 17),
        MethodResource.Kind.TEMPLATE,
        "Mall för dialogmöte före upphandling",
        "Inbjudan, dagordning och det som delas ut till alla lika.",
        (0, 3, 6),
        date(2021, 6, 10),
        date(2021, 9, 8),
    ),
    (
        date(2021, 6, 3),
        MethodResource.Kind.CHECKLIST,
        "Checklista för en intern samverkansgrupp",
        "Mandat, deltagare och rytm, så att gruppen överlever ett chefsbyte.",
        (2, 5),
        date(2021, 10, 20),
        date(2022, 2, 16),
    ),
    (
        date(2021, 10, 5),
        MethodResource.Kind.DECISION_DRAFT,
        "Beslutsutkast till nämnden",
        "En text att utgå från när nämnden ska ta ansvar för frågan.",
        (8,),
        date(2022, 3, 9),
        date(2022, 6, 1),
    ),
)

# Day begun, seat, title, ingress, conclusions, how, form, dimension, enterprise named, English title and summary, who
# has used it.
EXAMPLES = (
    (
        date(2021, 8, 30),
        0,
        "Två dialogmöten gjorde städavtalet möjligt för små företag",
        "Genom att tala med företagen innan annonsen kunde vi dela avtalet så att fler kunde lämna anbud.",
        (
            "Bjud in alla lika och dela ut samma papper till alla.",
            "Fråga vad som hindrar, inte vad företagen vill sälja.",
            "Dela avtalet efter byggnad, inte efter tjänst.",
        ),
        "Vi höll två öppna möten våren 2021.\n\nFrågorna och svaren lades ut på webben samma dag.",
        "direct_procurement",
        "D6",
        "Städkraften",
        "Two market dialogues opened the cleaning contract to small enterprises",
        "Open dialogue before the call for tenders let us divide the contract so that small enterprises could bid.",
        (2, 5),
    ),
    (
        date(2021, 9, 20),
        5,
        "Nämnden tog ansvaret när vi visade var frågan föll mellan stolarna",
        "En enkel bild av vem som gjorde vad fick kommunstyrelsen att peka ut en ansvarig nämnd.",
        (
            "Visa luckorna på en sida.",
            "Låt politikerna möta ett företag innan de beslutar.",
            "Be om ett uppdrag, inte om pengar.",
            "Bestäm när nämnden ska följa upp.",
        ),
        "Teamet gick igenom alla kontakter under ett år och ritade dem på en sida.",
        "",
        "D1",
        "",
        "The committee took charge when we showed what fell between the departments",
        "A one-page picture of who did what made the executive board name a responsible committee.",
        (1,),
    ),
    (
        date(2021, 10, 18),
        9,
        "Så räknar vi platser utan att räkna personer",
        "Vi följer upp avtalen med antal platser två gånger om året, och aldrig med uppgifter om enskilda.",
        ("Räkna platser enligt avtalet.", "Visa aldrig tal under fem.", "Gör uppföljningen till en punkt i avtalet."),
        "Vi skrev in uppföljningen i avtalet från början.",
        "work_training_agreement",
        "D7",
        "",
        "Counting places without counting people",
        "",
        (),
    ),
)
# The last one is still being approved at month ten.
APPROVED_AFTER, PUBLISHED_AFTER, SLOW_DAYS = timedelta(days=7), timedelta(days=10), timedelta(days=30)


def _lead(world: World, seat: int) -> Person:
    rows = teams_known.current_members(list(world.seats.values())[seat], clock.day(clock.now()))
    return next(member.person for member in rows if teams_known.is_lead(member))


def support_round(number: int, world: World) -> str:
    """A round of contacts with all municipalities; what was agreed the time before is mostly done."""
    day, topic, dimension, step, owner = CONTACTS[number]
    supporter = world.person(THE_HOST.process_supporter)
    done = 0
    for place, seat in enumerate(world.seats.values()):
        for earlier in AgreedStep.objects.filter(entry__participation=seat, done_at__isnull=True).select_related(
            "entry__participation__network"
        ):
            if place % 4 != UNDONE:
                support.mark_step_done(step=earlier, by=supporter, at=clock.now())
                done += 1
        support.log_contact(
            participation=seat,
            day=day,
            way=SupportEntry.Way.REMOTE,
            outcome=SupportEntry.Outcome.HELD,
            topic=topic,
            dimension=dimension,
            who="Utvecklingsledaren och två ur teamet",
            note="",
            is_shared=True,
            next_day=day + timedelta(days=90),
            steps=[(step, owner, day + timedelta(days=28 if place % 4 == UNDONE else 60))],
            by=supporter,
            at=clock.now(),
        )
    return f"{len(world.seats)} contacts, {done} steps done"


def question(number: int, world: World) -> str:
    """Someone asks the network, and a few answer."""
    _day, seat, area, title, text, answers = QUESTIONS[number]
    asked = support.ask_question(
        network=world.network, area=area, title=title, text=text, by=_lead(world, seat), at=clock.now()
    )
    for who, said in answers:
        support.answer_question(question=asked, text=said, by=_lead(world, who), at=clock.now())
    return title


def resource(number: int, world: World) -> str:
    """A municipality asks for a resource, others want it too, and the host begins."""
    _day, kind, title, about, wanted, _tried, _published = RESOURCES[number]
    seats = list(world.seats.values())
    made = support.request_resource(
        network=world.network,
        title=title,
        kind=kind,
        dimension="",
        about=about,
        organisation=seats[wanted[0]].organisation,
        by=_lead(world, wanted[0]),
        at=clock.now(),
    )
    for seat in wanted[1:]:
        support.say_interest(
            resource=made,
            organisation=seats[seat].organisation,
            what="asked_for",
            by=_lead(world, seat),
            at=clock.now(),
        )
    support.move_resource(
        resource=made, to="in_development", by=world.person(THE_HOST.method_developer), at=clock.now()
    )
    return title


def move(number: int, to: str, world: World) -> str:
    """A resource goes on trial with its first version, or is published with a licence and used."""
    title, wanted = RESOURCES[number][2], RESOURCES[number][4]
    made, developer = (
        MethodResource.objects.select_related("network").get(title=title),
        world.person(THE_HOST.method_developer),
    )
    if to == "trial":
        support.add_version(
            resource=made,
            news="Första versionen",
            link=f"https://metod.example/{number + 1}",
            file_name="",
            data=b"",
            by=developer,
            at=clock.now(),
        )
    else:
        support.describe_resource(
            resource=made, title=title, about=made.about, licence="cc_by", by=developer, at=clock.now()
        )
        support.say_interest(
            resource=made,
            organisation=list(world.seats.values())[wanted[0]].organisation,
            what="used",
            by=_lead(world, wanted[0]),
            at=clock.now(),
        )
    support.move_resource(resource=made, to=to, by=developer, at=clock.now())
    return title


def write(number: int, world: World) -> str:
    """A municipality writes an example and hands it over."""
    _day, seat, title, ingress, conclusions, done, form, dimension, enterprise, title_en, summary_en, _used = EXAMPLES[
        number
    ]
    by, place = _lead(world, seat), list(world.seats.values())[seat]
    example = examples.start_example(
        network=world.network, participation=place, title=title, is_by_host=False, by=by, at=clock.now()
    )
    values = {
        "title": title,
        "ingress": ingress,
        "conclusions": list(conclusions),
        "background": example.background,
        "done": f"{done}\n\n{example.done}".strip(),
        "form": form,
        "dimensions": [dimension],
        "contact": "Kommunens utvecklingsledare",
        "title_en": title_en,
        "summary_en": summary_en,
    }
    example = examples.save_example(example=example, values=values, seen=example.saving, by=by, at=clock.now())
    if enterprise:
        examples.name_enterprise(
            example=example, name=enterprise, email="hej@stadkraften.example", by=by, at=clock.now()
        )
    examples.hand_over(example=example, by=by, at=clock.now())
    return title


def approve(number: int, world: World) -> str:
    """The municipality approves, and the enterprise that is named."""
    seat, title = EXAMPLES[number][1], EXAMPLES[number][2]
    approvals = ExampleApproval.objects.filter(example__title=title).select_related(
        "example__network", "example__participation"
    )
    for approval in approvals:
        if approval.side == ExampleApproval.Side.ENTERPRISE_SIDE:
            examples.approve_by_link(approval=approval, name="Verksamhetschefen", at=clock.now())
        else:
            examples.approve_example(example=approval.example, by=_lead(world, seat), at=clock.now())
    return title


def publish(number: int, world: World) -> str:
    """The host publishes, and others say that they have used it."""
    title, used = EXAMPLES[number][2], EXAMPLES[number][-1]
    example = ExampleApproval.objects.select_related("example__network", "example__participation").get(
        example__title=title, side=ExampleApproval.Side.MUNICIPALITY_SIDE
    ).example  # fmt: skip
    examples.publish_example(example=example, by=world.person(THE_HOST.method_developer), at=clock.now())
    for seat in used:
        examples.note_use(
            edition=told.published(example.slug),
            organisation=list(world.seats.values())[seat].organisation,
            note="",
            by=_lead(world, seat),
            at=clock.now(),
        )
    return title


def _acts() -> Iterator[Act]:
    for number, (day, *_rest) in enumerate(CONTACTS):
        yield Act(instant(day, 16), "Process support", partial(support_round, number))
    for number, asked in enumerate(QUESTIONS):
        yield Act(instant(asked[0], 11), "A question to the network", partial(question, number))
    for number, (day, _kind, _title, _about, _wanted, tried, published) in enumerate(RESOURCES):
        yield Act(instant(day, 13), "A method resource is asked for", partial(resource, number))
        yield Act(instant(tried, 13), "A method resource on trial", partial(move, number, "trial"))
        yield Act(instant(published, 13), "A method resource published", partial(move, number, "published"))
    for number, row in enumerate(EXAMPLES):
        day = row[0]
        slow = SLOW_DAYS if number == len(EXAMPLES) - 1 else timedelta()
        yield Act(instant(day, 14), "An example handed over", partial(write, number))
        yield Act(instant(day + APPROVED_AFTER + slow, 14), "An example approved", partial(approve, number))
        yield Act(instant(day + PUBLISHED_AFTER + slow, 14), "An example published", partial(publish, number))


ACTS = tuple(_acts())

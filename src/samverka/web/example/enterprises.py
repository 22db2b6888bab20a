"""Social enterprises of the example, what they offer, and what the municipalities do with them. All invented.

Organisation numbers begin with 4, a group that the Tax Agency has never given out, so they pass in an example alone.
"""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from samverka.core import clock
from samverka.enterprises import actions, queries
from samverka.enterprises.models import Collaboration, Form, State
from samverka.people.models import Person
from samverka.places.models import Municipality
from samverka.web.example.cast import MUNICIPALITIES, with_check_digit
from samverka.web.example.world import Act, World, at


@dataclass(frozen=True, slots=True)
class Invented:
    """An invented enterprise: by whom it is known, and what it sells."""

    name: str
    seat: str
    offers: tuple[tuple[str, str], ...]
    kind: str = "wise"
    legal_form: str = "economic_association"
    profit: str = "profit_reinvestment"
    share: int | None = None
    description: str = ""
    known_since: date = date(2021, 3, 1)

    @property
    def slug(self) -> str:
        """As it stands in an address."""
        plain = self.name.casefold().translate(str.maketrans("åäöé", "aaoe"))
        return "-".join("".join(sign if sign.isalnum() else " " for sign in plain).split())


ENTERPRISES = (
    Invented(
        "Gröna Handen",
        "Hyttmora",
        (("Skötsel av parker och grönytor", "77310000"), ("Gräsklippning", "77300000")),
        share=60,
    ),
    Invented(
        "Rena Golv",
        "Hyttmora",
        (("Städning av kontor och skolor", "90910000"), ("Fönsterputsning", "90911000")),
        share=45,
    ),
    Invented(
        "Kafé Kopparkitteln", "Hyttmora", (("Kafé i bibliotek", "55330000"), ("Smörgåstårtor och fika", "55520000"))
    ),
    Invented(
        "Cykelköket Vevpartiet", "Vidfors", (("Reparation av cyklar", "50800000"), ("Begagnade cyklar", "")), share=70
    ),
    Invented("Tvättbjörnen", "Vidfors", (("Tvätt av arbetskläder och mattor", "98310000"),), share=55),
    Invented(
        "Återbruket Vidfors",
        "Vidfors",
        (("Begagnade möbler", "39000000"), ("Hämtning av avfall till återvinning", "90500000")),
    ),
    Invented(
        "Snickarboa", "Näverfors", (("Möbelrenovering", "50850000"), ("Tillverkning av planteringslådor", "39000000"))
    ),
    Invented("Flyttlasset", "Näverfors", (("Flytt av kontor och bohag", "98392000"), ("Magasinering", "63121000"))),
    Invented(
        "Matglädje i Näverfors",
        "Näverfors",
        (("Catering till möten", "55520000"), ("Lunchrestaurang", "55300000")),
        share=40,
    ),
    Invented("Hunddagiset Tassen", "Älvnäs", (("Hunddagis", "98380000"),)),
    Invented(
        "Tryckverket",
        "Älvnäs",
        (("Tryck av broschyrer och affischer", "79810000"), ("Skanning av arkiv", "79995100")),
    ),
    Invented("Målarlaget Penseln", "Älvnäs", (("Målning inomhus och utomhus", "45442100"),), share=50),
    Invented("Bilvården Blänk", "Enesala", (("Biltvätt och rekond", "50110000"), ("Däckbyte", "50110000")), share=35),
    Invented("Skjutsen", "Enesala", (("Persontransporter med förare", "60170000"), ("Budkörning", "64120000"))),
    Invented(
        "Konferens Ladan",
        "Enesala",
        (("Konferenser och evenemang", "79952000"), ("Övernattning", "55100000")),
        legal_form="limited_profit_company",
    ),
    Invented(
        "Nya Vägar", "Silverhärad", (("Arbetsträning", "85312510"), ("Vägledning till arbete", "79634000")), share=80
    ),
    Invented(
        "Dagsljuset",
        "Silverhärad",
        (("Daglig verksamhet", "85312100"),),
        kind="idea_based_organisation",
        legal_form="non_profit_association",
    ),
    Invented("Skogslaget Kvisten", "Klippsund", (("Röjning av skog", "77200000"), ("Ved till hushåll", "")), share=65),
    Invented(
        "Textilateljén Nål och Tråd",
        "Klippsund",
        (("Sömnad och lagning av kläder", "18000000"), ("Profilkläder", "18000000")),
    ),
    Invented("Keramik och Kram", "Klippsund", (("Keramik och presenter", "37800000"),)),
    Invented(
        "Fjällsele Vaktmästeri",
        "Fjällsele",
        (("Vaktmästeri och fastighetsskötsel", "79993100"), ("Snöröjning", "77314000")),
        share=50,
    ),
    Invented(
        "Norrsken Data",
        "Fjällsele",
        (("Digital support till äldre", "72000000"), ("Webbplatser", "72000000")),
        legal_form="limited_company",
        profit="profit_distribution",
        kind="social_enterprise",
    ),
    Invented("Odlarna i Granfors", "Granfors", (("Grönsaker och honung", "15000000"), ("Odlingslådor", ""))),
    Invented(
        "Granfors Mötesplats",
        "Granfors",
        (("Träffpunkt för unga", "98133110"), ("Läxhjälp", "")),
        kind="civil_society",
        legal_form="non_profit_association",
    ),
    Invented("Kajkanten", "Älvnäs", (("Båtvård och hamnservice", ""), ("Kafeteria vid gästhamnen", "55330000"))),
    Invented(
        "Omtanke i Älvnäs",
        "Älvnäs",
        (("Ledsagning och avlösning", "85320000"),),
        kind="idea_based_organisation",
        legal_form="foundation",
    ),
    Invented(
        "Stegvis",
        "Lärkvalla",
        (("Arbetslivsinriktad rehabilitering", "85312500"), ("Stödsamtal", "85312300")),
        share=75,
    ),
    Invented(
        "Lärkvalla Lokalvård",
        "Lärkvalla",
        (("Lokalvård i trapphus", "90910000"), ("Flyttstädning", "90911000")),
        share=50,
    ),
    Invented("Yrkesverkstan", "Lärkvalla", (("Yrkesutbildning i kök och trädgård", "80530000"),)),
    Invented(
        "Näverfors Bygdeservice",
        "Näverfors",
        (("Gräsklippning och häckklippning", "77300000"), ("Hemkörning av varor", "64120000")),
    ),
    Invented("Kretsloppet Vidfors", "Vidfors", (("Insamling av elektronik", "90500000"), ("Second hand", "18000000"))),
    Invented(
        "Vidfors Kamratstöd",
        "Vidfors",
        (("Kamratstöd och mentorer", "98133000"),),
        kind="civil_society",
        legal_form="non_profit_association",
    ),
    Invented("Jobbspåret", "Vargtjärn", (("Jobbcoachning", "79611000"),), share=60),
    Invented(
        "Vargtjärns Fastighetslag",
        "Vargtjärn",
        (("Skötsel av lekplatser", "77310000"), ("Sandning och skottning", "77314000")),
    ),
    Invented(
        "Socialt Arbete i Samverkan",
        "Askelöv",
        (("Stödboende för unga vuxna", "85310000"),),
        kind="idea_based_organisation",
    ),
    Invented("Askelövs Bageri", "Askelöv", (("Bröd och bullar", "15000000"), ("Frukost till förskolor", "55520000"))),
)
# Who has been asked and has consented, by month ten; the others are drafts or wait.
_CONSENTED = frozenset(one.name for place, one in enumerate(ENTERPRISES) if place % 5 != 4)  # noqa: PLR2004 - four of five
FIRST, SECOND = "first", "second"
_LAST_YEAR = frozenset({"Kafé Kopparkitteln", "Snickarboa"})


def number_of(place: int) -> str:
    """An invented number in the group that is never given out."""
    return with_check_digit(f"489{place:06d}")


def _who(world: World, name: str) -> Person:
    """The procurement strategist of a municipality, who works there by her employment."""
    one = MUNICIPALITIES[name]
    return world.person(next(colleague for colleague in one.team if colleague.area == "business").who)


def _seated(world: World) -> list[tuple[int, Invented]]:
    return [(place, one) for place, one in enumerate(ENTERPRISES) if one.seat in world.seats]


def become_known(wave: str, world: World) -> str:
    """Municipalities write down the enterprises that they know."""
    number = 0
    for place, one in _seated(world):
        if (one.name in _LAST_YEAR) is not (wave == FIRST):
            continue
        here = Municipality.objects.get(code=MUNICIPALITIES[one.seat].place.code)
        actions.enter_enterprise(
            values={
                "name": one.name,
                "organisation_number": number_of(place),
                "kind": one.kind,
                "legal_form": one.legal_form,
                "profit": one.profit,
                "seat": here,
                "description": one.description or f"{one.name} säljer {one.offers[0][0].casefold()} och mer därtill.",
                "contact_name": "Kontoret",
                "contact_email": f"post@{one.slug}.example",
                "web": f"https://{one.slug}.example",
                "target_share_percent": one.share,
                "declared_day": one.known_since if one.share else None,
                "has_integration_purpose": True if one.share else None,
                "source": "Kommunens inventering",
            },
            organisation=world.seats[one.seat].organisation,
            known_since=clock.day(clock.now()),
            municipalities=[here],
            counties=[here.county] if place % 3 == 0 else [],
            offers=one.offers,
            by=_who(world, one.seat),
            at=clock.now(),
        )
        number += 1
    return f"{number} enterprises"


def consent(wave: str, world: World) -> str:
    """Enterprises are asked, and say yes by their link."""
    number = 0
    for place, one in _seated(world):
        if (one.name in _LAST_YEAR) is not (wave == FIRST):
            continue
        row = queries.by_number(number_of(place))
        if row is None or place % 7 == 6:  # noqa: PLR2004 - one of seven has not been asked
            continue
        link = actions.send_link(enterprise=row, by=_who(world, one.seat), at=clock.now())
        if one.name in _CONSENTED or wave == FIRST:
            actions.confirm_by_link(link=link, confirmed_by="Kontoret", values={}, at=clock.now())
            number += 1
    return f"{number} consented"


def judge(world: World) -> str:
    """A municipality judges some by the four criteria."""
    judged = 0
    for place, one in _seated(world)[:6]:
        row = queries.by_number(number_of(place))
        if row is not None:
            actions.judge_enterprise(
                enterprise=row,
                definition="asf_four_criteria",
                answers={"integration": "yes", "participation": "yes", "reinvests": "yes", "independent": "yes"},
                judged_by=f"Näringslivskontoret i {one.seat}",
                day=clock.day(clock.now()),
                by=_who(world, one.seat),
                at=clock.now(),
            )
            judged += 1
    return f"{judged} judged"


def _start(world: World, name: str, title: str, form: str, day: date) -> Collaboration:
    who = _who(world, name)
    return actions.start_collaboration(
        organisation=world.seats[name].organisation, title=title, owner=who, day=day, form=form, by=who, at=clock.now()
    )


def _write(world: World, name: str, row: Collaboration, part: str, **values: object) -> None:
    hung: dict[str, Any] = {
        key: values.pop(key) for key in ("buyers", "counterparts", "cpv", "contributions") if key in values
    }
    actions.write_part(
        collaboration=row,
        part=part,
        values=values,
        **hung,
        by=_who(world, name),
        at=clock.now(),
    )


def _move(world: World, name: str, row: Collaboration, to: str) -> None:
    actions.move_collaboration(
        collaboration=row, to=to, day=clock.day(clock.now()), by=_who(world, name), at=clock.now()
    )


def buy(
    name: str,
    title: str,
    of: str,
    kronor: int,
    cpv: str,
    first_day: date,
    last_day: date,
    to: str,
    level: str,
    world: World,
) -> str:
    """A direct procurement, documented, decided and brought to a state."""
    if name not in world.seats:
        return "no seat"
    row = _start(world, name, title, Form.DIRECT_PROCUREMENT, first_day)
    place = next(place for place, one in enumerate(ENTERPRISES) if one.name == of)
    known = queries.by_number(number_of(place))
    _write(
        world,
        name,
        row,
        "varde",
        value_ore=kronor * 100,
        first_day=first_day,
        last_day=last_day,
        cpv=[cpv],
        buyers=[world.employers[name].pk],
        counterparts=[(of, "", known)],
    )
    if to == State.PREPARING:
        _move(world, name, row, to)
        return title
    _write(
        world,
        name,
        row,
        "dokumentation",
        description=title,
        competition="Tre företag i kommunen tillfrågades skriftligt.",
        suppliers_asked=f"{of} och två till",
        bids=2,
        award_reason="Bäst pris bland dem som uppfyllde kraven.",
        decision_body="Delegation från kommunstyrelsen",
        decision_day=first_day,
        registry_number=f"KS {first_day.year}/{place + 40}",
        level=level,
    )
    _move(world, name, row, to)
    for kind, work in (("promised", 3), ("delivered", 4)) if to == State.COMPLETED else (("promised", 6),):
        actions.note_outcome(
            collaboration=row,
            values={"kind": kind, "day": clock.day(clock.now()), "people_in_work": work, "people_in_training": 7},
            by=_who(world, name),
            at=clock.now(),
        )
    return title


def partner(name: str, world: World) -> str:
    """An idea-based public partnership is agreed and runs."""
    if name not in world.seats:
        return "no seat"
    row = _start(world, name, "Partnerskap om en mötesplats för unga", Form.IOP, date(2021, 9, 1))
    _write(
        world,
        name,
        row,
        "partnerskap",
        shared_goal="Fler unga ska ha någonstans att vara och någon att prata med.",
        no_market="Ingen säljer detta i kommunen.",
        follow_up="Möte två gånger om året.",
        exit_terms="Båda kan säga upp med sex månaders varsel.",
        first_day=date(2021, 9, 1),
        last_day=date(2023, 8, 31),
        contributions=[("Kommunen", "lokal och halva hyran"), ("Föreningen", "ledare tre kvällar i veckan")],
        buyers=[world.employers[name].pk],
        counterparts=[("En ungdomsförening", "", None)],
        decision_body="Kultur- och fritidsnämnden",
        decision_day=date(2021, 8, 24),
        registry_number="KFN 2021/31",
        level="public_level",
    )
    _move(world, name, row, State.RUNNING)
    return name


def reserve(name: str, world: World) -> str:
    """A reserved procurement is advertised."""
    if name not in world.seats:
        return "no seat"
    row = _start(world, name, "Skötsel av grönytor, reserverad", Form.RESERVED_4_18_1, date(2021, 10, 1))
    _write(
        world,
        name,
        row,
        "varde",
        value_ore=180_000_000,
        first_day=date(2022, 4, 1),
        last_day=date(2024, 3, 31),
        cpv=["77310000"],
        buyers=[world.employers[name].pk],
        level="network_level",
    )
    _move(world, name, row, State.ADVERTISED)
    return name


def talk(name: str, title: str, day: date, world: World) -> str:
    """A dialogue with enterprises is noted."""
    if name not in world.seats:
        return "no seat"
    who = _who(world, name)
    actions.note_dialogue(
        organisation=world.seats[name].organisation,
        values={
            "title": title,
            "owner": who,
            "day": day,
            "form": "dialogue_meeting",
            "parties": "Sju sociala företag i kommunen",
            "subject": "Vad kommunen tänker köpa nästa år",
            "handed_out": "Listan över planerade inköp, också lagd på webben",
        },
        by=who,
        at=clock.now(),
    )
    return title


_YEAR = (date(2021, 5, 1), date(2022, 4, 30))
ACTS = (
    Act(at(2021, 1, 25, 9), "Enterprises become known", partial(become_known, FIRST)),
    Act(at(2021, 1, 26, 9), "Enterprises consent", partial(consent, FIRST)),
    Act(at(2021, 3, 15, 9), "More enterprises become known", partial(become_known, SECOND)),
    Act(at(2021, 3, 22, 9), "More enterprises consent", partial(consent, SECOND)),
    Act(at(2021, 4, 6, 9), "Enterprises are judged", judge),
    Act(
        at(2021, 4, 20, 10),
        "A dialogue with enterprises",
        partial(talk, "Hyttmora", "Frukostmöte med sociala företag", date(2021, 4, 20)),
    ),
    Act(
        at(2021, 5, 3, 10),
        "A direct procurement runs",
        partial(
            buy,
            "Hyttmora",
            "Fika till förskolornas personal",
            "Kafé Kopparkitteln",
            90_000,
            "55520000",
            *_YEAR,
            State.RUNNING,
            "public_level",
        ),
    ),
    Act(
        at(2021, 6, 1, 10),
        "A documented procurement runs",
        partial(
            buy,
            "Näverfors",
            "Möbelrenovering åt skolorna",
            "Snickarboa",
            480_000,
            "50850000",
            date(2021, 6, 1),
            date(2022, 5, 31),
            State.RUNNING,
            "public_level",
        ),
    ),
    Act(
        at(2021, 9, 20, 10),
        "A procurement is completed",
        partial(
            buy,
            "Hyttmora",
            "Sommarskötsel av parken",
            "Gröna Handen",
            240_000,
            "77310000",
            date(2021, 5, 10),
            date(2021, 9, 15),
            State.COMPLETED,
            "public_level",
        ),
    ),
    Act(at(2021, 9, 1, 10), "A partnership runs", partial(partner, "Granfors")),
    Act(at(2021, 10, 4, 10), "A reserved procurement is advertised", partial(reserve, "Hyttmora")),
    Act(
        at(2021, 10, 18, 10),
        "A procurement is prepared",
        partial(
            buy,
            "Hyttmora",
            "Häckklippning och vinterskötsel",
            "Gröna Handen",
            410_000,
            "77310000",
            date(2021, 12, 1),
            date(2022, 3, 31),
            State.PREPARING,
            "own_level",
        ),
    ),
)

"""A call and its applicants, all through real actions: invented municipalities at invented places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from django.conf import settings

from samverka.calls import actions, queries
from samverka.calls.actions import CallDraft, Proposed
from samverka.calls.models import Call, Interest, LetterOfIntent, LetterSignatory, ProposedMember
from samverka.core.actors import SYSTEM
from samverka.core.workdays import SWEDEN
from samverka.mail import figures as mail_figures
from samverka.mail.models import Outbox
from samverka.networks import actions as networks
from samverka.networks.models import DataProtectionArrangement, Network, Staff, Terms
from samverka.people import actions as people
from samverka.people.models import MemberOrganisation, Person
from samverka.places import actions as places
from samverka.places.actions import InventedPlace
from samverka.places.models import Municipality
from tests.given import world as given

OPENS, INTEREST, CONFIRMATION = date(2020, 10, 1), date(2020, 11, 3), date(2020, 11, 9)
DECISION, LETTER = date(2020, 11, 11), date(2020, 11, 15)
# Names that no municipality has, with the place each would lie at, county and number of inhabitants.
PLACES = (
    ("Älvnäs", "9201", "22", "62.51", "16.42", 18_000),
    ("Granfors", "9202", "20", "60.72", "14.91", 9_500),
    ("Sundby", "9203", "18", "59.31", "15.12", 42_000),
    ("Björkvik", "9204", "25", "66.02", "21.64", 7_200),
    ("Mellanå", "9205", "24", "64.61", "18.73", 12_100),
    ("Strandinge", "9206", "12", "55.62", "13.41", 61_000),
    ("Östermåla", "9207", "08", "57.11", "16.21", 14_300),
    ("Åsbro", "9208", "14", "58.02", "12.01", 33_000),
)


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """An instant of a Swedish day."""
    return datetime.combine(day, time(hour, minute), tzinfo=SWEDEN)


@dataclass(frozen=True, slots=True)
class CallWorld:
    """A network with a published call."""

    network: Network
    terms: Terms
    lead: Person
    call: Call


def rules(**changes: object) -> dict[str, object]:
    """Rules that any handful of applicants meets."""
    return {"unit_km": 1, "tolerance": "0", "size_limits": [15_000, 40_000], "quotas": {}, "at_most": {}} | changes


def draft(**changes: object) -> CallDraft:
    """What a host writes."""
    plain = CallDraft(
        title="Utvecklingsnätverk: kommuner och sociala företag",
        lead="Vi söker kommuner som vill utveckla sin samverkan med sociala företag.",
        purpose="Under två år arbetar kommunerna tillsammans.\n\nArbetet följer en gemensam modell.",
        opens_day=OPENS,
        interest_day=INTEREST,
        confirmation_day=CONFIRMATION,
        decision_day=DECISION,
        letter_day=LETTER,
        contact_name="Maj Lindberg",
        contact_email="maj.lindberg@samverka.example",
        municipality_commitments=(
            ("Prioritera arbetet för medarbetare från olika verksamheter", "Give priority to the work"),
            ("Avsätta arbetstid och redovisa den", "Set aside working time and report it"),
        ),
        host_commitments=(("Ge kommunen kontinuerligt stöd", "Support the municipality continuously"),),
        selection_rules=rules(),
        lottery_seed="sex tärningar: 4 2 6 1 3 3",
        title_en="Development network",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # named as the columns are


def call_world(*, publish: bool = True, terms: Mapping[str, Any] | None = None, **changes: object) -> CallWorld:
    """A network, its lead, and a call that is published unless told otherwise."""
    network, set_terms = given.network(**dict(terms or {}))
    lead = given.person("Maj Lindberg")
    networks.appoint_staff(
        network=network,
        person=lead,
        function=Staff.Function.PROJECT_MANAGER,
        first_day=date(2020, 9, 1),
        by=SYSTEM,
        at=given.START,
    )
    call = actions.draft_call(network=network, draft=draft(**changes), by=lead, at=at(date(2020, 9, 20)))
    if publish:
        actions.publish_call(call=call, by=lead, at=at(date(2020, 9, 21)))
    return CallWorld(network, set_terms, lead, call)


def organisation(index: int = 0) -> MemberOrganisation:
    """One of the invented municipalities."""
    name, code, county, latitude, longitude, population = PLACES[index]
    known = MemberOrganisation.objects.filter(municipality__code=code).first()
    if known:
        return known
    (place,) = places.add_invented_municipalities(
        [InventedPlace(code, name, county, latitude, longitude, population, "C6")]
    )
    return people.enter_organisation(
        name=place.official_name,
        kind=MemberOrganisation.Kind.MUNICIPALITY,
        municipality=place,
        by=SYSTEM,
        at=given.START,
        official_mailbox=f"kommun@{code}.example",
    )


def contact(index: int = 0) -> Person:
    """The contact of an invented municipality."""
    return people.introduce_person(
        name=f"Kontakt {PLACES[index][0]}",
        email=f"kontakt@{PLACES[index][1]}.example",
        by=SYSTEM,
        at=given.START,
    )


def started(world: CallWorld, index: int = 0) -> Interest:
    """A draft with nothing in it."""
    return actions.start_interest(
        call=world.call, organisation=organisation(index), name="", by=contact(index), at=at(date(2020, 10, 5))
    )


def team(index: int = 0, size: int = 3) -> tuple[Proposed, ...]:
    """A coordinator and a few members, the first of them deputy."""
    code = PLACES[index][1]
    areas = ("procurement", "business", "labour_market", "integration", "disability", "income_support", "other")
    rows = [Proposed(0, f"Samordnare {code}", f"samordnare@{code}.example", "Samordnare", "other", is_coordinator=True)]
    rows += [
        Proposed(
            number,
            f"Medarbetare {number} {code}",
            f"m{number}@{code}.example",
            "Utvecklare",
            areas[(number - 1) % len(areas)],
            "Kansliet",
            is_deputy=number == 1,
        )
        for number in range(1, size + 1)
    ]
    return tuple(rows)


def filled(world: CallWorld, index: int = 0, *, levels: Sequence[int | None] = (1, 2, 2, 1, 3, 2, 1)) -> Interest:
    """A whole draft, ready to be sent in."""
    interest = started(world, index)
    parts: dict[str, dict[str, object]] = {
        "about": {"motivation": "Vi vill lära.", "situation": "Vi har börjat.", "needs": "Metod och kontakter."},
        "anchoring": {"committee": "Kommunstyrelsen", "anchoring": "Beslut i september."},
        "assessment": {"self_assessment": {f"D{n}": level for n, level in enumerate(levels, start=1)}},
        "team": {"members": team(index)},
        "commitments": {"commitments_kept": list(queries.municipality_commitments(world.call))},
    }
    for part, values in parts.items():
        interest = actions.save_interest(
            interest=interest,
            part=part,
            values=values,
            edition=interest.edition,
            by=contact(index),
            at=at(date(2020, 10, 6)),
        )
    return interest


def submitted(world: CallWorld, index: int = 0, **options: object) -> Interest:
    """Sent in."""
    interest = filled(world, index, **options)  # type: ignore[arg-type]  # passed on
    return actions.submit_interest(interest=interest, by=contact(index), at=at(date(2020, 10, 20)))


def confirmed(world: CallWorld, index: int = 0, **options: object) -> Interest:
    """Confirmed after the information meeting."""
    interest = submitted(world, index, **options)
    return actions.confirm_interest(interest=interest, by=contact(index), at=at(date(2020, 11, 8)))


def decided(world: CallWorld, on: date = date(2020, 11, 10)) -> None:
    """The host has decided."""
    actions.decide_selection(call=world.call, by=world.lead, at=at(on))


def whole_country(world: CallWorld, *, count: int = 290) -> list[Interest]:
    """So many invented municipalities, each at the place of a real one, have all confirmed.

    Their rows are written straight into the tables: through the actions it would take a minute.
    """
    places_of = list(Municipality.objects.filter(is_invented=False).select_related("county").order_by("code")[:count])
    places.add_invented_municipalities(
        InventedPlace(
            f"9{number:03d}",
            f"Prov{number:03d}",
            row.county_id,
            str(row.latitude),
            str(row.longitude),
            row.population_2019,
            row.skr_group_2017,
        )
        for number, row in enumerate(places_of)
    )
    invented = Municipality.objects.filter(is_invented=True, code__startswith="9", name__startswith="Prov")
    organisations = MemberOrganisation.objects.bulk_create(
        MemberOrganisation(
            name=f"{row.name} kommun",
            name_sort=row.name_sort,
            name_search=row.name_search,
            kind=MemberOrganisation.Kind.MUNICIPALITY,
            municipality=row,
        )
        for row in invented.order_by("code")
    )
    kept = list(queries.municipality_commitments(world.call))
    interests = Interest.objects.bulk_create(
        Interest(
            call=world.call,
            organisation=row,
            started_at=at(OPENS),
            started_by=world.lead,
            saved_at=at(OPENS),
            motivation="Vi vill lära. " * 100,
            self_assessment={f"D{part}": 1 + number * 7 % 5 for part in range(1, 8)},
            commitments_kept=kept,
            submitted_at=at(INTEREST),
            submitted_by=world.lead,
            confirmed_at=at(CONFIRMATION),
            confirmed_by=world.lead,
        )
        for number, row in enumerate(organisations)
    )
    ProposedMember.objects.bulk_create(
        ProposedMember(
            interest=row, position=0, name="Samordnare", email="samordnare@prov.example", is_coordinator=True
        )
        for row in interests
    )
    return interests


def signatory_person(index: int, office: str) -> Person:
    """Who signs for a municipality in an office."""
    code = PLACES[index][1]
    return people.introduce_person(name=f"{office} {code}", email=f"{office}@{code}.example", by=SYSTEM, at=given.START)


def letter(interest: Interest) -> LetterOfIntent:
    """The letter, as it now stands."""
    return LetterOfIntent.objects.select_related("interest__call__network", "interest__organisation").get(
        interest=interest
    )


def prepared(interest: Interest, index: int = 0, *, when: datetime | None = None) -> LetterOfIntent:
    """Basis chosen and both signatories named."""
    instant = when or at(date(2020, 11, 12))
    found = letter(interest)
    actions.choose_basis(letter=found, basis="own_mandate", paragraph="", basis_day=None, by=contact(index), at=instant)
    for office in LetterSignatory.Office.values:
        who = signatory_person(index, office)
        actions.name_signatory(
            letter=found, office=office, name=who.name, email=who.email, by=contact(index), at=instant
        )
    return letter(interest)


def signed(
    interest: Interest,
    index: int = 0,
    *,
    offices: Sequence[str] = ("chief_executive", "board_chair"),
    when: datetime | None = None,
) -> LetterOfIntent:
    """Signed by these offices."""
    instant = when or at(date(2020, 11, 13))
    found = prepared(interest, index, when=instant)
    for office in offices:
        actions.sign_letter(
            signatory=found.signatories.get(office=office),
            text_sha256=found.text_sha256,
            by=signatory_person(index, office),
            at=instant,
        )
    return letter(interest)


def arrangement(world: CallWorld, whose: MemberOrganisation) -> DataProtectionArrangement:
    """The network asks for an arrangement from now on, and this organisation has it to sign."""
    when = at(date(2020, 11, 12))
    ask_for_arrangement(world)
    issued = actions.issue_arrangement(network=world.network, organisation=whose, by=world.lead, at=when)
    assert issued is not None
    return issued


def ask_for_arrangement(world: CallWorld) -> None:
    """The network's terms ask for an arrangement, and it is written."""
    when = at(date(2020, 9, 22))
    Terms.objects.filter(network=world.network).update(arrangement="joint_controllers")
    networks.write_wording(
        network=world.network,
        text="Värden svarar för systemet.\n\nKommunen svarar för sina uppgifter.",
        record_of_processing="Namn, e-post, funktion, arbetsgivare, timmar.",
        hosting="Inom EU.",
        subprocessors="Inga.",
        impact_assessment="Risken är låg.",
        by=world.lead,
        at=when,
    )


def secret_of(row: Outbox) -> str:
    """What a secret letter says to its recipient."""
    return mail_figures.opened(row.secret_body, settings.SECRET_KEY)


def token_to(address: str) -> str:
    """The token of the latest personal link mailed to an address."""
    row = Outbox.objects.filter(kind="calls.signature_wanted", to_address=address).order_by("-pk")[0]
    line = next(line for line in secret_of(row).splitlines() if "/underskrift/" in line)
    return line.rstrip("/").rsplit("/", 1)[-1]

"""A small world of enterprises: two municipalities with colleagues and employers, and entries made by real actions."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from samverka.core.actors import SYSTEM
from samverka.enterprises import actions
from samverka.enterprises.models import Collaboration, ConfirmationLink, Form, SocialEnterprise, State
from samverka.mail import queries as mail
from samverka.people import actions as people
from samverka.people.models import Employer, Person
from samverka.places.models import Municipality
from tests.given import world as given
from tests.given.world import World

NOW = datetime(2021, 11, 2, 9, 0, tzinfo=UTC)
TODAY = date(2021, 11, 2)


@dataclass(frozen=True, slots=True)
class Around:
    """The world, and who buys in it."""

    world: World
    colleague: Person
    other_colleague: Person
    employer: Employer
    other_employer: Employer


def number(serial: int, group: str = "7") -> str:
    """A number of the right shape that nobody has been given: the third digit is 9."""
    nine = f"{group}99{serial:06d}"
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(nine)]
    return f"{nine}{-sum(part - 9 if part > 9 else part for part in doubled) % 10}"


def around() -> Around:
    """Älvnäs and Granfors, each with an employer and somebody who works there."""
    world = given.world()
    made = []
    for seat, who, digits in (
        (world.alvnas, world.members[0], "4991010007"),
        (world.granfors, world.other_coordinator, "4991020006"),
    ):
        employer = people.enter_employer(
            organisation=seat.organisation,
            name=seat.organisation.name,
            organisation_number=digits,
            by=SYSTEM,
            at=given.START,
        )
        employ(who, employer)
        made.append(employer)
    return Around(world, world.members[0], world.other_coordinator, *made)


def employ(who: Person, employer: Employer) -> None:
    people.employ(
        person=who, employer=employer, department="Kansliet", first_day=given.FIRST_DAY, by=SYSTEM, at=given.START
    )


def entered(
    there: Around, name: str = "Gröna Handen", *, by: Person | None = None, **values: object
) -> SocialEnterprise:
    """Known to Älvnäs, nothing more."""
    offers = values.pop("offers", [("Städning av kontor", "90910000")])
    return actions.enter_enterprise(
        values={"name": name, "kind": "wise", "contact_email": "post@grona.example", **values},
        organisation=there.world.alvnas.organisation,
        municipalities=[Municipality.objects.get(code="9101")],
        offers=offers,  # type: ignore[arg-type]  # pairs of text and code
        by=by or there.colleague,
        at=NOW,
    )


def token_of(link: ConfirmationLink) -> str:
    """The link as it stands in the letter."""
    text = next(text for row, text in mail.example_letters("") if row.unique_key == f"enterprises.link-{link.pk}")
    return text.split("/foretag/bekrafta/")[1].split("/")[0]


def listed(there: Around, name: str = "Gröna Handen", *, at: datetime = NOW, **values: object) -> SocialEnterprise:
    """With consent, and confirmed by itself."""
    row = entered(there, name, **values)  # type: ignore[arg-type]  # passed on
    link = actions.send_link(enterprise=row, by=there.colleague, at=at)
    return actions.confirm_by_link(link=link, confirmed_by="Alva Grön", values={}, at=at)


def in_addresses(world: World) -> dict[str, object]:
    """What stands in the addresses of enterprises; those in the teams of both municipalities work there."""
    employer = Employer.objects.filter(organisation=world.alvnas.organisation).first()
    assert employer is not None
    other = people.enter_employer(
        organisation=world.granfors.organisation,
        name=world.granfors.organisation.name,
        organisation_number="4991020006",
        by=SYSTEM,
        at=given.START,
    )
    for who in (world.members[0], world.members[1], world.coordinator):
        employ(who, employer)
    for who in (world.other_coordinator, given.person("Dan Yttergren")):
        employ(who, other)
    there = Around(world, world.members[0], world.other_coordinator, employer, other)
    row = listed(there)
    link = actions.send_link(enterprise=row, by=there.colleague, at=NOW)
    own = collaboration(there)
    shown = collaboration(there, title="Visad för alla")
    actions.write_part(
        collaboration=shown, part="delning", values={"level": "public_level"}, by=there.colleague, at=NOW
    )
    dialogue = actions.note_dialogue(
        organisation=world.alvnas.organisation,
        values={"title": "Frukostmöte", "owner": there.colleague, "day": TODAY, "form": "dialogue_meeting"},
        by=there.colleague,
        at=NOW,
    )
    kept = actions.hand_in_list(
        name="lista.csv", data=b"Namn\nAnnan hand", organisation=world.alvnas.organisation, by=there.colleague, at=NOW
    )
    return {
        "enterprises:enterprise": row.pk,
        "enterprises:offer": row.offers.get().pk,
        "enterprises:token": token_of(link),
        "enterprises:list_id": kept.pk,
        "enterprises:dialogue": dialogue.pk,
        "enterprises:collaboration": own.pk,
        "enterprises:public_one:collaboration": shown.pk,
        "enterprises:part": "varde",
    }


def collaboration(there: Around, title: str = "Städning av skolor") -> Collaboration:
    """A purchase that is being prepared, with a value, a code, a buyer and the other side."""
    row = actions.start_collaboration(
        organisation=there.world.alvnas.organisation,
        title=title,
        owner=there.colleague,
        day=TODAY,
        form=Form.DIRECT_PROCUREMENT,
        by=there.colleague,
        at=NOW,
    )
    actions.write_part(
        collaboration=row,
        part="varde",
        values={"value_ore": 48_000_000, "first_day": date(2021, 12, 1)},
        cpv=["90910000"],
        buyers=[there.employer.pk],
        counterparts=[("Gröna Handen", "", None)],
        by=there.colleague,
        at=NOW,
    )
    return actions.move_collaboration(collaboration=row, to=State.PREPARING, day=TODAY, by=there.colleague, at=NOW)

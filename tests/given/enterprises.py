"""A small world of enterprises: two municipalities with colleagues and employers, and entries made by real actions."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from samverka.core.actors import SYSTEM
from samverka.enterprises import actions
from samverka.enterprises.models import ConfirmationLink, SocialEnterprise
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
    row = entered(there, name, **values)
    link = actions.send_link(enterprise=row, by=there.colleague, at=at)
    return actions.confirm_by_link(link=link, confirmed_by="Alva Grön", values={}, at=at)

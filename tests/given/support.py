"""Builders of support, questions and resources, through real actions."""

from datetime import UTC, date, datetime

from samverka.networks.models import Area
from samverka.support import actions
from samverka.support.models import AgreedStep, MethodResource, NetworkQuestion, SupportEntry
from tests.given.world import World

NOW = datetime(2021, 11, 2, 9, 0, tzinfo=UTC)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(24)


def contact(world: World, *, is_shared: bool = True, due: date = date(2021, 11, 12)) -> SupportEntry:
    """A contact with Älvnäs and one agreed step."""
    return actions.log_contact(
        participation=world.alvnas,
        day=date(2021, 10, 20),
        way=SupportEntry.Way.REMOTE,
        outcome=SupportEntry.Outcome.HELD,
        topic="Dialog före upphandling",
        dimension="D6",
        who="Koordinator och upphandlare",
        note="Vi gick igenom avtalet.",
        is_shared=is_shared,
        next_day=date(2021, 11, 20),
        steps=[("Bjud in företagen", "Upphandlaren", due)],
        by=world.lead,
        at=NOW,
    )


def question(world: World, *, at: datetime = NOW, title: str = "Hur delar ni upp tvätten?") -> NetworkQuestion:
    """Granfors asks those who work with procurement."""
    return actions.ask_question(
        network=world.network, area=Area.PROCUREMENT, title=title, text="Vi vill ha två avtal.",
        by=world.other_coordinator, at=at,
    )  # fmt: skip


def resource(world: World) -> MethodResource:
    """Älvnäs asks for a template."""
    return actions.request_resource(
        network=world.network,
        title="Mall för dialogmöten",
        kind=MethodResource.Kind.TEMPLATE,
        dimension="D6",
        about="Inför upphandlingar",
        organisation=world.alvnas.organisation,
        by=world.coordinator,
        at=NOW,
    )


def published(world: World) -> MethodResource:
    """A published template with a file."""
    made = resource(world)
    actions.move_resource(resource=made, to="in_development", by=world.lead, at=NOW)
    actions.add_version(resource=made, news="Först", link="", file_name="mall.png", data=PNG, by=world.lead, at=NOW)
    actions.move_resource(resource=made, to="trial", by=world.lead, at=NOW)
    actions.describe_resource(
        resource=made, title=made.title, about=made.about, licence=MethodResource.Licence.CC_BY, by=world.lead, at=NOW
    )
    return actions.move_resource(resource=made, to="published", by=world.lead, at=NOW)


def in_addresses(world: World) -> dict[str, object]:
    """One of each, as the addresses know it."""
    contact(world)
    return {
        "support:step": AgreedStep.objects.get().pk,
        "support:question": question(world).pk,
        "support:resource": published(world).pk,
        "support:number": 1,
        "support:to": "retired",
        "support:what": "used",
    }

"""Builders of learning examples, through real actions."""

import io
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings
from PIL import Image

from samverka.documents import actions as documents
from samverka.documents.figures.content import ContentType
from samverka.examples import actions, queries
from samverka.examples.models import (
    DisseminationEntry,
    ExampleApproval,
    ExampleEdition,
    ExamplePicture,
    LearningExample,
)
from samverka.mail.figures import opened
from samverka.mail.models import Outbox
from tests.given.world import World

NOW = datetime(2021, 11, 2, 9, 0, tzinfo=UTC)
TEXT: dict[str, object] = {
    "title": "Så köpte vi tvätt av ett socialt företag",
    "ingress": "Vi delade upp tvätten i två avtal. Då kunde ett litet företag lämna anbud.",
    "conclusions": ["Dela upp avtalet.", "Tala med företagen före annonsen.", "Räkna platserna varje halvår."],
    "background": "Tvätten var ett enda stort avtal.",
    "done": "Vi höll två dialogmöten.\n\nSedan annonserade vi.",
    "results": "Sex personer fick arbete.",
    "figures": [{"what": "Personer i arbete", "value": "6", "source": "Uppföljning oktober 2021"}],
    "tips": "Börja i tid.",
    "form": "reserved_4_18_1",
    "dimensions": ["D6"],
    "title_en": "How we bought laundry from a social enterprise",
    "summary_en": "We split the contract in two.",
}


def picture(width: int = 120, height: int = 80, *, kind: str = "JPEG") -> bytes:
    """A small picture, as a camera would send it."""
    target = io.BytesIO()
    Image.new("RGB", (width, height), (20, 90, 90)).save(target, kind)
    return target.getvalue()


def started(world: World, *, by_host: bool = False, title: str = "Så köpte vi tvätt") -> LearningExample:
    """An example that Älvnäs, or the host, has begun."""
    return actions.start_example(
        network=world.network,
        participation=world.alvnas,
        title=title,
        is_by_host=by_host,
        by=world.lead if by_host else world.coordinator,
        at=NOW,
    )


def written(world: World, **more: object) -> LearningExample:
    """An example with all its text."""
    example = started(world)
    return actions.save_example(example=example, values=TEXT | more, seen=example.saving, by=world.coordinator, at=NOW)


def handed_over(world: World, **more: object) -> LearningExample:
    """An example that waits for approval."""
    return actions.hand_over(example=written(world, **more), by=world.coordinator, at=NOW)


def published(world: World, **more: object) -> ExampleEdition:
    """An example that anyone may read."""
    example = handed_over(world, **more)
    actions.approve_example(example=example, by=world.coordinator, at=NOW)
    return actions.publish_example(example=example, by=world.lead, at=NOW)


def named(example: LearningExample) -> ExampleApproval:
    """An enterprise that the example names."""
    return actions.name_enterprise(
        example=example, name="Älvtvätten", email="hej@alvtvatten.example", by=example.started_by, at=NOW
    )


def logged(world: World, **more: object) -> DisseminationEntry:
    """A line of the log by Älvnäs."""
    values: dict[str, Any] = {
        "what": "Seminarium om tvätten",
        "day": date(2021, 10, 20),
        "channel": DisseminationEntry.Channel.CONFERENCE,
        "audience": "Upphandlare i länet",
        "reached": 40,
        "link": "",
        "example": None,
    }
    return actions.log_dissemination(
        network=world.network, participation=world.alvnas, by=world.coordinator, at=NOW, **values | more
    )


def in_addresses(world: World) -> dict[str, object]:
    """A published example of Älvnäs with a picture and a named enterprise, as the addresses know it."""
    example = written(world)
    approval = named(example)
    document = documents.keep_made(
        owner=example, name="hallen", data=picture(), kind=ContentType.JPEG, by=world.coordinator, at=NOW
    )
    shown = ExamplePicture.objects.create(
        example=example, document=document, alt_text="Hallen", width=120, height=80, added_at=NOW,
        added_by=world.coordinator,
    )  # fmt: skip
    actions.hand_over(example=example, by=world.coordinator, at=NOW)
    letter = Outbox.objects.get(to_address=approval.email, kind="examples.approval")
    token = opened(letter.secret_body, settings.SECRET_KEY).split("/exempel-godkannande/")[1].split("/")[0]
    approval = queries.approval_by_token(token)
    actions.approve_example(example=example, by=world.coordinator, at=NOW)
    actions.approve_by_link(approval=approval, name="Vera Tvätt", at=NOW)
    actions.publish_example(example=example, by=world.lead, at=NOW)
    return {
        "examples:slug": example.slug,
        "examples:example": example.pk,
        "examples:picture": shown.pk,
        "examples:approval": approval.pk,
        "examples:token": token,
        "examples:entry": logged(world).pk,
    }


def state(example: LearningExample) -> str:
    """Where the example stands."""
    return queries.fresh_sight(example.pk).state

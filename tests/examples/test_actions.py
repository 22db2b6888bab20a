"""Examples are begun, written, handed over, approved, published, used and archived."""

import io

import pytest
from PIL import Image

from samverka.core.refusals import Refused
from samverka.documents.models import Signature
from samverka.examples import actions, figures, queries
from samverka.examples.models import ExampleApproval, ExampleEdition, LearningExample
from samverka.journal.models import Entry
from samverka.mail import figures as mail_figures
from samverka.mail.models import Outbox
from tests.given import examples as given
from tests.given import world as given_world
from tests.given.examples import NOW
from tests.given.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings, tmp_path) -> World:
    settings.MEDIA_ROOT = tmp_path
    return given_world.world()


def token_in(letter: Outbox, settings) -> str:
    text = mail_figures.opened(letter.secret_body, settings.SECRET_KEY)
    return text.split("/exempel-godkannande/")[1].split("/")[0]


def test_from_draft_to_public_page(world) -> None:
    example = given.started(world)
    assert (example.slug, given.state(example)) == ("sa-kopte-vi-tvatt", "draft")
    assert example.background.startswith("Älvnäs kommun")
    example = given.written(world)
    actions.hand_over(example=example, by=world.coordinator, at=NOW)
    assert given.state(example) == "municipality_review"
    actions.approve_example(example=example, by=world.coordinator, at=NOW)
    assert given.state(example) == "skr_review"
    edition = actions.publish_example(example=example, by=world.lead, at=NOW)
    assert given.state(example) == "published"
    assert (edition.number, edition.content["title"], edition.is_current) == (1, given.TEXT["title"], True)
    verbs = list(Entry.objects.filter(subject=f"examples.learningexample-{example.pk}").values_list("verb", flat=True))
    assert verbs == [
        f"examples.example.{verb}" for verb in ("started", "saved", "handed_over", "approved", "published")
    ]
    assert Signature.objects.get(subject=f"examples.learningexample-{example.pk}").role == "municipality_side"


def test_what_is_public_is_exactly_what_was_approved(world) -> None:
    example = given.published(world).example
    example.refresh_from_db()
    saved = actions.save_example(
        example=example, values=given.TEXT | {"ingress": "Ny text"}, seen=example.saving, by=world.coordinator, at=NOW
    )
    assert queries.published(example.slug).content["ingress"] == given.TEXT["ingress"]
    actions.hand_over(example=saved, by=world.coordinator, at=NOW)
    with pytest.raises(Refused, match="Godkännande saknas: Älvnäs kommun"):
        actions.publish_example(example=saved, by=world.lead, at=NOW)
    actions.approve_example(example=saved, by=world.coordinator, at=NOW)
    second = actions.publish_example(example=saved, by=world.lead, at=NOW)
    assert (second.number, queries.published(example.slug).content["ingress"]) == (2, "Ny text")
    assert ExampleEdition.objects.filter(is_current=True).count() == 1


def test_a_named_enterprise_approves_by_its_link_without_an_account(world, settings) -> None:
    example = given.written(world)
    given.named(example)
    actions.hand_over(example=example, by=world.coordinator, at=NOW)
    letter = Outbox.objects.get(to_address="hej@alvtvatten.example")
    assert "exempel-godkannande" not in letter.body
    approval = queries.approval_by_token(token_in(letter, settings))
    actions.approve_example(example=example, by=world.coordinator, at=NOW)
    with pytest.raises(Refused, match="Älvtvätten"):
        actions.publish_example(example=example, by=world.lead, at=NOW)
    actions.approve_by_link(approval=approval, name="Vera Tvätt", at=NOW)
    assert Outbox.objects.filter(kind="examples.ready", to_address=world.lead.email).count() == 1
    edition = actions.publish_example(example=example, by=world.lead, at=NOW)
    assert edition.content["enterprises"] == ["Älvtvätten"]
    approval.refresh_from_db()
    assert (approval.approved_name, approval.approved_sha256) == ("Vera Tvätt", edition.sha256)
    with pytest.raises(Refused):
        actions.approve_by_link(approval=approval, name="Vera Tvätt", at=NOW)


def test_an_enterprise_that_declines_stops_it_and_is_asked_anew_after_a_change(world, settings) -> None:
    example = given.written(world)
    given.named(example)
    actions.hand_over(example=example, by=world.coordinator, at=NOW)
    first = token_in(Outbox.objects.get(to_address="hej@alvtvatten.example"), settings)
    approval = queries.approval_by_token(first)
    actions.decline_by_link(approval=approval, reason="Vi är åtta, inte sex", at=NOW)
    with pytest.raises(Refused):
        actions.approve_by_link(approval=approval, name="Vera", at=NOW)
    assert "åtta" in Outbox.objects.filter(to_address=world.coordinator.email).order_by("-pk")[0].body
    actions.take_back(example=example, by=world.coordinator, at=NOW)
    later = NOW.replace(hour=11)
    actions.hand_over(example=example, by=world.coordinator, at=later)
    approval.refresh_from_db()
    assert (approval.declined_at, approval.declined_reason) == (None, "")
    assert approval.link_sha256 != figures.sha256(first)


def test_whoever_saves_second_is_told_and_loses_nothing_of_the_first(world) -> None:
    example = given.written(world)
    with pytest.raises(Refused, match="kollega"):
        actions.save_example(example=example, values={"title": "Annan"}, seen=1, by=world.members[0], at=NOW)
    example.refresh_from_db()
    assert example.title == given.TEXT["title"]


def test_nothing_changes_while_it_lies_with_those_who_approve(world) -> None:
    example = given.handed_over(world)
    with pytest.raises(Refused, match="Ta tillbaka"):
        actions.save_example(example=example, values=given.TEXT, seen=example.saving, by=world.coordinator, at=NOW)
    with pytest.raises(Refused):
        given.named(example)
    with pytest.raises(Refused):
        actions.hand_over(example=example, by=world.coordinator, at=NOW)


def test_the_host_returns_it_with_a_comment(world) -> None:
    example = given.handed_over(world)
    actions.return_example(example=example, comment="Skriv vad det kostade", by=world.lead, at=NOW)
    example.refresh_from_db()
    assert (given.state(example), example.returned_comment) == ("draft", "Skriv vad det kostade")
    with pytest.raises(Refused):
        actions.return_example(example=example, comment="Igen", by=world.lead, at=NOW)


def test_a_picture_is_made_anew_and_nothing_hidden_comes_along(world) -> None:
    example = given.written(world)
    secret = Image.Exif()
    secret[0x010E] = "Hemlig plats"
    source = io.BytesIO()
    Image.new("RGB", (3000, 2000), (9, 9, 9)).save(source, "JPEG", exif=secret)
    picture = actions.add_picture(
        example=example,
        file_name="../bild.html",
        data=source.getvalue() + b"<script>alert(1)</script>",
        alt_text="Tvätthallen med tre maskiner",
        caption="",
        by=world.coordinator,
        at=NOW,
    )
    assert (picture.width, picture.height, picture.document.content_type) == (1600, 1067, "image/jpeg")
    with picture.document.file.open("rb") as stored:
        data = stored.read()
    assert b"Hemlig" not in data
    assert b"script" not in data
    assert picture.document.shown_name.endswith(".jpg")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 x", b"\xff\xd8\xff\xe0 inte en bild", given.picture(10, 10)])
def test_what_is_no_picture_is_refused(world, data) -> None:
    with pytest.raises(Refused):
        actions.add_picture(
            example=given.written(world),
            file_name="x",
            data=data,
            alt_text="x",
            caption="",
            by=world.coordinator,
            at=NOW,
        )


def test_a_removed_picture_stays_in_the_published_edition_until_the_next(world) -> None:
    example = given.written(world)
    picture = actions.add_picture(
        example=example, file_name="a.png", data=given.picture(kind="PNG"), alt_text="Hallen", caption="",
        by=world.coordinator, at=NOW,
    )  # fmt: skip
    actions.hand_over(example=example, by=world.coordinator, at=NOW)
    actions.approve_example(example=example, by=world.coordinator, at=NOW)
    actions.publish_example(example=example, by=world.lead, at=NOW)
    actions.remove_picture(picture=picture, by=world.coordinator, at=NOW)
    assert queries.public_picture(example.slug, picture.pk) == picture
    with pytest.raises(Refused):
        actions.remove_picture(picture=picture, by=world.coordinator, at=NOW)


def test_another_member_says_once_that_it_has_used_it(world) -> None:
    edition = given.published(world)
    use = actions.note_use(
        edition=edition, organisation=world.granfors.organisation, note=" Mallen ", by=world.other_coordinator, at=NOW
    )
    assert (use.note, use.organisation) == ("Mallen", world.granfors.organisation)
    for organisation in (world.granfors.organisation, world.alvnas.organisation, None):
        with pytest.raises(Refused):
            actions.note_use(edition=edition, organisation=organisation, note="", by=world.coordinator, at=NOW)


def test_an_archived_example_leaves_the_lists_but_keeps_its_page(world) -> None:
    example = given.published(world).example
    actions.archive_example(example=example, by=world.lead, at=NOW)
    assert not queries.editions().exists()
    assert queries.example_page(example.slug, None, NOW).is_archived
    with pytest.raises(Refused):
        actions.archive_example(example=example, by=world.lead, at=NOW)


def test_a_named_enterprise_can_be_dropped_and_its_link_dies(world, settings) -> None:
    example = given.written(world)
    approval = given.named(example)
    actions.hand_over(example=example, by=world.coordinator, at=NOW)
    token = token_in(Outbox.objects.get(to_address="hej@alvtvatten.example"), settings)
    actions.take_back(example=example, by=world.coordinator, at=NOW)
    actions.drop_enterprise(approval=approval, by=world.coordinator, at=NOW)
    assert not ExampleApproval.objects.filter(link_sha256=figures.sha256(token)).exists()
    with pytest.raises(Refused):
        actions.drop_enterprise(approval=approval, by=world.coordinator, at=NOW)
    assert LearningExample.objects.count() == 1

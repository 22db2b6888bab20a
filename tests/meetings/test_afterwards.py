"""Material for those who are invited, three questions without names, lists as spreadsheets."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from samverka.core import clock
from samverka.core.refusals import Refused
from samverka.documents.models import Rendering
from samverka.journal import queries as journal
from samverka.journal.models import EntryPayload
from samverka.meetings import actions, queries
from samverka.meetings.models import Evaluation, EvaluationReceipt, Meeting, MeetingMaterial
from tests.given import meetings as given
from tests.given import people as given_people
from tests.given import world as given_world
from tests.given.meetings import PLANNED, STARTS

pytestmark = pytest.mark.django_db
PICTURE = b"\x89PNG\r\n\x1a\n" + b"0" * 40
GOOD = {"useful": "5", "learned_from_others": "4", "knows_next_step": "3", "comment": "Mer tid för samtal"}


@pytest.fixture(autouse=True)
def files_in_a_folder_of_their_own(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def world():
    return given_world.world()


@pytest.fixture
def meeting(world) -> Meeting:
    return given.meeting(world.network, world.lead)


def at(name: str, meeting: Meeting, *more: object) -> str:
    return reverse(f"meetings:{name}", args=[meeting.network.slug, meeting.pk, *more])


def enter(person) -> Client:
    return given_people.signed_in(Client(), person)


def text(response) -> str:
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


def verbs(world) -> list[str]:
    return [entry.verb for entry in journal.entries(world.network.chain) if entry.verb.startswith("meetings.")]


def test_material_is_fetched_by_those_who_are_expected_and_by_no_other(world) -> None:
    local = given.meeting(world.network, world.lead, kind=Meeting.Kind.LOCAL_DAY, participation=world.alvnas)
    coordinator, member, other = (enter(who) for who in (world.coordinator, world.members[0], world.other_coordinator))
    with translation.override("sv"):
        assert "Inget material finns än." in text(member.get(at("materials", local)))
        sent = {"title": "Bilder", "file": SimpleUploadedFile("../bild.exe", PICTURE)}
        assert coordinator.post(at("add_material", local), sent).status_code == 302
        assert coordinator.post(at("add_material", local), {"title": "Utan fil"}).status_code == 422
        page = SimpleUploadedFile("sida.html", b"<script>")
        assert coordinator.post(at("add_material", local), {"file": page}).status_code == 409
        (material,) = MeetingMaterial.objects.all()
        assert (material.title, material.document.shown_name) == ("Bilder", "bild.png")
        address = at("material", local, material.pk)
        assert address in text(member.get(at("materials", local)))
        fetched = member.get(address)
        assert (fetched.content, fetched["Content-Type"]) == (PICTURE, "image/png")
        assert 'attachment; filename="bild.png"' in fetched["Content-Disposition"]
        for stranger in (other, enter(world.stranger)):
            assert stranger.get(address).status_code == 404
            assert stranger.get(at("materials", local)).status_code == 404
        assert member.post(at("add_material", local), sent).status_code == 404
        assert member.post(at("withdraw_material", local, material.pk)).status_code == 404
        assert coordinator.post(at("withdraw_material", local, material.pk)).status_code == 302
        assert member.get(address).status_code == 404
    assert verbs(world)[-2:] == ["meetings.material.added", "meetings.material.withdrawn"]
    with pytest.raises(Refused, match="Someone else got here first"):
        actions.withdraw_material(material=material, by=world.lead, at=STARTS)


def test_a_file_of_one_meeting_is_not_fetched_through_another(world, meeting) -> None:
    local = given.meeting(world.network, world.lead, kind=Meeting.Kind.LOCAL_DAY, participation=world.alvnas)
    material = given.material(local, world.lead, PICTURE)
    assert enter(world.other_coordinator).get(at("material", meeting, material.pk)).status_code == 404


def test_the_database_keeps_stamps_and_receipts_whole(world, meeting) -> None:
    material = given.material(meeting, world.lead, PICTURE)
    with pytest.raises(IntegrityError, match="material_withdrawn_is_paired"), transaction.atomic():
        MeetingMaterial.objects.filter(pk=material.pk).update(withdrawn_at=STARTS)
    given.evaluated(meeting, world.members[0], by=world.lead)
    with pytest.raises(IntegrityError, match="evaluation_is_one_to_five"), transaction.atomic():
        Evaluation.objects.update(useful=6)
    with pytest.raises(IntegrityError), transaction.atomic():
        EvaluationReceipt.objects.create(meeting=meeting, person=world.members[0])


def test_whoever_was_there_answers_once_and_without_name(world, meeting) -> None:
    ana, bo, _cia = world.members
    with pytest.raises(Refused, match="open when the meeting has begun"):
        given.evaluated(meeting, ana, by=world.lead, at=PLANNED)
    given.evaluated(meeting, ana, by=world.lead)
    with pytest.raises(Refused, match="You have answered"):
        given.evaluated(meeting, ana, by=world.lead)
    with pytest.raises(Refused, match="recorded as present"):
        actions.evaluate(
            meeting=meeting, useful=1, learned_from_others=1, knows_next_step=1, comment="", by=bo, at=STARTS
        )
    (answer,) = Evaluation.objects.all()
    columns = {field.attname for field in Evaluation._meta.concrete_fields}
    assert columns == {"id", "meeting_id", "useful", "learned_from_others", "knows_next_step", "comment"}
    assert answer.comment == "Mer tid för samtal"
    entry = journal.entries(world.network.chain).filter(verb="meetings.meeting.evaluated").latest("seq")
    assert "samtal" not in EntryPayload.objects.get(entry_hash=entry.hash).payload


def test_a_cancelled_meeting_is_not_evaluated(world, meeting) -> None:
    actions.cancel_meeting(meeting=meeting, by=world.lead, at=PLANNED)
    assert str(queries.may_evaluate(meeting, world.members[0], STARTS).reason) == "The meeting has been cancelled."


def test_the_answers_are_shown_from_five_on_and_their_order_tells_nothing(world, meeting) -> None:
    people = [given_world.person(f"Kim {number}") for number in range(5)]
    for number, who in enumerate(people[:4], start=1):
        given.evaluated(meeting, who, by=world.lead, useful=number, comment=f"{9 - number} tankar")
    four = queries.evaluation_summary(meeting)
    assert (four.answers, four.present, four.table, four.comments) == (4, 4, None, ())
    assert "at least five" in str(four.verdict.reason)
    given.evaluated(meeting, people[4], by=world.lead, useful=5, comment="")
    five = queries.evaluation_summary(meeting)
    assert five.comments == ("5 tankar", "6 tankar", "7 tankar", "8 tankar")
    assert five.table
    assert five.table.rows[0].values[1:] == ("3.0", 1, 1, 1, 1, 1)


def test_the_three_questions_on_their_pages(world, meeting) -> None:
    ana = world.members[0]
    given.there(meeting, ana, by=world.lead)
    member, host = enter(ana), enter(world.lead)
    with translation.override("sv"), clock.fixed(STARTS + timedelta(hours=8)):
        assert "Svara på tre frågor om träffen" in text(member.get(at("show", meeting)))
        assert "när minst fem har svarat" in text(member.get(at("evaluation_page", meeting)))
        assert member.post(at("evaluate", meeting), GOOD | {"useful": "6"}).status_code == 422
        assert member.post(at("evaluate", meeting), GOOD).status_code == 302
        assert "Du har svarat." in text(member.get(at("evaluation_page", meeting)))
        assert member.post(at("evaluate", meeting), GOOD | {"comment": "Igen"}).status_code == 409
        assert "1 av 1 som var med har svarat." in text(host.get(at("evaluation_summary", meeting)))
        assert "Mer tid" not in text(host.get(at("evaluation_summary", meeting)))
        assert member.get(at("evaluation_summary", meeting)).status_code == 404
        assert enter(world.stranger).post(at("evaluate", meeting), GOOD).status_code == 404
        for number in range(4):
            given.evaluated(meeting, given_world.person(f"Kim {number}"), by=world.lead)
        page = text(host.get(at("evaluation_summary", meeting)))
    assert ("Medelvärde" in page, "Mer tid för samtal" in page, "4,0" in page) == (True, True, True)


def test_lists_are_taken_out_as_spreadsheets(world, meeting) -> None:
    given.guest(meeting, world.lead)
    host, member = enter(world.lead), enter(world.members[0])
    with translation.override("sv"):
        everything = reverse("meetings:list_xlsx", args=[world.network.slug])
        assert everything in text(member.get(reverse("meetings:list", args=[world.network.slug])))
        assert member.post(everything).status_code == 302
        assert at("attendance_xlsx", meeting) in text(host.get(at("attendance_page", meeting)))
        assert host.post(at("attendance_xlsx", meeting)).status_code == 302
        assert member.post(at("attendance_xlsx", meeting)).status_code == 404
        assert enter(world.stranger).post(everything).status_code == 404
    meetings, attendance = Rendering.objects.order_by("pk")
    assert "Nätverksträff i november" in str(meetings.values)
    assert "Eva Norr" in str(attendance.values)
    assert verbs(world)[-2:] == ["meetings.list.taken_out"] * 2


def test_these_pages_take_at_most_eight_statements(world, meeting, django_assert_max_num_queries) -> None:
    host = enter(world.lead)
    counts = []
    for many in (3, 30):
        for number in range(many):
            given.material(meeting, world.lead, PICTURE)
            given.evaluated(meeting, given_world.person(f"Kim {many} {number}"), by=world.lead)
        for name in ("materials", "evaluation_page", "evaluation_summary"):
            host.get(at(name, meeting))
            with django_assert_max_num_queries(8, info=name) as caught:
                assert host.get(at(name, meeting)).status_code == 200
            counts.append(len(caught))
    assert counts[:3] == counts[3:]

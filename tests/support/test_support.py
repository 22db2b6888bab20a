"""The contact log, questions to the network, and method resources: acts, rules and doors."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samverka.core.refusals import Refused
from samverka.journal.models import Entry
from samverka.mail.models import Outbox
from samverka.networks.models import Area
from samverka.support import actions, queries, rules
from samverka.support.models import AgreedStep, MethodResource, QuestionRecipient, ResourceInterest, SupportEntry
from tests.given import meetings as given_meetings
from tests.given import people as given_people
from tests.given import support as given
from tests.given import world as given_world
from tests.given.support import NOW
from tests.given.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings, tmp_path) -> World:
    settings.MEDIA_ROOT = tmp_path
    return given_world.world()


def signed_in(person) -> Client:
    client = Client()
    given_people.signed_in(client, person)
    return client


@pytest.mark.parametrize(
    ("day", "next_day", "yes"),
    [
        (date(2021, 11, 2), None, True),
        (date(2021, 11, 3), None, False),
        (date(2020, 12, 31), None, False),
        (date(2021, 11, 1), date(2021, 11, 2), True),
        (date(2021, 11, 1), date(2021, 11, 1), False),
    ],
)
def test_what_is_logged_has_happened(day, next_day, yes) -> None:
    found = rules.may_log(day=day, today=date(2021, 11, 2), first_day=date(2021, 1, 1), next_day=next_day)
    assert bool(found) is yes


def test_a_contact_is_logged_with_its_steps(world) -> None:
    entry = given.contact(world)
    step = AgreedStep.objects.get(entry=entry)
    assert (step.text, step.owner, step.due_day, step.done_at) == (
        "Bjud in företagen",
        "Upphandlaren",
        date(2021, 11, 12),
        None,
    )
    assert Entry.objects.filter(verb="support.contact.logged").count() == 1
    assert [todo.due_day for todo in queries.todo_for(world.coordinator, NOW)] == [date(2021, 11, 12)]
    assert queries.todo_for(world.other_coordinator, NOW) == []
    actions.mark_step_done(step=step, by=world.coordinator, at=NOW)
    assert queries.todo_for(world.coordinator, NOW) == []
    with pytest.raises(Refused):
        actions.mark_step_done(step=step, by=world.coordinator, at=NOW)


def test_the_overview_says_what_is_overdue_and_counts_local_days(world) -> None:
    given.contact(world, due=date(2021, 10, 30))
    given_meetings.meeting(world.network, world.lead)
    table = queries.overview_table(world.network, NOW)
    rows = {row.values[0]: row for row in table.rows}
    assert (rows["Älvnäs kommun"].mark, rows["Älvnäs kommun"].values[4]) == ("late", 1)
    assert rows["Granfors kommun"].mark == "waiting"
    days = queries.local_days(world.network, world.terms, NOW)
    assert days == {}


def test_what_the_host_keeps_to_itself_the_municipality_does_not_see(world) -> None:
    given.contact(world, is_shared=False)
    where = reverse("support:seat", args=[world.network.slug, world.alvnas.pk])
    assert "Dialog före upphandling" in signed_in(world.lead).get(where).content.decode()
    own = signed_in(world.coordinator)
    assert "Dialog före upphandling" not in own.get(where).content.decode()
    assert signed_in(world.other_coordinator).get(where).status_code == 404
    step = AgreedStep.objects.get()
    done = reverse("support:mark_done", args=[world.network.slug, world.alvnas.pk, step.pk])
    assert own.post(done).status_code == 404


def test_a_contact_is_logged_in_a_page_and_nothing_typed_is_lost(world) -> None:
    client = signed_in(world.lead)
    where = reverse("support:log", args=[world.network.slug, world.alvnas.pk])
    form = {"day": "2021-10-20", "way": "remote", "outcome": "held", "topic": "Mål", "who": "Koordinator"}
    bad = client.post(where, form | {"step_1": "Ring", "day": "2021-02-31"})
    assert bad.status_code == 422
    assert 'value="Ring"' in bad.content.decode()
    assert client.post(where, form | {"step_1": "Ring"}).status_code == 422
    good = form | {"step_1": "Ring", "owner_1": "Hen", "due_1": "2021-11-30", "is_shared": "on"}
    assert client.post(where, good).status_code == 302
    assert SupportEntry.objects.get().is_shared
    assert client.post(where, form | {"day": "2021-11-30"}).status_code == 409
    assert signed_in(world.coordinator).post(where, good).status_code == 404


def test_a_question_goes_to_those_who_work_with_it_and_not_to_the_one_who_asks(world) -> None:
    question = given.question(world)
    told = set(QuestionRecipient.objects.filter(question=question).values_list("person__email", flat=True))
    letters = Outbox.objects.filter(kind="support.question")
    assert told
    assert {letter.to_address for letter in letters} == told
    assert {letter.reply_to for letter in letters} == {world.other_coordinator.email}
    assert "tvätten" not in letters[0].subject


def test_at_most_one_letter_a_week_and_the_rest_in_one(world) -> None:
    given.question(world)
    first = Outbox.objects.filter(kind="support.question").count()
    given.question(world, at=NOW + timedelta(days=1), title="Andra frågan")
    given.question(world, at=NOW + timedelta(days=2), title="Tredje frågan")
    assert Outbox.objects.filter(kind="support.question").count() == first
    assert actions.tell_waiting(network=world.network, at=NOW + timedelta(days=6, hours=23)) == 0
    assert actions.tell_waiting(network=world.network, at=NOW + timedelta(days=7, hours=1)) == first
    last = Outbox.objects.filter(kind="support.question").order_by("-pk")[0].body
    assert "Andra frågan" in last
    assert "Tredje frågan" in last
    assert actions.tell_waiting(network=world.network, at=NOW + timedelta(days=7, hours=2)) == 0


def test_an_answer_is_found_by_everyone_in_the_network_and_told_to_the_one_who_asked(world) -> None:
    question = given.question(world)
    actions.answer_question(question=question, text="Vi skrev ramavtal.", by=world.members[0], at=NOW)
    assert Outbox.objects.get(kind="support.answer").to_address == world.other_coordinator.email
    assert len(queries.questions_table(world.network, "ramavtalen").rows) == 1
    assert len(queries.questions_table(world.network, "cyklar").rows) == 0
    where = reverse("support:question", args=[world.network.slug, question.pk])
    assert "ramavtal" in signed_in(world.coordinator).get(where).content.decode()
    assert signed_in(world.stranger).get(where).status_code == 404
    assert signed_in(world.coordinator).post(where + "svara/", {"text": " "}).status_code == 422


@pytest.mark.parametrize(
    ("state", "to", "has_version", "has_licence", "yes"),
    [
        ("requested", "in_development", False, False, True),
        ("requested", "trial", True, True, False),
        ("in_development", "trial", True, False, True),
        ("in_development", "trial", False, False, False),
        ("trial", "published", True, True, True),
        ("trial", "published", True, False, False),
        ("published", "retired", True, True, True),
        ("retired", "published", True, True, False),
    ],
)
def test_a_resource_takes_one_step_at_a_time(state, to, has_version, has_licence, yes) -> None:
    assert bool(rules.may_move(state=state, to=to, has_version=has_version, has_licence=has_licence)) is yes


def test_a_resource_from_request_to_published_with_who_asked_and_who_used(world) -> None:
    made = given.published(world)
    assert queries.state_of(made) == "published"
    actions.say_interest(
        resource=made, organisation=world.granfors.organisation, what="used", by=world.other_coordinator, at=NOW
    )
    with pytest.raises(Refused):
        actions.say_interest(
            resource=made, organisation=world.granfors.organisation, what="used", by=world.other_coordinator, at=NOW
        )
    said = set(ResourceInterest.objects.values_list("organisation__name", "what"))
    assert said == {("Älvnäs kommun", "asked_for"), ("Granfors kommun", "used")}
    with pytest.raises(Refused):
        actions.move_resource(resource=made, to="published", by=world.lead, at=NOW)
    with pytest.raises(Refused):
        actions.describe_resource(resource=made, title="x", about="", licence="", by=world.lead, at=NOW)


@pytest.mark.parametrize(("asked", "found"), [("mallar", 1), ("upphandlingen dialogmöte", 1), ("film", 0)])
def test_anyone_finds_published_resources_in_any_inflection(world, asked: str, found: int) -> None:
    given.published(world)
    given.resource(world)
    page = Client().get(reverse("support:public"), {"q": asked})
    assert page.content.decode().count("Mall för dialogmöten") == found
    assert page["Cache-Control"].startswith("public")


def test_only_what_is_published_can_be_fetched_by_anyone(world) -> None:
    made = given.published(world)
    where = reverse("support:public_file", args=[made.pk])
    assert Client().get(where).status_code == 200
    actions.move_resource(resource=made, to="retired", by=world.lead, at=NOW)
    assert Client().get(where).status_code == 404
    requested = given.resource(world)
    assert Client().get(reverse("support:public_file", args=[requested.pk])).status_code == 404


def test_a_question_becomes_a_request(world) -> None:
    question = given.question(world)
    client = signed_in(world.coordinator)
    page = client.get(reverse("support:request_page", args=[world.network.slug]), {"fraga": question.pk})
    assert question.title in page.content.decode()
    client.post(
        reverse("support:request", args=[world.network.slug]),
        {"title": "Mall", "kind": "template", "fraga": question.pk},
    )
    assert MethodResource.objects.get().question == question


def test_lists_take_as_many_statements_with_thirty_as_with_three(world) -> None:
    counts: dict[str, int] = {}
    for number in (3, 27):
        for index in range(number):
            given.contact(world)
            given.resource(world)
            actions.ask_question(
                network=world.network, area=Area.OTHER, title=f"Fråga {index}", text="x", by=world.lead, at=NOW
            )
        client = signed_in(world.lead)
        places = [
            reverse(f"support:{name}", args=[world.network.slug]) for name in ("questions", "resources", "overview")
        ]
        for where in [*places, reverse("support:seat", args=[world.network.slug, world.alvnas.pk])]:
            client.get(where)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(where).status_code == 200
            assert len(asked) == counts.setdefault(where, len(asked)) <= 10


def test_a_team_is_led_to_its_own_support_and_the_host_to_all(world) -> None:
    where = reverse("support:overview", args=[world.network.slug])
    own = signed_in(world.coordinator).get(where)
    assert (own.status_code, own["Location"]) == (
        302,
        reverse("support:seat", args=[world.network.slug, world.alvnas.pk]),
    )
    assert "Granfors kommun" in signed_in(world.lead).get(where).content.decode()
    assert signed_in(world.coordinator).get(where + "lista.csv").status_code == 404

"""A prepared question gives what the query set gives, however often it is asked; what can't be prepared says so."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db.models import Q

from samverka.core.prepared import NotPlainError, Prepared
from samverka.networks.models import Staff
from samverka.networks.queries import on_day
from tests.given import world as given

pytestmark = pytest.mark.django_db


def staff(person: int, day: date):
    rows = Staff.objects.filter(on_day(day), person=person)
    return rows.values_list("function", "network__slug").union(rows.values_list("network__name", "person__name"))


def test_it_gives_what_the_query_set_gives() -> None:
    world, asked = given.world(), Prepared(staff, person=int, day=date)
    days = (date(2021, 11, 2), date(1999, 1, 1), date(2020, 9, 1))
    people = (world.lead.pk, world.members[0].pk, 0)
    found = [
        [(str(first), str(second)) for first, second in asked.rows(person=person, day=day)]
        for person in people
        for day in days
    ]
    plain = [[(str(first), str(second)) for first, second in staff(person, day)] for person in people for day in days]
    assert [sorted(rows) for rows in found] == [sorted(rows) for rows in plain]
    assert any(found)
    assert not all(found)


def test_the_statement_is_put_together_once(django_assert_num_queries) -> None:
    put_together = []

    def question(person: int):
        put_together.append(person)
        return Staff.objects.filter(person=person).values_list("pk")

    asked = Prepared(question, person=int)
    with django_assert_num_queries(3):
        for person in range(3):
            asked.rows(person=person)
    assert len(put_together) == 2  # once as it is, once to see where the value goes


@pytest.mark.parametrize(
    "question",
    [
        lambda day: Staff.objects.filter(first_day__lt=day + timedelta(days=1)).values_list("pk"),
        lambda day: Staff.objects.filter(Q(first_day=day) if day.year == 1711 else Q()).values_list("pk"),
    ],
    ids=["a day after", "another statement"],
)
def test_what_is_computed_on_the_way_is_refused(question) -> None:
    with pytest.raises(NotPlainError, match="day"):
        Prepared(question, day=date).rows(day=date(2021, 1, 1))


def test_an_instant_is_no_day() -> None:
    with pytest.raises(TypeError):
        Prepared(lambda day: Staff.objects.filter(first_day=day).values_list("pk"), day=date).rows(
            day=datetime(2021, 1, 1, tzinfo=UTC)
        )

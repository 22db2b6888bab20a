"""What the clock starts: twice without harm, and one fault does not hold up the rest."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from samverka.hours.models import HourSheet
from samverka.journal import actions as journal
from samverka.mail import actions as mail
from samverka.mail import jobs
from samverka.mail.models import Outbox
from samverka.networks.models import Terms
from samverka.web import actions, queries, tick
from tests.given import world

pytestmark = pytest.mark.django_db


def letter(now, secret: str = "") -> Outbox:
    return mail.write(
        unique_key="test-1",
        kind="test.letter",
        to_address="kim.ek@granfors.example",
        to_name="",
        subject="Hej",
        body="Hej",
        secret_body=secret,
        at=now,
    )


def job(*, minutes: int, workers: int) -> "DBTaskResult[..., Any]":
    """A job that a worker took so long ago, the last of so many."""
    jobs.deliver.enqueue(outside=True)
    row = DBTaskResult.objects.latest("enqueued_at")
    row.status, row.started_at = TaskResultStatus.RUNNING, timezone.now() - timedelta(minutes=minutes)
    row.worker_ids = [f"worker-{number}" for number in range(workers)]
    row.save()
    return row


def test_a_letter_that_waits_gets_its_job(now) -> None:
    tick.run(now)
    assert not DBTaskResult.objects.exists()
    letter(now)
    tick.run(now)
    assert DBTaskResult.objects.get().args_kwargs["kwargs"] == {"outside": True}


def test_the_months_of_running_networks_are_opened_once(now) -> None:
    network = world.world().network
    HourSheet.objects.all().delete()
    tick.run(now)
    months = set(HourSheet.objects.filter(network=network).values_list("month", flat=True))
    assert months == {date(2021, 10, 1), date(2021, 11, 1)}
    number = HourSheet.objects.count()
    tick.run(now)
    assert HourSheet.objects.count() == number


def test_a_network_that_is_over_or_has_no_terms_is_left_alone(now) -> None:
    network = world.world().network
    assert list(queries.running_networks(now.date())) == [network]
    assert list(queries.running_networks(network.last_day + timedelta(days=30))) == [network]
    assert not queries.running_networks(network.last_day + timedelta(days=60))
    assert not queries.running_networks(network.first_day - timedelta(days=1))
    Terms.objects.all().delete()
    assert not queries.running_networks(now.date())


def test_in_an_example_the_job_keeps_letters_inside(now) -> None:
    journal.mark_example(moment="month ten", clock_offset_seconds=0, at=now)
    letter(now)
    tick.run(now)
    assert DBTaskResult.objects.get().args_kwargs["kwargs"] == {"outside": False}


def test_a_lost_job_is_given_one_more_try_and_then_ended() -> None:
    once, twice, young = job(minutes=16, workers=1), job(minutes=16, workers=2), job(minutes=14, workers=1)
    assert actions.revive_lost_jobs(at=timezone.now()) == (1, 1)
    for row in (once, twice, young):
        row.refresh_from_db()
    assert (once.status, once.started_at) == (TaskResultStatus.READY, None)
    assert (twice.status, twice.exception_class_path) == (TaskResultStatus.FAILED, "samverka.web.actions.LostTwice")
    assert young.status == TaskResultStatus.RUNNING
    assert actions.revive_lost_jobs(at=timezone.now()) == (0, 0)


def test_a_job_that_is_finished_meanwhile_is_left_alone(monkeypatch) -> None:
    row = job(minutes=16, workers=1)
    real = DBTaskResult.objects.filter

    def finish_first(**wanted: object) -> object:
        if "pk" in wanted:
            real(pk=row.pk).update(status=TaskResultStatus.SUCCESSFUL)
        return real(**wanted)

    monkeypatch.setattr(DBTaskResult.objects, "filter", finish_first)
    assert actions.revive_lost_jobs(at=timezone.now()) == (0, 0)


def test_what_has_had_its_time_is_cleared_away(now) -> None:
    at = timezone.now()
    for key, left in (("old", -1), ("new", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=at + timedelta(days=left))
    done, lately = job(minutes=1, workers=1), job(minutes=1, workers=1)
    for row, days in ((done, 15), (lately, 1)):
        row.status, row.finished_at = TaskResultStatus.SUCCESSFUL, at - timedelta(days=days)
        row.save()
    actions.clear_away(at=at)
    assert [session.session_key for session in Session.objects.all()] == ["new"]
    assert list(DBTaskResult.objects.all()) == [lately]


def test_secrets_that_could_not_be_sent_are_forgotten_after_a_day_but_not_in_an_example(now) -> None:
    letter(now - timedelta(days=2), secret="BCDF-GHJK")  # noqa: S106 - a test's own
    Outbox.objects.update(tries=9)
    journal.mark_example(moment="", clock_offset_seconds=0, at=now)
    tick.run(now)
    assert Outbox.objects.get().secret_body
    assert actions.forget_given_up_secrets(at=now) == 1
    assert Outbox.objects.get().secret_body == ""


def test_one_fault_does_not_hold_up_the_rest(now, monkeypatch, caplog) -> None:
    done: list[str] = []

    def broken(at: object) -> None:
        raise RuntimeError("on purpose")

    monkeypatch.setattr(tick, "WORK", {"break": broken, "go on": lambda _at: done.append("went on")})
    assert tick.run(now) == ["break"]
    assert done == ["went on"]
    assert "on purpose" in caplog.text
    with pytest.raises(CommandError, match="could not break"):
        call_command("tick")


def test_the_command_may_run_twice(now) -> None:
    letter(now)
    call_command("tick")
    call_command("tick")
    for row in DBTaskResult.objects.all():
        jobs.deliver.call(**row.args_kwargs["kwargs"])
    assert Outbox.objects.get().tries == 1

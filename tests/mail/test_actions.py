import smtplib
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, transaction

from samverka.mail import actions, figures, jobs, queries
from samverka.mail.models import Outbox

pytestmark = pytest.mark.django_db

CODE = "Din kod:\n\n    BCDF-GHJK"


def write(at: datetime, key: str = "hours.reminder-1", **changes: str) -> Outbox:
    values = {
        "kind": "hours.reminder",
        "to_address": "Kim.Ek@granfors.example",
        "to_name": "Kim Ek",
        "subject": "Intyga oktober",
        "body": "Hej.\n\nIntyga oktober här:\n\nhttp://127.0.0.1:8000/natverk/x/tid/2021-10/",
        **changes,
    }
    return actions.write(unique_key=key, at=at, **values)  # type: ignore[arg-type]  # only texts are changed here


def test_a_letter_is_written_once(now) -> None:
    first = write(now)
    second = write(now + timedelta(days=1), subject="Något annat")
    assert first == second
    assert Outbox.objects.get().subject == "Intyga oktober"
    assert first.to_address == "kim.ek@granfors.example"


def test_a_letter_of_an_act_that_is_rolled_back_was_never_written(now) -> None:
    def act() -> None:
        with transaction.atomic():
            write(now)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        act()
    assert not Outbox.objects.exists()


def test_a_door_is_told_of_new_letters_only(now) -> None:
    write(now, "old")
    with actions.noticing_letters() as keys:
        write(now, "old")
        write(now, "new")
    assert keys == ["new"]
    write(now, "outside of any door")


def test_a_subject_is_one_line(now, mailoutbox) -> None:
    write(now, subject="Intyga\r\nBcc: someone@elsewhere.example", to_name='Kim "K"\n<ek>')
    actions.deliver_waiting(outside=True, at=now)
    (sent,) = mailoutbox
    assert sent.subject == "Intyga Bcc: someone@elsewhere.example"
    assert sent.message()["Bcc"] is None
    assert sent.to == ['"Kim K ek" <kim.ek@granfors.example>']


def test_what_waits_is_delivered_once(now, mailoutbox) -> None:
    write(now)
    assert actions.deliver_waiting(outside=True, at=now) == 1
    assert actions.deliver_waiting(outside=True, at=now + timedelta(days=1)) == 0
    assert len(mailoutbox) == 1
    letter = Outbox.objects.get()
    assert (letter.delivered_at, letter.tries, letter.last_fault) == (now, 1, "")


def test_the_letter_as_it_leaves(now, mailoutbox, settings) -> None:
    settings.DEFAULT_FROM_EMAIL = "Samverka <post@samverka.example>"
    write(now, reply_to="maj@vard.example", calendar="BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\nEND:VCALENDAR\r\n")
    actions.deliver_waiting(outside=True, at=now)
    (sent,) = mailoutbox
    message = sent.message()
    assert sent.from_email == "Samverka <post@samverka.example>"
    assert sent.reply_to == ["maj@vard.example"]
    assert message["Message-ID"] == f"<{figures.message_key('hours.reminder-1')}@samverka.example>"
    assert (message["Auto-Submitted"], message["Content-Language"]) == ("auto-generated", "sv")
    kinds = [part.get_content_type() for part in message.walk() if not part.is_multipart()]
    assert kinds == ["text/plain", "text/html", "text/calendar"]
    assert 'method="PUBLISH"' in str(message).replace("method=PUBLISH", 'method="PUBLISH"')


def test_the_html_of_a_letter(now) -> None:
    """Golden: the whole of what a mail program draws."""
    html = actions.html_text(
        "Hej & välkommen.\n\nIntyga oktober:\n\nhttp://127.0.0.1:8000/tid/\n\n    BCDF-GHJK",
        subject="Intyga oktober",
        language="sv",
    )
    body = html[html.index("<main>") : html.index("</main>")]
    assert [line for line in body.splitlines() if line] == [
        "<main>",
        "<p>Hej &amp; välkommen.</p>",
        "<p>Intyga oktober:</p>",
        '<p class="link"><a href="http://127.0.0.1:8000/tid/">Öppna sidan</a></p>',
        '<p class="address">http://127.0.0.1:8000/tid/</p>',
        '<p class="sign">BCDF-GHJK</p>',
    ]
    assert '<html lang="sv">' in html


def test_a_secret_is_sealed_until_it_leaves_and_then_gone(now, mailoutbox) -> None:
    letter = write(now, body="En engångskod.", secret_body=CODE)
    assert letter.is_secret
    assert "BCDF" not in "".join(str(value) for value in vars(letter).values())
    actions.deliver_waiting(outside=True, at=now)
    assert mailoutbox[0].body == CODE
    letter.refresh_from_db()
    assert (letter.secret_body, letter.body, letter.is_secret) == ("", "En engångskod.", True)


def test_secret_letters_go_first(now, mailoutbox) -> None:
    write(now, "plain")
    write(now + timedelta(seconds=5), "secret", secret_body=CODE)
    actions.deliver_waiting(outside=True, at=now + timedelta(seconds=6))
    assert [sent.body == CODE for sent in mailoutbox] == [True, False]


def test_nothing_leaves_an_example_and_its_mailbox_can_read_all(now, mailoutbox) -> None:
    write(now, body="En engångskod.", secret_body=CODE)
    write(now, "plain")
    assert actions.deliver_waiting(outside=False, at=now) == 2
    assert mailoutbox == []
    assert {text for _row, text in queries.example_letters("kim.EK@granfors.example")} == {
        CODE,
        "Hej.\n\nIntyga oktober här:\n\nhttp://127.0.0.1:8000/natverk/x/tid/2021-10/",
    }
    assert queries.example_letters("nobody@granfors.example") == []


class Refusing(EmailBackend):
    """A mail server that has had enough."""

    fault: Exception = smtplib.SMTPRecipientsRefused({})

    def send_messages(self, messages: object) -> int:  # noqa: ARG002 - Django's signature
        raise self.fault


@pytest.mark.parametrize(
    ("fault", "noted"),
    [
        (smtplib.SMTPResponseException(451, b"try later, code BCDF-GHJK"), "SMTPResponseException 451"),
        (ConnectionRefusedError(111, "Connection refused"), "ConnectionRefusedError Connection refused"),
        (TimeoutError(), "TimeoutError"),
    ],
)
def test_a_letter_that_is_not_taken_is_tried_again_later(now, monkeypatch, mailoutbox, fault, noted) -> None:
    write(now, body="En engångskod.", secret_body=CODE)
    monkeypatch.setattr(Refusing, "fault", fault)
    with monkeypatch.context() as refusing:
        refusing.setattr(actions, "get_connection", lambda **_options: Refusing())
        assert actions.deliver_waiting(outside=True, at=now) == 0
    letter = Outbox.objects.get()
    assert (letter.last_fault, letter.tries, letter.delivered_at) == (noted, 1, None)
    assert letter.next_try_at == now + timedelta(seconds=30)
    # Not before its time, and then once.
    assert actions.deliver_waiting(outside=True, at=now + timedelta(seconds=29)) == 0
    assert not queries.is_anything_due(now + timedelta(seconds=29))
    assert queries.is_anything_due(now + timedelta(seconds=30))
    assert actions.deliver_waiting(outside=True, at=now + timedelta(seconds=30)) == 1
    assert len(mailoutbox) == 1


def test_a_letter_is_given_up_after_many_tries(now, monkeypatch) -> None:
    write(now, body="En engångskod.", secret_body=CODE)
    monkeypatch.setattr(actions, "get_connection", lambda **_options: Refusing())
    at = now
    for _time in range(figures.MOST_TRIES + 3):
        actions.deliver_waiting(outside=True, at=at)
        at += timedelta(hours=3)
    letter = Outbox.objects.get()
    assert letter.tries == figures.MOST_TRIES
    assert letter.secret_body
    assert actions.forget_old(before=now) == 0
    assert actions.forget_old(before=now + timedelta(days=1)) == 1
    letter.refresh_from_db()
    assert letter.secret_body == ""


def test_a_letter_sealed_with_another_key_says_so(now, mailoutbox, settings) -> None:
    write(now, body="En engångskod.", secret_body=CODE)
    settings.SECRET_KEY = "another key" * 5
    assert actions.deliver_waiting(outside=True, at=now) == 0
    assert Outbox.objects.get().last_fault == "ValueError: sealed with another secret, or changed"
    assert mailoutbox == []


def test_two_workers_send_once(now, monkeypatch, mailoutbox) -> None:
    """The second sees the letter as waiting, and finds it taken."""
    letter = write(now)
    real = queries.letters_due

    def meanwhile(at: datetime) -> list[Outbox]:
        seen = list(real(at))
        monkeypatch.setattr(queries, "letters_due", real)
        actions.deliver_waiting(outside=True, at=at)
        return seen

    monkeypatch.setattr(queries, "letters_due", meanwhile)
    assert actions.deliver_waiting(outside=True, at=now) == 0
    assert len(mailoutbox) == 1
    letter.refresh_from_db()
    assert letter.tries == 1


def test_the_job_delivers(now, mailoutbox) -> None:
    write(now)
    assert jobs.deliver.call(outside=True) == 1
    assert len(mailoutbox) == 1


def test_only_a_secret_letter_holds_a_secret(now) -> None:
    write(now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Outbox.objects.update(secret_body=figures.sealed(CODE, settings.SECRET_KEY))


def test_a_key_is_one_letters(now) -> None:
    letter = write(now)
    letter.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        letter.save(force_insert=True)


def test_the_outbox_never_reads_the_seal(now, django_assert_num_queries) -> None:
    write(now, secret_body=CODE, chain="network-1")
    write(now, "other", chain="network-2")
    with django_assert_num_queries(1) as asked:
        rows = list(queries.letters(("network-1",)))
    assert [row.unique_key for row in rows] == ["hours.reminder-1"]
    assert "secret_body" not in asked.captured_queries[0]["sql"]
    assert queries.letters().count() == 2

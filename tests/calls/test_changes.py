"""A published call is changed in the open: old beside new, who, when and why, for ever."""

from datetime import date, datetime
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from samverka.calls import actions, queries
from samverka.calls.models import CallChange, Commitment
from samverka.core import clock
from samverka.core.refusals import Refused
from samverka.journal.models import Entry
from samverka.mail.models import Outbox
from samverka.selection import seed_fingerprint
from tests.given import calls as given
from tests.given import people

pytestmark = pytest.mark.django_db
OCTOBER = given.at(date(2020, 10, 7))


def test_rules_are_changed_after_publication_only_for_all_to_see() -> None:
    world = given.call_world()
    before, seed = dict(world.call.selection_rules), world.call.lottery_seed
    promises = list(Commitment.objects.values_list("pk", flat=True).order_by("pk"))
    given.started(world)
    given.started(world, 1)
    wanted = given.draft(
        selection_rules=given.rules(at_most={"county": 1}), lottery_seed="sju", letter_day=given.LETTER
    )
    with pytest.raises(Refused, match="varför"):
        actions.change_call(call=world.call, draft=wanted, by=world.lead, at=OCTOBER)
    assert not CallChange.objects.exists()
    Outbox.objects.all().delete()
    actions.change_call(call=world.call, draft=wanted, reason="Länen ska spridas.", by=world.lead, at=OCTOBER)
    change = CallChange.objects.get()
    assert (change.reason, change.changed_by, change.changed_at) == ("Länen ska spridas.", world.lead, OCTOBER)
    assert {one["what"]: (one["before"], one["after"]) for one in change.changes} == {
        "selection_rules": (before, before | {"at_most": {"county": 1}}),
        "lottery_seed": (seed_fingerprint(seed), seed_fingerprint("sju")),
    }
    world.call.refresh_from_db()
    assert world.call.selection_rules["at_most"] == {"county": 1}
    # What each side has promised stands, with the ids that applicants have ticked.
    assert list(Commitment.objects.values_list("pk", flat=True).order_by("pk")) == promises
    entry = Entry.objects.filter(verb="calls.call.changed").get()
    assert entry.actor_key == world.lead.actor_key
    told = Outbox.objects.filter(kind="calls.call_changed")
    assert sorted(told.values_list("to_address", flat=True)) == ["kontakt@9201.example", "kontakt@9202.example"]
    assert all("Länen ska spridas." in letter.body and seed not in letter.body for letter in told)
    with pytest.raises(Refused, match="Ingenting"):
        actions.change_call(call=world.call, draft=wanted, reason="Igen.", by=world.lead, at=OCTOBER)


def test_what_was_changed_is_read_by_anyone_and_followed_as_a_feed() -> None:
    world = given.call_world()
    later = given.draft(letter_day=date(2020, 11, 16))
    actions.change_call(call=world.call, draft=later, reason="Den 15 är en söndag.", by=world.lead, at=OCTOBER)
    with clock.fixed(OCTOBER):
        call = Client().get(f"/erbjudande/{world.call.slug}/").content.decode()
        changes = Client().get(f"/erbjudande/{world.call.slug}/andringar/").content.decode()
        feed = Client().get(f"/erbjudande/{world.call.slug}/nytt.atom")
    assert "Den 15 är en söndag." in call
    assert f"/erbjudande/{world.call.slug}/andringar/" in call
    assert "söndag 15 november 2020 kl. 23.59" in changes
    assert "måndag 16 november 2020 kl. 23.59" in changes
    assert world.lead.name in changes
    assert feed["Content-Type"] == "application/atom+xml; charset=utf-8"
    atom = "{http://www.w3.org/2005/Atom}"
    root = ET.fromstring(feed.content)  # noqa: S314 - our own feed
    assert next(root.iter(f"{atom}entry")).findtext(f"{atom}content") == "Den 15 är en söndag."
    assert datetime.fromisoformat(root.findtext(f"{atom}updated") or "") == OCTOBER


def test_the_host_changes_by_the_page_and_the_promises_are_not_on_it() -> None:
    world = given.call_world()
    client = people.signed_in(Client(), world.lead)
    address = f"/natverk/{world.network.slug}/erbjudande/{world.call.slug}/andra/"
    with clock.fixed(OCTOBER):
        shown = client.get(address).content.decode()
        assert "municipality_commitments" not in shown
        values = {
            name: value for name, value in queries.draft_values(world.call).items() if value not in (None, "")
        } | {"interest_day": "2020-11-04"}
        without = client.post(f"{address}spara/", values)
        assert without.status_code == 422
        assert not CallChange.objects.exists()
        done = client.post(f"{address}spara/", values | {"reason": "En dag till."})
    assert done.status_code == 302
    change = CallChange.objects.get()
    assert [one["what"] for one in change.changes] == ["interest_day"]
    assert change.reason == "En dag till."


def test_a_decided_call_is_changed_no_more() -> None:
    world = given.call_world()
    for index in range(3):
        given.confirmed(world, index)
    given.decided(world)
    with pytest.raises(Refused):
        actions.change_call(call=world.call, draft=given.draft(title="Ny"), reason="Nytt.", by=world.lead, at=OCTOBER)
    assert not CallChange.objects.exists()


def test_four_size_classes_come_through_the_page_unchanged() -> None:
    quotas = {"size_class": {"1": [1, 5], "2": [0, 5], "3": [0, 5], "4": [1, 4]}}
    world = given.call_world(selection_rules=given.rules(size_limits=[10_000, 25_000, 70_000], quotas=quotas))
    client = people.signed_in(Client(), world.lead)
    values = {name: value for name, value in queries.draft_values(world.call).items() if value not in (None, "")}
    address = f"/natverk/{world.network.slug}/erbjudande/{world.call.slug}/andra/spara/"
    with clock.fixed(OCTOBER):
        done = client.post(address, values | {"contact_name": "Bo Ek", "reason": "Ny person svarar."})
    assert done.status_code == 302
    assert [one["what"] for one in CallChange.objects.get().changes] == ["contact_name"]

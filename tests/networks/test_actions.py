from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from samverka.core.actors import SYSTEM
from samverka.core.refusals import Refused
from samverka.journal import queries as journal
from samverka.networks import actions, queries
from samverka.networks.models import Network, Participation, Staff, Terms
from tests.given import people as given_people
from tests.given import world as given

pytestmark = pytest.mark.django_db


def start(by, at, **changes) -> Network:
    facts: dict[str, Any] = {
        "name": "Nätverk Nära vård",
        "first_day": date(2022, 1, 1),
        "last_day": date(2023, 12, 31),
    } | changes
    return actions.start_network(
        host_organisation="Sveriges Kommuner och Regioner",
        closing_from=None,
        terms=given.terms_values(),
        by=by,
        at=at,
        **facts,
    )


def test_a_network_begins_its_chain() -> None:
    network, terms = given.network()
    assert (network.slug, terms.version, queries.holding_terms(network)) == ("utvecklingsnatverk", 1, terms)
    assert [entry.verb for entry in journal.entries(network.chain)] == ["networks.network.set_up", "networks.terms.set"]


def test_a_project_manager_starts_another_and_leads_it(now) -> None:
    world = given.world()
    network = start(world.lead, now)
    assert network.slug == "natverk-nara-vard"
    assert queries.host_functions(world.lead, network, date(2021, 11, 2)) == {"project_manager"}
    assert start(world.lead, now).slug == "natverk-nara-vard-2"
    assert start(world.lead, now, name="Nytt").slug == "nytt-2"
    assert list(journal.faults(network.chain)) == []
    for person in (world.economist, world.coordinator, world.stranger):
        with pytest.raises(Refused, match="project manager of another"):
            start(person, now)


def test_whoever_opened_the_installation_starts_the_first(now) -> None:
    first, second = given.person("Maj Lindberg"), given.person("Ove Sandin")
    for person in (first, second):
        given_people.account(person)
    with pytest.raises(Refused):
        start(second, now)
    assert start(first, now).set_up_by == first
    with pytest.raises(Refused):
        start(second, now)


def test_new_terms_replace_and_keep_the_old(now) -> None:
    world = given.world()
    new = actions.set_terms(network=world.network, by=world.lead, at=now, **given.terms_values(team_size=9))
    old = Terms.objects.get(pk=world.terms.pk)
    assert (new.version, old.replaced_at, old.team_size) == (2, now, 3)
    assert queries.holding_terms(world.network) == new
    network = actions.set_up_network(
        name="Utan villkor",
        host_organisation="X",
        first_day=date(2021, 1, 1),
        last_day=date(2021, 2, 1),
        closing_from=None,
        by=None,
        at=now,
    )
    with pytest.raises(Http404):
        queries.holding_terms(network)


def test_seats_are_awarded_while_there_are_any(now) -> None:
    world = given.world()
    full = given.organisation("Sjömarken", "9103")
    with pytest.raises(Refused, match="All seats"):
        actions.award_seat(network=world.network, organisation=full, by=world.lead, at=now)
    with pytest.raises(Refused, match="already has a seat"):
        actions.award_seat(network=world.network, organisation=world.alvnas.organisation, by=world.lead, at=now)
    with pytest.raises(Refused, match="already been accepted"):
        actions.accept_seat(participation=world.alvnas, by=world.coordinator, at=now)


def test_of_two_who_accept_at_once_one_is_told(now) -> None:
    network, _terms = given.network()
    lead = given.person("Maj Lindberg")
    seat = actions.award_seat(network=network, organisation=given.organisation("Älvnäs", "9101"), by=lead, at=now)
    seen_before = Participation.objects.get(pk=seat.pk)
    actions.accept_seat(participation=seat, by=lead, at=now)
    with pytest.raises(Refused, match="Someone else got here first"):
        actions.accept_seat(participation=seen_before, by=lead, at=now)


def test_the_funding_is_noted_step_by_step(now) -> None:
    world = given.world()
    noted = actions.note_funding(network=world.network, applied_day=date(2020, 10, 1), by=world.economist, at=now)
    actions.note_funding(network=noted, granted_day=date(2021, 1, 12), by=world.economist, at=now)
    fresh = Network.objects.get(pk=world.network.pk)
    assert (fresh.applied_day, fresh.granted_day, fresh.rejected_day) == (date(2020, 10, 1), date(2021, 1, 12), None)
    with pytest.raises(Refused, match="not both"):
        actions.note_funding(network=fresh, rejected_day=date(2021, 1, 13), by=world.economist, at=now)


def test_a_light_network_has_fewer_pages() -> None:
    network, _terms = given.network(with_hours=False, with_claims=False, with_selection=False)
    assert queries.open_terms(network).with_hours is False
    for switch in ("hours", "claims", "selection"):
        with pytest.raises(Http404):
            queries.open_terms(network, **{switch: True})
    whole, _terms = given.network("helt")
    assert queries.open_terms(whole, hours=True, claims=True, selection=True) == queries.holding_terms(whole)


def test_guards_of_the_host() -> None:
    world = given.world()
    day, slug = date(2021, 11, 2), world.network.slug
    assert queries.hosted_network(world.economist, slug, day) == world.network
    assert list(queries.networks_hosted_by(world.lead, day)) == list(queries.networks()) == [world.network]
    assert queries.kept_network(world.lead, slug, day) == queries.funded_network(world.economist, slug, day)
    for guard, person in (
        (queries.hosted_network, world.coordinator),
        (queries.kept_network, world.economist),
        (queries.funded_network, world.coordinator),
    ):
        with pytest.raises(Http404):
            guard(person, slug, day)
    with pytest.raises(Http404):
        queries.hosted_network(world.lead, slug, date(2020, 8, 31))
    with pytest.raises(Http404):
        queries.one_network("finns-inte")


def test_shares_are_rounded_to_a_tenth() -> None:
    assert queries.share_text(669_766_900, 1_428_061_300) == "46,9\u00a0%"
    assert (queries.share_text(1, 1), queries.share_text(0, 5), queries.share_text(1, 0)) == (
        "100,0\u00a0%",
        "0,0\u00a0%",
        "",
    )


def test_the_database_keeps_networks_whole(now) -> None:
    world = given.world()
    network = {
        "slug": "x",
        "name": "X",
        "name_sort": "x",
        "host_organisation": "X",
        "first_day": date(2021, 1, 1),
        "last_day": date(2021, 12, 31),
        "set_up_at": now,
    }
    staff = {
        "network": world.network,
        "person": world.lead,
        "function": "registrar",
        "first_day": date(2021, 1, 1),
    }
    seat = {
        "network": world.network,
        "organisation": given.organisation("Sjömarken", "9103"),
        "first_day": date(2021, 1, 1),
        "last_day": date(2021, 2, 1),
        "awarded_at": now,
        "awarded_by": world.lead,
    }
    terms = given.terms_values() | {"network": world.network, "set_at": now}
    broken = [
        (Network, network | {"last_day": date(2020, 1, 1)}),
        (Network, network | {"granted_day": date(2021, 1, 1), "rejected_day": date(2021, 1, 1)}),
        (Network, network | {"slug": world.network.slug}),
        (Staff, staff | {"last_day": date(2020, 1, 1)}),
        (Staff, staff | {"function": "project_manager"}),
        (Participation, seat | {"last_day": date(2020, 1, 1)}),
        (Participation, seat | {"organisation": world.alvnas.organisation}),
        (Participation, seat | {"accepted_at": now}),
        (Participation, seat | {"left_at": now}),
        (Terms, terms | {"version": 1, "replaced_at": now}),
        (Terms, terms | {"version": 2}),
        (Terms, terms | {"version": 3, "replaced_at": now, "fund_support_ore": 2, "total_budget_ore": 1}),
    ]
    for model, columns in broken:
        with pytest.raises(IntegrityError), transaction.atomic():
            model._default_manager.create(**columns)  # noqa: SLF001 - the same call for every model
    for model, columns in ((Network, network), (Staff, staff), (Participation, seat)):
        assert model._default_manager.create(**columns).pk  # noqa: SLF001 - as above
    assert Terms.objects.create(**terms | {"version": 4, "replaced_at": now}).pk


def test_staff_come_with_a_day(now) -> None:
    world = given.world()
    actions.appoint_staff(
        network=world.network,
        person=world.stranger,
        function=Staff.Function.REGISTRAR,
        first_day=date(2022, 1, 1),
        by=SYSTEM,
        at=now,
    )
    names = [row.person.name for row in queries.staff(world.network, date(2021, 11, 2))]
    assert names == ["Maj Lindberg", "Ove Sandin"]
    assert len(queries.staff(world.network, date(2022, 1, 1))) == 3

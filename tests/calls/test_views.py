"""Every page and act of calls, by who may and who may not, with what the page says."""

import io
import re
import zipfile
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override
from icalendar import Calendar

from samverka.calls import actions, queries
from samverka.calls import jobs as call_jobs
from samverka.calls.models import (
    CallQuestion,
    Interest,
    InterestContact,
    LetterOfIntent,
    SelectionOutcome,
    SelectionStudy,
)
from samverka.core import clock
from samverka.core.refusals import Refused
from samverka.documents import jobs
from samverka.documents.models import Rendering
from samverka.mail.models import Outbox
from samverka.networks import queries as networks
from samverka.selection import Result, Rules, verify
from tests.calls.test_actions import PNG, decided_world
from tests.given import calls as given
from tests.given import people as people_given
from tests.given import world as world_given

pytestmark = pytest.mark.django_db


def client_of(person: Any, *, proved: bool = True) -> Client:
    return people_given.signed_in(Client(), person, proved=proved)


def at(day: date, hour: int = 10, minute: int = 0):
    return clock.fixed(given.at(day, hour, minute))


OCTOBER = date(2020, 10, 7)


def own(world: given.CallWorld, interest: Interest, rest: str = "") -> str:
    return f"/erbjudande/{world.call.slug}/anmalan/{interest.pk}/{rest}"


def hosted(world: given.CallWorld, rest: str = "") -> str:
    return f"/natverk/{world.network.slug}/erbjudande/{world.call.slug}/{rest}"


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


# --- What anyone sees ---


def test_the_call_is_public_and_a_draft_is_not() -> None:
    world = given.call_world(publish=False)
    with at(OCTOBER):
        assert Client().get(f"/erbjudande/{world.call.slug}/").status_code == 404
        assert client_of(world.lead).get(hosted(world, "forhandsgranska/")).status_code == 200
        assert client_of(given.contact()).get(hosted(world, "forhandsgranska/")).status_code == 404
        actions.publish_call(call=world.call, by=world.lead, at=given.at(date(2020, 9, 21)))
        page = text(Client().get(f"/erbjudande/{world.call.slug}/"))
    assert "tisdag 3 november 2020 kl. 23.59" in page
    assert world.call.lottery_seed not in page
    assert queries.call_page(world.call, None, given.at(OCTOBER)).fingerprint in page
    assert "Det här åtar sig kommunen" in page
    with at(OCTOBER):
        english = Client().get(f"/en/erbjudande/{world.call.slug}/")
    assert "Development network" in text(english)
    assert english.cookies == {}


def test_the_days_are_an_honest_calendar_file() -> None:
    world = given.call_world()
    with at(OCTOBER):
        answer = Client().get(f"/erbjudande/{world.call.slug}/datum.ics")
    calendar = Calendar.from_ical(answer.content)
    events = {str(event["summary"]).split(":")[0]: event for event in calendar.walk("VEVENT")}
    assert events["Sista dag att anmäla intresse"].decoded("dtstart") == given.INTEREST
    assert len({str(event["uid"]) for event in events.values()}) == len(events) == 6


def test_a_deadline_on_a_sunday_is_said_to_the_host_only() -> None:
    world = given.call_world(publish=False)
    with at(OCTOBER):
        draft = text(client_of(world.lead).get(hosted(world, "andra/")))
        public = text(client_of(world.lead).get(hosted(world, "forhandsgranska/")))
    assert "Söndag 15 november 2020 är ingen arbetsdag" in draft
    assert "ingen arbetsdag" not in public


# --- An applicant, from nothing to sent in, by the pages alone ---


def test_a_first_time_contact_begins_and_sends_in_by_the_pages() -> None:
    world = given.call_world()
    organisation = given.organisation()
    newcomer = world_given.person("", "siv@9201.example")
    client = client_of(newcomer)
    with at(OCTOBER):
        choose = f"/erbjudande/{world.call.slug}/anmal/"
        assert Client().get(choose)["Location"].startswith("/logga-in/?next=")
        hits = text(client.get(choose, {"kommun": "ÄLVN"}))
        assert "Älvnäs kommun" in hits
        assert "18\u00a0000 invånare" in client.get(choose, {"kommun": "älvn"}).content.decode()
        assert "Ingen kommun har ”xyzxyz”" in text(client.get(choose, {"kommun": "xyzxyz"}))
        assert "Västernorrlands län" in text(client.get(choose, {"organisation": str(organisation.pk)}))
        nameless = client.post(f"{choose}borja/", {"organisation": organisation.pk, "name": ""})
        assert nameless.status_code == 422
        began = client.post(f"{choose}borja/", {"organisation": organisation.pk, "name": "Siv Åberg"})
        interest = Interest.objects.get()
        assert began["Location"] == own(world, interest)
        assert "Siv Åberg" in text(client.get(own(world, interest)))
        missing = text(client.get(own(world, interest, "kontrollera/")))
        assert "7 saker saknas" in missing
        assert own(world, interest, "sjalvskattning/") in missing
        filled: dict[str, dict[str, Any]] = {
            "om-er": {"motivation": "Vi vill", "situation": "Så", "needs": "Det"},
            "forankring": {"committee": "Kommunstyrelsen", "anchoring": ""},
            "sjalvskattning": {f"D{n}": "unknown" if n == 7 else "2" for n in range(1, 8)},
            "team": {
                "coordinator_name": "Ana Öberg",
                "coordinator_email": "ana@9201.example",
                "member_1_name": "Bo Äng",
                "member_1_email": "bo@9201.example",
                "deputy": "1",
            },
            "ataganden": {"kept": [str(key) for key in queries.municipality_commitments(world.call)]},
        }
        for part, values in filled.items():
            edition = Interest.objects.get().edition
            answer = client.post(own(world, interest, f"{part}/spara/"), {"edition": edition, "onward": "1", **values})
            assert answer.status_code == 302, part
            assert client.get(answer["Location"]).status_code == 200
        sent = client.post(own(world, interest, "skicka-in/"))
        assert sent["Location"] == own(world, interest)
        page = text(client.get(own(world, interest)))
    assert "Mottagen 7 oktober 2020 kl. 10.00, inlämnad av Siv Åberg" in page
    interest.refresh_from_db()
    assert interest.self_assessment == {**{f"D{n}": 2 for n in range(1, 7)}, "D7": None}


def test_a_draft_validates_nothing_and_says_when_it_was_saved() -> None:
    world = given.call_world()
    interest = given.started(world)
    client = client_of(given.contact())
    with at(OCTOBER, 14, 32):
        for part in ("om-er", "forankring", "sjalvskattning", "team", "ataganden"):
            saved = client.post(own(world, interest, f"{part}/spara/"), {"edition": "99"})
            assert saved["Location"] == own(world, interest, f"{part}/"), part
        odd = {"edition": "99", "coordinator_name": "Ana", "coordinator_email": "ingen adress"}
        assert client.post(own(world, interest, "team/spara/"), odd).status_code == 302
        page = text(client.get(own(world, interest, "om-er/")))
    assert "Sparat 14.32, 7 oktober 2020" in page


def test_a_colleague_who_saved_meanwhile_is_shown_and_nothing_typed_is_lost() -> None:
    world = given.call_world()
    interest = given.started(world)
    colleague = world_given.person("Siv Åberg", "siv@9201.example")
    actions.invite_contact(interest=interest, email=colleague.email, name="", by=given.contact(), at=given.at(OCTOBER))
    mine, theirs = client_of(given.contact()), client_of(colleague)
    url = own(world, interest, "om-er/spara/")
    with at(OCTOBER, 14, 32):
        theirs.post(url, {"edition": "1", "motivation": "Kollegans text", "situation": "", "needs": ""})
        answer = mine.post(url, {"edition": "1", "motivation": "Min text", "situation": "Mitt läge", "needs": ""})
        assert answer.status_code == 422
        page = text(answer)
        assert "Siv Åberg ändrade den här delen kl. 14.32" in page
        assert "Kollegans text" in page
        assert "Min text" in page
        assert "Mitt läge" in page
        edition = re.search(r'name="edition" value="(\d+)"', page)
        assert edition
        again = mine.post(url, {"edition": edition[1], "motivation": "Båda texterna", "situation": "", "needs": ""})
        assert again.status_code == 302
        # Another part was not touched, and is saved without a word.
        other = own(world, interest, "forankring/spara/")
        assert mine.post(other, {"edition": "1", "committee": "KS"}).status_code == 302
    interest.refresh_from_db()
    assert (interest.motivation, interest.committee) == ("Båda texterna", "KS")


def test_a_second_person_from_the_same_municipality_is_told_who_has_begun() -> None:
    world = given.call_world()
    interest = given.started(world)
    client = client_of(world_given.person("Nils Ny", "nils@9201.example"))
    where = f"/erbjudande/{world.call.slug}/anmal/"
    with at(OCTOBER):
        page = text(client.get(where, {"organisation": str(interest.organisation_id)}))
        assert "Kontakt Älvnäs, har redan börjat" in page
        refused = client.post(f"{where}borja/", {"organisation": interest.organisation_id, "name": "Nils"})
    assert refused.status_code == 409
    assert InterestContact.objects.count() == 1


def test_the_same_press_twice_begins_once() -> None:
    world = given.call_world()
    organisation = given.organisation()
    client = client_of(given.contact())
    values = {"organisation": organisation.pk, "name": "Siv", "request_key": "samma"}
    with at(OCTOBER):
        first = client.post(f"/erbjudande/{world.call.slug}/anmal/borja/", values)
        second = client.post(f"/erbjudande/{world.call.slug}/anmal/borja/", values)
    assert first["Location"] == second["Location"]
    assert Outbox.objects.filter(kind="calls.started").count() == 1


def test_another_municipalitys_things_are_not_found() -> None:
    world, chosen, _others = decided_world()
    interest, index = chosen[0]
    letter = given.prepared(interest, index)
    stranger = client_of(given.contact(7))
    with at(date(2020, 11, 12)):
        for path in ("", "om-er/", "kontrollera/", "bekrafta/", "lamna/"):
            assert stranger.get(own(world, interest, path)).status_code == 404, path
        for path in ("skicka-in/", "ta-tillbaka/", "om-er/spara/", "bekrafta/ja/", "lamna/spara/", "tacka-ja/"):
            assert stranger.post(own(world, interest, path)).status_code == 404, path
        for path in ("", "urval/", "andra/", "lista.csv", f"anmalan/{interest.pk}/"):
            assert stranger.get(hosted(world, path)).status_code == 404, path
        for path in ("paminn/", "publicera/", "stall-in/", "urval/besluta/", f"anmalan/{interest.pk}/niva/"):
            assert stranger.post(hosted(world, path)).status_code == 404, path
        here = f"/avsiktsforklaring/{letter.number}/"
        assert stranger.get(here).status_code == 404
        assert stranger.get(f"{here}underskrift/").status_code == 404
        for path in ("grund/", "kommunchef/utse/", "underskrift/godkann/", "kommunchef/papper/registrera/"):
            assert stranger.post(here + path).status_code == 404, path
        assert Client().get("/underskrift/inte-en-riktig-lank/").status_code == 404


def test_confirming_and_refraining_are_one_press_each() -> None:
    world = given.call_world()
    yes, nay = given.submitted(world, 0), given.submitted(world, 1)
    with at(date(2020, 11, 8)):
        client = client_of(given.contact(0))
        page = text(client.get(own(world, yes, "bekrafta/")))
        assert "måndag 9 november 2020 kl. 23.59" in page
        assert client.post(own(world, yes, "bekrafta/ja/")).status_code == 302
        client = client_of(given.contact(1))
        empty = client.post(own(world, nay, "lamna/spara/"), {"reason": ""})
        assert empty.status_code == 422
        assert client.post(own(world, nay, "lamna/spara/"), {"reason": "Tiden räcker inte"}).status_code == 302
        assert "Tiden räcker inte" in text(client.get(own(world, nay)))
    with at(date(2020, 11, 10)):
        late = client_of(given.contact(0)).get(own(world, yes, "bekrafta/"))
    assert "redan bekräftat" in text(late)


# --- The host ---


def test_a_call_is_written_changed_and_published_by_the_pages() -> None:
    world = given.call_world()
    client = client_of(world.lead)
    form = {
        "title": "Ännu ett erbjudande",
        "lead": "Kort.",
        "purpose": "Längre.",
        "municipality_commitments": "- Ett\nTvå\n",
        "municipality_commitments_en": "One",
        "host_commitments": "Stöd",
        "opens_day": "2020-10-01",
        "interest_day": "2020-11-03",
        "confirmation_day": "2020-11-09",
        "decision_day": "2020-11-11",
        "letter_day": "2020-11-15",
        "selection_when": "after_confirmation",
        "size_limits": "15 000; 50000",
        "size_1_low": "1",
        "early_high": "1",
        "most_per_county": "2",
        "tolerance_percent": "2,5",
        "lottery_seed": "4 4 1",
        "contact_name": "Maj Lindberg",
        "contact_email": "maj@samverka.example",
    }
    here = f"/natverk/{world.network.slug}/erbjudande/"
    with at(date(2020, 9, 25)):
        assert client.get(f"{here}nytt/").status_code == 200
        wrong = client.post(f"{here}nytt/spara/", form | {"interest_day": "2020-02-31", "size_limits": "a"})
        assert wrong.status_code == 422
        assert "Den dagen finns inte i kalendern" in text(wrong)
        disordered = client.post(f"{here}nytt/spara/", form | {"interest_day": "2020-09-01"})
        assert "kan inte ligga före" in text(disordered)
        made = client.post(f"{here}nytt/spara/", form)
        assert made["Location"] == f"{here}annu-ett-erbjudande/andra/"
        call = world.network.calls.get(slug="annu-ett-erbjudande")
        assert call.selection_rules == {
            "unit_km": 1,
            "tolerance": "0.025",
            "size_limits": [15000, 50000],
            "quotas": {"size_class": {"1": [1, 2]}, "stage": {"early": [0, 1]}},
            "at_most": {"county": 2},
        }
        kept = [(row.text, row.text_en) for row in call.commitments.filter(party="municipality").order_by("position")]
        assert kept == [("Ett", "One"), ("Två", "")]
        shown = text(client.get(made["Location"]))
        assert 'value="15000, 50000"' in shown
        assert 'value="2,5"' in shown
        client.post(f"{here}annu-ett-erbjudande/andra/spara/", form | {"title": "Ny rubrik"})
        assert client.post(f"{here}annu-ett-erbjudande/publicera/")["Location"] == f"{here}annu-ett-erbjudande/"
        assert "Ny rubrik" in text(client.get(here))
        assert client.post(f"{here}annu-ett-erbjudande/stall-in/")["Location"] == here
        assert "Inställt" in text(client.get(here))


def test_the_funnel_says_first_what_the_host_wants_to_know() -> None:
    world = given.call_world()
    given.confirmed(world, 0)
    silent = given.submitted(world, 1)
    draft = given.started(world, 2)
    client = client_of(world.lead)
    with at(date(2020, 11, 6)):
        page = text(client.get(hosted(world)))
        assert "1 av 2 har bekräftat; 1 har inte svarat, 3 dagar kvar." in page
        assert hosted(world, f"anmalan/{silent.pk}/") in page
        assert hosted(world, f"anmalan/{draft.pk}/") not in page
        assert client.get(hosted(world, f"anmalan/{draft.pk}/")).status_code == 404
        csv = client.get(hosted(world, "lista.csv")).content.decode("utf-8-sig")
        assert len(csv.splitlines()) == 4
        assert client.post(hosted(world, "paminn/")).status_code == 302
        assert client.get(hosted(world), {"sortera": "-kommun"}).status_code == 200
    assert Outbox.objects.filter(kind="calls.confirmation_wanted").count() == 1


def test_the_host_reads_an_entry_sets_a_band_and_confirms_the_domain() -> None:
    world = given.call_world()
    interest = given.submitted(world)
    client = client_of(world.lead)
    here = hosted(world, f"anmalan/{interest.pk}/")
    with at(date(2020, 11, 6)):
        page = text(client.get(here))
        assert "Vi vill lära." in page
        assert "9201.example" in page
        assert client.post(f"{here}niva/", {"band-band": "midway", "band-reason": ""}).status_code == 422
        assert client.post(f"{here}niva/", {"band-band": "midway", "band-reason": "Samtal"}).status_code == 302
        domain = interest.organisation.domains.get()
        assert client.post(f"{here}doman/{domain.pk}/").status_code == 302
        page = text(client.get(here))
    assert "Satt av värden: Halvvägs" in page
    assert "Bekräfta 9201.example" not in page


def test_the_selection_is_shown_decided_and_public_with_its_basis() -> None:
    world = given.call_world()
    for index in range(4):
        given.confirmed(world, index)
    given.submitted(world, 4)
    client = client_of(world.lead)
    public = f"/erbjudande/{world.call.slug}/urvalsbeslut/"
    with at(given.CONFIRMATION):
        assert "Några kan fortfarande bekräfta" in text(client.get(hosted(world, "urval/")))
        assert Client().get(public).status_code == 404
    with at(date(2020, 11, 10)):
        page = text(client.get(hosted(world, "urval/")))
        assert "2 av 4 föreslås" in page
        assert "Har inte bekräftat intresset." in page
        fingerprint = re.search(r'name="fingerprint" value="(\w+)"', page)
        assert fingerprint
        stale = client.post(hosted(world, "urval/besluta/"), {"fingerprint": "0" * 64})
        assert stale.status_code == 409
        made = client.post(hosted(world, "urval/besluta/"), {"fingerprint": fingerprint[1], "note": "Tack till alla"})
        assert made["Location"] == public
        decided = text(Client().get(public))
        assert world.call.lottery_seed in decided
        assert "Tack till alla" in decided
        files = {
            name: Client().get(public + name).content.decode()
            for name in ("candidates.csv", "clients.csv", "result.json")
        }
        assert verify(files["result.json"], files["candidates.csv"], files["clients.csv"])
        assert Client().get(f"/erbjudande/{world.call.slug}/").content.decode().count(world.call.lottery_seed) == 1


def test_no_selection_needed_is_said_and_decided() -> None:
    world = given.call_world()
    given.confirmed(world)
    client = client_of(world.lead)
    with at(date(2020, 11, 10)):
        assert "inget urval behövs" in text(client.get(hosted(world, "urval/")))
        client.post(hosted(world, "urval/besluta/"), {"fingerprint": queries.basis_of(world.call).fingerprint})
        public = f"/erbjudande/{world.call.slug}/urvalsbeslut/"
        assert Client().get(public).status_code == 200
        assert Client().get(public + "result.json").status_code == 404


def test_colliding_rules_are_named_instead_of_a_proposal() -> None:
    world = given.call_world(selection_rules=given.rules(quotas={"stage": {"advanced": [2, 2]}}))
    for index in range(3):
        given.confirmed(world, index)
    with at(date(2020, 11, 10)):
        page = text(client_of(world.lead).get(hosted(world, "urval/")))
    assert "går inte att uppfylla tillsammans" in page
    assert "Besluta och skicka svaren" not in page


# --- The letter ---


def test_a_letter_is_prepared_and_signed_by_two_over_their_own_links() -> None:
    world, chosen, _others = decided_world()
    interest, index = chosen[0]
    letter = LetterOfIntent.objects.get(interest=interest)
    here = f"/avsiktsforklaring/{letter.number}/"
    client = client_of(given.contact(index))
    with at(date(2020, 11, 12)):
        assert "Utse de två som skriver under" in text(client.get(own(world, interest)))
        assert client.get(here).status_code == 200
        wrong = client.post(f"{here}grund/", {"basis": "subject_to_decision"})
        assert wrong.status_code == 422
        assert client.post(f"{here}grund/", {"basis": "own_mandate"}).status_code == 302
        bad = client.post(f"{here}kommunchef/utse/", {"chief_executive-name": "Eva", "chief_executive-email": "nej"})
        assert bad.status_code == 422
        for slug, office in (("kommunchef", "chief_executive"), ("ordforande", "board_chair")):
            who = given.signatory_person(index, office)
            named = client.post(f"{here}{slug}/utse/", {f"{office}-name": who.name, f"{office}-email": who.email})
            assert named.status_code == 302
        for office in ("chief_executive", "board_chair"):
            who = given.signatory_person(index, office)
            link = f"/underskrift/{given.token_to(who.email)}/"
            visitor = text(Client().get(link))
            assert "Hämta en engångskod" in visitor
            assert who.email not in visitor
            wrong_person = text(client.get(link))
            assert "inloggad med en annan adress" in wrong_person
            signing = client_of(who)
            page = text(signing.get(link))
            assert "Jag skriver under avsiktsförklaringen" in page
            shown = re.search(r'name="text_sha256" value="(\w+)"', page)
            assert shown
            stale_proof = client_of(who, proved=False)
            asked = stale_proof.post(f"{here}underskrift/godkann/", {"text_sha256": shown[1]})
            assert asked["Location"].startswith("/logga-in/")
            assert signing.post(f"{here}underskrift/godkann/", {"text_sha256": ""}).status_code == 422
            signed = signing.post(f"{here}underskrift/godkann/", {"text_sha256": shown[1]})
            assert signed["Location"] == f"{here}underskrift/"
            assert "Du har skrivit under" in text(signing.get(f"{here}underskrift/"))
        assert "Platsen är er" in text(client.get(own(world, interest)))
        assert client.post(own(world, interest, "tacka-ja/")).status_code == 302
        assert "Ni har en plats i nätverket" in text(client.get(own(world, interest)))
    assert networks.seats(world.network).get().organisation == interest.organisation


def test_the_host_registers_a_paper_and_fetches_it_again(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    world, chosen, _others = decided_world()
    interest, index = chosen[0]
    letter = given.prepared(interest, index)
    here = f"/avsiktsforklaring/{letter.number}/"
    client = client_of(world.lead)
    with at(date(2020, 11, 13)):
        assert "Registrera ett inskannat papper" in text(client.get(here))
        send = f"{here}ordforande/papper/registrera/"
        assert client.post(send, {"board_chair-name": "Ulla", "board_chair-note": "Sett"}).status_code == 422
        answer = client.post(
            send,
            {
                "board_chair-name": "Ulla Ordförande",
                "board_chair-note": "Originalet jämfördes",
                "board_chair-file": SimpleUploadedFile("brev.png", PNG),
            },
        )
        assert answer.status_code == 302
        fetched = client.get(f"{here}ordforande/papper/")
        assert b"".join(fetched) == PNG
        assert client.get(f"{here}kommunchef/papper/").status_code == 404
        contact = client_of(given.contact(index))
        assert contact.post(send, {}).status_code == 404


def test_a_missing_letter_is_passed_on_with_one_button() -> None:
    world, chosen, others = decided_world()
    interest, _index = chosen[0]
    client = client_of(world.lead)
    here = hosted(world, f"anmalan/{interest.pk}/")
    with at(date(2020, 11, 16)):
        assert "Erbjud platsen till nästa reserv" in text(client.get(here))
        assert client.post(f"{here}nasta-reserv/", {"letter_day": ""}).status_code == 422
        passed = client.post(
            f"{here}nasta-reserv/", {"letter_day": "2020-11-30", "reason": "Avsiktsförklaringen saknas."}
        )
        assert passed["Location"] == hosted(world)
        reserve = next(pair for pair in others if pair[0].outcome.outcome == "reserve")
        page = text(client_of(given.contact(reserve[1])).get(own(world, reserve[0])))
    assert "måndag 30 november 2020 kl. 23.59" in page


def test_a_decision_waited_for_is_entered_on_the_letters_page() -> None:
    _world, chosen, _others = decided_world()
    interest, index = chosen[0]
    letter = given.letter(interest)
    actions.choose_basis(
        letter=letter,
        basis="subject_to_decision",
        paragraph="",
        basis_day=date(2020, 12, 1),
        by=given.contact(index),
        at=given.at(date(2020, 11, 12)),
    )
    client = client_of(given.contact(index))
    here = f"/avsiktsforklaring/{letter.number}/"
    with at(date(2020, 11, 12)):
        assert "väntar på ett beslut som väntas den 1 december 2020" in text(client.get(here))
        assert client.post(f"{here}grund/beslutad/", {"paragraph": ""}).status_code == 422
        assert client.post(f"{here}grund/beslutad/", {"paragraph": "§ 7"}).status_code == 302
        assert "väntar på ett beslut" not in text(client.get(here))


def test_colleagues_are_invited_and_what_was_sent_in_is_taken_back_by_the_pages() -> None:
    world = given.call_world()
    interest = given.submitted(world)
    client = client_of(given.contact())
    with at(date(2020, 10, 21)):
        bad = client.post(own(world, interest, "kontakter/bjud-in/"), {"name": "Ny", "email": "ingen"})
        assert bad.status_code == 422
        invite = {"name": "Ny Kollega", "email": "ny@9201.example"}
        assert client.post(own(world, interest, "kontakter/bjud-in/"), invite).status_code == 302
        assert "ny@9201.example" in text(client.get(own(world, interest)))
        locked = text(client.get(own(world, interest, "om-er/")))
        assert "Ta tillbaka den om ni vill ändra något" in locked
        assert client.post(own(world, interest, "ta-tillbaka/")).status_code == 302
        assert client.get(own(world, interest, "inte-en-del/")).status_code == 404


# --- What if, deviation, notebook ---


def selecting_world() -> given.CallWorld:
    world = given.call_world()
    for index in range(4):
        given.confirmed(world, index)
    return world


def test_locks_show_another_set_and_what_it_costs_and_change_nothing() -> None:
    world = selecting_world()
    client = client_of(world.lead)
    announced = queries.basis_of(world.call).proposal()
    assert announced
    left_out = next(row.code for row in announced.reserves)
    with at(date(2020, 11, 10)):
        plain = text(client.get(hosted(world, "urval/")))
        assert "Vad det kostar" not in plain
        assert "Vad den visade uppsättningen täcker" in plain
        tried = text(client.get(hosted(world, f"urval/?med={left_out}&utan={announced.chosen[0]}&med=9999")))
    assert "Vad det kostar" in tried
    assert f'name="med" value="{left_out}"' in tried
    assert f'name="utan" value="{announced.chosen[0]}"' in tried
    assert f"reason_{left_out}" in tried
    assert 'value="9999"' not in tried
    assert not queries.is_decided(world.call)


def test_locks_that_collide_are_told_and_can_not_be_decided() -> None:
    world = selecting_world()
    client = client_of(world.lead)
    code = given.PLACES[0][1]
    with at(date(2020, 11, 10)):
        page = text(client.get(hosted(world, f"urval/?med={code}&utan={code}")))
    assert "står både bland dem" in page
    assert "Besluta och skicka svaren" not in page


def test_a_deviation_needs_its_reason_and_stands_in_the_decision_with_its_cost() -> None:
    world = selecting_world()
    client = client_of(world.lead)
    announced = queries.basis_of(world.call).proposal()
    assert announced
    left_out = next(row.code for row in announced.reserves)
    with at(date(2020, 11, 10)):
        page = text(client.get(hosted(world, f"urval/?med={left_out}")))
        fingerprint = re.search(r'name="fingerprint" value="(\w+)"', page)
        assert fingerprint
        asked = {"fingerprint": fingerprint[1], "med": left_out, "note": "Tack"}
        bare = client.post(hosted(world, "urval/besluta/"), asked)
        assert bare.status_code == 422
        assert "Tack" in text(bare)
        assert not queries.is_decided(world.call)
        made = client.post(hosted(world, "urval/besluta/"), asked | {f"reason_{left_out}": "Har prövat modellen."})
        assert made.status_code == 302
        decided = text(Client().get(made["Location"]))
    assert "Har prövat modellen." in decided
    assert "Vad det kostar" in decided
    decision = queries.one_decision(world.call.slug)
    assert [(one["code"], one["kind"], one["reason"]) for one in decision.deviations] == [
        (left_out, "in", "Har prövat modellen.")
    ]
    assert left_out in Result.from_json(decision.result).chosen
    assert left_out not in Result.from_json(decision.announced_result).chosen
    assert verify(decision.result, decision.candidates_csv, decision.clients_csv)


def test_the_notebook_holds_all_and_is_the_same_bytes_every_time() -> None:
    world = selecting_world()
    public = f"/erbjudande/{world.call.slug}/urvalsbeslut/urval.zip"
    assert Client().get(public).status_code == 404
    given.decided(world)
    first, again = Client().get(public).content, Client().get(public).content
    assert first == again
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    assert sorted(files) == ["README.txt", "candidates.csv", "clients.csv", "result.json", "rules.json"]
    assert verify(files["result.json"], files["candidates.csv"], files["clients.csv"])
    ruled = Rules.from_json(files["rules.json"])
    assert ruled.seed == world.call.lottery_seed
    assert "KONTROLLERA SJÄLV" in files["README.txt"]


def test_the_notebook_says_when_no_selection_was_needed() -> None:
    world = given.call_world()
    given.confirmed(world)
    given.decided(world)
    content = Client().get(f"/erbjudande/{world.call.slug}/urvalsbeslut/urval.zip").content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert "INGET URVAL BEHÖVDES" in archive.read("README.txt").decode()
        assert "result.json" not in archive.namelist()


# --- The answers, the PDF, the list ---


def test_answers_are_edited_kept_sent_as_written_and_noted() -> None:
    world = selecting_world()
    client = client_of(world.lead)
    here = hosted(world, "urval/svar/")
    with at(date(2020, 11, 10)):
        assert client_of(given.contact()).get(here).status_code == 404
        page = text(client.get(here))
        assert page.count("<textarea") == 4
        proposal = queries.answers_page(world.call, given.at(date(2020, 11, 10)))
        values = {"fingerprint": proposal.fingerprint}
        values |= {f"text_{one.interest_id}": one.computed for one in proposal.answers}
        first = proposal.answers[0]
        stale = values | {"fingerprint": "0" * 64}
        assert client.post(f"{here}spara/", stale).status_code == 409
        assert client.post(f"{here}spara/", {"fingerprint": ""}).status_code == 422
        saved = client.post(f"{here}spara/", values | {f"text_{first.interest_id}": "Tack.\r\n\r\nVi ses i mars."})
        assert saved.status_code == 302
        assert "1 svar är redigerat" in text(client.get(here))
        other = queries.basis_of(world.call).proposal()
        assert other
        assert "1 svar skrevs för en annan uppsättning" in text(client.get(f"{here}?med={other.reserves[0].code}"))
        actions.decide_selection(call=world.call, by=world.lead, at=given.at(date(2020, 11, 10)))
        assert client.get(here).status_code == 200
        assert client.post(f"{here}spara/", values).status_code == 409
    outcomes = {row.interest_id: row for row in SelectionOutcome.objects.all()}
    told = outcomes.pop(first.interest_id)
    assert (told.reason, told.reason_en, told.computed_reason) == ("Tack.\n\nVi ses i mars.", "", first.computed)
    assert all(not row.computed_reason and row.reason_en for row in outcomes.values())
    mails = Outbox.objects.filter(kind="calls.answered")
    assert "Vi ses i mars." in mails.get(body__contains=first.name).body
    assert all(world.call.lottery_seed in row.body and "result.json: " in row.body for row in mails)


def test_the_decision_becomes_a_pdf_that_anyone_may_fetch() -> None:
    world = selecting_world()
    given.decided(world)
    public = f"/erbjudande/{world.call.slug}/urvalsbeslut/"
    assert Client().get(f"{public}urvalsbeslut.pdf").status_code == 404
    assert "urvalsbeslut.pdf" not in text(Client().get(public))
    rendering = Rendering.objects.get(template="", kind="pdf")
    assert jobs.render.func(rendering.pk) == "made"
    assert "urvalsbeslut.pdf" in text(Client().get(public))
    answer = Client().get(f"{public}urvalsbeslut.pdf")
    assert answer.content.startswith(b"%PDF")


def test_the_list_of_applicants_is_taken_out_as_a_spreadsheet() -> None:
    world = selecting_world()
    with at(date(2020, 11, 10)):
        assert client_of(given.contact()).post(hosted(world, "lista.xlsx")).status_code == 404
        assert client_of(world.lead).post(hosted(world, "lista.xlsx")).status_code == 302
    assert Rendering.objects.filter(kind="xlsx").count() == 1


def test_the_front_is_asked_for_once_computed_by_the_worker_and_drawn() -> None:
    world = selecting_world()
    client = client_of(world.lead)
    here = hosted(world, "urval/")
    with at(date(2020, 11, 10)):
        assert client_of(given.contact()).post(f"{here}front/").status_code == 404
        assert "Räkna fram fronten" in text(client.get(here))
        assert client.post(f"{here}front/").status_code == 302
        assert client.post(f"{here}front/").status_code == 409
        study = SelectionStudy.objects.get()
        call_jobs.make_study.func(study.pk)
        assert call_jobs.make_study.func(study.pk) == "nothing to do"
        page = text(client.get(here))
        assert "<polyline" in page
        assert "Om en sökande hade bedömts ett steg annorlunda" in page
        tried = text(client.get(f"{here}?med={given.PLACES[0][1]}"))
        assert "<polyline" not in tried


@pytest.mark.parametrize("typed", ["²", "9" * 30, "-1", "", "a\x00b"])
def test_a_chosen_municipality_that_is_no_number_is_nobody(client, typed) -> None:
    world = given.call_world(publish=True)
    people_given.signed_in(client, given.contact(0))
    answer = client.get(f"/erbjudande/{world.call.slug}/anmal/", {"organisation": typed})
    assert answer.status_code == 200
    answer = client.post(f"/erbjudande/{world.call.slug}/anmal/borja/", {"organisation": typed, "name": "Kim"})
    assert answer.status_code in {404, 422}


@pytest.mark.parametrize("typed", ["²", "15000, ٣"])
def test_size_limits_that_are_no_numbers_come_back(client, typed) -> None:
    world = given.call_world(publish=False)
    people_given.signed_in(client, world.lead)
    answer = client.post(hosted(world, "andra/spara/"), {"size_limits": typed})
    assert answer.status_code == 422
    assert "Skriv högst tre tal" in text(answer)


# --- Questions ---


def test_a_question_is_asked_answered_once_and_read_by_everyone_without_names() -> None:
    world = given.call_world()
    public = f"/erbjudande/{world.call.slug}/fragor/"
    asker, host = client_of(given.contact()), client_of(world.lead)
    inbox = hosted(world, "fragor/")
    with at(OCTOBER):
        assert Client().post(f"{public}stall/", {"text": "Nej"}).status_code == 302
        assert asker.post(f"{public}stall/", {"text": ""}).status_code == 422
        assert asker.post(f"{public}stall/", {"text": "Får två kommuner söka ihop?"}).status_code == 302
        question = CallQuestion.objects.get()
        assert "söka ihop" not in text(Client().get(public))
        assert asker.get(inbox).status_code == 404
        assert "söka ihop" in text(host.get(inbox))
        assert host.post(f"{inbox}{question.pk}/svara/", {"answer": ""}).status_code == 422
        assert asker.post(f"{inbox}{question.pk}/svara/", {"answer": "Ja"}).status_code == 404
        assert host.post(f"{inbox}0/svara/", {"answer": "Ja"}).status_code == 404
        assert host.post(f"{inbox}{question.pk}/svara/", {"answer": "Nej, en kommun per anmälan."}).status_code == 302
        assert host.post(f"{inbox}{question.pk}/svara/", {"answer": "Jo"}).status_code == 409
        page = text(Client().get(public))
    assert "Får två kommuner söka ihop?" in page
    assert "Nej, en kommun per anmälan." in page
    assert given.contact().name not in page


# --- More time ---


def test_an_organisation_with_more_time_sends_in_and_confirms_late_and_the_selection_waits() -> None:
    world = given.call_world()
    for index in range(3):
        given.confirmed(world, index)
    late, other = given.filled(world, 3), given.filled(world, 4)
    host = client_of(world.lead)
    here = hosted(world, "undantag/")
    day = date(2020, 11, 10)
    values = {"interest": late.pk, "late_until": "2020-11-12", "reason": "Strömavbrott den sista dagen."}
    with at(day):
        assert client_of(given.contact()).get(here).status_code == 404
        assert host.post(f"{here}ge/", values | {"reason": ""}).status_code == 422
        assert host.post(f"{here}ge/", values | {"late_until": "2020-11-09"}).status_code == 409
        assert host.post(f"{here}ge/", values).status_code == 302
        assert "Strömavbrott den sista dagen." in text(host.get(here))
        assert "Någon har fått mer tid" in text(host.get(hosted(world, "urval/")))
    with override("en"), pytest.raises(Refused, match="given more time"):
        actions.decide_selection(call=world.call, by=world.lead, at=given.at(date(2020, 11, 12)))
    with override("en"), pytest.raises(Refused, match="has passed"):
        actions.submit_interest(interest=other, by=given.contact(4), at=given.at(day))
    actions.submit_interest(interest=late, by=given.contact(3), at=given.at(day))
    confirmed = actions.confirm_interest(interest=late, by=given.contact(3), at=given.at(date(2020, 11, 12)))
    assert confirmed.confirmed_at
    with override("en"), pytest.raises(Refused, match="needs no more time"):
        actions.exempt_interest(interest=late, late_until=day, reason="x", by=world.lead, at=given.at(day))
    actions.decide_selection(call=world.call, by=world.lead, at=given.at(date(2020, 11, 12)))
    with override("en"), pytest.raises(Refused, match="has been decided"):
        actions.exempt_interest(interest=other, late_until=day, reason="x", by=world.lead, at=given.at(day))
    assert Outbox.objects.filter(kind="calls.exempted").count() == 1

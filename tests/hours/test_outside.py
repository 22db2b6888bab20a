"""What does not follow the common way: certificates from outside, roles without a team, files, employments."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from samverka.core.months import Month
from samverka.core.refusals import Refused
from samverka.documents.models import Signature
from samverka.hours import actions, figures, queries
from samverka.hours.models import (
    CertificateApproval,
    HourRow,
    HourSheet,
    Occupation,
    ReceivedCertificate,
    ReportingRole,
    RoleSpan,
)
from samverka.journal.models import Entry
from samverka.people import actions as known
from samverka.people.models import Employment
from samverka.teams.models import TeamMember
from tests.given import hours as given
from tests.given import people
from tests.given import world as given_world
from tests.given.hours import OCTOBER
from tests.given.people import signed_in
from tests.hours.test_views import text_of

pytestmark = pytest.mark.django_db
TID = "/natverk/utvecklingsnatverk/tid/"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@pytest.fixture
def world():
    found = given.world()
    given.open_months(found)
    return found


# --- Certificates ---------------------------------------------------------------------------------------------


def leave(world, now, until=None) -> CertificateApproval:
    return actions.note_certificate_approval(
        network=world.network,
        approved_by_name="Handläggare på fonden",
        approved_day=date(2021, 1, 15),
        from_day=date(2021, 1, 1),
        until_day=until,
        by=world.lead,
        at=now,
    )


def certified(world, person, now, *, kind="email", hours=13, kept_at="", received=date(2021, 11, 1)):
    return actions.register_certificate(
        sheet=given.sheet(person),
        kind=kind,
        received_day=received,
        hours=hours,
        kept_at=kept_at,
        name="intyg.png",
        data=PNG,
        by=world.coordinator,
        at=now,
    )


def test_t18_a_certificate_that_says_12_where_the_report_says_13_is_refused(world, now) -> None:
    ana = world.members[0]
    leave(world, now)
    given.wrote(ana, minutes=13 * 60)
    with pytest.raises(Refused, match=r"12 h.*13 h"):
        certified(world, ana, now, hours=12)
    assert given.sheet(ana).confirmed_at is None
    certificate = certified(world, ana, now)
    sheet = given.sheet(ana)
    assert (sheet.confirmed_at, sheet.confirmed_by) == (now, ana)
    assert (certificate.sheet, certificate.registered_by) == (sheet, world.coordinator)
    assert Signature.objects.get(subject=f"hours.hoursheet-{sheet.pk}").method == "paper"
    entry = Entry.objects.get(verb="hours.certificate.registered")
    assert entry.actor_key == world.coordinator.actor_key
    with pytest.raises(Refused):
        certified(world, ana, now)


def test_mail_needs_a_leave_that_covers_the_month_and_paper_a_place(world, now) -> None:
    ana = world.members[0]
    given.wrote(ana, minutes=120)
    with pytest.raises(Refused, match="inte gett tillåtelse"):
        certified(world, ana, now, hours=2)
    leave(world, now, until=date(2021, 10, 30))
    with pytest.raises(Refused, match="inte gett tillåtelse"):
        certified(world, ana, now, hours=2)
    with pytest.raises(Refused, match="var originalet förvaras"):
        certified(world, ana, now, hours=2, kind="ink", kept_at=" ")
    for day in (date(2021, 10, 30), date(2021, 11, 3)):
        with pytest.raises(Refused, match="efter månaden"):
            certified(world, ana, now, hours=2, kind="ink", kept_at="Pärm 3", received=day)
    certified(world, ana, now, hours=2, kind="ink", kept_at="Pärm 3")
    with pytest.raises(IntegrityError), transaction.atomic():
        ReceivedCertificate.objects.update(kept_at="")
    with pytest.raises(IntegrityError), transaction.atomic():
        CertificateApproval.objects.update(until_day=date(2020, 1, 1))


def test_the_coordinator_registers_on_a_page(client, world) -> None:
    ana = world.members[0]
    given.wrote(ana, minutes=120)
    signed_in(client, world.coordinator)
    team = f"{TID}2021-10/kommun/{world.alvnas.pk}/"
    page = f"{team}intyg/{given.sheet(ana).pk}/"
    assert page in client.get(team).content.decode()
    assert "Registrera ett intyg från Ana Öberg" in text_of(client.get(page))
    typed = {"kind": "ink", "received_day": "2021-11-01", "hours": "2", "kept_at": "Pärm 3"}
    assert client.post(page + "spara/", typed).status_code == 422
    upload = SimpleUploadedFile("intyg.png", PNG)
    assert client.post(page + "spara/", {**typed, "file": upload}).status_code == 302
    assert given.sheet(ana).confirmed_by == ana
    signed_in(client, world.other_coordinator)
    assert client.get(page).status_code == 404


def test_the_host_notes_the_funds_leave(client, world) -> None:
    signed_in(client, world.lead)
    page = TID + "kanal/e-postintyg/"
    assert "Intyg med e-post" in text_of(client.get(page))
    typed = {"approved_by_name": "En handläggare", "approved_day": "2021-01-15", "from_day": "2021-01-01"}
    assert client.post(page + "spara/", typed | {"from_day": "?"}).status_code == 422
    assert client.post(page + "spara/", typed | {"until_day": "2020-01-01"}).status_code == 409
    assert client.post(page + "spara/", typed).status_code == 302
    assert "En handläggare" in text_of(client.get(page))


# --- Roles without a seat in a team ------------------------------------------------------------------------------


def role(world, person, now, kind=ReportingRole.UNVALUED, first=date(2021, 10, 1)) -> RoleSpan:
    return actions.give_role(
        network=world.network,
        person=person,
        reporting_role=kind,
        function="Förtroendevald",
        first_day=first,
        by=world.lead,
        at=now,
    )


def test_t10_a_politician_at_a_joint_meeting_counts_in_statistics_and_never_in_money(client, world, now) -> None:
    politician = given_world.person("Pia Ledamot")
    role(world, politician, now)
    given.met(world, politician, hours_long=6)
    given.open_months(world)
    # No month to confirm, so no hour that a claim could take.
    assert not HourSheet.objects.filter(person=politician).exists()
    signed_in(client, world.lead)
    shown = text_of(client.get(TID + "personal/"))
    assert "Pia Ledamot" in shown
    assert "6 h på träffar; räknas inte som medfinansiering" in shown


def test_the_hosts_staff_write_time_reports_of_their_own(client, world, now) -> None:
    role(world, world.lead, now, ReportingRole.STAFF_PAID)
    given.open_months(world)
    sheet = given.sheet(world.lead)
    assert (sheet.participation, sheet.reporting_role) == (None, "staff_paid")
    signed_in(client, world.lead)
    own = text_of(client.get(f"{TID}2021-10/"))
    assert "Tidrapport oktober 2021" in own
    given.wrote(world.lead, minutes=120, text="Planerade nätverksträffen")
    given.confirmed(world.lead, at=now)
    assert given.sheet(world.lead).confirmed_at == now


def test_one_role_at_a_time_and_only_the_hosts_staff_are_paid(world, now) -> None:
    with pytest.raises(Refused, match="annan roll"):
        role(world, world.members[0], now)
    with pytest.raises(Refused, match="värdens personal"):
        role(world, world.stranger, now, ReportingRole.STAFF_PAID)
    with pytest.raises(Refused, match="följer av en plats"):
        role(world, world.stranger, now, ReportingRole.PARTICIPANT)
    with pytest.raises(Refused, match="efter nätverkets sista dag"):
        role(world, world.stranger, now, first=date(2024, 1, 1))
    span = role(world, world.stranger, now)
    with pytest.raises(Refused, match="annan roll"):
        role(world, world.stranger, now)
    actions.end_role(span=span, last_day=date(2021, 10, 31), by=world.lead, at=now)
    role(world, world.stranger, now, first=date(2021, 11, 1))
    for columns in ({"last_day": date(2021, 1, 1)}, {"reporting_role": "participant"}, {"last_day": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            RoleSpan.objects.filter(pk=span.pk).update(**columns)


def test_a_wage_group_is_decided_by_someone_and_changed_by_a_decision(client, world, now) -> None:
    signed_in(client, world.lead)
    typed = {
        "person": world.coordinator.pk,
        "code_kind": "aid",
        "code": "151012",
        "wage_group": "group_5",
        "entry_day": "2021-01-01",
        "decision_reference": "",
    }
    assert client.post(TID + "personal/yrke/", typed | {"wage_group": "group_99"}).status_code == 422
    assert client.post(TID + "personal/yrke/", typed).status_code == 302
    row = Occupation.objects.get()
    assert (row.wage_group, row.decided_by, row.decided_at) == ("group_5", world.lead, now)
    assert client.post(TID + "personal/yrke/", typed | {"wage_group": "group_6"}).status_code == 409
    changed = typed | {"wage_group": "group_6", "decision_reference": "Beslut 2021/17"}
    assert client.post(TID + "personal/yrke/", changed).status_code == 302
    row.refresh_from_db()
    assert row.replaced_at == now
    assert queries.wage_groups(world.network, [world.coordinator.pk]) == {world.coordinator.pk: "group_6"}
    with pytest.raises(Refused, match="deltagare följer"):
        actions.decide_occupation(
            network=world.network,
            person=world.members[0],
            code_kind="aid",
            code="1",
            wage_group="group_5",
            entry_day=date(2021, 1, 1),
            by=world.lead,
            at=now,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Occupation.objects.update(replaced_at=None)


def test_roles_are_given_and_ended_on_the_page(client, world) -> None:
    signed_in(client, world.lead)
    typed = {
        "person": world.stranger.email,
        "reporting_role": "unvalued",
        "function": "Gäst",
        "first_day": "2021-10-01",
    }
    assert client.post(TID + "personal/roll/", typed | {"person": "ingen@samverka.example"}).status_code == 422
    assert client.post(TID + "personal/roll/", typed).status_code == 302
    span = RoleSpan.objects.get()
    assert client.post(f"{TID}personal/roll/{span.pk}/avsluta/").status_code == 302
    assert client.post(f"{TID}personal/roll/{span.pk + 1}/avsluta/").status_code == 404
    signed_in(client, world.coordinator)
    assert client.get(TID + "personal/").status_code == 404


# --- Employments -----------------------------------------------------------------------------------------------


def test_t11_an_employee_of_a_company_stands_with_its_own_number(world, now) -> None:
    ana, bo, _cia = world.members
    municipality = people.employer(world.alvnas.organisation, number="2120001355")
    company = known.enter_employer(
        organisation=world.alvnas.organisation,
        name="Älvnäs bostäder AB",
        organisation_number="5560360793",
        by=world.lead,
        at=now,
    )
    people.employment(ana, municipality)
    people.employment(bo, company)
    given.everyone_done(world, at=now)
    sheets = [given.sheet(person) for person in world.members]
    found = queries.employers_of(sheets, OCTOBER)
    assert [found[sheet.pk].employer.organisation_number if sheet.pk in found else "" for sheet in sheets] == [
        "2120001355",
        "5560360793",
        "",
    ]


def test_time_outside_the_employment_can_not_be_written(world) -> None:
    ana = world.members[0]
    employment = people.employment(ana, people.employer(world.alvnas.organisation), first_day=date(2021, 10, 10))
    TeamMember.objects.filter(person=ana).update(employment=employment)
    with pytest.raises(Refused):
        given.wrote(ana, day=date(2021, 10, 9))
    given.wrote(ana, day=date(2021, 10, 10))
    Employment.objects.filter(pk=employment.pk).update(last_day=date(2021, 10, 20))
    with pytest.raises(Refused, match="Din sista dag"):
        given.wrote(ana, day=date(2021, 10, 21))


# --- A file from the employer's system ---------------------------------------------------------------------------

MESSY = """\ufeffTidrapport för kommunen;;;
Utskriven 2021-11-01;;;

Namn;Datum;Arbetad tid;Beskrivning
Ana Öberg;5 oktober;7:30;Läste policyer
Ana Öberg;2021-10-06 00:00:00;7,5 h;Skrev utkast
Bo Äng;2021-10-06;8;Någon annans tid
Ana Öberg;7/10;;Ingen tid
Ana Öberg;2021-11-01;2;Fel månad
Ana Öberg;32 oktober;2;Finns inte
Ana Öberg;8/10;lunch;Oläslig
Ana Öberg;2021-10-05;7:30;Läste policyer
Ana Öberg;11 okt;2;

Summa;;17;
"""


def test_a_messy_file_says_row_by_row_what_will_happen_and_only_then_adds_it(client, world) -> None:
    ana = world.members[0]
    signed_in(client, ana)
    page = f"{TID}2021-10/las-in/"
    assert "Välj en fil" not in text_of(client.get(page))
    answer = client.post(page + "spara/", {"file": SimpleUploadedFile("tid.csv", MESSY.encode())})
    shown = text_of(answer)
    assert answer.status_code == 422
    assert "15 h skulle läggas till" in shown
    for said in (
        "Läggs till Rad 5: 5 oktober 2021: Läste policyer, 7 h 30 min",
        "Läggs till Rad 6: 6 oktober 2021: Skrev utkast, 7 h 30 min",
        "Lämnas Rad 7: Någon annans rad",
        "Lämnas Rad 8: Ingen dag eller ingen tid",
        "Går inte att lägga till Rad 9: 1 november 2021 ligger inte i oktober 2021",
        "Går inte att lägga till Rad 10: Dagen eller tiden går inte att läsa",
        "Går inte att lägga till Rad 11: Dagen eller tiden går inte att läsa",
        "Lämnas Rad 12: Finns redan",
        "Går inte att lägga till Rad 13: Skriv vad du har gjort",
        "Lämnas Rad 15: En summarad",
    ):
        assert said in shown, said
    assert not HourRow.objects.exists()
    sent = {name: re.findall(f'name="{name}" value="([^"]*)"', answer.content.decode())[0] for name in ("text", "seen")}
    assert client.post(page + "spara/", sent | {"seen": "0"}).status_code == 422
    assert client.post(page + "spara/", sent).status_code == 302
    assert set(HourRow.objects.values_list("day", "minutes", "source")) == {
        (date(2021, 10, 5), 450, "imported"),
        (date(2021, 10, 6), 450, "imported"),
    }
    assert "från arbetsgivarens system" in text_of(client.get(f"{TID}2021-10/"))
    assert Entry.objects.filter(verb="hours.rows.imported").count() == 1
    # The same file once more adds nothing.
    assert client.post(page + "spara/", sent).status_code == 409
    assert HourRow.objects.count() == 2


def test_a_confirmed_month_takes_no_file(world, now) -> None:
    ana = world.members[0]
    given.wrote(ana, minutes=120)
    sheet = given.confirmed(ana, at=now)
    with pytest.raises(Refused, match="Ta tillbaka"):
        actions.import_rows(sheet=sheet, text=MESSY, by=ana, at=now)


def test_months_as_other_systems_write_them() -> None:

    for text in ("oktober", "okt", "Okt 2021", "10", "2021-10", "202110"):
        assert figures.month_from_text(text, 2021) == Month(2021, 10)
    with pytest.raises(ValueError, match="not a month"):
        figures.month_from_text("i höst!", 2021)


def test_the_host_submits_its_own_staffs_month_once_it_is_done(client, world, now) -> None:
    role(world, world.lead, now, ReportingRole.STAFF_PAID)
    given.open_months(world)
    signed_in(client, world.lead)
    page = f"{TID}lage/2021-10/"
    shown = text_of(client.get(page))
    assert "0 av 1 tidrapporter" in shown
    assert f"Inte intygat än: {world.lead.name}" in shown
    with pytest.raises(Refused):
        actions.submit_staff(network=world.network, month=given.OCTOBER, by=world.economist, at=now)
    given.wrote(world.lead, minutes=120, text="Planerade nätverksträffen")
    given.confirmed(world.lead, at=now)
    assert "Lämna in oktober 2021 för värdens personal" in text_of(client.get(page))
    assert client.post(f"{page}personal/lamna-in/").status_code == 302
    sheet = given.sheet(world.lead)
    assert (sheet.submitted_at, sheet.submitted_by) == (now, world.lead)
    assert client.post(f"{page}personal/lamna-in/").status_code == 409
    assert Entry.objects.filter(verb="hours.staff.submitted").count() == 1
    # What the project pays is no contribution in kind, and stands in no sum of a municipality.
    assert set(queries.hours_by_seat(world.network, given.OCTOBER.first_day, given.OCTOBER.last_day)) == {
        world.alvnas.pk,
        world.granfors.pk,
    }

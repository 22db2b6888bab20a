"""E-signatures there and back: made with real certificates, judged, and each attack refused with its reason."""

import io
import json
from datetime import date
from typing import Any

import pikepdf
import pypdf
import pytest
from asn1crypto import pem, x509
from django.test import Client
from django.utils.translation import override
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from samverka.calls import actions, jobs, queries
from samverka.calls.models import LetterOfIntent, LetterSignatory, SignedFile, TrustedIssuer
from samverka.core import clock
from samverka.core.refusals import Refused
from samverka.documents import actions as documents
from samverka.documents import exports
from samverka.documents import rules as document_rules
from samverka.documents.figures.signed import squeezed
from samverka.documents.queries import content_of
from samverka.journal import queries as journal
from samverka.journal.actions import subject_of
from samverka.mail.models import Outbox
from samverka.networks import queries as networks
from tests.given import calls as given
from tests.given import people as given_people
from tests.given import signatures as sign

pytestmark = pytest.mark.django_db

WHEN = given.at(date(2020, 11, 12))
EXECUTIVE, CHAIR = "chief_executive", "board_chair"
NAMES = {EXECUTIVE: "Berit Holm", CHAIR: "Olle Ek"}


@pytest.fixture(autouse=True)
def then(settings, tmp_path):
    """Judged at once when it came in; the seal lies in a folder of its own."""
    settings.SEAL_DIR = tmp_path / "seal"
    with clock.fixed(WHEN):
        yield


@pytest.fixture(scope="module")
def root() -> sign.Identity:
    return sign.issuer()


@pytest.fixture
def berit(root):
    return sign.person("Berit Holm", root)


@pytest.fixture
def olle(root):
    return sign.person("HOLM-EK, Olle", root)


@pytest.fixture
def world(root):
    world = given.call_world()
    given.confirmed(world, 0)
    given.decided(world)
    trust(world, root)
    return world


@pytest.fixture
def letter(world) -> LetterOfIntent:
    """A letter with its basis, and the PDF made of it."""
    found = LetterOfIntent.objects.select_related("interest__call__network", "interest__organisation").get()
    actions.choose_basis(letter=found, basis="own_mandate", paragraph="", basis_day=None, by=given.contact(0), at=WHEN)
    assert jobs.make_paper.func("letter", found.pk) == "made"
    return again(found)


def trust(world, identity, purpose="persons", *, strict=False) -> None:
    actions.trust_issuer(
        network=world.network,
        name="Provutfärdaren",
        purpose=purpose,
        needs_non_repudiation=strict,
        data=identity.pem,
        by=world.lead,
        at=WHEN,
    )


def again(letter) -> LetterOfIntent:
    return LetterOfIntent.objects.select_related(
        "interest__call__network", "interest__organisation", "interest__outcome", "issued_file"
    ).get(pk=letter.pk)


def issued(letter) -> bytes:
    return content_of(letter.issued_file)


def sent(letter, data, names=None) -> SignedFile:
    found = actions.send_in_signed(
        letter=letter,
        names=NAMES if names is None else names,
        file_name="Signerad.pdf",
        data=data,
        by=given.contact(0),
        at=WHEN,
    )
    jobs.judge_file.func(found.pk)
    return SignedFile.objects.select_related("file").get(pk=found.pk)


def reasons(signed) -> list[str]:
    with override("en"):
        return [document_rules.why(word, whom) for word, whom in signed.reasons]


def verbs(row) -> list[str]:
    return [entry.verb for entry in journal.entries_about(subject_of(row))]


# --- The letter as a PDF ---


def test_the_letter_is_a_tagged_pdf_with_a_place_for_each_signature(letter) -> None:
    with pikepdf.open(io.BytesIO(issued(letter))) as pdf:
        assert not pdf.check_pdf_syntax()  # qpdf's own check
        assert str(pdf.Root.Lang) == "sv"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert pdf.Root.StructTreeRoot is not None
        assert {str(field.T) for field in pdf.Root.AcroForm.Fields} == {EXECUTIVE, CHAIR}
        assert int(pdf.Root.AcroForm.SigFlags) == 3
    reader = pypdf.PdfReader(io.BytesIO(issued(letter)))
    assert reader.metadata is not None
    assert reader.metadata.title == f"Avsiktsförklaring {letter.number}"
    assert all(letter.number in page.extract_text() for page in reader.pages)
    whole = squeezed("".join(page.extract_text() for page in reader.pages))
    assert all(squeezed(line.removeprefix("– ")) in whole for line in letter.text.split("\n") if line)


def test_another_basis_is_another_pdf_and_the_old_one_is_gone(letter) -> None:
    before, at = letter.issued_file, given.at(date(2020, 11, 12), 11)
    actions.choose_basis(
        letter=letter,
        basis="subject_to_decision",
        paragraph="",
        basis_day=date(2020, 12, 8),
        by=given.contact(0),
        at=at,
    )
    letter = again(letter)
    assert letter.issued_file is None
    assert not type(before).objects.filter(pk=before.pk).exists()
    jobs.make_paper.func("letter", letter.pk)
    assert jobs.make_paper.func("letter", letter.pk) == "nothing to do"
    assert "förbehåll" in pypdf.PdfReader(io.BytesIO(issued(again(letter)))).pages[-1].extract_text()


# --- There and back ---


@pytest.mark.parametrize("order", [(EXECUTIVE, CHAIR), (CHAIR, EXECUTIVE)])
def test_two_sign_one_document_in_either_order(letter, berit, olle, order) -> None:
    who = {EXECUTIVE: berit, CHAIR: olle}
    data = issued(letter)
    for number, office in enumerate(order):
        data = sign.signed(data, who[office], office, certify=number == 0)
    found = sent(letter, data)
    assert (found.outcome, found.reasons) == ("accepted", [])
    assert found.report["base"] == "identical"
    assert found.report["list_version"] == 1
    assert content_of(found.file) == data
    assert again(letter).completed_at == WHEN
    assert queries.seat_of(letter.interest) is not None
    rows = queries.signatories(letter)
    assert {office: (row.name, row.method) for office, row in rows.items()} == {
        EXECUTIVE: ("Berit Holm", "pdf"),
        CHAIR: ("Olle Ek", "pdf"),
    }
    assert verbs(letter).count("calls.letter.signed_file_judged") == 1
    assert Outbox.objects.filter(kind="calls.signed", to_address="kommun@9201.example").count() == 2


def test_two_sign_a_document_each(letter, berit, olle) -> None:
    first = sent(letter, sign.signed(issued(letter), olle, CHAIR), {CHAIR: "Olle Ek"})
    assert first.outcome == "accepted"
    assert again(letter).completed_at is None
    second = sent(letter, sign.signed(issued(letter), berit, EXECUTIVE), {EXECUTIVE: "Berit Holm"})
    assert second.outcome == "accepted"
    assert again(letter).completed_at == WHEN


def test_a_service_may_write_the_file_anew_and_add_a_page(letter, berit, tmp_path) -> None:
    data = sign.rewritten(issued(letter), berit, tmp_path)
    found = sent(letter, data, {EXECUTIVE: "Berit Holm"})
    assert (found.outcome, found.reasons, found.report["base"]) == ("accepted", [], "text")
    assert [extra["page"] for extra in found.report["extra_pages"]] == [len(pypdf.PdfReader(io.BytesIO(data)).pages)]
    assert found.report["signatures"][0]["name"] == "Berit Holm"


def test_the_routes_may_differ_and_be_changed(letter, world, berit) -> None:
    sent(letter, sign.signed(issued(letter), berit, EXECUTIVE), {EXECUTIVE: "Berit Holm"})
    actions.name_signatory(
        letter=letter, office=CHAIR, name="Olle Ek", email="olle@9201.example", by=given.contact(0), at=WHEN
    )
    png = b"\x89PNG\r\n\x1a\n" + bytes(40)
    actions.register_paper(
        letter=letter,
        office=CHAIR,
        name="Olle Ek",
        note="Originalet kom med post.",
        file_name="sida.png",
        data=png,
        by=world.lead,
        at=WHEN,
    )
    assert again(letter).completed_at == WHEN


def test_a_trusted_time_stamp_says_when(letter, world, root) -> None:
    clockwork = sign.clockwork(root)
    trust(world, root, "time")
    short = sign.person("Berit Holm", root, last=sign.short(WHEN))
    data = sign.signed(issued(letter), short, EXECUTIVE, stamper=clockwork, stamped_at=given.at(date(2020, 6, 1)))
    found = sent(letter, data, {EXECUTIVE: "Berit Holm"})
    assert (found.outcome, found.report["signatures"][0]["time_stamp"]) == ("accepted", "trusted")


# --- Refused, each with its reason ---


def test_the_same_person_in_both_offices(letter, berit) -> None:
    data = sign.signed(sign.signed(issued(letter), berit, EXECUTIVE, certify=True), berit, CHAIR)
    found = sent(letter, data)
    assert found.outcome == "refused"
    assert "Berit Holm has signed in both offices" in reasons(found)[0]
    with override("en"), pytest.raises(Refused, match="same person can not sign"):
        sent(letter, data, {EXECUTIVE: "Berit Holm", CHAIR: "berit  holm"})
    assert again(letter).signature_count == 0


def test_the_same_key_under_another_name_in_a_second_document(letter, root, berit) -> None:
    sent(letter, sign.signed(issued(letter), berit, EXECUTIVE), {EXECUTIVE: "Berit Holm"})
    also = sign.Identity(berit.key, berit.certificate)
    found = sent(letter, sign.signed(issued(letter), also, CHAIR), {CHAIR: "Holm"})
    assert (found.outcome, found.reasons) == ("refused", [["same_person", "Berit Holm"]])


@pytest.mark.parametrize(
    ("broken", "word"),
    [
        (lambda data: data[:3000] + bytes([data[3000] ^ 1]) + data[3001:], "broken"),
        (sign.turned, "rotated"),
        (lambda data: data[:-200], "unreadable"),
    ],
)
def test_a_broken_or_turned_document(letter, berit, olle, broken, word) -> None:
    data = sign.signed(sign.signed(issued(letter), berit, EXECUTIVE, certify=True), olle, CHAIR)
    found = sent(letter, broken(data))
    assert found.outcome == "refused"
    assert found.reasons[0][0] in {word, "broken", "unsigned"}
    assert again(letter).signature_count == 0


def test_turned_before_it_was_signed(letter, berit) -> None:
    found = sent(letter, sign.signed(sign.turned(issued(letter)), berit, EXECUTIVE), {EXECUTIVE: "Berit Holm"})
    assert (found.outcome, found.reasons) == ("refused", [["rotated", ""]])


def test_an_unknown_issuer_until_the_host_trusts_it(letter, world, olle) -> None:
    stranger = sign.issuer("Någon annan CA")
    data = sign.signed(issued(letter), sign.person("Berit Holm", stranger), EXECUTIVE)
    found = sent(letter, data, {EXECUTIVE: "Berit Holm"})
    assert (found.outcome, found.reasons) == ("refused", [["issuer", "Berit Holm (Någon annan CA)"]])
    assert "not on the network's list" in reasons(found)[0]
    trust(world, stranger)
    second = sent(letter, data, {EXECUTIVE: "Berit Holm"})
    assert (second.outcome, second.report["list_version"]) == ("accepted", 2)
    assert found.report["list_version"] == 1


def test_a_missing_role(letter, berit) -> None:
    found = sent(letter, sign.signed(issued(letter), berit, EXECUTIVE))
    assert (found.outcome, found.reasons) == ("refused", [["missing", "Olle Ek"]])
    assert again(letter).signature_count == 0


def test_no_signature_at_all(letter) -> None:
    assert sent(letter, issued(letter)).reasons == [["unsigned", ""]]


def test_a_signature_on_another_letter(letter, world, berit) -> None:
    with pikepdf.new() as other:
        other.add_blank_page()
        target = io.BytesIO()
        other.save(target)
    found = sent(letter, sign.signed(target.getvalue(), berit, "Sig"), {EXECUTIVE: "Berit Holm"})
    # A file of blank pages says nothing of what was signed, so a person must look; it counts for nothing.
    assert (found.outcome, found.reasons) == ("person", [["no_text", ""]])
    values = {"title": "Avsiktsförklaring AF9-9999", "about": "AF9-9999", "text": "Något helt annat."}
    made = exports.paper(values, made_at=WHEN, places=[EXECUTIVE])
    found = sent(letter, sign.signed(made, berit, EXECUTIVE), {EXECUTIVE: "Berit Holm"})
    assert (found.outcome, found.reasons) == ("refused", [["other_text", ""]])


def test_other_words_under_our_number_go_to_a_person_who_may_refuse(letter, world, berit) -> None:
    values = {
        "title": f"Avsiktsförklaring {letter.number}",
        "about": letter.number,
        "text": letter.text.replace("500", "50"),
    }
    made = exports.paper(values, made_at=WHEN, places=[EXECUTIVE])
    found = sent(letter, sign.signed(made, berit, EXECUTIVE), {EXECUTIVE: "Berit Holm"})
    assert (found.outcome, found.reasons) == ("person", [["text_differs", ""]])
    page = queries.signed_file_page(again(letter), found, WHEN, is_host=True)
    assert page.decide
    assert "500" in page.issued_text
    assert "500" not in page.their_text
    assert Outbox.objects.filter(kind="calls.file_to_compare").count() == 1
    actions.decide_signed_file(signed=found, accept=False, note="Timmarna är ändrade.", by=world.lead, at=WHEN)
    assert again(letter).signature_count == 0
    with override("en"), pytest.raises(Refused, match="nothing to decide"):
        actions.decide_signed_file(signed=found, accept=True, note="Jo.", by=world.lead, at=WHEN)


def test_a_person_may_let_a_file_count(letter, world, root) -> None:
    data = sign.signed(issued(letter), sign.person("B. Holm", root), EXECUTIVE)
    found = sent(letter, data, {EXECUTIVE: "Berit Holm"})
    assert (found.outcome, found.reasons[0][0]) == ("person", "name_differs")
    actions.decide_signed_file(signed=found, accept=True, note="Ringde kommunen.", by=world.lead, at=WHEN)
    row = queries.signatories(letter)[EXECUTIVE]
    assert (row.name, row.method, row.paper_note) == ("Berit Holm", "pdf", "Ringde kommunen.")


def test_a_certificate_that_is_not_for_signing_where_the_issuer_marks_them(letter, world, root) -> None:
    queries_issuer = TrustedIssuer.objects.get()
    actions.distrust_issuer(network=world.network, issuer=queries_issuer, by=world.lead, at=WHEN)
    trust(world, root, strict=True)
    data = sign.signed(issued(letter), sign.person("Berit Holm", root, commits=False), EXECUTIVE)
    found = sent(letter, data, {EXECUTIVE: "Berit Holm"})
    assert (found.outcome, found.reasons) == ("refused", [["usage", "Berit Holm"]])


def test_a_file_is_judged_once(letter, berit) -> None:
    found = sent(letter, sign.signed(issued(letter), berit, EXECUTIVE), {EXECUTIVE: "Berit Holm"})
    assert jobs.judge_file.func(found.pk) == "nothing to do"
    assert again(letter).signature_count == 1


def test_the_issuers_list_takes_issuers_only(world, root) -> None:
    for data, match in (
        (b"nonsense", "not one certificate"),
        (root.pem + root.pem, "not one certificate"),
        (sign.person("Berit Holm", root).pem, "not to an issuer"),
        (root.pem, "on the list already"),
    ):
        with override("en"), pytest.raises(Refused, match=match):
            trust(world, sign.Identity(root.key, _Pem(data)))  # type: ignore[arg-type]  # bytes that only look like one


class _Pem:
    """Any bytes in place of a certificate."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def public_bytes(self, _encoding: object) -> bytes:
        return self.data


# --- Approval in the system, under our seal ---


def test_an_approval_is_sealed_and_the_seal_is_verified_offline(letter, settings) -> None:
    for office in (EXECUTIVE, CHAIR):
        who = given.signatory_person(0, office)
        actions.name_signatory(
            letter=letter, office=office, name=who.name, email=who.email, by=given.contact(0), at=WHEN
        )
    row = letter.signatories.get(office=EXECUTIVE)
    actions.sign_letter(signatory=row, text_sha256=letter.text_sha256, by=given.signatory_person(0, EXECUTIVE), at=WHEN)
    assert queries.waiting_proofs() == [row.pk]
    assert jobs.seal_approval.func(row.pk) == "made"
    assert jobs.seal_approval.func(row.pk) == "nothing to do"
    proof = queries.signatories(letter)[EXECUTIVE].proof
    assert proof is not None
    data = content_of(proof)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    assert "godkännande i Samverka" in " ".join(text.split())
    assert letter.text_sha256[:20] in text
    assert (settings.SEAL_DIR / "seal.pem").stat().st_mode & 0o077 == 0
    _key, certificate = documents.seal()
    status = verified(data, certificate)
    assert status.bottom_line
    changed = data[:2500] + bytes([data[2500] ^ 1]) + data[2501:]
    assert not verified(changed, certificate).intact


def verified(data: bytes, certificate: bytes) -> Any:
    root = x509.Certificate.load(pem.unarmor(certificate)[2])
    (signature,) = PdfFileReader(io.BytesIO(data)).embedded_signatures
    return validate_pdf_signature(signature, ValidationContext(trust_roots=[root], allow_fetching=False))


def test_an_address_that_is_a_contacts_too_waits_for_a_call(letter, world) -> None:
    contact = given.contact(0)
    row = actions.name_signatory(
        letter=letter, office=EXECUTIVE, name=contact.name, email=contact.email, by=contact, at=WHEN
    )
    sign_it = {"signatory": row, "text_sha256": letter.text_sha256, "by": contact, "at": WHEN}
    with override("en"), pytest.raises(Refused, match="makes sure by phone"):
        actions.sign_letter(**sign_it)
    with override("en"), pytest.raises(Refused, match="Write whom"):
        actions.note_phone(letter=letter, office=EXECUTIVE, note=" ", by=world.lead, at=WHEN)
    actions.note_phone(letter=letter, office=EXECUTIVE, note="Växeln, 12 november.", by=world.lead, at=WHEN)
    # Another name on the same address: the call was about someone else.
    row = actions.name_signatory(
        letter=letter, office=EXECUTIVE, name="Nils Ny", email=contact.email, by=contact, at=WHEN
    )
    with override("en"), pytest.raises(Refused, match="makes sure by phone"):
        actions.sign_letter(**sign_it | {"signatory": row})
    actions.note_phone(letter=letter, office=EXECUTIVE, note="Växeln igen.", by=world.lead, at=WHEN)
    actions.sign_letter(**sign_it | {"signatory": row})
    assert again(letter).signature_count == 1
    assert "calls.letter.phoned" in verbs(letter)


# --- The data-protection arrangement ---


def test_the_same_two_sign_the_arrangement_and_the_seat_waits_for_it() -> None:
    world = given.call_world()
    given.ask_for_arrangement(world)
    interest = given.confirmed(world, 0)
    given.decided(world)
    given.signed(interest)
    organisation = interest.organisation
    assert not networks.may_store_more(world.network, organisation)
    with override("en"), pytest.raises(Refused, match="both have signed the data-protection arrangement"):
        actions.accept_seat(interest=interest, by=given.contact(0), at=given.at(date(2020, 11, 14)))
    arrangement = queries.open_arrangement(given.letter(interest))
    assert arrangement is not None
    rows = queries.signatories(arrangement)
    assert {row.email for row in rows.values()} == {
        given.signatory_person(0, office).email for office in LetterSignatory.Office.values
    }
    for office, row in rows.items():
        actions.sign_letter(
            signatory=row,
            text_sha256=arrangement.text_sha256,
            by=given.signatory_person(0, office),
            at=given.at(date(2020, 11, 14)),
        )
    assert networks.may_store_more(world.network, organisation)
    assert verbs(arrangement)[-1] == "calls.arrangement.in_force"
    actions.accept_seat(interest=interest, by=given.contact(0), at=given.at(date(2020, 11, 14)))


def test_an_arrangement_is_signed_by_pdf_like_a_letter(world, berit, olle) -> None:
    arrangement = given.arrangement(world, given.organisation(0))
    assert jobs.make_paper.func("arrangement", arrangement.pk) == "made"
    arrangement.refresh_from_db()
    assert arrangement.issued_file is not None
    data = sign.signed(sign.signed(content_of(arrangement.issued_file), olle, CHAIR, certify=True), berit, EXECUTIVE)
    assert sent(arrangement, data).outcome == "accepted"
    assert networks.may_store_more(world.network, given.organisation(0))


def test_without_an_arrangement_in_the_terms_nothing_is_asked(world) -> None:
    assert networks.may_store_more(world.network, given.organisation(0))
    assert (
        actions.issue_arrangement(network=world.network, organisation=given.organisation(0), by=world.lead, at=WHEN)
        is None
    )


# --- The pages ---


def test_the_file_is_sent_in_waited_for_and_shown(letter, berit, olle, django_capture_on_commit_callbacks) -> None:
    client = given_people.signed_in(Client(), given.contact(0))
    here = f"/avsiktsforklaring/{letter.number}/"
    assert b"att-skriva-under.pdf" in client.get(here).content
    assert client.get(f"{here}att-skriva-under.pdf").content == issued(letter)
    data = sign.signed(sign.signed(issued(letter), berit, EXECUTIVE, certify=True), olle, CHAIR)
    upload = io.BytesIO(data)
    upload.name = "../../Signerad.pdf"
    answer = client.post(f"{here}undertecknad/lamna/", NAMES | {"file": upload})
    assert answer.status_code == 302, answer.content.decode()
    waiting_at = answer.headers["Location"]
    waiting = client.get(waiting_at)
    assert waiting["Refresh"] == "3"
    (found,) = SignedFile.objects.all()
    jobs.judge_file.func(found.pk)
    page = client.get(waiting_at)
    assert "Refresh" not in page
    assert "Olle" in page.content.decode()
    assert client.get(f"{waiting_at}fil.pdf").content == data
    report = json.loads(client.get(f"{waiting_at}validering.json").content)
    assert (report["outcome"], report["file_sha256"]) == ("accepted", found.file.sha256)


def test_the_list_of_issuers_is_the_hosts_and_changed_by_its_manager(world, root) -> None:
    here = f"/natverk/{world.network.slug}/utfardare/"
    client = given_people.signed_in(Client(), world.lead)
    other = io.BytesIO(sign.issuer("En till CA").pem)
    other.name = "ca.pem"
    form = {"name": "En till", "purpose": "persons", "file": other}
    assert client.post(f"{here}lagg-till/", form).status_code == 302
    assert "En till" in client.get(here).content.decode()
    one = TrustedIssuer.objects.get(name="En till")
    assert client.post(f"{here}{one.pk}/ta-bort/").status_code == 302
    listed = queries.trust_list(world.network)
    assert listed is not None
    assert listed.version == 3
    assert given_people.signed_in(Client(), given.contact(0)).get(here).status_code == 404


def test_what_is_sent_in_must_be_a_pdf(letter) -> None:
    with override("en"), pytest.raises(Refused, match="signed document is a PDF"):
        sent(letter, b"\x89PNG\r\n\x1a\n" + bytes(40))
    assert not SignedFile.objects.exists()

"""Addresses of calls: for anyone, for applicants, for signatories, for the host."""

from collections.abc import Iterator

from django.urls import URLPattern, path

from samverka.calls.views import host, interest, issuer, letter, public, question

app_name = "calls"
CALL = "erbjudande/<slug:call>/"
OWN = "erbjudande/<slug:call>/anmalan/<int:interest>/"
LETTER = "avsiktsforklaring/<slug:number>/"
ARRANGEMENT = "personuppgifter/<slug:number>/"
HOST = "natverk/<slug:network>/erbjudande/"
HOSTED = "natverk/<slug:network>/erbjudande/<slug:call>/"
READ = "natverk/<slug:network>/erbjudande/<slug:call>/anmalan/<int:interest>/"


def _papers(where: str, prefix: str) -> Iterator[URLPattern]:
    """What two people sign has the same addresses, whichever it is."""
    yield path(where, letter.letter, name=f"{prefix}letter")
    yield path(where + "underskrift/", letter.sign_page, name=f"{prefix}sign_page")
    yield path(where + "underskrift/godkann/", letter.sign, name=f"{prefix}sign")
    yield path(where + "underskrift/bevis.pdf", letter.own_proof, name=f"{prefix}own_proof")
    yield path(where + "att-skriva-under.pdf", letter.issued, name=f"{prefix}issued")
    yield path(where + "undertecknad/lamna/", letter.send_in, name=f"{prefix}send_in")
    yield path(where + "undertecknad/<int:file>/", letter.signed_file, name=f"{prefix}signed_file")
    yield path(where + "undertecknad/<int:file>/fil.pdf", letter.signed_file_itself, name=f"{prefix}signed_file_itself")
    yield path(
        where + "undertecknad/<int:file>/validering.json", letter.signed_file_report, name=f"{prefix}signed_file_report"
    )
    yield path(where + "undertecknad/<int:file>/avgor/", letter.decide_file, name=f"{prefix}decide_file")
    yield path(where + "<slug:office>/utse/", letter.name_signatory, name=f"{prefix}name_signatory")
    yield path(where + "<slug:office>/telefon/", letter.note_phone, name=f"{prefix}note_phone")
    yield path(where + "<slug:office>/bevis.pdf", letter.proof, name=f"{prefix}proof")
    yield path(where + "<slug:office>/papper/", letter.paper, name=f"{prefix}paper")
    yield path(where + "<slug:office>/papper/registrera/", letter.register_paper, name=f"{prefix}register_paper")


urlpatterns = [
    path(CALL, public.call, name="call"),
    path(CALL + "datum.ics", public.calendar, name="calendar"),
    path(CALL + "andringar/", public.changes, name="changes"),
    path(CALL + "nytt.atom", public.feed, name="feed"),
    path(CALL + "fragor/", question.questions, name="questions"),
    path(CALL + "fragor/stall/", question.ask, name="ask"),
    path(CALL + "urvalsbeslut/", public.decision, name="decision"),
    path(CALL + "urvalsbeslut/candidates.csv", public.candidates_csv, name="candidates_csv"),
    path(CALL + "urvalsbeslut/clients.csv", public.clients_csv, name="clients_csv"),
    path(CALL + "urvalsbeslut/result.json", public.result_json, name="result_json"),
    path(CALL + "urvalsbeslut/urval.zip", public.notebook, name="notebook"),
    path(CALL + "urvalsbeslut/urvalsbeslut.pdf", public.decision_pdf, name="decision_pdf"),
    path(CALL + "anmal/", interest.choose, name="choose"),
    path(CALL + "anmal/borja/", interest.start, name="start"),
    path(OWN, interest.interest, name="interest"),
    path(OWN + "kontrollera/", interest.check, name="check"),
    path(OWN + "skicka-in/", interest.submit, name="submit"),
    path(OWN + "ta-tillbaka/", interest.take_back, name="take_back"),
    path(OWN + "lamna/", interest.withdrawal, name="withdrawal"),
    path(OWN + "lamna/spara/", interest.withdraw, name="withdraw"),
    path(OWN + "bekrafta/", interest.confirmation, name="confirmation"),
    path(OWN + "bekrafta/ja/", interest.confirm, name="confirm"),
    path(OWN + "kontakter/bjud-in/", interest.invite, name="invite"),
    path(OWN + "kontakter/<int:contact>/avsluta/", interest.end_contact, name="end_contact"),
    path(OWN + "kom-tillbaka/", interest.restart, name="restart"),
    path(OWN + "tacka-ja/", interest.accept, name="accept"),
    path(OWN + "<slug:part>/", interest.part, name="part"),
    path(OWN + "<slug:part>/spara/", interest.save, name="save"),
    path(LETTER + "grund/", letter.choose_basis, name="choose_basis"),
    path(LETTER + "grund/beslutad/", letter.meet_basis, name="meet_basis"),
    *_papers(LETTER, ""),
    *_papers(ARRANGEMENT, "arrangement_"),
    path("natverk/<slug:network>/utfardare/", issuer.issuers, name="issuers"),
    path("natverk/<slug:network>/utfardare/lagg-till/", issuer.trust_issuer, name="trust_issuer"),
    path("natverk/<slug:network>/utfardare/<int:issuer>/ta-bort/", issuer.distrust_issuer, name="distrust_issuer"),
    path("underskrift/<str:token>/", letter.sign_link, name="sign_link"),
    path(HOST, host.host_calls, name="host_calls"),
    path(HOST + "nytt/", host.draft, name="draft"),
    path(HOST + "nytt/spara/", host.write_draft, name="write_draft"),
    path(HOSTED, host.funnel, name="funnel"),
    path(HOSTED + "lista.csv", host.funnel_csv, name="funnel_csv"),
    path(HOSTED + "lista.xlsx", host.funnel_xlsx, name="funnel_xlsx"),
    path(HOSTED + "paminn/", host.remind, name="remind"),
    path(HOSTED + "andra/", host.edit, name="edit"),
    path(HOSTED + "andra/spara/", host.change, name="change"),
    path(HOSTED + "forhandsgranska/", host.preview, name="preview"),
    path(HOSTED + "publicera/", host.publish, name="publish"),
    path(HOSTED + "stall-in/", host.cancel, name="cancel"),
    path(HOSTED + "fragor/", question.hosted_questions, name="hosted_questions"),
    path(HOSTED + "fragor/<int:question>/svara/", question.answer_question, name="answer_question"),
    path(HOSTED + "inkommen/", host.received, name="received"),
    path(HOSTED + "inkommen/anteckna/", host.register, name="register"),
    path(HOSTED + "undantag/", host.exemptions, name="exemptions"),
    path(HOSTED + "undantag/ge/", host.exempt, name="exempt"),
    path(HOSTED + "urval/", host.selection, name="selection"),
    path(HOSTED + "urval/rakna-ut/", host.reckon, name="reckon"),
    path(HOSTED + "urval/front/", host.ask_for_study, name="ask_for_study"),
    path(HOSTED + "urval/svar/", host.answers, name="answers"),
    path(HOSTED + "urval/svar/spara/", host.write_answers, name="write_answers"),
    path(HOSTED + "urval/besluta/", host.decide, name="decide"),
    path(READ, host.host_interest, name="host_interest"),
    path(READ + "niva/", host.set_band, name="set_band"),
    path(READ + "doman/<int:domain>/", host.confirm_domain, name="confirm_domain"),
    path(READ + "nasta-reserv/", host.offer_next, name="offer_next"),
]

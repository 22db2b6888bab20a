"""Addresses of calls: for anyone, for applicants, for signatories, for the host."""

from django.urls import path

from samverka.calls.views import host, interest, letter, public, question

app_name = "calls"
CALL = "erbjudande/<slug:call>/"
OWN = "erbjudande/<slug:call>/anmalan/<int:interest>/"
LETTER = "avsiktsforklaring/<slug:number>/"
HOST = "natverk/<slug:network>/erbjudande/"
HOSTED = "natverk/<slug:network>/erbjudande/<slug:call>/"
READ = "natverk/<slug:network>/erbjudande/<slug:call>/anmalan/<int:interest>/"

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
    path(OWN + "tacka-ja/", interest.accept, name="accept"),
    path(OWN + "<slug:part>/", interest.part, name="part"),
    path(OWN + "<slug:part>/spara/", interest.save, name="save"),
    path(LETTER, letter.letter, name="letter"),
    path(LETTER + "grund/", letter.choose_basis, name="choose_basis"),
    path(LETTER + "grund/beslutad/", letter.meet_basis, name="meet_basis"),
    path(LETTER + "underskrift/", letter.sign_page, name="sign_page"),
    path(LETTER + "underskrift/godkann/", letter.sign, name="sign"),
    path(LETTER + "<slug:office>/utse/", letter.name_signatory, name="name_signatory"),
    path(LETTER + "<slug:office>/papper/", letter.paper, name="paper"),
    path(LETTER + "<slug:office>/papper/registrera/", letter.register_paper, name="register_paper"),
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

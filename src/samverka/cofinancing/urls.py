"""Addresses of co-financing, unit costs and claims."""

from django.urls import path

from samverka.cofinancing import views

app_name = "cofinancing"
ALL = "natverk/<slug:network>/medfinansiering/"
COSTS = ALL + "timpris/"
PLAN = ALL + "plan/"
CLAIMS = "natverk/<slug:network>/ansokningar/"
AUDIT = "natverk/<slug:network>/granskning/"
PROOF = "natverk/<slug:network>/bevis/"
CLAIM = CLAIMS + "<int:number>/"

urlpatterns = [
    path(ALL, views.overview, name="overview"),
    path(ALL + "kalkylblad/", views.overview_xlsx, name="overview_xlsx"),
    path(ALL + "pdf/", views.overview_pdf, name="overview_pdf"),
    path(ALL + "prognos/", views.forecast, name="forecast"),
    path(ALL + "prognos/tabell.csv", views.forecast_csv, name="forecast_csv"),
    path(ALL + "signal/<int:signal_id>/", views.signal, name="signal"),
    path(ALL + "signal/<int:signal_id>/kommentera/", views.comment, name="comment"),
    # Before the parts of the overview, which would take its address for one of theirs.
    path(PLAN, views.plan, name="plan"),
    path(PLAN + "lista.csv", views.plan_csv, name="plan_csv"),
    path(PLAN + "spara/", views.set_budget, name="set_budget"),
    path(PLAN + "<int:participation_id>/utfast/", views.renew_pledge, name="renew_pledge"),
    path(ALL + "<slug:part>/lista.csv", views.overview_csv, name="overview_csv"),
    path(ALL + "<int:participation_id>/", views.seat, name="seat"),
    path(ALL + "<int:participation_id>/<slug:part>/lista.csv", views.seat_csv, name="seat_csv"),
    path(ALL + "<int:participation_id>/kalkylblad/", views.seat_xlsx, name="seat_xlsx"),
    path(ALL + "<int:participation_id>/arsbesked/<year:year>/", views.statement, name="statement"),
    path(ALL + "<int:participation_id>/arsbesked/<year:year>/kalkylblad/", views.statement_xlsx, name="statement_xlsx"),
    path(COSTS, views.unit_costs, name="unit_costs"),
    path(COSTS + "ange/", views.enter_unit_cost, name="enter_unit_cost"),
    path(COSTS + "<int:cost_id>/kontrollera/", views.check_unit_cost, name="check_unit_cost"),
    path(COSTS + "<int:cost_id>/byt/", views.replace_unit_cost_page, name="replace_unit_cost_page"),
    path(COSTS + "<int:cost_id>/byt/spara/", views.replace_unit_cost, name="replace_unit_cost"),
    path(AUDIT, views.audit, name="audit"),
    path(AUDIT + "<int:sheet_id>/", views.audit_month, name="audit_month"),
    path(PROOF, views.proof, name="proof"),
    path(PROOF + "lista.csv", views.proof_csv, name="proof_csv"),
    path(PROOF + "adress/", views.set_evidence_address, name="set_evidence_address"),
    path(CLAIMS, views.claims, name="claims"),
    path(CLAIMS + "lista.csv", views.claims_csv, name="claims_csv"),
    path(CLAIMS + "lista.xlsx", views.claims_xlsx, name="claims_xlsx"),
    path(CLAIMS + "forbered/", views.prepare, name="prepare"),
    path(CLAIM, views.claim, name="claim"),
    path(CLAIM + "kommuner.csv", views.claim_csv, name="claim_csv"),
    path(CLAIM + "rader.csv", views.claim_lines_csv, name="claim_lines_csv"),
    path(CLAIM + "ansokan.xlsx", views.claim_xlsx, name="claim_xlsx"),
    path(CLAIM + "pdf/", views.claim_pdf, name="claim_pdf"),
    path(CLAIM + "underlag/", views.pack, name="pack"),
    path(CLAIM + "underlag/gor-nytt/", views.ask_for_pack, name="ask_for_pack"),
    path(CLAIM + "utfall/", views.outcomes, name="outcomes"),
    path(CLAIM + "utfall/lista.csv", views.outcomes_csv, name="outcomes_csv"),
    path(CLAIM + "utfall/importera/", views.import_outcomes, name="import_outcomes"),
    path(CLAIM + "manad/<int:sheet_id>/", views.claim_month, name="claim_month"),
    path(CLAIM + "manad/<int:sheet_id>/parkera/", views.park, name="park"),
    path(CLAIM + "manad/<int:sheet_id>/ta-med/", views.take_in, name="take_in"),
    path(CLAIM + "manad/<int:sheet_id>/besked/", views.note_outcome, name="note_outcome"),
    path(CLAIM + "godkand/", views.accept_rest, name="accept_rest"),
    path(CLAIM + "stang/", views.close, name="close"),
    path(CLAIM + "ta-bort/", views.discard, name="discard"),
]

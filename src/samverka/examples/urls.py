"""Addresses of learning examples."""

from django.urls import path

from samverka.examples.views import public, spreading, writing

app_name = "examples"
OPEN = "larande-exempel/"
ALL = "natverk/<slug:network>/exempel/"
ONE = ALL + "<int:example>/"
SPREAD = "natverk/<slug:network>/spridning/"
LINK = "exempel-godkannande/<str:token>/"

urlpatterns = [
    path(OPEN, public.all_examples, name="list"),
    path(OPEN + "flode.atom", public.feed, name="feed"),
    path(OPEN + "<slug:slug>/", public.show, name="show"),
    path(OPEN + "<slug:slug>/data.jsonld", public.structured, name="structured"),
    path(OPEN + "<slug:slug>/bild/<int:picture>/", public.picture, name="picture"),
    path(OPEN + "<slug:slug>/anvant/", public.note_use, name="note_use"),
    path(ALL, writing.drafts, name="drafts"),
    path(ALL + "lista.csv", writing.drafts_csv, name="drafts_csv"),
    path(ALL + "nytt/", writing.start_page, name="start_page"),
    path(ALL + "borja/", writing.start, name="start"),
    path(ONE, writing.draft, name="draft"),
    path(ONE + "bild/<int:picture>/", writing.draft_picture, name="draft_picture"),
    path(ONE + "skriv/", writing.write_page, name="write_page"),
    path(ONE + "spara/", writing.write, name="write"),
    path(ONE + "bilder/", writing.around_page, name="around_page"),
    path(ONE + "bilder/lagg-till/", writing.add_picture, name="add_picture"),
    path(ONE + "bilder/<int:picture>/ta-bort/", writing.remove_picture, name="remove_picture"),
    path(ONE + "foretag/", writing.name_enterprise, name="name_enterprise"),
    path(ONE + "foretag/<int:approval>/ta-bort/", writing.drop_enterprise, name="drop_enterprise"),
    path(ONE + "lamna-over/", writing.hand_over, name="hand_over"),
    path(ONE + "ta-tillbaka/", writing.take_back, name="take_back"),
    path(ONE + "godkann/", writing.approve, name="approve"),
    path(ONE + "skicka-tillbaka/", writing.send_back, name="send_back"),
    path(ONE + "publicera/", writing.publish, name="publish"),
    path(ONE + "arkivera/", writing.archive, name="archive"),
    path(SPREAD, spreading.spreading, name="spreading"),
    path(SPREAD + "lista.csv", spreading.spreading_csv, name="spreading_csv"),
    path(SPREAD + "ny/", spreading.spread_page, name="spread_page"),
    path(SPREAD + "logga/", spreading.spread, name="spread"),
    path(SPREAD + "<int:entry>/ta-bort/", spreading.withdraw, name="withdraw"),
    path(LINK, writing.approval, name="approval"),
    path(LINK + "bild/<int:picture>/", writing.approval_picture, name="approval_picture"),
    path(LINK + "godkann/", writing.approve_by_link, name="approve_by_link"),
    path(LINK + "avboj/", writing.decline_by_link, name="decline_by_link"),
]

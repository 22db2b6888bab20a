"""Addresses of the register, of what is known by a link, of collaborations and dialogues."""

from django.urls import path

from samverka.enterprises.views import entry, link, lists, register

app_name = "enterprises"
REGISTER = "sociala-foretag/"
ENTRY = "sociala-foretag/<int:enterprise>/"
LINK = "foretag/bekrafta/<str:token>/"

urlpatterns = [
    path(REGISTER, register.register, name="register"),
    path(REGISTER + "lista.csv", register.register_csv, name="register_csv"),
    path(REGISTER + "lista.xlsx", register.register_xlsx, name="register_xlsx"),
    path(REGISTER + "lista.json", register.register_json, name="register_json"),
    path(REGISTER + "karta/", register.register_map, name="register_map"),
    path(REGISTER + "nytt/", entry.new, name="new"),
    path(REGISTER + "nytt/spara/", entry.enter, name="enter"),
    path(REGISTER + "fran-lista/", lists.hand_in_page, name="hand_in_page"),
    path(REGISTER + "fran-lista/lamna/", lists.hand_in, name="hand_in"),
    path(REGISTER + "fran-lista/<int:list_id>/", lists.look_through, name="list"),
    path(REGISTER + "fran-lista/<int:list_id>/ta-in/", lists.take_in, name="take_in"),
    path(ENTRY, register.show, name="entry"),
    path(ENTRY + "andra/", entry.edit, name="edit"),
    path(ENTRY + "andra/spara/", entry.describe, name="describe"),
    path(ENTRY + "utbud/", entry.offers, name="offers"),
    path(ENTRY + "utbud/lagg-till/", entry.add_offer, name="add_offer"),
    path(ENTRY + "bedomning/", entry.judgement, name="judgement"),
    path(ENTRY + "bedomning/spara/", entry.judge, name="judge"),
    path(ENTRY + "certifiering/", entry.certification, name="certification"),
    path(ENTRY + "certifiering/spara/", entry.certify, name="certify"),
    path(ENTRY + "kand/", entry.identify, name="identify"),
    path(ENTRY + "skicka-lank/", entry.send_link, name="send_link"),
    path(ENTRY + "sla-ihop/", entry.merging, name="merging"),
    path(ENTRY + "sla-ihop/spara/", entry.merge, name="merge"),
    path(ENTRY + "ta-ur/", entry.archiving, name="archiving"),
    path(ENTRY + "ta-ur/spara/", entry.archive, name="archive"),
    path(REGISTER + "utbud/<int:offer>/ta-bort/", entry.remove_offer, name="remove_offer"),
    path(LINK, link.look_through, name="link"),
    path(LINK + "ja/", link.confirm, name="confirm"),
    path(LINK + "nej/", link.refuse, name="refuse"),
    path("natverk/<slug:network>/sociala-foretag/", register.counts, name="counts"),
    path("natverk/<slug:network>/sociala-foretag/lista.csv", register.counts_csv, name="counts_csv"),
]

"""Addresses of the register, of what is known by a link, of collaborations and dialogues."""

from django.urls import path

from samverka.enterprises.views import collaborations, dialogues, entry, guide, link, lists, public, register

app_name = "enterprises"
REGISTER = "sociala-foretag/"
ENTRY = "sociala-foretag/<int:enterprise>/"
LINK = "foretag/bekrafta/<str:token>/"
COLLABORATIONS = "samverkan/"
COLLABORATION = "samverkan/<int:collaboration>/"
DIALOGUES = "samverkan/dialoger/"
SHOWN = "oppen-samverkan/"

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
    path(COLLABORATIONS, collaborations.index, name="collaborations"),
    path(COLLABORATIONS + "lista.csv", collaborations.index_csv, name="collaborations_csv"),
    path(COLLABORATIONS + "lista.xlsx", collaborations.index_xlsx, name="collaborations_xlsx"),
    path(COLLABORATIONS + "lista.json", collaborations.index_json, name="collaborations_json"),
    path(COLLABORATIONS + "ocds.json", collaborations.index_ocds, name="collaborations_ocds"),
    path(COLLABORATIONS + "ny/", collaborations.new, name="new_collaboration"),
    path(COLLABORATIONS + "ny/spara/", collaborations.start, name="start"),
    path(COLLABORATIONS + "formguide/", guide.guide, name="guide"),
    path(COLLABORATIONS + "cpv/", guide.cpv, name="cpv"),
    path(COLLABORATIONS + "granser/", guide.thresholds, name="thresholds"),
    path(COLLABORATIONS + "granser/lista.csv", guide.thresholds_csv, name="thresholds_csv"),
    path(COLLABORATIONS + "granser/ny/", guide.threshold, name="threshold"),
    path(COLLABORATIONS + "granser/ny/spara/", guide.enter_threshold, name="enter_threshold"),
    path(DIALOGUES, dialogues.index, name="dialogues"),
    path(DIALOGUES + "lista.csv", dialogues.index_csv, name="dialogues_csv"),
    path(DIALOGUES + "ny/", dialogues.new, name="new_dialogue"),
    path(DIALOGUES + "ny/spara/", dialogues.note, name="note_dialogue"),
    path(DIALOGUES + "<int:dialogue>/", dialogues.show, name="dialogue"),
    path(DIALOGUES + "<int:dialogue>/spara/", dialogues.write, name="write_dialogue"),
    path(DIALOGUES + "<int:dialogue>/lagg-undan/", dialogues.archive, name="archive_dialogue"),
    path(COLLABORATION, collaborations.show, name="collaboration"),
    path(COLLABORATION + "flytta/", collaborations.move, name="move"),
    path(COLLABORATION + "formguide/spara/", guide.keep_answers, name="keep_answers"),
    path(COLLABORATION + "resultat/", collaborations.outcome, name="outcome"),
    path(COLLABORATION + "resultat/spara/", collaborations.note_outcome, name="note_outcome"),
    path(COLLABORATION + "<slug:part>/", collaborations.part, name="part"),
    path(COLLABORATION + "<slug:part>/spara/", collaborations.write, name="write_part"),
    path(SHOWN, public.index, name="public"),
    path(SHOWN + "lista.csv", public.index_csv, name="public_csv"),
    path(SHOWN + "lista.json", public.index_json, name="public_json"),
    path(SHOWN + "ocds.json", public.index_ocds, name="public_ocds"),
    path(SHOWN + "<int:collaboration>/", public.show, name="public_one"),
]

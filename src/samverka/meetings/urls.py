"""Addresses of meetings and of check-in."""

from django.urls import path

from samverka.meetings.views import afterwards, attendance, guests, meeting, signing_up

app_name = "meetings"
ALL = "natverk/<slug:network>/traffar/"
ONE = "natverk/<slug:network>/traffar/<int:meeting>/"

urlpatterns = [
    path(ALL, meeting.list_all, name="list"),
    path(ALL + "lista.csv", meeting.list_csv, name="list_csv"),
    path(ALL + "lista.xlsx", meeting.list_xlsx, name="list_xlsx"),
    path(ALL + "ny/", meeting.plan_page, name="plan_page"),
    path(ALL + "planera/", meeting.plan, name="plan"),
    path(ONE, meeting.show, name="show"),
    path(ONE + "traff.ics", meeting.calendar, name="calendar"),
    path(ONE + "andra/", meeting.describe_page, name="describe_page"),
    path(ONE + "andra/spara/", meeting.describe, name="describe"),
    path(ONE + "flytta/", meeting.move_page, name="move_page"),
    path(ONE + "flytta/spara/", meeting.move, name="move"),
    path(ONE + "stall-in/", meeting.cancel_page, name="cancel_page"),
    path(ONE + "stall-in/spara/", meeting.cancel, name="cancel"),
    path(ONE + "bjud-in/", meeting.invite, name="invite"),
    path(ONE + "svar/", signing_up.answer_page, name="answer_page"),
    path(ONE + "svar/spara/", signing_up.answer, name="answer"),
    path(ONE + "anmalan/", signing_up.sign_up_page, name="sign_up_page"),
    path(ONE + "anmalan/spara/", signing_up.set_sign_up, name="set_sign_up"),
    path(ONE + "anmalda/", signing_up.signed_up, name="signed_up"),
    path(ONE + "narvaro/", attendance.attendance_page, name="attendance_page"),
    path(ONE + "narvaro/spara/", attendance.record_attendance, name="record_attendance"),
    path(ONE + "narvaro/lista.csv", attendance.attendance_csv, name="attendance_csv"),
    path(ONE + "narvaro/lista.xlsx", attendance.attendance_xlsx, name="attendance_xlsx"),
    path(ONE + "narvaro/gaster/", guests.guests_page, name="guests_page"),
    path(ONE + "narvaro/gaster/lagg-till/", guests.add_guest, name="add_guest"),
    path(ONE + "narvaro/gaster/<int:guest>/ta-bort/", guests.remove_guest, name="remove_guest"),
    path(ONE + "utanfor-teamen/", guests.people_beyond_page, name="people_beyond_page"),
    path(ONE + "utanfor-teamen/spara/", guests.set_people_beyond, name="set_people_beyond"),
    path(ONE + "material/", afterwards.materials, name="materials"),
    path(ONE + "material/lagg-till/", afterwards.add_material, name="add_material"),
    path(ONE + "material/<int:material>/", afterwards.material, name="material"),
    path(ONE + "material/<int:material>/ta-bort/", afterwards.withdraw_material, name="withdraw_material"),
    path(ONE + "utvardering/", afterwards.evaluation_page, name="evaluation_page"),
    path(ONE + "utvardering/svara/", afterwards.evaluate, name="evaluate"),
    path(ONE + "utvardering/svar/", afterwards.evaluation_summary, name="evaluation_summary"),
    path(ONE + "skarm/", attendance.screen, name="screen"),
    path("incheckning/", attendance.code_page, name="code_page"),
    path("incheckning/<slug:code>/", attendance.check_in_page, name="check_in_page"),
    path("incheckning/<slug:code>/gast/", guests.guest_check_in_page, name="guest_check_in_page"),
    path("incheckning/<slug:code>/gast/narvarande/", guests.check_in_guest, name="check_in_guest"),
    path("incheckning/<slug:code>/gast/klart/", guests.guest_checked_in, name="guest_checked_in"),
    path("incheckning/<slug:code>/narvarande/", attendance.check_in, name="check_in"),
]

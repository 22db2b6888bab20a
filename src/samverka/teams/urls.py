"""Addresses of teams."""

from django.urls import path

from samverka.teams import views

app_name = "teams"
ALL = "natverk/<slug:network>/team/"
ONE = "natverk/<slug:network>/team/<int:participation>/"
MEMBER = "natverk/<slug:network>/team/person/<int:member>/"

urlpatterns = [
    path(ALL, views.index, name="index"),
    path("natverk/<slug:network>/villkor/", views.terms, name="terms"),
    path("natverk/<slug:network>/bemanning/", views.staff, name="staff"),
    path("natverk/<slug:network>/bemanning/lista.csv", views.staff_csv, name="staff_csv"),
    path("natverk/<slug:network>/bemanning/lista.xlsx", views.staff_xlsx, name="staff_xlsx"),
    path(ALL + "lista.csv", views.teams_csv, name="teams_csv"),
    path(ALL + "lista.xlsx", views.teams_xlsx, name="teams_xlsx"),
    path(ONE, views.show, name="show"),
    path(ONE + "lista.csv", views.team_csv, name="team_csv"),
    path(ONE + "lista.xlsx", views.team_xlsx, name="team_xlsx"),
    path(ONE + "processtod/", views.supporter_page, name="supporter_page"),
    path(ONE + "processtod/utse/", views.name_supporters, name="name_supporters"),
    path(ONE + "skicka-lank/", views.send_link, name="send_link"),
    path("utse-koordinator/<slug:token>/", views.link_page, name="link_page"),
    path("utse-koordinator/<slug:token>/utse/", views.use_link, name="use_link"),
    path(ONE + "dagar/", views.days_page, name="days_page"),
    path(ONE + "dagar/lamna/", views.leave, name="leave"),
    path(ONE + "dagar/borja/", views.join_late, name="join_late"),
    path(ONE + "ny/", views.appoint_page, name="appoint_page"),
    path(ONE + "utse/", views.appoint, name="appoint"),
    path(ALL + "avsatt-tid/", views.time, name="time"),
    path(ALL + "avsatt-tid/godkann/", views.approve_time, name="approve_time"),
    path(MEMBER + "chef/", views.manager_page, name="manager_page"),
    path(MEMBER + "chef/spara/", views.name_manager, name="name_manager"),
    path(MEMBER + "avsluta/", views.end_page, name="end_page"),
    path(MEMBER + "avsluta/spara/", views.end, name="end"),
    path(MEMBER + "stallforetradare/", views.name_deputy, name="name_deputy"),
    path(MEMBER + "stallforetradare/ta-bort/", views.remove_deputy, name="remove_deputy"),
]

"""Addresses of meetings and of check-in."""

from django.urls import path

from samverka.meetings import views

app_name = "meetings"
ALL = "natverk/<slug:network>/traffar/"
ONE = "natverk/<slug:network>/traffar/<int:meeting>/"

urlpatterns = [
    path(ALL, views.list_all, name="list"),
    path(ALL + "lista.csv", views.list_csv, name="list_csv"),
    path(ALL + "ny/", views.plan_page, name="plan_page"),
    path(ALL + "planera/", views.plan, name="plan"),
    path(ONE, views.show, name="show"),
    path(ONE + "traff.ics", views.calendar, name="calendar"),
    path(ONE + "andra/", views.describe_page, name="describe_page"),
    path(ONE + "andra/spara/", views.describe, name="describe"),
    path(ONE + "flytta/", views.move_page, name="move_page"),
    path(ONE + "flytta/spara/", views.move, name="move"),
    path(ONE + "stall-in/", views.cancel_page, name="cancel_page"),
    path(ONE + "stall-in/spara/", views.cancel, name="cancel"),
    path(ONE + "bjud-in/", views.invite, name="invite"),
    path(ONE + "svar/", views.answer_page, name="answer_page"),
    path(ONE + "svar/spara/", views.answer, name="answer"),
    path(ONE + "narvaro/", views.attendance_page, name="attendance_page"),
    path(ONE + "narvaro/spara/", views.record_attendance, name="record_attendance"),
    path(ONE + "narvaro/lista.csv", views.attendance_csv, name="attendance_csv"),
    path(ONE + "skarm/", views.screen, name="screen"),
    path("incheckning/", views.code_page, name="code_page"),
    path("incheckning/<slug:code>/", views.check_in_page, name="check_in_page"),
    path("incheckning/<slug:code>/narvarande/", views.check_in, name="check_in"),
]

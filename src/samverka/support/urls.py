"""Addresses of support, questions and resources."""

from django.urls import path

from samverka.support import views

app_name = "support"
SUPPORT = "natverk/<slug:network>/processtod/"
SEAT = SUPPORT + "<int:participation>/"
QUESTIONS = "natverk/<slug:network>/fragor/"
RESOURCES = "natverk/<slug:network>/metodstod/"
RESOURCE = RESOURCES + "<int:resource>/"

urlpatterns = [
    path("metodstod/", views.public_resources, name="public"),
    path("metodstod/<int:resource>/fil/", views.public_file, name="public_file"),
    path(SUPPORT, views.overview, name="overview"),
    path(SUPPORT + "lista.csv", views.overview_csv, name="overview_csv"),
    path(SEAT, views.seat, name="seat"),
    path(SEAT + "ny/", views.log_page, name="log_page"),
    path(SEAT + "logga/", views.log, name="log"),
    path(SEAT + "steg/<int:step>/klart/", views.mark_done, name="mark_done"),
    path(QUESTIONS, views.questions, name="questions"),
    path(QUESTIONS + "lista.csv", views.questions_csv, name="questions_csv"),
    path(QUESTIONS + "ny/", views.ask_page, name="ask_page"),
    path(QUESTIONS + "stall/", views.ask, name="ask"),
    path(QUESTIONS + "<int:question>/", views.question, name="question"),
    path(QUESTIONS + "<int:question>/svara/", views.answer, name="answer"),
    path(RESOURCES, views.resources, name="resources"),
    path(RESOURCES + "lista.csv", views.resources_csv, name="resources_csv"),
    path(RESOURCES + "begar/", views.request_page, name="request_page"),
    path(RESOURCES + "begar/skicka/", views.request_resource, name="request"),
    path(RESOURCE, views.resource, name="resource"),
    path(RESOURCE + "<int:number>/fil/", views.file, name="file"),
    path(RESOURCE + "beskriv/", views.describe, name="describe"),
    path(RESOURCE + "version/", views.add_version, name="add_version"),
    path(RESOURCE + "flytta/<slug:to>/", views.move, name="move"),
    path(RESOURCE + "sag/<slug:what>/", views.say, name="say"),
]

"""Addresses of networks."""

from django.urls import path

from samverka.networks import views

app_name = "networks"

urlpatterns = [
    path("natverk/nytt/", views.start_page, name="start_page"),
    path("natverk/starta/", views.start, name="start"),
    path("natverk/<slug:network>/villkor/andra/", views.terms_form, name="terms_form"),
    path("natverk/<slug:network>/villkor/spara/", views.set_terms, name="set_terms"),
    path("natverk/<slug:network>/personuppgifter/", views.arrangement, name="arrangement"),
    path("natverk/<slug:network>/personuppgifter/skriv/", views.write_wording, name="write_wording"),
    path("natverk/<slug:network>/stod/", views.funding, name="funding"),
    path("natverk/<slug:network>/stod/spara/", views.note_funding, name="note_funding"),
]

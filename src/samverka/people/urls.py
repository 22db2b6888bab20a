"""Addresses of sign-in and of one's own page."""

from django.urls import include, path

from samverka.people import views

_ours = [
    path("logga-in/skicka-kod/", views.ask_for_code, name="ask_for_code"),
    path("logga-in/kod/", views.code, name="code"),
    path("logga-in/kod/visa-upp/", views.prove, name="prove"),
    path("logga-in/fortsatt/", views.carry_on, name="carry_on"),
    path("logga-ut/", views.sign_out, name="sign_out"),
    path("mitt/", views.own, name="own"),
    path("mitt/om-mig/", views.describe, name="describe"),
    path("mitt/franvaro/", views.absence, name="absence"),
    path("mitt/franvaro/spara/", views.note_absence, name="note_absence"),
    path("mitt/franvaro/<int:absence_id>/tillbaka/", views.come_back, name="come_back"),
    path("mitt/inloggningar/avsluta-andra/", views.end_other_sign_ins, name="end_other_sign_ins"),
    path("mitt/inloggningar/<int:sign_in_id>/avsluta/", views.end_sign_in, name="end_sign_in"),
]

urlpatterns = [
    # allauth leads here by this name when an attempt has to start over.
    path("logga-in/", views.sign_in, name="account_login"),
    path("", include((_ours, "people"))),
]

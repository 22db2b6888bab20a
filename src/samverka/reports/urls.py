"""Addresses of the pages that look at every floor."""

from django.urls import path

from samverka.reports import views

app_name = "reports"

urlpatterns = [
    path("natverk/<slug:network>/", views.network, name="network"),
]

"""Addresses of the pages that look at every floor."""

from django.urls import path

from samverka.reports import views

app_name = "reports"

urlpatterns = [
    path("natverk/<slug:network>/", views.network, name="network"),
    path("natverk/<slug:network>/politiker/<int:participation>/", views.politicians, name="politicians"),
    path("natverk/<slug:network>/ataganden/<int:participation>/", views.commitments, name="commitments"),
    path("kunskap/", views.knowledge, name="knowledge"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
]

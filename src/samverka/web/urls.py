"""All addresses: Swedish without prefix, English under /en/ with the same path."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, register_converter

from samverka.core.months import MonthConverter, YearConverter
from samverka.web import views

register_converter(MonthConverter, "month")
register_converter(YearConverter, "year")

urlpatterns: list[URLPattern | URLResolver] = [
    # For whoever watches over the installation: no language.
    path("healthz", views.alive, name="alive"),
    path("readyz", views.ready, name="ready"),
    *i18n_patterns(
        path("", views.front, name="front"),
        path("", include("samverka.people.urls")),
        path("att-gora/", views.todo, name="todo"),
        path("utkorg/", views.outbox, name="outbox"),
        path("utkorg/lista.csv", views.outbox_csv, name="outbox_csv"),
        path("utkorg/lista.xlsx", views.outbox_xlsx, name="outbox_xlsx"),
        path("natverk/<slug:network>/utskick/", views.send_outs, name="send_outs"),
        path("natverk/<slug:network>/utskick/forbered/", views.prepare_send_out, name="prepare_send_out"),
        path("natverk/<slug:network>/utskick/<int:send_out_id>/", views.send_out, name="send_out"),
        path("natverk/<slug:network>/utskick/<int:send_out_id>/skicka/", views.send_send_out, name="send_send_out"),
        path("exempel/", views.cast, name="cast"),
        path("exempel/ga-in/<int:person_id>/", views.enter, name="enter"),
        path("exempel/brevlada/", views.mailbox, name="mailbox"),
        path("tillganglighet/", views.accessibility, name="accessibility"),
        path("tillganglighet/rapportera/", views.fault_page, name="fault_page"),
        path("tillganglighet/rapportera/skicka/", views.report_fault, name="report_fault"),
        path("tillganglighet/tack/", views.fault_reported, name="fault_reported"),
        path("", include("samverka.calls.urls")),
        path("", include("samverka.goals.urls")),
        path("", include("samverka.cofinancing.urls")),
        path("underlag/<int:rendering_id>/", views.rendering, name="rendering"),
        path("underlag/<int:rendering_id>/hamta/", views.rendering_file, name="rendering_file"),
        path("", include("samverka.networks.urls")),
        path("", include("samverka.teams.urls")),
        path("", include("samverka.enterprises.urls")),
        path("", include("samverka.meetings.urls")),
        path("", include("samverka.hours.urls")),
        path("", include("samverka.support.urls")),
        path("", include("samverka.examples.urls")),
        path("", include("samverka.reports.urls")),
        prefix_default_language=False,
    ),
]

handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler500 = views.broken

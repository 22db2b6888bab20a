"""What a person reads when something is not there, not allowed, not readable or broken."""

from collections.abc import Callable

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path
from pytest_django import DjangoAssertNumQueries

from samverka.core.refusals import Refused
from samverka.web import urls, views

pytestmark = pytest.mark.django_db


def _raise(error: Exception) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


handler400, handler403, handler404, handler500 = (urls.handler400, urls.handler403, urls.handler404, urls.handler500)
urlpatterns = [
    *urls.urlpatterns,
    path("oläsligt/", _raise(BadRequest("x"))),
    path("stängt/", _raise(PermissionDenied())),
    path("nekat/", _raise(Refused("Månaden är låst."))),
    path("trasigt/", _raise(ZeroDivisionError("hemligt"))),
]


@pytest.mark.parametrize(
    ("address", "status", "heading"),
    [
        ("/finns-inte/", 404, "Vi hittar inte den sidan"),
        ("/en/finns-inte/", 404, "We cannot find that page"),
        ("/oläsligt/", 400, "Vi kunde inte läsa det som skickades"),
        ("/stängt/", 403, "Den här sidan är inte öppen för dig"),
        ("/nekat/", 409, "Det går inte att göra nu"),
        ("/trasigt/", 500, "Något gick sönder hos oss"),
    ],
)
@override_settings(ROOT_URLCONF=__name__)
def test_each_error_has_a_plain_page(address: str, status: int, heading: str) -> None:
    response = Client(raise_request_exception=False).get(address)
    html = response.content.decode()
    assert response.status_code == status
    assert f"<h1>{heading}</h1>" in html
    assert "hemligt" not in html
    assert ("Månaden är låst." in html) is (status == 409)


def test_when_all_is_broken_nothing_is_asked(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        response = views.broken(RequestFactory().get("/"))
    assert response.status_code == 500
    assert b"Samverka" in response.content


@override_settings(OPERATOR="Granfors kommun", CONTACT="tillganglighet@granfors.example")
def test_the_accessibility_statement_names_who_answers(client: Client) -> None:
    html = client.get("/tillganglighet/").content.decode()
    for said in (
        "Granfors kommun står bakom",
        "delvis förenlig",
        "Senast bedömd",
        "mailto:tillganglighet@granfors.example",
        "https://www.digg.se/tdosanmalan",
        "12 §",
    ):
        assert said in html


def test_without_an_operator_the_statement_still_stands(client: Client) -> None:
    html = client.get("/tillganglighet/").content.decode()
    assert "Så många som möjligt ska kunna använda den här tjänsten" in html
    assert "mailto:" not in html

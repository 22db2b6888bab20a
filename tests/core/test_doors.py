"""What a reading door lets through, and that a page asks nothing while it is drawn."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.db.models.functions import JSONObject
from django.template import engines
from django.test import RequestFactory
from django.utils.safestring import SafeString, mark_safe

from samverka.core import doors, pages, requestkeys
from samverka.core.actors import SYSTEM
from samverka.core.refusals import Refused
from samverka.places.models import County

pytestmark = pytest.mark.django_db


WRITING = "UPDATE places_county SET name = name"


def test_reading_can_not_write() -> None:
    with connection.cursor() as cursor:
        with doors.only_reading(), pytest.raises(doors.WroteWhileReading, match="UPDATE"):
            cursor.execute(WRITING)
        cursor.execute(WRITING)


def test_json_is_asked_for_by_the_first_page_of_a_process() -> None:
    vars(connection.features).pop("supports_json_field", None)  # nothing has been found out yet
    with doors.only_reading():
        assert list(County.objects.order_by("pk").values_list(JSONObject(name="name"), flat=True)[:1]) != []


@pytest.mark.parametrize("sql", ["SELECT 1", "  (SELECT 1)", "WITH one AS (SELECT 1) SELECT * FROM one"])
def test_questions_are_let_through(sql: str) -> None:
    with doors.only_reading(), connection.cursor() as cursor:
        cursor.execute(sql.strip("( )") if connection.vendor == "sqlite" else sql)
        assert cursor.fetchone() == (1,)


def test_drawing_can_not_ask() -> None:
    with doors.no_asking(), pytest.raises(doors.AskedWhileRendering, match="SELECT"):
        County.objects.count()


def test_a_page_is_drawn_from_what_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    def drawn(template: str, context: dict[str, object], request: object) -> SafeString:
        assert template == "a.html"
        assert context["form"] == "f"
        return mark_safe(engines["django"].from_string("{{ page.word }} {{ layout.word }}").render(context))  # noqa: S308 - fixed text

    monkeypatch.setattr(pages, "render_to_string", drawn)
    request = RequestFactory().get("/")
    response = pages.show(request, "a.html", SimpleNamespace(word="ord"), status=422, form="f")
    assert (response.status_code, response.content) == (422, b"ord ")
    request.build_layout = lambda: SimpleNamespace(word="ram")  # type: ignore[attr-defined]  # hung there by the roof
    assert pages.show(request, "a.html", SimpleNamespace(word="ord"), form="f").content == b"ord ram"


def test_the_key_of_a_request_is_known_inside_it_only() -> None:
    assert requestkeys.current_key() == ""
    with requestkeys.working_under("k"):
        assert requestkeys.current_key() == "k"
    assert requestkeys.current_key() == ""
    assert requestkeys.fresh_key() != requestkeys.fresh_key()


def test_the_system_is_an_actor_and_a_refusal_is_its_sentence() -> None:
    assert (SYSTEM.actor_key, SYSTEM.actor_name) == ("system", "Samverka")
    assert str(Refused("Det går inte.")) == "Det går inte."

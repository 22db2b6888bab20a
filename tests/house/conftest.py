"""What the tests of the house share."""

import logging
from collections.abc import Iterator

import pytest
from django.http import HttpResponseNotFound


@pytest.fixture
def plain_answers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Who is let in is asked here thousands of times; what the page looks like is tested where it lives."""
    monkeypatch.setattr("samverka.core.pages.render_to_string", lambda *_args, **_kwargs: "")
    monkeypatch.setattr("samverka.web.urls.handler404", lambda _request, exception: HttpResponseNotFound())  # noqa: ARG005 - Django's signature
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def no_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands around a page (menu, places, switches) is counted and looked at elsewhere."""
    monkeypatch.setattr("samverka.web.queries.layout", lambda _request: None)

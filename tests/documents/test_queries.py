"""Only the one who asked may wait for a file and fetch it."""

from datetime import datetime
from pathlib import Path

import pytest
from django.http import Http404

from samverka.core.actors import Machine
from samverka.documents import actions, queries

pytestmark = pytest.mark.django_db

MAJ, OVE = Machine("person-1", "Maj Lindberg"), Machine("person-2", "Ove Sandin")


def test_a_rendering_is_its_askers_alone(now: datetime, settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]  # pytest-django's settings
    rendering = actions.ask_for_rendering(kind="pdf", owner="x-1", name="a", values={}, by=MAJ, at=now)
    assert queries.own_rendering(MAJ, rendering.pk) == rendering
    for who, number in ((OVE, rendering.pk), (MAJ, rendering.pk + 1)):
        with pytest.raises(Http404):
            queries.own_rendering(who, number)
    with pytest.raises(Http404):
        queries.ready_document(MAJ, rendering.pk)
    actions.finish_rendering(rendering=rendering, data=b"%PDF", by=MAJ, at=now)
    document = queries.ready_document(MAJ, rendering.pk)
    assert document.shown_name == "a.pdf"
    with pytest.raises(Http404):
        queries.ready_document(OVE, rendering.pk)
    assert queries.one_document(document.pk) == document
    assert list(queries.documents_of("x-1")) == [document]
    with pytest.raises(Http404):
        queries.one_document(document.pk + 1)


def test_the_waiting_page_tells_how_far_it_has_come(now: datetime) -> None:
    rendering = actions.ask_for_rendering(kind="xlsx", owner="x-1", name="a", values={}, by=MAJ, at=now)
    page = queries.rendering_page(rendering)
    assert (page.is_spreadsheet, page.is_ready, page.has_failed, page.size) == (True, False, False, 0)
    assert page.download_href == queries.waiting_address(rendering) + "hamta/"

"""What the worker makes: a spreadsheet or a PDF of a rendering's values. Safe to run twice."""

import logging

from django_tasks import task

from samverka.core import clock
from samverka.core.actors import SYSTEM
from samverka.documents import actions, exports
from samverka.documents.models import Rendering

log = logging.getLogger(__name__)


@task()
def render(rendering_id: int) -> str:
    """Make one file and keep it; `made`, or why not."""
    rendering = Rendering.objects.filter(pk=rendering_id, document__isnull=True).first()
    if rendering is None:
        return "nothing to do"
    try:
        data = exports.rendered(rendering)
    except Exception as fault:
        # Whatever it was, the person who waits must be told; the log has the whole story.
        log.exception("rendering %s could not be made", rendering_id)
        actions.note_fault(rendering=rendering, fault=type(fault).__name__)
        return type(fault).__name__
    actions.finish_rendering(rendering=rendering, data=data, by=SYSTEM, at=clock.now())
    return "made"

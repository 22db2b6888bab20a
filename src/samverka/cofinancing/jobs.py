"""What the worker does for the evidence: packs, and stamps of the journal's heads. Safe to run twice, or late."""

import logging
from datetime import datetime

from django.conf import settings
from django.utils import translation
from django_tasks import task

from samverka.cofinancing import actions, exports, queries
from samverka.cofinancing.models import EvidencePack
from samverka.core import clock
from samverka.core.actors import SYSTEM
from samverka.journal import exports as authority
from samverka.journal import queries as journal

log = logging.getLogger(__name__)
# Real seconds at a time; then whoever waits for a letter or a list has a turn.
AT_A_TIME = 2.0
LAST = -50


@task(priority=LAST)
def make_pack(pack_id: int) -> str:
    """Make some of a pack's files, or seal it when all are there; `made`, how many are left, or why not."""
    pack = queries.one_pack_to_make(pack_id)
    if pack is None:
        return "nothing to do"
    try:
        with translation.override("sv"):
            return _went_on(pack)
    except Exception as fault:
        # Whatever it was, the one who waits must be told; the log has the whole story.
        log.exception("pack %s could not be made", pack_id)
        actions.note_pack_fault(pack=pack, fault=type(fault).__name__)
        return type(fault).__name__


def _went_on(pack: EvidencePack) -> str:
    files = queries.pack_files(pack)
    left = exports.set_some(pack, files, seconds=AT_A_TIME)
    if left:
        make_pack.enqueue(pack.pk)
        return f"{left} left"
    at = clock.now()
    _noted(pack.claim.network.chain, pack.seq, pack.head, at=at)
    data, fingerprint = exports.packed(pack, files)
    actions.finish_pack(pack=pack, data=data, manifest_sha256=fingerprint, by=SYSTEM, at=at)
    exports.clear_folder(pack)
    return "made"


@task(priority=LAST)
def note_head(chain: str) -> str:
    """Have the head of a chain stamped, keep it, and send it to the outside address."""
    head = journal.head(chain)
    return _noted(chain, head.seq, head.hash, at=clock.now()) if head else "nothing to do"


def _noted(chain: str, seq: int, digest: str, *, at: datetime) -> str:
    token, said = None, "noted"
    # From an example nothing goes outside.
    if settings.TSA_URL and not journal.installation().is_example:
        try:
            token = authority.token_for(digest, authority=settings.TSA_URL, roots=settings.TSA_ROOTS)
            said = "stamped"
        except authority.StampError as fault:
            # It is asked again: an authority that is away must not hold up a claim's evidence.
            log.warning("no time stamp for %s %s: %s", chain, seq, fault)
            return str(fault)
    actions.note_head(chain=chain, seq=seq, digest=digest, token=token, at=at)
    return said

"""How an evidence pack becomes a file: PDFs set one by one, a manifest of all hashes, a ZIP with fixed dates.

Only the worker comes here. What has been set is kept in a folder of the pack, so that a job may stop between two files
and go on later: letters with codes need not wait for four hundred reports.
"""

import hashlib
import io
import json
import shutil
import zipfile
from base64 import b64decode
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import monotonic

from django.conf import settings
from django.utils.translation import gettext as _

from samverka.cofinancing.models import EvidencePack
from samverka.cofinancing.queries.evidence import PackFile, last_changed, tokens_of
from samverka.documents import exports as documents

FORMAT, FORMAT_VERSION = "samverka-evidence-pack", 1
MANIFEST = "manifest.json"
_VERIFY = Path(__file__).parent / "verify.py"
# The first day that a ZIP can name: the same content gives the same bytes whenever it is packed.
_DATE = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16


def _folder(pack: EvidencePack) -> Path:
    return Path(settings.MEDIA_ROOT) / "being-made" / f"pack-{pack.pk}"


def set_some(pack: EvidencePack, files: Sequence[PackFile], *, seconds: float) -> int:
    """Make files that are not made yet, for so long; how many are left."""
    folder = _folder(pack)
    until = monotonic() + seconds
    waiting = [file for file in files if not (folder / file.path).exists()]
    for number, file in enumerate(waiting, start=1):
        data = file.text.encode()
        if file.values is not None:
            data = documents.typeset(file.values, template="document", made_at=last_changed(pack))
        target = folder / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        # Whole or not at all: a worker that dies while writing leaves nothing that looks made.
        half = target.with_name(target.name + ".half")
        half.write_bytes(data)
        half.rename(target)
        if monotonic() > until:
            return len(waiting) - number
    return 0


def clear_folder(pack: EvidencePack) -> None:
    """Take away what was kept while the pack was being made."""
    shutil.rmtree(_folder(pack), ignore_errors=True)


def packed(pack: EvidencePack, files: Sequence[PackFile]) -> tuple[bytes, str]:
    """The ZIP of all files, and the manifest's fingerprint."""
    folder = _folder(pack)
    contents = {file.path: (folder / file.path).read_bytes() for file in files}
    tokens = {path: b64decode(token) for path, token in tokens_of(pack).items()}
    contents |= tokens
    contents["verify.py"] = _VERIFY.read_bytes()
    contents["las-mig.txt"] = _read_me(pack, has_tokens=bool(tokens)).encode()
    manifest = sealed(pack, contents)
    contents[MANIFEST] = manifest
    return zipped(contents), hashlib.sha256(manifest).hexdigest()


def sealed(pack: EvidencePack, contents: Mapping[str, bytes]) -> bytes:
    """The manifest: every file with its hash, where the chain ends, and a seal over all of it."""
    values: dict[str, object] = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "network": pack.claim.network.name,
        "chain": pack.claim.network.chain,
        "claim": pack.claim.number,
        "head": {"seq": pack.seq, "hash": pack.head},
        "files": {
            path: {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
            for path, data in sorted(contents.items())
        },
    }
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    values["seal"] = hashlib.sha256(text.encode()).hexdigest()
    return (json.dumps(values, sort_keys=True, ensure_ascii=False, indent=1) + "\n").encode()


def zipped(contents: Mapping[str, bytes]) -> bytes:
    """A ZIP of the files in the order of their names; the same content gives the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for path, data in sorted(contents.items()):
            entry = zipfile.ZipInfo(path, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _READABLE
            entry.create_system = 3
            archive.writestr(entry, data)
    return target.getvalue()


def _read_me(pack: EvidencePack, *, has_tokens: bool) -> str:
    """What is in the pack and how it is tried, for whoever opens it without having seen Samverka."""
    paragraphs = [
        _("Evidence for claim %(number)s, %(network)s")
        % {"number": pack.claim.number, "network": pack.claim.network.name},
        _(
            "ansokan/: the claim with all lines, the co-financing, and a summary of participants per municipality.\n"
            "rapporter/: one report per person and month, with signatures.\n"
            "traffar/: attendance lists of the meetings that time comes from.\n"
            "regelverk/: the version of the rules, each value with its source, and the unit costs.\n"
            "journal/: the network's whole journal, entry by entry; what an entry says only for this claim's months.\n"
            "manifest.json: the SHA-256 of each file."
        ),
        _(
            "To try the pack you need Python 3.8 or later and no network:\n"
            "    python3 verify.py\n"
            "It names every file that was changed, taken away or added, every entry of the journal that was changed or "
            "moved, and every sum that does not hold."
        ),
    ]
    if has_tokens:
        paragraphs.append(
            _(
                "journal/stamplar/ holds time stamps (RFC 3161) of the journal. The number is the entry's; what is "
                "stamped is its hash as 64 characters:\n"
                "    printf %s HASH > head.txt\n"
                "    openssl ts -verify -data head.txt -in journal/stamplar/NUMBER.tsr -CAfile the-authority.pem"
            )
        )
    else:
        paragraphs.append(
            _(
                "No authority of time has stamped this journal. Compare the hash of the last entry, in manifest.json, "
                "with the one that was sent to the network's outside address."
            )
        )
    return "\n\n".join(paragraphs) + "\n"

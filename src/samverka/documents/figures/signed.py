"""Judges a signed PDF: is each signature whole, by whom, vouched for by which issuer, and on which text.

Run as a program of its own, like the one that looks for what acts by itself: what it reads comes from outside, and
pyHanko is to weigh on no server. `python -I signed.py < question > answer`, both JSON; see `judged`.
"""

import base64
import hashlib
import io
import json
import logging
import resource
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader
from pypdf.generic import StreamObject

MEMORY = 1024 * 1024 * 1024
SECONDS = 20
MOST_PAGES, MOST_SIGNATURES, MOST_TEXT = 200, 12, 20_000
# What pyHanko says of a certificate that is past its days.
EXPIRED = "EXPIRED"


def judged(question: Mapping[str, Any]) -> dict[str, Any]:
    """Everything that is to be known about a signed PDF, as plain values.

    The question holds `data` and `issued` (base64), the letter's `number`, `issuers` (PEM) that are trusted to vouch
    for persons, `time_issuers` for time stamps, and `at`, when the file came in.

    The answer holds `fault` (`broken`, `unsigned` or empty), `base` (how the text was compared: `identical`, `text`
    or `differs`), `pages`, `extra_pages`, `has_number` and one entry per signature.
    """
    data = base64.b64decode(question["data"])
    issued = base64.b64decode(question["issued"])
    at = datetime.fromisoformat(question["at"])
    try:
        return _judged(data, issued, question, at)
    except MemoryError:
        raise
    except Exception as fault:  # noqa: BLE001 - a hostile file breaks the readers in ways that nobody has listed
        return {"fault": "broken", "detail": type(fault).__name__, "signatures": []}


def _judged(data: bytes, issued: bytes, question: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    reader = PdfFileReader(io.BytesIO(data), strict=False)
    if reader.encrypted:
        return {"fault": "encrypted", "signatures": []}
    found: Sequence[EmbeddedPdfSignature] = reader.embedded_regular_signatures
    answer = compared(data, issued, number=question["number"])
    roots, time_roots = _certificates(question["issuers"]), _certificates(question["time_issuers"])
    answer["signatures"] = [_signature(one, roots, time_roots, at) for one in found[:MOST_SIGNATURES]]
    answer["fault"] = "" if found else "unsigned"
    return answer


def _certificates(texts: Iterable[str]) -> list[x509.Certificate]:
    return [x509.Certificate.load(pem.unarmor(text.encode())[2]) for text in texts]


# --- The text ---


def squeezed(text: str) -> str:
    """Text without anything that a rewriting program may change: spaces, hyphens at line ends, ligatures."""
    plain = unicodedata.normalize("NFKC", text).replace("\u00ad", "")
    return "".join(plain.split())


def compared(data: bytes, issued: bytes, *, number: str) -> dict[str, Any]:
    """How a file's text relates to the issued one: the same bytes first, or each page whole and in order."""
    ours, theirs = PdfReader(io.BytesIO(issued)), PdfReader(io.BytesIO(data))
    if len(theirs.pages) > MOST_PAGES:
        raise ValueError("more pages than a letter has")
    texts = [page.extract_text() for page in theirs.pages]
    rotated = [number for number, page in enumerate(theirs.pages, start=1) if page.rotation % 360]
    whole = squeezed("".join(texts))
    answer: dict[str, Any] = {
        "has_text": bool(whole),
        "has_number": squeezed(number) in whole,
        "rotated": rotated,
        "extra_pages": [],
        "text": "\n\n".join(texts)[:MOST_TEXT],
        "is_altered": False,
    }
    if data.startswith(issued):
        # What was issued stands first in the file; nothing but signatures may have been laid on it since.
        is_same = [_drawn(page) for page in ours.pages] == [_drawn(page) for page in theirs.pages]
        is_plain = is_same and all(_is_plain(page) for page in theirs.pages)
        return answer | {"base": "identical" if is_plain else "differs", "is_altered": not is_plain}
    wanted = [squeezed(page.extract_text()) for page in ours.pages]
    matched: list[int] = []
    for text in wanted:
        start = matched[-1] + 1 if matched else 0
        place = next((index for index in range(start, len(texts)) if squeezed(texts[index]) == text), None)
        if place is None:
            return answer | {"base": "differs"}
        matched.append(place)
    extra = [index for index in range(len(texts)) if index not in matched]
    answer["extra_pages"] = [{"page": index + 1, "text": texts[index][:MOST_TEXT]} for index in extra]
    is_plain = all(_is_plain(theirs.pages[index]) for index in matched)
    return answer | {"base": "text" if is_plain else "differs", "is_altered": not is_plain}


def _is_plain(page: Any) -> bool:
    """Whether nothing lies on a page but its text and places for signatures."""
    notes = [note.get_object() for note in page.get("/Annots", ())]
    return all(note.get("/Subtype") in {"/Widget", "/Link"} for note in notes)


# What says where a page belongs, and not how it looks.
_ASIDE = frozenset({"/Parent", "/Annots", "/StructParents", "/StructParent", "/Tabs", "/Type"})


def _drawn(page: Any) -> str:
    """A digest of all that a page is drawn of: its content, fonts, pictures, size and turn."""
    digest = hashlib.sha256()
    _add(digest, page, set())
    return digest.hexdigest()


def _add(digest: Any, value: Any, seen: set[int]) -> None:
    value = value.get_object() if value is not None else None
    if isinstance(value, dict | list):
        if id(value) in seen:
            return
        seen.add(id(value))
    if isinstance(value, dict):
        digest.update(b"<")
        for key in sorted(set(value) - _ASIDE):
            digest.update(key.encode())
            if key != "/Length":
                _add(digest, value[key], seen)
        digest.update(b">")
        if isinstance(value, StreamObject):
            digest.update(hashlib.sha256(value._data).digest())  # noqa: SLF001 - the bytes as they lie in the file
    elif isinstance(value, list):
        digest.update(b"[")
        for inner in value:
            _add(digest, inner, seen)
        digest.update(b"]")
    else:
        digest.update(repr(value).encode())


# --- The signatures ---


def _signature(
    one: EmbeddedPdfSignature,
    roots: Sequence[x509.Certificate],
    time_roots: Sequence[x509.Certificate],
    at: datetime,
) -> dict[str, Any]:
    certificate = one.signer_cert
    facts: dict[str, Any] = {
        "field": one.field_name,
        "name": _common_name(certificate.subject),
        "subject": certificate.subject.human_friendly,
        "issuer": certificate.issuer.human_friendly,
        "issuer_name": _common_name(certificate.issuer) or certificate.issuer.human_friendly,
        "certificate_sha256": hashlib.sha256(certificate.dump()).hexdigest(),
        "key_sha256": hashlib.sha256(certificate.public_key.dump()).hexdigest(),
        "valid_until": certificate.not_valid_after.isoformat(),
        "problem": "",
    }
    said = one.self_reported_timestamp
    facts["said_at"] = said.isoformat() if said else ""
    try:
        status = _status(one, roots, time_roots, at)
        facts |= _time_stamp(status)
        if facts["time_stamp"] == "trusted":
            # It was signed when the time stamp says, so that is when the certificate has to hold.
            status = _status(one, roots, time_roots, datetime.fromisoformat(facts["stamped_at"]), stamped_at=at)
    except Exception as fault:  # noqa: BLE001 - as in `judged`
        return facts | {"problem": "broken", "detail": type(fault).__name__, "time_stamp": "", "stamped_at": ""}
    facts["algorithm"] = f"{status.pkcs7_signature_mechanism} {status.md_algorithm}"
    facts["anchor_sha256"] = _anchor(status)
    facts["non_repudiation"] = _vouches(certificate)
    facts["problem"] = _problem(status)
    facts["report"] = status.pretty_print_details()[:MOST_TEXT]
    return facts


def _status(
    one: EmbeddedPdfSignature,
    roots: Sequence[x509.Certificate],
    time_roots: Sequence[x509.Certificate],
    at: datetime,
    *,
    stamped_at: datetime | None = None,
) -> PdfSignatureStatus:
    # Swedish issuers differ in which of the two key usages they write; the network's list says where both are needed.
    usage = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False)
    return validate_pdf_signature(
        one,
        signer_validation_context=ValidationContext(trust_roots=roots, moment=at, allow_fetching=False),
        ts_validation_context=ValidationContext(trust_roots=time_roots, moment=stamped_at or at, allow_fetching=False),
        key_usage_settings=usage,
    )


def _problem(status: PdfSignatureStatus) -> str:
    """The word for what stops a signature from counting; empty when nothing does."""
    if not (status.intact and status.valid):
        return "broken"
    if status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        return "partial"
    level = status.modification_level
    if not status.docmdp_ok or level is None or level > ModificationLevel.FORM_FILLING:
        return "changed"
    if not status.trusted:
        indication = status.trust_problem_indic
        word = indication.standard_name if indication else ""
        return "expired" if EXPIRED in word or "OUT_OF_BOUNDS" in word else "revoked" if "REVOKED" in word else "issuer"
    return ""


def _time_stamp(status: PdfSignatureStatus) -> dict[str, str]:
    stamped = status.timestamp_validity
    if stamped is None:
        return {"time_stamp": "", "stamped_at": ""}
    word = "broken" if not (stamped.intact and stamped.valid) else "trusted" if stamped.trusted else "unknown"
    return {"time_stamp": word, "stamped_at": stamped.timestamp.astimezone(UTC).isoformat()}


def _anchor(status: PdfSignatureStatus) -> str:
    """The certificate on the list that the signature leads to."""
    path = status.validation_path
    if path is None or not status.trusted:
        return ""
    certificate = getattr(path.trust_anchor, "certificate", None)
    return hashlib.sha256(certificate.dump()).hexdigest() if certificate else ""


def _vouches(certificate: x509.Certificate) -> bool:
    usage = certificate.key_usage_value
    return bool(usage and "non_repudiation" in usage.native)


def _common_name(name: x509.Name) -> str:
    native = name.native
    said = native.get("common_name") or " ".join(
        str(native[part]) for part in ("given_name", "surname") if native.get(part)
    )
    return str(said[0] if isinstance(said, list) else said)


def main() -> None:
    """Read a question from standard input and print the answer."""
    logging.disable(logging.CRITICAL)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    if sys.platform == "linux":  # macOS does not hold a limit of address space
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        answer = judged(json.load(sys.stdin))
    except MemoryError:
        answer = {"fault": "broken", "detail": "MemoryError", "signatures": []}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()

"""A chain's head handed to an outside authority of time (RFC 3161). Only the worker asks; the client is loaded there.

What is stamped is the entry's hash as it is written, 64 hexadecimal digits: whoever has the pack can write the same
line into a file and ask `openssl ts -verify` about it.
"""

import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

# Real seconds; an authority that is slower is asked again later.
PATIENCE = 20
MOST_BYTES = 100_000
_CONTENT = "application/timestamp-query"


class StampError(Exception):
    """The authority gave no token that holds for what it was asked about."""


@dataclass(frozen=True, slots=True)
class Token:
    """The authority's answer as it came, and the time that it vouches for."""

    answer: bytes
    at: datetime


def token_for(digest: str, *, authority: str, roots: str = "") -> Token:
    """Ask an authority to stamp a hash, and look at what it answers.

    Args:
        digest: the hash as it is written in the journal.
        authority: the address of the authority.
        roots: a file of trusted certificates (PEM); without one the signature is left for the auditor to check.

    Raises:
        StampError: when it does not answer, or answers with anything but a token for just this hash.
    """
    import rfc3161_client as tsp  # noqa: PLC0415 - only the worker needs it

    fault = ""
    # An answer with several certificates in another order than DER wants can't be read; one without certificates can.
    for with_certificate in (True, False):
        request = (
            tsp.TimestampRequestBuilder()
            .data(digest.encode())
            .hash_algorithm(tsp.HashAlgorithm.SHA256)
            .cert_request(cert_request=with_certificate)
            .build()
        )
        answer = _asked(authority, request.as_bytes())
        try:
            response = tsp.decode_timestamp_response(answer)
        except ValueError as wrong:
            fault = f"the answer can not be read: {wrong}"
            continue
        if response.status not in {tsp.PKIStatus.GRANTED, tsp.PKIStatus.GRANTED_WITH_MODS}:
            raise StampError(f"the authority refused: {response.status_string}")
        about = response.tst_info
        if about.message_imprint.message != request.message_imprint.message or about.nonce != request.nonce:
            raise StampError("the answer is about something else")
        if roots:
            _check_signature(tsp, response, digest, Path(roots).read_bytes())
        return Token(answer, about.gen_time)
    raise StampError(fault)


def _asked(authority: str, request: bytes) -> bytes:
    if not authority.startswith(("http://", "https://")):
        raise StampError("the authority's address must begin with http:// or https://")
    asked = urllib.request.Request(authority, data=request, headers={"Content-Type": _CONTENT})  # noqa: S310 - looked at above
    try:
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310 - as above
            data: bytes = answer.read(MOST_BYTES)
    except (OSError, urllib.error.URLError) as fault:
        raise StampError(f"no answer: {fault}") from fault
    return data


def _check_signature(tsp, response, digest: str, pem: bytes) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - the worker's module and its answer
    from cryptography import x509  # noqa: PLC0415 - as in `token_for`

    builder = tsp.VerifierBuilder()
    for certificate in x509.load_pem_x509_certificates(pem):
        builder = builder.add_root_certificate(certificate)
    try:
        builder.build().verify_message(response, digest.encode())
    except (tsp.VerificationError, ValueError) as fault:
        raise StampError(f"the signature does not hold: {fault}") from fault

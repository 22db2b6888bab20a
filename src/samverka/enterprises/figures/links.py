"""Links that work once: what is kept of them."""

from hashlib import sha256


def fingerprint(token: str) -> str:
    """What is kept of a link; the link itself stands in the letter alone."""
    return sha256(token.encode()).hexdigest()

"""What may be stored: yes, or which reason."""

import pytest
from django.utils import translation

from samverka.documents import rules
from samverka.documents.figures.content import ContentType


@pytest.mark.parametrize(
    ("kind", "size", "reason"),
    [
        (ContentType.PDF, 1, ""),
        (ContentType.XLSX, rules.MOST_BYTES, ""),
        (ContentType.PDF, rules.MOST_BYTES + 1, "larger than 10 MB"),
        (ContentType.PDF, 0, "empty"),
        (None, 0, "empty"),
        (None, 5, "Only PDF"),
    ],
)
def test_may_store(kind: ContentType | None, size: int, reason: str) -> None:
    with translation.override("en"):
        verdict = rules.may_store(content_type=kind, size=size)
        assert bool(verdict) is not bool(reason)
        assert reason in str(verdict.reason)


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("clean", ""),
        ("encrypted", "locked"),
        ("active", "runs by itself"),
        ("files", "other files"),
        ("broken", "can not be read"),
        ("", "can not be read"),
    ],
)
def test_is_safe_pdf(fault: str, reason: str) -> None:
    with translation.override("en"):
        verdict = rules.is_safe_pdf(fault)
        assert bool(verdict) is not bool(reason)
        assert reason in str(verdict.reason)

import pytest

from samverka.people import rules


@pytest.mark.parametrize(
    ("is_example", "is_anyone_here", "may"),
    [(False, False, True), (True, False, False), (False, True, False), (True, True, False)],
)
def test_an_installation_is_opened_once_and_is_no_example(is_example, is_anyone_here, may) -> None:
    verdict = rules.may_open_installation(is_example=is_example, is_anyone_here=is_anyone_here)
    assert bool(verdict) is may
    assert bool(verdict.reason) is not may

"""A yes, or a no with its reason."""

import pytest

from samverka.core.refusals import Refused
from samverka.core.verdicts import YES, no


def test_yes_lets_the_act_through() -> None:
    assert YES
    YES.or_refuse()


def test_no_stops_the_act_with_its_reason() -> None:
    verdict = no("The month is locked.")
    assert not verdict
    with pytest.raises(Refused) as refused:
        verdict.or_refuse()
    assert str(refused.value) == "The month is locked."

"""Chance that falls the same way each time: every draw has its own seed, made of what it is about.

So that a draw added somewhere does not change all that come after it.
"""

import random


def draw(*about: object) -> random.Random:
    """A source of chance for one question."""
    return random.Random("|".join(map(str, about)))  # noqa: S311 - an example, the same each time, no secret


def happens(percent: int, *about: object) -> bool:
    """Whether something happens that happens so often."""
    return draw(*about).randrange(100) < percent

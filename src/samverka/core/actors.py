"""Whoever can have done something: known to the journal by a key and a name."""

from dataclasses import dataclass
from typing import Protocol


class Actor(Protocol):
    """A key that never changes and a name that may."""

    @property
    def actor_key(self) -> str:
        """Stable key, without personal data, for example `person-17`."""

    @property
    def actor_name(self) -> str:
        """The name to show; kept only in the journal's payload."""


@dataclass(frozen=True, slots=True)
class Machine:
    """The system itself as an actor: a job, the clock, the builder of an example."""

    actor_key: str = "system"
    actor_name: str = "Samverka"


SYSTEM = Machine()

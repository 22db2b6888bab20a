"""The one exception of the engine: a sentence to a person, in Swedish and in English."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """The same sentence in both languages. Says ``str`` in Swedish, the language of the product."""

    sv: str
    en: str

    def __str__(self) -> str:
        return self.sv

    def told(self, lang: str) -> str:
        """Return the sentence in ``lang``, "sv" or "en"."""
        return self.en if lang == "en" else self.sv


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error of the program
    """The engine can't answer, and says why: which row, which rule, what can be done.

    ``sv`` and ``en`` carry the sentence. ``conflict`` is true where everything could be read but the rules can't
    be met together.
    """

    def __init__(self, sv: str, en: str, *, conflict: bool = False) -> None:
        super().__init__(sv)
        self.conflict = conflict
        self.sv = sv
        self.en = en

    def told(self, lang: str) -> str:
        """Return the sentence in ``lang``, "sv" or "en"."""
        return self.en if lang == "en" else self.sv

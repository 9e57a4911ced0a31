"""What the machine had made of sentences that people corrected, as the corrections file says of each correction.

A build and a renewed corpus have it from there alone, so that both say the same, whatever the machine makes today.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bilingual.memory.decisions import TRANSLATING, Decision
from bilingual.memory.journal import Position

if TYPE_CHECKING:
    from bilingual.memory.journal import Journal

    # Languages, source and a person's translation → the machine's.
    Words = dict[tuple[tuple[str, str], str, str], str]


@dataclass(slots=True)
class Replaced:
    """The machine's words of all corrections in a file that have them; each line is read once. They stay in memory."""

    _words: Words = field(default_factory=dict)
    _position: Position = field(default_factory=Position)

    def read(self, journal: Journal) -> None:
        """Take what the file has by now. Raises what reading it raises."""
        for _, found in journal.read(self._position):
            if isinstance(found, Decision) and found.action in TRANSLATING and found.was and found.target:
                self._words[found.languages, found.source, found.target] = found.was

    def of(self, languages: tuple[str, str], source: str, target: str) -> str | None:
        """Return what the machine had made where people wrote ``target``, None where nobody noted it."""
        return self._words.get((languages, source, target))

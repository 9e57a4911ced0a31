"""A term of a glossary, and a term where it stands in a sentence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A term and its targets, the preferred one first; ``note`` is for people."""

    source: str
    targets: tuple[str, ...]
    note: str = ""

    @property
    def is_verbatim(self) -> bool:
        """Whether the term is not to be translated."""
        return self.source in self.targets[:1]


@dataclass(frozen=True, slots=True)
class Term:
    """A term where it stands in a sentence (in NFC): ``text`` is ``sentence[start:end]``.

    ``plural`` says that it stands there in a plural which the glossary does not give.
    """

    entry: Entry
    text: str
    start: int
    end: int
    plural: bool = False

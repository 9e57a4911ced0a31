"""A term of a glossary, and a term where it stands in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from bilingual.data import Entry

__all__ = ["Entry", "Term"]


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

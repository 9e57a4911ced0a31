"""A segment that a search found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bilingual.data import Pair, Span


@dataclass(frozen=True, slots=True)
class Hit:
    """A segment that was found, with what is known of its article; empty where nothing is.

    ``matches`` are, for the source and the target, where the words stand that were looked for, in characters.
    """

    pair: Pair
    date: str
    publisher: str
    title: str
    matches: tuple[tuple[Span, ...], tuple[Span, ...]]

    @property
    def id(self) -> str:
        """The id of the segment."""
        return self.pair.segment.id

    @property
    def texts(self) -> tuple[str, str]:
        """The source and the target."""
        return self.pair.segment.text, self.pair.translation.text

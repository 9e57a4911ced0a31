"""What goes into sentence alignment and what comes out: sentences, anchors, beads. Plain frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

# How many French and English sentences a bead may hold. The first is taken where others are worth as much.
SHAPES: Final = (
    *((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2), (1, 4), (4, 1), (3, 3), (1, 5), (5, 1)),
)
# Sentences of one side in a bead.
WIDEST: Final = 5


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of one text. ``paragraph`` is the number of its paragraph; 0 for all where none are known."""

    text: str
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences of both texts that say the same, or of one text alone.

    ``fr`` and ``en`` are ranges of sentences, counted from 0: first, and the one behind the last; equal where that side
    is empty. ``similarity`` is 0 to 1000: the mean cosine of what both sides hold, in thousandths; 0 for an empty side.
    """

    fr: tuple[int, int]
    en: tuple[int, int]
    similarity: int = 0

    @property
    def shape(self) -> tuple[int, int]:
        """Return how many French and English sentences it holds.

        >>> Bead((0, 1), (0, 2), 640).shape
        (1, 2)
        """
        return self.fr[1] - self.fr[0], self.en[1] - self.en[0]


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a person knows: these two sentences (counted from 0) are in one bead.

    None on one side says that the other sentence has no counterpart.
    """

    fr: int | None
    en: int | None

    def __str__(self) -> str:
        """Name it in an error, with sentences counted from 1.

        >>> f"{Anchor(2, 4)}, {Anchor(2, None)}, {Anchor(None, 4)}"
        'French 3 = English 5, French 3 = nothing, nothing = English 5'
        """
        french = "nothing" if self.fr is None else f"French {self.fr + 1}"
        return f"{french} = {'nothing' if self.en is None else f'English {self.en + 1}'}"


class Verdict(StrEnum):
    """What two texts are to each other."""

    TRANSLATION = "translation"
    ONE_LANGUAGE = "one-language"
    EXCHANGED = "exchanged"
    UNRELATED = "unrelated"
    REORDERED = "reordered"

    @property
    def words(self) -> str:
        """Say it to people, as the end of a line that names both texts.

        >>> Verdict.UNRELATED.words
        'do not say the same'
        """
        return _WORDS[self]


_WORDS: Final = {
    Verdict.TRANSLATION: "are translations of each other",
    Verdict.ONE_LANGUAGE: "are in one language",
    Verdict.EXCHANGED: "are English and French, not French and English",
    Verdict.UNRELATED: "do not say the same",
    Verdict.REORDERED: "have their parts in another order",
}

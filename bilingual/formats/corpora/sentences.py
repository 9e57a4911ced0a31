"""An article with its pairs → two texts in sentences, numbered from 1, and the links between them.

Corpus tools know each language as a text by itself, and the alignment as numbers of sentences. The sentences of a bead
of several are found once more: its texts do not say where one ends. Where there come out others than the bead counts (a
person corrected it, or other pieces lay between), that side is one sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from bilingual.formats.documents.laid_out import plain
from bilingual.segmentation import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bilingual.data import Kind, Pair

SIDES = (0, 1)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of one side: its number within the article, and what the pair says of its paragraph."""

    number: int
    paragraph: int
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Which sentences of either side a pair holds, in order; none on a side that has no counterpart."""

    pair: Pair
    sides: tuple[tuple[Sentence, ...], tuple[Sentence, ...]]

    @property
    def numbers(self) -> tuple[list[int], list[int]]:
        """Return the numbers of the sentences of either side."""
        source, target = self.sides
        return [one.number for one in source], [one.number for one in target]

    @property
    def certainty(self) -> float | None:
        """Return how sure it is, as ``certainty_of`` has it."""
        return certainty_of(self.pair)


def certainty_of(pair: Pair) -> float | None:
    """Return how sure a pair is, from 0 to 1: of aligned texts the similarity of both sides, of translations trust.

    None where nobody reckoned either.
    """
    return pair.translation.trust if pair.alignment is None else pair.alignment.similarity / 1000


def links_of(pairs: Iterable[Pair], languages: tuple[str, str]) -> list[Link]:
    """Return the links of an article; pairs that have no text at all are left out."""
    found: list[Link] = []
    counts = [0, 0]
    for pair in pairs:
        sides = []
        for side, text, language in zip(SIDES, (pair.segment.text, pair.translation.text), languages, strict=True):
            texts = _sentences(text, _counted(pair, side), language)
            first = counts[side] + 1
            counts[side] += len(texts)
            sides.append(
                tuple(
                    Sentence(number, pair.segment.paragraph, pair.segment.kind, one)
                    for number, one in enumerate(texts, first)
                )
            )
        if any(sides):
            found.append(Link(pair, (sides[0], sides[1])))
    return found


def paragraphs(links: Iterable[Link], side: int) -> Iterator[tuple[Kind, Sequence[Sentence]]]:
    """Yield the paragraphs of one side that have sentences, each with its kind."""
    sentences = (sentence for link in links for sentence in link.sides[side])
    for (_, kind), group in groupby(sentences, key=lambda one: (one.paragraph, one.kind)):
        yield kind, list(group)


def _counted(pair: Pair, side: int) -> int:
    """Return how many sentences a side has by its bead; a pair of nobody's alignment is of one and one."""
    numbers = pair.alignment.bead.split("-") if pair.alignment else []
    return int(numbers[side]) if len(numbers) == len(SIDES) and numbers[side].isdecimal() else 1


def _sentences(text: str, wanted: int, language: str) -> list[str]:
    """Return the sentences of a text: so many as are wanted, or the text as one; none where it is empty.

    >>> _sentences("Il dort. Elle lit.", 2, "fr"), _sentences("Il dort. Elle lit.", 3, "fr"), _sentences(" ", 1, "fr")
    (['Il dort.', 'Elle lit.'], ['Il dort. Elle lit.'], [])
    """
    whole = plain(text)
    if wanted > 1:
        parts = [part for start, end in sentence_spans(text, language) if (part := plain(text[start:end]))]
        if len(parts) == wanted:
            return parts
    return [whole] if whole.strip() else []

"""Key word in context: what stands left of it, it, what stands right of it, and its counterpart in the other text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bilingual.corpus.search.hits import Hit
    from bilingual.data import Links, Span

_LINKED = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Line:
    """One place where a word stands that was looked for: ``node`` in the text of ``side`` (0 source, 1 target)."""

    hit: Hit
    side: int
    node: Span
    languages: tuple[str, str]

    @property
    def text(self) -> str:
        """The text with the node."""
        return self.hit.texts[self.side]

    @property
    def aligned(self) -> str:
        """The other text."""
        return self.hit.texts[1 - self.side]

    @property
    def left(self) -> str:
        """What stands before the node."""
        return self.text[: self.node[0]]

    @property
    def word(self) -> str:
        """The node."""
        return self.text[slice(*self.node)]

    @property
    def right(self) -> str:
        """What stands behind the node."""
        return self.text[self.node[1] :]

    @property
    def counterparts(self) -> tuple[Span, ...]:
        """Where in the other text stands what says the same, in characters; nothing where that is not sure.

        By the links of the corpus where it has some, else they are made now, without a model.
        """
        return counterparts(self.links, self.side, self.node)

    @property
    def links(self) -> Links:
        """The word links of the segment; none of languages that nothing links."""
        if self.hit.pair.links is not None:
            return self.hit.pair.links
        if self.languages != _LINKED:
            return ()
        return _linked_now(self.hit.texts)


# A sentence may have many lines, one after another.
@lru_cache(maxsize=4)
def _linked_now(texts: tuple[str, str]) -> Links:
    from bilingual.alignment.words import link_words  # late: it imports numpy

    return tuple(tuple(link) for link in link_words(*texts))  # type: ignore[misc]


def lines_of(hit: Hit, languages: tuple[str, str]) -> list[Line]:
    """Return the lines of a hit: of the source, or of the target where the words stand only there."""
    side = 0 if hit.matches[0] else 1
    return [Line(hit, side, node, languages) for node in hit.matches[side]]


def counterparts(links: Links, side: int, node: Span) -> tuple[Span, ...]:
    """Return the stretches of the other text that are linked with a node, in order; neighbours become one.

    >>> counterparts(((0, 2, 0, 3), (3, 7, 10, 13), (3, 7, 14, 17)), 0, (3, 7))
    ((10, 17),)
    """
    here, there = ((0, 1), (2, 3)) if side == 0 else ((2, 3), (0, 1))
    linked = {(link[there[0]], link[there[1]]) for link in links if link[here[0]] < node[1] and node[0] < link[here[1]]}
    return tuple(_joined(sorted(linked)))


def _joined(spans: Iterable[Span]) -> list[Span]:
    found: list[Span] = []
    for start, end in spans:
        if found and start <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found

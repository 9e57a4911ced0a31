"""Key word in context: what stands left of it, it, what stands right of it, and its counterpart in the other text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bilingual.corpus.search.matching import nodes_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bilingual.corpus.search.hits import Hit
    from bilingual.corpus.search.query import Query
    from bilingual.data import Links, Span

_LINKED = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Line:
    """One place where stands what was looked for: ``node`` in the text of ``side`` (0 source, 1 target), in characters.

    Of several words it reaches from the first to the last of those that stand closest together.
    """

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
    def lit(self) -> tuple[Span, ...]:
        """Where in the text with the node all stands that was looked for, in characters."""
        return self.hit.matches[self.side]

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
        """Where in the other text stands what says the same as what was asked for; nothing where that is not sure.

        By the links of the corpus where it has some, else they are made now, without a model.
        """
        inside = [span for span in self.lit if self.node[0] <= span[0] and span[1] <= self.node[1]]
        return counterparts(self.links, self.side, *inside)

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


def lines_of(hit: Hit, query: Query, languages: tuple[str, str]) -> list[Line]:
    """Return the lines of a hit: of the text in which most of the words that were asked for stand, else of the source.

    A word that was asked for alone has a line for each place; several have one for each of the ``stretches`` that hold
    them.
    """
    spans, nodes = zip(
        *(nodes_in(query.wanted, text, side, languages[side]) for side, text in enumerate(hit.texts)), strict=True
    )
    side = int(sum(map(bool, nodes[1])) > sum(map(bool, nodes[0])))
    words = spans[side]
    return [Line(hit, side, (words[first][0], words[last][1]), languages) for first, last in stretches(nodes[side])]


def stretches(nodes: Sequence[Sequence[Span]]) -> list[Span]:
    """Return what lines of a concordance are about in a text: ``nodes`` are where each thing asked for stands in it.

    All are numbers of words, the first and the last, ascending and apart. Where only one thing stands there, these are
    all its places; of several the shortest stretches that have each of them, and no two stretches share a word.
    ``stretchesOf`` in ``formats/html/assets/query.js`` does the same.

    >>> stretches([[(0, 0), (7, 7)], [(5, 6), (20, 21)]]), stretches([[(0, 0), (7, 7)], []])
    ([(5, 7)], [(0, 0), (7, 7)])
    """
    lists = [places for places in nodes if places]
    if len(lists) < 2:  # noqa: PLR2004 - several
        return list(lists[0]) if lists else []
    tight: list[Span] = []
    following = [0] * len(lists)
    for first in sorted(first for places in lists for first, _ in places):
        end = first
        for number, places in enumerate(lists):
            while following[number] < len(places) and places[following[number]][0] < first:
                following[number] += 1
            if following[number] == len(places):
                return _shortest(tight)
            end = max(end, places[following[number]][1])
        # What begins later and ends no later is tighter.
        while tight and tight[-1][1] >= end:
            tight.pop()
        tight.append((first, end))
    return _shortest(tight)


def _shortest(spans: Sequence[Span]) -> list[Span]:
    """Return those of ascending stretches that share no word, the shortest chosen first."""
    left = [True] * len(spans)
    kept = []
    for number in sorted(range(len(spans)), key=lambda number: (spans[number][1] - spans[number][0], number)):
        if not left[number]:
            continue
        kept.append(number)
        first, last = spans[number]
        at = number
        while at < len(spans) and spans[at][0] <= last:
            left[at] = False
            at += 1
        at = number
        while at >= 0 and spans[at][1] >= first:
            left[at] = False
            at -= 1
    return [spans[number] for number in sorted(kept)]


def counterparts(links: Links, side: int, *nodes: Span) -> tuple[Span, ...]:
    """Return the stretches of the other text that are linked with nodes, in order; neighbours become one.

    >>> counterparts(((0, 2, 0, 3), (3, 7, 10, 13), (3, 7, 14, 17)), 0, (3, 7))
    ((10, 17),)
    """
    here, there = ((0, 1), (2, 3)) if side == 0 else ((2, 3), (0, 1))
    linked = {
        (link[there[0]], link[there[1]])
        for link in links
        if any(link[here[0]] < end and start < link[here[1]] for start, end in nodes)
    }
    return tuple(_joined(sorted(linked)))


def _joined(spans: Iterable[Span]) -> list[Span]:
    found: list[Span] = []
    for start, end in spans:
        if found and start <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found

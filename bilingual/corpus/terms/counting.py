"""Counts of any number of things in bounded memory: what is seen often is sure to stay.

In the manner of lossy counting (Manku and Motwani 2002, https://dl.acm.org/doi/10.5555/1287369.1287400): once there are
more different things than fit, the rarest are let go, and what is seen later is counted from then on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Different things that are counted at once: some 60 MB of memory.
MOST = 400_000
# Of these, the share that is kept when they are too many.
_KEPT = 0.75


class Counts:
    """Counts things. No count is too high; where memory was short, one may be too low, by up to ``missed``.

    >>> counts = Counts(most=2)
    >>> counts.add(["a", "a", "b", "c", "a"])
    >>> dict(counts.items()), counts.missed
    ({'a': 3}, 1)
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._counts: dict[str, int] = {}
        self.missed = 0

    def add(self, things: Iterable[str]) -> None:
        """Count some things, each as often as it comes."""
        counts = self._counts
        for thing in things:
            counts[thing] = counts.get(thing, 0) + 1
        if len(counts) > self._most:
            self._let_go()

    def __iter__(self) -> Iterator[str]:
        return iter(self._counts)

    def items(self) -> Iterator[tuple[str, int]]:
        """Yield things and their counts, in the order in which they came."""
        yield from self._counts.items()

    def of(self, thing: str) -> int:
        """Return the count of a thing, 0 where it is not known."""
        return self._counts.get(thing, 0)

    def _let_go(self) -> None:
        """Let the rarest go, as many as make room."""
        by_count = sorted(self._counts.values())
        highest = by_count[max(0, len(by_count) - int(self._most * _KEPT) - 1)]
        self._counts = {thing: count for thing, count in self._counts.items() if count > highest}
        self.missed += highest

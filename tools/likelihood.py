"""How likely each bead is among all ways through the band of two texts: forward and backward sums, in logarithms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bilingual.alignment.beads import SHAPES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bilingual.alignment.vectors import Floats, Ints

    # Row (a French border), number of the shape → the beads of the shape that end in the row's band.
    Worth = Callable[[int, int], Floats]
    # Row, number of the shape, where in the row's band the shares begin, the shares.
    Share = Callable[[int, int, int, Floats], None]

_NEVER = -1e9
_FRENCH_ALONE = (1, 0)


@dataclass(frozen=True)
class Alone:
    """How likely each sentence is alone, and how often a run of such begins."""

    fr: Floats
    en: Floats
    runs: float


@dataclass(frozen=True)
class _Row:
    """Sums over the ways to the borders of a row by what they end in, or over the ways on from there.

    A run of sentences alone is French ones first: of those in other orders, that are the same beads, none is counted.
    """

    bead: Floats
    french: Floats
    english: Floats


@dataclass(frozen=True)
class Lattice:
    """The band (``low`` and ``high`` as in ``alignment/search.py``) and what beads in it are worth, as logarithms.

    A run of sentences alone is worth ``opening`` besides.
    """

    low: Ints
    high: Ints
    worth: Worth
    alone_fr: Floats
    alone_en: Floats
    opening: float

    def shares(self, share: Share) -> Alone:
        """Tell ``share`` how likely the beads of every row and shape are; return how likely sentences are alone."""
        forward, last = self._forward(), len(self.low) - 1
        total = float(_all(forward[-1])[-1])
        # What goes on from each row, without the English sentences along it.
        ahead = [np.full(self._width(row), _NEVER) for row in range(last + 1)]
        ahead[last][-1] = 0
        french, english, runs = np.zeros(len(self.alone_fr)), np.zeros(len(self.alone_en)), 0.0
        down = np.full(self._width(last), _NEVER)
        for row in range(last, -1, -1):
            here, before = self._english(row), forward[row]
            # All that leaves this row by a bead is in by now.
            on = np.logaddexp.accumulate((ahead[row] + here)[::-1])[::-1] - here
            along = np.append(np.diff(here) + on[1:], _NEVER)
            entered = before.bead + self.opening
            french_too = np.logaddexp(entered, before.french)
            english[self.low[row] : self.high[row]] += _likelihood(
                (np.logaddexp(french_too, before.english) + along - total)[:-1]
            )
            runs += _likelihood(entered + along - total).sum() + _likelihood(entered + down - total).sum()
            if row < last:
                french[row] += _likelihood(french_too + down - total).sum()
            after = np.logaddexp(ahead[row], np.logaddexp(along, down) + self.opening)
            for number, shape in enumerate(SHAPES):
                place = self._overlap(row, shape)
                if place:
                    ends, begins = place
                    leaving = self.worth(row, number)[ends] + after[ends]
                    above = ahead[row - shape[0]]
                    above[begins] = np.logaddexp(above[begins], leaving)
                    share(row, number, ends.start, _likelihood(_all(forward[row - shape[0]])[begins] + leaving - total))
            if row:
                going = np.logaddexp(ahead[row], np.logaddexp(along, down)) + self.alone_fr[row - 1]
                down = self._moved(row, going)
        return Alone(french, english, runs)

    def _moved(self, row: int, going: Floats) -> Floats:
        """Return what a French sentence alone leads on to, for the borders of the row before ``row``."""
        found = np.full(self._width(row - 1), _NEVER)
        place = self._overlap(row, _FRENCH_ALONE)
        if place:
            found[place[1]] = going[place[0]]
        return found

    def _width(self, row: int) -> int:
        return int(self.high[row] - self.low[row]) + 1

    def _english(self, row: int) -> Floats:
        """Return what the English sentences before each border of a row are worth alone, all together."""
        found = np.concatenate([np.zeros(1), np.cumsum(self.alone_en[self.low[row] : self.high[row]])])
        return np.asarray(found, np.float64)

    def _forward(self) -> list[_Row]:
        """Return, by row, the sums over all ways to each border."""
        start = np.full(self._width(0), _NEVER)
        start[0] = 0
        rows = [self._along(0, start, np.full(self._width(0), _NEVER))]
        for row in range(1, len(self.low)):
            bead, french = np.full(self._width(row), _NEVER), np.full(self._width(row), _NEVER)
            for number, shape in enumerate(SHAPES):
                place = self._overlap(row, shape)
                if place:
                    ends, begins = place
                    step = _all(rows[row - shape[0]])[begins] + self.worth(row, number)[ends]
                    bead[ends] = np.logaddexp(bead[ends], step)
            place = self._overlap(row, _FRENCH_ALONE)
            if place:
                before = np.logaddexp(rows[-1].bead + self.opening, rows[-1].french)
                french[place[0]] = before[place[1]] + self.alone_fr[row - 1]
            rows.append(self._along(row, bead, french))
        return rows

    def _along(self, row: int, bead: Floats, french: Floats) -> _Row:
        """Add the ways that end in English sentences alone along a row."""
        here = self._english(row)
        ways = np.logaddexp.accumulate(np.logaddexp(bead + self.opening, french) - here) + here
        return _Row(bead, french, np.concatenate([np.full(1, _NEVER), ways[:-1] + np.diff(here)]))

    def _overlap(self, row: int, shape: Sequence[int]) -> tuple[slice, slice] | None:
        """Return where in a row's band beads of a shape may end, and where they begin in that of their first border."""
        before = row - shape[0]
        if before < 0:
            return None
        first = max(self.low[row], self.low[before] + shape[1])
        final = min(self.high[row], self.high[before] + shape[1])
        if first > final:
            return None
        begin = first - shape[1] - self.low[before]
        return slice(first - self.low[row], final - self.low[row] + 1), slice(begin, begin + final - first + 1)


def _all(row: _Row) -> Floats:
    return np.asarray(np.logaddexp(np.logaddexp(row.bead, row.french), row.english), np.float64)


def _likelihood(logarithms: Floats) -> Floats:
    # Rounding may leave a little more than 1.
    return np.exp(np.minimum(logarithms, 0))

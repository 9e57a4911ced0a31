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
# The shapes, and a French sentence alone.
_STEPS = (*SHAPES, (1, 0))


@dataclass(frozen=True)
class Lattice:
    """The band (``low`` and ``high`` as in ``alignment/search.py``) and what beads in it are worth, as logarithms."""

    low: Ints
    high: Ints
    worth: Worth
    alone_fr: Floats
    alone_en: Floats

    def shares(self, share: Share) -> tuple[Floats, Floats]:
        """Tell ``share`` how likely the beads of every row and shape are; return how likely sentences are alone."""
        ahead = np.concatenate([np.zeros(1), np.cumsum(self.alone_en)])
        forward = self._forward(ahead)
        total, last = forward[-1][-1], len(self.low) - 1
        backward = [np.full(self.high[row] - self.low[row] + 1, _NEVER) for row in range(last + 1)]
        backward[last][-1] = 0
        french, english = np.zeros(len(self.alone_fr)), np.zeros(len(self.alone_en))
        for row in range(last, -1, -1):
            # All that leaves this row downwards is in by now; then English sentences alone.
            here = ahead[self.low[row] : self.high[row] + 1]
            after = np.logaddexp.accumulate((backward[row] + here)[::-1])[::-1] - here
            english[self.low[row] : self.high[row]] += _likelihood(
                forward[row][:-1] + np.diff(here) + after[1:] - total
            )
            for number, shape in enumerate(_STEPS):
                place = self._overlap(row, shape)
                if place:
                    ends, begins = place
                    leaving = self._step(row, number, ends) + after[ends]
                    before = backward[row - shape[0]]
                    before[begins] = np.logaddexp(before[begins], leaving)
                    found = _likelihood(forward[row - shape[0]][begins] + leaving - total)
                    if shape[1]:
                        share(row, number, ends.start, found)
                    else:
                        french[row - 1] += found.sum()
        return french, english

    def _forward(self, ahead: Floats) -> list[Floats]:
        """Return, by row, the sum over all ways to each border."""
        rows: list[Floats] = [ahead[self.low[0] : self.high[0] + 1].copy()]
        for row in range(1, len(self.low)):
            total = np.full(self.high[row] - self.low[row] + 1, _NEVER)
            for number, shape in enumerate(_STEPS):
                place = self._overlap(row, shape)
                if place:
                    ends, begins = place
                    step = self._step(row, number, ends)
                    total[ends] = np.logaddexp(total[ends], rows[row - shape[0]][begins] + step)
            here = ahead[self.low[row] : self.high[row] + 1]
            rows.append(np.logaddexp.accumulate(total - here) + here)
        return rows

    def _step(self, row: int, number: int, ends: slice) -> Floats:
        if number < len(SHAPES):
            return self.worth(row, number)[ends]
        return np.full(ends.stop - ends.start, self.alone_fr[row - 1])

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


def _likelihood(logarithms: Floats) -> Floats:
    # Rounding may leave a little more than 1.
    return np.exp(np.minimum(logarithms, 0))

"""The lines of a page in the order in which they are read: column by column, where they were written row by row."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.readers.documents.pdf.lines import Line

# Pairs of lines side by side from which on a page is taken for one that was written row by row, and their share.
_FEWEST_PAIRS, _SHARE = 4, 0.2
# How wide a gutter is at least, in heights of a letter, and how many lines stand on each side.
_GUTTER = 0.7
_FEWEST_LINES = 3
# Of the width of all text: what is wider crosses columns.
_WIDE = 0.62


def in_order(lines: Sequence[Line]) -> list[Line]:
    """Return lines in reading order; the order in which they were written is kept where it goes down the columns."""
    beside = sum(_is_right_of(before, after) for before, after in pairwise(lines))
    if beside < max(_FEWEST_PAIRS, _SHARE * len(lines)):
        return list(lines)
    gutters = _gutters(lines)
    if not gutters:
        return sorted(lines, key=lambda line: (-round(line.y0), line.x0))
    result: list[Line] = []
    band: list[list[Line]] = [[] for _ in range(len(gutters) + 1)]

    def flush() -> None:
        for column in band:
            result.extend(column)
            column.clear()

    for line in sorted(lines, key=lambda one: (-one.y1, one.x0)):
        if any(line.x0 < gutter < line.x1 for gutter in gutters):
            flush()
            result.append(line)
        else:
            band[sum(line.x0 >= gutter for gutter in gutters)].append(line)
    flush()
    return result


def _is_right_of(before: Line, after: Line) -> bool:
    return before.overlaps(after) and after.x0 > before.x1


def _gutters(lines: Sequence[Line]) -> list[float]:
    """Return where the text of a page is parted from top to bottom, headings across the columns apart."""
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    narrow = sorted((line for line in lines if line.x1 - line.x0 < _WIDE * (right - left)), key=lambda line: line.x0)
    if not narrow:
        return []
    sizes = sorted(line.size for line in narrow)
    least = _GUTTER * sizes[len(sizes) // 2]
    found: list[float] = []
    reach, count = narrow[0].x1, 1
    for number, line in enumerate(narrow[1:], start=1):
        if line.x0 - reach >= least and count >= _FEWEST_LINES and len(narrow) - number >= _FEWEST_LINES:
            found.append((reach + line.x0) / 2)
            count = 0
        reach, count = max(reach, line.x1), count + 1
    return found

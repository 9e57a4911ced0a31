"""What of a text is the page's, not the text's: page numbers, and the heads that every page repeats.

Certain is only what stands in mid-sentence or at the end of a page; what is like it elsewhere is the same.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from bilingual.segmentation.wrapping.evidence import starts_lower

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.segmentation.wrapping.evidence import Layout
    from bilingual.segmentation.wrapping.lines import Line

_NUMBER = re.compile(
    r"[-–—•·\[(]?\s?(?:p(?:age|\.)?\s?)?(?:(?P<number>\d{1,4})(?:\s?(?:/|sur|of|de)\s?\d{1,4})?|[ivxl]{1,6})"
    r"\s?[-–—•·\])]?",
    re.IGNORECASE,
)
_NO_LETTER = re.compile(r"[\W\d_]+")
_LONGEST_HEAD = 100
_SHORTEST_HEAD = 4
# More than any page's number.
_BEYOND = 10_000
# A head is on so many pages.
_FEWEST_HEADS = 2


def furniture(lines: Sequence[Line], layout: Layout) -> frozenset[int]:
    """Return the indices of the lines that are a page's."""
    names = [_name(line) for line in lines]
    repeated = {name for name, times in Counter(names).items() if times >= _FEWEST_HEADS and name}
    numbers = {i for i, line in enumerate(lines) if _NUMBER.fullmatch(line.text)}
    heads = {i for i, name in enumerate(names) if name in repeated and _is_apart(lines, i, numbers)}
    likely = sorted(numbers | heads)
    certain: set[int] = set()
    for _, group in groupby(enumerate(likely), key=lambda item: item[1] - item[0]):
        members = [index for _, index in group]
        first, last = members[0] - 1, members[-1] + 1
        between = first >= 0 and last < len(lines)
        turned = any(lines[i].turned for i in range(members[0], min(last + 1, len(lines))))
        # The last line of a paragraph may be a figure.
        apart = lines[members[0]].gap > 0 or (between and not lines[last].gap and starts_lower(lines[last]))
        if turned or (between and apart and layout.goes_on(lines[first], lines[last])):
            certain.update(members)
    if not certain:
        return frozenset()
    known = {names[i] for i in certain if i in heads}
    found = certain | {i for i in heads if names[i] in known} | _in_order(lines, numbers, certain)
    # What the heads repeat may be the title, which stands first and without a number.
    return frozenset(found - {0} if 0 in heads and not any(map(str.isdigit, lines[0].text)) else found)


def _name(line: Line) -> str:
    """Return a line without its numbers and marks, as heads repeat it; empty where it cannot be a head."""
    name = _NO_LETTER.sub(" ", line.text.lower()).strip() if len(line.text) <= _LONGEST_HEAD else ""
    return name if len(name) >= _SHORTEST_HEAD else ""


def _is_apart(lines: Sequence[Line], index: int, numbers: set[int]) -> bool:
    """Tell whether a line stands by itself, or beside a page's number or end."""
    line, after = lines[index], lines[index + 1] if index + 1 < len(lines) else None
    above = bool(line.gap) or line.turned or index == 0 or index - 1 in numbers
    below = after is None or bool(after.gap) or after.turned or index + 1 in numbers
    return above and (below or line.turned)


def _in_order(lines: Sequence[Line], numbers: set[int], certain: set[int]) -> set[int]:
    """Return the numbers by themselves that go on counting where the certain ones count."""
    found = {i: _NUMBER.fullmatch(lines[i].text) for i in sorted(numbers)}
    values = {i: int(match["number"]) for i, match in found.items() if match and match["number"]}
    sure = {i: value for i, value in values.items() if i in certain}
    if not sure:
        return set()
    highest = list(accumulate((sure.get(i, -1) for i in values), max, initial=-1))
    lowest = list(accumulate((sure.get(i, _BEYOND) for i in reversed(values)), min, initial=_BEYOND))[::-1]
    return {
        i
        for place, (i, value) in enumerate(values.items())
        if highest[place] < value < lowest[place + 1] and _is_apart(lines, i, numbers)
    }

"""The lines of pages that are the pages' own and not the text's: running heads, feet, and numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from bilingual.lexicon.folding import fold_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.readers.documents.pdf.lines import Line

# Lines from the top and from the bottom of a page among which they are, and the share of a page's height.
_EDGE = 2
_WITHIN = 0.14
_NUMBER: Final = re.compile(
    r"(?:page|p\.|pag\.)?\s*[-–—|]?\s*(\d{1,4}|[ivxlc]{1,7})\s*[-–—|]?\s*(?:(?:sur|/|of|de)\s*\d{1,4})?", re.IGNORECASE
)
_FIGURES: Final = re.compile(r"\d+|\b[ivxlc]+\b")
# A head stands on so many pages, or on this share of them, within so many points of one height.
_FEWEST_PAGES, _SHARE = 2, 0.25
_TOLERANCE = 6.0


def without_furniture(pages: Sequence[list[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """Return the lines of pages without those that are the pages' own; ``heights`` are the pages' own, in points."""
    edges = [_edges(lines, height) for lines, height in zip(pages, heights, strict=True)]
    seen: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for on_page in edges:
        for line in on_page:
            seen[_name(line)][round(line.y0 / _TOLERANCE)] += 1
    least = max(_FEWEST_PAGES, min(_SHARE * len(pages), 10))
    left_out = {id(line) for on_page in edges for line in on_page if _repeats(line, seen[_name(line)], least)}
    for number, on_page in enumerate(edges, start=1):
        left_out |= {id(line) for line in on_page if _is_number(line, number, len(pages))}
    return [[line for line in lines if id(line) not in left_out] for lines in pages]


def _edges(lines: Sequence[Line], height: float) -> list[Line]:
    """Return the lines at the top and the bottom of a page."""
    heights = sorted({round(line.y0) for line in lines})
    outer = {*heights[:_EDGE], *heights[-_EDGE:]}
    return [
        line
        for line in lines
        if round(line.y0) in outer and not _WITHIN * height < (line.y0 + line.y1) / 2 < (1 - _WITHIN) * height
    ]


def _name(line: Line) -> str:
    """Return a line as heads are compared: without their numbers."""
    return _FIGURES.sub("#", fold_line(line.text)) or line.text.strip()


def _repeats(line: Line, places: Counter[int], least: float) -> bool:
    at = round(line.y0 / _TOLERANCE)
    return sum(places[at + step] for step in (-1, 0, 1)) >= least


def _is_number(line: Line, page: int, pages: int) -> bool:
    """Tell whether a line is a page's number, as that of a document of one page, too."""
    found = _NUMBER.fullmatch(line.text.strip())
    if not found:
        return False
    said = found[1]
    return not said.isdecimal() or pages == 1 or len(line.text.strip()) > len(said) or abs(int(said) - page) <= 2_000  # noqa: PLR2004 - an offprint's

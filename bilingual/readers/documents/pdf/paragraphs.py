"""Lines in reading order → paragraphs: where one ends is told by gaps, indents, and room that was left in a line."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bilingual.data import Kind
from bilingual.readers.documents.broken_words import HYPHENS, joined
from bilingual.readers.documents.laid_out import Block
from bilingual.readers.page.typography import starts_lower, stops

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bilingual.readers.documents.pdf.lines import Line

# In parts of the size of most letters: of headings at least, of notes at most, and what is the same size.
_LARGE, _NOTE_SIZE, _SAME = 1.12, 0.93, 0.09
# In pitches of lines, a gap that ends a paragraph; in ems, an indent that begins one, and room that is none.
_GAP = 1.3
_INDENT, _DEEPEST, _ROOM = 0.5, 6.0, 0.3
# Lines that a column has at least to tell their distance, and in ems a distance that is none of theirs.
_FEWEST_TO_MEASURE, _FARTHEST = 8, 3.0
_LONGEST_HEADING = 250
_LONGEST_BOLD = 120
_BULLET: Final = re.compile(r"[•▪●◦‣■►·\ue000-\uf8ffo–—-]\s+(?=\S)")
_SURE_BULLET: Final = re.compile(r"[•▪●◦‣■►\ue000-\uf8ff]\s*(?=\S)")
_NUMBERED: Final = re.compile(r"(?:\d{1,2}|[a-z])[.)]\s+\S")
_NOTE: Final = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡]{1,3})[\]).]?(?:\s+|(?=[^\W\d_]|[«“\"(]))")
_CAPTION: Final = re.compile(
    r"(?:fig(?:ure|\.)|photo|tableau|illustration|graphique|carte|image)\s*\d*\s*[:.–—-]", re.IGNORECASE
)
_WORD: Final = re.compile(r"[^\W_]+(?:['’\-‐][^\W_]+)*", re.UNICODE)
_NO_BREAK: Final = "\u00a0\u202f"


@dataclass(slots=True)
class _Region:
    """Lines one below the other: a column of a page, with its edges and the usual distance of its lines."""

    lines: list[Line] = field(default_factory=list)
    left: float = 0.0
    right: float = 0.0
    pitch: float = 0.0


@dataclass(slots=True)
class _Paragraph:
    lines: list[Line]
    region: _Region
    kind: Kind | None = None


def blocks_of(pages: Sequence[Sequence[Line]], language: str) -> list[Block]:
    """Return the paragraphs on pages whose lines are in reading order, those of footnotes behind all others."""
    lines = [line for page in pages for line in page]
    if not lines:
        return []
    size = body_size(lines)
    bold = sum(len(line.text) for line in lines if line.bold) * 2 > sum(len(line.text) for line in lines)
    body: list[_Paragraph] = []
    notes: list[_Paragraph] = []
    pitch = _pitch(lines, size, 1.2 * size)
    for page in pages:
        for region in _regions(page, size, pitch):
            running, small = _noted(region, size)
            _collect(body, running, region, size, bold=bold)
            _collect_notes(notes, small, region)
    words = frozenset(word.lower() for line in lines for word in _WORD.findall(line.text))
    sizes = sorted({round(one.lines[0].size, 1) for one in body if one.lines[0].size >= size * _LARGE}, reverse=True)
    return [_block(one, size, sizes, words, language) for one in [*body, *notes]]


def body_size(lines: Iterable[Line]) -> float:
    """Return the height that most letters have."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda value: (sizes[value], value))


def _regions(page: Sequence[Line], size: float, pitch: float) -> list[_Region]:
    """Return the columns of a page; ``pitch`` is the distance of lines in all of the document."""
    regions: list[_Region] = []
    for line in page:
        before = regions[-1].lines[-1] if regions else None
        apart = before is None or line.y0 > before.y0 + 0.5 * size or line.x0 > before.x1 or line.x1 < before.x0
        if apart:
            regions.append(_Region())
        regions[-1].lines.append(line)
    for region in regions:
        _measure(region, size, pitch)
    return regions


def _measure(region: _Region, size: float, pitch: float) -> None:
    usual = [line for line in region.lines if abs(line.size - size) <= _SAME * size] or region.lines
    starts = Counter(round(line.x0) for line in usual)
    most = max(starts.values())
    region.left = float(min(start for start, count in starts.items() if count * 3 >= most))
    region.right = max(line.x1 for line in usual)
    region.pitch = _pitch(usual, size, pitch) if len(usual) >= _FEWEST_TO_MEASURE else pitch


def _pitch(lines: Sequence[Line], size: float, otherwise: float) -> float:
    """Return the usual distance of lines that stand one below the other: the smallest that is frequent."""
    steps = Counter(
        round(before.y0 - after.y0, 1)
        for before, after in pairwise(lines)
        if 0.5 * size < before.y0 - after.y0 < _FARTHEST * size
    )
    return min((step for step, count in steps.items() if count * 2 >= max(steps.values())), default=otherwise)


def _noted(region: _Region, size: float) -> tuple[list[Line], list[Line]]:
    """Return the lines of a column that are running text, and those of notes at its foot."""
    first = len(region.lines)
    while first and region.lines[first - 1].size <= size * _NOTE_SIZE:
        first -= 1
    tail = region.lines[first:]
    if not any(line.marked or _NOTE.match(line.text.lstrip()) for line in tail):
        return region.lines, []
    return region.lines[:first], tail


def _collect(body: list[_Paragraph], lines: Sequence[Line], region: _Region, size: float, *, bold: bool) -> None:
    """Add lines of running text to paragraphs, the last of which may go on in them."""
    for line in lines:
        last = body[-1] if body else None
        kind = _kind(line, size, bold=bold)
        same = last is not None and (last.kind is kind or (last.kind is Kind.ITEM and kind is None))
        if last is not None and same and _goes_on(last, line, region, size):
            last.lines.append(line)
            last.region = region
        else:
            body.append(_Paragraph([line], region, kind))


def _kind(line: Line, size: float, *, bold: bool) -> Kind | None:
    if line.size >= size * _LARGE or (line.bold and not bold):
        return Kind.SUBHEADING
    return Kind.ITEM if _SURE_BULLET.match(line.text.lstrip()) else None


def _goes_on(last: _Paragraph, line: Line, region: _Region, size: float) -> bool:  # noqa: PLR0911
    """Tell whether a line belongs to the paragraph before it."""
    before = last.lines[-1]
    if abs(before.size - line.size) > _SAME * size:
        return False
    text = before.text.rstrip()
    hyphen = text[-1:] in tuple(HYPHENS) and text[-2:-1].isalpha()
    if last.region is not region:
        return last.kind in {None, Kind.ITEM} and _continues(text, line, region, hyphen=hyphen)
    gap = before.y0 - line.y0
    if last.kind is Kind.SUBHEADING:
        return gap <= 1.75 * max(before.size, region.pitch) and not stops(text)
    if gap > _GAP * max(region.pitch, 0.01) and not (hyphen and starts_lower(line.text)):
        return False
    if hyphen and starts_lower(line.text):
        return True
    if _BULLET.match(line.text.lstrip()) or (_NUMBERED.match(line.text.lstrip()) and stops(text)):
        return False
    first = last.lines[-1] if len(last.lines) > 1 else None
    indent = line.x0 - (first.x0 if first is not None else min(before.x0, max(region.left, line.x0 - 99)))
    hanging = last.kind is Kind.ITEM and first is None  # its second line stands under the words of the first
    if not hanging and _INDENT * size < indent < _DEEPEST * size and (stops(text) or not starts_lower(line.text)):
        return False
    word = _first_width(line)
    room = max(region.right, line.x1) - before.x1
    return not (
        room > word + _ROOM * size
        and (stops(text) or not starts_lower(line.text))
        and not _is_set_in(before, region, size)
    )


def _is_set_in(line: Line, region: _Region, size: float) -> bool:
    """Tell whether a line stands in from both edges, as a quotation does: where it ends, the column does not."""
    return line.x0 - region.left > size and region.right - line.x1 > size and not stops(line.text)


def _continues(text: str, line: Line, region: _Region, *, hyphen: bool) -> bool:
    """Tell whether a line at the top of a column or page goes on with what stood at the foot of the one before."""
    if hyphen or starts_lower(line.text):
        return hyphen or not stops(text)
    return not stops(text) and not text.endswith((":", ";")) and line.x0 - region.left < line.size


def _first_width(line: Line) -> float:
    """Return how wide the first word of a line is."""
    start: float | None = None
    end = line.x0
    for glyph in line.glyphs:
        if glyph.text.isspace() and glyph.text not in _NO_BREAK and start is not None:
            break
        if not glyph.text.isspace():
            start = glyph.x0 if start is None else start
            end = glyph.x1
    return end - (start if start is not None else line.x0)


def _collect_notes(notes: list[_Paragraph], lines: Sequence[Line], region: _Region) -> None:
    """Add the lines of notes; one without a mark goes on with the note before."""
    for line in lines:
        found = _NOTE.match(line.text.lstrip())
        before = notes[-1].lines[-1].text.rstrip() if notes else ""
        within = bool(notes) and notes[-1].region is region
        # A number in a note may stand at the beginning of a line.
        counted = found is not None and notes and _number(line) == _number(notes[-1].lines[0]) + 1
        begins = line.marked or (found is not None and (counted or not within or stops(before)))
        if notes and not begins:
            notes[-1].lines.append(line)
            notes[-1].region = region
        else:
            notes.append(_Paragraph([line], region, Kind.NOTE))


def _number(line: Line) -> int:
    """Return the number that a note begins with, -2 where it has none."""
    digits = re.match(r"[\[(]?(\d{1,3})", line.text.lstrip())
    return int(digits[1]) if digits else -2


def _block(one: _Paragraph, size: float, sizes: Sequence[float], words: frozenset[str], language: str) -> Block:
    text = joined([line.text for line in one.lines], words, language)
    kind, level = one.kind, 0
    if kind is Kind.NOTE and not one.lines[0].marked:
        text = _NOTE.sub("", text.lstrip(), count=1)
    elif kind is Kind.ITEM:
        text = _SURE_BULLET.sub("", text.lstrip(), count=1)
    elif kind is Kind.SUBHEADING:
        large = one.lines[0].size >= size * _LARGE
        level = sizes.index(round(one.lines[0].size, 1)) + 1 if large else len(sizes) + 1
        fits = len(text) <= (_LONGEST_HEADING if large else _LONGEST_BOLD) and (large or not stops(text))
        kind = Kind.SUBHEADING if fits else None
    elif _CAPTION.match(text) and one.lines[0].size <= size * _NOTE_SIZE:
        kind = Kind.CAPTION
    return Block(text, kind, level if kind is Kind.SUBHEADING else 0)

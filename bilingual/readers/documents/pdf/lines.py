"""A page of a PDF document → the lines that are printed on it, by PDFium's characters and where they stand.

Positions are in points, from the lower left corner of the page as it is read.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from bilingual.readers.html.markup import RAISED, is_power

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BOLD: Final = 600
_MARK: Final = re.compile(r"[\[(]?(?:\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*|[*†‡§]{1,3}|[ivx]{2,5}|[a-z])[\])]?")
# What LibreOffice counts endnotes with, and no French word ends in, raised: Mme, 1er, no.
_ROMAN: Final = frozenset("ivx")
_MOST_MARKS = 16
# In ems: a gap that parts columns, one that parts words and was not said, and how far lines of one height differ.
_WIDE_GAP, _WORD_GAP, _STEP = 1.6, 0.3, 0.5
# What is so small and stands so high is raised.
_SMALL, _RISE = 0.84, 0.12
# How high letters are, of an em; what is one size in points.
_HEIGHT, _SAME = 0.7, 0.06
# Angles of text that runs otherwise than the page, in radians.
_SLOPE = 0.2
_GLYPHS: Final = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "ft", "\ufb06": "st",
}  # fmt: skip


@dataclass(slots=True)
class Glyph:
    """A character: from where to where it reaches, on what baseline, and the size of its font."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool = False


@dataclass(slots=True)
class Line:
    """A printed line: its text, where it stands (``y0`` is its baseline), and size and weight of most of its letters.

    ``marked`` says that the mark of a note stood at its beginning.
    """

    text: str
    x0: float
    x1: float
    y0: float
    size: float
    bold: bool = False
    marked: bool = False
    glyphs: list[Glyph] = field(default_factory=list, repr=False)

    @property
    def y1(self) -> float:
        """The height of the tops of its letters."""
        return self.y0 + _HEIGHT * self.size

    def overlaps(self, other: Line) -> bool:
        """Tell whether two lines stand at one height."""
        return abs(self.y0 - other.y0) < _STEP * max(self.size, other.size)


def lines_of(page: Any, raw: Any, most: int) -> list[Line] | None:  # noqa: ANN401 - pypdfium2 ships no types
    """Return the lines of a page in the order in which they were written; None where it has more characters than that.

    Lines that are marked as artifacts of the page, such as running heads, are left out, as is text that runs otherwise.
    """
    text_page = page.get_textpage()
    try:
        if text_page.count_chars() > most:
            return None
        found = [_line(glyphs) for glyphs in _runs(_glyphs(text_page, raw, page))]
    finally:
        text_page.close()
    return [line for line in _merged(found) if line.text.strip()]


@dataclass(frozen=True, slots=True)
class _Printed:
    """What holds for all characters that are printed at once: size and weight, and whether they are left out."""

    size: float
    bold: bool
    left_out: bool


def _glyphs(text_page: Any, raw: Any, page: Any) -> Iterator[Glyph | None]:  # noqa: ANN401
    """Yield the characters of a page, None where a line ends."""
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    rotation, (width, height) = page.get_rotation(), page.get_size()
    known: dict[int, _Printed] = {}
    last: Glyph | None = None
    for index in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if raw.FPDFText_IsGenerated(text_page, index):
            if code in (10, 13):
                yield None
            elif last is not None:
                yield Glyph(" ", last.x1, last.x1, last.base, last.size, last.bold)
            continue
        if not raw.FPDFText_GetLooseCharBox(text_page, index, box):
            continue
        if not raw.FPDFText_GetCharOrigin(text_page, index, x, y):
            continue
        target = raw.FPDFText_GetTextObject(text_page, index)
        key = ctypes.cast(target, ctypes.c_void_p).value or 0
        if (printed := known.get(key)) is None:
            printed = known[key] = _printed(text_page, raw, index, rotation)
        character = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"  # noqa: PLR2004 - of Unicode
        if printed.left_out or character in "\ufffe\uffff":
            continue
        x0, x1, base = _turned(box, y.value, x.value, rotation, width, height)
        last = Glyph(_GLYPHS.get(character, character), x0, x1, base, printed.size, printed.bold)
        yield last


def _printed(text_page: Any, raw: Any, index: int, rotation: int) -> _Printed:  # noqa: ANN401
    """Return what holds for a character and those printed with it."""
    matrix = raw.FS_MATRIX()
    size = abs(raw.FPDFText_GetFontSize(text_page, index))
    if raw.FPDFText_GetMatrix(text_page, index, matrix):
        size *= math.hypot(matrix.c, matrix.d)
    angle = raw.FPDFText_GetCharAngle(text_page, index) - math.radians(rotation)
    turned = abs((angle + math.pi) % math.tau - math.pi) > _SLOPE
    target = raw.FPDFText_GetTextObject(text_page, index)
    bold = raw.FPDFText_GetFontWeight(text_page, index) >= _BOLD
    return _Printed(max(size, 0.1), bold, turned or _is_artifact(target, raw))


def _turned(box: Any, y: float, x: float, rotation: int, width: float, height: float) -> tuple[float, float, float]:  # noqa: ANN401, PLR0913, PLR0917
    """Return where a character begins, ends and stands on a page that is turned by some degrees to be read."""
    if rotation == 90:  # noqa: PLR2004 - degrees
        return box.bottom, box.top, height - x
    if rotation == 180:  # noqa: PLR2004
        return width - box.right, width - box.left, height - y
    if rotation == 270:  # noqa: PLR2004
        return width - box.top, width - box.bottom, x
    return box.left, box.right, y


def _is_artifact(target: Any, raw: Any) -> bool:  # noqa: ANN401
    """Whether what is printed is marked as none of the document's text (ISO 32000-1, 14.8.2.2)."""
    size = ctypes.c_ulong()
    buffer = ctypes.create_string_buffer(64)
    for index in range(min(max(raw.FPDFPageObj_CountMarks(target), 0), _MOST_MARKS)):
        mark = raw.FPDFPageObj_GetMark(target, index)
        place = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
        if mark and raw.FPDFPageObjMark_GetName(mark, place, 64, size):  # noqa: SIM102
            if buffer.raw[: max(0, size.value - 2)].decode("utf-16-le", "replace") == "Artifact":
                return True
    return False


def _runs(glyphs: Iterator[Glyph | None]) -> Iterator[list[Glyph]]:
    """Yield stretches of characters that stand in a row, without a wide gap."""
    run: list[Glyph] = []
    for one in glyphs:
        if one is None:
            if run:
                yield run
            run = []
            continue
        before = run[-1] if run else None
        if before is not None and not one.text.isspace():
            size = max(before.size, one.size)
            gap = one.x0 - before.x1
            if abs(one.base - before.base) > _STEP * size or gap > _WIDE_GAP * size or gap < -1.5 * size:
                yield run
                run = []
        run.append(one)
    if run:
        yield run


def _line(glyphs: list[Glyph]) -> Line:
    """Return characters in a row as a line; what stands high in it is the mark of a note, a power, or a word's end."""
    drawn = [one for one in glyphs if not one.text.isspace()] or glyphs
    sizes = Counter(round(one.size, 1) for one in drawn)
    size = max(sizes, key=lambda value: (sizes[value], value))
    base = sorted(one.base for one in drawn if abs(one.size - size) < _SAME)
    floor = base[len(base) // 2]
    text, marked = _text(glyphs, size, floor)
    bold = sum(one.bold for one in drawn) * 2 > len(drawn)
    return Line(text, min(one.x0 for one in drawn), max(one.x1 for one in drawn), floor, size, bold, marked, glyphs)


def _text(glyphs: Sequence[Glyph], size: float, floor: float) -> tuple[str, bool]:
    """Return the text of a line, and whether the mark of a note begins it."""
    parts: list[str] = []
    high: list[str] = []
    marked = False

    def lower() -> None:
        nonlocal marked
        raised, before = "".join(high).strip(), "".join(parts)
        high.clear()
        if not raised:
            return
        if not before.strip() and _MARK.fullmatch(raised):
            marked = True
        elif is_power(raised, before[-12:]):
            parts.append(raised.translate(RAISED))
        elif not _MARK.fullmatch(raised) or (_is_of_word(raised) and before[-1:].isalnum()):
            parts.append(raised)

    before: Glyph | None = None
    for one in glyphs:
        is_high = one.size < size * _SMALL and one.base > floor + size * _RISE and not one.text.isspace()
        if is_high:
            high.append(one.text)
        else:
            lower()
            gap = before is not None and one.x0 - before.x1 > _WORD_GAP * size
            if gap and not one.text.isspace() and parts and not parts[-1].endswith((" ", "\u00a0")):
                parts.append(" ")
            parts.append(one.text)
        before = one
    lower()
    return "".join(parts), marked


def _is_of_word(raised: str) -> bool:
    """Tell whether letters that stand high may be a word's, and no number."""
    return raised.isalpha() and not _ROMAN.issuperset(raised)


def _merged(lines: list[Line]) -> list[Line]:
    """Return lines with those made one that are pieces of one: next to each other, at one height."""
    result: list[Line] = []
    for line in lines:
        before = result[-1] if result else None
        if before is not None and before.overlaps(line) and _is_next(before, line):
            result[-1] = _line([*before.glyphs, *line.glyphs])
        else:
            result.append(line)
    return result


def _is_next(before: Line, after: Line) -> bool:
    size = max(before.size, after.size)
    return -0.3 * size < after.x0 - before.x1 < 0.9 * size

"""Lines that were wrapped at a width, joined again: what a break in mid-sentence was, and what only stands around it.

Old mails, books that were scanned and pages of PDF documents break their lines where the paper ended. Read line by line
such a text falls to pieces. Whether a whole text is such is told by ``evidence.py``, and what of it is the page's and
not the text's (numbers, running heads) by ``furniture.py``. Nothing is changed in the text: what comes out knows where
each of its characters stands (``stand_off.py``).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from bilingual.languages import UNSPACED
from bilingual.segmentation.stand_off import Joined
from bilingual.segmentation.wrapping.evidence import Layout, looks_wrapped
from bilingual.segmentation.wrapping.furniture import furniture
from bilingual.segmentation.wrapping.lines import Line, lines_of, may_be_wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Unwrapped(Joined):
    """A text with its wrapped lines joined; ``breaks`` counts the line breaks that are gone.

    ``left_out`` counts the lines of pages (numbers, running heads) and the lines with quote marks of mail.
    """

    breaks: int = 0
    left_out: int = 0

    @property
    def note(self) -> str:
        """What to tell whoever gave the text.

        >>> Unwrapped("", (), 12, 0).note
        'has wrapped lines: 12 line breaks were joined'
        >>> Unwrapped("", (), 0, 2).note
        'has 2 page numbers, heads or quote marks, which were left out'
        """
        were = "1 line break was" if self.breaks == 1 else f"{self.breaks:,} line breaks were"
        joined = f"has wrapped lines: {were} joined" if self.breaks else ""
        if not self.left_out:
            return joined
        left = f"{self.left_out:,} page number{'' if self.left_out == 1 else 's'}, heads or quote marks"
        return f"{joined}; {left} left out" if joined else f"has {left}, which were left out"


def unwrapped(text: str, language: str = "fr", line_breaks: str = "auto") -> Unwrapped | None:
    r"""Return a text with its wrapped lines joined, None where it is to be read as it stands.

    ``line_breaks`` is ``auto`` (where all of it looks as if it were wrapped), ``join`` (wherever a paragraph does not
    obviously end) or ``keep``. ``language`` tells which words end no line of sense.

    >>> found = unwrapped("Le maire a présenté le budget de la\nville devant les élus du conseil muni-\ncipal.")
    >>> found.text, found.breaks
    ('Le maire a présenté le budget de la ville devant les élus du conseil municipal.', 2)
    >>> unwrapped("Sous le pont Mirabeau coule la Seine\nEt nos amours\nFaut-il qu’il m’en souvienne") is None
    True
    """
    if line_breaks == "keep" or not (line_breaks == "join" or may_be_wrapped(text)):
        return None
    lines = lines_of(text)
    layout = Layout(lines, text, language)
    pages = furniture(lines, layout)
    kept = [line for number, line in enumerate(lines) if number not in pages]
    _close_pages(lines, pages)
    layout = Layout(kept, text, language)
    wrapped = line_breaks == "join" or looks_wrapped(layout)
    joints = [
        layout.goes_on(before, after)
        if after.turned
        else wrapped and layout.joins(before, after, told=line_breaks == "join")
        for before, after in pairwise(kept)
    ]
    left_out = len(pages) + sum(line.depth > 0 for line in kept)
    if not left_out and not any(joints):
        return None
    return _laid_out(text, kept, joints, layout, left_out)


def _close_pages(lines: Sequence[Line], pages: frozenset[int]) -> None:
    """Note at each line behind a page's own lines that a page was turned there."""
    for number in pages:
        following = next((i for i in range(number + 1, len(lines)) if i not in pages), None)
        if following is not None:
            lines[following].turned = True


def _laid_out(text: str, lines: Sequence[Line], joints: Sequence[bool], layout: Layout, left_out: int) -> Unwrapped:
    """Put the lines together; a line break that stays is one, and each empty line one more."""
    texts: list[str] = []
    parts: list[tuple[int, int, int]] = []
    length = 0

    def put(what: str, start: int, end: int) -> None:
        nonlocal length
        if what:
            parts.append((length, start, end))
            texts.append(what)
            length += len(what)

    for number, line in enumerate(lines):
        after = lines[number + 1] if number < len(joints) else None
        if after is None or not joints[number]:
            put(text[line.start : line.end], line.start, line.end)
            if after is not None:
                put("\n" * (1 + after.gap), line.end, line.end)
            continue
        hyphen = layout.hyphen(line, after)
        end = line.end - 1 if hyphen is False else line.end
        put(text[line.start : end], line.start, end)
        if hyphen is None and layout.language not in UNSPACED:
            put(" ", line.end, _behind_space(text, line.end, after.start))
    return Unwrapped("".join(texts), tuple(parts), sum(joints), left_out)


def _behind_space(text: str, start: int, end: int) -> int:
    """Return where the white space ends that begins at ``start``, at most ``end``."""
    while start < end and text[start].isspace():
        start += 1
    return start

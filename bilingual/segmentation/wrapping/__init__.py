"""Lines that were wrapped at a width, joined again: what a break in mid-sentence was, and what only stands around it.

Old mails, books that were scanned and pages of PDF documents break their lines where the paper ended. Read line by line
such a text falls to pieces. Whether a whole text is such is told by ``evidence.py``, and what of it is the page's and
not the text's (numbers, running heads) by ``furniture.py``. Nothing is changed in the text: what comes out knows where
each of its characters stands (``stand_off.py``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from bilingual.languages import UNSPACED
from bilingual.segmentation.stand_off import Joined
from bilingual.segmentation.wrapping.evidence import Layout, looks_wrapped, starts_lower
from bilingual.segmentation.wrapping.furniture import furniture
from bilingual.segmentation.wrapping.lines import Line, lines_of, may_be_wrapped
from bilingual.wording import count

if TYPE_CHECKING:
    from collections.abc import Sequence


# Lines from which on an empty one behind each may be the spacing of the lines.
_FEWEST_SPACED = 4
# Characters of a line of mail that go on in the next one.
_SHORTEST_QUOTED = 50


@dataclass(frozen=True, slots=True)
class Unwrapped(Joined):
    """A text with its wrapped lines joined; ``breaks`` counts the line breaks that are gone.

    ``pages`` counts the lines of pages (numbers, running heads) that were left out, ``quoted`` the lines that were
    quoted in mail.
    """

    breaks: int = 0
    pages: int = 0
    quoted: int = 0

    @property
    def note(self) -> str:
        """What to tell whoever gave the text, to follow its name.

        >>> Unwrapped("", (), 12, 1).note
        'has wrapped lines: 12 line breaks joined, 1 page number or head left out'
        >>> Unwrapped("", (), 0, 0, 2).note
        'has quoted lines: quote marks of 2 lines left out'
        """
        done = [
            f"{count(self.breaks, 'line break')} joined" if self.breaks else "",
            f"{count(self.pages, 'page number')} or head{'' if self.pages == 1 else 's'} left out"
            if self.pages
            else "",
            f"quote marks of {count(self.quoted, 'line')} left out" if self.quoted else "",
        ]
        what = "wrapped lines" if self.breaks else "pages" if self.pages else "quoted lines"
        return f"has {what}: {', '.join(part for part in done if part)}"


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
    if line_breaks == "keep" or not (line_breaks == "join" or may_be_wrapped(text, language)):
        return None
    lines = lines_of(text)
    layout = Layout(lines, text, language)
    pages = furniture(lines, layout)
    kept = [line for number, line in enumerate(lines) if number not in pages]
    _close_pages(lines, pages)
    layout = Layout(kept, text, language)
    wrapped = line_breaks == "join" or looks_wrapped(layout)
    if not wrapped and (tight := _without_spacing(kept)):
        spaced, layout = layout, Layout(tight, text, language)
        wrapped = looks_wrapped(layout)
        kept, layout = (tight, layout) if wrapped else (kept, spaced)
    joints = [
        layout.goes_on(before, after)
        if after.turned
        else (wrapped or _is_quoted_prose(before, after, layout))
        and layout.joins(before, after, told=line_breaks == "join")
        for before, after in pairwise(kept)
    ]
    quoted = sum(line.depth > 0 for line in kept)
    if not pages and not quoted and not any(joints):
        return None
    view = _laid_out(text, kept, joints, layout)
    return Unwrapped(view.text, view.parts, sum(joints), len(pages), quoted)


def _without_spacing(lines: Sequence[Line]) -> list[Line] | None:
    """Return the lines of a text with an empty line between any two as if there was one less, None for another."""
    if len(lines) < _FEWEST_SPACED or any(line.gap == 0 and not line.turned for line in lines[1:]):
        return None
    return [replace(line, gap=max(0, line.gap - 1)) for line in lines]


def _is_quoted_prose(before: Line, after: Line, layout: Layout) -> bool:
    """Tell whether a line of mail goes on in the next: mail is wrapped, and of a few lines there is no other sign."""
    return before.depth > 0 and before.width >= _SHORTEST_QUOTED and layout.is_open(before) and starts_lower(after)


def _close_pages(lines: Sequence[Line], pages: frozenset[int]) -> None:
    """Note at each line behind a page's own lines that a page was turned there."""
    for number in pages:
        following = next((i for i in range(number + 1, len(lines)) if i not in pages), None)
        if following is not None:
            lines[following].turned = True


def _laid_out(text: str, lines: Sequence[Line], joints: Sequence[bool], layout: Layout) -> Joined:
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
    return Joined("".join(texts), tuple(parts))


def _behind_space(text: str, start: int, end: int) -> int:
    """Return where the white space ends that begins at ``start``, at most ``end``."""
    while start < end and text[start].isspace():
        start += 1
    return start

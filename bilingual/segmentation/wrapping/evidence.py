"""Is a text wrapped, and which of its line breaks fall in mid-sentence?

What tells: lines fill a width, so that the next word would not have fitted; they begin with small letters, end without
a stop, and often with a word that ends nothing (`de la`). Verse, lists and headings have one or the other, not all.
"""

from __future__ import annotations

import math
import re
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from bilingual.lexicon.compounds import keeps_hyphen
from bilingual.segmentation.wrapping.lines import HYPHENS, Line
from bilingual.segmentation.wrapping.words import ENGLISH_PREFIXES, GOING_ON, OPEN, SUSPENDING, ends_with_open_word

if TYPE_CHECKING:
    from collections.abc import Sequence

_STOPPED = re.compile(r"""[.!?…:;。！？؟۔।][\s»”"’')\]}›*_\d¹²³⁰-⁹]*$""")
_ITEM = re.compile(r"[-–—―•▪●○◦‣■►▶→➔✓✔※*+·](?!\w)|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]\s|[A-Z]\)\s|\|")
_LIST_MARK = re.compile(r"[^\w\s(]")
_RULE = re.compile(r"[^\w\s]{3,}")
_TABLE = re.compile(r"\S(?:\t| {4,})\S")
_FIRST_WORD = re.compile(r"[^\W\d_]+['’]?")
_BROKEN = re.compile(r"[^\s()\[\]«»“”\",;:.!?]*[^\W\d_]$")
_REST = re.compile(r"[^\W_][\w'’-]*")
_WORDS = re.compile(r"[^\W\d_][\w'’-]*")
_TAIL = 24

# Characters: the widest that lines are wrapped at, and from where on a line is too wide for verse.
_WIDEST = 250
_WIDER_THAN_VERSE = 55
# A line is full if the next word would have passed so much of the width; pages are set in proportional letters.
_FULL = 0.85
# How many of the breaks must be so: behind full lines, before small letters, behind a word that ends nothing.
_FEWEST_FULL, _FEWEST_CONTINUED, _FEWEST_OPEN_WORDS, _FEWEST_IN_NARROW = 0.7, 1 / 3, 0.12, 0.2
# How many may follow a comma: items of lists and lines of verse often do.
_MOST_COMMAS = 0.5
# The shortest single line, in characters, that may go on in the next without a word that says so.
_SHORTEST_ALONE = 30
_SHORTEST_BEFORE_PAGE = 25
# … and before a capital, with a hyphen, and without one.
_SHORTEST_BEFORE_CAPITAL, _SHORTEST_OPEN = 12, 25
# Breaks up to which the sentence must come to its end.
_FEW = 3


class Layout:
    """How the lines of a text stand to each other; ``width`` is what they fill, in characters."""

    def __init__(self, lines: Sequence[Line], text: str, language: str) -> None:
        self.lines = lines
        self.language = language
        self._text = text
        self._open = OPEN.get(language, frozenset())
        self._going_on = GOING_ON.get(language, frozenset())

    @cached_property
    def breaks(self) -> list[tuple[Line, Line]]:
        """The pairs of lines that only a line break stands between, and that could be one."""
        return [pair for pair in pairwise(self.lines) if not pair[1].gap and not pair[1].turned and self._may(*pair)]

    @cached_property
    def width(self) -> int:
        """What nearly all lines keep to that stand with others; an address in one is no measure."""
        widths = sorted({id(line): line.width for pair in self.breaks for line in pair if " " in line.text}.values())
        return widths[math.ceil(0.95 * len(widths)) - 1] if widths else 0

    @cached_property
    def _words(self) -> frozenset[str]:
        """The words of the text, those at the ends of lines as they are there."""
        return frozenset(word.lower() for line in self.lines for word in _WORDS.findall(line.text.rstrip(HYPHENS)))

    def joins(self, before: Line, after: Line, *, told: bool = False) -> bool:
        """Tell whether a break of a text that is wrapped falls within a paragraph; ``told``, by its owner."""
        full = self.is_full(before, after)
        # A figure or a letter with a bracket may begin a line of prose.
        amid = full and self.is_open(before) and before.text[-1] != "," and not _LIST_MARK.match(after.text)
        if after.gap or after.turned or not self._may(before, after, amid=amid):
            return False
        if self.is_open(before):
            return starts_lower(after) or full or self.ends_openly(before, after) or (told and not _is_upper(after))
        if after.indent > before.indent + 1:
            return False
        return full or told

    def goes_on(self, before: Line, after: Line) -> bool:
        """Tell whether a sentence goes on behind the end of a page."""
        if not self._may(before, after) or not self.is_open(before):
            return False
        openly = self.ends_openly(before, after)
        return openly or (starts_lower(after) and before.width >= _SHORTEST_BEFORE_PAGE)

    def is_open(self, line: Line) -> bool:
        """Tell whether a line ends without a stop."""
        return _STOPPED.search(line.text[-_TAIL:]) is None

    def continues(self, before: Line, after: Line) -> bool:
        """Tell whether a line begins with a small letter or the rest of a word, or a full one ends with no end."""
        if starts_lower(after):
            return True
        if self.hyphen(before, after) is not None:
            return before.width >= _SHORTEST_BEFORE_CAPITAL or (before.text.isupper() and after.text[0].isupper())
        # `Écrit par` may stand over a name.
        return before.width >= _SHORTEST_OPEN and self.ends_openly(before, after) and self.is_full(before, after)

    def ends_openly(self, before: Line, after: Line) -> bool:
        """Tell whether a line ends with a word that ends nothing, or within a word."""
        if self.hyphen(before, after) is not None:
            return True
        return ends_with_open_word(before.text, self._open)

    def is_full(self, before: Line, after: Line) -> bool:
        """Tell whether the first word of the next line would not have fitted into a line."""
        return before.width + 1 + len(after.text.split(None, 1)[0]) > self.width * _FULL

    def hyphen(self, before: Line, after: Line) -> bool | None:
        """Tell whether a line's last hyphen is the word's own (True) or the printer's; None where there is none."""
        mark, rest = before.text[-1], _REST.match(after.text)
        broken = _BROKEN.search(before.text[-64:-1]) if mark in HYPHENS and rest else None
        if not broken or not rest or rest[0].lower() in SUSPENDING.get(self.language, ()):
            return None
        if mark not in "-‐":
            return False
        if rest[0][0].isdecimal() or self.language != "fr":
            whole = f"{broken[0]}-{rest[0]}".lower()
            known = self.language == "en" and broken[0].lower() in ENGLISH_PREFIXES
            return not rest[0][0].islower() or known or whole in self._words
        return keeps_hyphen(broken[0], rest[0], self._words)

    def begins_rest(self, line: Line) -> bool:
        """Tell whether a line begins as the rest of a sentence does."""
        first = _FIRST_WORD.match(line.text)
        return first is not None and first[0].replace("’", "'") in self._going_on

    def _may(self, before: Line, after: Line, *, amid: bool = False) -> bool:
        """Tell whether two lines could be one: no item, row of a table or rule begins, nobody else speaks."""
        if before.depth != after.depth or _TABLE.search(before.text) or _TABLE.search(after.text):
            return False
        if _RULE.fullmatch(before.text) or _RULE.fullmatch(after.text) or before.text[0] == "|":
            return False
        return amid or not _ITEM.match(after.text) or (after.text[0].isdecimal() and self.ends_openly(before, after))


def looks_wrapped(layout: Layout) -> bool:
    """Tell whether the lines of a text are wrapped."""
    breaks = layout.breaks
    open_ = [pair for pair in breaks if layout.is_open(pair[0])]
    continued = [pair for pair in open_ if layout.continues(*pair)]
    width = layout.width
    if not continued or len(continued) < len(breaks) * _FEWEST_CONTINUED or width > _WIDEST:
        return False
    told = sum(layout.ends_openly(*pair) for pair in open_)
    full = sum(layout.is_full(*pair) for pair in continued)
    if full < len(continued) * _FEWEST_FULL and told < len(continued):
        return False
    wide = width >= _WIDER_THAN_VERSE
    if not wide and sum(before.text[-1] == "," for before, _ in open_) > len(open_) * _MOST_COMMAS:
        return False
    if told >= max(1, len(open_) * (_FEWEST_OPEN_WORDS if wide else _FEWEST_IN_NARROW)):
        return True
    if len(breaks) <= _FEW and layout.is_open(breaks[-1][1]):
        return False
    first, second = continued[0]
    introduced = any(before.text[-1] == ":" for before, _ in breaks)
    alone = len(breaks) == 1 and first.width >= _SHORTEST_ALONE and layout.begins_rest(second)
    return not introduced and _is_upper(first) and (wide or alone)


def starts_lower(line: Line) -> bool:
    """Tell whether the first letter or digit of a line is a small letter."""
    return next((mark.islower() for mark in line.text[:_TAIL] if mark.isalnum()), False)


def _is_upper(line: Line) -> bool:
    return next((mark.isupper() for mark in line.text[:_TAIL] if mark.isalnum()), False)

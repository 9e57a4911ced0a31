"""The lines of a text with what their outside tells: quote marks of mail, indentation, what is empty before them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bilingual.segmentation.wrapping.words import OPEN, ends_with_open_word

HYPHENS: Final = "-‐\u00ad¬"
# Quote marks of mail, nested ones too; what is behind them begins with a letter or a mark of speech.
_QUOTED = re.compile(r"[^\S\n]*(?:>[^\S\n]?)+")
_FORM_FEED = "\f"


@dataclass(slots=True)
class Line:
    """A line that is not empty: ``text`` stands at ``start`` to ``end`` of the whole text, without quote marks.

    ``depth`` counts the quote marks, ``gap`` the empty lines before it, ``indent`` the white space in front, and
    ``width`` the characters with both. ``turned`` tells that a page ends before it.
    """

    text: str
    start: int
    depth: int
    gap: int
    indent: int
    width: int
    turned: bool

    @property
    def end(self) -> int:
        """The offset behind the last character."""
        return self.start + len(self.text)


def may_be_wrapped(text: str, language: str = "fr") -> bool:
    r"""Tell whether it is worth looking: some line does not end as lines do, or does not begin so.

    >>> may_be_wrapped("Un.\nDeux."), may_be_wrapped("Un\ndeux."), may_be_wrapped("> Un."), may_be_wrapped("un")
    (False, True, True, False)
    >>> may_be_wrapped("Le maire de la\nVille"), may_be_wrapped("Les muni-\nCIPAUX"), may_be_wrapped("Oui\nIl")
    (True, True, False)
    """
    words = OPEN.get(language, frozenset())
    before = ""
    for line in text.splitlines():
        first = line[:1]
        if first.isspace():
            first = line.lstrip()[:1]
        if not first:
            continue
        if first == ">":
            return True
        # Most lines end with a stop, and need no more.
        if before and (first.islower() or (before[-1] not in ".!?»" and _goes_on(before, words))):
            return True
        before = line
    return False


def _goes_on(line: str, words: frozenset[str]) -> bool:
    line = line.rstrip()
    return line[-1] in HYPHENS or ends_with_open_word(line, words)


def lines_of(text: str) -> list[Line]:
    r"""Return the lines of a text that are not empty.

    >>> [(line.text, line.start, line.depth, line.gap) for line in lines_of("> Un\n>\n> deux\n\nTrois")]
    [('Un', 2, 1, 0), ('deux', 9, 1, 1), ('Trois', 15, 0, 1)]
    """
    raw_lines = text.splitlines(keepends=True)
    quoted = _is_mail(raw_lines)
    lines: list[Line] = []
    offset, gap, turned = 0, 0, False
    for raw in raw_lines:
        mark = _QUOTED.match(raw) if quoted and ">" in raw else None
        behind = mark.end() if mark else 0
        content = raw[behind:].strip()
        if content:
            indent = len(raw) - behind - len(raw[behind:].lstrip())
            depth = mark[0].count(">") if mark else 0
            width = len(raw.rstrip())
            lines.append(Line(content, offset + behind + indent, depth, gap, indent, width, turned))
            gap, turned = 0, False
        elif raw[-1] != _FORM_FEED:
            gap += 1
        turned = turned or raw[-1] == _FORM_FEED
        offset += len(raw)
    return lines


def _is_mail(raw_lines: list[str]) -> bool:
    """Tell whether `>` at the beginnings of lines quotes: it does so twice, or before what is no number."""
    behind = [raw.lstrip(" \t>").strip() for raw in raw_lines if raw.lstrip()[:1] == ">"]
    return len(behind) > 1 or any(rest[:1].isalpha() or rest[:1] in tuple("«“\"‘'") for rest in behind)

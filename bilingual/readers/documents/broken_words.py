"""Words that were broken at the ends of printed lines, whole again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bilingual.lexicon.compounds import keeps_hyphen

if TYPE_CHECKING:
    from collections.abc import Sequence

# PDFium's own sign for a hyphen at the end of a line, and what others print there.
HYPHENS: Final = "\x02\u00ad-\u2010"
_LAST: Final = re.compile(r"[^\s\-‐–—«»()\[\]\"“”,;:.!?…]+(?:[-‐][^\s\-‐–—«»()\[\]\"“”,;:.!?…]+)*$")
_FIRST: Final = re.compile(r"[^\s–—«»()\[\]\"“”,;:.!?…]+")


def joined(lines: Sequence[str], words: frozenset[str] = frozenset(), language: str = "fr") -> str:
    r"""Return lines as one, with words whole that were broken at their ends.

    >>> joined(["Le conseil muni-", "cipal a dit à lui-", "même « oui »."])
    'Le conseil municipal a dit à lui-même « oui ».'
    """
    text = ""
    for line in lines:
        line = line.strip()  # noqa: PLW2901 - the same line
        if not text:
            text = line
            continue
        mark = text[-1:]
        broken, rest = _LAST.search(text[-64:-1]), _FIRST.match(line)
        if mark not in tuple(HYPHENS) or not broken or not rest or not rest[0][0].isalnum():
            text = f"{text} {line}"
        elif _keeps(broken[0], rest[0], mark, words, language):
            text = f"{text[:-1]}-{line}"
        else:
            text = text[:-1] + line
    return text.replace("\x02", "-")


def _keeps(before: str, after: str, mark: str, words: frozenset[str], language: str) -> bool:
    """Tell whether the hyphen between two parts of a word is its own."""
    if mark == "\u00ad":
        return False
    if before.lower() == after.lower():  # gagnant-gagnant
        return True
    if language == "fr" and not after[0].isdecimal():
        return keeps_hyphen(before, after, words)
    return not after[0].islower() or f"{before}-{after}".lower() in words

"""Numbers that stand in a sentence for what a model would spoil: it carries them over, and they are replaced again.

Numbers of four digits are what the starter model carries over most surely, before names, acronyms and the like.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bilingual.glossary.phrases import LETTER

if TYPE_CHECKING:
    from collections.abc import Iterable

NUMBERS = (7731, 4452, 8896, 3319, 6274, 9583, 5547, 2968)
# Figures that a stand-in may have become; fewer may be a number that the source has in words.
_FIGURES = re.compile(r"\d{3,}")
_SEPARATOR = re.compile(r"(?<=\d)[ ,.\u00a0\u202f](?=\d)")


def numbers_for(text: str) -> list[int]:
    """Return the numbers that may stand in a text: those that it does not hold itself.

    >>> len(numbers_for("En 7731."))
    7
    """
    return [number for number in NUMBERS if str(number) not in text]


def places(number: int, text: str) -> list[tuple[int, int]]:
    """Return where a number stands in a translation, in order; `7,731` is the same.

    >>> places(7731, "From 7731 to 7,731, not 77315.")
    [(5, 9), (13, 18)]
    """
    digits = rf"(?<!{LETTER})(?<![.,]){number // 1000}[ ,.\u00a0\u202f]?{number % 1000:03}(?![.,]?{LETTER})"
    return [match.span() for match in re.finditer(digits, text)]


def known_figures(texts: Iterable[str]) -> str:
    """Return the figures that a translation may hold: those of some texts, as they stand and in one piece."""
    known = " ".join(texts)
    return known + " " + _SEPARATOR.sub("", known)


def has_strays(text: str, known: str) -> bool:
    """Whether there are figures in a translation that nobody wrote: what is left of a stand-in.

    >>> has_strays("It has 7731.", known_figures(["Il a 7 731."])), has_strays("It has 4451.", "Il a 7731.")
    (False, True)
    """
    return not all(figures in known for figures in _FIGURES.findall(text))

"""The words of a text as the checks compare them."""

from __future__ import annotations

import re

from bilingual.lexicon.spelling import fold

WORD = re.compile(r"[^\W_]+")
_DOTTED = re.compile(r"(?<!\w)(?:[^\W\d_]\.[ \-]?){2,12}(?!\w)")


def words_of(text: str) -> list[str]:
    """Return the words of ``text`` folded; a word in capitals stays so, dots fall out of an acronym.

    >>> words_of("The U.S. told us: Côte d'Ivoire's well.")
    ['the', 'US', 'told', 'us', 'cote', 'd', 'ivoire', 's', 'well']
    """
    return [fold(word) if not word.isupper() or len(word) == 1 else word for word in WORD.findall(undotted(text))]


def undotted(text: str) -> str:
    """Return ``text`` with acronyms without dots.

    >>> undotted("L'O.N.U. et M. Ba")
    "L'ONU  et M. Ba"
    """
    return _DOTTED.sub(_without_dots, text) if "." in text else text


def _without_dots(match: re.Match[str]) -> str:
    letters = match[0].replace(".", "").replace(" ", "").replace("-", "")
    return letters + " " if letters.isupper() else match[0]

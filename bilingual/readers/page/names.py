"""Personal names: telling them from other capitalised words, and writing SURNAMES in ordinary capitals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.lexicon.folding import fold_line
from bilingual.readers.page import french
from bilingual.readers.page.patterns import lazy
from bilingual.readers.page.typography import APOSTROPHE

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_NAMES = 4
_MOST_WORDS = 8
_WORD = lazy(rf"[^\W\d_]+(?:(?:{APOSTROPHE}|-)[^\W\d_]+)*{APOSTROPHE}?|(?:[^\W\d_]\.-?){{1,3}}")
_JOINT = lazy(rf"({APOSTROPHE}|-)")
_INITIAL = lazy(r"[^\W\d_](?:\.|$)")
_NEVER_CAPITAL = frozenset({"de", "du", "des", "von", "van", "der", "den", "di", "da", "dos", "y"})
_NEVER_FIRST = _NEVER_CAPITAL | {"la", "le"}
# In a line of capitals these are more often ordinary words than particles: "COUPE DU MONDE".
_ORDINARY_IN_CAPITALS = frozenset({"la", "le", "du", "des"})
_FULL_NAMES_OF_TIME = frozenset(fold_line(n) for n in (*french.MONTHS, *french.WEEKDAYS) if len(n) > 3)  # noqa: PLR2004 - "Jan"
_NO_NAMES = french.NOT_IN_NAMES | french.COUNTRIES | french.SECTIONS | _FULL_NAMES_OF_TIME


def personal_name(text: str) -> str | None:
    """Return ``text`` in ordinary capitals if it is a person's name of two to four words, particles apart.

    >>> personal_name("Dr Cheick Oumar KEÏTA"), personal_name("J.-P. de LA TOUR"), personal_name("Union africaine")
    ('Cheick Oumar Keïta', 'J.-P. de La Tour', None)
    """
    words = text.split(maxsplit=_MOST_WORDS)
    while words and words[0].rstrip(".").casefold() in french.HONORIFICS:
        words = words[1:]
    return _name(words, fewest=2)


def pseudonym(text: str) -> str | None:
    """Return ``text`` in ordinary capitals if it is a single capitalised word that can be a name.

    >>> pseudonym("SAMBOU"), pseudonym("ici"), pseudonym("Mali")
    ('Sambou', None, None)
    """
    words = text.split(maxsplit=1)
    return _name(words, fewest=1) if len(words) == 1 else None


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Return ``names`` in order without repeats; the order of a name's words and its capitals do not matter.

    >>> distinct(["Oumar Diop", "DIOP Oumar", "A. Keïta"])
    ('Oumar Diop', 'A. Keïta')
    """
    seen: dict[frozenset[str], str] = {}
    for name in names:
        seen.setdefault(frozenset(fold_line(name).split()), name)
    return tuple(seen.values())


def _name(words: list[str], fewest: int) -> str | None:
    """Return ``words`` as a name of at least ``fewest`` capitalised words that are no particles, or None."""
    small = [word.casefold().replace("’", "'") for word in words]
    own = [word for word, key in zip(words, small, strict=True) if key not in french.NAME_PARTICLES]
    in_capitals = " ".join(words).isupper()
    is_name = (
        fewest <= len(own) <= _MOST_NAMES
        and len(words) <= _MOST_WORDS
        and words[0][0].isupper()
        and small[0] not in _NEVER_FIRST
        and all(map(_WORD.fullmatch, words))
        and all(word[0].isupper() and fold_line(word) not in _NO_NAMES for word in own)
        and not all(map(_INITIAL.fullmatch, words))
        and not (in_capitals and _ORDINARY_IN_CAPITALS & set(small))
    )
    return " ".join(map(_ordinary_capitals, words)) if is_name else None


def _ordinary_capitals(word: str) -> str:
    """Return a name's ``word`` with capitals at its beginnings only, unless they spell letters one by one."""
    letters = fold_line(word).replace(" ", "")
    if word.casefold() in _NEVER_CAPITAL:
        return word.casefold()
    if not word.isupper() or len(letters) == 1 or "." in word or not set(letters) & set("aeiouy"):
        return word
    return "".join(part.capitalize() for part in _JOINT.split(word))

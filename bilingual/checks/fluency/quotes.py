"""Quotation marks that a translation lost: all of them, or one of a pair.

Double marks are counted in both texts, whatever their shape. Single ones count where they enclose something, since most
are apostrophes, and only to say that a quotation is there; in French, only curly or pointed ones do. A quotation that
runs over several sentences leaves its French sentence with an odd number of marks; then the translation may have any
number. So it may where French marks what is said with a dash or not at all. Names and single words do well without.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bilingual.checks.finding import Finding

if TYPE_CHECKING:
    from bilingual.data import Translation

_DOUBLE = re.compile(r"[«»“”„‟\"＂「」『』《》]|<<|>>|``|''|,,")
# Behind a figure these may mean inches or seconds.
_INCHES = re.compile(r"\d\s?(?:[\"”]|'')")
# Single marks around something, with no letter outside: ‘so’, 'so', ‹ so ›. Apostrophes may stand inside.
_SINGLE_OPENS = re.compile(r"(?<!\w)[‘'‚‹`](?=\s?\w)")
_IS_NO_APOSTROPHE = re.compile(r"(?<!\w)[‘‹](?=\s?[^\W\d])")
_SINGLE_CLOSES = re.compile(r"(?<=[\w.,!?…])\s?[’'‘›](?!\w)")
_PAIR = 2
_SHOWN = 8


def find(source: str, translation: Translation) -> Finding | None:
    """Return the marks of a quotation that English lost wholly, or English's own where one of a pair is missing.

    >>> from bilingual.data import Translation
    >>> find("« Trop tard », dit-il.", Translation("‘Too late,’ he said.", None))
    >>> find("« Trop tard », dit-il.", Translation("Too late, he said.", None))
    Finding(evidence='« »', source=((0, 1), (12, 13)), target=())
    >>> find("« Trop tard », dit-il.", Translation("“Too late, he said.", None))
    Finding(evidence='“', source=(), target=((0, 1),))
    """
    text = translation.text
    here = _marks(source)
    there = _marks(text)
    if not (here or there):
        return _lost_single(source, text)
    if len(here) < _PAIR or not text.strip():
        return None
    if not there:
        closing = here[-1 - len(here) % 2]
        if not _quotes_words(source) or _has_single(text):
            return None
        return Finding(f"{here[0][0]} {closing[0]}", source=_spans(here))
    if len(there) % 2 and not len(here) % 2:
        return Finding(" ".join(mark[0] for mark in there[:_SHOWN]), target=_spans(there))
    return None


def _lost_single(source: str, text: str) -> Finding | None:
    """Return the single marks of a quotation of several words where neither text has double ones, nor English any."""
    if not ("‘" in source or "‹" in source):
        return None  # nearly all sentences: they cost nothing
    opening = _IS_NO_APOSTROPHE.search(source)
    if opening is None or _has_single(text) or not text.strip():
        return None
    closing = _SINGLE_CLOSES.search(source, opening.end())
    if closing is None or not _is_words(source[opening.end() : closing.start()]):
        return None
    end = closing.end()
    return Finding(f"{opening[0]} {source[end - 1]}", source=(opening.span(), (end - 1, end)))


def _spans(marks: list[re.Match[str]]) -> tuple[tuple[int, int], ...]:
    return tuple(mark.span() for mark in marks)


def _marks(text: str) -> list[re.Match[str]]:
    """Return the double quotation marks of a text in order, without signs for inches.

    >>> [mark.span() for mark in _marks('Un écran de 15" dit "grand"')], _marks('15" et 17"')
    ([(20, 21), (26, 27)], [])
    >>> [mark[0] for mark in _marks('« Les "années 80" »')]
    ['«', '"', '"', '»']
    """
    marks = list(_DOUBLE.finditer(text))
    if not marks:
        return marks
    inches = _INCHES.findall(text)
    if inches and len(inches) == len(marks) and text.find(marks[0][0]) > text.find(inches[0]):
        return []
    if inches and len(marks) % 2:
        written = [mark[0] for mark in marks]
        del marks[written.index(inches[0][-1] if inches[0][-1] in written else "''")]
    return marks


def _quotes_words(text: str) -> bool:
    """Whether any quotation holds several words, of which one at least is no name.

    >>> _quotes_words("Le film « Les Tontons »"), _quotes_words("un « sage »"), _quotes_words("« Trop tard »")
    (False, False, True)
    """
    inside = _DOUBLE.split(text)[1:-1:2]
    return any(map(_is_words, inside))


def _is_words(quoted: str) -> bool:
    words = quoted.split()
    return len(words) > 1 and not all(map(_may_be_name, words))


def _may_be_name(word: str) -> bool:
    return not word[:1].islower()


def _has_single(text: str) -> bool:
    """Whether single quotation marks enclose something.

    >>> _has_single("It's 'all' fine."), _has_single("It's the boys' and the girls' own.")
    (True, False)
    """
    opening = _SINGLE_OPENS.search(text)
    return opening is not None and _SINGLE_CLOSES.search(text, opening.end()) is not None

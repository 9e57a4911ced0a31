"""French left in the English translation: the whole sentence, or words of it in a row, beyond names and cognates.

The two languages write thousands of words alike, and a name may be French to the last letter. What tells is a row of
words that stands in the source as well and holds both small French words and ordinary ones in lower case. A row that
begins like a name (Agence nationale de la recherche) must be more French than another, and short quoted ones
(“Les Misérables”) count as titles.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from bilingual.checks.finding import Finding
from bilingual.checks.untranslated.untranslatable import is_untranslatable
from bilingual.lexicon.borrowed import borrowed
from bilingual.lexicon.folding import fold
from bilingual.lexicon.small_words import ENGLISH_TELLING, FRENCH_DOUBTFUL, FRENCH_IN_ENGLISH, FRENCH_TELLING
from bilingual.lexicon.words import WORD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bilingual.data import Translation

_SMALL = FRENCH_TELLING | FRENCH_DOUBTFUL
_GLANCED_AT = _SMALL - FRENCH_IN_ENGLISH
# A row needs so many words in lower case, and so much French: a telling word is 1, a doubtful or accented one half.
_LEAST_LOWER = 2
_FRENCH = 1.0
_VERY_FRENCH = 2.0
# So many telling words, and such a share of all, are French wherever they come from.
_MANY_TELLING = 3
_TELLING_SHARE = 0.15
# A sentence that came back as it was is no name if so many of its words stand in lower case, or one has an accent.
_LEAST_SAME = 3
_LONGEST_TITLE = 6
_SHOWN = 6
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")
_ACCENT = re.compile(r"[àâäçèéêëîïôöùûüÿœæ]")


def find(source: str, translation: Translation) -> Finding | None:
    """Return the French words that the translation kept, the evidence being the first few of them, or None.

    >>> from bilingual.data import Translation
    >>> find("Le maire a promis une école.", Translation("The mayor a promis une école.", None))
    Finding(evidence='a promis une école', source=(), target=((10, 28),))
    >>> find("Le Monde et la BBC l'ont dit.", Translation("Le Monde and the BBC said it.", None))
    """
    text = translation.text
    plain = fold(text)
    likely = text[:1] == source[:1] or not _GLANCED_AT.isdisjoint(WORD.findall(plain))
    if not likely or is_untranslatable(source):  # an address is no French
        return None
    original = WORD.findall(fold(source))
    if WORD.findall(plain) == original:
        return _row(text, list(WORD.finditer(text))) if _is_french(WORD.findall(text)) else None
    words = list(WORD.finditer(_without_borrowed(text, plain)))
    folded = [fold(word[0]) for word in words]
    if _GLANCED_AT.isdisjoint(folded):
        return None
    in_title = _in_titles(text, words)
    for first, last in _rows(folded, set(pairwise(original))):
        if not in_title[first] and _is_left_over(words[first:last], folded[first:last], opens=first == 0):
            return _row(text, words[first:last])
    telling = [
        n for n, word in enumerate(words) if folded[n] in FRENCH_TELLING and word[0][0].islower() and not in_title[n]
    ]
    if len(telling) >= max(_MANY_TELLING, _TELLING_SHARE * len(words)):
        return Finding(_shown(text, words[telling[0] :]), target=tuple(words[n].span() for n in telling))
    return None


def _without_borrowed(text: str, plain: str) -> str:
    """Return ``text``, folded ``plain``, with the French phrases that English uses blotted out.

    >>> _without_borrowed("A fait accompli.", "a fait accompli.")
    'A _____________.'
    """
    if len(plain) == len(text):  # else the places differ, by a ligature
        for match in borrowed().finditer(plain):
            text = text[: match.start()] + "_" * len(match[0]) + text[match.end() :]
    return text


def _is_french(words: list[str]) -> bool:
    """Whether a sentence that came back as it was should have been translated.

    >>> [_is_french(text.split()) for text in ("Il pleut", "Radio France", "Situation", "Un café noir", "Now it is on")]
    [True, False, False, True, False]
    """
    folded = list(map(fold, words))
    in_capitals = all(map(str.isupper, words)) and len(words) > 1
    lower = [n for n, word in enumerate(words) if (in_capitals or word[0].islower()) and len(word) > 1]
    telling = sum(word in FRENCH_TELLING for word in folded)
    if telling < _VERY_FRENCH and all(folded[n] in _SMALL for n in lower):
        return False
    if telling:
        return True
    return ENGLISH_TELLING.isdisjoint(folded) and (
        not _GLANCED_AT.isdisjoint(folded) or len(lower) >= _LEAST_SAME or any(_ACCENT.search(words[n]) for n in lower)
    )


def _rows(folded: Sequence[str], pairs: set[tuple[str, str]]) -> Iterator[tuple[int, int]]:
    """Yield where words in a row begin and end of which each two neighbours are neighbours in the source, too.

    >>> list(_rows(["he", "a", "promis", "une", "school"], {("a", "promis"), ("promis", "une")}))
    [(1, 4)]
    """
    first = 0
    for at, pair in enumerate(pairwise(folded), start=1):
        if pair not in pairs:
            if at - first > 1:
                yield first, at
            first = at
    if len(folded) - first > 1:
        yield first, len(folded)


def _is_left_over(words: Sequence[re.Match[str]], folded: Sequence[str], *, opens: bool) -> bool:
    """Whether a row that stands in both languages is French that was left over."""
    lower = [
        n
        for n, word in enumerate(words)
        if (word[0][0].islower() and (len(word[0]) > 1 or word[0] == "à")) or (n == 0 and opens and folded[0] in _SMALL)
    ]
    telling = sum(folded[n] in FRENCH_TELLING for n in lower)
    accented = sum(_ACCENT.search(words[n][0]) is not None and folded[n] not in _SMALL for n in lower)
    french = telling + (sum(folded[n] in FRENCH_DOUBTFUL for n in lower) + accented) / 2
    if len(lower) < _LEAST_LOWER or (telling < _VERY_FRENCH and all(folded[n] in _SMALL for n in lower)):
        return False
    is_like_a_name = words[0][0][0].isupper() and not opens
    return french >= (_VERY_FRENCH if is_like_a_name else _FRENCH)


def _in_titles(text: str, words: Sequence[re.Match[str]]) -> list[bool]:
    """Return for each word whether it is part of a short quotation."""
    ends = [
        span for match in _QUOTED.finditer(text) for span in [match.span()] if len(match[0].split()) <= _LONGEST_TITLE
    ]
    inside = []
    at = 0
    for word in words:
        while at < len(ends) and ends[at][1] <= word.start():
            at += 1
        inside.append(at < len(ends) and ends[at][0] <= word.start())
    return inside


def _row(text: str, words: Sequence[re.Match[str]]) -> Finding:
    return Finding(_shown(text, words), target=((words[0].start(), words[-1].end()),))


def _shown(text: str, words: Sequence[re.Match[str]]) -> str:
    last = words[min(len(words), _SHOWN) - 1]
    return text[words[0].start() : last.end()] + ("…" if len(words) > _SHOWN else "")

"""Addresses, emoji and signs of currencies that a translation lost or changed.

What a model cannot know passes around it, so that its translations keep them; those of people, and of other engines,
are looked at here, by the same facts.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from bilingual.checks.finding import Finding
from bilingual.lexicon.carried import ADDRESS, CURRENCIES, CURRENCY_SIGNS, NO_WORDS, ONE_EMOJI, bare, may_hold
from bilingual.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bilingual.checks.finding import Span
    from bilingual.data import Translation

_SIGNS = re.compile(f"[{re.escape(CURRENCY_SIGNS)}]")
# Characters of an endless run.
_LONG = 45
_LOOKS = re.compile("[\ufe0e\ufe0f]")


def find(source: str, translation: Translation) -> Finding | None:
    """Return what English lacks of the addresses, emoji and signs of currencies of its source, or None.

    A sign of a currency may have become a word.

    >>> from bilingual.data import Translation
    >>> find("Le billet coûte 5 ₽.", Translation("The ticket costs 5€.", None))
    Finding(evidence='₽', source=((18, 19),), target=())
    >>> find("Le billet coûte 5 €.", Translation("The ticket costs 5 euros.", None))
    >>> find("Écrivez à jean@exemple.fr.", Translation("Write to jean@ example.", None)).evidence
    'jean@exemple.fr'
    """
    if not may_hold(source) or not translation.text.strip():
        return None  # nearly all sentences
    lost = lost_signs(source, translation.text)
    return _finding(
        [*_lost(source, translation.text), *(m.span() for m in _SIGNS.finditer(source) if m[0] in lost)], source
    )


def find_elsewhere(source: str, translation: Translation) -> Finding | None:
    """Return what ``find`` does in another language than English, whose names of currencies are not known.

    There the sign must have become another one.

    >>> from bilingual.data import Translation
    >>> find_elsewhere("Il coûte 5 ₽.", Translation("Es kostet 5 Rubel.", None))
    >>> find_elsewhere("Il coûte 5 ₽.", Translation("Es kostet 5 €.", None)).evidence
    '₽'
    """
    if not may_hold(source) or not translation.text.strip():
        return None
    here, there = set(_SIGNS.findall(source)), set(_SIGNS.findall(translation.text))
    lost = here - there if there - here else set()
    return _finding(
        [*_lost(source, translation.text), *(m.span() for m in _SIGNS.finditer(source) if m[0] in lost)], source
    )


def without_words(source: str, translation: Translation) -> tuple[str, Translation]:
    """Return both texts with the addresses and endless runs that stand in both blotted out, at the same places.

    >>> from bilingual.data import Translation
    >>> source, made = without_words("Voir www.a.fr/le-vote.", Translation("See www.a.fr/le-vote.", None))
    >>> source, made.text
    ('Voir ________________.', 'See ________________.')
    """
    if not may_hold(source) and max(map(len, source.split()), default=0) < _LONG:
        return source, translation  # nearly all sentences
    runs = {bare(match[0]) for match in NO_WORDS.finditer(source)}
    text = translation.text
    for run in sorted(runs, key=len, reverse=True):
        if run and run in text:
            source, text = (one.replace(run, "_" * len(run)) for one in (source, text))
    return (source, translation) if text == translation.text else (source, replace(translation, text=text))


def lost_signs(source: str, target: str) -> list[str]:
    """Return the signs of currencies that English has neither as signs nor in words.

    >>> lost_signs("5 € ou 6 $", "5 euros or 6£")
    ['$']
    """
    return [
        sign
        for sign in dict.fromkeys(_SIGNS.findall(source))
        if sign not in target and _in_words(sign).search(target) is None
    ]


@cache
def _in_words(sign: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_])(?:{CURRENCIES[sign]})(?![^\W\d_])", re.IGNORECASE)


def _lost(source: str, target: str) -> Iterator[Span]:
    """Yield where addresses and emoji stand that the target has not."""
    plain = target.lower()
    for match in ADDRESS.finditer(source):
        address = bare(match[0])
        if address.lower() not in plain:
            yield match.start(), match.start() + len(address)
    shown = _LOOKS.sub("", target)
    for match in ONE_EMOJI.finditer(source):
        if _LOOKS.sub("", match[0]) not in shown:
            yield match.span()


def _finding(lost: list[Span], source: str) -> Finding | None:
    spans = sorted(lost)
    if not spans:
        return None
    apart = [spans[0], *(span for before, span in pairwise(spans) if span[0] >= before[1])]
    return Finding(shortened(" ".join(source[start:end] for start, end in apart)), source=tuple(apart))

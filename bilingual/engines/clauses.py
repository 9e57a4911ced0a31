"""Where to cut a sentence that is too long for a model, and how the translated parts make one sentence again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bilingual.lexicon.small_words import ENGLISH_INNER

if TYPE_CHECKING:
    from collections.abc import Callable

# Places to cut, best first; the cut is at the end of a match. A clause ends at ; : or a dash, then at a comma before
# a conjunction or relative pronoun, then at any comma, then between words, and a text without any is cut anywhere.
_CUTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"[;:…؛](?:\s?[»”\")\]])*\s+|\s[–—]\s+|[；：。！？]+",
        r",\s+(?=(?:et|mais|ou|or|car|donc|puis|ni|que|qui|dont|où|lequel|laquelle|lesquel\w+|alors|tandis|lorsque)\b)",
        r"[,،](?:\s?[»”\")\]])*\s+|[，、]",
        r"\s+",
    )
)
# A cut too near an end leaves a long rest and a fragment without context.
_MIDDLE = 0.25
# What a part ends with where it is the end of a sentence.
_STOPS = re.compile(r"[.!?…][\s»”\")\]]*$")


def split_at_clauses(text: str, fits: Callable[[str], bool]) -> list[str]:
    """Cut ``text`` into parts for which ``fits`` is true, at the best clause boundaries near the middle.

    No character other than the white space at a cut is lost. A single character is never cut.

    >>> split_at_clauses("Il pleut ; elle lit, et il dort.", lambda part: len(part) < 22)
    ['Il pleut ;', 'elle lit, et il dort.']
    """
    parts: list[str] = []
    todo = [text.strip()]
    while todo:
        part = todo.pop()
        if len(part) < 2 or fits(part):  # noqa: PLR2004 - one character cannot be cut
            parts.append(part)
        else:
            cut = _best_cut(part)
            todo += [part[cut:].lstrip(), part[:cut].rstrip()]
    return [part for part in parts if part]


def _best_cut(text: str) -> int:
    middle = len(text) / 2
    margin = len(text) * _MIDDLE
    for pattern in _CUTS:
        ends = [match.end() for match in pattern.finditer(text) if margin <= match.end() <= len(text) - margin]
        if ends:
            return min(ends, key=lambda end: abs(end - middle))
    return len(text) // 2


def within_sentence(translation: str, source: str, language: str, *, first: bool, last: bool) -> str:
    """Return the translation of a part as it stands within the sentence: it neither begins nor ends one.

    ``source`` is the part; where it ends with a stop itself, the translation may, too. ``language`` is the target's.

    >>> within_sentence("The director says.", "dit le directeur", "en", first=False, last=False)
    'the director says'
    """
    if not last and not _STOPS.search(source) and translation.endswith(".") and not translation.endswith(".."):
        translation = translation[:-1]
    word = translation.partition(" ")[0]
    # A model begins each part with a capital, as if it were a sentence.
    if not first and language == "en" and source[:1].islower() and word.lower() in ENGLISH_INNER:
        translation = word.lower() + translation[len(word) :]
    return translation

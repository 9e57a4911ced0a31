"""Small words by which languages are told apart: of whole texts, and of a single sentence that is not French."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from bilingual.lexicon.folding import fold
from bilingual.lexicon.small_words import (
    ENGLISH_COMMONEST,
    ENGLISH_EMPTY,
    ENGLISH_TELLING,
    FRENCH_COMMONEST,
    FRENCH_DOUBTFUL,
    FRENCH_TELLING,
)

# The small words of each language that are common in it. Many belong to several; only the sum tells.
WORDS: Final = {
    "de": """
        der die das und ist nicht mit von dem den ein eine auf für sich auch als wird im zu des sie er wie nach bei
        in es an war sind hat haben dass daß einer eines einem einen aus zur zum vom am über wurde wurden werden kann
        können oder aber nur noch vor durch unter gegen ihre ihr sein seine wir ich uns wenn mehr bis so hatte sehr
        keine kein muss soll will diese dieser dieses
    """,
    "en": " ".join(sorted(ENGLISH_COMMONEST)),
    "es": """
        el la de que y en los del se las por un para con no una su al lo como más pero sus le ya o este sí porque
        fue son está esta esto ha han ser hay también cuando muy sin sobre entre hasta desde donde ese eso
    """,
    "fr": " ".join(sorted(FRENCH_COMMONEST)),
    "it": """
        il la di che e un una per non in del si da con le i gli della dei nel alla sono più anche ha come questo
        lo al dal sul delle degli nella questa essere ma o se hanno stato era suo sua
    """,
    "nl": "de het een en van is dat op te in niet met voor zijn er aan ook als die maar om bij naar uit worden heeft",
    "pt": "o a de que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu sua ou",
}
# A sentence of fewer words may be a title or a motto; of the words of one that is foreign so many are small ones that
# French has not, and a name in it may hold small words of French: one for so many of its own.
_FEWEST, _SHARE, _LEAST, _TO_ONE = 6, 0.2, 2, 8
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"|‹[^‹›]*›")
_WORD = re.compile(r"[^\W\d_]+")


def is_foreign(sentence: str) -> bool:
    """Whether a sentence in a French text is not French, but of a language whose small words are listed.

    >>> is_foreign("The minister said that it is not for them."), is_foreign("Le groupe joue The End of the World.")
    (True, False)
    >>> is_foreign("Der Minister ist mit dem Zug in die Stadt gefahren."), is_foreign("Was not der die das")
    (True, False)
    """
    return foreign_language(sentence) is not None


def foreign_language(sentence: str) -> str | None:
    """Return the code of the language of a sentence that stands in a French text and is not French, else None."""
    if not _french_alone().isdisjoint(sentence.lower().split()):
        return None  # nearly all sentences
    words = _WORD.findall(sentence)
    if len(words) < _FEWEST:
        return None
    folded = [fold(word) for word in words]
    if not _french_alone().isdisjoint(folded):
        return None
    counts = {code: sum(word in own for word in folded) for code, own in _own().items()}
    best = max(counts, key=lambda code: (counts[code], code))
    telling = any(word in FRENCH_TELLING and word not in _all(best) for word in folded)
    telling = telling or (folded[0] in FRENCH_DOUBTFUL and folded[0] not in _all(best))
    doubtful = sum(word in FRENCH_DOUBTFUL and word not in _all(best) and len(word) > 1 for word in folded)
    if telling or doubtful * _TO_ONE > counts[best]:
        return None
    if counts[best] < max(_LEAST, _SHARE * len(words)):
        return None
    return None if doubtful and _is_french_around_quotes(sentence, best) else best


def _is_french_around_quotes(sentence: str, other: str) -> bool:
    """Whether a sentence is a quotation in another language, and what stands around it is French."""
    around = _QUOTED.sub(" ", sentence)
    words = [fold(word) for word in _WORD.findall(around)] if around != sentence else []
    return any(len(word) > 1 and word in FRENCH_DOUBTFUL and word not in _all(other) for word in words)


@cache
def _all(code: str) -> frozenset[str]:
    more = ENGLISH_TELLING | ENGLISH_EMPTY if code == "en" else frozenset[str]()
    return more | frozenset(map(fold, WORDS[code].split()))


@cache
def _own() -> dict[str, frozenset[str]]:
    """Return of each language the small words that are none of French; a letter alone may be anything."""
    own = {code: _all(code) - FRENCH_TELLING - FRENCH_DOUBTFUL for code in WORDS if code != "fr"}
    return {code: frozenset(word for word in words if len(word) > 1) for code, words in own.items()}


@cache
def _french_alone() -> frozenset[str]:
    return FRENCH_TELLING - frozenset().union(*(_all(code) for code in WORDS if code != "fr"))

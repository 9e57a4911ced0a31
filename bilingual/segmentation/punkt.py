"""Punkt, the judge of last resort: does the mark between two words end a sentence? By nupunkt, with a language's facts.

Tibor Kiss and Jan Strunk, "Unsupervised Multilingual Sentence Boundary Detection", Computational Linguistics 32 (2006).
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bilingual.segmentation.language import Facts


@cache
def _judge(facts: Facts) -> Callable[[str], bool]:
    # Imported late: `bilingual --help` does not need it.
    from nupunkt import PunktParameters, PunktSentenceTokenizer, load_default_model

    judge: Callable[[str], bool]
    if facts.learned:
        judge = load_default_model().text_contains_sentbreak
        return judge
    # Nothing but the facts: what nupunkt brings along was learned from English.
    parameters = PunktParameters(
        abbrev_types=set(facts.abbreviations),
        collocations={("##number##", name) for name in facts.ordinal_names},
    )
    judge = PunktSentenceTokenizer(parameters, include_common_abbrevs=False).text_contains_sentbreak
    return judge


# Memoized, for the same words meet again and again; bounded, for a hostile text never repeats itself.
@lru_cache(maxsize=1 << 15)
def ends_between(facts: Facts, before: str, after: str) -> bool:
    """Say whether a sentence ends between a word with its terminal marks and the next word, which may be empty.

    >>> from bilingual.segmentation.french import FRENCH
    >>> ends_between(FRENCH, "Bamako.", "Paris"), ends_between(FRENCH, "Ltd.", "Canada")
    (True, False)
    """
    return _judge(facts)(f"{before} {after}")

"""Is the translation of this sentence at all, or of another?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.checks.coverage import coverage, lacking
from bilingual.checks.finding import Finding

if TYPE_CHECKING:
    from bilingual.data import Translation

# A logistic regression on news, as it is and with the translation of another sentence of the same length
# (tools/coverage.py). A sum above 0 is an alarm.
WEIGHTS = {
    "bias": -3.35,
    "weight": 0.702,
    "source_words": 1.082,
    "target_words": -1.688,
    "unexplained": 2.061,
    "missing": -1.548,
}


def find(source: str, translation: Translation) -> Finding | None:
    """Return how many words have a counterpart, where next to none has; the words that are meant are the others.

    >>> from bilingual.data import Translation
    >>> sentence = "Le maire a ouvert la nouvelle école devant les parents."
    >>> find(sentence, Translation("Scientists measured the temperature of a distant planet on Monday.", -0.2)).evidence
    'counterparts for 0 of 6 words'
    >>> find(sentence, Translation("The mayor opened the new school in front of the parents.", -0.2))
    """
    found = coverage(source, translation.text)
    if found.score(WEIGHTS) <= 0:
        return None
    return Finding(
        f"counterparts for {found.source_words - found.missing} of {found.source_words} words",
        lacking(source, found.source_weights),
        lacking(translation.text, found.target_weights),
    )

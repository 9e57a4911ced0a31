"""Is the translation of this sentence at all, or of another?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.checks.coverage import coverage

if TYPE_CHECKING:
    from bilingual.article import Translation

# A logistic regression on news, as it is and with the translation of another sentence of the same length
# (tests/benchmarks/coverage.py). A sum above 0 is an alarm.
WEIGHTS = {
    "bias": -3.84,
    "weight": 0.725,
    "source_words": 0.264,
    "target_words": -0.806,
    "unexplained": 1.227,
    "missing": -0.747,
}


def unrelated(source: str, translation: Translation) -> str | None:
    """Return how many words have a counterpart, where next to none has.

    >>> from bilingual.article import Translation
    >>> sentence = "Le maire a ouvert la nouvelle école devant les parents."
    >>> unrelated(sentence, Translation("Scientists measured the temperature of a distant planet on Monday.", -0.2))
    '0 of 6 words have a counterpart'
    >>> unrelated(sentence, Translation("The mayor opened the new school in front of the parents.", -0.2))
    """
    found = coverage(source, translation.text)
    if found.score(WEIGHTS) <= 0:
        return None
    return f"{found.source_words - found.missing} of {found.source_words} words have a counterpart"

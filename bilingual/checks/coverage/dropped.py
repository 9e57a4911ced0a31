"""Is a part of the sentence missing in the translation?

It is where many words, one after another, have no counterpart, and the translation is short of words and has none of
its own to account for them. A free translation has other words in place of the expected ones, and is no shorter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.checks.coverage import coverage, place, surplus
from bilingual.checks.finding import Finding
from bilingual.wording import shortened

if TYPE_CHECKING:
    from bilingual.data import Translation

# A logistic regression on news, whole and with a clause of five content words or more taken out
# (tools/coverage.py). A sum above 0 is an alarm.
WEIGHTS = {
    "bias": -9.37,
    "source_run": 0.655,
    "length": -1.357,
    "unexplained": -0.263,
    "source_words": 0.366,
    "target_words": -0.254,
}


def find(source: str, translation: Translation) -> Finding | None:
    """Return the words of the source that the translation leaves out, where they are a clause's worth.

    >>> from bilingual.data import Translation
    >>> sentence = "Le maire a ouvert la nouvelle école, mais les parents attendent encore un terrain pour les enfants."
    >>> find(sentence, Translation("The mayor opened the new school.", -0.2)).evidence
    'parents attendent encore un terrain pour les enfants'
    >>> whole = "The mayor opened the new school, but the parents are still waiting for a ground for the children."
    >>> find(sentence, Translation(whole, -0.2))
    """
    # Where something is left out, the translation is short.
    if surplus(source, translation.text) >= 0:
        return None
    found = coverage(source, translation.text)
    if found.score(WEIGHTS) <= 0 or not found.source_run.weight:
        return None
    start, end = place(source, found.source_run)
    return Finding(shortened(source[start:end]), source=((start, end),) if start < end else ())

"""Does the translation say something that the sentence does not?

The mirror image of what is dropped: many words in a row that nothing in the source accounts for, in a translation that
is longer than usual.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.checks.coverage import coverage, place, surplus
from bilingual.checks.finding import Finding
from bilingual.wording import shortened

if TYPE_CHECKING:
    from bilingual.data import Translation

# A logistic regression on news, as it is and with a clause of another sentence of five content words or more
# (tools/coverage.py). A sum above 0 is an alarm.
WEIGHTS = {
    "bias": -12.44,
    "target_run": 0.945,
    "length": 1.55,
    "source_words": -0.043,
    "target_words": 0.129,
    "unexplained": 0.245,
    "missing": -0.263,
}


def find(source: str, translation: Translation) -> Finding | None:
    """Return the words of the translation that have no source, where they are a clause's worth.

    >>> from bilingual.data import Translation
    >>> text = "The mayor opened the new school, where scientists had measured the temperature of distant planets."
    >>> find("Le maire a ouvert la nouvelle école.", Translation(text, -0.2)).evidence
    'scientists had measured the temperature of distant planets'
    >>> find("Le maire a ouvert la nouvelle école.", Translation("The mayor opened the new school.", -0.2))
    """
    if surplus(source, translation.text) <= 0:
        return None
    found = coverage(source, translation.text)
    if found.score(WEIGHTS) <= 0 or not found.target_run.weight:
        return None
    start, end = place(translation.text, found.target_run)
    return Finding(shortened(translation.text[start:end]), target=((start, end),) if start < end else ())

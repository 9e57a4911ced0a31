"""The check of negations: each *ne … pas* must come out as a no of some kind, and no "not" may come in.

French and English say no by their own grammar (``french``, ``english``). What says no in one text asks for what says
or carries it in the other; words that carry it in one language alone are data (``lexicon.negations``). Where nothing
answers, what stands around decides whether that is an error (``weighed``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.checks.finding import Finding
from bilingual.checks.negation.marks import may_ask, spans
from bilingual.checks.negation.weighed import ADDED, LOST, candidates
from bilingual.lexicon.words import pieces

if TYPE_CHECKING:
    from bilingual.data import Translation

# So long a text is no sentence.
_MOST = 200


def find(source: str, translation: Translation) -> Finding | None:
    """Return the negations that an English translation lost or added.

    >>> from bilingual.data import Translation
    >>> find("Le maire ne viendra pas demain.", Translation("The mayor will come tomorrow.", None))
    Finding(evidence='ne … pas', source=((9, 23),), target=())
    >>> find("Le maire viendra demain.", Translation("The mayor will not come tomorrow.", None))
    Finding(evidence='→ not', source=(), target=((15, 18),))
    >>> find("Le maire ignore tout.", Translation("The mayor does not know anything.", None))
    """
    target = translation.text
    if not may_ask(source, target) or not target or max(len(pieces(source)), len(pieces(target))) > _MOST:
        return None
    lost, added = (
        [one.mark for one in ones if one.odds(weights) > 0]
        for ones, weights in zip(candidates(source, target), (LOST, ADDED), strict=True)
    )
    if not lost and not added:
        return None
    evidence = ", ".join([*(mark.text for mark in lost), *(f"→ {mark.text}" for mark in added)])
    return Finding(evidence, spans(source, lost), spans(target, added))

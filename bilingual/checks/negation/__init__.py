"""The check of negations: each *ne … pas* must come out as a no of some kind, and no "not" may come in.

French and English say no by their own grammar (``french``, ``english``). What says no in one text asks for what says
or carries it in the other, about as far from the beginning; words that carry it in one language alone are data
(``lexicon.negations``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.checks.coverage import coverage
from bilingual.checks.finding import Finding
from bilingual.checks.negation.marks import Mark, english, french, may_ask, spans
from bilingual.lexicon.folding import fold
from bilingual.lexicon.negations import Weight
from bilingual.lexicon.stems import TOKEN
from bilingual.lexicon.words import piece_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.data import Translation

# Whether what stands before and behind a no has a counterpart, None where nothing does.
Around = tuple[bool | None, bool | None]
# How far apart, as shares of their sentences, a no and what carries it may stand; so many words apart in any.
_FAR = 0.35
_SHORT = 8
# So long a text is no sentence.
_MOST = 200
# So many words around a no tell whether it stands in what was translated word for word.
_WINDOW = 5


def find(source: str, translation: Translation) -> Finding | None:
    """Return the negations that an English translation lost or added.

    >>> from bilingual.data import Translation
    >>> find("Le maire ne viendra pas demain.", Translation("The mayor will come tomorrow.", None))
    Finding(evidence='ne … pas', source=((9, 23),), target=())
    >>> find("Le maire viendra demain.", Translation("The mayor will not come tomorrow.", None))
    Finding(evidence='→ not', source=(), target=((15, 18),))
    >>> find("Le maire ignore tout.", Translation("The mayor does not know anything.", None))
    """
    if not may_ask(source, translation.text):
        return None
    ours, theirs = french(source), english(translation.text)
    if not (ours.asks or theirs.asks) or max(ours.length, theirs.length) > _MOST or not theirs.length:
        return None
    lost = _unanswered(ours.marks, ours.length, theirs.marks, theirs.length)
    added = _unanswered(theirs.marks, theirs.length, ours.marks, ours.length)
    if not lost and not added:
        return None
    covered = coverage(source, translation.text)
    if covered.is_free:
        return None
    lost = [mark for mark in lost if _is_literal(_around(source, mark, covered.source_weights))]
    added = [mark for mark in added if _is_added(_around(translation.text, mark, covered.target_weights))]
    if not lost and not added:
        return None
    evidence = ", ".join([*(mark.text for mark in lost), *(f"→ {mark.text}" for mark in added)])
    return Finding(evidence, spans(source, lost), spans(translation.text, added))


def _unanswered(asking: Sequence[Mark], length: int, others: Sequence[Mark], their_length: int) -> list[Mark]:
    """Return the marks that ask and have no counterpart; what says no itself is taken first, then what is near."""
    free = list(others)
    unanswered = []
    for mark in asking:
        if not mark.asks:
            continue
        place, far = mark.start / length, max(_FAR, _SHORT / length)
        near = [
            (-other.weight, abs(other.start / their_length - place), other)
            for other in free
            if other.weight > Weight.CARRIES or abs(other.start / their_length - place) <= far
        ]
        if near:
            free.remove(min(near)[-1])
        else:
            unanswered.append(mark)
    return unanswered


def _is_literal(around: Around) -> bool:
    """Whether a no stands in what was translated word for word."""
    before, behind = around
    return before is not False and behind is True


def _is_added(around: Around) -> bool:
    """Whether a "not" was probably added: it stays beside the verb that it came to, whatever follows."""
    return _is_literal(around) or around[0] is True


def _around(text: str, mark: Mark, weights: Sequence[float | None]) -> Around:
    """Return whether the nearest content words before and behind a mark have counterparts, None where there are none.

    Where they have none, the sentence was put in another way, and a no with it (stays the same, does not change). With
    none behind it, the word in it counts (ne viendra pas).
    """
    places = piece_spans(text)
    start = len(TOKEN.findall(fold(text[: places[mark.start][0]])))
    end = len(TOKEN.findall(fold(text[: places[mark.end - 1][1]])))
    before = [weight for weight in weights[max(0, start - _WINDOW) : start] if weight is not None]
    behind = [weight for weight in weights[end : end + _WINDOW] if weight is not None]
    behind = behind or [weight for weight in weights[start:end] if weight is not None]
    return before[-1] < 0 if before else None, behind[0] < 0 if behind else None

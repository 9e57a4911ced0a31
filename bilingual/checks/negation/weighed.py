"""Which negations of one text have nothing in the other that answers for them, and how likely that is an error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from bilingual.alignment.words.table import SHARES, key, row
from bilingual.checks.coverage import coverage
from bilingual.checks.negation.marks import Mark, Marks, english, french
from bilingual.lexicon.folding import fold
from bilingual.lexicon.negations import Weight
from bilingual.lexicon.stems import TOKEN
from bilingual.lexicon.words import piece_spans, pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

# The weights of logistic regressions, of a negation that English lost and of one that it added: ``tools/negations.py``.
LOST: Final = {
    "bias": 0.62,
    "before": 0.16,
    "before_2": 0.22,
    "behind": 0.23,
    "behind_2": 0.02,
    "carried": -1.06,
    "covered": 1.26,
    "free": -0.87,
    "inside": 0.14,
    "pas": 0.12,
    "plus": -1.21,
    "rien": -0.44,
}
ADDED: Final = {
    "bias": -2.35,
    "before": 0.16,
    "before_2": -0.23,
    "behind": 0.24,
    "behind_2": 0.19,
    "carried": -0.64,
    "covered": 0.96,
    "free": -1.15,
    "not": 2.76,
    "without": -1.31,
}
# How far apart, as shares of their sentences, a no and what carries it may stand; so many words apart in any.
_FAR = 0.35
_SHORT = 8
# So many content words around a no tell whether it stands in what was translated word for word.
_WINDOW = 5
# What carries a no is what another word came out as where the table gives it at least this share.
_SURE = 0.08
# What "not" is as well: n't, cannot.
_NOT = frozenset({"t", "cannot"})


class Candidate(NamedTuple):
    """A no in one text for which nothing in the other answers; ``features`` are what ``LOST`` or ``ADDED`` weigh."""

    mark: Mark
    features: Mapping[str, float]

    def odds(self, weights: Mapping[str, float]) -> float:
        """Return the logarithm of the odds that it is an error, less the cut."""
        return weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in self.features.items())


def candidates(source: str, target: str) -> tuple[list[Candidate], list[Candidate]]:
    """Return the negations that English may have lost, and those that it may have added."""
    ours, theirs = french(source), english(target)
    lost = _unanswered(ours, theirs, lambda mark: _accounts(source, target, mark, ours))
    added = _unanswered(theirs, ours, lambda mark: _accounted(source, target, mark, theirs))
    if not lost and not added:
        return [], []
    cover = coverage(source, target)
    free = (cover.missing + cover.unexplained) / max(1, cover.source_words + cover.target_words)
    return (
        [
            Candidate(mark, {"free": free, **_kind(mark), **_around(source, mark, cover.source_weights), **rest})
            for mark, rest in lost
        ],
        [
            Candidate(mark, {"free": free, **_kind(mark), **_around(target, mark, cover.target_weights), **rest})
            for mark, rest in added
        ],
    )


def _kind(mark: Mark) -> dict[str, float]:
    word = mark.text.rpartition(" ")[2]
    return {"not" if word in _NOT else word: 1.0}


def _unanswered(asking: Marks, others: Marks, is_other: Callable[[Mark], bool]) -> list[tuple[Mark, dict[str, float]]]:
    """Return the marks that ask and have no counterpart, and what else could carry it.

    Those that are nearest to each other go together; what says no itself is taken before what only carries it.
    """
    ways = sorted(
        (-other.weight, abs(mark.start / asking.length - other.start / others.length), at, to)
        for at, mark in enumerate(asking.marks)
        if mark.asks
        for to, other in enumerate(others.marks)
    )
    free, answered = set(range(len(others.marks))), dict[int, int]()
    far = max(_FAR, _SHORT / max(1, asking.length))
    carried: dict[int, float] = {}
    for _, distance, at, to in ways:
        other = others.marks[to]
        if at in answered or to not in free:
            continue
        if other.weight > Weight.CARRIES:
            answered[at] = to
            free.discard(to)
        elif is_other(other):
            carried[at] = max(carried.get(at, 0.0), 0.5)
        elif distance <= far:
            answered[at] = to
            free.discard(to)
        else:
            carried[at] = 1.0
    return [
        (mark, {"carried": carried.get(at, 0.0)})
        for at, mark in enumerate(asking.marks)
        if mark.asks and at not in answered
    ]


def _accounts(source: str, target: str, mark: Mark, ours: Marks) -> bool:
    """Whether an English word that carries a no came from a French word that stands in none that asks."""
    words = pieces(target)[mark.start : mark.end]
    if len(words) != 1:
        return False
    asking = {place for other in ours.marks if other.asks for place in range(other.start, other.end)}
    wanted = key(words[0], "en")
    return any(
        SHARES[row(word).get(wanted, (0, 0))[0]] >= _SURE
        for place, word in enumerate(pieces(source))
        if place not in asking
    )


def _accounted(source: str, target: str, mark: Mark, theirs: Marks) -> bool:
    """Whether a French word that carries a no came out as an English one that carries it (refuser, refuse)."""
    words = pieces(source)[mark.start : mark.end]
    if len(words) != 1:
        return False
    known, english_words = row(words[0]), pieces(target)
    carrying = (other for other in theirs.marks if other.weight is Weight.CARRIES)
    return any(SHARES[known.get(key(english_words[other.start], "en"), (0, 0))[0]] >= _SURE for other in carrying)


def _around(text: str, mark: Mark, weights: Sequence[float | None]) -> dict[str, float]:
    """Return whether the nearest content words before and behind a mark have counterparts: 1, -1, or 0 for none there.

    Where they have none, the sentence was put in another way, and a no with it (stays the same, does not change). With
    none behind it, the word in it counts (ne viendra pas).
    """
    places = piece_spans(text)
    start = len(TOKEN.findall(fold(text[: places[mark.start][0]])))
    end = len(TOKEN.findall(fold(text[: places[mark.end - 1][1]])))
    before = [weight for weight in weights[max(0, start - _WINDOW) : start] if weight is not None]
    inside = [weight for weight in weights[start:end] if weight is not None]
    behind = [weight for weight in weights[end : end + _WINDOW] if weight is not None]
    return {
        "before": _sign(before[-1:]),
        "before_2": _sign(before[-2:-1]),
        # What stands in an English no is part of it (isn't).
        **({"inside": _sign(inside[:1])} if mark.text.startswith(("ne ", "n ")) else {}),
        "behind": _sign(behind[:1]),
        "behind_2": _sign(behind[1:2]),
        "covered": _share([*before, *inside, *behind]),
    }


def _sign(weights: Sequence[float]) -> float:
    return (1.0 if weights[0] < 0 else -1.0) if weights else 0.0


def _share(weights: Sequence[float]) -> float:
    return sum(weight < 0 for weight in weights) / len(weights) if weights else 0.5

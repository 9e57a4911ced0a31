"""What a person knows of two texts, binding the search: which sentences are in one bead, and which are alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bilingual.alignment.beads import SHAPES, Anchor
from bilingual.alignment.search import NEVER
from bilingual.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bilingual.alignment.vectors import Ints

_REMEDY = "Take one of them back"


@dataclass(frozen=True, slots=True)
class Knot:
    """Ranges of sentences that a bead holds all of, or none; where one range is empty, the others stand alone.

    ``anchors`` are those that made it.
    """

    fr: tuple[int, int]
    en: tuple[int, int]
    anchors: tuple[Anchor, ...]


def knots(anchors: Iterable[Anchor], size: tuple[int, int]) -> list[Knot]:
    """Return what anchors ask of texts of ``size`` sentences (French, English), in order.

    Raises UsageError for an anchor that names no sentence of the texts, and for two that contradict each other: they
    cross, need a bead larger than any, or say of one sentence that it has a counterpart and that it has none.

    >>> [(knot.fr, knot.en) for knot in knots([Anchor(4, 5), Anchor(4, 6), Anchor(7, None)], (10, 10))]
    [((4, 5), (5, 7)), ((7, 8), (0, 0))]
    """
    distinct = list(dict.fromkeys(anchors))
    for anchor in distinct:
        _look_at(anchor, size)
    paired = [anchor for anchor in distinct if None not in {anchor.fr, anchor.en}]
    alone = [anchor for anchor in distinct if None in {anchor.fr, anchor.en}]
    tied = _tied(sorted(paired, key=lambda anchor: (anchor.fr or 0, anchor.en or 0)))
    single = [_single(anchor) for anchor in alone]
    for knot in tied:
        shape = knot.fr[1] - knot.fr[0], knot.en[1] - knot.en[0]
        if not any(fr >= shape[0] and en >= shape[1] for fr, en in SHAPES):
            raise UsageError(
                f"{_named(knot.anchors)} ask for {shape[0]} French with {shape[1]} English sentences", _REMEDY
            )
    _hold_apart(tied, single)
    return sorted([*tied, *single], key=lambda knot: (knot.fr, knot.en))


def _look_at(anchor: Anchor, size: tuple[int, int]) -> None:
    if anchor.fr is None and anchor.en is None:
        raise UsageError("an anchor names no sentence", "Give it a French sentence, an English one, or both")
    for number, count, language in ((anchor.fr, size[0], "French"), (anchor.en, size[1], "English")):
        if number is not None and not 0 <= number < count:
            raise UsageError(f"the anchor '{anchor}' names none of the {count} {language} sentences", "Correct it")


def _named(anchors: Sequence[Anchor]) -> str:
    return "the anchors " + " and ".join(f"'{anchor}'" for anchor in anchors)


def _single(anchor: Anchor) -> Knot:
    fr = (anchor.fr, anchor.fr + 1) if anchor.fr is not None else (0, 0)
    en = (anchor.en, anchor.en + 1) if anchor.en is not None else (0, 0)
    return Knot(fr, en, (anchor,))


def _tied(paired: Sequence[Anchor]) -> list[Knot]:
    """Tie anchors together that share a sentence, or stand between some that do."""
    found: list[Knot] = []
    for anchor in paired:
        knot = _single(anchor)
        while found and _meet(found[-1], knot):
            last = found.pop()
            knot = Knot(
                (min(last.fr[0], knot.fr[0]), max(last.fr[1], knot.fr[1])),
                (min(last.en[0], knot.en[0]), max(last.en[1], knot.en[1])),
                (*last.anchors, *knot.anchors),
            )
        if found and found[-1].en[1] > knot.en[0]:
            raise UsageError(f"{_named((found[-1].anchors[-1], anchor))} cross", _REMEDY)
        found.append(knot)
    return found


def _meet(first: Knot, second: Knot) -> bool:
    return (second.fr[0] < first.fr[1] and first.fr[0] < second.fr[1]) or (
        second.en[0] < first.en[1] and first.en[0] < second.en[1]
    )


def _hold_apart(tied: Sequence[Knot], single: Sequence[Knot]) -> None:
    """Raise UsageError where a sentence is said to be alone, and to be in a bead."""
    for side in (0, 1):
        owners = {number: knot for knot in tied for number in range(*(knot.fr, knot.en)[side])}
        for knot in single:
            for number in range(*(knot.fr, knot.en)[side]):
                if number in owners:
                    other = owners[number].anchors
                    raise UsageError(f"{_named((other[0], knot.anchors[0]))} contradict each other", _REMEDY)


def places(tied: Sequence[Knot]) -> list[tuple[int, int]]:
    """Return the first sentences of each knot with two sides: they ascend."""
    return [(knot.fr[0], knot.en[0]) for knot in tied if knot.fr[1] > knot.fr[0] and knot.en[1] > knot.en[0]]


@dataclass(frozen=True, slots=True)
class Bound:
    """The knots of two texts, to be asked about beads. ``fr_of`` and ``en_of`` are the knot of each sentence, or -1."""

    knots: tuple[Knot, ...]
    fr_of: Ints
    en_of: Ints

    @classmethod
    def of(cls, knots_found: Sequence[Knot], size: tuple[int, int]) -> Bound:
        """Note which sentence each knot holds."""
        bound = cls(tuple(knots_found), np.full(size[0], -1, np.int64), np.full(size[1], -1, np.int64))
        for number, knot in enumerate(knots_found):
            bound.fr_of[slice(*knot.fr)] = number
            bound.en_of[slice(*knot.en)] = number
        return bound

    def alone(self, worth: Ints, side: str) -> Ints:
        """Return what sentences of a text (``fr`` or ``en``) are worth alone, where that is not forbidden."""
        of = self.fr_of if side == "fr" else self.en_of
        paired = np.array([knot.fr[1] > knot.fr[0] and knot.en[1] > knot.en[0] for knot in self.knots], np.bool_)
        return np.where((of >= 0) & paired[of], NEVER, worth) if len(paired) else worth

    def forbid(self, worth: list[Ints], rows: tuple[int, int], columns: tuple[int, int]) -> list[Ints]:
        """Make the beads worth nothing that end at the borders ``rows`` and ``columns`` and cut through a knot."""
        for (fr, en), values in zip(SHAPES, worth, strict=True):
            for knot in self._near(rows, columns):
                ours = _touch(knot.fr, rows, fr)
                theirs = _touch(knot.en, columns, en)
                cut = (ours[0][:, None] | theirs[0][None, :]) & ~(ours[1][:, None] & theirs[1][None, :])
                values[cut] = NEVER
        return worth

    def _near(self, rows: tuple[int, int], columns: tuple[int, int]) -> Iterator[Knot]:
        widest = max(max(shape) for shape in SHAPES)
        fr = self.fr_of[max(0, rows[0] - widest) : rows[1]]
        en = self.en_of[max(0, columns[0] - widest) : columns[1]]
        for number in np.unique(np.concatenate([fr, en])):
            if number >= 0:
                yield self.knots[number]


def _touch(span: tuple[int, int], borders: tuple[int, int], length: int) -> tuple[np.ndarray, np.ndarray]:
    """Return which stretches of so many sentences, ending at borders, hold one of a range, and which hold all of it."""
    ends = np.arange(borders[0], borders[1] + 1)
    if span[0] == span[1]:
        return np.zeros(len(ends), np.bool_), np.zeros(len(ends), np.bool_)
    some = (ends - length < span[1]) & (ends > span[0])
    return some, (ends - length <= span[0]) & (ends >= span[1])

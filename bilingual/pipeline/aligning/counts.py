"""What a person sees of an alignment: beads by kind, what has no counterpart, and stretches that look wrong."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from bilingual.wording import count, on_one_line, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bilingual.alignment import Bead
    from bilingual.data import Pair
    from bilingual.pipeline.aligning.bitexts import Bitext

# A bead that is less alike than this, in thousandths, or has an empty side, is doubtful. In a stretch of them so many
# are, and of so many in a row at most this share, in hundredths, is not.
DOUBTFUL: Final = 100
_FEWEST, _SURE = 8, 20
# Stretches that are named.
_NAMED = 10


class Counts:
    """Counts the beads of texts, and notes their doubtful stretches."""

    def __init__(self) -> None:
        self._beads = Counter[str]()
        self._alone = [0, 0]
        self._sentences = [0, 0]
        self._stretches: list[dict[str, Any]] = []

    def add(self, bitext: Bitext, pairs: Sequence[Pair], beads: Sequence[Bead]) -> None:
        """Count the pairs of a text, which were made of its beads."""
        self._beads.update(f"{fr}-{en}" for fr, en in (bead.shape for bead in beads))
        self._sentences[0] += len(bitext.source_segments)
        self._sentences[1] += len(bitext.target_segments)
        self._alone[0] += sum(bead.shape[0] for bead in beads if not bead.shape[1])
        self._alone[1] += sum(bead.shape[1] for bead in beads if not bead.shape[0])
        for first, last in stretches([0 in bead.shape or bead.similarity < DOUBTFUL for bead in beads]):
            self._stretches.append(
                {
                    "from": pairs[first].segment.id,
                    "to": pairs[last - 1].segment.id,
                    "segments": last - first,
                    "text": shortened(on_one_line(_first_words(pairs[first:last]))),
                }
            )

    def record(self) -> dict[str, Any]:
        """Return all of it as a report has it."""
        return {
            "beads": dict(sorted(self._beads.items(), key=lambda item: (-item[1], item[0]))),
            "sentences": list(self._sentences),
            "unaligned": list(self._alone),
            "doubtful": self._stretches,
        }

    def told(self) -> Iterator[str]:
        """Yield a line for each stretch that a person should look at, the longest first if there are many."""
        longest = sorted(self._stretches, key=lambda one: -int(one["segments"]))[:_NAMED]
        for one in self._stretches:
            if one in longest:
                where = f"from '{one['from']}' to '{one['to']}' ({count(one['segments'], 'segment')})"
                yield f"doubtful: {where}: {one['text']}"
        if len(self._stretches) > _NAMED:
            yield f"… and {count(len(self._stretches) - _NAMED, 'shorter stretch', 'shorter stretches')} like these"


def _first_words(pairs: Iterable[Pair]) -> str:
    return next(text for pair in pairs for text in (pair.segment.text, pair.translation.text) if text)


def stretches(doubtful: Sequence[bool]) -> list[tuple[int, int]]:
    """Return the stretches, as ranges, of which nearly all are doubtful, from a doubtful one to a doubtful one.

    >>> stretches([True] * 9 + [False] * 5 + [True] * 5 + [False] + [True] * 5 + [False])
    [(0, 9), (14, 25)]
    >>> stretches([True, False] * 9)
    []
    """
    found: list[tuple[int, int]] = []
    first, last, wrong = 0, 0, 0
    for number, doubted in enumerate([*doubtful, *[False] * len(doubtful), False]):
        if doubted:
            first, last, wrong = (first, number + 1, wrong + 1) if wrong else (number, number + 1, 1)
        elif wrong and 100 * (number + 1 - first - wrong) > _SURE * (number + 1 - first):
            if wrong >= _FEWEST:
                found.append((first, last))
            wrong = 0
    return found

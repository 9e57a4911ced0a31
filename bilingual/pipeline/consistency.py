"""Articles → the same with the flag of what they render in several ways, which hangs on the whole article.

It is put when records are written, whoever writes them, and taken off whatever was read: a memory never has it, and a
corrected sentence changes that of others.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bilingual.checks import FRENCH_ENGLISH, INCONSISTENT, in_order
from bilingual.checks.consistency import of_pairs
from bilingual.data import Origin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.data import Pair


def consistent(pairs: Sequence[Pair], languages: tuple[str, str]) -> list[Pair]:
    """Return the pairs of an article, those flagged that render something otherwise than most of it does.

    What a person wrote is never flagged, but counts for what is usual.
    """
    found = of_pairs(pairs) if languages == FRENCH_ENGLISH else {}
    return [
        _flagged(pair, wanted=number in found and pair.origin is not Origin.HUMAN) for number, pair in enumerate(pairs)
    ]


def _flagged(pair: Pair, *, wanted: bool) -> Pair:
    flags = pair.translation.flags
    if wanted is (INCONSISTENT in flags):
        return pair
    left = tuple(flag for flag in flags if flag != INCONSISTENT)
    made = in_order((*left, INCONSISTENT)) if wanted else left
    return replace(pair, translation=replace(pair.translation, flags=made))

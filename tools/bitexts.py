"""Texts with known beads: aligned by hand, or made of sentence pairs with merges, gaps and lines of one side alone."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import TYPE_CHECKING

import bilingual
from bilingual.alignment import Bead, Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from random import Random

    from benchmarks.pairs import Pair
    from bilingual.engines import Engine

# Of a pair: what happens to it.
_DROP, _MERGE = 0.02, 0.06


@dataclass(frozen=True, slots=True)
class Bitext:
    """Two texts and their true beads, in order."""

    name: str
    fr: tuple[Sentence, ...]
    en: tuple[Sentence, ...]
    beads: tuple[Bead, ...]


def read_gold(path: Path) -> Bitext:
    """Read a JSON file with ``fr``, ``en``, ``fr_par``, ``en_par`` and ``beads`` ([[French], [English]] from 0)."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    sides = [
        tuple(map(Sentence, gold[side], _numbered(gold.get(f"{side}_par") or [0] * len(gold[side]))))
        for side in ("fr", "en")
    ]
    return Bitext(path.stem, sides[0], sides[1], _ranges(gold["beads"]))


def _numbered(paragraphs: Sequence[object]) -> list[int]:
    known: dict[object, int] = {}
    return [known.setdefault(paragraph, len(known)) for paragraph in paragraphs]


def _ranges(beads: Sequence[tuple[Sequence[int], Sequence[int]]]) -> tuple[Bead, ...]:
    found, fr, en = [], 0, 0
    for french, english in beads:
        found.append(Bead((fr, fr + len(french)), (en, en + len(english))))
        fr, en = fr + len(french), en + len(english)
    return tuple(found)


def disturbed(  # noqa: PLR0913 - a share for each thing that happens
    name: str, pairs: Sequence[Pair], rng: Random, *, merge: float = _MERGE, drop: float = _DROP, blocks: int = 0
) -> Bitext:
    """Make two texts of sentence pairs in order.

    ``merge`` is the share of pairs whose French holds two English sentences or the other way round, ``drop`` the share
    that one side lacks, on either side; ``blocks`` times 100 to 300 sentences in a row are missing on one side.
    """
    gone: dict[int, str] = {}
    for _ in range(blocks):
        start, side = rng.randrange(len(pairs)), rng.choice(("fr", "en"))
        gone.update((number, side) for number in range(start, start + rng.randint(100, 300)))
    fr: list[str] = []
    en: list[str] = []
    shapes: list[tuple[int, int]] = []
    numbers = count()
    for number in numbers:
        if number >= len(pairs):
            break
        french, english = pairs[number]
        chance = rng.random()
        missing = gone.get(number) or ("fr" if chance < drop else "en" if chance < 2 * drop else None)
        if missing:
            ours, theirs = ([], [english]) if missing == "fr" else ([french], [])
        elif chance < 2 * drop + 2 * merge and number + 1 < len(pairs) and number + 1 not in gone:
            after = pairs[next(numbers)]
            kind = rng.random()
            ours, theirs = [french, after[0]], [english, after[1]]
            if kind < 0.47:
                ours = [" ".join(ours)]
            elif kind < 0.94:
                theirs = [" ".join(theirs)]
            else:
                words = after[1].split()
                border = max(1, len(words) // 2)
                theirs = [" ".join([english, *words[:border]]), " ".join(words[border:]) or "."]
        else:
            ours, theirs = [french], [english]
        fr += ours
        en += theirs
        shapes.append((len(ours), len(theirs)))
    beads = _ranges([(range(left), range(right)) for left, right in shapes])
    return Bitext(name, tuple(map(Sentence, fr)), tuple(map(Sentence, en)), beads)


def translate(bitext: Bitext) -> list[str]:
    """Return translations of the French sentences by the model at hand: quick ones, nothing repaired."""
    options = bilingual.Options(beam=1, repair=False)
    return [made.text for made in bilingual.translate([sentence.text for sentence in bitext.fr], options, _engine())]


@cache
def _engine() -> Engine:
    return bilingual.load_engine(bilingual.Options(beam=1, repair=False))

"""What each feature of a bead is worth: learnt by ``tools/alignment.py``, kept in ``weights.json``."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bilingual.alignment.beads import SHAPES
from bilingual.alignment.features import ALONE, Block, Side, whole
from bilingual.alignment.search import NEVER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bilingual.alignment.vectors import Floats, Ints

FILE = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class Weights:
    """The worth of features by their names; that of a shape has its name, such as ``1-2``."""

    values: Mapping[str, float]

    def beads(self, found: Block) -> list[Ints]:
        """Return, by shape, what the beads that end in a block are worth, in thousandths."""
        names = found.texts.names
        size = found.rows[1] - found.rows[0] + 1, found.columns[1] - found.columns[0] + 1
        worth = []
        for shape in SHAPES:
            values = np.full(size, NEVER, np.int64)
            _, rows, _, columns = found.spans(shape)
            if rows.start < rows.stop and columns.start < columns.stop:
                total = sum(
                    (self.values[name] * part for name, part in zip(names, found.features(shape), strict=True)),
                    start=np.full((rows.stop - rows.start, columns.stop - columns.start), self.values[name_of(shape)]),
                )
                values[rows.start - found.rows[0] :, columns.start - found.columns[0] :] = whole(total)
            worth.append(values)
        return worth

    def alone(self, side: Side, language: str) -> Ints:
        """Return what the sentences of a text (``fr`` or ``en``) are worth alone, in thousandths."""
        base: Floats = np.full(len(side.alone), self.values[f"alone_{language}"])
        return whole(base + self.values[f"alone_{language}_length"] * side.alone)

    @property
    def opening(self) -> int:
        """What a run of sentences alone is worth besides them, in thousandths: at most 0."""
        return round(1000 * self.values["opening"])


def name_of(shape: tuple[int, int]) -> str:
    """Return the name of a shape.

    >>> name_of((1, 2))
    '1-2'
    """
    return f"{shape[0]}-{shape[1]}"


def order(names: Sequence[str]) -> tuple[str, ...]:
    """Return all that has a weight, in the order of training: features, shapes, sentences alone."""
    return (*names, *map(name_of, SHAPES), *ALONE)


@cache
def weights(*, translated: bool) -> Weights:
    """Return the weights that ship: without translations of a model, or with them."""
    return Weights(json.loads(FILE.read_text(encoding="utf-8"))["translated" if translated else "plain"])


@cache
def version() -> str:
    """Return the version of the weights, for provenance."""
    return str(json.loads(FILE.read_text(encoding="utf-8"))["version"])


@cache
def sha256() -> str:
    """Return the digest of the file that has them, for provenance."""
    return hashlib.sha256(FILE.read_bytes()).hexdigest()

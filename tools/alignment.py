"""Learn the weights of sentence alignment from bitexts whose beads are known.

Each GOLD is a JSON file of a text aligned by hand (``tools/bitexts.py`` says how it looks). ``--pairs`` adds texts made
of sentence pairs (``FILE.tsv.xz:FIRST:COUNT``, first line from 0): each once as it is, once with merges and gaps, and
once with parts missing. What has no clear licence, or is measured with, must not be among them.

    python tools/alignment.py GOLD.json … [--pairs FILE:FIRST:COUNT …] [--use-model] [--leave-one-out] [--out FILE]

``--use-model`` learns the weights for those who have translations as well; a model makes them. ``--leave-one-out``
prints, for each GOLD, what the weights that were learnt from all others make of it, and writes nothing.

The weights are those under which the true beads are likeliest among all ways through the band (a conditional random
field, Lafferty, McCallum and Pereira 2001), every text counting as much as another.
"""

from __future__ import annotations

import argparse
import json
from bisect import bisect_left
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.alignment import HEAD, Score, line
from benchmarks.pairs import part
from bilingual.alignment import Bead
from bilingual.alignment.aligning import ALWAYS, beads_of
from bilingual.alignment.band import anchors, band
from bilingual.alignment.beads import SHAPES
from bilingual.alignment.features import ALONE, Texts, block, texts, whole
from bilingual.alignment.search import NEVER, search
from bilingual.alignment.weights import FILE, order
from tools.bitexts import Bitext, disturbed, read_gold, translate
from tools.likelihood import Lattice

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from bilingual.alignment.vectors import Floats, Ints

EPOCHS, RATE, RIDGE, SEED = 8, 0.3, 1e-4, 0
# With translations, what is likeliest in texts made with gaps says of novels too often that a run begins.
CAUTION = {"plain": 0.0, "translated": 0.5}
# Words weigh more than what was learnt says: most of what is learnt from is made of pairs, which hang together by their
# words anyway, while novels are free. Chosen on novels, and without loss in texts made of pairs.
STRESS = {
    "plain": {"lexicon": 1.2, "names": 0.3, "alone_fr": 0.2, "alone_en": 0.2},
    "translated": {"lexicon": 1.1, "grams": 0.37, "stems": 0.61, "alone_fr": 0.2, "alone_en": 0.2},
}
# Stands before the first bead, where no run of sentences alone goes on.
_TEXT = Bead((0, 1), (0, 1))


class Case:
    """A bitext with the features of all its beads in the band, which are the same in every round."""

    def __init__(self, bitext: Bitext, *, translated: bool) -> None:
        self.bitext = bitext
        self.texts: Texts = texts(bitext.fr, bitext.en, translate(bitext) if translated else None)
        self.names = order(self.texts.names)
        self.low, self.high = band(
            anchors([self.texts.channels[name] for name in ALWAYS], self.texts.size), self.texts.size
        )
        self.blocks: dict[tuple[int, int], tuple[tuple[int, int], list[Any]]] = {}
        # Fills the blocks.
        self.decode(np.zeros(len(self.names)))

    def features(self, rows: tuple[int, int], columns: tuple[int, int]) -> list[Any]:
        """Return, by shape, an array (features, rows, columns); those of beads that cannot be are not a number."""
        if rows not in self.blocks:
            found, arrays = block(self.texts, rows, columns), []
            for shape in SHAPES:
                _, fr, _, en = found.spans(shape)
                array = np.full(
                    (len(self.texts.names), rows[1] - rows[0] + 1, columns[1] - columns[0] + 1), np.nan, np.float32
                )
                if fr.start < fr.stop and en.start < en.stop:
                    array[:, fr.start - rows[0] :, en.start - columns[0] :] = found.features(shape)
                arrays.append(array)
            self.blocks[rows] = columns, arrays
        return self.blocks[rows][1]

    def _worth(self, weights: Floats, arrays: Sequence[Any]) -> list[Any]:
        """Return, by shape, what the beads of a block are worth; not a number for those that cannot be."""
        count = len(self.texts.names)
        near = weights[:count].astype(np.float32)
        return [np.tensordot(near, array, 1) + weights[count + number] for number, array in enumerate(arrays)]

    def _alone(self, weights: Floats) -> tuple[Floats, Floats]:
        """Return what French and English sentences are worth alone."""
        alone = weights[-len(ALONE) :]
        return alone[0] + alone[1] * self.texts.fr.alone, alone[2] + alone[3] * self.texts.en.alone

    def decode(self, weights: Floats) -> list[Bead]:
        """Return the best beads by the weights."""

        def worth(rows: tuple[int, int], columns: tuple[int, int]) -> list[Ints]:
            totals = self._worth(weights, self.features(rows, columns))
            return [np.where(np.isnan(total), NEVER, whole(np.nan_to_num(total))) for total in totals]

        alone_fr, alone_en = map(whole, self._alone(weights))
        return beads_of(search(self.low, self.high, worth, alone_fr, alone_en, round(1000 * float(weights[-1]))))

    def slope(self, weights: Floats) -> Floats:
        """Return how the log-likelihood of the true beads, per bead, grows with each weight."""
        gold = self.bitext.beads
        reachable = [bead for bead in gold if self._reaches(bead)]
        kept = set(reachable)
        missed = {number for bead in gold if bead not in kept for number in range(*bead.fr)}
        return (self.total(reachable) - self.expected(weights, missed)) / len(gold)

    def _reaches(self, bead: Bead) -> bool:
        """Whether the search can find a bead."""
        low, high = self.low[bead.fr[1]], self.high[bead.fr[1]]
        return 0 in bead.shape or (bead.shape in SHAPES and low <= bead.en[1] <= high)

    def expected(self, weights: Floats, missed: AbstractSet[int]) -> Floats:
        """Return the features that all ways through the band hold, each by its likelihood.

        Beads that hold a French sentence of ``missed`` are left out of the sum.
        """
        count, out = len(self.texts.names), np.zeros(len(weights))
        blocks = [
            (rows, columns, arrays, [np.nan_to_num(total, nan=-1e9) for total in self._worth(weights, arrays)])
            for rows, (columns, arrays) in self.blocks.items()
        ]
        of_row = {row: found for found in blocks for row in range(found[0][0], found[0][1] + 1)}
        likely = {rows: [np.zeros(total.shape) for total in totals] for rows, _, _, totals in blocks}

        def worth(row: int, number: int) -> Floats:
            rows, columns, _, totals = of_row[row]
            span = slice(self.low[row] - columns[0], self.high[row] - columns[0] + 1)
            return np.asarray(totals[number][row - rows[0], span], np.float64)

        def share(row: int, number: int, start: int, found: Floats) -> None:
            rows, columns, _, _ = of_row[row]
            if missed.isdisjoint(range(row - SHAPES[number][0], row)):
                start += int(self.low[row]) - columns[0]
                likely[rows][number][row - rows[0], start : start + len(found)] = found

        alone = Lattice(self.low, self.high, worth, *self._alone(weights), weights[-1]).shares(share)
        alone.fr[sorted(missed)] = 0
        for rows, _, arrays, _ in blocks:
            for number, array in enumerate(arrays):
                out[:count] += np.tensordot(np.nan_to_num(array), likely[rows][number], 2)
                out[count + number] += likely[rows][number].sum()
        french, english = alone.fr @ self.texts.fr.alone, alone.en @ self.texts.en.alone
        out[-len(ALONE) :] = alone.fr.sum(), french, alone.en.sum(), english, alone.runs
        return out

    def total(self, beads: Sequence[Bead]) -> Floats:
        """Return the features of beads, added up; those outside the band are left out."""
        out = np.zeros(len(self.names))
        count = len(self.texts.names)
        ends = sorted(rows[1] for rows in self.blocks)
        by_end = {rows[1]: (rows, *found) for rows, found in self.blocks.items()}
        alone = count + len(SHAPES)
        out[-1] = sum(0 in bead.shape and 0 not in before.shape for before, bead in pairwise([_TEXT, *beads]))
        for bead in beads:
            if not bead.shape[1]:
                out[alone] += bead.shape[0]
                out[alone + 1] += self.texts.fr.alone[slice(*bead.fr)].sum()
            elif not bead.shape[0]:
                out[alone + 2] += bead.shape[1]
                out[alone + 3] += self.texts.en.alone[slice(*bead.en)].sum()
            elif bead.shape in SHAPES:
                rows, columns, arrays = by_end[ends[bisect_left(ends, bead.fr[1])]]
                number = SHAPES.index(bead.shape)
                if columns[0] <= bead.en[1] <= columns[1]:
                    out[:count] += arrays[number][:, bead.fr[1] - rows[0], bead.en[1] - columns[0]]
                    out[count + number] += 1
        return out


def beginning(names: Sequence[str]) -> Floats:
    """Return the weights to start from, natural logarithms of odds."""
    start = np.zeros(len(names))
    for number, name in enumerate(names):
        if name in {"lexicon", "names", "grams", "stems"}:
            start[number] = 5.0
        elif name.startswith("breaks"):
            start[number] = -2.0
        elif name == "opening":
            start[number] = -1.0
        elif "-" in name:
            fr, en = map(int, name.split("-"))
            start[number] = 1.0 - 1.5 * (fr + en - 2) - 1.0 * (fr > 1 and en > 1)
    return start


def train(cases: Sequence[Case], caution: float) -> Floats:
    """Return the weights under which the true beads are likeliest: steps of Adam, ever smaller, a text at a time.

    A run of sentences alone is worth ``caution`` less.
    """
    weights = beginning(cases[0].names)
    mean, square, steps, rng = np.zeros(len(weights)), np.zeros(len(weights)), 0, Random(SEED)
    for epoch in range(EPOCHS):
        for case in rng.sample(cases, len(cases)):
            gradient = case.slope(weights) - RIDGE * weights
            steps += 1
            mean = 0.9 * mean + 0.1 * gradient
            square = 0.99 * square + 0.01 * gradient**2
            step = (mean / (1 - 0.9**steps)) / (np.sqrt(square / (1 - 0.99**steps)) + 1e-6)
            weights = weights + RATE * (1 - epoch / EPOCHS) * step
            # The search goes by it that to begin a run is no gain.
            weights[-1] = min(weights[-1], 0)
    weights[-1] -= caution
    return weights


def made(argument: str) -> list[Bitext]:
    """Return the texts that are made of the pairs of FILE:FIRST:COUNT."""
    pairs, rng, label = part(argument), Random(SEED), Path(argument).name.partition(".")[0]
    return [
        disturbed(label, pairs, rng, merge=0, drop=0),
        disturbed(label, pairs, rng),
        disturbed(label, pairs, rng, blocks=1),
    ]


def learn(cases: Sequence[Case], kind: str) -> Floats:
    """Return the weights of the cases' features that are learnt from them, with what is known beside."""
    stress = STRESS[kind]
    known: Floats = np.array([stress.get(name, 0.0) for name in cases[0].names])
    return np.add(train(cases, CAUTION[kind]), known)


def leave_one_out(cases: Sequence[Case], count: int, kind: str) -> None:
    """Print, for each of the first ``count`` cases, what weights that were learnt without it make of it."""
    total = Score()
    for left in cases[:count]:
        others = [case for case in cases if case is not left]
        score = Score.of(left.decode(learn(others, kind)), left.bitext.beads)
        total += score
        print(line(f"{kind}: {left.bitext.name}", score), flush=True)
    print(line(f"{kind}: all", total), flush=True)


def main() -> None:
    """Parse the command line, train, print and write."""
    parser = argparse.ArgumentParser(description="Learn the weights of sentence alignment.")
    parser.add_argument("gold", nargs="+", type=Path, metavar="GOLD")
    parser.add_argument("--pairs", nargs="*", default=[], metavar="FILE:FIRST:COUNT")
    parser.add_argument("--use-model", action="store_true", help="learn the weights that go with translations, too")
    parser.add_argument("--leave-one-out", action="store_true", help="measure instead of writing")
    parser.add_argument("--out", type=Path, default=FILE)
    options = parser.parse_args()
    gold = [read_gold(path) for path in options.gold]
    synthetic = [bitext for argument in options.pairs for bitext in made(argument)]
    learnt = json.loads(options.out.read_text(encoding="utf-8")) if options.out.exists() else {}
    if options.leave_one_out:
        print(HEAD)
    for kind in ("plain", "translated") if options.use_model else ("plain",):
        cases = [Case(bitext, translated=kind == "translated") for bitext in [*gold, *synthetic]]
        if options.leave_one_out:
            leave_one_out(cases, len(gold), kind)
        else:
            found = zip(cases[0].names, learn(cases, kind), strict=True)
            learnt[kind] = {name: round(float(value), 3) for name, value in found}
    if not options.leave_one_out:
        options.out.write_text(json.dumps(learnt, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

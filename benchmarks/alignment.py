"""Measure sentence alignment: precision, recall and F1 of beads, and of sentences that stand alone.

Each GOLD is a JSON file of a text aligned by hand (``tools/bitexts.py`` says how it looks), ``--pairs`` names sentence
pairs (``FILE.tsv.xz:FIRST:COUNT``, first line from 0) of which texts are made: as they are, with merges and gaps, and
with blocks of 100 to 300 sentences missing on one side.

A bead counts as right, strictly, where both its sides are as in the gold; laxly, where both its sides share a sentence
with one bead there (as in Thompson and Koehn 2019, https://aclanthology.org/D19-1136). Beads with an empty side are in
neither; sentences that stand alone have figures of their own.

    python benchmarks/alignment.py GOLD.json … [--pairs FILE:FIRST:COUNT …] [--use-model]

``--use-model`` aligns with translations of the French by a model, whose making is not in the seconds that are printed.
"""

from __future__ import annotations

import argparse
import resource
import time
from dataclasses import astuple, dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from benchmarks.pairs import read
from bilingual.alignment import Bead, align_sentences
from tools.bitexts import Bitext, disturbed, read_gold, translate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Score:
    """What is counted: beads found and true, those right strictly and laxly; sentences that stand alone."""

    found: int = 0
    true: int = 0
    strict: int = 0
    lax_found: int = 0
    lax_true: int = 0
    alone_found: int = 0
    alone_true: int = 0
    alone_right: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(*(one + more for one, more in zip(astuple(self), astuple(other), strict=True)))

    @classmethod
    def of(cls, found: Sequence[Bead], true: Sequence[Bead]) -> Score:
        """Hold the beads that were found against the true ones."""
        ours, theirs = (frozenset((b.fr, b.en) for b in beads if 0 not in b.shape) for beads in (found, true))
        alone, truly_alone = _alone(found), _alone(true)
        return cls(
            len(ours),
            len(theirs),
            len(ours & theirs),
            _touching(found, true),
            _touching(true, found),
            len(alone),
            len(truly_alone),
            len(alone & truly_alone),
        )

    @property
    def strict_f1(self) -> float:
        """Return the harmonic mean of precision and recall of whole beads, in per cent."""
        return _f1(_share(self.strict, self.found), _share(self.strict, self.true))

    @property
    def lax_f1(self) -> float:
        """Return the same for beads that share a sentence on each side."""
        return _f1(_share(self.lax_found, self.found), _share(self.lax_true, self.true))


def _alone(beads: Sequence[Bead]) -> frozenset[tuple[str, int]]:
    french = {("fr", number) for bead in beads if not bead.shape[1] for number in range(*bead.fr)}
    return frozenset(french | {("en", number) for bead in beads if not bead.shape[0] for number in range(*bead.en)})


def _touching(beads: Sequence[Bead], others: Sequence[Bead]) -> int:
    """Count the beads that share a sentence on each side with one of the others."""
    two_sided = [bead for bead in others if 0 not in bead.shape]
    french = {number: place for place, bead in enumerate(two_sided) for number in range(*bead.fr)}
    english = {number: place for place, bead in enumerate(two_sided) for number in range(*bead.en)}
    return sum(
        bool(
            {french.get(number, -1) for number in range(*bead.fr)}
            & {english.get(number, -2) for number in range(*bead.en)}
        )
        for bead in beads
        if 0 not in bead.shape
    )


def _share(part: int, whole: int) -> float:
    return 100 * part / max(1, whole)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / max(1e-9, precision + recall)


def line(label: str, score: Score) -> str:
    """Lay a score out as a line of the table."""
    strict = f"{_share(score.strict, score.found):8.1f}{_share(score.strict, score.true):8.1f}{score.strict_f1:8.1f}"
    lax = f"{_share(score.lax_found, score.found):8.1f}{_share(score.lax_true, score.true):8.1f}{score.lax_f1:8.1f}"
    alone = f"{_share(score.alone_right, score.alone_found):8.1f}{_share(score.alone_right, score.alone_true):8.1f}"
    return f"{label:46}{strict}{lax}{alone}{score.alone_true:7,}"


HEAD = f"{'':46}{'strict P':>8}{'R':>8}{'F1':>8}{'lax P':>8}{'R':>8}{'F1':>8}{'alone P':>8}{'R':>8}{'alone':>7}"


def made(argument: str) -> Iterator[Bitext]:
    """Yield the texts that are made of the pairs of FILE:FIRST:COUNT."""
    name, first, count = argument.rsplit(":", 2)
    pairs = read(Path(name))[int(first) : int(first) + int(count)]
    label = f"{Path(name).name.partition('.')[0]} {first}"
    yield disturbed(f"{label}: plain", pairs, Random(2), merge=0, drop=0)
    yield disturbed(f"{label}: merges and drops", pairs, Random(2))
    yield disturbed(f"{label}: blocks missing", pairs, Random(2), blocks=3)


def report(bitexts: Iterable[Bitext], *, use_model: bool) -> Score:
    """Print a line for each bitext; return the sum."""
    total = Score()
    for bitext in bitexts:
        translations = translate(bitext) if use_model else None
        start = time.process_time()
        beads = align_sentences(bitext.fr, bitext.en, translations=translations)
        seconds = time.process_time() - start
        score = Score.of(beads, bitext.beads)
        total += score
        print(f"{line(bitext.name, score)}{seconds:7.1f} s", flush=True)
    return total


def main() -> None:
    """Parse the command line and print."""
    parser = argparse.ArgumentParser(description="Measure sentence alignment.")
    parser.add_argument("gold", nargs="*", type=Path, metavar="GOLD")
    parser.add_argument("--pairs", nargs="*", default=[], metavar="FILE:FIRST:COUNT")
    parser.add_argument("--use-model", action="store_true", help="align with translations by a model")
    options = parser.parse_args()
    print(HEAD)
    if options.gold:
        print(line("all", report(map(read_gold, options.gold), use_model=options.use_model)))
    for argument in options.pairs:
        report(made(argument), use_model=options.use_model)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"peak of memory: {peak:,} MB")


if __name__ == "__main__":
    main()

"""Which errors the checks find, how often they cry wolf, and what score and trust say.

Each FILE holds good pairs, French and a person's English with a tab between (``.tsv``, ``.tsv.xz``). The benchmark
takes ``--pairs`` of them, plants errors of every kind into each that offers a place for it, and runs all checks. It
does the same with machine translations that are near their reference (chrF of ``NEAR`` or more), made by ``--model``
from the same texts. An error counts as caught where a check finds something that it did not find in the good pair.
Single facts, changed wherever they stand (``tools.meaning``), have a mean of their own: not all have a word in the
French that would tell. Of open classes (opposites, offices) other words than the common ones are planted as well, which
are in no mean.

    python benchmarks/trust.py FILE.tsv … [--pairs 1000] [--seed 1] [--model PACKAGE] [--alarms] [--no-machine]

What trust says is printed for the texts that it was learnt from, too: ``tools/trust.py`` prints what is held out, and
with repair, of which there is none here.

The precision of a check is that among as many good pairs as planted ones, and where one sentence of ``ONE_IN`` has
the error. Chance is seeded.
"""

from __future__ import annotations

import argparse
import math
import statistics
import time
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import numpy as np

import bilingual
from benchmarks.calibration import correlations, expected_error, worst_tenth
from benchmarks.pairs import Pair, read
from bilingual.checks import CHECKS, counted
from bilingual.checks.confidence.calibrating import Scored, bad_share, calibrate, held_out, trusted
from bilingual.checks.confidence.chrf import BAD
from bilingual.data import Translation
from tools import meaning, planting

if TYPE_CHECKING:
    from bilingual.engines import Engine

# A machine translation so near to its reference is taken for good. At 60, most of what the checks find is really wrong.
NEAR = 80.0
# One translation of so many is that near.
NEAR_IN = 16
# The kinds that each check is meant for.
MEANT = {
    "unrelated": ["swap two translations"],
    "length-ratio": ["half empty", "truncate", "run away"],
    "dropped": ["drop a clause", "drop the end", "half empty", "truncate"],
    "added": ["invent a clause", "run away"],
    "repetition": ["repeat an n-gram", "repeat a clause"],
    "copied": ["copy the source", "copy half"],
    "numbers": ["swap a number", "change a magnitude"],
    "names": ["change a name", "change an acronym"],
    "quotes": ["lose a quotation mark"],
    "untranslatable": ["translate an address"],
}
MEANT |= {"facts": [kind for kind in meaning.KINDS if not kind.startswith("negation")]}
MEANT |= {"negation": ["negation lost", "negation added"]}
KINDS = {**planting.KINDS, **meaning.KINDS, **meaning.OTHERS}
# Of so many sentences one has the error, as a guess.
ONE_IN = 50


@dataclass(frozen=True, slots=True)
class Good:
    """A good pair; ``alarms`` are the codes that its checks give nevertheless."""

    source: str
    translation: Translation
    alarms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Found:
    """How many errors of one kind were planted, caught, and caught by each check."""

    planted: int
    caught: int
    by: Counter[str]

    @property
    def recall(self) -> float:
        """The share that any check caught."""
        return self.caught / max(1, self.planted)


def checked(source: str, translation: Translation) -> Good:
    """Return a pair that is taken to be good with the flags that the checks give it all the same."""
    return Good(source, translation, frozenset(bilingual.check(source, translation)))


def plant(good: list[Good], seed: int) -> dict[str, Found]:
    """Plant each kind into each pair that offers a place for it."""
    found = {}
    for kind, planter in KINDS.items():
        rng = Random(f"{seed} {kind}")
        planted, caught, by = 0, 0, Counter[str]()
        for pair in good:
            other = rng.choice(good)
            made = planter(rng, (pair.source, pair.translation.text), (other.source, other.translation.text))
            if made is None or made == (pair.source, pair.translation.text):
                continue
            # What a planted text would score is not known; the score that the model gave its own is no clue.
            new = set(bilingual.check(*made)) - pair.alarms
            planted += 1
            caught += bool(new)
            by.update(new)
        found[kind] = Found(planted, caught, by)
    return found


def times(good: list[Good]) -> dict[str, float]:
    """Return the median microseconds of each check."""
    medians = {}
    for code, check in CHECKS.items():
        spent = []
        for pair in good:
            start = time.perf_counter_ns()
            check.find(pair.source, pair.translation)
            spent.append(time.perf_counter_ns() - start)
        medians[code] = statistics.median(spent) / 1000
    return medians


def show(name: str, good: list[Good], seed: int) -> None:
    """Measure one set and print its tables."""
    found = plant(good, seed)
    alarms = Counter(code for pair in good for code in pair.alarms)
    print(f"\n{name}: {len(good):,} good pairs\n")
    columns = f"{'false alarms':>14}{'recall':>9}{'precision':>11}{f'1 in {ONE_IN}':>9}{'µs, median':>12}"
    print(f"{'check':16}{columns}   meant for")
    for code, spent in times(good).items():
        kinds = [kind for kind in MEANT.get(code, []) if found[kind].planted]
        rate = alarms[code] / len(good)
        line = f"{code:16}{rate:14.2%}"
        if kinds:
            recall = statistics.mean(found[kind].by[code] / found[kind].planted for kind in kinds)
            rare = recall / ONE_IN
            line += f"{recall:9.1%}{recall / max(1e-9, recall + rate):11.1%}"
            line += f"{rare / max(1e-9, rare + (1 - 1 / ONE_IN) * rate):9.1%}{spent:12.1f}   {', '.join(kinds)}"
        else:
            line += f"{'':29}{spent:12.1f}"
        print(line)
    print(f"{'any check':16}{sum(bool(pair.alarms) for pair in good) / len(good):14.2%}\n")
    print(f"{'planted':24}{'pairs':>7}{'caught':>9}   by")
    for kind, what in found.items():
        by = ", ".join(f"{code} {count / max(1, what.planted):.0%}" for code, count in what.by.most_common(4))
        print(f"{kind:24}{what.planted:7,}{what.recall:9.1%}   {by}")
    for mean, planters in (("macro recall", planting.KINDS), ("macro recall, facts", meaning.KINDS)):
        counted = [found[kind].recall for kind in planters if found[kind].planted]
        if counted:
            print(f"{mean:24}{'':7}{statistics.mean(counted):9.1%}   over {len(counted)} kinds")


def show_scores(names: dict[str, list[Scored]], model: str) -> None:
    """Print the correlations of each file, and the bands of all."""
    print("\nscore and sentence-level chrF")
    for name, scored in names.items():
        figures = ", ".join(f"{method} {value:.3f}" for method, value in correlations(scored).items())
        print(f"{name:24}{len(scored):7,} sentences: {figures}")
    show_trust(names)
    everything = [one for scored in names.values() for one in scored]
    found = calibrate(everything, model, "")
    if found.scaling is not None:
        names = {name: trusted(scored, found.scaling) for name, scored in names.items()}
        everything = [one for scored in names.values() for one in scored]
    print(f"\nbands (bad: chrF below {BAD:g}) of {len(everything):,} sentences; the shares of all are held out")
    print(f"{'':8}{'trust':>14}{'all':>24}" + "".join(f"{name[:18]:>24}" for name in names))
    ends = (math.inf, found.trust, found.doubt, 0.0)
    for band, held, high, low in zip(("trust", "check", "doubt"), held_out(everything), ends, ends[1:], strict=False):
        _, bad = bad_share(held, 0, math.inf)
        cells = [f"{len(held) / len(everything):.1%}: {bad:.1%} bad"]
        for scored in names.values():
            count, bad_of = bad_share(scored, low, high)
            cells.append(f"{count:,}: {bad_of:.1%} bad")
        print(f"{band:8}{f'{low:.2f}–{min(1, high):.2f}':>14}" + "".join(f"{cell:>24}" for cell in cells))


def show_trust(names: dict[str, list[Scored]]) -> None:
    """Print how far trust, as the model's own calibration makes it, is a probability, and finds the worst."""
    print(
        "\ntrust and sentence-level chrF; calibration error (expected, by tenths); bad in the tenth of the least trust"
    )
    for name, scored in names.items():
        trusts = np.array([one.probability for one in scored])
        chrfs = np.array([one.chrf for one in scored])
        bad, scores = chrfs < BAD, np.array([one.score for one in scored])
        pearson = np.corrcoef(trusts, chrfs)[0, 1]
        print(
            f"{name:24}{len(scored):7,} sentences, {bad.mean():.1%} bad: Pearson {pearson:.3f}, "
            f"calibration error {expected_error(trusts, ~bad):.3f}, worst tenth {worst_tenth(trusts, bad):.1%} bad "
            f"(by score {worst_tenth(scores, bad):.1%})"
        )


def translated(pairs: list[Pair], engine: Engine) -> list[tuple[Translation, Scored]]:
    """Translate the sources; return what has a score, and the same held against its reference."""
    made = bilingual.translate([source for source, _ in pairs], engine=engine)
    return [
        (one, replace(Scored.against(reference, source, one.text, one.score, counted(one.flags)), trust=one.trust))
        for (source, reference), one in zip(pairs, made, strict=True)
        if one.score is not None
    ]


def main() -> None:
    """Parse the command line and print."""
    parser = argparse.ArgumentParser(description="Measure the checks on planted errors, and what a score says.")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--pairs", type=int, default=1_000, help="good pairs of each set (default: 1000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--model", type=Path, help="Argos package; default: as a build chooses")
    parser.add_argument("--alarms", action="store_true", help="list the good pairs that a check flagged")
    parser.add_argument("--machine", action=argparse.BooleanOptionalAction, default=True, help="translate as well")
    options = parser.parse_args()
    texts = {path.name.partition(".")[0]: list(dict.fromkeys(read(path))) for path in options.files}
    everything = [pair for pairs in texts.values() for pair in pairs]
    people = Random(options.seed).sample(everything, min(options.pairs, len(everything)))
    sets = {"translations by people": [checked(source, Translation(text, None)) for source, text in people]}
    scores: dict[str, list[Scored]] = {}
    if options.machine:
        engine = bilingual.load_engine(bilingual.Options(model=options.model, repair=False))
        near = []
        for name, pairs in texts.items():
            rows = translated(Random(options.seed).sample(pairs, min(NEAR_IN * options.pairs, len(pairs))), engine)
            scores[name] = [scored for _, scored in rows]
            near += [(scored.source, made) for made, scored in rows if scored.chrf >= NEAR]
        near = Random(options.seed).sample(near, min(options.pairs, len(near)))
        sets[f"machine translations of chrF {NEAR:g} or more"] = [checked(*pair) for pair in near]
    for name, good in sets.items():
        show(name, good, options.seed)
        if options.alarms:
            for pair in good:
                for code, finding in bilingual.check(pair.source, pair.translation).items():
                    print(f"{code} ({finding.evidence})\n    {pair.source}\n    {pair.translation.text}")
    if scores:
        show_scores(scores, engine.provenance.model)


if __name__ == "__main__":
    main()

"""Learn the weights of word links from sentences that were linked by hand.

Each GOLD is a file as ``benchmarks/wordlinks.py`` reads it; every file counts as much as another. ``--source`` names it
in what is written, with its licence.

    python tools/word_weights.py GOLD.jsonl … --source "tales (licence)" … [--leave-one-out] [--folds 5] [--out FILE]

Weights are learnt for sentences alone, and for those with the attention of a model (``--model``, by default the one
that a build finds).

``--leave-one-out`` prints what the weights learnt from all other files make of each, and what those learnt from all
other fifths of all files make of it (``--folds``), and writes nothing.

Each round is a logistic regression with a ridge, by Newton's method. A round learns from what the last round says of
sentences that it has not learnt from, as it will be (stacking, Wolpert 1992).
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.wordlinks import HEAD, Example, Pairs, examples, line, score
from bilingual.alignment.words.features import ATTENTION, ONE, PLAIN, ROUND, Words, attended, odds, plain
from bilingual.alignment.words.model import FILE, ROUNDS, certain, chances, chosen, judged, settled, weighed
from bilingual.alignment.words.neighbours import around
from bilingual.alignment.words.tokens import tokens
from bilingual.engines.attention import load
from bilingual.options import Options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.alignment.words.features import Floats
    from bilingual.engines.attention import Attention

# Links that are possible only count so much; the ridge; parts of the gold, by turns, for the chances of the rounds.
POSSIBLE, RIDGE, PARTS = 0.1, 0.3, 4
# What sentences that are no translations of each other count.
WRONG = 0.1
STEPS, SMALLEST, ENOUGH = 60, 1e-4, 1e-2
# Cells that are so sure have no say in how far a step goes.
FLAT = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """Sentences linked by hand, as features and answers for each cell, and the gold's tokens that ours overlap."""

    example: Example
    features: Floats
    right: Floats
    weight: Floats
    fr: list[list[int]]
    en: list[list[int]]

    def linked(self, cells: Sequence[tuple[int, int]]) -> Pairs:
        """Return links of our tokens as links of the gold's."""
        return frozenset((a, b) for i, j in cells for a in self.fr[i] for b in self.en[j])


def case(example: Example, attention: Floats | None = None) -> Case:
    """Compute the features of an example, and what is right."""
    ours, theirs = tokens(example.fr.text, "fr"), tokens(example.en.text, "en")
    fr = [example.fr.at(token.start, token.end) for token in ours]
    en = [example.en.at(token.start, token.end) for token in theirs]
    right, weight = np.zeros((len(fr), len(en))), np.ones((len(fr), len(en)))
    for i, left in enumerate(fr):
        for j, there in enumerate(en):
            pairs = {(a, b) for a in left for b in there}
            if pairs & example.possible:
                right[i, j] = 1
                weight[i, j] = 1 if pairs & example.sure else POSSIBLE
    besides = None if attention is None else attended(attention)
    return Case(example, plain(Words(ours, "fr"), Words(theirs, "en"), besides), right, weight, fr, en)


def cases(found: Sequence[Example], model: Attention | None) -> list[Case]:
    """Return examples as cases, those that a model can take with its attention where there is one."""
    if model is None:
        return [case(example) for example in found]
    tables = dict(model.of([(example.fr.text, example.en.text) for example in found]))
    return [case(found[number], tables[number]) for number in sorted(tables)]


def mismatched(found: Sequence[Case]) -> list[Example]:
    """Return sentences with the translations of others that are about as long: nothing in them is right."""
    ordered = sorted((each.example for each in found), key=lambda example: len(example.en.text))
    pairs = zip(ordered, ordered[3:], strict=False)
    return [Example(one.fr, other.en, frozenset(), frozenset()) for one, other in pairs]


def fit(
    tables: Sequence[Any], cases: Sequence[Case], shares: Sequence[float], begin: Sequence[int] | None = None
) -> list[int]:
    """Return the weights of a round, in parts of ``ONE``; ``shares`` is what each case counts.

    ``begin`` are weights that are near them, which makes it quicker.
    """
    x = np.concatenate(tables) / ONE
    y = np.concatenate([each.right.ravel() for each in cases])
    w = np.concatenate([share * each.weight.ravel() for share, each in zip(shares, cases, strict=True)])
    found = np.zeros(x.shape[1]) if begin is None else np.array(begin, np.float64) / ONE

    def loss(at: Any) -> float:  # noqa: ANN401 - a numpy array
        odds = x @ at
        return float((w * (np.logaddexp(0, odds) - y * odds)).sum() + RIDGE / 2 * (at @ at))

    last = loss(found)
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ found, -30, 30)))
        slope = x.T @ (w * (p - y)) + RIDGE * found
        curve = w * p * (1 - p)
        bent = curve > FLAT
        bend = (x[bent] * curve[bent, None]).T @ x[bent] + RIDGE * np.eye(len(found))
        step, size = np.linalg.solve(bend, slope), 1.0
        while size > SMALLEST and loss(found - size * step) > last:
            size /= 2
        found = found - size * step
        now = loss(found)
        if last - now < ENOUGH:
            break
        last = now
    return [round(value * ONE) for value in found.tolist()]


def columns(table: Floats) -> Floats:
    """Return features as the columns of a table, a cell a row."""
    return table.reshape(len(table), -1).T


def learn(cases: Sequence[Case], shares: Sequence[float], wrong: Sequence[Case]) -> list[list[int]]:
    """Return the weights of all rounds; ``wrong`` are sentences that are no translations, which are mixed in."""
    cases, shares = [*cases, *wrong], [*shares, *([WRONG] * len(wrong))]
    weights: list[list[int]] = []
    tables = [each.features for each in cases]
    for number in range(ROUNDS):
        flat = [columns(table) for table in tables]
        weights.append(fit(flat, cases, shares))
        if number < ROUNDS - 1:
            later = list(tables)
            for part in range(PARTS):
                rest = [place for place in range(len(cases)) if place % PARTS != part]
                some = [flat[k] for k in rest], [cases[k] for k in rest], [shares[k] for k in rest]
                theirs = np.array(fit(*some, weights[-1]), np.float64)
                for k in range(part, len(cases), PARTS):
                    plainly = cases[k].features
                    leaning = settled(judged(weighed(theirs, tables[k])), certain(plainly))
                    near = around(odds(leaning), leaning, plainly[PLAIN.index("small_both")])
                    later[k] = np.concatenate([plainly, near])
            tables = later
    return weights


def shares_of(sets: Sequence[Sequence[Case]]) -> list[float]:
    """Return what each case counts, so that every set has as many sure links as another."""
    sure = [sum(len(each.example.sure) for each in cases) for cases in sets]
    return [sum(sure) / len(sets) / count for cases, count in zip(sets, sure, strict=True) for _ in cases]


def measured(name: str, cases: Sequence[Case], found: Sequence[Pairs]) -> str:
    """Return a line of figures."""
    return line(name, len(cases), score([each.example for each in cases], found))


def linked(case: Case, weights: Sequence[Sequence[int]]) -> Pairs:
    """Return the links that weights make of a case."""
    return case.linked(chosen(chances(case.features, [np.array(each, np.float64) for each in weights])))


def left_out(names: Sequence[str], sets: Sequence[Sequence[Case]], folds: int, model: Attention | None) -> None:
    """Print what weights make of gold that they were not learnt from."""
    print(HEAD, flush=True)
    for place, these in enumerate(sets if len(sets) > 1 else ()):
        others = [each for number, each in enumerate(sets) if number != place]
        known = [each for one in others for each in one]
        weights = learn(known, shares_of(others), cases(mismatched(known), model))
        print(measured(f"{names[place]}, unseen", these, [linked(each, weights) for each in these]), flush=True)
    everything, shares = [each for one in sets for each in one], shares_of(sets)
    results: dict[int, Pairs] = {}
    wrong: list[int] = []
    for fold in range(folds):
        rest = [k for k in range(len(everything)) if k % folds != fold]
        theirs = [everything[k] for k in range(fold, len(everything), folds)]
        known = [everything[k] for k in rest]
        weights = learn(known, [shares[k] for k in rest], cases(mismatched(known), model))
        results |= {k: linked(everything[k], weights) for k in range(fold, len(everything), folds)}
        rounds = [np.array(each, np.float64) for each in weights]
        for each in cases(mismatched(theirs), model):
            wrong += [len(chosen(chances(each.features, rounds))), len(each.fr)]
    each_token = sum(wrong[::2]) / max(1, sum(wrong[1::2]))
    print(f"{'no translations':24} {len(wrong) // 2:9} {each_token:6.2f} links a French token")
    start = 0
    for name, these in zip(names, sets, strict=True):
        print(measured(f"{name}, folds", these, [results[k] for k in range(start, start + len(these))]), flush=True)
        start += len(these)


def main() -> None:
    """Parse the command line, learn, write."""
    parser = argparse.ArgumentParser(description="Learn the weights of word links.")
    parser.add_argument("files", nargs="+", type=Path, metavar="GOLD")
    parser.add_argument("--source", action="append", default=[], help="what a file is, and its licence; repeatable")
    parser.add_argument("--model", type=Path, help="the package whose attention is learnt from")
    parser.add_argument("--leave-one-out", action="store_true")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--out", type=Path, default=FILE)
    options = parser.parse_args()
    content: dict[str, object] = {"sources": options.source, "features": [*PLAIN, *ATTENTION, *ROUND]}
    for name, model in (("rounds", None), ("with_attention", load(Options(model=options.model)))):
        sets = [cases(examples(path), model) for path in options.files]
        if options.leave_one_out:
            print(name)
            left_out([path.stem for path in options.files], sets, options.folds, model)
        else:
            known = [each for one in sets for each in one]
            content[name] = learn(known, shares_of(sets), cases(mismatched(known), model))
    if not options.leave_one_out:
        options.out.write_text(json.dumps(content, indent=None) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""What repair does: how many translations it touches, what it leaves wrong, what it costs, and whether it helps.

    python benchmarks/repair.py PAIRS.tsv… [--sentences 1000] [--rounds 3]

The files hold French and reference English with a tab between (``.tsv``, ``.tsv.xz``). Translating with and without
repair takes turns, so that a noisy machine slows both; the medians are compared. chrF is of the sentences that repair
changed, before and after.
"""

from __future__ import annotations

import argparse
import itertools
import random
import statistics
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import bilingual
from benchmarks.pairs import read
from bilingual import checks
from bilingual.engines.loading import compose, load_models

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.pairs import Pair
    from bilingual.data import Translation
    from bilingual.engines import Engine

# Characters of what might be a headline.
_HEADLINE = 90


def distinct(paths: Sequence[Path]) -> list[Pair]:
    """Return the pairs of some tables, the first of each source, in order."""
    found: dict[str, str] = {}
    for source, reference in itertools.chain.from_iterable(map(read, paths)):
        found.setdefault(source, reference)
    return list(found.items())


def translate(engine: Engine, sentences: Sequence[str]) -> tuple[list[Translation], float]:
    """Return the translations and the seconds that they took."""
    started = time.perf_counter()
    found = dict(pair for batch in engine.translate(sentences) for pair in batch)
    return [found[index] for index in range(len(sentences))], time.perf_counter() - started


def main() -> None:
    """Measure and print."""
    import sacrebleu

    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--sentences", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--show", type=int, default=0, help="print so many repaired sentences")
    arguments = parser.parse_args()
    pairs = distinct(arguments.files)
    pairs = random.Random(0).sample(pairs, min(arguments.sentences, len(pairs)))
    sentences = [source for source, _ in pairs]

    [model] = load_models(bilingual.Options())
    engines = {"without": compose([model], repair=False), "with": compose([model])}
    seconds: dict[str, list[float]] = {"plain": [], "without": [], "with": []}
    made: dict[str, list[Translation]] = {}
    translate(model, sentences[:100])  # so that nobody pays for loading
    for _ in range(arguments.rounds):
        seconds["plain"].append(translate(model, sentences)[1])
        for name, engine in engines.items():
            made[name], taken = translate(engine, sentences)
            seconds[name].append(taken)
    medians = {name: statistics.median(taken) for name, taken in seconds.items()}
    print(f"{len(sentences):,} sentences")
    print(f"seconds: no checks {medians['plain']:.2f}, checks {medians['without']:.2f}, repair {medians['with']:.2f}")
    print(f"repair / no checks: {medians['with'] / medians['plain']:.3f}")
    for name in engines:
        severe = sum(checks.severity(one.flags) > 0 for one in made[name])
        flags = Counter(flag for one in made[name] for flag in one.flags)
        print(
            f"{name} repair: {severe / len(pairs):.1%} severe; {', '.join(f'{f} {n}' for f, n in flags.most_common())}"
        )

    ways = Counter(one.repaired for one in made["with"] if one.repaired)
    print("repaired:", ", ".join(f"{way} {count}" for way, count in ways.most_common()) or "none")
    metric = sacrebleu.CHRF()
    repaired = {index: one.repaired for index, one in enumerate(made["with"]) if one.repaired}
    changed = list(repaired)
    for way in sorted({"", *(repair.way for repair in repaired.values())} if repaired else ()):
        chosen = [index for index, repair in repaired.items() if way in {"", repair.way}]
        before, after = (
            metric.corpus_score([made[name][index].text for index in chosen], [[pairs[index][1] for index in chosen]])
            for name in engines
        )
        better = [
            metric.sentence_score(made["with"][index].text, [pairs[index][1]]).score
            - metric.sentence_score(made["without"][index].text, [pairs[index][1]]).score
            for index in chosen
        ]
        print(
            f"chrF of {len(chosen)} repaired by {way or 'any way'}: "
            f"{before.score:.1f} before, {after.score:.1f} after; "
            f"{sum(d > 0 for d in better)} better, {sum(d < 0 for d in better)} worse"
        )
    short = [index for index, sentence in enumerate(sentences) if len(sentence) < _HEADLINE][:300]
    shouted = [sentences[index].upper() for index in short]
    runs: list[tuple[str, Engine, list[str]]] = [
        ("as they are", model, [sentences[index] for index in short]),
        ("in capitals, without repair", engines["without"], shouted),
        ("in capitals, with repair", engines["with"], shouted),
    ]
    for words, translator, source in runs:
        texts = [one.text.lower() for one in translate(translator, source)[0]]
        score = metric.corpus_score(texts, [[pairs[index][1].lower() for index in short]]).score
        print(f"chrF of {len(short)} short sentences, all in small letters: {score:.1f} {words}")
    for index in changed[: arguments.show]:
        print(f"\n{made['with'][index].repaired}\n  {sentences[index]}\n  {made['without'][index].text}")
        print(f"  {made['with'][index].text}\n  {pairs[index][1]}")


if __name__ == "__main__":
    main()

"""What repair does: how many translations it touches, what it leaves wrong, what it costs, and whether it helps.

    python benchmarks/repair.py PAIRS.tsv… [--model PACKAGE] [--sentences 1000] [--rounds 3]

The files hold French and reference English with a tab between (``.tsv``, ``.tsv.xz``). Translating with and without
repair takes turns, so that a noisy machine slows both; the medians are compared, of CPU seconds (user and system, all
threads) and of wall-clock seconds; beside other work only the former tell. Of each way it counts what is decoded again,
in sentences, tokens and CPU seconds, and how many translations it rids of their severe flags. chrF is of the sentences
that repair changed, before and after.
"""

from __future__ import annotations

import argparse
import itertools
import random
import statistics
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import bilingual
from benchmarks.pairs import read
from bilingual import checks
from bilingual.engines import EngineAround
from bilingual.engines.loading import compose, load_models
from bilingual.engines.repair import WAYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.pairs import Pair
    from bilingual.data import Provenance, Translation
    from bilingual.engines import Decoding, Engine

# Characters of what might be a headline.
_HEADLINE = 90


def distinct(paths: Sequence[Path]) -> list[Pair]:
    """Return the pairs of some tables, the first of each source, in order."""
    found: dict[str, str] = {}
    for source, reference in itertools.chain.from_iterable(map(read, paths)):
        found.setdefault(source, reference)
    return list(found.items())


@dataclass(slots=True)
class Cost:
    """What was decoded again: sentences, their tokens, and CPU seconds, with the checks of what came out."""

    sentences: int = 0
    tokens: int = 0
    cpu: float = 0.0


class Counting(EngineAround):
    """Translates as ``engine`` does, and counts what each way to repair asks of it."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self.provenance: Provenance = engine.provenance
        self.costs: dict[str, Cost] = defaultdict(Cost)

    def translate(self, sentences: Sequence[str]) -> Iterator[list[tuple[int, Translation]]]:
        """Do as the engine does."""
        return self._engine.translate(sentences)

    def hypotheses(self, sentences: Sequence[str], decoding: Decoding) -> Iterator[list[tuple[int, list[Translation]]]]:
        """Do as the engine does; a way that alone decodes so bears the cost."""
        # True-casing decodes as n-best does, which asks for nothing where the first decoding has found enough.
        cost = self.costs[next((way.name for way in WAYS if way.decoding == decoding), "first")]
        tokens, started = self.tokens, time.process_time()
        yield from self._engine.hypotheses(sentences, decoding)
        cost.sentences += len(sentences)
        cost.tokens += self.tokens - tokens
        cost.cpu += time.process_time() - started

    def recall(self, sentence: str, translation: Translation) -> Translation | None:
        """Do as the engine does."""
        return self._engine.recall(sentence, translation)


@dataclass(frozen=True, slots=True)
class Run:
    """Translations in order, and the seconds that they took."""

    made: list[Translation]
    wall: float
    cpu: float


def translate(engine: Engine, sentences: Sequence[str]) -> Run:
    """Return what an engine makes of some sentences."""
    started, used = time.perf_counter(), time.process_time()
    found = dict(pair for batch in engine.translate(sentences) for pair in batch)
    wall, cpu = time.perf_counter() - started, time.process_time() - used
    return Run([found[index] for index in range(len(sentences))], wall, cpu)


def show_costs(costs: dict[str, Cost], made: Sequence[Translation], rounds: int) -> None:
    """Print what each way cost in one round, and what it was good for."""
    mended = Counter(one.repaired.way for one in made if one.repaired and not checks.severity(one.flags))
    for name in dict.fromkeys(way.name for way in WAYS):
        cost, good = costs.get(name, Cost()), mended[name]
        print(
            f"{name}: {cost.sentences // rounds:,} sentences decoded again, {cost.tokens // rounds:,} tokens, "
            f"{cost.cpu / rounds:.2f} CPU s; {good} mended"
            + (f", {1000 * cost.cpu / rounds / good:.0f} CPU ms each" if good else "")
        )


def main() -> None:
    """Measure and print."""
    import sacrebleu

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--model", type=Path, metavar="PACKAGE")
    parser.add_argument("--sentences", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--show", type=int, default=0, help="print so many repaired sentences")
    arguments = parser.parse_args()
    pairs = distinct(arguments.files)
    pairs = random.Random(0).sample(pairs, min(arguments.sentences, len(pairs)))
    sentences = [source for source, _ in pairs]

    [model] = load_models(bilingual.Options(model=arguments.model))
    counting = Counting(model)
    engines: dict[str, Engine] = {
        "plain": model,
        "without": compose([model], repair=False),
        "with": compose([counting]),
    }
    runs: dict[str, list[Run]] = {name: [] for name in engines}
    for engine in engines.values():
        translate(engine, sentences[:100])  # so that nobody pays for loading
    counting.costs.clear()
    for _ in range(arguments.rounds):
        for name, engine in engines.items():
            runs[name].append(translate(engine, sentences))
    made = {name: runs[name][-1].made for name in ("without", "with")}
    print(f"{len(sentences):,} sentences, medians of {arguments.rounds}")
    for unit, medians in (
        ("CPU", {name: statistics.median(run.cpu for run in runs[name]) for name in runs}),
        ("wall", {name: statistics.median(run.wall for run in runs[name]) for name in runs}),
    ):
        print(
            f"{unit} seconds: no checks {medians['plain']:.2f}, checks {medians['without']:.2f}, "
            f"repair {medians['with']:.2f}; repair / no checks {medians['with'] / medians['plain']:.3f}, "
            f"repair / checks {medians['with'] / medians['without']:.3f}"
        )
    for name, all_made in made.items():
        severe = sum(checks.severity(one.flags) > 0 for one in all_made)
        flags = Counter(flag for one in all_made for flag in one.flags)
        print(
            f"{name} repair: {severe} severe ({severe / len(pairs):.1%}); "
            f"{', '.join(f'{f} {n}' for f, n in flags.most_common())}"
        )
    show_costs(counting.costs, made["with"], arguments.rounds)

    ways = Counter(one.repaired for one in made["with"] if one.repaired)
    print("repaired:", ", ".join(f"{way} {count}" for way, count in ways.most_common()) or "none")
    metric = sacrebleu.CHRF()
    repaired = {index: one.repaired for index, one in enumerate(made["with"]) if one.repaired}
    changed = list(repaired)
    for way in sorted({"", *(repair.way for repair in repaired.values())} if repaired else ()):
        chosen = [index for index, repair in repaired.items() if way in {"", repair.way}]
        before, after = (
            metric.corpus_score([made[name][index].text for index in chosen], [[pairs[index][1] for index in chosen]])
            for name in made
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
    shouts: list[tuple[str, Engine, list[str]]] = [
        ("as they are", model, [sentences[index] for index in short]),
        ("in capitals, without repair", engines["without"], shouted),
        ("in capitals, with repair", engines["with"], shouted),
    ]
    for words, translator, source in shouts:
        texts = [one.text.lower() for one in translate(translator, source).made]
        score = metric.corpus_score(texts, [[pairs[index][1].lower() for index in short]]).score
        print(f"chrF of {len(short)} short sentences, all in small letters: {score:.1f} {words}")
    for index in changed[: arguments.show]:
        print(f"\n{made['with'][index].repaired}\n  {sentences[index]}\n  {made['without'][index].text}")
        print(f"  {made['with'][index].text}\n  {pairs[index][1]}")


if __name__ == "__main__":
    main()

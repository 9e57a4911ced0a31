"""What smaller beams save, and what they cost in quality.

    python benchmarks/beams.py PAIRS.tsv… [--model PACKAGE] [--sentences 500] [--rounds 3]

The files hold French and reference English with a tab between (``.tsv``, ``.tsv.xz``); the first distinct sentences are
taken. Beams of 4, 2 and 1 translate them in turns as a build does, with checks and repair, in one process, the model
loaded. Medians of CPU seconds (user and system, all threads) and of the ratios within a turn are printed, as beside
other work nothing else tells; and chrF against the references, and against what beam 4 writes.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import time
from pathlib import Path

import bilingual
from benchmarks.pairs import read

BEAMS = (4, 2, 1)


def main() -> None:
    """Measure and print."""
    from sacrebleu.metrics.chrf import CHRF

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--model", type=Path, metavar="PACKAGE")
    parser.add_argument("--sentences", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    found: dict[str, str] = {}
    for source, reference in itertools.chain.from_iterable(map(read, arguments.files)):
        found.setdefault(source, reference)
    pairs = list(found.items())[: arguments.sentences]
    sentences, references = [source for source, _ in pairs], [reference for _, reference in pairs]

    engines = {beam: bilingual.load_engine(bilingual.Options(model=arguments.model, beam=beam)) for beam in BEAMS}
    for engine in engines.values():
        list(bilingual.translate(sentences[:50], engine=engine))  # so that nobody pays for loading
    seconds: dict[int, list[float]] = {beam: [] for beam in BEAMS}
    made: dict[int, list[str]] = {}
    for _ in range(arguments.rounds):
        for beam, engine in engines.items():
            started = time.process_time()
            made[beam] = [one.text for one in bilingual.translate(sentences, engine=engine)]
            seconds[beam].append(time.process_time() - started)
    chrf = CHRF()
    print(f"{len(sentences):,} sentences, medians of {arguments.rounds}")
    for beam in BEAMS:
        faster = statistics.median(one / other for one, other in zip(seconds[4], seconds[beam], strict=True))
        taken = statistics.median(seconds[beam])
        print(
            f"beam {beam}: {taken:.2f} CPU s, {len(sentences) / taken:.0f} sentences per CPU s, "
            f"{faster:.2f} times as fast as beam 4; chrF {chrf.corpus_score(made[beam], [references]).score:.1f}, "
            f"against beam 4 {chrf.corpus_score(made[beam], [made[4]]).score:.1f}"
        )


if __name__ == "__main__":
    main()

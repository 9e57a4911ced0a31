"""How fast a build is, beside the limit of its engine and beside argostranslate itself.

    python benchmarks/throughput.py TEXT… [--model PACKAGE] [--rounds 5]

TEXT are French text files; the first distinct sentences of them (1,000, see --sentences) make articles of twenty. Then,
in turns, several times (--rounds), with the same model and beam, each a process of its own:

a   `bilingual build`, with an empty memory;
n   the same with --no-repair, so that it decodes what (b) decodes;
b   a bare CTranslate2 loop on the same sentences, with a worker for each core, the instruction set that bilingual
    chooses, and the batch size with which it took the least CPU in a first round: the limit;
b1  the same loop with the instruction set that CTranslate2 chooses itself: what that choice alone gives is b/b1;
b0  the same loop with the instructions and the threads that CTranslate2 gives itself. These threads share the work of
    each matrix and wait for each other after it, spinning: beside other work they take much longer, by any clock;
c   with --argos-python PYTHON, an interpreter that has argostranslate and all that it asks for:
    `argostranslate.translate`, article by article (once; it is slow).

It prints medians, of wall-clock seconds and of CPU seconds (user and system, of the process and its children), start
included in all of them, and the same as JSON with --json. Beside other work on the machine only CPU seconds tell.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import corpus as articles
from bilingual import models
from bilingual.models import ct2_library

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
# As it is given: choosing instructions here must not choose them for others.
ENVIRONMENT = dict(os.environ)
# Source tokens to a batch of the bare loop.
BATCHES = (256, 512, 1024, 2048, 4096)
NAMES = {
    "a": "a   bilingual build",
    "n": "n   … --no-repair",
    "b": "b   bare CTranslate2 loop",
    "b1": "b1  … its own instructions",
    "b0": "b0  … as it sets itself",
    "c": "c   argostranslate.translate",
}
MEGABYTE = 1024  # of the kilobytes that wait4 counts on Linux


@dataclass(frozen=True)
class Measured:
    """One process: wall-clock and CPU seconds, wall-clock seconds of its translating part, peak memory in megabytes."""

    seconds: float
    cpu: float
    translating: float
    megabytes: float


def run(command: list[str], instructions: str | None = None) -> Measured:
    """Run a command that prints the seconds of its translating part last, or nothing.

    ``instructions`` is what CTranslate2 is told to compute with, empty for nothing; None leaves that to the command.
    """
    environment = ENVIRONMENT
    if instructions is not None:
        environment = {name: value for name, value in ENVIRONMENT.items() if name != ct2_library.VARIABLE}
        environment |= {ct2_library.VARIABLE: instructions} if instructions else {}
    started = time.perf_counter()
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(command, stdout=output, cwd=HERE, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{command} failed")
        output.seek(0)
        last = output.read().split()[-1:]
    translating = float(last[0]) if last and last[0].replace(".", "").isdecimal() else seconds
    return Measured(seconds, usage.ru_utime + usage.ru_stime, translating, usage.ru_maxrss / MEGABYTE)


@dataclass(frozen=True)
class Corpus:
    """What is translated: a model (its folder), articles, their sentences by line; and a folder to write to."""

    model: Path
    articles: Path
    sentences: Path
    out: Path

    def build(self, *options: str) -> Measured:
        """Measure a whole ``bilingual build`` of the articles, (a) and (n) in the table."""
        shutil.rmtree(self.out, ignore_errors=True)
        given = [str(self.articles), "--out", str(self.out), "--model", str(self.model), *options]
        whole = run([sys.executable, "-m", "bilingual", "build", *given])
        return replace(whole, translating=self.report()["stages"]["translating"])

    def report(self) -> dict[str, Any]:
        """Return what the last build says that it did."""
        report: dict[str, Any] = json.loads((self.out / "report.json").read_text(encoding="utf-8"))
        return report

    def bare(self, batch_tokens: int, instructions: str, workers: int = 0) -> Measured:
        """Measure CTranslate2 alone on the sentences, (b) in the table; without ``workers`` with its own threads."""
        given = [str(self.model), str(self.sentences), str(batch_tokens), *([str(workers)] if workers else [])]
        return run([sys.executable, str(HERE / "bare.py"), *given], instructions)


def median(measured: list[Measured]) -> Measured:
    """Return the median of each figure."""
    columns = zip(*(asdict(one).values() for one in measured), strict=True)
    return Measured(*(statistics.median(column) for column in columns))


def measure(corpus: Corpus, rounds: int) -> tuple[dict[str, Measured], dict[str, object]]:
    """Return the medians of a, n, b, b1 and b0, measured in turns, and the settings of b."""
    instructions = ct2_library.choice().instructions
    workers = len(os.sched_getaffinity(0))
    corpus.build()  # what is kept for the next time is made
    batch_tokens = min(BATCHES, key=lambda tokens: corpus.bare(tokens, instructions, workers).cpu)
    ways: dict[str, Callable[[], Measured]] = {
        "n": lambda: corpus.build("--no-repair"),
        "b": lambda: corpus.bare(batch_tokens, instructions, workers),
        "a": corpus.build,
        "b1": lambda: corpus.bare(batch_tokens, "", workers),
        "b0": lambda: corpus.bare(batch_tokens, ""),
    }
    measured: dict[str, list[Measured]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            measured[name].append(way())
    setting = {"workers": workers, "batch_tokens": batch_tokens, "instructions": instructions or "its own"}
    return {name: median(measured[name]) for name in ("a", "n", "b", "b1", "b0")}, setting


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="+", type=Path, metavar="TEXT")
    parser.add_argument("--model", type=Path, metavar="PACKAGE")
    parser.add_argument("--sentences", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--argos-python", metavar="PYTHON")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()

    sentences = articles.read_sentences(arguments.texts)[: arguments.sentences]
    if len(sentences) < arguments.sentences:
        print(f"only {len(sentences):,} distinct sentences in these texts", file=sys.stderr)
    model = models.find(arguments.model).folder
    with tempfile.TemporaryDirectory() as folder:
        corpus = Corpus(model, Path(folder) / "articles", Path(folder) / "sentences.txt", Path(folder) / "out")
        articles.write_articles(corpus.articles, sentences)
        corpus.sentences.write_text("\n".join(sentences), encoding="utf-8")
        measured, setting = measure(corpus, arguments.rounds)
        if arguments.argos_python:
            given = [str(HERE / "argos_alone.py"), str(model), str(corpus.articles)]
            measured["c"] = run([arguments.argos_python, *given])
        corpus.build()
        report = corpus.report()
        result: dict[str, Any] = {
            "sentences": len(sentences),
            "tokens": report["tokens"],
            "bare_setting": setting,
            "measured": {name: asdict(one) for name, one in measured.items()},
            "ratios": ratios(measured),
            "stages": report["stages"],
            "provenance": report["provenance"],
        }
    if arguments.json:
        print(json.dumps(result, indent=2))
    else:
        show(result)


def ratios(measured: dict[str, Measured]) -> dict[str, dict[str, float]]:
    """Return how many times as fast one is as another: in wall-clock time, and by the CPU that it takes."""
    return {
        f"{one}/{other}": {
            "wall": measured[other].seconds / measured[one].seconds,
            "cpu": measured[other].cpu / measured[one].cpu,
            "translating": measured[other].translating / measured[one].translating,
        }
        for one, other in (("a", "b"), ("n", "b"), ("a", "n"), ("b", "b1"), ("a", "b0"), ("n", "b0"), ("a", "c"))
        if other in measured
    }


def show(result: dict[str, Any]) -> None:
    """Print the result as tables."""
    count = result["sentences"]
    setting = ", ".join(f"{name} {value}" for name, value in result["bare_setting"].items())
    print(f"{count:,} sentences, {result['tokens']:,} source tokens decoded by a; b with {setting}")
    print(f"{'medians, start included':30}{'wall s':>9}{'CPU s':>9}{'sentences/s':>13}{'per CPU s':>10}{'peak MB':>9}")
    for name, one in result["measured"].items():
        print(
            f"{NAMES[name]:30}{one['seconds']:9.2f}{one['cpu']:9.2f}{count / one['seconds']:13.1f}"
            f"{count / one['cpu']:10.1f}{one['megabytes']:9.0f}"
        )
    print(f"{'speed of one to another':30}{'wall':>9}{'CPU':>9}{'translating':>13}")
    for name, ratio in result["ratios"].items():
        print(f"{name:30}{ratio['wall']:9.2f}{ratio['cpu']:9.2f}{ratio['translating']:13.2f}")
    print("stages of a, seconds:", ", ".join(f"{name} {seconds}" for name, seconds in result["stages"].items()))


if __name__ == "__main__":
    main()

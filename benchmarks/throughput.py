"""How fast a build is, beside the limit of its engine and beside argostranslate itself.

    python benchmarks/throughput.py TEXT…

TEXT are French text files; the first distinct sentences of them (1,000, see --sentences) make articles of twenty. Then,
in turns, several times (--rounds), with the same model and beam:

a  `bilingual build` as a whole process, with an empty memory;
n  the same with --no-repair, so that it decodes what (b) decodes;
b  a bare CTranslate2 loop in a process of its own, given the same sentences already tokenized and sorted by length,
   with the best batch size and number of workers found in a first round: the limit;
c  with --argos-python PYTHON, an interpreter that has argostranslate with stanza: `argostranslate.translate`, article
   by article (once; it is slow).

It prints medians, and the same as JSON with --json. With --beams it also measures the speed of beam sizes 1, 2 and 4,
and the chrF of their translations against those of beam 4.
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
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks import corpus
from bilingual import models

HERE = Path(__file__).parent
MEGABYTE = 1024  # of the kilobytes that wait4 counts on Linux


@dataclass(frozen=True)
class Measured:
    """One process: wall-clock seconds, those of its translating part, and its peak memory in megabytes."""

    seconds: float
    translating: float
    megabytes: float


def run(command: list[str]) -> Measured:
    """Run a command that prints the seconds of its translating part last, or nothing."""
    started = time.perf_counter()
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(command, stdout=output, cwd=HERE)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{command} failed")
        output.seek(0)
        last = output.read().split()[-1:]
    translating = float(last[0]) if last and last[0].replace(".", "").isdecimal() else seconds
    return Measured(seconds, translating, usage.ru_maxrss / MEGABYTE)


def build(articles: Path, out: Path, *options: str) -> Measured:
    """Measure a whole ``bilingual build`` of the articles, (a) in the table."""
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, "-m", "bilingual", "build", str(articles), "--out", str(out), *options]
    whole = run(command)
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    return Measured(whole.seconds, report["stages"]["translating"], whole.megabytes)


def bare(model: Path, sentences: Path, workers: int, batch_tokens: int) -> Measured:
    """Measure CTranslate2 alone on the sentences, (b) in the table, with one setting."""
    return run([sys.executable, str(HERE / "bare.py"), str(model), str(sentences), str(workers), str(batch_tokens)])


def best_setting(model: Path, sentences: Path) -> tuple[int, int]:
    """Return the number of workers and the batch size (source tokens) with which (b) is fastest."""
    cores = len(os.sched_getaffinity(0))
    settings = [(workers, tokens) for workers in {1, cores} for tokens in (256, 512, 1024, 2048, 4096)]
    return min(settings, key=lambda setting: bare(model, sentences, *setting).translating)


def median(measured: list[Measured]) -> Measured:
    """Return the median of each figure."""
    columns = zip(*(asdict(one).values() for one in measured), strict=True)
    return Measured(*(statistics.median(column) for column in columns))


def beams(articles: Path, out: Path, rounds: int) -> dict[str, dict[str, float]]:
    """Return sentences a second and chrF against beam 4 for each beam size."""
    import jsonlines
    from sacrebleu.metrics.chrf import CHRF

    times: dict[int, list[float]] = {4: [], 2: [], 1: []}
    translations: dict[int, list[str]] = {}
    for _ in range(rounds):
        for beam, seconds in times.items():
            seconds.append(build(articles, out, "--formats", "jsonl", "--beam", str(beam)).translating)
            with jsonlines.open(out / "bitext.jsonl") as lines:
                translations[beam] = [line["translation"]["en"] for line in lines]
    chrf = CHRF()
    return {
        str(beam): {
            "sentences_per_second": len(translations[beam]) / statistics.median(seconds),
            "chrf_against_beam_4": chrf.corpus_score(translations[beam], [translations[4]]).score,
        }
        for beam, seconds in times.items()
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="+", type=Path, metavar="TEXT")
    parser.add_argument("--sentences", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--argos-python", metavar="PYTHON")
    parser.add_argument("--beams", action="store_true")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()

    sentences = corpus.read_sentences(arguments.texts)[: arguments.sentences]
    if len(sentences) < arguments.sentences:
        print(f"only {len(sentences):,} distinct sentences in these texts", file=sys.stderr)
    model = models.find(None).folder
    with tempfile.TemporaryDirectory() as folder:
        articles, out, listed = Path(folder) / "articles", Path(folder) / "out", Path(folder) / "sentences.txt"
        corpus.write_articles(articles, sentences)
        listed.write_text("\n".join(sentences), encoding="utf-8")
        workers, batch_tokens = best_setting(model, listed)
        a: list[Measured] = []
        n: list[Measured] = []
        b: list[Measured] = []
        for _ in range(arguments.rounds):
            n.append(build(articles, out, "--no-repair"))
            b.append(bare(model, listed, workers, batch_tokens))
            a.append(build(articles, out))
        report = json.loads((out / "report.json").read_text(encoding="utf-8"))
        measured = {"a": median(a), "n": median(n), "b": median(b)}
        if arguments.argos_python:
            measured["c"] = run([arguments.argos_python, str(HERE / "argos_alone.py"), str(model), str(articles)])
        result = {
            "sentences": len(sentences),
            "tokens": report["tokens"],
            "best_bare_setting": {"workers": workers, "batch_tokens": batch_tokens},
            "measured": {name: asdict(one) for name, one in measured.items()},
            "ratios": ratios(measured),
            "stages": report["stages"],
            "provenance": report["provenance"],
        }
        if arguments.beams:
            result["beams"] = beams(articles, out, arguments.rounds)
    if arguments.json:
        print(json.dumps(result, indent=2))
    else:
        show(result)


def ratios(measured: dict[str, Measured]) -> dict[str, float]:
    """Return how many times as fast one is as another."""
    found = {}
    for one, other in (("a", "n"), ("a", "b"), ("n", "b"), ("a", "c")):
        if other in measured:
            found[f"{one}/{other} translating"] = measured[other].translating / measured[one].translating
            found[f"{one}/{other} whole process"] = measured[other].seconds / measured[one].seconds
    return found


def show(result: dict[str, object]) -> None:
    """Print the result as tables."""
    setting, stages, measured, found = (result[name] for name in ("best_bare_setting", "stages", "measured", "ratios"))
    assert isinstance(measured, dict)
    assert isinstance(found, dict)
    count, tokens = result["sentences"], result["tokens"]
    assert isinstance(count, int)
    assert isinstance(tokens, int)
    print(f"{count:,} sentences, {tokens:,} source tokens; best bare setting {setting}")
    print(f"{'':30}{'seconds':>9}{'translating':>13}{'sentences/s':>13}{'tokens/s':>10}{'peak MB':>9}")
    names = {
        "a": "a  bilingual build",
        "n": "n  … --no-repair",
        "b": "b  bare CTranslate2 loop",
        "c": "c  argostranslate.translate",
    }
    for name, one in measured.items():
        print(
            f"{names[name]:30}{one['seconds']:9.2f}{one['translating']:13.2f}{count / one['translating']:13.1f}"
            f"{tokens / one['translating']:10.0f}{one['megabytes']:9.0f}"
        )
    for name, ratio in found.items():
        print(f"{name:30}{ratio:9.2f}")
    print("stages of a, seconds:", stages)
    beam_table: Any = result.get("beams", {})
    for beam, row in beam_table.items():
        print(f"beam {beam}: {row['sentences_per_second']:.1f} sentences/s, chrF {row['chrf_against_beam_4']:.1f}")


if __name__ == "__main__":
    main()

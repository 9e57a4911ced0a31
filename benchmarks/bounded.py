"""Whether a build's memory grows with the corpus: its peak, and how it stands while the build runs.

    python benchmarks/bounded.py TEXT… [--corpora 1000 10000 100000:20000] [--cgroup MB]

TEXT are French text files; their words make the articles, of twenty sentences each. A corpus is given by its number of
articles, whose sentences are all distinct, or after a colon by how many distinct sentences they are made of: the memory
serves the rest. The engine is the fake one with the checks around it, and the real model is loaded beside it, so that
its memory counts.

Prints for each corpus the peak, the resident memory at each tenth of the build, how much of it in the end is anonymous
(heap, stacks) and how much of files (libraries, the model), CPU seconds, and how many MB the anonymous memory grew in
the last half for each 1,000 articles; then the ratio of each peak to the first one's. ``--cgroup`` runs each build in a
group of processes that may have so many MB, page cache included (cgroups of Linux, of either version, as root).
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import corpus

if TYPE_CHECKING:
    from collections.abc import Iterator

CHILD = """
import sys
import bilingual
from bilingual.engines.loading import compose
model = bilingual.load_engine()
list(bilingual.translate(["Bonjour."], engine=model))
options = bilingual.Options(out=sys.argv[2], formats=sys.argv[3])
bilingual.build([sys.argv[1]], options, compose([bilingual.FakeEngine()]))
"""
MEGABYTE = 1024  # of the kilobytes that Linux counts
# Where a group for memory is made, its file for the limit, and that which tells how often that was met.
CGROUPS = (
    (Path("/sys/fs/cgroup"), "memory.max", "memory.events"),
    (Path("/sys/fs/cgroup/memory"), "memory.limit_in_bytes", "memory.failcnt"),
)
INTO_GROUP = 'echo $$ > "$1/cgroup.procs"; shift; exec "$@"'
PARTS = 10


@dataclass(frozen=True)
class Sample:
    """The memory of the build after so many seconds, in kilobytes: all that is resident, and what is of no file."""

    seconds: float
    resident: int
    anonymous: int


@dataclass(frozen=True)
class Corpus:
    articles: int
    distinct: int | None

    @classmethod
    def parse(cls, text: str) -> Corpus:
        articles, _, distinct = text.partition(":")
        return cls(int(articles), int(distinct) if distinct else None)

    def __str__(self) -> str:
        made_of = f"{self.distinct:,} distinct sentences" if self.distinct else "distinct sentences"
        return f"{self.articles:9,} articles of {made_of}"


def generate(folder: Path, made: Corpus, sentences: list[str]) -> None:
    """Write the articles, a thousand to a folder."""
    chance = random.Random(made.articles)
    words = [word for sentence in sentences for word in sentence.rstrip(".!?").split()[1:] if word.isalpha()]
    lengths = [len(sentence.split()) for sentence in sentences]

    def sentence(number: int) -> str:
        return " ".join(["Voici", *chance.choices(words, k=chance.choice(lengths)), f"en {number}."])

    pool = [sentence(number) for number in range(made.distinct or 0)]
    for number in range(made.articles):
        if pool:
            chosen = chance.choices(pool, k=corpus.SENTENCES_PER_ARTICLE)
        else:
            chosen = [sentence(number * 100 + count) for count in range(corpus.SENTENCES_PER_ARTICLE)]
        path = folder / f"{number // 1000:03}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        paragraphs = [" ".join(chosen[i : i + 4]) for i in range(0, len(chosen), 4)]
        path.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")


def sample(process: int, started: float) -> Sample | None:
    """Return what the process has now, None where it has ended."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return None
    sizes = {name: value.split()[0] for name, _, value in (line.partition(":") for line in lines) if value.strip()}
    if "VmRSS" not in sizes:
        return None
    return Sample(time.monotonic() - started, int(sizes["VmRSS"]), int(sizes["RssAnon"]))


def run(command: list[str], every: float) -> tuple[list[Sample], float, float, int]:
    """Run a command; return samples of its memory, its peak in kilobytes, CPU seconds and exit status."""
    started = time.monotonic()
    process = subprocess.Popen(command)
    samples: list[Sample] = []
    while True:
        ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        if ended:
            process.returncode = os.waitstatus_to_exitcode(status)
            return samples, usage.ru_maxrss, usage.ru_utime + usage.ru_stime, process.returncode
        if taken := sample(process.pid, started):
            samples.append(taken)
        time.sleep(every)


@contextmanager
def limited(command: list[str], megabytes: int | None) -> Iterator[list[str]]:
    """Give the command that runs another within a limit of memory, and print in the end how often that was met."""
    if megabytes is None:
        yield command
        return
    place, limit, events = next(entry for entry in CGROUPS if (entry[0] / "cgroup.procs").exists())
    group = place / f"bilingual-bounded-{os.getpid()}"
    group.mkdir()
    try:
        (group / limit).write_text(str(megabytes * 1024**2))
        yield ["sh", "-c", INTO_GROUP, "sh", str(group), *command]
        print(f"within {megabytes} MB, {events}:", " ".join((group / events).read_text(encoding="ascii").split()))
    finally:
        group.rmdir()


def growth(samples: list[Sample], articles: int) -> float:
    """Return by how many MB the anonymous memory grew in the last half for each 1,000 articles (least squares)."""
    half = samples[len(samples) // 2 :]
    middle = sum(one.seconds for one in half) / len(half)
    spread = sum((one.seconds - middle) ** 2 for one in half) or 1.0
    slope = sum((one.seconds - middle) * one.anonymous for one in half) / spread
    seconds = samples[-1].seconds - samples[0].seconds
    return slope * seconds / MEGABYTE / (articles / 1000)


def measure(made: Corpus, sentences: list[str], arguments: argparse.Namespace) -> float:
    """Build a corpus, print what its memory did, and return the peak in MB."""
    with tempfile.TemporaryDirectory() as folder:
        generate(Path(folder) / "articles", made, sentences)
        command = [sys.executable, "-c", CHILD, f"{folder}/articles", f"{folder}/out", arguments.formats]
        with limited(command, arguments.cgroup) as within:
            samples, peak, cpu, code = run(within, arguments.every)
    if code:
        raise SystemExit(f"the build failed ({code})")
    steps = [samples[min(len(samples) - 1, len(samples) * part // PARTS)] for part in range(1, PARTS + 1)]
    drops = sum(after.anonymous < before.anonymous for before, after in pairwise(samples))
    print(f"{made}: peak {peak / MEGABYTE:.0f} MB, {cpu:.0f} CPU s, {len(samples):,} samples, {drops:,} of them lower")
    print("  resident MB at each tenth:", *(f"{one.resident / MEGABYTE:.0f}" for one in steps))
    print("  of that anonymous:        ", *(f"{one.anonymous / MEGABYTE:.0f}" for one in steps))
    print(f"  growth in the last half: {growth(samples, made.articles):+.3f} MB for each 1,000 articles", flush=True)
    return peak / MEGABYTE


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="+", type=Path, metavar="TEXT")
    parser.add_argument(
        "--corpora",
        nargs="+",
        type=Corpus.parse,
        metavar="ARTICLES[:DISTINCT]",
        default=["1000", "10000", "100000:20000"],
    )
    parser.add_argument("--formats", default="jsonl")
    parser.add_argument("--every", type=float, default=0.5, help="seconds between two samples")
    parser.add_argument("--cgroup", type=int, metavar="MB")
    arguments = parser.parse_args()
    sentences = corpus.read_sentences(arguments.texts)
    corpora = [Corpus.parse(made) if isinstance(made, str) else made for made in arguments.corpora]
    peaks = [measure(made, sentences, arguments) for made in corpora]
    print("ratio of the peaks to the first:", *(f"{peak / peaks[0]:.2f}" for peak in peaks[1:]))


if __name__ == "__main__":
    main()

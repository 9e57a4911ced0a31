"""What shards on Ray cost on this machine: ``python benchmarks/clusters.py FILE.jsonl… [--rounds N] [--small N]``.

With the fake engine: processor seconds of driver and workers a shard, for ``--small`` shards of two articles; and the
driver's memory for as many and for ten times as many articles. With the starter: the files built by ``build`` with two
threads; by two processes of ``build`` with one thread and half of the articles each; and by two workers of one thread
in shards of ``--shard-kib``. All three at the same time, with the same priority, so that whatever else the machine does
is the same for all: what is compared are processor seconds, after the start. Needs the extra ``ray``.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

_WORKED = re.compile(r"([\d,]+) shards? built in ([\d.,]+) processor seconds; the largest worker held (.+)")
_ONE = """
import json, os, resource, sys
from bilingual import FakeEngine, Options, build, load_engine, sentences
from bilingual.cluster.running import build_on_ray
from bilingual.pipeline.listener import Listener

class Notes(Listener):
    def note(self, message):
        print("note " + message, flush=True)

def warm(options):
    engine = load_engine(options)
    list(engine.translate(sentences("Bonjour.")))  # the start, which is not what is compared
    return engine

how, out, piece, *sources = sys.argv[1:]
options = Options(out=out, formats="jsonl", threads=2 if how == "threads" else 1)
engine = FakeEngine() if how == "fake" else warm(options)
before = sum(os.times()[:2])
if how in ("threads", "alone"):
    report = build(sources, options, engine)
else:
    more = {"make": lambda options: FakeEngine()} if how == "fake" else {"make": warm, "workers": 2}
    report = build_on_ray(sources, options, engine, Notes(), piece_bytes=int(piece), **more)
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({
    "start": before, "cpu": used.ru_utime + used.ru_stime - before, "memory": used.ru_maxrss >> 10,
    "tokens": engine.tokens, "shards": getattr(report, "shards", 0), "segments": report.segments,
}))
"""


def run(how: str, piece: int, sources: list[str]) -> dict[str, float]:
    """Run one way in a process of its own, and return what it used; ``workers`` are CPU seconds of all workers."""
    # Ray's workers would else give way to what they are compared with.
    environment = os.environ | {"PYTHONPATH": ".", "RAY_worker_niceness": "0"}
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-c", _ONE, how, out, str(piece), *sources]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    found = json.loads(done.stdout.splitlines()[-1])
    if worked := _WORKED.search(done.stdout):
        found |= {"workers": float(worked[2].replace(",", "")), "largest": worked[3]}
    return found  # type: ignore[no-any-return]


def small(shards: int, folder: Path) -> tuple[int, list[str]]:
    """Write a file of so many shards of two articles, each of a few sentences; return the bytes of a shard, too."""
    path = folder / f"{shards}.jsonl"
    lines = []
    for number in range(2 * shards):
        text = " ".join(f"Voici la phrase {part} du texte {number:06}." for part in range(12))
        lines.append(json.dumps({"id": f"{number:06}", "text": text}) + "\n")
    path.write_text("".join(lines), encoding="utf-8")
    return 2 * len(lines[0]), [str(path)]


def halves(files: list[str], folder: Path) -> tuple[list[str], list[str]]:
    """Write the first and the second half of the lines of some files."""
    lines = [line for name in files for line in Path(name).read_text("utf-8").splitlines(keepends=True)]
    for name, some in (("one", lines[: len(lines) // 2]), ("other", lines[len(lines) // 2 :])):
        (folder / f"{name}.jsonl").write_text("".join(some), encoding="utf-8")
    return [str(folder / "one.jsonl")], [str(folder / "other.jsonl")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--small", type=int, default=200)
    parser.add_argument("--shard-kib", type=int, default=64)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        for times in (1, 10):
            found = run("fake", *small(given.small * times, Path(scratch)))
            shards = found["shards"]
            print(
                f"{shards:,} small shards: driver {found['cpu'] / shards * 1000:.1f} ms CPU a shard (start of Ray "
                f"included) and {found['memory']} MB, workers {found['workers'] / shards * 1000:.1f} ms CPU a shard"
            )
    for _ in range(given.rounds if given.files else 0):
        with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor() as pool:
            one, other = halves(given.files, Path(scratch))
            ways = [("threads", given.files), ("alone", one), ("alone", other), ("ray", given.files)]
            threads, first, second, ray = pool.map(lambda way: run(way[0], given.shard_kib << 10, way[1]), ways)
        alone = first["cpu"] + second["cpu"]
        print(
            f"build --threads 2: {threads['cpu']:.1f} CPU seconds, {threads['tokens'] / threads['cpu']:.0f} tokens a "
            f"second and core, {threads['memory']} MB; two builds of one thread: {alone:.1f} "
            f"({threads['cpu'] / alone:.2f} of the speed); two workers of one thread, {ray['shards']:.0f} shards: "
            f"{ray['workers']:.1f} ({threads['cpu'] / ray['workers']:.2f} of the speed), the largest {ray['largest']}; "
            f"driver {ray['cpu']:.1f} CPU seconds, {ray['memory']} MB"
        )


if __name__ == "__main__":
    main()

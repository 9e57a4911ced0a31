"""What shards on Ray cost on this machine: ``python benchmarks/clusters.py FILE.jsonl… [--rounds N] [--small N]``.

With the fake engine: processor seconds of driver and workers a shard, for ``--small`` shards of two articles; and the
driver's memory for as many and for ten times as many articles. With the starter: the files built by ``build`` with two
threads, and by two workers of one thread in shards of ``--shard-kib``, in turns; processor seconds, which is what a
shared machine allows to compare, source tokens to a second and core, and the largest worker. Needs the extra ``ray``.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

_WORKED = re.compile(r"([\d,]+) shards? built in ([\d.,]+) processor seconds; the largest worker held (.+)")
_ONE = """
import json, os, resource, sys
from bilingual import FakeEngine, Options, build, load_engine
from bilingual.cluster.running import build_on_ray
from bilingual.pipeline.listener import Listener

class Notes(Listener):
    def note(self, message):
        print("note " + message, flush=True)

how, out, piece, *sources = sys.argv[1:]
options = Options(out=out, formats="jsonl", threads=2 if how == "build" else 1)
engine = FakeEngine() if how == "fake" else load_engine(options)
before = sum(os.times()[:2])
if how == "build":
    report = build(sources, options, engine)
else:
    more = {"make": lambda options: FakeEngine()} if how == "fake" else {"workers": 2}
    report = build_on_ray(sources, options, engine, Notes(), piece_bytes=int(piece), **more)
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({
    "start": before, "cpu": used.ru_utime + used.ru_stime - before, "memory": used.ru_maxrss >> 10,
    "tokens": engine.tokens, "shards": getattr(report, "shards", 0), "segments": report.segments,
}))
"""


def run(how: str, piece: int, sources: list[str]) -> dict[str, float]:
    """Run one way in a process of its own, and return what it used; ``workers`` are CPU seconds of all workers."""
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-c", _ONE, how, out, str(piece), *sources]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | {"PYTHONPATH": "."})
    found = json.loads(done.stdout.splitlines()[-1])
    if worked := _WORKED.search(done.stdout):
        found |= {"workers": float(worked[2].replace(",", "")), "largest": worked[3]}
    return found  # type: ignore[no-any-return]


def small(shards: int, folder: Path) -> list[str]:
    """Write a file that makes so many shards of two articles, each of a few sentences."""
    path = folder / f"{shards}.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        for number in range(2 * shards):
            text = " ".join(f"Voici la phrase {part} du texte {number}." for part in range(12))
            stream.write(json.dumps({"id": str(number), "text": text}) + "\n")
    return [str(path)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--small", type=int, default=200)
    parser.add_argument("--shard-kib", type=int, default=64)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        for times in (1, 10):
            found = run("fake", 800, small(given.small * times, Path(scratch)))
            shards = found["shards"]
            print(
                f"{shards:,} small shards: driver {found['cpu'] / shards * 1000:.1f} ms CPU a shard (start of Ray "
                f"included) and {found['memory']} MB, workers {found['workers'] / shards * 1000:.1f} ms CPU a shard"
            )
    for _ in range(given.rounds if given.files else 0):
        alone = run("build", 0, given.files)
        ray = run("ray", given.shard_kib << 10, given.files)
        print(
            f"build --threads 2: {alone['cpu']:.1f} CPU seconds, {alone['tokens'] / alone['cpu']:.0f} tokens a second "
            f"and core, {alone['memory']} MB; two workers of one thread, {ray['shards']:.0f} shards: "
            f"{ray['workers']:.1f} CPU seconds ({alone['cpu'] / ray['workers']:.2f} of the speed), "
            f"the largest {ray['largest']}; driver {ray['cpu']:.1f} CPU seconds, {ray['memory']} MB"
        )


if __name__ == "__main__":
    main()

"""Measure the search: how fast its index is made, how large it is, and how soon the first hits are there.

    python benchmarks/search.py PAIRS.tsv… [--segments 1000000] [--folder DIR] [--keep]

PAIRS hold French and English, a tab between (``.tsv``, ``.tsv.xz``); they are written as a corpus of so many segments,
again from the first where there are not enough. Seconds are CPU seconds of this process; those of queries are the
best of several tries, with the index and the corpus in the system's cache, and by the clock too.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import resource
import shutil
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import chain, cycle, islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import bilingual
from benchmarks.pairs import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from benchmarks.pairs import Pair

PER_ARTICLE = 20
TRIES = 7
SHOWN = 50
QUERIES = (
    'fr:"de la commission"', '"the european union"', '"en vertu de la loi"', '"de la"', "fr:coopération",
    "fr:coopération en:-cooperation", "coop*", "airain", "fr:ministre en:minister -parlement",
)  # fmt: skip
PROVENANCE = {
    "engine": "fake", "model": "fake", "model_version": "0", "model_sha256": "0" * 64, "source_language": "fr",
    "target_language": "en", "beam_size": 1, "length_penalty": 0.0, "compute_type": "none", "bilingual": "0",
}  # fmt: skip


def write(folder: Path, pairs: Iterable[Pair]) -> int:
    """Write pairs as a corpus; return the bytes of their texts."""
    folder.mkdir(parents=True, exist_ok=True)
    size = 0
    found: Iterator[Pair] = iter(pairs)
    with (folder / "bitext.jsonl").open("w") as bitext, (folder / "articles.jsonl").open("w") as articles:
        for number, article in enumerate(iter(lambda: list(islice(found, PER_ARTICLE)), [])):
            text, name = "", f"a{number:06}"
            for sentence, (fr, en) in enumerate(article, 1):
                start = len(text) + bool(text)
                text = f"{text} {fr}".strip(" ") if text else fr
                record = {
                    "id": f"{name}:1:{sentence}", "article": name, "paragraph": 1, "sentence": sentence, "kind": "body",
                    "start": start, "end": start + len(fr), "translation": {"fr": fr, "en": en},
                    "score": -0.1 - sentence / 100, "flags": ["numbers"] if sentence % 9 == 0 else [], "repaired": "",
                    "origin": "mt", "trust": 1 - sentence / 100,
                }  # fmt: skip
                bitext.write(json.dumps(record, ensure_ascii=False) + "\n")
                size += len(fr.encode()) + len(en.encode())
            head = {
                "id": name, "title": f"Article {number}", "date": f"{1990 + number % 30}-{1 + number % 12:02}-01",
                "publisher": f"Publisher {number % 40}", "language": "fr", "source": f"{name}.txt", "encoding": "utf-8",
                "sha256": "0" * 64, "text": text, "segments": len(article), "provenance": PROVENANCE,
            }  # fmt: skip
            articles.write(json.dumps(head, ensure_ascii=False) + "\n")
    return size


def write_from(folder: Path, files: Sequence[Path], segments: int) -> int:
    """Write the pairs of some files as a corpus of so many segments; return the bytes of their texts."""
    pairs = list(islice(chain.from_iterable(map(read, files)), segments))
    return write(folder, islice(cycle(pairs), segments))


def measure(folder: Path, segments: int, size: int) -> None:
    """Print how long it takes to make the index, its size, and how soon queries are answered."""
    before, began = time.process_time(), time.perf_counter()
    with bilingual.search(folder, "*", limit=1) as found:
        list(found)
    spent = time.process_time() - before
    index = (folder / ".bilingual" / "search.sqlite").stat().st_size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"index: {segments:,} segments in {spent:.1f} CPU seconds ({time.perf_counter() - began:.1f} by the clock),")
    print(f"  {segments / spent:,.0f} segments per CPU second; peak memory {peak:.0f} MB")
    print(f"  {index / 1e6:.0f} MB, {index / size:.2f} times the text ({size / 1e6:.0f} MB)")
    for query in QUERIES:
        clock, spending = [], []
        for _ in range(TRIES):
            at, spent = time.perf_counter(), time.process_time()
            with bilingual.search(folder, query, limit=SHOWN) as found:
                hits = len(list(found))
            clock.append(time.perf_counter() - at)
            spending.append(time.process_time() - spent)
        with bilingual.search(folder, query) as found:
            spent = time.process_time()
            total = found.counts().total
            counting = time.process_time() - spent
        print(
            f"{query}: first {hits} of {total:,} hits in {1000 * min(spending):.1f} ms of CPU time, "
            f"{1000 * min(clock):.1f} ms by the clock, all counted in {1000 * counting:.0f} ms of CPU time"
        )


def main() -> None:
    """Parse the command line and measure."""
    parser = argparse.ArgumentParser(description="Measure the search.")
    parser.add_argument("files", nargs="+", type=Path, metavar="PAIRS")
    parser.add_argument("--segments", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, help="where the corpus goes; one that is there is used again")
    parser.add_argument("--keep", action="store_true", help="keep the corpus")
    options = parser.parse_args()
    folder = options.folder or Path(tempfile.mkdtemp(prefix="bilingual-search-"))
    with contextlib.ExitStack() as stack:
        if not options.keep:
            stack.callback(shutil.rmtree, folder, ignore_errors=True)
        # In a process of its own, so that the peak of the memory is that of the search.
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            size = pool.submit(write_from, folder / "corpus", options.files, options.segments).result()
        measure(folder / "corpus", options.segments, size)


if __name__ == "__main__":
    main()

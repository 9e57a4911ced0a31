"""Measure the search: how fast its index is made, how large it is, and how soon the first hits are there.

    python benchmarks/search.py PAIRS.tsv… [--segments 1000000] [--folder DIR] [--keep]

PAIRS hold French and English, a tab between (``.tsv``, ``.tsv.xz``); they are written as a corpus of so many segments,
again from the first where there are not enough. Seconds are CPU seconds of this process but for those of queries, which
are the best of several tries by the clock, with the index and the corpus in the system's cache.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import resource
import shutil
import tempfile
import time
from itertools import chain, cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

import bilingual
from benchmarks.pairs import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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


def write(folder: Path, pairs: Iterable[Pair]) -> tuple[int, int]:
    """Write pairs as a corpus; return how many segments it has, and the bytes of their texts."""
    folder.mkdir(parents=True, exist_ok=True)
    count = size = 0
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
            count += len(article)
    return count, size


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
        opening, asking, counting = [], [], []
        for _ in range(TRIES):
            at = time.perf_counter()
            with bilingual.search(folder, query, limit=SHOWN) as found:
                opening.append(time.perf_counter() - at)
                at = time.perf_counter()
                hits = len(list(found))
                asking.append(time.perf_counter() - at)
        with bilingual.search(folder, query) as found:
            at = time.perf_counter()
            total = found.counts().total
            counting.append(time.perf_counter() - at)
        print(
            f"{query}: first {hits} of {total:,} hits in {1000 * min(asking):.1f} ms, "
            f"opened in {1000 * min(opening):.1f} ms, all counted in {1000 * min(counting):.0f} ms"
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
        pairs = list(islice(chain.from_iterable(map(read, options.files)), options.segments))
        segments, size = write(folder / "corpus", islice(cycle(pairs), options.segments))
        del pairs
        measure(folder / "corpus", segments, size)


if __name__ == "__main__":
    main()

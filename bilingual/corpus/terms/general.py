"""How often French words and runs of words stand in texts of many kinds: what a corpus is compared with.

``general.tsv.gz`` says at its beginning what they were counted in, and under which licences that may be used.
``tools/general.py`` makes it.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = Path(__file__).with_name("general.tsv.gz")
_SIZES = "# sizes: "


@dataclass(frozen=True, slots=True)
class General:
    """Counts by candidate, as ``candidates`` tells them, and how many of so many content words were counted in all.

    What is rarer than ``least`` was left out.
    """

    counts: Mapping[str, int]
    sizes: Mapping[int, int]


@cache
def general() -> General:
    """Return the counts that ship."""
    counts: dict[str, int] = {}
    sizes: dict[int, int] = {}
    for line in gzip.decompress(FILE.read_bytes()).decode().splitlines():
        if line.startswith("#"):
            if line.startswith(_SIZES):
                numbers = map(int, line.removeprefix(_SIZES).split())
                sizes = dict(enumerate(numbers, start=1))
            continue
        count, _, names = line.partition("\t")
        counts.update(dict.fromkeys(names.split("|"), int(count)))
    return General(counts, sizes)


def packed(counts: Mapping[str, int], sizes: Mapping[int, int], head: list[str]) -> bytes:
    """Return the file of some counts, ``head`` as comments before them: a line a count, with all that have it."""
    lines = [f"# {line}" for line in head] + [_SIZES + " ".join(str(sizes[words]) for words in sorted(sizes))]
    by_count: dict[int, list[str]] = {}
    for name, count in counts.items():
        by_count.setdefault(count, []).append(name)
    lines += [f"{count}\t{'|'.join(sorted(names))}" for count, names in sorted(by_count.items(), reverse=True)]
    return gzip.compress("\n".join([*lines, ""]).encode(), 9, mtime=0)

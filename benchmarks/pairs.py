"""Pairs of sentences for benchmarks: French and English from the files that the command line names."""

from __future__ import annotations

import lzma
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Pair = tuple[str, str]


def read(path: Path) -> list[Pair]:
    """Read French and English, a tab between; other columns are left out. ``.xz`` is unpacked."""
    return list(_pairs(path))


def part(argument: str) -> list[Pair]:
    """Read some pairs of a file, and no more of it: ``FILE:FIRST:COUNT``, the first pair is 0."""
    name, first, count = argument.rsplit(":", 2)
    return list(islice(_pairs(Path(name)), int(first), int(first) + int(count)))


def _pairs(path: Path) -> Iterator[Pair]:
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            row = line.rstrip("\n").split("\t")
            if len(row) > 1 and row[0].strip() and row[1].strip():
                yield row[0].strip(), row[1].strip()

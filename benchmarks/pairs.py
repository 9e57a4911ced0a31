"""Pairs of sentences for benchmarks: French and English from the files that the command line names."""

from __future__ import annotations

import lzma
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

Pair = tuple[str, str]


def read(path: Path) -> list[Pair]:
    """Read French and English, a tab between; other columns are left out. ``.xz`` is unpacked."""
    content = path.read_bytes()
    text = (lzma.decompress(content) if path.suffix == ".xz" else content).decode()
    rows = [line.split("\t") for line in text.split("\n")]
    return [(row[0].strip(), row[1].strip()) for row in rows if len(row) > 1 and row[0].strip() and row[1].strip()]

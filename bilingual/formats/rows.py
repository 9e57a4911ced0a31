"""What a file that comes back from another program is read as, whatever its format: rows, a segment each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bilingual.errors import InputError
    from bilingual.io.lines import BoundedLines
    from bilingual.io.source import Source

# What no segment with all that belongs to it reaches; a longer line is refused before it fills the memory.
MAX_ROW_BYTES = 16 * 1024**2


@dataclass(frozen=True, slots=True)
class Row:
    """One segment of such a file. ``place`` tells a person where it stands; ``id`` is that of the corpus."""

    place: str
    id: str
    source: str
    target: str


def too_long(source: Source, lines: BoundedLines) -> InputError:
    """Return an error about the line that was asked for last."""
    return source.error(f"line {lines.number} is too long for a segment", "Split or remove it")

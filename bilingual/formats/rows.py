"""What a file that comes back from another program is read as, whatever its format: rows, a segment each."""

from __future__ import annotations

from dataclasses import dataclass

# What no segment with all that belongs to it reaches; a longer line is refused before it fills the memory.
MAX_ROW_BYTES = 16 * 1024**2


@dataclass(frozen=True, slots=True)
class Row:
    """One segment of such a file. ``place`` tells a person where it stands; ``id`` is that of the corpus."""

    place: str
    id: str
    source: str
    target: str

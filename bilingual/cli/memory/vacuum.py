"""``bilingual memory vacuum``: room that a memory no longer needs, given back."""

from __future__ import annotations

from bilingual.cli.flags import MemoryArgument
from bilingual.cli.memory.opening import opened


def vacuum(file: MemoryArgument = None) -> None:
    """Give unused space in a memory back to the file system."""
    with opened(file) as memory:
        memory.vacuum()

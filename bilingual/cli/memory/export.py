"""``bilingual memory export``: all that a memory holds, for other programs."""

from __future__ import annotations

from bilingual.cli.flags import MemoryArgument
from bilingual.cli.memory.opening import opened
from bilingual.cli.output import json_lines


def export(file: MemoryArgument = None) -> None:
    """Print everything that a memory holds as JSON Lines."""
    from dataclasses import asdict

    with opened(file) as memory:
        json_lines().write_all({**asdict(entry), "flags": entry.flags.split()} for entry in memory.entries())

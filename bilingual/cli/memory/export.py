"""``bilingual memory export``: all that a memory holds, for other programs."""

from __future__ import annotations

from bilingual.cli.flags import MemoryArgument
from bilingual.cli.memory.opening import opened
from bilingual.cli.output import write_line


def export(file: MemoryArgument = None) -> None:
    """Print everything that a memory holds as JSON Lines."""
    import json
    from dataclasses import asdict

    with opened(file) as memory:
        for entry in memory.entries():
            write_line(json.dumps({**asdict(entry), "flags": entry.flags.split()}, ensure_ascii=False))

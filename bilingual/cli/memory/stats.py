"""``bilingual memory stats``: how much a memory holds."""

from __future__ import annotations

from bilingual.cli.flags import MemoryArgument
from bilingual.cli.memory.opening import opened
from bilingual.cli.output import write_line
from bilingual.wording import count


def stats(file: MemoryArgument = None) -> None:
    """Show how much a memory holds, for each model and setting."""
    with opened(file) as memory:
        for entry in memory.statistics():
            by = f"{entry.model} ({entry.model_sha256[:12]})" if entry.model_sha256 else entry.model  # people have none
            write_line(f"{entry.source_language} to {entry.target_language}, {by}")
            settings = f"{entry.settings} arithmetic={entry.arithmetic}" if entry.arithmetic else entry.settings
            if settings:
                write_line(f"  {settings}")
            write_line(
                f"  {count(entry.sentences, 'sentence')}, {count(entry.source_characters, 'character')} of source, "
                f"{entry.target_characters:,} of target"
            )

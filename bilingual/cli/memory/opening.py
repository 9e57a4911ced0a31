"""The memory that a command of ``bilingual memory`` is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.cli.output import note
from bilingual.cli.settings import merged
from bilingual.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from bilingual.memory import Memory


def opened(file: Path | None) -> Memory:
    """Return the memory in a file that exists, by default that of the output folder. Raises InputError, OutputError."""
    from bilingual.io.output import OutputFolder
    from bilingual.memory import Memory

    options = merged(memory=file)
    path = options.memory or OutputFolder(options.out).memory
    if not path.is_file():
        raise InputError(f"no translation memory '{path}'", "Run a build first, or name the file")
    return Memory(path, note, mend=False)

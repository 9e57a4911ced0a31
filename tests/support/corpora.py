"""What tests need to compare corpora."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.io.output import PRIVATE

if TYPE_CHECKING:
    from pathlib import Path


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of all files of a corpus by their names, but for the report, which tells how long it took."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and PRIVATE not in path.parts and path.name != "report.json"
    }

"""What commands print: lines of standard output for programs and people, and notes on standard error."""

from __future__ import annotations

import sys
from typing import IO, TYPE_CHECKING, cast

import typer

from bilingual.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path

    import jsonlines


def write_line(text: str) -> None:
    """Write a line to standard output, in UTF-8 whatever the locale says: other programs read it.

    Raises OutputError where it is closed.
    """
    write_bytes(text.encode("utf-8", "replace"))


def write_bytes(line: bytes) -> None:
    """Write a line to standard output as it stands, such as a path of any encoding. Raises OutputError."""
    _write(line + b"\n")


def write_json(value: object) -> None:
    """Write a value as indented JSON, with paths in it as text."""
    import json

    write_line(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def json_lines() -> jsonlines.Writer:
    """Return what writes records to standard output, a line each, as the files of a corpus have them."""
    import jsonlines

    from bilingual.io.lines import dumps

    return jsonlines.Writer(cast("IO[str]", _StandardOutput()), dumps=dumps)


class _StandardOutput:
    """Standard output as a text file in UTF-8, whatever the locale says. Raises OutputError where it is closed."""

    def write(self, text: str) -> None:
        _write(text.encode("utf-8", "replace"))


def note(message: str) -> None:
    """Print a line on standard error."""
    typer.echo(message, err=True)


def note_unsettled(folder: Path) -> None:
    """Finish what a build that was cut short had begun to publish in a folder, and say where that cannot be."""
    from bilingual.io.published import Published, UntoldError

    if error := Published(folder).settle():
        why = "a build may have been cut short" if isinstance(error, UntoldError) else "a build was cut short"
        note(f"note: {why}, and some of these files may be older than others: {error}")


def _write(some: bytes) -> None:
    if sys.stdout is None:
        raise OutputError("standard output is closed", "Give the command somewhere to write to")
    sys.stdout.buffer.write(some)

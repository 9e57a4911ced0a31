"""What commands print: lines of standard output for programs and people, and notes on standard error."""

from __future__ import annotations

import os
import sys
from typing import IO, TYPE_CHECKING, cast

import typer

from bilingual.errors import OutputError
from bilingual.wording import count

if TYPE_CHECKING:
    from pathlib import Path

    import jsonlines

    from bilingual.pipeline.renewing import Renewed


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


def print_renewed(renewed: Renewed) -> None:
    """Print what became of a corpus, and the files that were written."""
    gone = f"{count(renewed.removed, 'article')} removed, " if renewed.removed else ""
    write_line(
        f"{gone}{count(renewed.changed, 'segment')} of the corpus renewed; "
        f"it has {count(renewed.articles, 'article')} and {count(renewed.segments, 'segment')}"
    )
    for path in renewed.outputs:
        write_bytes(b"wrote " + os.fsencode(path))


def note(message: str) -> None:
    """Print a line on standard error."""
    typer.echo(message, err=True)


def note_unsettled(folder: Path, *, pages: bool = False) -> None:
    """Finish what a build that was cut short had begun to publish, and say what a reader has of it where that fails.

    ``pages`` are read by a browser, which knows nothing of what is still staged; the library gives the new files.
    """
    from bilingual.io.published import Published, UntoldError

    error = Published(folder).settle()
    if isinstance(error, UntoldError):
        note(f"note: a build may have been cut short, and some of these files may be older than others: {error}")
    elif error and pages:
        note(f"note: a build was cut short, and some of these pages may be older than others: {error}")


def _write(some: bytes) -> None:
    if sys.stdout is None:
        raise OutputError("standard output is closed", "Give the command somewhere to write to")
    sys.stdout.buffer.write(some)

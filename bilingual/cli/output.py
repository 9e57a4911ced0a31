"""What commands print: lines of standard output for programs and people, and notes on standard error."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from typing import IO, TYPE_CHECKING, cast

import typer

from bilingual.errors import OutputError
from bilingual.wording import count

if TYPE_CHECKING:
    from pathlib import Path

    import jsonlines

    from bilingual.pipeline.renewing import Renewed


# Why what was to be told could not be written.
_untold: list[OSError] = []


def write_line(text: str) -> None:
    """Write a line to standard output, in UTF-8 whatever the locale says: other programs read it.

    Raises OutputError where it is closed.
    """
    write_bytes(text.encode("utf-8", "replace"))


def write_bytes(line: bytes) -> None:
    """Write a line to standard output as it stands, such as a path of any encoding. Raises OutputError."""
    _write(line + b"\n")


def tell(text: str) -> None:
    """Write a line to standard output that tells of work. The work goes on where that cannot be written."""
    _tell(text.encode("utf-8", "replace"))


def refuse_untold() -> None:
    """Raise where a disk had no room for what was printed, or the like. To be asked when all is done."""
    error = _let_go()
    if _untold:
        reason = _untold[0].strerror or str(_untold[0])
        raise OutputError(f"all is done, but what was to be printed could not be: {reason}", "See to where it goes")
    if error is not None and not isinstance(error, BrokenPipeError):
        raise error


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
    tell(
        f"{gone}{count(renewed.changed, 'segment')} of the corpus renewed; "
        f"it has {count(renewed.articles, 'article')} and {count(renewed.segments, 'segment')}"
    )
    for path in renewed.outputs:
        _tell(b"wrote " + os.fsencode(path))


def note(message: str) -> None:
    """Print a line on standard error, if anybody takes it."""
    with suppress(OSError):
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


def _tell(line: bytes) -> None:
    try:
        write_bytes(line)
    except (OutputError, BrokenPipeError):
        pass  # nobody wants to read it
    except OSError as error:
        _untold.append(error)


def unread() -> None:
    """Give what is left of standard output to nobody, if it cannot be written."""
    _untold.clear()
    _let_go()


def _let_go() -> OSError | None:
    """Write what is left of standard output; if that cannot be, give it to nobody, and return why."""
    if sys.stdout is None:
        return None
    try:
        sys.stdout.flush()
    except OSError as error:
        # Python would complain once more when it closes it, and end with a code of its own.
        with suppress(io.UnsupportedOperation):  # what stands for it has no descriptor
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return error
    return None


def refuse_closed() -> None:
    """Raise OutputError where standard output is closed."""
    if sys.stdout is None:
        raise OutputError("standard output is closed", "Give the command somewhere to write to")


def _write(some: bytes) -> None:
    refuse_closed()
    sys.stdout.buffer.write(some)

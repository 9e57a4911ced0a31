"""Rich's consoles as commands want them: nothing else ends where nobody reads what they print.

On its own, rich ends the process with 1 where a pipe is closed.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import IO, Any, cast

from rich.console import Console

from bilingual.cli.output import refuse_closed, unread


class _Tables(Console):
    def on_broken_pipe(self) -> None:
        """Let the command line end as it does for whatever else is printed."""
        raise BrokenPipeError


class _Report(Console):
    def on_broken_pipe(self) -> None:
        """Print no more: what is told is done already."""
        self.quiet = True
        unread()


def tables() -> Console:
    """Return what prints the tables that a command is there to print. Raises OutputError where nothing takes them."""
    refuse_closed()
    return _Tables(markup=False, highlight=False, emoji=False)


def report() -> Console:
    """Return what prints what a command did."""
    return _Report(emoji=False)


def progress() -> Console:
    """Return what prints on standard error how far a command is, which goes on where that cannot be written."""
    if sys.stderr is None:
        return Console(stderr=True, emoji=False)
    return Console(file=cast("IO[str]", _Unheard(sys.stderr)), emoji=False)


class _Unheard:
    """A file to which what cannot be written is not written."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a file has
        """Return what the file has."""
        return getattr(self._file, name)

    def write(self, text: str) -> int:
        """Write a text, if it can be."""
        with suppress(OSError):
            return self._file.write(text)
        return len(text)

    def flush(self) -> None:
        """Write what is left, if it can be."""
        with suppress(OSError):
            self._file.flush()

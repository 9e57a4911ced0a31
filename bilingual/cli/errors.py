"""What the command line does with what goes wrong: one line on standard error, and an exit code."""

from __future__ import annotations

import os
import re
import traceback
from enum import IntEnum
from typing import NoReturn

import typer

from bilingual.cli.output import note, unread
from bilingual.errors import BilingualError, OutputError
from bilingual.io.files import remedy_for

_WHERE = "Check where the output goes"
_PATH = "Check that path and its rights"
_MORE_MEMORY = "Close other programs, or allow this one more memory (ulimit -v), or use fewer threads"
_MORE_ROOM = "Make room where they go, or name another folder for them (SQLITE_TMPDIR)"
# SQLITE_FULL of sqlite3, which a command that starts need not import.
_SQLITE_FULL = 13
# What libraries say of it that raise no MemoryError: those in C++, the loader of modules, and Python's threads.
_NO_MEMORY = re.compile(
    r"bad_alloc|(?:cannot|failed to) (?:allocate|map segment)|out of memory|can't start new thread", re.IGNORECASE
)


class ExitCode(IntEnum):
    """What commands exit with where no error of ours says it (those have codes of their own)."""

    DONE = 0
    # Some sources were skipped, there are conflicts or problems, or a question was answered with no.
    NOT_ALL = 1
    # EX_SOFTWARE and EX_OSERR of sysexits.h.
    UNFORESEEN = 70
    NO_MEMORY = 71
    # 128 + SIGINT, as shells report it.
    INTERRUPTED = 130


class Interrupted(KeyboardInterrupt):
    """The user stopped a command. ``message`` says what was done and how to go on, empty where that is said already."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message)
        self.message = message


def report(error: BaseException, *, as_json: bool = False) -> int:
    """Say on standard error what went wrong, and return the exit code. Ends the process for an interrupt.

    ``as_json`` says it as the event that ends the progress of a build for programs.
    """
    if isinstance(error, KeyboardInterrupt):
        _stop(error.message if isinstance(error, Interrupted) else "")
    unread()
    if isinstance(error, BrokenPipeError):
        return ExitCode.DONE
    line, code = explained(error)
    # Such a build had not begun, or it would have said so itself.
    import json  # late: a command that starts does not need it

    stopped = json.dumps({"event": "stopped", "seconds": 0.0, "message": line})
    note(stopped if as_json else f"error: {line}")
    return code


def _stop(message: str) -> NoReturn:
    if message:
        note(f"interrupted: {message}")
    # Not by way of the interpreter's end, which would wait for batches that are being translated.
    os._exit(ExitCode.INTERRUPTED)


def explained(error: BaseException) -> tuple[str, int]:
    """Return what to say of an error, on one line, and the exit code."""
    if lack := _lack_of_memory(error):
        # What failed for it may have a remedy of its own, which does not help.
        what = error.message if isinstance(error, BilingualError) else f"there is too little memory ({lack})"
        code = error.exit_code if isinstance(error, BilingualError) else ExitCode.NO_MEMORY
        return str(BilingualError(what, _MORE_MEMORY)), code
    match error:
        case BilingualError():
            return str(error), error.exit_code
        case typer.TyperException():
            return _misused(error), error.exit_code
        case OSError():
            # What we open ourselves is reported where it is opened; what has no name is standard output or the like.
            remedy = remedy_for(error, _PATH if error.filename else _WHERE)
            named = f": '{error.filename}'" if error.filename else ""
            return f"cannot go on: {error.strerror or error}{named}. {remedy}.", OutputError.exit_code
        case _:
            if os.environ.get("BILINGUAL_DEBUG"):
                traceback.print_exception(error)
            # Databases that have a name are reported where they are written; others are SQLite's own temporary files.
            if getattr(error, "sqlite_errorcode", 0) & 0xFF == _SQLITE_FULL:
                return f"there is no room left for temporary files. {_MORE_ROOM}.", OutputError.exit_code
            line = " ".join(f"{type(error).__name__}: {error}".split())
            line = (
                f"something unforeseen happened ({line}). Please report it with the output of the same command under "
            )
            return f"{line}BILINGUAL_DEBUG=1.", ExitCode.UNFORESEEN


def _misused(error: typer.TyperException) -> str:
    """Return what Typer itself finds wrong with the command line, and where to look."""
    # Only some of Typer's errors have these two.
    context, near = getattr(error, "ctx", None), getattr(error, "possibilities", None)
    if near:
        message = f"{error.message}. Did you mean {' or '.join(sorted(near))}?"
    else:
        # What Typer's validation puts before the reason.
        message = " ".join(error.format_message().replace("Value error, ", "").split()).removesuffix(".")
    end = "" if message.endswith("?") else "."
    return f"{message}{end} See {context.command_path if context else 'bilingual'} --help."


def _lack_of_memory(error: BaseException | None) -> str:
    """Return what an error or one that caused it says of too little memory, empty where none does."""
    while error is not None:
        if isinstance(error, MemoryError):
            return " ".join(str(error).split()) or "MemoryError"
        if isinstance(error, (RuntimeError, ImportError, OSError)) and _NO_MEMORY.search(str(error)):
            return " ".join(str(error).split())
        error = error.__cause__
    return ""

"""What the command line does with what goes wrong: one line on standard error, and an exit code."""

from __future__ import annotations

import os
import sys
import traceback
from enum import IntEnum
from typing import NoReturn

import typer

from bilingual.errors import BilingualError, OutputError


class ExitCode(IntEnum):
    """What commands exit with where no error of ours says it (those have codes of their own)."""

    DONE = 0
    # Some sources were skipped, there are conflicts or problems, or a question was answered with no.
    NOT_ALL = 1
    # EX_SOFTWARE of sysexits.h.
    UNFORESEEN = 70
    # 128 + SIGINT, as shells report it.
    INTERRUPTED = 130


class Interrupted(KeyboardInterrupt):
    """The user stopped a command. ``message`` says what was done and how to go on, empty where that is said already."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message)
        self.message = message


def report(error: BaseException) -> int:
    """Say on standard error what went wrong, and return the exit code. Ends the process for an interrupt."""
    if isinstance(error, KeyboardInterrupt):
        _stop(error.message if isinstance(error, Interrupted) else "")
    if isinstance(error, BrokenPipeError):
        # Whoever read our output has seen enough. Python would complain once more when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.DONE
    line, code = _explained(error)
    typer.echo(f"error: {line}", err=True)
    return code


def _stop(message: str) -> NoReturn:
    if message:
        typer.echo(f"interrupted: {message}", err=True)
    # Not by way of the interpreter's end, which would wait for batches that are being translated.
    os._exit(ExitCode.INTERRUPTED)


def _explained(error: BaseException) -> tuple[str, int]:
    """Return what to say of an error, on one line, and the exit code."""
    match error:
        case BilingualError():
            return str(error), error.exit_code
        case typer.TyperException():  # what Typer itself finds wrong with the command line
            message = " ".join(error.format_message().split()).rstrip(".")
            return f"{message}. See bilingual --help.", error.exit_code
        case OSError():
            # What we open ourselves is reported where it is opened; this is standard output or the like.
            return f"cannot go on: {error}. Check where the output goes.", OutputError.exit_code
        case _:
            if os.environ.get("BILINGUAL_DEBUG"):
                traceback.print_exception(error)
            line = " ".join(f"{type(error).__name__}: {error}".split())
            line = (
                f"something unforeseen happened ({line}). Please report it with the output of the same command under "
            )
            return f"{line}BILINGUAL_DEBUG=1.", ExitCode.UNFORESEEN

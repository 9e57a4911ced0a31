"""What the command line does with what goes wrong: one line on standard error, and an exit code."""

from __future__ import annotations

import errno
import json
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


def report(error: BaseException, *, as_json: bool = False) -> int:
    """Say on standard error what went wrong, and return the exit code. Ends the process for an interrupt.

    ``as_json`` says it as the event that ends the progress of a build for programs.
    """
    if isinstance(error, KeyboardInterrupt):
        _stop(error.message if isinstance(error, Interrupted) else "")
    if isinstance(error, BrokenPipeError):
        # Whoever read our output has seen enough. Python would complain once more when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.DONE
    line, code = explained(error)
    # Such a build had not begun, or it would have said so itself.
    stopped = json.dumps({"event": "stopped", "seconds": 0.0, "message": line})
    typer.echo(stopped if as_json else f"error: {line}", err=True)
    return code


def _stop(message: str) -> NoReturn:
    if message:
        typer.echo(f"interrupted: {message}", err=True)
    # Not by way of the interpreter's end, which would wait for batches that are being translated.
    os._exit(ExitCode.INTERRUPTED)


def explained(error: BaseException) -> tuple[str, int]:
    """Return what to say of an error, on one line, and the exit code."""
    match error:
        case BilingualError():
            return str(error), error.exit_code
        case typer.TyperException():
            return _misused(error), error.exit_code
        case OSError():
            # What we open ourselves is reported where it is opened; this is standard output or the like.
            remedy = "Make room" if error.errno == errno.ENOSPC else "Check where the output goes"
            return f"cannot go on: {error.strerror or error}. {remedy}.", OutputError.exit_code
        case _:
            if os.environ.get("BILINGUAL_DEBUG"):
                traceback.print_exception(error)
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

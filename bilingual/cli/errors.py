"""What every command does with what goes wrong: one line on standard error, and an exit code."""

from __future__ import annotations

import functools
import os
import sys
import traceback
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import typer

from bilingual.errors import BilingualError

if TYPE_CHECKING:
    from collections.abc import Callable

_OUTPUT = 4
_INTERNAL = 70  # EX_SOFTWARE of sysexits.h
_INTERRUPTED = 130  # 128 + SIGINT, as shells report it

P = ParamSpec("P")
R = TypeVar("R")


def reports_errors(command: Callable[P, R]) -> Callable[P, R]:  # noqa: C901 - a clause for each kind of error
    """Make a command say what goes wrong in one line, and exit with the error's code."""

    @functools.wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            result = command(*args, **kwargs)
            if sys.stdout is not None:
                sys.stdout.flush()
        except BilingualError as error:
            typer.echo(f"error: {error}", err=True)
            raise typer.Exit(error.exit_code) from error
        except KeyboardInterrupt as error:
            if error.args:
                typer.echo(f"interrupted: {error}", err=True)
            # Not by way of the interpreter's end, which would wait for batches that are being translated.
            os._exit(_INTERRUPTED)
        except BrokenPipeError as error:
            # Whoever read our output has seen enough. Python would complain once more when it closes stdout.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from error
        except typer.Exit:
            raise
        except OSError as error:
            # What we open ourselves is reported where it is opened; this is standard output or the like.
            typer.echo(f"error: cannot go on: {error}. Check where the output goes.", err=True)
            raise typer.Exit(_OUTPUT) from error
        except Exception as error:
            if os.environ.get("BILINGUAL_DEBUG"):
                traceback.print_exc()
            line = " ".join(f"{type(error).__name__}: {error}".split())
            typer.echo(
                f"error: something unforeseen happened ({line}). Please report it with the output of the same command "
                "under BILINGUAL_DEBUG=1.",
                err=True,
            )
            raise typer.Exit(_INTERNAL) from error
        return result

    return wrapped

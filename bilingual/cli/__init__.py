"""The command line: flags → options → one call of the library → exit code. A command is a file here and a line below.

What goes wrong is raised by the library, and caught once, in ``main``: one line on standard error, and an exit code.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual import __version__
from bilingual.cli import (
    align,
    build,
    check,
    correct,
    dictionary,
    doctor,
    evaluate,
    export,
    gather,
    import_,
    links,
    memory,
    model,
    read,
    remove,
    review,
    search,
    segment,
    stats,
    terms,
    translate,
    verify,
)
from bilingual.cli.coercion import PlainGroup, evaluate_annotations
from bilingual.cli.errors import ExitCode, report
from bilingual.cli.help import Command
from bilingual.cli.output import refuse_untold
from bilingual.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

app = typer.Typer(
    name="bilingual",
    cls=PlainGroup,
    add_completion=False,
    # Plain text: rich's tables take as long to import as all the rest, and leave a narrow column for what is said.
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
app.command(cls=Command)(build.build)
app.command(cls=Command)(gather.gather)
app.command(cls=Command)(align.align)
app.command(cls=Command)(segment.segment)
app.command(cls=Command)(translate.translate)
app.command(cls=Command)(read.read)
app.command(cls=Command)(review.review)
app.command(cls=search.QueryCommand)(search.search)
app.command(cls=Command)(stats.stats)
app.command(cls=Command)(terms.terms)
app.command(cls=Command)(dictionary.dictionary)
app.command(cls=Command)(check.check)
app.command(cls=Command)(export.export)
app.command(cls=Command)(links.links)
app.command("import", cls=Command)(import_.import_)
app.command(cls=Command)(correct.correct)
app.command(cls=Command)(remove.remove)
app.command(cls=Command)(verify.verify)
app.command(cls=Command)(evaluate.evaluate)
app.command(cls=Command)(doctor.doctor)
app.add_typer(memory.app, name="memory")
app.add_typer(model.app, name="model")


def main(argv: Sequence[str] | None = None, *, program: str = "bilingual") -> int:
    """Run the command line, and return its exit code. Ends the process where it is interrupted.

    ``argv`` is what follows the program's name, by default what this process was given; ``program`` is what the help
    calls it.
    """
    arguments = sys.argv[1:] if argv is None else list(argv)
    try:
        return _run(arguments, program)
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the one place for whatever goes wrong
        return report(error, as_json=build.is_for_programs(arguments))


def _run(arguments: list[str], program: str) -> int:
    code: int | None
    _prepare()
    try:
        # Not command.main(), which has its own way with interrupts and closed pipes.
        with _uncollected():
            evaluate_annotations(app)
            command = typer.main.get_command(app)
            context = command.make_context(program, arguments or ["--help"])
        with context:
            code = command.invoke(context)
    except typer.Exit as done:
        code = done.exit_code
    refuse_untold()
    return code or ExitCode.DONE


def _prepare() -> None:
    """See to it that what the process was started with stops no command halfway. Raises UsageError."""
    # What a table or a report has beyond the encoding of the terminal is no reason to print nothing.
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors == "strict":
        sys.stdout.reconfigure(errors="replace")
    try:
        os.getcwd()  # noqa: PTH109 - to ask is all there is to do
    except OSError as error:  # the libraries that compute would end the process, without a word of ours
        raise UsageError(
            "the current folder is gone", "Go to one that exists, and run the same command again"
        ) from error


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no garbage meanwhile: to put a command line together makes none, and looking takes a tenth of it."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _show_version(value: bool) -> None:  # noqa: FBT001 - the signature that Typer calls
    if value:
        typer.echo(f"bilingual {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Turn French articles into an aligned French-English corpus, offline."""

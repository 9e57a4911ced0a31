"""``bilingual review``: a corpus corrected in the browser, from a server on this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from bilingual.cli.errors import ExitCode
from bilingual.cli.flags import CorpusArgument, MemoryOption, at_least
from bilingual.cli.output import note, note_unsettled, print_renewed, tell, write_line
from bilingual.cli.settings import merged
from bilingual.wording import count

_MOST_PORT = 65_535


def _port(value: str | int) -> int:
    """Return the number of a port. Raises typer.BadParameter."""
    number = at_least(0)(value)
    if number > _MOST_PORT:
        raise typer.BadParameter(f"'{value}' is no port: these go up to {_MOST_PORT}")
    return number


def review(
    output: CorpusArgument = None,
    *,
    sample: Annotated[
        int | None,
        typer.Option(metavar="N", parser=at_least(1), help="Mark N sentences drawn by chance as good or bad, instead."),
    ] = None,
    seed: Annotated[
        int,
        typer.Option(
            metavar="N", parser=at_least(0), help="Which sentences chance draws. Default: 1.", show_default=False
        ),
    ] = 1,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who corrects, for the record.")] = None,
    port: Annotated[
        int | None,
        typer.Option(metavar="N", parser=_port, help="Where to listen. Default: 8377, or one that is free."),
    ] = None,
    no_open: Annotated[bool, typer.Option("--no-open", help="Print the address, and open no browser.")] = False,
    memory: MemoryOption = None,
) -> int:
    """Correct a corpus in the browser; what you do is saved at once."""
    from bilingual.review.desk import Desk
    from bilingual.review.serving import QUEUE, listening, serve

    options = merged(out=output, memory=memory)
    note_unsettled(options.out)
    start = QUEUE if sample is None else f"/review/sample.html?n={sample}&seed={seed}"
    with Desk(options.out, options.memory, by=by, note=note) as desk:
        with listening(desk, port=port, start=start, note=note) as running:
            drawn = None if sample is None else running.app.sample(sample, seed)
            left = f"{count(len(desk.queue.left), 'sentence')} to check"
            if drawn is not None:
                left = f"{count(len(drawn.drawn) - len(drawn.marks), 'sentence')} to mark"
            write_line(f"{left}; Ctrl+C ends the review")
            write_line(running.guard.address)
            if not no_open:
                _open(running.guard.once())
            serve(running, desk, note)
        if drawn is not None:
            tell(str(drawn))
        if desk.saved:
            tell(f"{count(desk.saved, 'change')} saved")
        if renewed := desk.renew():
            print_renewed(renewed)
    return ExitCode.DONE


def _open(address: str) -> None:
    """Open an address where there is a browser."""
    import sys
    import webbrowser

    if sys.stdout is not None:
        sys.stdout.flush()
    webbrowser.open(address)

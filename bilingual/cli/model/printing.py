"""How ``bilingual model`` shows packages, and how far an installation is."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from bilingual.cli import output
from bilingual.cli.errors import Interrupted
from bilingual.wording import in_bytes, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.progress import TaskID

    from bilingual.models.install import Installer


def print_columns(rows: Sequence[Sequence[str]], below: Sequence[str] = ()) -> None:
    """Print rows in columns that line up, with a line below each if there are any."""
    rows = [[printable(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for number, row in enumerate(rows):
        output.write_line("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
        if below:
            output.write_line(printable(below[number]))


def note(message: str) -> None:
    """Print a line on standard error, whatever it quotes from strangers' packages."""
    output.note(printable(message))


@contextlib.contextmanager
def installing() -> Iterator[Installer]:
    """Give an installer that tells the user on standard error how far it is."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    from bilingual.models.install import Installer
    from bilingual.models.install.download import Client

    console = Console(stderr=True, emoji=False, markup=False, highlight=False)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    bar = Progress(*columns, TimeRemainingColumn(), console=console, transient=True)
    tasks: dict[str, TaskID] = {}

    def tell(message: str) -> None:
        console.print(printable(message), soft_wrap=True)

    def progress(name: str, size: int, total: int | None) -> None:
        if name not in tasks:
            tasks[name] = bar.add_task(printable(name), total=total)
            if not console.is_terminal:
                tell(f"downloading {name}" + (f" ({in_bytes(total)})" if total else ""))
        bar.update(tasks[name], completed=size, total=total)

    try:
        # Elsewhere than on a terminal, rich would end with an empty line.
        with bar if console.is_terminal else contextlib.nullcontext():
            yield Installer(client=Client(tell), note=tell, progress=progress)
    except KeyboardInterrupt as error:
        raise Interrupted("run the same command again to go on.") from error

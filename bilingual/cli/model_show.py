"""How ``bilingual model`` shows packages and what it does with them."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import typer

from bilingual.cli.common import write_line
from bilingual.wording import in_bytes, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.progress import TaskID

    from bilingual.models.info import Info
    from bilingual.models.install import Installer


def facts(told: Info) -> dict[str, str]:
    """Return what to show of a package, by name; empty where there is nothing to say."""
    built, model = told.architecture, told.model
    dimensions = {"width {:,}": built.width, "feed-forward {:,}": built.feed_forward, "{:,} heads": built.heads}
    sizes = "".join(f", {words.format(size)}" for words, size in dimensions.items() if size)
    kind = built.specification.removesuffix("Spec")
    layers = f"{built.encoder_layers} encoder and {built.decoder_layers} decoder layers"
    vocabulary = f"{built.source_vocabulary or 0:,} tokens"
    if not built.shared:
        vocabulary += f" of source, {built.target_vocabulary or 0:,} of target"
    return {
        "name": printable(model.name),
        "version": printable(model.version + (f" (for Argos {told.argos_version})" if told.argos_version else "")),
        "languages": printable(
            f"{told.source_name or '?'} to {told.target_name or '?'} "
            f"({model.source_language} to {model.target_language})"
        ),
        "description": printable(told.description),
        "path": str(told.path),
        "installed from": printable(told.source or ""),
        "size": in_bytes(told.size),
        "sha256": model.sha256,
        "architecture": printable(f"{kind}, {layers}{sizes}"),
        "parameters": f"{built.parameters / 1e6:,.1f} million",
        "quantization": built.quantization,
        "vocabulary": vocabulary + (", shared" if built.shared else ""),
        "longest source": f"{built.positions:,} tokens" if built.positions else "no limit of its own",
        "tokenizer": told.tokenizer,
        "target prefix": printable(told.target_prefix),
        "licence": printable((told.licence or "not stated").splitlines()[0]),
    }


def print_columns(rows: Sequence[Sequence[str]], below: Sequence[str] = ()) -> None:
    """Print rows in columns that line up, with a line below each if there are any."""
    rows = [[printable(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for number, row in enumerate(rows):
        write_line("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
        if below:
            write_line(printable(below[number]))


def print_json(value: object) -> None:
    """Print a value, with paths in it as text."""
    import json

    write_line(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def note(message: str) -> None:
    """Print a line on standard error."""
    typer.echo(printable(message), err=True)


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
        raise KeyboardInterrupt("run the same command again to go on.") from error

"""``bilingual stats``: a corpus in figures."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli.flags import CorpusArgument, JsonOption
from bilingual.cli.output import note_unsettled, write_bytes, write_json
from bilingual.cli.settings import merged
from bilingual.wording import count, for_terminal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import Console

    from bilingual.corpus.stats import Figures, Stats

# From so many columns on a table has all figures.
_WIDE = 110
_MOST_ROWS = 40


def stats(
    output: CorpusArgument = None,
    *,
    as_json: JsonOption = False,
    page: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a page with pictures, an HTML file that needs no other.")
    ] = None,
) -> None:
    """Print a corpus in figures, by year and by publisher."""
    from bilingual.corpus import stats as figures

    folder = merged(out=output).out
    note_unsettled(folder)
    done = figures.stats(folder)
    if page is not None:
        from bilingual.corpus.stats.page import write_page
        from bilingual.formats.corpus import Corpus

        write_page(done, Corpus(folder).provenance, page)
    if as_json:
        write_json(done.record())
    elif page is not None:
        write_bytes(b"wrote " + os.fsencode(page))
    else:
        _print(done)


def _print(done: Stats) -> None:
    from rich.table import Table

    from bilingual.cli import consoles

    console = consoles.tables()
    whole, names = done.whole, done.languages
    console.print(f"{count(whole.articles, 'article')}, {count(whole.segments, 'segment')}")
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("")
    for language in names:
        table.add_column(language, justify="right")
    rows: list[tuple[str, tuple[str, str]]] = [
        ("words", _thousands(whole.words)),
        ("types (different words)", _thousands(whole.types)),
        ("characters", _thousands(whole.characters)),
        ("words in a segment", (f"{whole.words_per_segment[0]:.1f}", f"{whole.words_per_segment[1]:.1f}")),
    ]
    for title, cells in rows:
        table.add_row(title, *cells)
    console.print(table)
    if whole.ratio is not None:
        console.print(f"{names[1]} has {whole.ratio:.2f} characters for one of {names[0]}")
    console.print(f"flagged {_share(whole.flagged, whole.segments)}, to check {_share(whole.to_check, whole.segments)}")
    if whole.trust is not None:
        console.print(f"mean trust {whole.trust:.2f}")
    if len(done.origins) > 1 or "mt" not in done.origins:
        console.print("origin: " + ", ".join(f"{name} {number:,}" for name, number in done.origins.most_common()))
    if done.flags:
        console.print(
            "flags: " + ", ".join(f"{for_terminal(name)} {number:,}" for name, number in done.flags.most_common(20))
        )
    _print_groups(console, "year", done.years, names)
    _print_groups(console, "publisher", done.publishers, names)


def _print_groups(console: Console, title: str, groups: Mapping[str, Figures], names: tuple[str, str]) -> None:
    from rich.table import Table
    from rich.text import Text

    wide = console.width >= _WIDE
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column(title, overflow="fold", max_width=max(12, console.width - (90 if wide else 56)))
    columns = ["articles", "segments", f"words {names[0]}"]
    columns += [f"words {names[1]}", f"types {names[0]}", f"types {names[1]}", "ratio"] if wide else []
    for column in (*columns, "flagged", "to check"):
        table.add_column(column, justify="right")
    for name, one in list(groups.items())[:_MOST_ROWS]:
        more = (
            [f"{one.words[1]:,}", *_thousands(one.types), "" if one.ratio is None else f"{one.ratio:.2f}"]
            if wide
            else []
        )
        cells = [f"{one.articles:,}", f"{one.segments:,}", f"{one.words[0]:,}", *more]
        table.add_row(Text(for_terminal(name) or "none given"), *cells, f"{one.flagged:,}", f"{one.to_check:,}")
    console.print()
    console.print(table)
    if len(groups) > _MOST_ROWS:
        console.print(f"and {len(groups) - _MOST_ROWS:,} more (--json has all)")


def _thousands(values: tuple[int, int]) -> tuple[str, str]:
    return f"{values[0]:,}", f"{values[1]:,}"


def _share(number: int, whole: int) -> str:
    """Return a number with its share of the whole.

    >>> _share(3, 88), _share(0, 0)
    ('3 (3.4 %)', '0')
    """
    return f"{number:,} ({100 * number / whole:.1f} %)" if number else "0"

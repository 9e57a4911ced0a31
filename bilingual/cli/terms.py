"""``bilingual terms``: the terms of a corpus with their translations, as a table, for programs, or as a glossary."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli.flags import at_least
from bilingual.cli.output import note, note_unsettled, write_line
from bilingual.cli.rows import Shape, print_rows, shape
from bilingual.wording import count, for_terminal

if TYPE_CHECKING:
    from bilingual.corpus.terms import Terms

_WIDE = 110


def terms(
    corpus: Annotated[Path, typer.Argument(metavar="CORPUS", help="The folder that a build wrote.")],
    *,
    to: Annotated[
        Shape,
        typer.Option(
            "--to",
            metavar="|".join(Shape),
            parser=shape(*Shape),
            help="What to print; a glossary is a draft that --glossary takes. Default: table.",
        ),
    ] = Shape.TABLE,
    limit: Annotated[
        int, typer.Option(metavar="N", parser=at_least(0), help="The most terms; 0 is all. Default: 50.")
    ] = 50,
    sort: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Sort by ways (those translated in several come first), keyness, ratio, frequency or name. "
            "Default: ways.",
        ),
    ] = "ways",
    least: Annotated[
        int,
        typer.Option("--min-count", metavar="N", parser=at_least(1), help="Leave out what is rarer. Default: 3."),
    ] = 3,
    longest: Annotated[
        int,
        typer.Option("--max-words", metavar="N", parser=at_least(1), help="Words of the longest terms. Default: 3."),
    ] = 3,
    sample: Annotated[
        int,
        typer.Option(
            metavar="N",
            parser=at_least(0),
            help="The most segments to link words of, where the corpus has no links. Default: 5000.",
        ),
    ] = 5_000,
) -> None:
    """List the terms of a corpus, and what each is translated as."""
    from bilingual.corpus.terms import Term, draft

    note_unsettled(corpus)
    found = draft.terms(corpus, limit=limit or None, least=least, longest=longest, sort=sort, sample=sample, note=note)
    if to is Shape.TABLE:
        _print_table(found)
    elif to is Shape.GLOSSARY:
        for line in draft.glossary(found):
            write_line(line)
    else:
        print_rows(to, found, draft.COLUMNS, draft.cells, Term.record)


def _print_table(found: Terms) -> None:
    from rich.table import Table
    from rich.text import Text

    from bilingual.cli import consoles
    from bilingual.corpus.terms.draft import ways

    if not found.terms:
        note("no term stands there often enough; --min-count says how often")
        return
    console = consoles.tables()
    wide = console.width >= _WIDE
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("term", overflow="fold", max_width=36)
    table.add_column("count", justify="right")
    for name in ("articles", "keyness", "ratio") if wide else ("keyness",):
        table.add_column(name, justify="right")
    table.add_column("translations", overflow="fold")
    for term in found:
        figures = [f"{term.count:,}"]
        figures += (
            [f"{term.articles:,}", f"{term.keyness:,.0f}", f"{term.ratio:.1f}"] if wide else [f"{term.keyness:,.0f}"]
        )
        style = "bold" if term.is_varied else ""
        table.add_row(Text(for_terminal(term.term)), *figures, Text(for_terminal(ways(term)), style=style))
    console.print(table)
    varied = sum(term.is_varied for term in found)
    note(f"{count(len(found.terms), 'term')}, {varied:,} of them translated in several ways")

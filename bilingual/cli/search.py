"""``bilingual search``: words and phrases of a corpus, as a table, a concordance, TSV or JSON Lines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bilingual.cli.flags import at_least, probability, score
from bilingual.cli.help import Command
from bilingual.cli.output import note, note_unsettled, write_line
from bilingual.cli.rows import SHAPES, Shape, print_rows, shape
from bilingual.cli.settings import names_in
from bilingual.errors import UsageError
from bilingual.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bilingual.corpus.search import Found, Hit, Line

# What queries take for the hyphen before a word, and no command line for the beginning of an option.
_MINUS = "\u2212"


class QueryCommand(Command):
    """A command whose last arguments are a query: ``-word`` among them is what must not be there, and no option."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - Typer's own click has no public name
        """Take the arguments as Typer does, but for words behind a hyphen. Raises UsageError."""
        return super().parse_args(ctx, _with_minus(args, self.get_params(ctx)))


def _with_minus(args: list[str], parameters: list[Any]) -> list[str]:
    """Return arguments in which no word of the query looks like an option.

    A word that does so before the corpus is named is left to be refused. Raises UsageError for a long option that
    lacks its second hyphen.
    """
    options = {name: one for one in parameters if one.param_type_name == "option" for name in one.opts}
    made: list[str] = []
    is_value = named = False
    for number, argument in enumerate(args):
        if argument == "--" and not is_value:
            return made + args[number:]
        is_option = argument in options or argument.startswith("--")
        if not is_value and named and argument[:1] == "-" and len(argument) > 1 and not is_option:
            if f"-{argument.partition('=')[0]}" in options:
                raise UsageError(f"no such option: {argument}", f"Write -{argument}, or {argument!r} behind --")
            made.append(_MINUS + argument[1:])
            continue
        named = named or not (is_value or argument.startswith("-"))
        is_value = not is_value and argument in options and not options[argument].is_flag
        made.append(argument)
    return made


def search(
    corpus: Annotated[Path, typer.Argument(metavar="CORPUS", help="The folder that a build wrote.")],
    query: Annotated[
        list[str], typer.Argument(metavar="QUERY", help='Words, "phrases", coop*, =form, fr:word, en:-word.')
    ],
    *,
    kwic: Annotated[
        bool, typer.Option("--kwic", help="Print a concordance: each place with what stands around it.")
    ] = False,
    counts: Annotated[bool, typer.Option("--counts", help="Count the hits by year and by publisher.")] = False,
    to: Annotated[
        Shape,
        typer.Option(
            "--to", metavar="|".join(SHAPES), parser=shape(*SHAPES), help="What to print hits as. Default: table."
        ),
    ] = Shape.TABLE,
    limit: Annotated[
        int, typer.Option(metavar="N", parser=at_least(0), help="The most hits or lines; 0 is all. Default: 50.")
    ] = 50,
    sort: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="Sort by corpus, date, score, trust or, with --kwic, left or right. Default: corpus."
        ),
    ] = "corpus",
    reverse: Annotated[bool, typer.Option("--reverse", help="Sort the other way round.")] = False,
    date: Annotated[
        str | None, typer.Option(metavar="FROM..TO", help="Articles of these dates, such as 2022..2023-06.")
    ] = None,
    publisher: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Articles of publishers whose name has this in it.")
    ] = None,
    kind: Annotated[str | None, typer.Option(metavar="LIST", help="These kinds only, such as headline,body.")] = None,
    flag: Annotated[str | None, typer.Option(metavar="LIST", help="Segments with one of these flags.")] = None,
    origin: Annotated[
        str | None, typer.Option(metavar="LIST", help="Translations of these origins: mt, human, aligned.")
    ] = None,
    min_score: Annotated[
        float | None, typer.Option(metavar="N", parser=score, help="Segments with this score and more, such as -0.43.")
    ] = None,
    max_score: Annotated[
        float | None, typer.Option(metavar="N", parser=score, help="Segments with this score and less.")
    ] = None,
    min_trust: Annotated[
        float | None, typer.Option(metavar="N", parser=probability, help="Segments with this trust and more.")
    ] = None,
    max_trust: Annotated[
        float | None, typer.Option(metavar="N", parser=probability, help="Segments with this trust and less.")
    ] = None,
) -> None:
    """Find words and phrases in a corpus, in either language."""
    from bilingual.corpus import search as searching
    from bilingual.corpus.filters import parse_kinds
    from bilingual.corpus.search import filters

    wanted = filters.Wanted(
        filters.parse_dates(date) if date else ("", ""),
        publisher or "",
        parse_kinds(kind or ""),
        filters.parse_origins(origin or ""),
        frozenset(names_in(flag)),
        min_score,
        max_score,
        min_trust,
        max_trust,
    )
    note_unsettled(corpus)
    most = limit or None
    with searching.search(
        corpus, " ".join(query), wanted, sort=sort, reverse=reverse, limit=most and most + 1, note=note
    ) as found:
        if counts and (to is not Shape.TABLE or not kwic):
            _print_counts(found, to)
        elif to is Shape.TABLE:
            _print_table(found, most, kwic=kwic)
            if counts:
                write_line("")
                _print_counts(found, to)
        else:
            _print_rows(found, to, most, kwic=kwic)


def _print_table(found: Found, most: int | None, *, kwic: bool) -> None:
    from bilingual.cli import concordance

    shown, more = concordance.print_lines(found, most) if kwic else concordance.print_hits(found, most)
    noun = "line" if kwic else "hit"
    if not shown:
        note("nothing was found")
    elif more:
        note(f"the first {count(shown, noun)}; --limit 0 prints all, --counts counts them")
    else:
        note(count(shown, noun))


def _print_rows(found: Found, to: Shape, most: int | None, *, kwic: bool) -> None:
    from functools import partial
    from itertools import islice

    from bilingual.corpus.search import rows

    everything: Iterator[Hit | Line] = found.lines() if kwic else iter(found)
    languages = found.languages
    print_rows(
        to,
        islice(everything, most),
        rows.header(languages, kwic=kwic),
        partial(rows.cells, languages=languages),
        partial(rows.record, languages=languages),
    )
    if next(everything, None) is not None:
        note(f"these are the first {most:,}; --limit 0 prints all")


def _print_counts(found: Found, to: Shape) -> None:
    counts = found.counts()
    if to is Shape.TABLE:
        from bilingual.cli import concordance

        concordance.print_counts(counts)
        return
    rows = [("all", "", counts.total)]
    rows += [("year", year, number) for year, number in counts.years.items()]
    rows += [("publisher", name, number) for name, number in counts.publishers.items()]
    names = ("by", "name", "hits")
    print_rows(to, rows, names, lambda row: map(str, row), lambda row: dict(zip(names, row, strict=True)))

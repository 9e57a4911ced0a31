"""``bilingual dictionary``: what a corpus translates a word as, with examples."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli.flags import GlossaryOption, JsonOption, at_least
from bilingual.cli.output import note, note_unsettled, write_json
from bilingual.cli.settings import merged
from bilingual.wording import count, for_terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console
    from rich.text import Text

    from bilingual.corpus.dictionary import Card
    from bilingual.data import Span

_MOST_FORMS = 8


def dictionary(
    corpus: Annotated[Path, typer.Argument(metavar="CORPUS", help="The folder that a build wrote.")],
    word: Annotated[list[str], typer.Argument(metavar="WORD", help="A word, or several in a row.")],
    *,
    language: Annotated[
        str | None,
        typer.Option(
            "--in", metavar="CODE", help="The language of the word. Default: the source's, else the target's."
        ),
    ] = None,
    glossary: GlossaryOption = None,
    examples: Annotated[int, typer.Option(metavar="N", parser=at_least(0), help="The most examples. Default: 3.")] = 3,
    most: Annotated[
        int, typer.Option(metavar="N", parser=at_least(1), help="The most occurrences to look at. Default: 2000.")
    ] = 2_000,
    as_json: JsonOption = False,
) -> None:
    """Tell what a corpus translates a word as, with examples."""
    from bilingual.corpus import dictionary as looking
    from bilingual.formats.corpus import Corpus
    from bilingual.glossary import Glossary

    note_unsettled(corpus)
    named = merged(glossary=glossary).glossary
    terms = Glossary.load(named, Corpus(corpus).languages) if named is not None else None
    card = looking.dictionary(corpus, " ".join(word), language, glossary=terms, examples=examples, most=most, note=note)
    if as_json:
        write_json(card.record())
    elif card.seen or card.entries:
        _print(card)
    if not card.seen:
        note("the word does not stand there")


def _print(card: Card) -> None:
    from rich.table import Table
    from rich.text import Text

    from bilingual.cli import consoles

    console = consoles.tables()
    title = Text(for_terminal(card.word), style="bold")
    title.append(f"  {card.languages[card.side]}, {count(card.segments, 'segment')}", style="dim")
    console.print(title)
    others = [f"{for_terminal(form)} {number:,}" for form, number in card.forms[:_MOST_FORMS]]
    if len(card.forms) > 1:
        console.print(Text(", ".join([*others, "…"] if len(card.forms) > _MOST_FORMS else others), style="dim"))
    table = Table(box=None, padding=(0, 2, 0, 2), show_header=False)
    table.add_column("counterpart", overflow="fold")
    table.add_column("count", justify="right")
    for text, number in card.counterparts:
        table.add_row(Text(for_terminal(text)), f"{number:,}")
    if left := card.seen - card.linked:
        table.add_row(Text("none that is sure", style="dim"), f"{left:,}")
    console.print(table)
    for entry in card.entries:
        note_of = f"  ({for_terminal(entry.note)})" if entry.note else ""
        targets = ", ".join(map(for_terminal, entry.targets))
        console.print(Text(f"glossary: {for_terminal(entry.source)} → {targets}{note_of}"))
    for one in card.examples:
        console.print(Text(for_terminal(one.id), style="dim"))
        spans: Sequence[Sequence[Span]] = ((one.word,), one.counterparts)
        for side, text in enumerate(one.texts):
            console.print(_marked(text, spans[0 if side == card.side else 1], console))


def _marked(text: str, spans: Sequence[Span], console: Console) -> Text:
    from bilingual.cli.concordance import COUNTERPART, marked

    return marked(text, spans, COUNTERPART, console.color_system is not None)

"""``bilingual export``: a corpus in other formats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli.flags import AssetsOption, CorpusArgument, ExportsOption, probability, score
from bilingual.cli.output import note, tell
from bilingual.cli.settings import merged, names_in
from bilingual.wording import count

if TYPE_CHECKING:
    from bilingual.corpus.export import Exported
    from bilingual.data import Kind


def export(
    output: CorpusArgument = None,
    *,
    to: Annotated[str | None, typer.Option(metavar="LIST", help="The formats, with commas: {writers}.")] = None,
    out: ExportsOption = None,
    assets: AssetsOption = None,
    again: Annotated[
        bool, typer.Option("--again", help="Write the exports that are there again, each as it was made.")
    ] = False,
    min_score: Annotated[
        float | None,
        typer.Option(
            metavar="N", parser=score, help="Leave out machine translations with a lower score, such as -0.43."
        ),
    ] = None,
    min_trust: Annotated[
        float | None,
        typer.Option(
            metavar="N", parser=probability, help="Leave out machine translations with less trust, such as 0.8."
        ),
    ] = None,
    no_flagged: Annotated[bool, typer.Option("--no-flagged", help="Leave out segments with flags.")] = False,
    kinds: Annotated[str | None, typer.Option(metavar="LIST", help="Take these kinds only, such as body,lead.")] = None,
    dedupe: Annotated[bool, typer.Option("--dedupe", help="Take each pair of texts once.")] = False,
) -> None:
    """Write a corpus in other formats."""
    from bilingual.corpus import export as exports
    from bilingual.corpus.filters import Filters
    from bilingual.errors import UsageError

    filters = Filters(min_score, not no_flagged, _kinds(kinds), dedupe, min_trust)
    folder = merged(out=output).out
    if again:
        if filters != Filters() or assets is not None:
            raise UsageError("--again takes each export as it was made", "Leave other options out, or --again")
        for done in exports.again(folder, out, names_in(to), note):
            print_exported(done)
    elif to is None:
        raise UsageError("no format to write", "Name the formats with --to, or give --again for those that are there")
    else:
        print_exported(exports.export(folder, names_in(to), out, filters, assets=assets))


def _kinds(names: str | None) -> frozenset[Kind]:
    """Return the kinds to take, none where nobody said any. Raises UsageError."""
    from bilingual.corpus.filters import parse_kinds
    from bilingual.data import Kind
    from bilingual.errors import UsageError

    chosen = parse_kinds(names or "")
    if names is not None and not chosen:
        raise UsageError("no kind to take", f"Choose from {', '.join(Kind)}")
    return chosen


def print_exported(done: Exported) -> None:
    """Print what became of an export."""
    for line in done.notes:
        note(line)
    tell(f"{done.taken:,} of {count(done.segments, 'segment')}")
    for path in done.outputs:
        tell(f"wrote {path}")

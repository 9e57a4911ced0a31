"""``bilingual export``: a corpus in other formats."""

from __future__ import annotations

from typing import Annotated

import typer

from bilingual.cli.flags import CorpusArgument, ExportsOption, score
from bilingual.cli.output import write_line
from bilingual.cli.settings import merged, names_in
from bilingual.wording import count


def export(
    output: CorpusArgument = None,
    *,
    to: Annotated[str, typer.Option(metavar="LIST", help="The formats, with commas: {writers}.")],
    out: ExportsOption = None,
    min_score: Annotated[
        float | None,
        typer.Option(
            metavar="N", parser=score, help="Leave out machine translations with a lower score, such as -0.43."
        ),
    ] = None,
    no_flagged: Annotated[bool, typer.Option("--no-flagged", help="Leave out segments with flags.")] = False,
    kinds: Annotated[str | None, typer.Option(metavar="LIST", help="Take these kinds only, such as body,lead.")] = None,
    dedupe: Annotated[bool, typer.Option("--dedupe", help="Take each pair of texts once.")] = False,
) -> None:
    """Write a corpus in other formats."""
    from bilingual.corpus.export import export
    from bilingual.corpus.filters import Filters, parse_kinds
    from bilingual.data import Kind
    from bilingual.errors import UsageError

    chosen = parse_kinds(kinds or "")
    if kinds is not None and not chosen:
        raise UsageError("no kind to take", f"Choose from {', '.join(Kind)}")
    filters = Filters(min_score, not no_flagged, chosen, dedupe)
    done = export(merged(out=output).out, names_in(to), out, filters)
    write_line(f"{done.taken:,} of {count(done.segments, 'segment')}")
    for path in done.outputs:
        write_line(f"wrote {path}")

"""``bilingual links``: the word links of a corpus in files for other programs."""

from __future__ import annotations

from typing import Annotated

import typer

from bilingual.cli.export import print_exported
from bilingual.cli.flags import CorpusArgument, ExportsOption
from bilingual.cli.output import note
from bilingual.cli.settings import merged


def links(
    output: CorpusArgument = None,
    *,
    to: Annotated[str, typer.Option(metavar="NAME", help="The format: pharaoh.")] = "pharaoh",
    out: ExportsOption = None,
) -> None:
    """Write which words of a corpus stand for which, as files."""
    from bilingual.corpus.links import write_links

    print_exported(write_links(merged(out=output).out, to, out, note=note))

"""``bilingual remove``: articles taken out of a written corpus."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bilingual.cli.errors import ExitCode
from bilingual.cli.flags import MemoryOption
from bilingual.cli.output import note, print_renewed
from bilingual.cli.settings import merged


def remove(
    corpus: Annotated[Path, typer.Argument(metavar="CORPUS", help="The folder that a build wrote.")],
    ids: Annotated[
        list[str], typer.Argument(metavar="ID", help="Ids of articles, or - for a list on stdin, an id a line.")
    ],
    *,
    memory: MemoryOption = None,
) -> int:
    """Take articles out of a corpus. All that are named leave it, or none."""
    from bilingual.pipeline import renewing

    options = merged(out=corpus, memory=memory)
    print_renewed(renewing.remove(options.out, ids, memory=options.memory, note=note))
    return ExitCode.DONE

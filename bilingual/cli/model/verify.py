"""``bilingual model verify``: packages held against what was installed."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from bilingual.cli.errors import ExitCode
from bilingual.cli.flags import JsonOption
from bilingual.cli.model.selection import by_name_or_path, named
from bilingual.cli.output import write_json, write_line
from bilingual.errors import ModelError
from bilingual.wording import printable

_FINE = {
    True: "as it was installed, and works",
    False: "works; as another program put it there, nothing is known to compare it with",
    None: "whole, and works",
}


def verify(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="The name of a package that is here. Default: all.")
    ] = None,
    *,
    as_json: JsonOption = False,
) -> int:
    """Check that packages are what was installed, and work. Every byte is compared."""
    from bilingual.models import resolve
    from bilingual.models.packages import installed, starters
    from bilingual.models.verifying import verify

    if name:
        candidates = [by_name_or_path(name)]
    else:
        candidates = [*installed(), *starters()]
        candidates += [resolve.at(model.path)] if (model := named()) else []
    verdicts = [verify(candidate) for candidate in candidates]
    if as_json:
        write_json([asdict(verdict) for verdict in verdicts])
    else:
        for verdict in verdicts:
            for line in verdict.problems or (_FINE[verdict.compared],):
                write_line(printable(f"{verdict.name}: {line}"))
    return ModelError.exit_code if any(verdict.problems for verdict in verdicts) else ExitCode.DONE

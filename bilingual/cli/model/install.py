"""``bilingual model install``: a package from Argos's index, a file or an address."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Annotated

import typer

from bilingual.cli.model.printing import installing, note
from bilingual.cli.model.selection import named
from bilingual.cli.output import write_line
from bilingual.errors import UsageError
from bilingual.wording import printable


def install(
    what: Annotated[
        list[str],
        typer.Argument(
            metavar="WHAT", help="Two language codes, such as fr en; or an .argosmodel file; or its address."
        ),
    ],
) -> None:
    """Install a package from Argos's index, a file or an address. A later version replaces an older one."""
    from bilingual.models.install.index import is_code

    if len(what) > 1 and not all(map(is_code, what)):
        raise UsageError("these are no two language codes", "Name two, such as fr en, or one file or address at a time")
    with installing() as installer:
        match what:
            case [source, target]:
                done = installer.pair((source, target))
            case [address] if "://" in address:
                done = installer.url(address)
            case [path]:
                done = installer.file(Path(path))
            case _:
                raise UsageError("too many things to install", "Name two language codes, or one file or address")
    said = f"{done.name} ({' to '.join(done.pair)}, version {done.version})"
    write_line(f"{said} is installed already in {done.folder}" if done.known else f"installed {said} in {done.folder}")
    for name in done.replaced:
        write_line(f"removed {printable(name)}, which it replaces")
    used_instead = None
    with contextlib.suppress(UsageError):  # a build will tell
        used_instead = named()
    if used_instead:
        note(f"builds go on using '{used_instead.path}', which {used_instead.by} names")

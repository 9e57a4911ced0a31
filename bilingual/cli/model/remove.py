"""``bilingual model remove``: an installed package removed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli.errors import ExitCode
from bilingual.cli.model.printing import installing
from bilingual.cli.output import note, tell
from bilingual.errors import UsageError
from bilingual.wording import in_bytes, printable

if TYPE_CHECKING:
    from bilingual.models.packages import Candidate


def remove(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="The name of an installed package, as bilingual model list shows it.")
    ],
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> int:
    """Remove an installed package."""
    from bilingual.models import listing
    from bilingual.models.packages import starters

    candidate = listing.by_name(name)
    if candidate.path in {starter.path for starter in starters()}:
        raise UsageError(
            f"'{name}' is the starter, a part of bilingual", "Leave it; an installed package goes before it"
        )
    if not yes and not _agreed(candidate, name):
        return ExitCode.NOT_ALL
    with installing() as installer:
        tell(f"removed {installer.remove(candidate.path.name)}")
    return ExitCode.DONE


def _agreed(candidate: Candidate, name: str) -> bool:
    """Ask whether to remove a package. Raises UsageError where nobody is there to answer."""
    from bilingual.models.digests import size_of

    if not sys.stdin.isatty():
        raise UsageError(f"nobody is there to ask whether to remove '{name}'", "Say so with --yes")
    size = in_bytes(size_of(candidate.path))
    try:
        return typer.confirm(printable(f"Remove {candidate.path} ({size})?"), err=True)
    except typer.Abort:
        note("")  # the question's line is still open
        return False

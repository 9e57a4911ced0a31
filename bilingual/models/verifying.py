"""Whether packages are what was installed, and work."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bilingual.errors import ModelError
from bilingual.models import lockfile
from bilingual.models.packages import require_parts
from bilingual.models.probe import probe as try_out
from bilingual.models.resolve import locked_entry, open_

if TYPE_CHECKING:
    from pathlib import Path

    from bilingual.models.packages import Candidate
    from bilingual.models.probe import Probe


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found: ``problems`` are a phrase each.

    ``compared`` says whether it was known what was installed; None for an archive, which carries its own checksums.
    """

    name: str
    path: Path
    compared: bool | None
    problems: tuple[str, ...]


def verify(candidate: Candidate, probe: Probe = try_out) -> Verdict:
    """Read every byte of a package, compare it with what was installed, and try it out."""
    problems: list[str] = []
    locked = None
    try:
        require_parts(candidate)
        if candidate.path.is_dir():
            locked = locked_entry(candidate.path)
            if locked:
                problems += lockfile.changes(candidate.path, locked, thorough=True)
        folder = open_(candidate, accept_changed=True).folder  # of an archive, all of it is checked
        probe(folder)
    except ModelError as error:
        problems.append(error.message)
    except (OSError, zipfile.BadZipFile) as error:
        problems.append(str(error))
    compared = locked is not None if candidate.path.is_dir() else None
    return Verdict(candidate.name, candidate.path, compared, tuple(problems))

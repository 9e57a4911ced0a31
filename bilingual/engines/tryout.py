"""What ``models/probe.py`` runs in a process of its own: a package is loaded and translates a sentence or two."""

from __future__ import annotations

import sys
from pathlib import Path

from bilingual.engines.argos import ArgosEngine
from bilingual.errors import ModelError
from bilingual.models import Model
from bilingual.models.packages import ANOTHER, Candidate, read_metadata

# Names and figures are words of every language.
_SENTENCES = ("Paris, 2026.", "Wikipedia")


def main() -> None:
    """Try the package in the folder that is the only argument; exit with 1 and say why where it does not work."""
    path = Path(sys.argv[1])
    try:
        candidate = Candidate(path, read_metadata(path))
        engine = ArgosEngine(Model(candidate.name, candidate.stated_version, *candidate.pair, path, ""), threads=1)
        made = [translation.text for batch in engine.translate(_SENTENCES) for _, translation in batch]
        if not any(made):
            raise ModelError("it translates nothing", ANOTHER)  # noqa: TRY301 - reported as the others are
    except ModelError as error:
        sys.stderr.write(f"\n{error.message}\n")
        sys.exit(1)

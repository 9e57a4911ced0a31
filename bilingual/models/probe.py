"""Whether a package works: it is loaded, and translates a sentence, in a process of its own.

A damaged or foreign model may bring CTranslate2 down, or make it take all the memory or time there is; it must not take
the whole command with it.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.errors import ModelError
from bilingual.models.packages import ANOTHER, Candidate, Model, read_metadata

if TYPE_CHECKING:
    from collections.abc import Callable

    Probe = Callable[[Path], None]

# Names and figures are words of every language.
_SENTENCES = ("Paris, 2026.", "Wikipedia")
# In seconds; the largest packages load in a few.
_PATIENCE = 300
_CODE = """
import sys
sys.path.append(sys.argv[1])
from bilingual.models.probe import main
main(sys.argv[2])
"""
_FAILED = 1


def probe(folder: Path) -> None:
    """Raise ModelError where the unpacked package in ``folder`` does not load or does not translate."""
    here = Path(__file__).parent.parent.parent
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and code
            [sys.executable, "-P", "-c", _CODE, str(here), str(folder)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ModelError(f"the package takes more than {_PATIENCE} s to translate a word", ANOTHER) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines() or [f"it ended with {done.returncode}"]
        reason = said[-1] if done.returncode == _FAILED else f"CTranslate2 failed with {done.returncode}: {said[-1]}"
        raise ModelError(f"the package does not work ({reason[:500]})", ANOTHER)


def main(folder: str) -> None:
    """Try the package, and exit with 1 and a line on standard error where it does not work."""
    from bilingual.engines.argos import ArgosEngine

    path = Path(folder)
    try:
        candidate = Candidate(path, read_metadata(path))
        engine = ArgosEngine(Model(candidate.name, candidate.stated_version, *candidate.pair, path, ""), threads=1)
        made = [translation.text for batch in engine.translate(_SENTENCES) for _, translation in batch]
        if not any(made):
            raise ModelError("it translates nothing", ANOTHER)  # noqa: TRY301 - reported as the others are
    except ModelError as error:
        sys.stderr.write(f"\n{error.message}\n")
        sys.exit(_FAILED)

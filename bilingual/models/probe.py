"""Whether a package works: it is loaded, and translates a sentence, in a process of its own.

A damaged or foreign model may bring CTranslate2 down, or make it take all the memory or time there is; it must not take
the whole command with it.
"""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from bilingual.errors import ModelError
from bilingual.io import child
from bilingual.models.packages import ANOTHER

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Probe = Callable[[Path], None]

# In seconds; the largest packages load in a few.
_PATIENCE = 300
# By name: what is loaded there is of a higher floor, and only the child needs it.
_TRYOUT = "bilingual.engines.tryout"
_FAILED = 1


def probe(folder: Path) -> None:
    """Raise ModelError where the unpacked package in ``folder`` does not load or does not translate."""
    try:
        done = child.run(_TRYOUT, [str(folder)], _PATIENCE)
    except subprocess.TimeoutExpired as error:
        raise ModelError(f"the package takes more than {_PATIENCE} s to translate a word", ANOTHER) from error
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"it ended with {done.returncode}"]
        reason = said[-1] if done.returncode == _FAILED else f"CTranslate2 failed with {done.returncode}: {said[-1]}"
        raise ModelError(f"the package does not work ({reason[:500]})", ANOTHER)

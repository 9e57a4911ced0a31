"""Whether a package works: it is loaded, and translates a few phrases, in a process of its own.

A damaged or foreign model may bring CTranslate2 down, or make it take all the memory or time there is; it must not take
the whole command with it.
"""

from __future__ import annotations

import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING

from bilingual.errors import ModelError
from bilingual.io import child
from bilingual.models.folders import cache_folder
from bilingual.models.packages import ANOTHER

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bilingual.models.packages import Model

    Probe = Callable[[Path], None]

# In seconds; the largest packages load in a few.
_PATIENCE = 300
# By name: what is loaded there is of a higher floor, and only the child needs it.
_TRYOUT = "bilingual.engines.tryout"
# What the child exits with.
FAILED, NONSENSE = 1, 3
# A change of what is looked at asks again.
_PASSED = "probed-2"


class NonsenseError(ModelError):
    """A package works, and what it says cannot be a translation."""


def probe(folder: Path) -> None:
    """Raise ModelError where the unpacked package in ``folder`` does not load, or what it says is no translation."""
    try:
        done = child.run(_TRYOUT, [str(folder)], _PATIENCE)
    except subprocess.TimeoutExpired as error:
        raise ModelError(f"the package takes more than {_PATIENCE} s to translate a word", ANOTHER) from error
    if not done.returncode:
        return
    said = (done.stderr.strip().splitlines() or [""])[-1][:500]
    if done.returncode == NONSENSE:
        raise NonsenseError(f"the package talks nonsense ({said})", ANOTHER)
    failed = "" if done.returncode == FAILED else f"CTranslate2 failed with {done.returncode}"
    raise ModelError(f"the package does not work ({': '.join(filter(None, (failed, said)))})", ANOTHER)


def probe_once(model: Model, *, note: Callable[[str], None], accept: bool = False) -> None:
    """Probe a package, unless one with the same digest has passed before. Raises ModelError, of which NonsenseError.

    With ``accept`` one that talks nonsense is used all the same, and ``note`` hears it.
    """
    mark = passed(model.sha256)
    if mark.exists():
        return
    try:
        probe(model.folder)
    except NonsenseError as error:
        if not accept:
            raise
        note(f"accepted: {error.message}")
    else:
        with suppress(OSError):  # then it is probed again
            mark.parent.mkdir(parents=True, exist_ok=True)
            mark.touch()


def passed(sha256: str) -> Path:
    """Return the file that is there where the package with this digest has passed."""
    return cache_folder() / _PASSED / sha256

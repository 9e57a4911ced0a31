"""Our own code in a process of its own: what may crash, hang or take all the memory there is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# What lies in the current folder, or is named by PYTHONPATH's empty part, must not take the place of a module: -P
# leaves the folder out, and where bilingual lies comes last.
_CODE = """
import sys
sys.path.append(sys.argv.pop(1))
from importlib import import_module
import_module(sys.argv.pop(1)).main()
"""
_ROOT = Path(__file__).parents[2]


def run(
    module: str, arguments: Sequence[str], seconds: float, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run ``main()`` of one of our modules with ``arguments`` in ``sys.argv[1:]``, and wait for it.

    What it prints is in the result, with U+FFFD for what is no UTF-8. It has no standard input, and the environment of
    this process where none is given. Raises subprocess.TimeoutExpired after so many seconds, OSError where no process
    can be had.
    """
    return subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-P", "-c", _CODE, str(_ROOT), module, *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=seconds,
        check=False,
    )

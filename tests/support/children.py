"""Child programs of tests, in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.support.places import CHILDREN, ROOT

if TYPE_CHECKING:
    from pathlib import Path


def start(program: str, *arguments: object, home: Path, stderr: int | None = None) -> subprocess.Popen[str]:
    """Start a program of tests/children, with a home of its own, and pipes for what it reads and prints.

    ``stderr`` is as subprocess has it.
    """
    return subprocess.Popen(
        [sys.executable, str(CHILDREN / program), *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=stderr,
        text=True,
        env={**os.environ, "HOME": str(home), "PYTHONPATH": str(ROOT)},
    )

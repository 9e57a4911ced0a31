"""Our own code in a process of its own: what may crash, hang or take all the memory there is."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING

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
    module: str,
    arguments: Sequence[str],
    seconds: float | None,
    environment: Mapping[str, str] | None = None,
    given: IO[bytes] | bytes | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run ``main()`` of one of our modules with ``arguments`` in ``sys.argv[1:]``, and wait for it.

    ``given`` is its standard input: bytes, which come through a pipe, or an open file, which is not read here. What it
    prints is in the result, with U+FFFD for what is no UTF-8. It has the environment of this process where none is
    given. Raises subprocess.TimeoutExpired after so many seconds, OSError where no process can be had.
    """
    command = [sys.executable, "-P", "-c", _CODE, str(_ROOT), module, *arguments]
    stdin = None if isinstance(given, bytes) else given or subprocess.DEVNULL
    done = subprocess.run(  # noqa: S603 - our own interpreter and code
        command,
        env=environment,
        stdin=stdin,
        input=given if isinstance(given, bytes) else None,
        capture_output=True,
        timeout=seconds,
        check=False,
    )
    said, told = (out.decode("utf-8", "replace") for out in (done.stdout, done.stderr))
    return subprocess.CompletedProcess(command, done.returncode, said, told)


def follow(every: float = 1.0) -> None:
    """End this process, which is a child, some seconds after its parent, whatever it does: a parent may be killed."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(every)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def bound(memory: int, seconds: int) -> None:
    """Bound this process to so many bytes of memory and seconds of processor time, which are counted from its start.

    Where it asks for more memory, that fails; where it takes more time, it is killed by SIGXCPU. Systems that know no
    such bounds have none.
    """
    with contextlib.suppress(ImportError):
        import resource

        for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds)):
            _, hard = resource.getrlimit(kind)
            least = most if hard == resource.RLIM_INFINITY else min(most, hard)
            with contextlib.suppress(OSError, ValueError):
                resource.setrlimit(kind, (least, hard))

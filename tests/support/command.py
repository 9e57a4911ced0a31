"""The command line as tests run it: in this process where that shows the same, else in one of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from typing import TYPE_CHECKING, NoReturn

import pytest

from bilingual import cli

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    # Takes the arguments, and what is on standard input; returns the exit code, standard output and standard error.
    Run = Callable[..., subprocess.CompletedProcess[str]]

_PROGRAM = "python -m bilingual"


class _EndedError(BaseException):
    """What ``os._exit`` becomes, which would end the tests."""

    def __init__(self, code: int) -> None:
        self.code = code


def here(
    capture: pytest.CaptureFixture[bytes], *arguments: str | Path, stdin: str | bytes = ""
) -> subprocess.CompletedProcess[str]:
    """Run the command in this process, and return what a process of its own would end with.

    ``capture`` is pytest's ``capfdbinary``: what libraries in C write to standard error is in it, too.
    """
    capture.readouterr()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(_bytes(stdin)), encoding="utf-8"))
        patch.setattr(os, "_exit", _end)
        try:
            code = cli.main(list(map(str, arguments)), program=_PROGRAM)
        except _EndedError as ended:
            code = ended.code
    out, err = capture.readouterr()
    return subprocess.CompletedProcess(list(map(str, arguments)), code, out.decode(), err.decode())


def process(
    *arguments: str | Path, stdin: str | bytes = "", cwd: Path | None = None, module: str = "bilingual", **extra: str
) -> subprocess.CompletedProcess[str]:
    """Run ``python -m module`` in a process of its own, with ``extra`` variables in its environment."""
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        cwd=cwd,
        input=_bytes(stdin),
        capture_output=True,
        check=False,
        env=os.environ | extra,
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def _bytes(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


def _end(code: int) -> NoReturn:
    raise _EndedError(code)

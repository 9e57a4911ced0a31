"""What goes wrong in a command, whatever it is, becomes a line on standard error and an exit code."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest

from bilingual.cli import verify
from bilingual.cli.errors import Interrupted
from bilingual.errors import InputError, ModelError

if TYPE_CHECKING:
    from tests.support.command import Run


FILES = "Allow more open files (such as ulimit -n 1024) and run the same command again"
ROOM = "Make room and run the same command again: it goes on where it was"
MEMORY = "Close other programs, or allow this one more memory (ulimit -v), or use fewer threads"
UNFORESEEN = (
    "error: something unforeseen happened (ValueError: what now). Please report it with the output of the same command "
    "under BILINGUAL_DEBUG=1.\n"
)


def _caused(error: Exception) -> Exception:
    error.__cause__ = RuntimeError("mkl_malloc: failed to allocate memory")
    return error


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (InputError("it is empty", "Name another"), 2, "error: it is empty. Name another.\n"),
        (KeyboardInterrupt(), 130, ""),
        (Interrupted("half is done."), 130, "interrupted: half is done.\n"),
        (OSError("no room"), 4, "error: cannot go on: no room. Check where the output goes.\n"),
        (OSError(24, "Too many open files"), 4, f"error: cannot go on: [Errno 24] Too many open files. {FILES}.\n"),
        (
            OSError(28, "No space left on device"),
            4,
            f"error: cannot go on: [Errno 28] No space left on device. {ROOM}.\n",
        ),
        (
            PermissionError(13, "Not yours", "x"),
            4,
            "error: cannot go on: [Errno 13] Not yours: 'x'. Check that path and its rights.\n",
        ),
        (MemoryError(), 71, f"error: there is too little memory (MemoryError). {MEMORY}.\n"),
        (RuntimeError("std::bad_alloc"), 71, f"error: there is too little memory (std::bad_alloc). {MEMORY}.\n"),
        (
            ImportError("libx.so: failed to map segment from shared object"),
            71,
            f"error: there is too little memory (libx.so: failed to map segment from shared object). {MEMORY}.\n",
        ),
        (_caused(ModelError("it does not load", "Install it again")), 3, f"error: it does not load. {MEMORY}.\n"),
        (ValueError("what\nnow"), 70, UNFORESEEN),
    ],
)
def test_a_line_and_an_exit_code(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, said: str
) -> None:
    def fail(**_: object) -> None:
        raise error

    monkeypatch.setattr(verify, "merged", fail)
    done = run("verify")
    assert (done.returncode, done.stdout, done.stderr) == (code, "", said)


def test_the_traceback_of_what_is_unforeseen_is_shown_on_demand(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "merged", lambda **_: 1 / 0)
    monkeypatch.setenv("BILINGUAL_DEBUG", "1")
    done = run("verify")
    assert done.returncode == 70
    assert done.stderr.startswith("Traceback (most recent call last):")
    assert "ZeroDivisionError" in done.stderr


def test_output_that_cannot_be_written_at_the_end_is_an_error_too(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.RawIOBase):
        def writable(self) -> bool:
            return True

        def write(self, _: object) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BufferedWriter(Full()), encoding="utf-8"))
    done = run("segment", "-", stdin="Oui.")
    assert done.returncode == 4
    assert done.stderr.startswith("error: cannot go on: [Errno 28] No space left on device.")
    monkeypatch.undo()

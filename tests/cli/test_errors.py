"""What goes wrong in a command, whatever it is, becomes a line on standard error and an exit code."""

from __future__ import annotations

import io
import json
import sqlite3
import sys
from typing import TYPE_CHECKING

import pytest

from bilingual.cli import build, verify
from bilingual.cli.errors import Interrupted
from bilingual.engines.fake import FakeEngine
from bilingual.errors import InputError, ModelError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support.command import Run


FILES = "Allow more open files (such as ulimit -n 1024) and run the same command again"
ROOM = "Make room and run the same command again: it goes on where it was"
MEMORY = "Close other programs, or allow this one more memory (ulimit -v), or use fewer threads"
TEMPORARY = "Make room where they go, or name another folder for them (SQLITE_TMPDIR)"
UNFORESEEN = (
    "error: something unforeseen happened (ValueError: what now). Please report it with the output of the same command "
    "under BILINGUAL_DEBUG=1.\n"
)


def _full() -> sqlite3.Error:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    return error


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
        (OSError(24, "Too many open files"), 4, f"error: cannot go on: Too many open files. {FILES}.\n"),
        (
            OSError(28, "No space left on device"),
            4,
            f"error: cannot go on: No space left on device. {ROOM}.\n",
        ),
        (
            PermissionError(13, "Not yours", "x"),
            4,
            "error: cannot go on: Not yours: 'x'. Check that path and its rights.\n",
        ),
        (MemoryError(), 71, f"error: there is too little memory (MemoryError). {MEMORY}.\n"),
        (RuntimeError("std::bad_alloc"), 71, f"error: there is too little memory (std::bad_alloc). {MEMORY}.\n"),
        (
            ImportError("libx.so: failed to map segment from shared object"),
            71,
            f"error: there is too little memory (libx.so: failed to map segment from shared object). {MEMORY}.\n",
        ),
        (_caused(ModelError("it does not load", "Install it again")), 3, f"error: it does not load. {MEMORY}.\n"),
        (_full(), 4, f"error: there is no room left for temporary files. {TEMPORARY}.\n"),
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
    assert done.stderr.startswith("error: cannot go on: No space left on device. Make room")
    monkeypatch.undo()


@pytest.mark.parametrize(
    ("arguments", "said", "where"),
    [
        (["buil"], "No such command 'buil'. Did you mean 'build'?", "bilingual"),
        (["model", "lst"], "No such command 'lst'. Did you mean 'list'?", "bilingual model"),
        (["check", "--falg"], "No such option: --falg. Did you mean --flag?", "bilingual check"),
        (["build"], "Missing argument 'SOURCE'.", "bilingual build"),
        (
            ["build", "a", "--log-format", "x"],
            "Invalid value for '--log-format': 'x' is not one of 'text', 'json'.",
            "bilingual build",
        ),
    ],
)
def test_a_command_line_that_cannot_be_parsed(run: Run, arguments: list[str], said: str, where: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"error: {said} See python -m {where} --help.\n"


@pytest.mark.parametrize("arguments", [["--frob"], [], ["none.txt", "--beam", "x"], ["none.txt", "--model", "none"]])
def test_whatever_stops_a_build_is_an_event_where_programs_listen(run: Run, arguments: list[str]) -> None:
    for flag in (["--log-format", "json"], ["--log-format=json"]):
        done = run("build", *arguments, *flag)
        assert json.loads(done.stderr)["event"] == "stopped"
        assert done.returncode > 0


def test_what_is_unforeseen_in_a_build_is_an_event_too(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "load_engine", lambda *_, **__: 1 / 0)
    done = run("build", "a.txt", "--log-format", "json")
    assert done.returncode == 70
    assert "ZeroDivisionError" in json.loads(done.stderr)["message"]


def test_notes_before_a_build_are_events_too(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def load_engine(_: object, *, note: Callable[[str], None], accept_changed: bool) -> FakeEngine:
        note(f"accepts changed packages: {accept_changed}")
        return FakeEngine()

    (tmp_path / "a.txt").write_text("Il pleut.")
    monkeypatch.setattr(build, "load_engine", load_engine)
    events = [json.loads(line) for line in run("build", "a.txt", "--log-format", "json").stderr.splitlines()]
    assert [event["event"] for event in events] == ["note", "finished"]

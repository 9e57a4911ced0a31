from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from bilingual.io import child

if TYPE_CHECKING:
    from pathlib import Path


def test_its_arguments_and_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # What lies in the current folder takes the place of nothing.
    (tmp_path / "bilingual.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    done = child.run("bilingual.cli", ["--version"], 300)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("bilingual ")


def test_it_has_the_environment_that_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_CODE", "import os; print(sorted(name for name in os.environ if name != 'LC_CTYPE'))")
    assert child.run("x", [], 300, {"ONLY": "this"}).stdout == "['ONLY']\n"


def test_who_takes_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_CODE", "import sys, threading; threading.Event().wait()")
    with pytest.raises(subprocess.TimeoutExpired):
        child.run("x", [], 0.01)


def test_what_it_is_given_is_its_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_CODE", "import sys; print(sys.stdin.read())")
    assert child.run("x", [], 300, given="été".encode()).stdout == "été\n"
    (tmp_path / "a").write_bytes(b"Oui.")
    with (tmp_path / "a").open("rb") as file:
        assert child.run("x", [], 300, given=file).stdout == "Oui.\n"


@pytest.mark.skipif(os.name != "posix", reason="elsewhere a process has no other parent when its own is gone")
def test_who_follows_ends_with_its_parent() -> None:
    following = "from bilingual.io import child; child.follow(0.01); print(flush=True); import time; time.sleep(60)"
    starting = (
        f"import subprocess, sys; print(subprocess.Popen([sys.executable, '-c', {following!r}]).pid, flush=True)"
        "; sys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", starting], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        child_id = int(parent.stdout.readline())
        parent.stdout.readline()  # it follows now
        parent.kill()
    for _ in range(1_000):
        if not _runs(child_id):
            return
        time.sleep(0.01)
    pytest.fail("it goes on")


def _runs(process: int) -> bool:
    """Tell whether a process is there and no zombie, whose parent does not look after it."""
    told = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False).stdout
    return bool(told.strip()) and not told.startswith("Z")

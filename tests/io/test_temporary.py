"""Folders for a while, and what is left of those of processes that were killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

import pytest

from bilingual.errors import OutputError
from bilingual.io import temporary

if TYPE_CHECKING:
    from pathlib import Path

_HOLD = """
import sys, time
from pathlib import Path
from bilingual.io import temporary
with temporary.folder(Path(sys.argv[1])) as folder:
    (folder / "large").mkdir()
    (folder / "large" / "file").write_text("x")
    print(folder, flush=True)
    sys.stdin.read()
"""


def _age(path: Path) -> None:
    os.utime(path, (0, 0))


def test_a_folder_lasts_as_long_as_it_is_needed(tmp_path: Path) -> None:
    with temporary.folder(tmp_path) as folder:
        (folder / "file").write_text("x")
        _age(folder)
        temporary.sweep(tmp_path)
        assert (folder / "file").read_text() == "x"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="processes are killed as POSIX does it")
def test_what_a_killed_process_leaves_is_swept_and_what_lives_is_not(tmp_path: Path) -> None:
    holders = [
        subprocess.Popen(
            [sys.executable, "-c", _HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    folders = [holder.stdout.readline().strip() for holder in holders if holder.stdout]
    holders[0].send_signal(signal.SIGKILL)
    holders[0].wait()
    temporary.sweep(tmp_path)
    assert sorted(map(str, tmp_path.iterdir())) == sorted(folders)  # it is too young to be sure
    for path in tmp_path.iterdir():
        _age(path)
    temporary.sweep(tmp_path)
    assert list(map(str, tmp_path.iterdir())) == [folders[1]]
    holders[1].communicate("")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="links")
def test_links_files_and_folders_of_others_stay(tmp_path: Path) -> None:
    with temporary.folder(tmp_path) as folder:
        prefix = folder.name[:-8]
    target = tmp_path / "mine"
    target.mkdir()
    (target / "file").write_text("x")
    (tmp_path / f"{prefix}link").symlink_to(target)
    (tmp_path / f"{prefix}file").write_text("x")
    other = tmp_path / "bilingual-000000-elsewhere"
    other.mkdir()
    for path in (target, other, tmp_path / f"{prefix}file"):
        _age(path)
    temporary.sweep(tmp_path)
    assert (target / "file").exists()
    assert len(list(tmp_path.iterdir())) == 4


def test_where_there_can_be_none_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nothing"))
    with pytest.raises(OutputError, match="TMPDIR"), temporary.folder():
        pass
    temporary.sweep()

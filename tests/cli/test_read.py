"""``bilingual read``, with a program in place of the browser."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.support import command
from tests.support.pages import three_articles, write

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path


def read(folder: Path, *arguments: str, browser: str = "none-of-that-name %s") -> subprocess.CompletedProcess[str]:
    # An empty search path has no browser for text either, and an empty display is none.
    nowhere = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "PATH": ""}
    return command.process("read", *arguments, cwd=folder, BROWSER=browser, **nowhere)


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="these have a browser whatever we do")
def test_the_path_is_printed_where_there_is_no_browser(tmp_path: Path) -> None:
    write(tmp_path / "output", three_articles())
    done = read(tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "output/html/index.html\n", "")


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="these do not ask BROWSER")
def test_the_browser_gets_the_address_of_the_index(tmp_path: Path) -> None:
    write(tmp_path / "un corpus", three_articles())
    done = read(tmp_path, "un corpus", browser="/bin/echo %s")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() == (tmp_path / "un corpus" / "html" / "index.html").resolve().as_uri()


def test_a_folder_without_pages_is_one_clear_line(tmp_path: Path) -> None:
    done = read(tmp_path, "none")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == ("error: no pages in 'none'. Name the output folder of a build, or run a build first.\n")

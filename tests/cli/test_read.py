"""``bilingual read``, with a program in place of the browser."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from bilingual.errors import OutputError
from bilingual.io.published import Published
from tests.support import bitexts, command
from tests.support.pages import three_articles, write

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

    from tests.support.command import Run


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


def test_a_ledger_that_is_damaged_is_told_and_stops_nobody_who_reads(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    bitexts.write(tmp_path / "output", three_articles(), "jsonl", "html", "tsv")
    (tmp_path / "output" / ".bilingual" / "ledger.sqlite").write_bytes(b"garbage" * 1_000)
    monkeypatch.setenv("BROWSER", "/bin/true")
    for arguments in (["read"], ["check"], ["check", "--json"], ["evaluate", "output", "--ref", "output/corpus.tsv"]):
        done = run(*arguments)
        assert done.returncode == 0
        assert done.stderr.startswith(
            "note: a build may have been cut short, and some of these files may be older than others: "
            ".bilingual/ledger.sqlite, which tells what was written, is damaged ("
        )
        assert done.stderr.count("\n") == 1


def test_no_page_is_opened_through_a_link(tmp_path: Path, run: Run) -> None:
    bitexts.write(tmp_path / "output", three_articles(), "html")
    index = tmp_path / "output" / "html" / "index.html"
    index.rename(tmp_path / "elsewhere.html")
    index.symlink_to(tmp_path / "elsewhere.html")
    done = run("read")
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr == (
        "error: 'output/html/index.html' is a link, and may lead anywhere. Remove the link, or choose another --out.\n"
    )


def test_only_pages_are_said_to_be_older_after_a_build_that_was_cut_short(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    bitexts.write(tmp_path / "output", three_articles(), "jsonl", "html")
    monkeypatch.setattr(Published, "settle", lambda _: OutputError("another build is writing", "Wait"))
    monkeypatch.setenv("BROWSER", "/bin/true")
    assert run("check").stderr == ""
    assert run("read").stderr == (
        "note: a build was cut short, and some of these pages may be older than others: "
        "another build is writing. Wait.\n"
    )


def test_what_the_encoding_of_the_output_lacks_stops_no_table(tmp_path: Path) -> None:
    bitexts.write(tmp_path / "output", three_articles(), "jsonl", "tsv")
    done = command.process(
        *("evaluate", "output", "--ref", "output/corpus.tsv"), cwd=tmp_path, PYTHONIOENCODING="ascii", LC_ALL="POSIX"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "BLEU" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use cannot be removed there")
def test_a_folder_that_is_gone_is_one_clear_line(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    done = run("read", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "error: the current folder is gone. Go to one that exists, and run the same command again.\n"
    )

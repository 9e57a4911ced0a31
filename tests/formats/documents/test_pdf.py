"""Printing, by a browser that is a script here; the real one prints in tests/browser."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from bilingual.errors import OutputError
from bilingual.formats.documents import chromium
from bilingual.formats.documents.pdf import page_of
from tests.support.letters import listed, uneven, write
from tests.support.pages import PROVENANCE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PRINTS = """
target = next(one.partition("=")[2] for one in sys.argv if one.startswith("--print-to-pdf="))
open(target, "wb").write(b"%PDF /CreationDate (D:20300102030405+00'00')\\n" + " ".join(sys.argv[1:]).encode())
"""
NO_SANDBOX = """
if "--no-sandbox" not in sys.argv:
    sys.exit("FATAL: No usable sandbox! If this is a container")
"""


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Return a function that puts a program with that body on PATH, as the only browser; it counts its runs."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def put(body: str) -> Path:
        runs = tmp_path / "runs"
        program = folder / "chromium"
        start = f"#!{sys.executable}\nimport sys, time\nif '--version' in sys.argv: sys.exit(print('Fake 1'))\n"
        program.write_text(f"{start}open({str(runs)!r}, 'a').write('x')\n{body}")
        program.chmod(0o755)
        return runs

    return put


def test_without_a_browser_one_line_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OutputError, match=r"Chromium is needed, and it is not on PATH\. Install"):
        write(tmp_path / "out", [listed()], "pdf")


def test_a_page_is_printed_once_without_network_or_times(tmp_path: Path, browser: Callable[[str], Path]) -> None:
    runs = browser(PRINTS)
    files = write(tmp_path / "out", [listed(), uneven()], "pdf")
    assert list(files) == ["pdf/liste.pdf", "pdf/uneven.pdf"]
    said = files["pdf/liste.pdf"].decode()
    assert "D:19800101000000+00'00'" in said
    assert "--host-resolver-rules=MAP * ~NOTFOUND" in said
    assert "--user-data-dir=" in said
    assert write(tmp_path / "out", [listed(), uneven()], "pdf") == files
    assert runs.read_text() == "xx"  # not again, as the pages are the same


def test_a_browser_that_a_container_denies_its_sandbox_prints_without(
    tmp_path: Path, browser: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    runs = browser(NO_SANDBOX + PRINTS)
    assert len(write(tmp_path / "out", [listed(), uneven()], "pdf")) == 2
    assert runs.read_text() == "xxx"  # it is asked once whether it has one


def test_a_browser_that_fails_is_told_in_a_line(tmp_path: Path, browser: Callable[[str], Path]) -> None:
    browser("sys.exit('it broke\\nfor good\\x1b[31m')")
    with pytest.raises(OutputError, match=r"printed no pdf .*for good") as caught:
        write(tmp_path / "out", [listed()], "pdf")
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "out" / "pdf").exists()


def test_a_browser_that_hangs_is_ended(
    tmp_path: Path, browser: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chromium, "SECONDS", 1)
    browser("time.sleep(60)")
    with pytest.raises(OutputError, match="in 1 s"):
        write(tmp_path / "out", [listed()], "pdf")


def test_what_is_printed_has_no_script_and_asks_for_nothing(tmp_path: Path) -> None:
    page = page_of(*listed(), PROVENANCE, tmp_path)
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert "The shopping list" in page
    assert "size: A4" in page
    assert list(tmp_path.iterdir()) == []

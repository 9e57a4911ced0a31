"""Pages as Chromium prints them for the format pdf."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from bilingual.data import Kind, Translation
from bilingual.errors import OutputError
from bilingual.formats.documents.chromium import found
from tests.support import pages
from tests.support.letters import listed, write

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import Open


def test_both_languages_are_on_paper_and_the_bytes_are_the_same_twice(tmp_path: Path) -> None:
    try:
        found()
    except OutputError:
        pytest.skip("no Chromium on PATH")
    [content] = write(tmp_path / "one", [listed()], "pdf").values()
    assert content.startswith(b"%PDF-")
    assert re.findall(rb"/CreationDate \(D:(\d{8})", content) == [b"19800101"]
    assert b"/MediaBox [0 0 59" in content  # A4
    text = subprocess.run(
        ["pdftotext", tmp_path / "one" / "pdf" / "liste.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "La liste des courses" in text
    assert "The shopping list" in text
    assert "file:" not in text
    assert write(tmp_path / "two", [listed()], "pdf") == {"pdf/liste.pdf": content}


def test_a_mark_is_on_the_sheet_of_its_sentence(visit: Open, tmp_path: Path) -> None:
    # Some of these are too long for what is left of a sheet, and go to the next whole.
    sentences = [f"Phrase {'très ' * 120}longue." for _ in range(20)]
    paragraphs = [(Kind.BODY, [(text, Translation(text, -0.1, ("numbers",)))]) for text in sentences]
    pages.write(tmp_path, [pages.make("a", paragraphs)])
    visit(tmp_path / "html" / "a.html").pdf(path=tmp_path / "a.pdf", prefer_css_page_size=True)
    text = subprocess.run(["pdftotext", tmp_path / "a.pdf", "-"], capture_output=True, text=True, check=True).stdout
    # The colophon, on the last sheet, has a dot of its own.
    sheets = [sheet for sheet in text.split("\f") if "Phrase" in sheet][:-1]
    assert len(sheets) > 2
    assert [sheet.count("•") for sheet in sheets] == [sheet.count("Phrase") // 2 for sheet in sheets]

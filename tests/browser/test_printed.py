"""Pages as Chromium prints them for the format pdf."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from bilingual.errors import OutputError
from bilingual.formats.documents.chromium import found
from tests.support.letters import listed, write

if TYPE_CHECKING:
    from pathlib import Path


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

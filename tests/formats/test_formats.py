"""What holds for every format: its file as it was, any text exactly as it was, and only files that it knows."""

from __future__ import annotations

import errno
import gc
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bilingual.data import Repair
from bilingual.errors import InputError, OutputError
from bilingual.formats import WRITERS, read_rows
from bilingual.io.output import OutputFolder
from tests.support.bitexts import FILES, TEXT, assert_refused, read, texts, tricky, write
from tests.support.corpora import contents
from tests.support.pages import PROVENANCE, three_articles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize("format_", FILES)
def test_golden(tmp_path: Path, golden: Callable[[str, str], None], format_: str) -> None:
    write(tmp_path, [*three_articles()[:2], *tricky()], format_)
    golden(f"interchange/{FILES[format_]}", (tmp_path / FILES[format_]).read_bytes().decode())


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(name=TEXT, sides=st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=4))
def test_any_text_comes_back_exactly(
    tmp_path_factory: pytest.TempPathFactory, name: str, sides: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("corpus")
    write(folder, [texts(name, *sides)], "jsonl", *FILES)
    expected = [(f"{name}:1:{number}", *pair) for number, pair in enumerate(sides, 1)]
    for file in ("bitext.jsonl", *FILES.values()):
        assert read(folder / file) == expected, file


def test_a_file_of_another_format_is_refused(tmp_path: Path) -> None:
    assert_refused(tmp_path / "what.docx", b"PK")


# With a file an article, each is whole by itself; whoever gives a writer up does not publish.
AN_ARTICLE_A_FILE = ("html", "docx", "odt", "txt", "md", "pdf", "srt")


@pytest.mark.parametrize("format_", [name for name in WRITERS if name.partition("-")[0] not in AN_ARTICLE_A_FILE])
def test_a_writer_that_is_given_up_leaves_what_was_there(tmp_path: Path, format_: str) -> None:
    write(tmp_path, [texts("a", ("Un.", "One."))], format_)
    before = contents(tmp_path)
    with OutputFolder(tmp_path) as output:
        with WRITERS[format_](output, PROVENANCE) as writer:
            writer.add(*texts("b", ("Deux.", "Two.")))
        output.publish()
    assert contents(tmp_path) == before


@pytest.mark.parametrize("name", ["what.xls", "what.ods"])
def test_what_a_spreadsheet_can_save_otherwise_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"PK")
    with pytest.raises(InputError, match=r"Save it as \.xlsx or \.csv"):
        read_rows(tmp_path / name, ("fr", "en"))


@pytest.mark.parametrize("format_", ["epub", "xlsx"])
@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
def test_a_disk_that_is_full_at_the_beginning_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format_: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with OutputFolder(tmp_path) as output:
        with monkeypatch.context() as patched:
            patched.setattr("zipfile._ZipWriteFile.write", full)
            with pytest.raises(OutputError, match="No space left on device"):
                WRITERS[format_](output, PROVENANCE)
        gc.collect()  # nothing is left open, to be closed by chance
    assert contents(tmp_path) == {}


@pytest.mark.parametrize("format_", ["tmx", "xliff", "xliff2", "epub", "csv", "tsv", "moses"])
def test_what_xml_cannot_hold_stands_in_no_fact(tmp_path: Path, format_: str) -> None:
    odd = "a\x01\x00b\ufffe"
    article, [pair] = texts("a", ("Un.", "One."))
    made = replace(pair.translation, flags=(odd,), repaired=Repair("way", (odd,)))
    provenance = replace(PROVENANCE, model=odd, model_version=odd, bilingual=odd)
    with OutputFolder(tmp_path) as output:
        with WRITERS[format_](output, provenance) as writer:
            writer.add(article, [replace(pair, translation=made)])
            writer.close()
        output.publish()
    assert contents(tmp_path)

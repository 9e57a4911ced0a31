"""Sentence alignment as OPUS has it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from bilingual.formats.html import PAGES_PER_FOLDER
from bilingual.io.source import Source
from bilingual.readers import xces
from tests.support.aligned import aligned, lines, written
from tests.support.bitexts import TEXT, texts, tricky, write
from tests.support.corpora import contents
from tests.support.pages import three_articles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_golden(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    write(tmp_path, [*three_articles()[:2], *tricky()], "xces")
    for path in sorted((tmp_path / "xces").rglob("*.xml")):
        golden(f"corpora/{path.relative_to(tmp_path).as_posix()}", path.read_bytes().decode())


def test_links_of_beads(tmp_path: Path) -> None:
    written(tmp_path)
    aligned(tmp_path, formats=("jsonl", "xces"))
    document = etree.parse(tmp_path / "corpus" / "xces" / "fr-en.xml")
    links = [link.get("xtargets") for link in document.iterfind(".//link")]
    assert [one for one in links if one.startswith(";") or one.endswith(";")] == ["7;", ";13"]
    assert "3;3 4" in links
    assert len(links) == len(lines(tmp_path))


def test_its_own_reader_reads_it(tmp_path: Path) -> None:
    written(tmp_path)
    aligned(tmp_path, formats=("jsonl", "xces"))
    [found] = xces.read(Source.of(tmp_path / "corpus" / "xces" / "fr-en.xml"))
    assert isinstance(found, xces.Linked)
    said = [
        tuple(" ".join(one.text for one in sentences[slice(*ends)]) for sentences, ends in zip(found.sentences, link))  # noqa: B905
        for link in found.links
    ]
    assert said == [tuple(line["translation"].values()) for line in lines(tmp_path)]


@pytest.mark.parametrize("format_", ["xces", "tei", "vertical", "hf"])
def test_what_people_dismissed_is_not_said(tmp_path: Path, format_: str) -> None:
    article, [pair] = texts("a", ("Un.", "One."))
    flagged = replace(pair, translation=replace(pair.translation, flags=("odd", "other")), dismissed=("odd",))
    write(tmp_path, [(article, [flagged])], format_)
    texts_of = [data.decode() for name, data in contents(tmp_path).items() if not name.endswith(".parquet")]
    assert any("other" in text for text in texts_of)
    assert not any("odd" in text for text in texts_of)


@settings(max_examples=30)
@given(name=TEXT, sides=st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=3))
def test_any_text_is_sound_xml(
    tmp_path_factory: pytest.TempPathFactory, name: str, sides: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("corpus")
    write(folder, [texts(name, *sides)], "xces")
    for path in (folder / "xces").rglob("*.xml"):
        etree.parse(path)


def test_documents_that_stay_as_they_are_are_kept_and_others_go(tmp_path: Path) -> None:
    articles = [texts(name, ("Un.", "One.")) for name in ("a", "b")]
    write(tmp_path, articles, "xces")
    kept = (tmp_path / "xces" / "fr" / "a.xml").stat().st_ino
    before = contents(tmp_path)
    write(tmp_path, articles[:1], "xces")
    assert (tmp_path / "xces" / "fr" / "a.xml").stat().st_ino == kept
    assert set(before) - set(contents(tmp_path)) == {
        f"xces/{at}{code}/b.xml" for at in ("", "xml/") for code in ("fr", "en")
    }


@pytest.mark.parametrize("format_", ["xces", "tei"])
def test_a_folder_does_not_get_too_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format_: str) -> None:
    monkeypatch.setattr("bilingual.formats.documents.writing.PAGES_PER_FOLDER", 2)
    assert PAGES_PER_FOLDER > 2
    write(tmp_path, [texts(f"a{number}", ("Un.", "One.")) for number in range(5)], format_)
    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("a*.xml")}
    assert {
        f"{'tei' if format_ == 'tei' else 'xces/fr'}/{place}.xml" for place in ("a0", "a1", "2/a2", "3/a4")
    } <= found

"""TEI documents: sound, with links that lead to sentences. That TEI's schema takes them, ``make interop`` shows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from bilingual.data import Kind, Metadata, Translation
from tests.support.aligned import aligned, lines, written
from tests.support.bitexts import TEXT, texts, tricky, write
from tests.support.pages import make, three_articles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

_ID = "{http://www.w3.org/XML/1998/namespace}id"


def _parsed(path: Path) -> Any:  # noqa: ANN401 - lxml ships no types
    """Return a document, whose pointers lead somewhere."""
    document = etree.parse(path)
    ids = [element.get(_ID) for element in document.iter("{*}*") if element.get(_ID)]
    assert len(ids) == len(set(ids))
    for link in document.iterfind(".//{*}link"):
        ends = [*link.get("target").split(), *link.get("ana", "").split()]
        assert len(link.get("target").split()) > 1
        assert {end[1:] for end in ends} <= set(ids)
    return document


def test_golden(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    write(tmp_path, [*three_articles()[:2], *tricky()], "tei")
    for path in sorted((tmp_path / "tei").rglob("*.xml")):
        golden(f"corpora/tei/{path.name}", path.read_bytes().decode())


def test_links_of_beads(tmp_path: Path) -> None:
    written(tmp_path)
    aligned(tmp_path, formats=("jsonl", "tei"))
    document = _parsed(tmp_path / "corpus" / "tei" / "fr.xml")
    texts_of = {one.get(_ID): one.text for one in document.iterfind(".//{*}s")}
    targets = [link.get("target").split() for link in document.iterfind(".//{*}link")]
    assert ["#fr.3", "#en.3", "#en.4"] in targets
    said = [
        tuple(" ".join(texts_of[end[1:]] for end in ends if end.startswith(code)) for code in ("#fr", "#en"))
        for ends in targets
    ]
    both = [tuple(line["translation"].values()) for line in lines(tmp_path)]
    assert said == [one for one in both if all(one)]


def test_kinds_are_what_tei_has_for_them(tmp_path: Path) -> None:
    kinds = (Kind.BODY, Kind.HEADLINE, Kind.ITEM, Kind.ITEM, Kind.NOTE, Kind.SUBHEADING, Kind.CAPTION, Kind.HEADLINE)
    article = make("a", [(kind, [(f"{kind} un.", Translation(f"{kind} one.", None))]) for kind in kinds])
    write(tmp_path, [article], "tei")
    body = _parsed(tmp_path / "tei" / "a.xml").find(".//{*}body")
    assert [[etree.QName(one).localname for one in division] for division in body] == [
        ["p"], ["head", "list", "note"], ["head", "p"], ["head"],
    ]  # fmt: skip
    assert len(body.findall(".//{*}item")) == 2


def test_a_text_without_a_counterpart_has_no_links(tmp_path: Path) -> None:
    write(tmp_path, [texts("a", ("Un.", "")), texts("b", ("", ""))], "tei")
    document = _parsed(tmp_path / "tei" / "a.xml")
    assert document.find(".//{*}linkGrp") is None
    assert len(document.findall(".//{*}body")) == 2
    assert not (tmp_path / "tei" / "b.xml").exists()


@settings(max_examples=30)
@given(name=TEXT, sides=st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=3))
def test_any_text_is_sound(tmp_path_factory: pytest.TempPathFactory, name: str, sides: list[tuple[str, str]]) -> None:
    folder = tmp_path_factory.mktemp("corpus")
    article, pairs = texts(name or "a", *sides)
    facts = Metadata(title=name, date=name, publisher=name, authors=(name,), url=name, license=name)
    flagged = [replace(pair, translation=replace(pair.translation, flags=(name, "x"))) for pair in pairs]
    write(folder, [(replace(article, metadata=facts), flagged)], "tei")
    for path in (folder / "tei").rglob("*.xml"):
        _parsed(path)

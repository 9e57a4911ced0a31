"""What DOCX and ODT hold besides their text: languages, styles, tables, properties; nothing that a clock says."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from bilingual.formats.documents.docx import DocxWriter
from bilingual.formats.documents.laid_out import Layout, laid_out
from bilingual.formats.documents.odt import OdtWriter
from tests.support.letters import listed, uneven
from tests.support.pages import PROVENANCE, three_articles

if TYPE_CHECKING:
    from collections.abc import Callable

    from bilingual.data import Provenance
    from bilingual.formats.documents.writing import DocumentWriter
    from tests.support.letters import Written

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"


def parts(
    writer: type[DocumentWriter], layout: Layout, written: Written | None = None, made: Provenance = PROVENANCE
) -> dict[str, bytes]:
    """Return the parts of a document of an article, by their names."""
    article, pairs = written or listed()
    content = writer.render(laid_out(article, pairs, made, layout))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize(("writer", "part"), [(DocxWriter, "word/document.xml"), (OdtWriter, "content.xml")])
def test_golden(golden: Callable[[str, str], None], writer: type[DocumentWriter], part: str, layout: Layout) -> None:
    name = f"{layout.of(writer.NAME)}.xml"
    golden(f"documents/{name}", parts(writer, layout, three_articles()[0])[part].decode())


def test_every_part_of_a_docx_is_named_and_sound() -> None:
    found = parts(DocxWriter, Layout.BOTH)
    assert next(iter(found)) == "[Content_Types].xml"
    for content in found.values():
        etree.fromstring(content)
    named = {f"/{name}" for name in found if not name.endswith(".rels") and name != "[Content_Types].xml"}
    types = etree.fromstring(found["[Content_Types].xml"])
    assert {one.get("PartName") for one in types.iter("{*}Override")} == named


def test_every_style_that_a_docx_uses_is_there() -> None:
    for layout in Layout:
        found = parts(DocxWriter, layout)
        used = {
            one.get(f"{_W}val")
            for one in etree.fromstring(found["word/document.xml"]).iter(f"{_W}pStyle", f"{_W}tblStyle")
        }
        known = {one.get(f"{_W}styleId") for one in etree.fromstring(found["word/styles.xml"]).iter(f"{_W}style")}
        assert used <= known


def test_every_style_that_an_odt_uses_is_there() -> None:
    for layout in Layout:
        found = parts(OdtWriter, layout)
        content, styles = etree.fromstring(found["content.xml"]), etree.fromstring(found["styles.xml"])
        known = {
            one.get(f"{_STYLE}name")
            for tree in (content, styles)
            for one in tree.iter(f"{_STYLE}style", f"{_TEXT}list-style")
        }
        used = {one.get(f"{_TEXT}style-name") for one in content.iter() if one.get(f"{_TEXT}style-name")}
        parents = {one.get(f"{_STYLE}parent-style-name") for one in content.iter(f"{_STYLE}style")} - {None}
        assert used | parents <= known


def test_an_odt_begins_with_its_type() -> None:
    content = OdtWriter.render(laid_out(*listed(), PROVENANCE, Layout.TARGET))
    assert content[30:77] == b"mimetypeapplication/vnd.oasis.opendocument.text"


def test_each_side_of_a_docx_says_its_language_and_an_empty_side_is_a_cell() -> None:
    table = etree.fromstring(parts(DocxWriter, Layout.BOTH, uneven())["word/document.xml"]).find(f".//{_W}tbl")
    rows = [
        [
            ("".join(cell.itertext()), [one.get(f"{_W}val") for one in cell.iter(f"{_W}lang")])
            for cell in row.iter(f"{_W}tc")
        ]
        for row in table.iter(f"{_W}tr")
    ]
    assert rows[0] == [("Français", ["fr"]), ("English", ["en"])]
    assert rows[-1] == [("", []), ("The end.", ["en"])]


def test_each_side_of_an_odt_says_its_language() -> None:
    content = etree.fromstring(parts(OdtWriter, Layout.BOTH)["content.xml"])
    languages = {
        style.get(f"{_STYLE}name"): style.find(f"{_STYLE}text-properties").get(f"{_FO}language")
        for style in content.iter(f"{_STYLE}style")
        if style.get(f"{_STYLE}family") == "paragraph"
    }
    said = [languages[one.get(f"{_TEXT}style-name")] for one in content.iter(f"{_TEXT}p", f"{_TEXT}h")]
    assert said == ["fr", *(["fr", "en"] * 7), "en"]


@pytest.mark.parametrize("writer", [DocxWriter, OdtWriter])
def test_what_is_written_from_right_to_left_says_so(writer: type[DocumentWriter]) -> None:
    content = b"".join(parts(writer, Layout.TARGET, made=replace(PROVENANCE, target_language="ar")).values())
    assert (b"<w:bidi/>" in content and b"<w:rtl/>" in content) or b'style:writing-mode="rl-tb"' in content


@pytest.mark.parametrize("writer", [DocxWriter, OdtWriter])
def test_the_properties_say_whose_it_is(writer: type[DocumentWriter]) -> None:
    found = parts(writer, Layout.TARGET)
    said = b"".join(found[name] for name in found if "core" in name or "app" in name or "meta.xml" in name).decode()
    for fact in (
        "The shopping list",
        "Awa Diallo; Jean Petit",
        "2023-08-02T00:00:00",
        "Le Courrier",
        "Translated by machine",
    ):
        assert fact in said

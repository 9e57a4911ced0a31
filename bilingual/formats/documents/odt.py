"""``odt/``: an article a file, in OpenDocument 1.3 (OASIS), for LibreOffice and its kin; laid out as ``docx/`` is."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from bilingual.data import Kind
from bilingual.formats.documents import odt_styles
from bilingual.formats.documents.laid_out import plain
from bilingual.formats.documents.odt_styles import LEVELS, NAMESPACES, OFFICE, STYLE, STYLES, TABLE, TEXT, paragraph
from bilingual.formats.documents.package import packed
from bilingual.formats.documents.writing import DocumentWriter
from bilingual.formats.html.display import is_date
from bilingual.languages import own_name, tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.formats.documents.laid_out import Block, Document

_KIND = "application/vnd.oasis.opendocument.text"
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_META = "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
_DC = "http://purl.org/dc/elements/1.1/"
_DAY = len("2023-08-02")


class OdtWriter(DocumentWriter):
    """Writes documents for LibreOffice."""

    NAME = "odt"

    @staticmethod
    def render(document: Document) -> bytes:
        """Return the archive, whose first part tells the format without unpacking."""
        parts = (
            ("content.xml", _serialised(_content(document))),
            ("styles.xml", odt_styles.styles()),
            ("meta.xml", _serialised(_properties(document))),
            ("META-INF/manifest.xml", _serialised(_manifest())),
        )
        return packed(parts, stored=("mimetype", _KIND.encode()))


def _content(document: Document) -> Any:  # noqa: ANN401 - lxml ships no types
    office = _maker(OFFICE)
    languages = dict.fromkeys((*document.languages, document.source_language, "en"))
    automatic = office("automatic-styles", *odt_styles.column_styles(_maker(STYLE)), *_spoken(document, languages))
    above, below = [], [_paragraph("Colophon", document.colophon, "en")]
    if document.untranslated:
        above.append(_paragraph("UntranslatedTitle", document.untranslated, document.source_language))
    dateline = [_paragraph("Dateline", document.dateline, document.source_language)] if document.dateline else []
    if len(document.languages) > 1:
        running = [*dateline, _table(document)]
    else:
        running = _running(document.blocks, document.languages[0])
        first = [block.kind for block in document.blocks[:2]]
        at = sum(kind in {Kind.HEADLINE, Kind.LEAD} for kind in first)
        running[at:at] = dateline
    body = office.body(office.text(*above, *running, *below))
    return office("document-content", {f"{{{OFFICE}}}version": "1.3"}, automatic, body)


def _spoken(document: Document, languages: dict[str, None]) -> list[Any]:
    """Return a style for each style of paragraphs in each language: ODF says a language in a style alone."""
    style = _maker(STYLE)
    used = {STYLES[block.kind] for block in document.blocks} | {
        "Colophon",
        "Dateline",
        "UntranslatedTitle",
        "ColumnHeading",
    }
    return [odt_styles.spoken(style, name, code) for name in sorted(used) for code in languages]


def _running(blocks: Sequence[Block], language: str) -> list[Any]:
    """Return the paragraphs of a text in one language; items that follow one another are a list."""
    text = _maker(TEXT)
    found: list[Any] = []
    for is_item, group in groupby(blocks, key=lambda block: block.kind is Kind.ITEM):
        made = [_paragraph(STYLES[block.kind], block.texts[0], language) for block in group]
        if is_item:
            found.append(text.list({f"{{{TEXT}}}style-name": "Bullets"}, *(text("list-item", one) for one in made)))
        else:
            found += made
    return found


def _table(document: Document) -> Any:  # noqa: ANN401
    """Return a table with a row a paragraph, under a row with the names of the languages, which every page repeats."""
    table, text = _maker(TABLE), _maker(TEXT)

    def row(style: str, texts: Sequence[str], *, item: bool = False) -> Any:  # noqa: ANN401
        cells = []
        for said, language in zip(texts, document.languages, strict=True):
            made = _paragraph(style, said, language)
            if item and said:
                made = text.list({f"{{{TEXT}}}style-name": "Bullets"}, text("list-item", made))
            cells.append(table("table-cell", {f"{{{TABLE}}}style-name": "Cell"}, made))
        return table("table-row", *cells)

    columns = {
        f"{{{TABLE}}}style-name": "Column",
        f"{{{TABLE}}}number-columns-repeated": str(len(document.languages)),
    }
    head = row("ColumnHeading", [own_name(code) for code in document.languages])
    return table.table(
        {f"{{{TABLE}}}name": "Sides", f"{{{TABLE}}}style-name": "Sides"},
        table("table-column", columns),
        table("table-header-rows", head),
        *(row(STYLES[block.kind], block.texts, item=block.kind is Kind.ITEM) for block in document.blocks),
    )


def _paragraph(style: str, said: str, language: str) -> Any:  # noqa: ANN401
    text = _maker(TEXT)
    attributes = {f"{{{TEXT}}}style-name": paragraph(style, language)}
    if level := LEVELS.get(style):
        return text.h(attributes, {f"{{{TEXT}}}outline-level": str(level)}, said)
    return text.p(attributes, said)


def _properties(document: Document) -> Any:  # noqa: ANN401
    """Return what the document says of itself; the day of the article stands for the one on which it was made."""
    office, meta, dc = _maker(OFFICE), _maker(_META), _maker(_DC)
    facts = document.facts
    values = [meta.generator("bilingual"), *([dc.title(document.title)] if document.title else [])]
    values.append(dc.description(document.colophon))
    if facts.authors:
        values.append(meta("initial-creator", plain("; ".join(facts.authors))))
    if facts.date and len(facts.date) == _DAY and is_date(facts.date):
        values.append(meta("creation-date", f"{facts.date}T00:00:00"))
    values.append(dc.language(tag(document.languages[0])))
    if facts.publisher:
        values.append(meta("user-defined", {f"{{{_META}}}name": "Publisher"}, plain(facts.publisher)))
    return office("document-meta", {f"{{{OFFICE}}}version": "1.3"}, office.meta(*values))


def _manifest() -> Any:  # noqa: ANN401
    make = _maker(_MANIFEST)

    def entry(path: str, kind: str) -> Any:  # noqa: ANN401
        return make("file-entry", {f"{{{_MANIFEST}}}full-path": path, f"{{{_MANIFEST}}}media-type": kind})

    parts = [entry(name, "text/xml") for name in ("content.xml", "styles.xml", "meta.xml")]
    return make.manifest({f"{{{_MANIFEST}}}version": "1.3"}, entry("/", _KIND), *parts)


def _maker(namespace: str) -> Any:  # noqa: ANN401
    from lxml.builder import ElementMaker

    names = NAMESPACES if namespace in NAMESPACES.values() else {"manifest": _MANIFEST}
    return ElementMaker(namespace=namespace, nsmap=names)


def _serialised(root: Any) -> bytes:  # noqa: ANN401
    from lxml import etree

    content: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return content

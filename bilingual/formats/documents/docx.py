"""``docx/``: an article a file, in Office Open XML (ECMA-376), for Word, LibreOffice, Pages and Google Docs.

Of both languages, a table has a paragraph a row and a language a column; of one alone, the text runs. Each paragraph
says its language and, by the styles that every such program knows, what it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bilingual.formats.documents import docx_styles
from bilingual.formats.documents.docx_styles import STYLES, W
from bilingual.formats.documents.laid_out import plain
from bilingual.formats.documents.package import packed
from bilingual.formats.documents.writing import DocumentWriter
from bilingual.formats.html.display import is_date
from bilingual.languages import direction, own_name, tag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bilingual.formats.documents.laid_out import Document

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE = f"{_PACKAGE}/metadata/core-properties"
_DC, _TERMS = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# A4, in twentieths of a point, with what is left between margins of 25 mm.
_PAGE, _MARGIN, _TEXT_WIDTH = (11_906, 16_838), 1_417, 9_072
_DAY = len("2023-08-02")


class DocxWriter(DocumentWriter):
    """Writes documents for Word."""

    NAME = "docx"

    @staticmethod
    def render(document: Document) -> bytes:
        """Return the archive."""
        parts = (
            ("[Content_Types].xml", _content_types()),
            ("_rels/.rels", _relations(_OF_PACKAGE)),
            ("word/document.xml", _serialised(_body(document))),
            ("word/_rels/document.xml.rels", _relations(_OF_DOCUMENT)),
            ("word/styles.xml", docx_styles.styles(document.languages[0])),
            ("word/numbering.xml", docx_styles.numbering()),
            ("docProps/core.xml", _serialised(_properties(document))),
            ("docProps/app.xml", _serialised(_application(document))),
        )
        return packed(parts)


_OF_PACKAGE = (
    (f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
    (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    (f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml"),
)
_OF_DOCUMENT = (
    (f"{_OFFICE}/relationships/styles", "styles.xml"),
    (f"{_OFFICE}/relationships/numbering", "numbering.xml"),
)
_TYPES = (
    ("/word/document.xml", f"{_WORD}.document.main+xml"),
    ("/word/styles.xml", f"{_WORD}.styles+xml"),
    ("/word/numbering.xml", f"{_WORD}.numbering+xml"),
    ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
    ("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
)


def _body(document: Document) -> Any:  # noqa: ANN401 - lxml ships no types
    """Return the text of a document."""
    make = _maker({"w": W})
    blocks = list(_in_order(document))
    if len(document.languages) == 1:
        text = [_paragraph(make, style, texts[0], document.languages[0]) for style, texts in blocks]
    else:
        text = [_table(make, blocks, document)]
    above = []
    if document.untranslated:
        above.append(_paragraph(make, "UntranslatedTitle", document.untranslated, document.source_language))
    if document.dateline:
        line = _paragraph(make, "Dateline", document.dateline, document.source_language)
        at = 0 if len(document.languages) > 1 else sum(style in {"Title", "Subtitle"} for style, _ in blocks[:2])
        text.insert(at, line)
    last = _paragraph(make, "Colophon", document.colophon, "en")
    page = make.sectPr(
        make.pgSz(_w(w=str(_PAGE[0]), h=str(_PAGE[1]))),
        make.pgMar(
            _w(
                **dict.fromkeys(("top", "right", "bottom", "left"), str(_MARGIN)),
                header="708",
                footer="708",
                gutter="0",
            )
        ),
    )
    return make.document(make.body(*above, *text, last, page))


def _in_order(document: Document) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the style and the texts of each paragraph."""
    for block in document.blocks:
        yield STYLES[block.kind], block.texts


def _table(make: Any, blocks: list[tuple[str, tuple[str, ...]]], document: Document) -> Any:  # noqa: ANN401
    """Return a table with a row a paragraph, under a row with the names of the languages, which every page repeats."""
    width = str(_TEXT_WIDTH // len(document.languages))
    properties = make.tblPr(
        make.tblStyle(_w(val="Sides")),
        make.tblW(_w(w=str(_TEXT_WIDTH), type="dxa")),
        make.tblLayout(_w(type="fixed")),
        make.tblLook(
            _w(val="0020", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0", noHBand="1", noVBand="1")
        ),
    )
    grid = make.tblGrid(*(make.gridCol(_w(w=width)) for _ in document.languages))

    def row(style: str, texts: tuple[str, ...], *before: Any) -> Any:  # noqa: ANN401
        cells = (
            make.tc(make.tcPr(make.tcW(_w(w=width, type="dxa"))), _paragraph(make, style, text, language))
            for text, language in zip(texts, document.languages, strict=True)
        )
        return make.tr(*before, *cells)

    names = tuple(map(own_name, document.languages))
    head = row("ColumnHeading", names, make.trPr(make.cantSplit(), make.tblHeader()))
    return make.tbl(properties, grid, head, *(row(style, texts) for style, texts in blocks))


def _paragraph(make: Any, style: str, text: str, language: str) -> Any:  # noqa: ANN401
    code, turned = tag(language), direction(language) == "rtl"
    properties = make.pPr(make.pStyle(_w(val=style)), *([make.bidi()] if turned else []))
    if not text:
        return make.p(properties)
    said = make.rPr(*([make.rtl()] if turned else []), make.lang(_w(val=code, eastAsia=code, bidi=code)))
    return make.p(properties, make.r(said, make.t({_XML_SPACE: "preserve"}, text)))


def _properties(document: Document) -> Any:  # noqa: ANN401
    """Return what the document says of itself; the day of the article stands for the one on which it was made."""
    make, dc, terms = (
        _maker({"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI}),
        _maker({"dc": _DC}),
        _maker({"dcterms": _TERMS}),
    )
    facts = document.facts
    values = [dc.title(document.title)] if document.title else []
    if facts.authors:
        values.append(dc.creator(plain("; ".join(facts.authors))))
    values += [dc.description(document.colophon), dc.language(tag(document.languages[0]))]
    if facts.date and len(facts.date) == _DAY and is_date(facts.date):
        values.append(terms.created({f"{{{_XSI}}}type": "dcterms:W3CDTF"}, f"{facts.date}T00:00:00Z"))
    return make.coreProperties(*values)


def _application(document: Document) -> Any:  # noqa: ANN401
    make = _maker({None: f"{_OFFICE}/extended-properties"})
    company = [make.Company(plain(document.facts.publisher))] if document.facts.publisher else []
    return make.Properties(make.Application("bilingual"), *company)


def _content_types() -> bytes:
    make = _maker({None: f"{_PACKAGE}/content-types"})
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return _serialised(
        make.Types(
            make.Default(Extension="rels", ContentType=relations),
            make.Default(Extension="xml", ContentType="application/xml"),
            *(make.Override(PartName=name, ContentType=kind) for name, kind in _TYPES),
        )
    )


def _relations(targets: tuple[tuple[str, str], ...]) -> bytes:
    make = _maker({None: f"{_PACKAGE}/relationships"})
    made = (
        make.Relationship(Id=f"rId{number}", Type=kind, Target=target)
        for number, (kind, target) in enumerate(targets, 1)
    )
    return _serialised(make.Relationships(*made))


def _w(**attributes: str) -> dict[str, str]:
    return {f"{{{W}}}{name}": value for name, value in attributes.items()}


def _maker(names: dict[Any, str]) -> Any:  # noqa: ANN401
    """Return what makes elements of the first of these namespaces."""
    from lxml.builder import ElementMaker

    return ElementMaker(namespace=next(iter(names.values())), nsmap=names)


def _serialised(root: Any) -> bytes:  # noqa: ANN401
    from lxml import etree

    content: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return content

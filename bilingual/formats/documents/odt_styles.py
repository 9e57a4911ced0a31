"""What OpenDocument texts look like: their styles, by the names that LibreOffice gives to its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bilingual.data import Kind
from bilingual.languages import direction, tag

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
FO = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
NAMESPACES = {
    "office": OFFICE,
    "style": STYLE,
    "text": TEXT,
    "table": TABLE,
    "fo": FO,
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}
# By what a paragraph is.
STYLES = {
    Kind.HEADLINE: "Title",
    Kind.LEAD: "Subtitle",
    Kind.SUBHEADING: "Heading_20_1",
    Kind.BODY: "Text_20_body",
    Kind.CAPTION: "Caption",
    Kind.BYLINE: "Byline",
    Kind.NOTE: "Footnote",
    Kind.ITEM: "List_20_1",
}
# Headings, with their levels in the outline.
LEVELS = {"Heading_20_1": 1}
_GREY = 'fo:color="#595959" '
_BOLD = 'fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold" '
_ITALIC = 'fo:font-style="italic" style:font-style-asian="italic" style:font-style-complex="italic" '


@dataclass(frozen=True, slots=True)
class _Style:
    """A style of paragraphs: its id and name, space above and below (cm), size of the letters (pt), and what else."""

    identity: str
    name: str
    above: float
    below: float
    size: float
    letters: str = ""
    paragraph: str = ""


_NEXT = 'fo:keep-with-next="always" '
_ALL = (
    _Style("Text_20_body", "Text body", 0, 0.25, 11),
    _Style("Title", "Title", 0, 0.28, 20, _BOLD, _NEXT),
    _Style("Subtitle", "Subtitle", 0, 0.35, 12, _ITALIC),
    _Style("Heading_20_1", "Heading 1", 0.56, 0.18, 13, _BOLD, _NEXT),
    _Style("Caption", "Caption", 0, 0.28, 9.5, _ITALIC + _GREY),
    _Style("Byline", "Byline", 0, 0.25, 10, _GREY),
    _Style("Footnote", "Footnote", 0, 0.14, 9),
    _Style("List_20_1", "List 1", 0, 0.25, 11, "", 'style:contextual-spacing="true" '),
    _Style("UntranslatedTitle", "Untranslated Title", 0, 0.28, 18, _BOLD, _NEXT),
    _Style("ColumnHeading", "Column Heading", 0, 0.1, 9, _BOLD + _GREY, _NEXT),
    _Style("Dateline", "Dateline", 0, 0.46, 9.5, _GREY),
    _Style("Colophon", "Colophon", 0.85, 0, 8.5, _GREY, 'fo:border-top="0.5pt solid #a6a6a6" fo:padding-top="0.2cm" '),
)


def paragraph(style: str, language: str) -> str:
    """Return the name of the style that a style of paragraphs has in a language.

    >>> paragraph("Title", "fr")
    'Title_fr'
    """
    return f"{style}_{language}"


def spoken(make: Any, style: str, language: str) -> Any:  # noqa: ANN401 - lxml ships no types
    """Return the style that a style of paragraphs has in a language, and in the direction of that."""
    primary, _, rest = tag(language).partition("-")
    letters = {f"{{{FO}}}language": primary, f"{{{FO}}}country": "none"}
    if len(rest) == len("Hant"):
        letters[f"{{{FO}}}script"] = rest
    elif rest:
        letters[f"{{{FO}}}country"] = rest
    for script in ("asian", "complex"):
        letters[f"{{{STYLE}}}language-{script}"] = primary
        letters[f"{{{STYLE}}}country-{script}"] = letters[f"{{{FO}}}country"]
    parts = []
    if direction(language) == "rtl":
        turned = {f"{{{STYLE}}}writing-mode": "rl-tb", f"{{{FO}}}text-align": "start"}
        parts.append(make("paragraph-properties", turned))
    names = {
        f"{{{STYLE}}}name": paragraph(style, language),
        f"{{{STYLE}}}family": "paragraph",
        f"{{{STYLE}}}parent-style-name": style,
    }
    return make.style(names, *parts, make("text-properties", letters))


def column_styles(make: Any) -> list[Any]:  # noqa: ANN401
    """Return the styles of the table with two columns."""

    def style(name: str, family: str, properties: Any) -> Any:  # noqa: ANN401
        return make.style({f"{{{STYLE}}}name": name, f"{{{STYLE}}}family": family}, properties)

    cell = {f"{{{FO}}}padding": "0.18cm", f"{{{FO}}}border": "none", f"{{{FO}}}border-bottom": "0.5pt solid #d9d9d9"}
    return [
        style(
            "Sides", "table", make("table-properties", {f"{{{STYLE}}}width": "16cm", f"{{{TABLE}}}align": "margins"})
        ),
        style("Column", "table-column", make("table-column-properties", {f"{{{STYLE}}}column-width": "8cm"})),
        style("Cell", "table-cell", make("table-cell-properties", cell)),
    ]


def styles() -> bytes:
    """Return the styles that all documents share, and a page of A4."""
    names = " ".join(f'xmlns:{name}="{uri}"' for name, uri in NAMESPACES.items())
    bullets = (
        '<text:list-style style:name="Bullets"><text:list-level-style-bullet text:level="1" text:bullet-char="•">'
        '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
        '<style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.42cm" '
        'fo:margin-left="0.63cm"/></style:list-level-properties></text:list-level-style-bullet></text:list-style>'
    )
    default = (
        '<style:default-style style:family="paragraph"><style:paragraph-properties fo:line-height="120%" '
        'fo:orphans="2" fo:widows="2"/><style:text-properties style:font-name="Georgia" fo:font-size="11pt" '
        'style:font-size-asian="11pt" style:font-size-complex="11pt"/></style:default-style>'
    )
    page = (
        '<office:automatic-styles><style:page-layout style:name="Page"><style:page-layout-properties '
        'fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2.5cm"/></style:page-layout>'
        '</office:automatic-styles><office:master-styles><style:master-page style:name="Standard" '
        'style:page-layout-name="Page"/></office:master-styles>'
    )
    face = (
        '<office:font-face-decls><style:font-face style:name="Georgia" svg:font-family="Georgia" '
        'style:font-family-generic="roman" style:font-pitch="variable"/></office:font-face-decls>'
    )
    standard = '<style:style style:name="Standard" style:family="paragraph" style:class="text"/>'
    made = "".join(map(_written, _ALL))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-styles {names} office:version="1.3">{face}'
        f"<office:styles>{default}{standard}{made}{bullets}</office:styles>{page}</office:document-styles>"
    ).encode()


def _written(style: _Style) -> str:
    level = f'style:default-outline-level="{LEVELS[style.identity]}" ' if style.identity in LEVELS else ""
    size = "".join(f'{name}="{style.size:g}pt" ' for name in _SIZES)
    return (
        f'<style:style style:name="{style.identity}" style:display-name="{style.name}" style:family="paragraph" '
        f'style:parent-style-name="Standard" {level}><style:paragraph-properties fo:margin-top="{style.above:g}cm" '
        f'fo:margin-bottom="{style.below:g}cm" {style.paragraph}/><style:text-properties {size}{style.letters}/>'
        "</style:style>"
    )


_SIZES = ("fo:font-size", "style:font-size-asian", "style:font-size-complex")

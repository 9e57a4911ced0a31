"""Makes articles with headings, lists, quotes and footnotes of sentences, for other programs to make documents of.

    python benchmarks/documents_of.py SENTENCES OUT [--articles 200]

SENTENCES has a French sentence a line, in their order; a second column is passed over. For each article OUT gets

    text/N.txt       its text as benchmarks/documents.py wants it
    fodt/N.fodt      an OpenDocument file for `soffice --headless --convert-to docx` (odt, rtf, pdf)
    columns/N.fodt   the same in two columns, with hyphens
    md/N.md          Markdown for `pandoc -o N.epub`, `pandoc -t markdown`

The pages have running heads and numbers.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import dataclass
from html import escape
from pathlib import Path

_NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (
        ("office", "office"),
        ("text", "text"),
        ("style", "style"),
        ("meta", "meta"),
    )
) + (
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
_STYLES = """
<office:styles>
<style:default-style style:family="paragraph">
<style:text-properties fo:language="fr" fo:country="FR" fo:hyphenate="{hyphens}" fo:hyphenation-remain-char-count="2"
 fo:hyphenation-push-char-count="2" fo:font-size="{size}pt" style:font-name="Liberation Serif"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Text_20_body" style:display-name="Text body" style:family="paragraph"
 style:parent-style-name="Standard"><style:paragraph-properties fo:margin-bottom="0.2cm" fo:text-align="justify"
 fo:text-indent="{indent}cm"/></style:style>
<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Standard">
<style:paragraph-properties fo:text-align="center" fo:margin-bottom="0.4cm"/>
<style:text-properties fo:font-size="22pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph"
 style:parent-style-name="Standard" style:default-outline-level="2">
<style:paragraph-properties fo:margin-top="0.4cm" fo:margin-bottom="0.2cm" fo:keep-with-next="always"/>
<style:text-properties fo:font-size="14pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Quotations" style:family="paragraph" style:parent-style-name="Standard">
<style:paragraph-properties fo:margin-left="1cm" fo:margin-right="1cm" fo:margin-bottom="0.3cm"/></style:style>
<style:style style:name="Footnote" style:family="paragraph" style:parent-style-name="Standard">
<style:text-properties fo:font-size="9pt"/></style:style>
<style:style style:name="Header" style:family="paragraph" style:parent-style-name="Standard"/>
<style:style style:name="Footer" style:family="paragraph" style:parent-style-name="Standard">
<style:paragraph-properties fo:text-align="center"/></style:style>
</office:styles>
<office:automatic-styles><style:page-layout style:name="pm1"><style:page-layout-properties fo:page-width="21cm"
 fo:page-height="29.7cm" fo:margin="2cm">{columns}</style:page-layout-properties>
<style:header-style/><style:footer-style/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm1">
<style:header><text:p text:style-name="Header">Le Courrier du soir – {title}</text:p></style:header>
<style:footer><text:p text:style-name="Footer"><text:page-number text:select-page="current">1</text:page-number>
</text:p>
</style:footer></style:master-page></office:master-styles>
"""
_COLUMNS = '<style:columns fo:column-count="2" fo:column-gap="0.7cm"/>'


@dataclass(frozen=True)
class Part:
    kind: str
    text: str
    note: str = ""
    # Where in the text the mark of its note stands.
    mark: int = 0


def parts_of(sentences: list[str], chance: random.Random) -> list[Part]:
    some = iter(sentences)
    parts: list[Part] = []
    try:
        parts.append(Part("title", next(some).rstrip(".")))
        while True:
            what = chance.choices(["body", "heading", "items", "quote"], [10, 2, 1, 1])[0]
            if what == "items":
                parts += [Part("item", next(some)) for _ in range(chance.randint(2, 4))]
            elif what == "heading" and parts[-1].kind not in {"title", "heading"}:
                parts.append(Part("heading", next(some).rstrip(".")))
            else:
                texts = [next(some) for _ in range(chance.randint(1, 5))]
                note = next(some) if what == "body" and chance.random() < 0.2 else ""
                kind = "quote" if what == "quote" else "body"
                parts.append(Part(kind, " ".join(texts), note, len(texts[0])))
    except StopIteration:
        return parts


def text_of(parts: list[Part]) -> str:
    notes = [part.note for part in parts if part.note]
    return "\n\n".join([*(part.text for part in parts), *notes]) + "\n"


def fodt_of(parts: list[Part], *, columns: bool) -> str:
    body: list[str] = []
    number = 0
    names = {"title": "Title", "body": "Text_20_body", "quote": "Quotations"}
    for part in parts:
        text = escape(part.text, quote=False)
        if part.note:
            number += 1
            note = (
                f'<text:note text:id="ftn{number}" text:note-class="footnote">'
                f"<text:note-citation>{number}</text:note-citation>"
                f'<text:note-body><text:p text:style-name="Footnote">{escape(part.note, quote=False)}</text:p>'
                "</text:note-body></text:note>"
            )
            text = escape(part.text[: part.mark], quote=False) + note + escape(part.text[part.mark :], quote=False)
        if part.kind == "heading":
            body.append(f'<text:h text:style-name="Heading_20_2" text:outline-level="2">{text}</text:h>')
        elif part.kind == "item":
            body.append(
                f'<text:list><text:list-item><text:p text:style-name="Standard">{text}</text:p>'
                "</text:list-item></text:list>"
            )
        else:
            body.append(f'<text:p text:style-name="{names[part.kind]}">{text}</text:p>')
    styles = _STYLES.format(
        hyphens="true" if columns else "false",
        size=10 if columns else 12,
        indent=0.5 if columns else 0,
        columns=_COLUMNS if columns else "",
        title=escape(parts[0].text[:40], quote=False),
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {_NAMESPACES} office:version="1.2" '
        f'office:mimetype="application/vnd.oasis.opendocument.text">{styles}'
        f"<office:body><office:text>{''.join(body)}</office:text></office:body></office:document>\n"
    )


def markdown_of(parts: list[Part]) -> str:
    lines: list[str] = []
    notes: list[str] = []
    signs = {"title": "# ", "heading": "## ", "item": "- ", "quote": "> ", "body": ""}
    for part in parts:
        text = part.text
        if part.note:
            notes.append(f"[^{len(notes) + 1}]: {_escaped(part.note)}")
            text = f"{_escaped(text[: part.mark])}[^{len(notes)}]{_escaped(text[part.mark :])}"
        else:
            text = _escaped(text)
        lines.append(signs[part.kind] + text)
    return "\n\n".join([*lines, *notes]) + "\n"


def _escaped(text: str) -> str:
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#$~^@|" else sign for sign in text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--articles", type=int, default=200)
    given = parser.parse_args()
    chance = random.Random(22)
    lines = given.sentences.read_text(encoding="utf-8").split("\n")
    sentences = [text for line in lines if len(text := " ".join(line.partition("\t")[0].split())) > 20]
    for name in ("text", "fodt", "columns", "md"):
        (given.out / name).mkdir(parents=True, exist_ok=True)
    first = 0
    for number in range(given.articles):
        length = chance.randint(25, 70)
        parts = parts_of(sentences[first : first + length], chance)
        first += length
        for name, suffix, content in (
            ("text", "txt", text_of(parts)),
            ("fodt", "fodt", fodt_of(parts, columns=False)),
            ("columns", "fodt", fodt_of(parts, columns=True)),
            ("md", "md", markdown_of(parts)),
        ):
            (given.out / name / f"{number:03}.{suffix}").write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()

"""``corpus.epub``: the corpus as a book, a chapter per article, each paragraph in both languages or in one alone.

The format is EPUB 3 (https://www.w3.org/TR/epub-33/). Nothing in it depends on the clock: where the standard wants a
time, it is the beginning of 1980, the first that a zip archive can hold.
"""

from __future__ import annotations

import hashlib
import uuid
import zipfile
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from bilingual.data import Kind, Origin
from bilingual.formats.base import FileWriter, with_both_sides
from bilingual.formats.colophon import dateline, made_by
from bilingual.formats.documents.laid_out import Layout, laid_out
from bilingual.io.xml import for_xml
from bilingual.languages import direction, english_name, own_name, space, tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from bilingual.data import Article, Pair, Provenance
    from bilingual.formats.documents.laid_out import Document
    from bilingual.io.output import OutputFolder

_XHTML = "http://www.w3.org/1999/xhtml"
_EPUB = "http://www.idpf.org/2007/ops"
_OPF = "http://www.idpf.org/2007/opf"
_DC = "http://purl.org/dc/elements/1.1/"
_CONTAINER = "urn:oasis:names:tc:opendocument:xmlns:container"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MODIFIED = "1980-01-01T00:00:00Z"
_TITLE = "A bilingual corpus"
_STYLE = """\
h1, h2 { margin: 1.5em 0 0; line-height: 1.25; text-align: left; }
p { margin: 1em 0 0; }
.target { margin-top: 0.25em; padding-left: 1em; border-left: 2px solid; font-style: italic; font-weight: normal; }
.corrected { border-left: 4px double; }
.flagged { padding-right: 1em; border-right: 2px dotted; }
.facts, .caption, .byline, .note { font-size: 0.85em; }
.item { margin-left: 1em; text-indent: -1em; }
.item::before { content: "•\\2002"; }
"""
_HEADINGS = {Kind.HEADLINE: "h1", Kind.SUBHEADING: "h2"}


@dataclass(frozen=True, slots=True)
class _Chapter:
    """What the table of contents knows of an article."""

    file: str
    title: str


class EpubWriter(FileWriter):
    """Writes the chapters as the articles come; of each only its title stays in memory."""

    def __init__(self, output: OutputFolder, provenance: Provenance, layout: Layout = Layout.BOTH) -> None:
        super().__init__(output, provenance)
        self._layout = Layout(layout)
        self._name = f"corpus{self._layout.suffix(provenance)}.epub"
        stream = self._open.enter_context(output.create_binary(self._name, self._layout.of("epub")))
        self._zip = self._open.enter_context(zipfile.ZipFile(stream, "w"))
        self._chapters: list[_Chapter] = []
        self._digest = hashlib.sha256()
        with self._beginning():
            # First, and as it is: so a reader knows the file without unpacking it.
            self._add("mimetype", b"application/epub+zip", zipfile.ZIP_STORED)

    @property
    def main(self) -> Path:
        """The path of the book."""
        return self._output.path / self._name

    def add(self, article: Article, pairs: Sequence[Pair]) -> None:
        """Write the article's chapter."""
        if self._layout is not Layout.BOTH:
            self._add_alone(article, pairs)
            return
        pairs = with_both_sides(pairs)
        number = len(self._chapters) + 1
        headline = " ".join(pair.segment.text for pair in pairs if pair.segment.kind is Kind.HEADLINE)
        title = " ".join(for_xml(article.metadata.title or headline or article.id).split()) or str(number)
        chapter = _Chapter(f"chapter-{number}.xhtml", title)
        self._write(chapter, _chapter(chapter, article, pairs, article.provenance or self._provenance))

    def _add_alone(self, article: Article, pairs: Sequence[Pair]) -> None:
        """Write the chapter of an article in one language, where there is something of it."""
        document = laid_out(article, pairs, article.provenance or self._provenance, self._layout)
        if document.blocks:
            number = len(self._chapters) + 1
            title = document.title or for_xml(article.id).strip() or str(number)
            chapter = _Chapter(f"chapter-{number}.xhtml", " ".join(title.split()))
            self._write(chapter, _chapter_alone(chapter, document))

    def _write(self, chapter: _Chapter, content: bytes) -> None:
        self._chapters.append(chapter)
        self._digest.update(content)
        self._add(f"EPUB/{chapter.file}", content)

    def close(self) -> None:
        """Write the table of contents and all else that a book has."""
        identifier = uuid.uuid5(uuid.NAMESPACE_OID, self._digest.hexdigest()).urn
        self._add("META-INF/container.xml", _container())
        self._add("EPUB/package.opf", _package(self._chapters, identifier, self._provenance, self._layout))
        self._add("EPUB/nav.xhtml", _navigation(self._chapters))
        self._add("EPUB/style.css", _STYLE.encode())
        super().close()

    def _add(self, name: str, content: bytes, compression: int = zipfile.ZIP_DEFLATED) -> None:
        self._zip.writestr(zipfile.ZipInfo(name), content, compression)


def _chapter(chapter: _Chapter, article: Article, pairs: Sequence[Pair], provenance: Provenance) -> bytes:
    languages = provenance.languages
    make = _maker(_XHTML)
    body = make.body()
    headed = False
    for _, group in groupby(pairs, key=lambda pair: pair.segment.paragraph):
        members = list(group)
        kind = members[0].segment.kind
        element = "h2" if kind is Kind.HEADLINE and headed else _HEADINGS.get(kind, "p")
        headed = headed or element == "h1"
        attributes = {"class": kind.value, **_language(languages[0])}
        body.append(make(element, joined((pair.segment.text for pair in members), languages[0]), attributes))
        marks = ["corrected"] * _by_hand(members) + ["flagged"] * _flagged(members)
        attributes = {"class": " ".join(["target", *marks]), **_language(languages[1])}
        body.append(make.p(joined((pair.translation.text for pair in members), languages[1]), attributes))
    if not headed:
        body.insert(0, make.h1(chapter.title, _language(languages[0])))
    if facts := dateline(article.metadata):
        body.append(make.p(facts, {"class": "facts"}))
    origin = "Translated by people." if provenance.by_people else "Translated by machine."
    if _by_hand(pairs):
        origin += " Paragraphs with a double line beside them were corrected by hand."
    if _flagged(pairs):
        origin += " Paragraphs with a dotted line at their right hold a sentence that the checks distrust."
    body.append(make.p(origin, {"class": "facts", **_language("en")}))
    return _page(chapter.title, body, languages[0])


def _by_hand(pairs: Sequence[Pair]) -> bool:
    return any(pair.origin is Origin.HUMAN for pair in pairs)


def _flagged(pairs: Sequence[Pair]) -> bool:
    return any(pair.open_flags for pair in pairs)


def _chapter_alone(chapter: _Chapter, document: Document) -> bytes:
    """Return a chapter in one language; a paragraph is what its class says."""
    make = _maker(_XHTML)
    [language] = document.languages
    body = make.body()
    if all(block.kind is not Kind.HEADLINE for block in document.blocks):
        code = document.source_language if document.untranslated else language
        body.append(make.h1(chapter.title, _language(code)))
    for block in document.blocks:
        body.append(
            make(_HEADINGS.get(block.kind, "p"), block.texts[0], {"class": block.kind.value, **_language(language)})
        )
    if document.dateline:
        body.append(make.p(document.dateline, {"class": "facts", **_language(document.source_language)}))
    body.append(make.p(document.colophon, {"class": "facts", **_language("en")}))
    return _page(chapter.title, body, language)


def _navigation(chapters: Sequence[_Chapter]) -> bytes:
    make = _maker(_XHTML)
    entries = (make.li(make.a(chapter.title, href=chapter.file)) for chapter in chapters)
    contents = make.nav({f"{{{_EPUB}}}type": "toc"}, make.h1("Contents"), make.ol(*entries))
    return _page("Contents", make.body(contents), "en")


def _page(title: str, body: Any, language: str) -> bytes:  # noqa: ANN401 - lxml ships no types
    make = _maker(_XHTML)
    head = make.head(make.title(title), make.link(rel="stylesheet", type="text/css", href="style.css"))
    return _serialised(make.html(head, body, _language(language)), "<!DOCTYPE html>")


def _package(chapters: Sequence[_Chapter], identifier: str, provenance: Provenance, layout: Layout) -> bytes:
    make, dc = _maker(_OPF), _maker(_DC)
    languages = layout.languages(provenance)
    names = " and ".join(own_name(language) for language in languages)
    alone = f"Articles in {english_name(languages[0])}"
    translated = layout is not Layout.SOURCE
    metadata = make.metadata(
        dc.identifier(identifier, id="id"),
        dc.title(f"{_TITLE}: {names}" if layout is Layout.BOTH else alone),
        *(dc.language(tag(language)) for language in languages),
        *([dc.contributor(made_by(provenance))] if translated else []),
        make.meta(_MODIFIED, property="dcterms:modified"),
    )
    xhtml = {"media-type": "application/xhtml+xml"}
    files = [(f"c{number}", chapter.file) for number, chapter in enumerate(chapters, 1)]
    manifest = make.manifest(
        make.item({"id": "nav", "href": "nav.xhtml", "properties": "nav"}, xhtml),
        make.item({"id": "style", "href": "style.css", "media-type": "text/css"}),
        *(make.item({"id": name, "href": file}, xhtml) for name, file in files),
    )
    spine = make.spine(make.itemref(idref="nav"), *(make.itemref(idref=name) for name, _ in files))
    attributes = {"version": "3.0", "unique-identifier": "id", _LANG: "en"}
    return _serialised(make.package(attributes, metadata, manifest, spine))


def _container() -> bytes:
    make = _maker(_CONTAINER)
    package = {"full-path": "EPUB/package.opf", "media-type": "application/oebps-package+xml"}
    return _serialised(make.container({"version": "1.0"}, make.rootfiles(make.rootfile(package))))


def _maker(namespace: str) -> Any:  # noqa: ANN401
    from lxml.builder import ElementMaker

    prefixes = {_XHTML: {"epub": _EPUB}, _OPF: {"dc": _DC}, _DC: {"dc": _DC}}.get(namespace, {})
    main: dict[str | None, str] = {None: _OPF if namespace == _DC else namespace}
    return ElementMaker(namespace=namespace, nsmap=main | prefixes)


def _serialised(root: Any, doctype: str | None = None) -> bytes:  # noqa: ANN401
    from lxml import etree

    content: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype=doctype)
    return content


def _language(code: str) -> dict[str, str]:
    turned = {"dir": "rtl"} if direction(code) == "rtl" else {}
    return {"lang": tag(code), _LANG: tag(code)} | turned


def joined(texts: Iterable[str], language: str) -> str:
    """Return the sentences of a paragraph as it shows them."""
    return for_xml(space(language).join(texts))

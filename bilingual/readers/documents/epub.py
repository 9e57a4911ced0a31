"""EPUB books (https://www.w3.org/TR/epub-33/): a chapter, which is a file of the book's spine, is an article.

A file with several headings of the first level holds as many chapters. What is no text of the book is passed over: its
cover, title page, tables of contents.
"""

from __future__ import annotations

import html
import posixpath
import re
from dataclasses import dataclass, replace
from html.entities import html5
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from bilingual.data import Kind, Metadata
from bilingual.errors import InputError
from bilingual.io.xml import local_name
from bilingual.languages import ISO_639_1, ISO_639_2, word_set
from bilingual.readers.documents import laid_out, properties
from bilingual.readers.documents.archive import Archive
from bilingual.readers.documents.marked_up import blocks_of, said
from bilingual.readers.documents.opening import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bilingual.data import Article
    from bilingual.io.source import Source
    from bilingual.readers.documents.laid_out import Block

WHAT: Final = "EPUB book"
_CONTAINER: Final = "META-INF/container.xml"
_ENCRYPTION: Final = "META-INF/encryption.xml"
# A tree takes ten times that.
_MAX_CHAPTER_BYTES = 8 * 1024**2
_MAX_PACKAGE_BYTES = 4 * 1024**2
_MOST_CHAPTERS = 20_000
_PAGES: Final = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document"})
_ENTITY: Final = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_OF_XML: Final = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
# A page of which so much is links is a table of contents.
_MOST_LINKED = 0.8
_FEWEST_LINKS = 3
_PASSED_OVER: Final = word_set(
    "toc toc-brief landmarks page-list loi lot index cover titlepage halftitlepage copyright-page"
)


@dataclass(frozen=True, slots=True)
class _Book:
    """What the package of a book says: its files in their order, what chapters are called, and facts of all of it."""

    files: tuple[str, ...]
    labels: dict[str, str]
    facts: Metadata
    language: str | None


def read(source: Source, language: str = "fr", line_breaks: str = "auto") -> Iterator[Article | InputError]:
    """Yield the article of each chapter, or what is wrong with one. Raises InputError."""
    with opened(source) as (stream, sha256):
        archive = Archive(stream, source, WHAT)
        book = _package(archive, source)
        _refuse_encrypted(archive, book, source)
        if book.language and book.language != language:
            raise source.error(f"it is in '{book.language}', not in '{language}'", "Name its language with --from")
        origin = laid_out.Origin(source, source.id, source.name, sha256, language, line_breaks)
        found = False
        for one in _alone_or_numbered(_chapters(archive, book, source), origin):
            found = True
            yield one
    if not found:
        raise source.error("no prose in this book", "If its pages are pictures, run OCR on them")


def _alone_or_numbered(
    chapters: Iterator[tuple[list[Block], Metadata] | InputError], origin: laid_out.Origin
) -> Iterator[Article | InputError]:
    """Yield the articles of chapters; that of a book with one is called as the book, others have its number behind."""
    held: tuple[list[Block], Metadata] | None = None
    number = 0
    for chapter in chapters:
        if isinstance(chapter, InputError):
            yield chapter
            continue
        if not number and held is None and laid_out.article(*chapter, origin) is not None:
            held = chapter
            continue
        for blocks, facts in [one for one in (held, chapter) if one is not None]:
            if (found := laid_out.article(blocks, facts, origin.part(number + 1))) is not None:
                number += 1
                yield found
        held = None
    if held is not None and (found := laid_out.article(*held, origin)) is not None:
        yield found


def _chapters(archive: Archive, book: _Book, source: Source) -> Iterator[tuple[list[Block], Metadata] | InputError]:
    for file in book.files:
        if file not in archive:
            yield source.error(f"its chapter '{file}' is missing", "Fetch the book again")
            continue
        try:
            tree = _tree(archive.read(file, _MAX_CHAPTER_BYTES), source)
        except InputError as error:
            yield error
            continue
        if tree is None or _is_passed_over(tree):
            continue
        found = blocks_of(tree)
        linked = sum(one.linked for one in found)
        if linked > _MOST_LINKED * sum(len(one.block.text.strip()) for one in found) and len(found) >= _FEWEST_LINKS:
            continue
        title = book.labels.get(file)
        facts = replace(book.facts, title=title) if title else book.facts
        parts = _parted([one.block for one in found])
        for part in parts:
            yield part, facts if len(parts) == 1 else replace(facts, title=None)


def _is_passed_over(tree: Any) -> bool:  # noqa: ANN401 - lxml ships no types
    """Whether a page says as a whole that it is none of the book's text."""
    body = next(tree.iter("body"), tree)
    within = [child for child in body if isinstance(child.tag, str)]
    return bool((said(body) | (said(within[0]) if len(within) == 1 else set())) & _PASSED_OVER)


def _parted(blocks: list[Block]) -> list[list[Block]]:
    """Return the blocks of the chapters of a file, which begin with headings of the first level."""
    starts = [
        number
        for number, block in enumerate(blocks)
        if block.level == 1
        and block.kind in {Kind.SUBHEADING, Kind.HEADLINE}
        and (not number or blocks[number - 1].level != 1)
    ]
    if len(starts) < 2:  # noqa: PLR2004 - one chapter
        return [blocks]
    return [blocks[start:end] for start, end in pairwise([0, *starts[1:], len(blocks)])]


def _package(archive: Archive, source: Source) -> _Book:  # noqa: C901
    """Return what the package says. Raises InputError."""
    if _CONTAINER not in archive:
        raise archive.refusal()
    container = _xml(archive.read(_CONTAINER, _MAX_PACKAGE_BYTES), source)
    path = next((element.get("full-path") for element in container.iter() if _is(element, "rootfile")), None)
    if not path or path not in archive:
        raise archive.refusal("the list of its chapters is missing")
    package = _xml(archive.read(path, _MAX_PACKAGE_BYTES), source)
    folder = posixpath.dirname(path)
    items = {element.get("id"): element for element in package.iter() if _is(element, "item")}
    files: dict[str, None] = {}
    for reference in (element for element in package.iter() if _is(element, "itemref")):
        item = items.get(reference.get("idref"))
        if item is None or reference.get("linear") == "no" or "nav" in (item.get("properties") or "").split():
            continue
        if (item.get("media-type") or "application/xhtml+xml") in _PAGES:
            files[_place(folder, item.get("href") or "")] = None
    if not files:
        raise archive.refusal("it names no chapters")
    if len(files) > _MOST_CHAPTERS:
        raise source.error(f"it names more than {_MOST_CHAPTERS:,} chapters", "Split it")
    values: dict[str, list[str]] = {}
    for element in package.iter():
        if _is(element, "metadata"):
            for child in element:
                role = child.get("{http://www.idpf.org/2007/opf}role") or "aut"
                if isinstance(child.tag, str) and child.text and role == "aut":
                    values.setdefault(local_name(child), []).append(child.text)
    return _Book(tuple(files), _labels(archive, items, folder, source), _facts(values), _language(values))


def _facts(values: dict[str, list[str]]) -> Metadata:
    def first(name: str) -> str | None:
        return next(iter(values.get(name, ())), None)

    return properties.metadata(
        title=first("title"),
        authors=values.get("creator", []),
        date=first("date"),
        publisher=first("publisher"),
        license=first("rights"),
        url=first("source"),
    )


def _language(values: dict[str, list[str]]) -> str | None:
    """Return the code of the language that a book says it is in, None where it says none that is known."""
    codes = [value.strip().lower().replace("_", "-").partition("-")[0] for value in values.get("language", ())]
    known = [ISO_639_2.get(code, code) for code in codes]
    return known[0] if len(known) == 1 and known[0] in ISO_639_1 else None


def _labels(archive: Archive, items: dict[Any, Any], folder: str, source: Source) -> dict[str, str]:
    """Return what the book's own table of contents calls its files."""
    labels: dict[str, str] = {}
    for item in items.values():
        nav = "nav" in (item.get("properties") or "").split()
        if not nav and item.get("media-type") != "application/x-dtbncx+xml":
            continue
        place = _place(folder, item.get("href") or "")
        try:
            tree = _tree(archive.read(place, _MAX_PACKAGE_BYTES), source) if place in archive else None
        except InputError:
            continue
        base = posixpath.dirname(place)
        for element in tree.iter() if tree is not None else ():
            if _is(element, "navpoint") or _is(element, "navPoint"):
                text = next((one.text for one in element.iter() if _is(one, "text")), None)
                target = next((one.get("src") for one in element.iter() if _is(one, "content")), None)
            elif nav and _is(element, "a"):
                text, target = " ".join(element.itertext()), element.get("href")
            else:
                continue
            if text and target:
                labels.setdefault(_place(base, target), " ".join(text.split()))
    return labels


def _refuse_encrypted(archive: Archive, book: _Book, source: Source) -> None:
    """Raise InputError where the chapters are encrypted; fonts often are, which nobody reads."""
    if _ENCRYPTION not in archive:
        return
    listed = _xml(archive.read(_ENCRYPTION, _MAX_PACKAGE_BYTES), source)
    hidden = {unquote(element.get("URI") or "") for element in listed.iter() if _is(element, "CipherReference")}
    if hidden & set(book.files):
        raise source.error("it is encrypted (by a digital lock)", "Get a copy without one")


def _place(folder: str, target: str) -> str:
    """Return the name of a part that another one in ``folder`` refers to.

    >>> _place("EPUB", "text/a%20b.xhtml#fn1"), _place("EPUB/text", "../c.xhtml")
    ('EPUB/text/a b.xhtml', 'EPUB/c.xhtml')
    """
    return posixpath.normpath(posixpath.join(folder, unquote(target.partition("#")[0])))


def _is(element: Any, name: str) -> bool:  # noqa: ANN401
    return isinstance(element.tag, str) and local_name(element) == name


def _xml(raw: bytes, source: Source) -> Any:  # noqa: ANN401
    """Return the tree of a part that has to be XML. Raises InputError."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(_with_characters(raw), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise source.error(f"it is no sound XML ({error})", "Fetch the book again") from error
    _refuse_entities(root, source)
    return root


def _refuse_entities(root: Any, source: Source) -> None:  # noqa: ANN401
    definition = root.getroottree().docinfo.internalDTD
    if definition is not None and next(definition.iterentities(), None) is not None:
        raise source.error("it declares entities, which can hide anything", "Fetch the book again")


def _with_characters(raw: bytes) -> bytes:
    """Return XML with the characters that HTML's names stand for, as its own DTD is not fetched."""

    def written(entity: re.Match[bytes]) -> bytes:
        name = entity[1]
        character = None if name in _OF_XML else html5.get(name.decode() + ";")
        return entity[0] if character is None else "".join(f"&#{ord(one)};" for one in character).encode()

    return _ENTITY.sub(written, raw)


def _tree(raw: bytes, source: Source) -> Any:  # noqa: ANN401
    """Return the tree of a page, as XML or else as browsers read it; None for an empty one. Raises InputError."""
    from lxml import etree
    from lxml import html as lxml_html

    if not raw.strip():
        return None
    parser = lxml_html.XHTMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root: Any = etree.fromstring(_with_characters(raw), parser)
        _refuse_entities(root, source)
        for element in root.iter():
            if isinstance(element.tag, str):
                element.tag = local_name(element)
    except etree.XMLSyntaxError:
        told = re.match(rb"\s*<\?xml[^>]*encoding=[\"']([\w.-]+)", raw)
        encoding = told[1].decode() if told else "utf-8"
        try:
            root = lxml_html.document_fromstring(raw, parser=lxml_html.HTMLParser(encoding=encoding, no_network=True))
        except (etree.ParserError, LookupError):
            return None
    for link in root.iter("a"):
        # Notes may stand in a file of their own, and are notes as those below.
        target = link.get("href") or ""
        if "#" in target and "://" not in target:
            link.set("href", "#" + html.escape(target.partition("#")[2]))
    return root

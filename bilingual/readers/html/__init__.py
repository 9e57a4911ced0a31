"""Pages as they come from the web: trafilatura finds the article in them, and what the page says about it.

Before it looks, what belongs to no article leaves the tree (``markup.py``). Of the lines that it finds, the page's own
blocks say where they are cut and what they are (``blocks.py``, ``restoring.py``), and the facts of ``readers.page``
which of them are furniture. The text that the offsets index is made of the article's paragraphs, one a line with an
empty line between, white space folded. The page itself is not kept.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from bilingual.data import Article, Kind
from bilingual.io.installing import install
from bilingual.readers.html.blocks import Block, blocks
from bilingual.readers.html.markup import prune, tidy
from bilingual.readers.html.metadata import metadata, titles
from bilingual.readers.html.restoring import completed, parted
from bilingual.readers.page.marked import Line, analyse_marked
from bilingual.readers.page.typography import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bilingual.io.source import Source

# The blocks of the tree that trafilatura makes (its own TEI-like names); what is in no block of its own runs on.
_BLOCKS = {"head", "p", "item", "quote", "cell", "row", "list", "table", "code", "div"}
_LINE_BREAK = "lb"
_LATIN_1 = frozenset({"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"})


def read(
    source: Source,
    language: str = "fr",
    line_breaks: str = "auto",  # noqa: ARG001 - a page says where its paragraphs end
) -> Iterator[Article]:
    """Yield the one article of a page. Raises InputError where there is none, or trafilatura is not installed."""
    check(source)
    yield parse(source.read(), source, id=source.id, name=source.name, language=language)


def check(source: Source) -> None:
    """Raise InputError where trafilatura is not installed."""
    try:
        import trafilatura  # noqa: F401 - only to see whether it is there
    except ImportError as error:
        raise source.error("reading HTML needs the package trafilatura", install("trafilatura")) from error


def parse(  # noqa: PLR0913
    raw: bytes,
    source: Source,
    *,
    id: str,  # noqa: A002 - the field's own name
    name: str,
    language: str = "fr",
    charset: str | None = None,
) -> Article:
    """Return the article of a page. Raises InputError where there is none.

    Args:
        raw: the bytes of the page.
        source: where it comes from, for errors.
        id: what to call the article.
        name: what its source is called.
        language: code of the article's language.
        charset: the encoding that came with the page, None where it says it itself.
    """
    from trafilatura import bare_extraction, extract_metadata, load_html

    page_text = _decoded(raw, charset)
    tree: Any = load_html(raw if page_text is None else page_text) if raw.strip() else None
    lines: list[Block] = []
    if tree is not None:
        tidy(tree)
        about: Any = extract_metadata(tree)
        prune(tree)
        page = blocks(tree)
        # It returns a Document, None where it finds nothing.
        document: Any = bare_extraction(tree, include_comments=False)
        found = _lines(document.body, Kind.BODY) if document is not None else ()
        lines = completed(list(parted(found, page)), page)
    if not lines:
        raise source.error("no article in this page", "Remove it, or save its text as .txt")
    headings = [block.text for block in page if block.title or block.kind is Kind.SUBHEADING]
    text, paragraphs, said = analyse_marked(
        [Line(line.kind, line.text, line.credit) for line in lines], titles(about, headings), language
    )
    if not paragraphs:
        raise source.error("no article in this page, only page furniture", "Remove it, or save its text as .txt")
    return Article(
        id=id,
        text=text,
        paragraphs=paragraphs,
        metadata=metadata(about, said, raw),
        language=language,
        source=name,
        sha256=hashlib.sha256(raw).hexdigest(),
        # trafilatura tells other encodings itself, and does not say which it found.
        encoding="utf-8",
    )


def _decoded(raw: bytes, charset: str | None) -> str | None:
    r"""Return a page in the encoding that came with it, None where it is in another, or says it itself.

    >>> _decoded(b"L'\xe9t\xe9", "iso-8859-1"), _decoded(b"\xe9t\xe9", "utf-8"), _decoded(b"a", "none")
    ("L'été", None, None)
    """
    try:
        # Browsers read what is said to be Latin 1 as its superset.
        known = "windows-1252" if charset and charset.lower() in _LATIN_1 else charset
        return raw.decode(known) if known else None
    except (LookupError, UnicodeDecodeError):
        return None


def _lines(element: Any, kind: Kind) -> Iterator[Block]:  # noqa: ANN401 - lxml ships no types
    """Yield every line of prose in a block of trafilatura's tree, in order."""
    if element.tag == "head":
        kind = Kind.SUBHEADING
    running = [element.text or ""]
    for child in element:
        if child.tag in _BLOCKS or child.tag == _LINE_BREAK:
            if line := one_line("".join(running)):
                yield Block(kind, line)
            running = []
            if child.tag in _BLOCKS:
                yield from _lines(child, kind)
        else:
            running.append("".join(child.itertext()))
        running.append(child.tail or "")
    if line := one_line("".join(running)):
        yield Block(kind, line)

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


def read(
    source: Source,
    language: str = "fr",
    line_breaks: str = "auto",  # noqa: ARG001 - a page says where its paragraphs end
) -> Iterator[Article]:
    """Yield the one article of a page. Raises InputError where there is none, or trafilatura is not installed."""
    try:
        from trafilatura import bare_extraction, extract_metadata, load_html
    except ImportError as error:
        raise source.error("reading HTML needs the package trafilatura", install("trafilatura")) from error
    raw = source.read()
    tree: Any = load_html(raw) if raw.strip() else None
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
    yield Article(
        id=source.id,
        text=text,
        paragraphs=paragraphs,
        metadata=metadata(about, said, raw),
        language=language,
        source=source.name,
        sha256=hashlib.sha256(raw).hexdigest(),
        encoding="utf-8",  # trafilatura tells other encodings itself, and does not say which it found
    )


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

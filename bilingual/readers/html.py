"""Pages as they come from the web: trafilatura finds the article in them, and what the page says about it.

The text that the offsets index is made of the article's paragraphs, one a line with an empty line between, white space
folded. The page itself is not kept.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from bilingual.data import Article, Kind, Metadata, Paragraph
from bilingual.io.installing import install
from bilingual.lexicon.folding import fold_line
from bilingual.readers.page.typography import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bilingual.io.source import Source

# The blocks of the tree that trafilatura makes (its own TEI-like names); what is in no block of its own runs on.
_BLOCKS = {"head", "p", "item", "quote", "cell", "row", "list", "table", "code", "div"}
_LINE_BREAK = "lb"
# How French sites name the class of a standfirst.
_LEAD = ("chapo", "chapeau", "standfirst", "lead", "intro")


def read(source: Source, language: str = "fr", line_breaks: str = "auto") -> Iterator[Article]:  # noqa: ARG001 - a page says where its paragraphs end
    """Yield the one article of a page. Raises InputError where there is none, or trafilatura is not installed."""
    try:
        from trafilatura import bare_extraction
    except ImportError as error:
        raise source.error("reading HTML needs the package trafilatura", install("trafilatura")) from error
    raw = source.read()
    # It returns a Document, None where it finds nothing.
    document: Any = bare_extraction(raw, with_metadata=True, include_comments=False) if raw.strip() else None
    lines = list(_lines(document.body, Kind.BODY)) if document is not None else []
    if not lines:
        raise source.error("no article in this page", "Remove it, or save its text as .txt")
    metadata = Metadata(
        title=one_line(document.title),
        date=document.date or None,
        publisher=one_line(document.sitename),
        site=document.hostname or None,
        authors=tuple(name.strip() for name in (document.author or "").split(";") if name.strip()),
        section=one_line(next(iter(document.categories or []), None)),
    )
    text, paragraphs = _text(_headed(lines, metadata.title))
    yield Article(
        id=source.id,
        text=text,
        paragraphs=paragraphs,
        metadata=metadata,
        language=language,
        source=source.name,
        sha256=hashlib.sha256(raw).hexdigest(),
        encoding="utf-8",  # trafilatura tells other encodings itself, and does not say which it found
    )


def _lines(element: Any, kind: Kind) -> Iterator[tuple[Kind, str]]:  # noqa: ANN401 - lxml ships no types
    """Yield kind and text of every line of prose in a block, in order."""
    if element.tag == "head":
        kind = Kind.SUBHEADING
    elif any(name in (element.get("class") or "").lower() for name in _LEAD):
        kind = Kind.LEAD
    running = [element.text or ""]
    for child in element:
        if child.tag in _BLOCKS or child.tag == _LINE_BREAK:
            if line := one_line("".join(running)):
                yield kind, line
            running = []
            if child.tag in _BLOCKS:
                yield from _lines(child, kind)
        else:
            running.append("".join(child.itertext()))
        running.append(child.tail or "")
    if line := one_line("".join(running)):
        yield kind, line


def _headed(lines: list[tuple[Kind, str]], title: str | None) -> list[tuple[Kind, str]]:
    """Make the title the headline: where it stands in the text, or else in front of it."""
    if not title:
        return lines
    for number, (_, line) in enumerate(lines):
        if fold_line(line) == fold_line(title):
            return [*lines[:number], (Kind.HEADLINE, line), *lines[number + 1 :]]
    return [(Kind.HEADLINE, title), *lines]


def _text(lines: list[tuple[Kind, str]]) -> tuple[str, tuple[Paragraph, ...]]:
    r"""Return the lines as one text, and where in it each is.

    >>> _text([(Kind.HEADLINE, "Un"), (Kind.BODY, "Deux.")])[0]
    'Un\n\nDeux.\n'
    """
    paragraphs = []
    position = 0
    for kind, line in lines:
        paragraphs.append(Paragraph(position, position + len(line), kind))
        position += len(line) + 2
    return "\n\n".join(line for _, line in lines) + "\n", tuple(paragraphs)

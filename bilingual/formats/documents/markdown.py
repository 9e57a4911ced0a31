r"""``md/``: an article a file, in Markdown (https://spec.commonmark.org/), with its facts in YAML in front.

Of both languages, what the target says of a paragraph stands behind it as a quotation. Whatever could be mark-up has a
backslash before it, so that all text is text, in CommonMark, on GitHub and in Pandoc.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from bilingual.data import Kind
from bilingual.formats.documents.laid_out import plain
from bilingual.formats.documents.writing import DocumentWriter
from bilingual.languages import tag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bilingual.formats.documents.laid_out import Block, Document

# What is mark-up wherever it stands: emphasis, code, links, HTML, tables, what is struck out, formulas, notes.
_ANYWHERE = re.compile(r"[\\`*_\[\]<>~|$^]")
# An entity, a picture by its name, a citation of Pandoc or somebody on GitHub: where more follows.
_FOLLOWED = re.compile(r"&(?=#?\w{1,32};)|:(?=[\w+-]+:)|@(?=\w)")
# What begins a heading, a list, a definition, a part, or a line under a title or across the page; numbers and letters
# do with a full stop or a bracket behind them.
_BEGINS = re.compile(r"(?=[#+\-=:%@])|\(?(?:\d{1,9}|[a-z]|[ivxlcdm]{1,9}|[A-Z]|[IVXLCDM]{1,9})(?=[.)](?:\s|$))")
_HEADINGS = {Kind.HEADLINE: "# ", Kind.SUBHEADING: "## "}
# What is set in another way than running text.
_MARKS = {Kind.LEAD: "**", Kind.CAPTION: "*", Kind.BYLINE: "*"}
_RULE = "\n***\n"


class MarkdownWriter(DocumentWriter):
    """Writes Markdown."""

    NAME = "md"

    @staticmethod
    def render(document: Document) -> bytes:
        """Return the text."""
        return markdown_of(document).encode()


def markdown_of(document: Document) -> str:
    """Return a document as Markdown."""
    parts = [*_front(document)]
    before: Kind | None = None
    for block in document.blocks:
        if block.kind is Kind.NOTE is not before:
            parts.append(_RULE)
        parts += ["" if before is block.kind is Kind.ITEM else "\n", *_lines(block)]
        before = block.kind
    last = " · ".join(part for part in (document.dateline, document.colophon) if part)
    return "".join([*parts, _RULE, f"\n*{escape(last)}*\n"])


def _front(document: Document) -> Iterator[str]:
    """Yield the facts as YAML, of which strings in JSON are a part."""
    facts = document.facts
    yield "---\n"
    if document.title:
        yield f"title: {_quoted(document.title)}\n"
    if facts.authors:
        yield "author:\n"
        yield from (f"  - {_quoted(author)}\n" for author in facts.authors)
    for name, value in (
        ("date", facts.date),
        ("publisher", facts.publisher),
        ("url", facts.url),
        ("license", facts.license),
        ("lang", tag(document.languages[0])),
    ):
        if value:
            yield f"{name}: {_quoted(value)}\n"
    yield "---\n"


def _quoted(value: str) -> str:
    return json.dumps(plain(value), ensure_ascii=False)


def _lines(block: Block) -> Iterator[str]:
    """Yield the lines of a paragraph: the first language's as it is, another's behind it as a quotation."""
    first, *others = block.texts
    item = block.kind is Kind.ITEM
    if first:
        yield f"{'- ' if item else _HEADINGS.get(block.kind, '')}{_set(first, block.kind)}\n"
    for text in filter(None, others):
        said = f"**{escape(text)}**" if block.kind in _HEADINGS else _set(text, block.kind)
        # Of an item's two texts, the second is within the same item.
        yield f"{chr(10) if first else ''}{('  ' if first else '- ') if item else ''}> {said}\n"


def _set(text: str, kind: Kind) -> str:
    """Return a text as the beginning of a line of its kind."""
    if mark := _MARKS.get(kind):
        return f"{mark}{escape(text)}{mark}"
    line = escape(text)
    if kind in _HEADINGS:
        return re.sub(r"(?=#+$)", r"\\", line, count=1)  # what stands at its end may close a heading
    if found := _BEGINS.match(line):
        return f"{found[0]}\\{line[found.end() :]}"
    return line


def escape(text: str) -> str:
    r"""Return a text with a backslash before whatever could be mark-up in the middle of a line.

    >>> print(escape("5 * 3 < 20 & <b>, AT&amp;T, [1] snake_case"))
    5 \* 3 \< 20 & \<b\>, AT\&amp;T, \[1\] snake\_case
    """
    return _FOLLOWED.sub(r"\\\g<0>", _ANYWHERE.sub(r"\\\g<0>", text))

"""``txt/``: an article a file, in plain text (UTF-8): a paragraph a line, with empty lines between them.

Of both languages, the lines of a paragraph stand together, the source's first. Two empty lines stand before a heading,
items of a list are set in and follow one another, and the last line says who wrote the article and who translated it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.data import Kind
from bilingual.formats.documents.writing import DocumentWriter

if TYPE_CHECKING:
    from bilingual.formats.documents.laid_out import Block, Document


class TextWriter(DocumentWriter):
    """Writes plain text."""

    NAME = "txt"

    @staticmethod
    def render(document: Document) -> bytes:
        """Return the text."""
        return text_of(document).encode()


def text_of(document: Document) -> str:
    """Return a document as plain text."""
    parts: list[str] = []
    before: Kind | None = None
    for block in document.blocks:
        parts += [_gap(before, block.kind), *_lines(block)]
        before = block.kind
    last = " · ".join(part for part in (document.untranslated, document.dateline, document.colophon) if part)
    return "".join([*parts, "\n\n", last, "\n"])


def _gap(before: Kind | None, kind: Kind) -> str:
    """Return the empty lines before a paragraph."""
    if before is None:
        return ""
    if before is kind is Kind.ITEM:
        return ""
    return "\n\n" if kind is Kind.SUBHEADING else "\n"


def _lines(block: Block) -> list[str]:
    indent = "  " if block.kind is Kind.ITEM else ""
    return [f"{indent}{text}\n" for text in block.texts if text]

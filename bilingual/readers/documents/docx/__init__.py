"""DOCX, the documents of Word: WordprocessingML in a zip archive (ECMA-376, part 1, section 17).

Read are the paragraphs of the text, of its tables, text boxes and content controls, then the footnotes and endnotes in
the order in which the text refers to them. What was deleted and tracked is left out, as are hidden text, headers and
footers, comments, and tables of contents.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Final

from bilingual.data import Kind
from bilingual.readers.documents import laid_out, properties
from bilingual.readers.documents.archive import Archive
from bilingual.readers.documents.docx.body import Body
from bilingual.readers.documents.docx.styles import Styles
from bilingual.readers.documents.events import listen
from bilingual.readers.documents.opening import opened
from bilingual.readers.documents.styles import Meanings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bilingual.data import Article
    from bilingual.io.source import Source
    from bilingual.readers.documents.laid_out import Block

WHAT: Final = "DOCX document"
_MAIN: Final = "word/document.xml"


def read(source: Source, language: str = "fr", line_breaks: str = "auto") -> Iterator[Article]:
    """Yield the one article of a document. Raises InputError."""
    with opened(source) as (stream, sha256):
        archive = Archive(stream, source, WHAT)
        main = _main_part(archive, source)
        folder = posixpath.dirname(main)
        styles = Styles()
        if (part := f"{folder}/styles.xml") in archive:
            listen(archive.chunks(part), styles, source)
        body = Body(Meanings(styles.found), styles.default)
        listen(archive.chunks(main), body, source)
        blocks = [*body.collected.blocks(), *_notes(archive, folder, body, source)]
        facts = properties.of_office(archive, source, "docProps/core.xml")
    origin = laid_out.Origin(source, source.id, source.name, sha256, language, line_breaks)
    found = laid_out.article(blocks, facts, origin)
    if found is None:
        raise source.error("no prose in this document", "Remove it, or put the article's text into it")
    yield found


def _main_part(archive: Archive, source: Source) -> str:
    """Return the name of the part that has the text. Raises InputError where there is none."""
    if "_rels/.rels" in archive:
        relations = _Relations()
        listen(archive.chunks("_rels/.rels"), relations, source)
        if relations.main in archive:
            return relations.main
    if _MAIN in archive:
        return _MAIN
    raise archive.refusal()


class _Relations:
    """Finds the part with the text among the relations of a package."""

    def __init__(self) -> None:
        self.main = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
            target = attributes.get("Target", "").lstrip("/")
            self.main = target if target.endswith(".xml") and target.startswith("word") else self.main

    def end(self, name: str) -> None: ...

    def data(self, text: str) -> None: ...


def _notes(archive: Archive, folder: str, body: Body, source: Source) -> list[Block]:
    """Return the notes that the text refers to, in its order."""
    found: list[Block] = []
    known: dict[str, dict[str, list[Block]]] = {}
    for part, identity in dict.fromkeys(body.wanted):
        if part not in known:
            name = f"{folder}/{part}.xml"
            notes = Body(body.meanings, "", part)
            if name in archive:
                listen(archive.chunks(name), notes, source)
            known[part] = notes.notes
        found += [
            laid_out.Block(block.text, Kind.NOTE, fixed=block.fixed)
            for block in known[part].get(identity, ())
            if block.text.strip()
        ]
    return found

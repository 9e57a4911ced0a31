"""What the formats share that have a file an article, in a folder that is called as they are.

The first thousand files lie in ``docx/``, the second thousand in ``docx/2/``, and so on, as the pages do. A file that
would come out as it stands is not written again.
"""

from __future__ import annotations

import hashlib
from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar

from bilingual.formats.base import Writer
from bilingual.formats.documents.laid_out import Layout, laid_out
from bilingual.formats.html import PAGES_PER_FOLDER
from bilingual.io.files import page_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bilingual.data import Article, Pair, Provenance
    from bilingual.formats.documents.laid_out import Document
    from bilingual.io.output import OutputFolder


class FolderWriter(Writer):
    """Writes a file for each article, as it comes; nothing of it stays in memory. ``NAME`` is that of its format."""

    NAME: ClassVar[str]

    def __init__(self, output: OutputFolder, provenance: Provenance, layout: Layout = Layout.BOTH) -> None:
        self._output = output
        self._provenance = provenance
        self._layout = Layout(layout)
        self._format = self._layout.of(self.NAME)
        self._written = 0
        self._first = ""

    @property
    def main(self) -> Path:
        """The first of the files; the folder, where there is none."""
        return self._output.path / (self._first or self._format)

    def close(self) -> None:
        """Do nothing: every file is written."""

    def _place(self, article: Article) -> str:
        """Return the name of the next file, within the output folder."""
        folder = self._written // PAGES_PER_FOLDER + 1
        self._written += 1
        within = "" if folder == 1 else f"{folder}/"
        suffix = f"{self._layout.suffix(self._provenance)}.{self.NAME}"
        name = f"{self._format}/{within}{page_name(article.id)}{suffix}"
        self._first = self._first or name
        return name

    def _put(self, name: str, content: bytes) -> None:
        """Write a file, unless it is there as it is to be."""
        key = hashlib.sha256(content).hexdigest()
        if not self._output.keep(name, self._format, key):
            with self._output.create_binary(name, self._format, key) as stream:
                stream.write(content)


class DocumentWriter(FolderWriter):
    """Writes a document for each article that has something to show."""

    def add(self, article: Article, pairs: Sequence[Pair]) -> None:
        """Write the article's document."""
        document = laid_out(article, pairs, article.provenance or self._provenance, self._layout)
        if document.blocks:
            self._put(self._place(article), self.render(document))

    @staticmethod
    @abstractmethod
    def render(document: Document) -> bytes:
        """Return the bytes of a file that shows a document, the same for the same document."""

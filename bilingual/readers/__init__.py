"""Readers: one source file → the articles in it. To add a format, write its module and add one line here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from bilingual.readers import html, jsonl, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bilingual.data import Article
    from bilingual.errors import InputError
    from bilingual.io.source import Source


class Reader(Protocol):
    """Yields the articles of a file in order, or what is wrong with one; raises InputError where all is lost.

    An article's id is a proposal: the pipeline makes it unique.
    """

    def __call__(
        self, source: Source, language: str = "fr", line_breaks: str = "auto"
    ) -> Iterator[Article | InputError]:
        """Read ``source``, whose articles are in ``language`` (see ``languages.py``).

        ``line_breaks`` says what to do with those of plain text: ``auto``, ``keep`` or ``join``.
        """
        ...


# By the suffix of the file name in lower case, without that of a compression.
READERS: Final[dict[str, Reader]] = {
    ".txt": text.read,
    ".jsonl": jsonl.read,
    ".ndjson": jsonl.read,
    ".html": html.read,
    ".htm": html.read,
}
# For stdin, and for a file that is named itself but has none of these suffixes.
DEFAULT: Final[Reader] = text.read

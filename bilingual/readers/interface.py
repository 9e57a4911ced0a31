"""What every reader is: one source file → the articles in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bilingual.readers.fields import ANYWHERE, Fields

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


class RowReader(Reader, Protocol):
    """A reader of rows with fields, some of which a person may have named.

    It raises NoTextError where no row has a text: a table or JSON in a folder may be about anything.
    """

    def __call__(
        self, source: Source, language: str = "fr", line_breaks: str = "auto", fields: Fields = ANYWHERE
    ) -> Iterator[Article | InputError]:
        """Read ``source``; ``fields`` are those that a person named."""
        ...

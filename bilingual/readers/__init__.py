"""Readers: the bytes of one source file → one Article. To add a format, write its module and add one line here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from bilingual.readers import text

if TYPE_CHECKING:
    from bilingual.article import Article


class Reader(Protocol):
    """Turn the bytes of one file into an Article; raise InputError where they hold none."""

    def __call__(self, raw: bytes, *, id: str, source: str, language: str = "fr") -> Article:  # noqa: A002 - as in Article
        """Return the article called ``id`` that ``raw``, the bytes of the file ``source``, holds."""
        ...


READERS: Final[dict[str, Reader]] = {
    ".txt": text.parse,
}

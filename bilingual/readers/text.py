"""Plain text files as they are saved from news sites."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from bilingual.data import Article
from bilingual.errors import InputError
from bilingual.readers.encoding import decode
from bilingual.readers.mending import mend
from bilingual.readers.prose import prose_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bilingual.io.source import Source


def read(source: Source, language: str = "fr", line_breaks: str = "auto") -> Iterator[Article]:
    """Yield the one article of a text file. Raises InputError."""
    raw = source.read()
    try:
        article = parse(raw, id=source.id, source=source.name, language=language, line_breaks=line_breaks)
    except InputError as error:
        raise source.error(error.message, error.remedy) from error
    yield article


def parse(
    raw: bytes,
    *,
    id: str,  # noqa: A002 - the field's own name
    source: str,
    language: str = "fr",
    line_breaks: str = "auto",
) -> Article:
    r"""Return the article that the bytes of a text file hold.

    Args:
        raw: the file's bytes.
        id: what to call the article; unique within a run.
        source: the file's path as the user gave it;
        language: code of the article's language, see ``languages.py``.
        line_breaks: ``auto``, ``keep`` or ``join``, see ``segmentation/wrapping/``.

    Raises:
        InputError: ``raw`` cannot be decoded, or holds no prose.

    >>> article = parse("Titre\n\nUne phrase.\n".encode(), id="a", source="a.txt")
    >>> [(paragraph.kind.value, article.text[paragraph.start : paragraph.end]) for paragraph in article.paragraphs]
    [('headline', 'Titre'), ('body', 'Une phrase.')]
    """
    text, encoding = decode(raw, language)
    mended = mend(text)
    text = mended.text
    prose = prose_of(text, language, line_breaks)
    if not prose.paragraphs:
        raise InputError("no prose, only page furniture", "Remove it, or put the article's text into it")
    return Article(
        id=id,
        text=text,
        paragraphs=prose.paragraphs,
        metadata=prose.metadata,
        language=language,
        source=source,
        sha256=hashlib.sha256(raw).hexdigest(),
        encoding=mended.encoding(encoding),
        notes=mended.notes + prose.notes,
        joined=prose.joined,
    )

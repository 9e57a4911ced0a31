"""JSON Lines: an article a line, with ``text`` and whatever else is known of it.

A line is an object with ``text`` (required) and, if known, ``id``, ``title``, ``date`` (ISO 8601), ``publisher``,
``site``, ``authors`` (a list of strings, or one), ``section``. What the line says wins over what is found in the text.
A ``language`` must be that of the sources, where it is a code at all.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import jsonlines

from bilingual.data import Article
from bilingual.io.lines import BoundedLines, EndlessError, TooLongError
from bilingual.languages import ISO_639_1, tag
from bilingual.lexicon.folding import fold_line
from bilingual.readers.mending import mojibake_note
from bilingual.readers.page.typography import one_line
from bilingual.readers.prose import prose_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bilingual.errors import InputError
    from bilingual.io.source import Source

# What no article reaches; a longer line is read past in pieces, so that it cannot fill the memory.
MAX_LINE_BYTES = 64 * 1024**2
# How far into the text its own title may begin, in characters.
_TITLE_WITHIN = 50
_ISO_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?(?![\d-])")


def read(source: Source, language: str = "fr", line_breaks: str = "auto") -> Iterator[Article | InputError]:
    """Yield the article of each line, or what is wrong with it; empty lines are passed over. Raises InputError."""
    with source.open() as stream:
        lines = BoundedLines(stream, MAX_LINE_BYTES)
        reader = jsonlines.Reader(lines, loads=json.loads)
        while True:
            try:
                record = reader.read(type=dict, skip_empty=True)
                found: Article | InputError = _article(record, lines, source, language, line_breaks)
            except EOFError:
                return
            except TooLongError:
                found = _too_long(source, lines)
            except (ValueError, RecursionError) as error:
                reason = f"line {lines.number} is no article ({_reason(error)})"
                found = source.error(reason, "Correct or remove the line")
            yield found


def _too_long(source: Source, lines: BoundedLines) -> InputError:
    """Return what to say of a line that is too long, of which the end is found. Raises InputError where it is not."""
    try:
        lines.skip()
    except EndlessError as error:
        reason = f"line {lines.number} is too long for an article, and no end of it was found: the rest is left out"
        raise source.error(reason, "Split or remove it") from error
    return source.error(f"line {lines.number} is too long for an article", "Split or remove it")


def _reason(error: Exception) -> str:
    """Return what is wrong with a line."""
    match error.__cause__ if isinstance(error, jsonlines.InvalidLineError) else error:
        case UnicodeDecodeError(start=start):
            return f"no UTF-8 at byte {start}"
        case json.JSONDecodeError() | RecursionError():
            return "no JSON"
        case None:
            return 'no object with a "text"'
        case other:
            return str(other)


def _article(
    record: dict[str, Any], line: BoundedLines, source: Source, language: str, line_breaks: str = "auto"
) -> Article:
    """Return the article of a line that holds an object. Raises ValueError with what is wrong."""
    if not isinstance(record.get("text"), str):
        raise ValueError('no object with a "text"')  # noqa: TRY004 - what is wrong is the line, not the program
    _refuse_other(record.get("language"), language)
    text = _clean(record["text"])
    title = _string(record, "title")
    # A title that is not in the text is prose too, to be translated: it goes in front.
    if title and not fold_line(text[: _TITLE_WITHIN + len(title)]).startswith(fold_line(title)):
        text = f"{title}\n\n{text}"
    prose = prose_of(text, language, line_breaks)
    found = prose.metadata
    if not prose.paragraphs:
        raise ValueError("no prose in it")
    return Article(
        id=_id(record.get("id"), source, line.number),
        text=text,
        paragraphs=prose.paragraphs,
        metadata=replace(
            found,
            title=title or found.title,
            date=_date(record) or found.date,
            publisher=_string(record, "publisher") or found.publisher,
            site=_string(record, "site") or found.site,
            authors=_authors(record) or found.authors,
            section=_string(record, "section") or found.section,
        ),
        language=language,
        source=f"{source.name}:{line.number}",
        sha256=hashlib.sha256(line.raw).hexdigest(),
        encoding="utf-8",
        notes=mojibake_note(text) + prose.notes,
        joined=prose.joined,
    )


def _refuse_other(stated: object, language: str) -> None:
    """Raise ValueError where a line says by a code that it is in another language: ``de`` or ``de-CH``.

    >>> _refuse_other("de", "fr")
    Traceback (most recent call last):
    ValueError: it is in 'de', not in 'fr'
    >>> _refuse_other("fr-CA", "fr"), _refuse_other("français", "fr"), _refuse_other("zh-TW", "zt")
    (None, None, None)
    """
    code = stated.replace("_", "-").partition("-")[0].lower() if isinstance(stated, str) else language
    if code in ISO_639_1 and code not in {language, tag(language).partition("-")[0]}:
        raise ValueError(f"it is in '{code}', not in '{language}'")


def _id(value: object, source: Source, number: int) -> str:
    """Return the record's own id, or the file's with the number of the line."""
    if isinstance(value, str) and value.strip():
        return _clean(value)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else f"{source.id}-{number}"


def _string(record: dict[str, Any], name: str) -> str | None:
    """Return a field of the record on one line, None where it is absent or empty. Raises ValueError."""
    value = record.get(name)
    if value is not None and not isinstance(value, str):
        raise ValueError(f'"{name}" is no string')
    return one_line(_clean(value)) if value else None


def _date(record: dict[str, Any]) -> str | None:
    """Return the date in ISO 8601, without the time of day; None where it is absent. Raises ValueError."""
    value = _string(record, "date")
    if value is None:
        return None
    if not (match := _ISO_DATE.match(value)):
        raise ValueError('"date" is not ISO 8601, such as 2023-08-02')
    return match[0]


def _authors(record: dict[str, Any]) -> tuple[str, ...]:
    value = record.get("authors")
    if value is None:
        return ()
    authors = [value] if isinstance(value, str) else value
    if not isinstance(authors, list) or not all(isinstance(author, str) for author in authors):
        raise ValueError('"authors" is no list of strings')
    return tuple(_clean(author) for author in authors)


def _clean(text: str) -> str:
    r"""Return text that can be encoded: JSON can hold halves of characters, which become U+FFFD.

    >>> _clean("a\ud800b")
    'a\ufffdb'
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

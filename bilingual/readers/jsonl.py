"""JSON: an article a line (JSON Lines), or a list of them, or one, as it is printed; ``rows.py`` says what is in one.

A list is read as it comes, whatever its length. An object that holds a list, as services answer, is taken apart up to
``MAX_ROW_BYTES``; a larger one where the list has a name that services use.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import IO, TYPE_CHECKING, Any

from bilingual.io.json_values import CutError, JsonValues, NoJsonError, TooLargeError
from bilingual.io.lines import BoundedLines, EndlessError, TooLongError
from bilingual.io.peeked import BEGINNING, as_utf8
from bilingual.readers import rows
from bilingual.readers.decoding import NoTextBytesError, decoded
from bilingual.readers.fields import ANYWHERE, Fields, key
from bilingual.readers.rows import How, NoTextError, Place
from bilingual.readers.wrapped import LISTS, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bilingual.data import Article
    from bilingual.errors import InputError
    from bilingual.io.source import Source
    from bilingual.readers.fields import Row

# What no article reaches; a longer line is read past in pieces, so that it cannot fill the memory.
MAX_LINE_BYTES = rows.MAX_ROW_BYTES
# Raw tabs and line feeds in strings are against the rules, and plain to understand.
_DECODER = json.JSONDecoder(strict=False)


def read(
    source: Source, language: str = "fr", line_breaks: str = "auto", fields: Fields = ANYWHERE
) -> Iterator[Article | InputError]:
    """Yield the article of each line or object, or what is wrong with it. Raises InputError.

    That is a NoTextError where the file holds no text, or is no JSON at all.
    """
    with source.open() as raw:
        if source.within is not None:  # whoever parted it saw that it is lines of UTF-8
            items = _lines(raw, source, language, "utf-8", fields)
            yield from rows.read(items, source, How(language, line_breaks, fields))
            return
        beginning, stream, encoding = as_utf8(raw)
        if is_lines(beginning, fields, by_line=source.format != ".json"):
            items = _lines(stream, source, language, encoding, fields)
        else:
            items = _values(stream, source, language, encoding, fields)
        yield from rows.read(items, source, How(language, line_breaks, fields))


def is_lines(beginning: bytes, fields: Fields = ANYWHERE, *, by_line: bool = True) -> bool:
    r"""Whether a file that begins so has an object a line; ``by_line`` says that its name promises that.

    >>> is_lines(b'{"text": "Un."}\n{"text": "Deux."}\n', by_line=False), is_lines(b'{\n  "text": "Un."\n}')
    (True, False)
    >>> is_lines(b'[{"text": "Un."}]'), is_lines(b'{"articles": [{"text": "Un."}]}')
    (False, False)
    """
    start = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
    first, _, rest = start.partition(b"\n")
    if not start or start.startswith(b"["):
        return by_line and not start
    if not start.startswith(b"{"):
        return by_line
    whole = len(beginning) < BEGINNING or b"\n" in start
    value = _parsed(first)
    if isinstance(value, dict):
        if not rest.strip() and len(beginning) < BEGINNING:
            return by_line and not rows_of(value, fields)
        return True
    if isinstance(_parsed(rest.partition(b"\n")[0]), dict):
        return True
    return by_line and (not whole or first.rstrip()[-1:] not in {b"{", b"[", b",", b":"})


def _parsed(line: bytes) -> Any:  # noqa: ANN401 - whatever JSON can hold
    try:
        return _DECODER.decode(line.decode("utf-8", "replace").strip())
    except (ValueError, RecursionError):
        return None


def _lines(
    stream: IO[bytes], source: Source, language: str, encoding: str, fields: Fields
) -> Iterator[tuple[Place, Any] | InputError]:
    """Yield what each line holds; empty lines are passed over. Raises InputError.

    A line may be a whole answer of a service, with many objects in it.
    """
    lines = BoundedLines(stream, MAX_LINE_BYTES, source.within.row - 1 if source.within else 0)
    while True:
        try:
            line = next(lines)
        except StopIteration:
            return
        except TooLongError:
            yield _too_long(source, lines)
            continue
        if not line.strip():
            continue
        name = f"line {lines.number}"
        try:
            value, how = _decoded(line, language, encoding)
        except ValueError as error:
            yield source.error(f"{name} is no article ({error})", "Correct or remove the line")
            continue
        if _is_action(value):
            continue
        digest = hashlib.sha256(line).hexdigest()
        for row in rows_of(value, fields) if isinstance(value, dict) else []:
            inner = hashlib.sha256(json.dumps(row, sort_keys=True).encode()).hexdigest()
            yield Place(lines.number, name, inner, how), row
            digest = ""
        if digest:
            yield Place(lines.number, name, digest, how), value


def _is_action(value: Any) -> bool:  # noqa: ANN401
    """Whether a line says what to do with the next one, as in what Elasticsearch reads in bulk.

    >>> _is_action({"index": {"_id": "3"}}), _is_action({"index": {"text": "Oui."}}), _is_action({"text": "Oui."})
    (True, False, False)
    """
    if not isinstance(value, dict) or len(value) != 1:
        return False
    told = value.get("index", value.get("create"))
    return isinstance(told, dict) and all(name.startswith("_") for name in told)


def _too_long(source: Source, lines: BoundedLines) -> InputError:
    """Return what to say of a line that is too long, of which the end is found. Raises InputError where it is not."""
    try:
        lines.skip()
    except EndlessError as error:
        reason = f"line {lines.number} is too long for an article, and no end of it was found: the rest is left out"
        raise source.error(reason, "Split or remove it") from error
    return source.error(f"line {lines.number} is too long for an article", "Split or remove it")


def _decoded(raw: bytes, language: str, encoding: str) -> tuple[Any, str]:
    """Return the value of some JSON, and in which encoding it is. Raises ValueError, which says what is wrong."""
    text, how = decoded(raw, language, encoding)
    try:
        return _DECODER.decode(text.strip()), how
    except (ValueError, RecursionError) as error:
        raise ValueError("no JSON") from error


def _values(
    stream: IO[bytes], source: Source, language: str, encoding: str, fields: Fields
) -> Iterator[tuple[Place, Any] | InputError]:
    """Yield the objects of a JSON text, those in lists too. Raises InputError."""
    values = JsonValues(stream, MAX_LINE_BYTES, lambda name: key(name) in LISTS)
    number = 0
    while True:
        try:
            raw = next(values)
        except StopIteration:
            return
        except TooLargeError:
            number += 1
            yield source.error(
                f"item {number} is too large for an article", "Split or remove it, or give a list of them"
            )
            continue
        except (CutError, NoJsonError) as error:
            raise _broken(error, number, source) from error
        number += 1
        name = f"item {number}"
        try:
            value, how = _decoded(raw, language, encoding)
        except NoTextBytesError as error:
            yield source.error(f"{name} is no article ({error})", "Save it as UTF-8")
            continue
        except ValueError as error:
            if number == 1 and not raw.startswith((b"{", b"[", b'"')):
                raise _broken(NoJsonError("no JSON"), 0, source) from error
            yield source.error(f"{name} is no article ({error})", "Correct or remove it")
            continue
        inner = _inner(value, fields, listed=values.listed)
        if not inner:
            alone = number == 1 and not values.listed and _ended(values)
            yield Place(number, name, hashlib.sha256(raw).hexdigest(), how, alone=alone), value
        for count, row in enumerate(inner, start=number):
            # Its bytes in the file are not known; these are the same wherever it stands.
            digest = hashlib.sha256(json.dumps(row, sort_keys=True).encode()).hexdigest()
            yield Place(count, f"item {count}", digest, how), row
        number += max(0, len(inner) - 1)


def _inner(value: Any, fields: Fields, *, listed: bool) -> list[Row]:  # noqa: ANN401
    """Return the rows that a value holds, none where it is one itself."""
    if isinstance(value, Mapping):
        return [] if listed else rows_of(value, fields)
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []


def _ended(values: JsonValues) -> bool:
    return values.ended


def _broken(error: ValueError, number: int, source: Source) -> InputError:
    """Return what to say of a text that is no JSON, or no longer."""
    if isinstance(error, CutError):
        where = f" behind item {number}" if number else ""
        return source.error(f"it is cut short{where} ({error})", "Fetch it again")
    if number:
        return source.error(f"what stands behind item {number} is no JSON", "Correct or remove it")
    told = source.error("it is no JSON", "Correct it, or read it as text with --as txt")
    return NoTextError(told.message, told.remedy)

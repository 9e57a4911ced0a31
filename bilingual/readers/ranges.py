"""Where a large file of rows may be cut, so that each part of it is read by itself as it is within the whole.

A part begins where a row does, and knows the number of its first row. What the whole file decides on (its encoding, the
names and the quoting of its columns, whether it is lines of JSON) is decided by its beginning alone, which every part
looks at, or it is not cut.
"""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING

from bilingual.data import Article
from bilingual.errors import InputError
from bilingual.io.peeked import as_utf8
from bilingual.io.regular import open_regular
from bilingual.io.source import COMPRESSED, Part
from bilingual.readers import ROWS, jsonl, parquet, read, suffix_for, table
from bilingual.readers.sources import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bilingual.io.source import Source
    from bilingual.options import Options

_CHUNK = 1 << 20
# The last part may be so much larger than the others, rather than that one of less than half is left.
REST = 1.5


def parts(source: Source, options: Options, size: int) -> list[Part]:
    """Return the parts of a file, of about ``size`` bytes each, in order; nothing where it is to be read whole.

    They have all its bytes, or all its groups of rows. A part is larger where a row is. Raises InputError.
    """
    path = source.path
    reader = ROWS.get(suffix_for(source, options.read_as))
    if reader is None or path is None or path.suffix.lower() in COMPRESSED:
        return []
    found: list[Part] = []
    if reader is parquet.read:
        found = list(_groups(source, size))
    elif reader is table.read:
        found = list(_rows(source, options, size))
    elif reader is jsonl.read:
        found = list(_lines(source, options, size))
    return found if len(found) > 1 and _begins(source, found[0], options) else []


def by_beginning(source: Source, options: Options) -> bool:
    """Whether the beginning of a file decides on how the rows behind it are read: the names of a table's columns."""
    return ROWS.get(suffix_for(source, options.read_as)) is table.read


def _begins(source: Source, first: Part, options: Options) -> bool:
    """Whether an article stands in the first part of a file: else nobody knows yet what the others are parts of."""
    begun = replace(source, within=first)
    with contextlib.suppress(InputError):
        found = read(begun, options.source, options.line_breaks, fields_of(options), options.read_as)
        return any(isinstance(item, Article) for item in found)
    return False


def _bytes_of(source: Source) -> int:
    """Return how many bytes a file has. Raises InputError."""
    try:
        return source.path.stat().st_size if source.path else 0
    except OSError as error:
        raise source.error(f"cannot be read: {error.strerror or error}", "Check the file and its rights") from error


def _cut(ends: Iterator[tuple[int, int]], total: int, size: int) -> Iterator[Part]:
    """Yield parts that end at some of these ``ends`` of rows: of each its place, and the number of the next row."""
    start, row = 0, 1
    for end, following in ends:
        if total - start <= size * REST:
            break
        if end - start >= size and end < total:
            yield Part(start, end, row)
            start, row = end, following
    yield Part(start, total, row)


def _lines(source: Source, options: Options, size: int) -> Iterator[Part]:
    with source.open() as raw:
        beginning, _, encoding = as_utf8(raw)
    if encoding != "utf-8" or not jsonl.is_lines(beginning, fields_of(options), by_line=source.format != ".json"):
        return
    total = _bytes_of(source)
    yield from _cut(_line_ends(source, size), total, size)


def _rows(source: Source, options: Options, size: int) -> Iterator[Part]:
    fresh = replace(source)
    yield from _cut(table.row_ends(fresh, options.source, fields_of(options)), _bytes_of(source), size)


def _line_ends(source: Source, size: int) -> Iterator[tuple[int, int]]:
    """Yield ends of lines, the first one behind each ``size`` bytes, with the number of the next line.

    Behind a line that is too long for an article, none: a reader may leave all that is behind it.
    """
    fresh = replace(source)
    with fresh.open() as stream:
        at = last = 0
        number, wanted = 1, size
        while chunk := stream.read(_CHUNK):
            first, end = chunk.find(b"\n"), chunk.rfind(b"\n")
            if at + (first if first >= 0 else len(chunk)) - last >= jsonl.MAX_LINE_BYTES:
                return
            place = 0
            while wanted <= at + len(chunk) and (found := chunk.find(b"\n", max(place, wanted - at - 1))) >= 0:
                number += chunk.count(b"\n", place, found + 1)
                place = found + 1
                yield at + place, number
                wanted = at + place + size
            number += chunk.count(b"\n", place)
            last = at + end + 1 if end >= 0 else last
            at += len(chunk)


def _groups(source: Source, size: int) -> Iterator[Part]:
    """Yield runs of a Parquet table's groups of rows."""
    try:
        import pyarrow as pa
        from pyarrow import parquet as tables
    except ImportError:
        return
    if source.path is None:
        return
    try:
        with open_regular(source.path) as stream:
            about = tables.ParquetFile(stream).metadata
            groups = [about.row_group(number) for number in range(about.num_row_groups)]
            start, row, held, following = 0, 1, 0, 1
            for number, group in enumerate(groups):
                held += group.total_byte_size
                following += group.num_rows
                if held >= size and number + 1 < len(groups):
                    yield Part(start, number + 1, row, groups=True)
                    start, row, held = number + 1, following, 0
            if groups:
                yield Part(start, len(groups), row, groups=True)
    except (OSError, pa.ArrowException):
        return  # whoever reads it says so

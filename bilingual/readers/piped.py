"""Standard input: JSON, a table, or a text, told by how it begins, since it has no name that says it."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from bilingual.io.peeked import as_utf8, peek
from bilingual.io.source import Source
from bilingual.readers import jsonl, table, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bilingual.data import Article
    from bilingual.errors import InputError
    from bilingual.readers.fields import Fields
    from bilingual.readers.interface import RowReader

# A text may begin with a bracket; only JSON goes on like this.
_JSON = re.compile(rb'\s*(?:\[\s*(?:\{\s*(?:"|\})|\]\s*$)|\{\s*"(?:[^"\\]|\\.)*"\s*:)', re.DOTALL)
_PARQUET = b"PAR1"


@dataclass(slots=True)
class _Opened(Source):
    """A source whose stream is open already, and is read once."""

    stream: IO[bytes] | None = None

    @contextlib.contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """Give the stream. Raises InputError, also for what goes wrong while it is being read."""
        if self.stream is None:
            raise self.error("it can be read only once", "Name a file")
        yield self.stream


@contextlib.contextmanager
def opened(source: Source, fields: Fields) -> Iterator[tuple[Source, RowReader | None]]:
    """Give a stream without a name as a source, and the reader of rows for what is in it, None for a text.

    Raises InputError.
    """
    with source.open() as raw:
        beginning, stream = peek(raw)
        if beginning.startswith(_PARQUET):
            raise source.error("this is a Parquet table, which can only be read from a file", "Name the file")
        start = as_utf8_start(beginning)
        reader: RowReader | None = None
        if _JSON.match(start):
            reader = jsonl.read
        elif table.looks_like_table(start.partition(b"\n")[0].decode("utf-8", "replace"), fields):
            reader = table.read
        yield _Opened(source.id, source.name, source.path, stream=stream), reader


def read(source: Source, language: str, line_breaks: str, fields: Fields) -> Iterator[Article | InputError]:
    """Yield the articles of a stream without a name. Raises InputError."""
    with opened(source, fields) as (stream, reader):
        if reader is None:
            yield from text.read(stream, language, line_breaks)
        else:
            yield from reader(stream, language, line_breaks, fields)


def as_utf8_start(beginning: bytes) -> bytes:
    """Return the beginning of a text in UTF-8, without a byte-order mark.

    >>> as_utf8_start("été".encode("utf-16")).decode()
    'été'
    """
    import io

    return as_utf8(io.BytesIO(beginning))[0].removeprefix(b"\xef\xbb\xbf")

"""Parquet with a column of texts: a row is an article. Needs pyarrow, which is the extra ``parquet``."""

from __future__ import annotations

import contextlib
import hashlib
import json
from typing import TYPE_CHECKING, Any

from bilingual.io.installing import install
from bilingual.io.regular import open_regular
from bilingual.io.source import COMPRESSED
from bilingual.readers import rows
from bilingual.readers.fields import ANYWHERE, Fields
from bilingual.readers.rows import NAME_IT, How, NoTextError, Place, missing
from bilingual.readers.table import has_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bilingual.data import Article
    from bilingual.errors import InputError
    from bilingual.io.source import Part, Source

# Rows that are in memory at a time.
_BATCH = 256


def read(
    source: Source, language: str = "fr", line_breaks: str = "auto", fields: Fields = ANYWHERE
) -> Iterator[Article | InputError]:
    """Yield the article of each row, or what is wrong with it. Raises InputError, such as NoTextError."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise source.error("reading Parquet needs the package pyarrow", install("pyarrow")) from error
    if source.path is None or source.path.suffix.lower() in COMPRESSED:
        raise source.error("a Parquet table is read from its end, so that it must be a file of its own", "Unpack it")
    # The first opening turns errors into ours; a table is sought in, which a source cannot do.
    with source.open(), open_regular(source.path) as stream:
        try:
            table = parquet.ParquetFile(stream)
            names = list(table.schema_arrow.names)
            # The columns themselves may be objects: a path with dots goes on in their rows.
            whole = Fields(text=fields.text.partition(".")[0]) if fields.text and fields.text not in names else fields
            if not has_texts(names, whole):
                told = source.error(missing(names, fields), NAME_IT)
                raise NoTextError(told.message, told.remedy, tuple(names))
            yield from rows.read(_rows(table, pa, source.within), source, How(language, line_breaks, fields))
        except pa.ArrowException as error:
            raise source.error(f"it is no Parquet table, or damaged ({_said(error)})", "Write it again") from error


def _rows(table: Any, pa: Any, part: Part | None) -> Iterator[tuple[Place, Any]]:  # noqa: ANN401 - pyarrow ships no types
    number = part.row - 1 if part else 0
    groups = list(range(part.start, part.stop)) if part else None
    for batch in table.iter_batches(batch_size=_BATCH, row_groups=groups):
        for row in _plain(batch, pa).to_pylist():
            number += 1
            given = {name: value for name, value in row.items() if not isinstance(value, bytes)}
            digest = hashlib.sha256(json.dumps(given, sort_keys=True, default=str).encode()).hexdigest()
            yield Place(number, f"row {number}", digest), given


def _plain(batch: Any, pa: Any) -> Any:  # noqa: ANN401
    """Return a batch whose times Python can hold: it knows no nanoseconds, and perhaps not the zone."""
    for index, column in enumerate(batch.schema):
        if pa.types.is_timestamp(column.type):
            with contextlib.suppress(pa.ArrowException):
                batch = batch.set_column(index, column.name, batch.column(index).cast(pa.timestamp("us"), safe=False))
    return batch


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:200].rstrip(".")

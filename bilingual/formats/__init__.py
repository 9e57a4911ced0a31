"""The output formats. A format is one module here and one line of ``WRITERS``.

Formats that come back with corrections have a function ``rows`` in their module too, and a line of ``ROWS``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.errors import InputError, UsageError
from bilingual.formats import csv, jsonl, tmx, tsv, xliff
from bilingual.formats.csv import CsvWriter
from bilingual.formats.epub import EpubWriter
from bilingual.formats.html import HtmlWriter
from bilingual.formats.jsonl import JsonlWriter
from bilingual.formats.moses import MosesWriter
from bilingual.formats.parquet import ParquetWriter
from bilingual.formats.tmx import TmxWriter
from bilingual.formats.tsv import TsvWriter
from bilingual.formats.xliff import Xliff1Writer, Xliff2Writer
from bilingual.io.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from bilingual.data import Provenance
    from bilingual.formats.base import Writer
    from bilingual.formats.rows import Row
    from bilingual.io.output import OutputFolder

# Each takes the output folder and how the translations were made.
WRITERS: dict[str, Callable[[OutputFolder, Provenance], Writer]] = {
    "jsonl": JsonlWriter,
    "html": HtmlWriter,
    "tsv": TsvWriter,
    "csv": CsvWriter,
    "moses": MosesWriter,
    "tmx": TmxWriter,
    "xliff": Xliff1Writer,
    "xliff2": Xliff2Writer,
    "parquet": ParquetWriter,
    "epub": EpubWriter,
}

# By the file's suffix. Each takes the file and the codes of source and target language, and yields its segments; it
# raises InputError for a file that is none of ours, damaged or hostile, and memory stays bounded whatever it holds.
ROWS: dict[str, Callable[[Source, tuple[str, str]], Iterator[Row]]] = {
    ".tsv": tsv.rows,
    ".csv": csv.rows,
    ".jsonl": jsonl.rows,
    ".tmx": tmx.rows,
    ".xlf": xliff.rows,
    ".xliff": xliff.rows,
}


def refuse_unknown(names: Sequence[str]) -> None:
    """Raise UsageError where a name is none of a format that can be written, or there is no name at all."""
    remedy = f"Choose from {', '.join(WRITERS)}"
    if not names:
        raise UsageError("no format to write", remedy)
    if unknown := [name for name in names if name not in WRITERS]:
        raise UsageError(f"unknown format '{unknown[0]}'", remedy)


def read_rows(path: Path, languages: tuple[str, str]) -> Iterator[Row]:
    """Yield the segments of a file that can be read back; its suffix tells the format. Raises InputError."""
    try:
        exists = path.exists()
    except OSError as error:
        raise InputError(f"'{path}' cannot be read: {error.strerror or error}", "Check its rights") from error
    if not exists:
        raise InputError(f"no such file '{path}'", "Check the path")
    source = Source.of(path)
    if source.format not in ROWS:
        raise InputError(f"'{path}' is in no format that can be read back", f"Choose from {', '.join(ROWS)}")
    return _some(ROWS[source.format](source, languages), source)


def _some(rows: Iterator[Row], source: Source) -> Iterator[Row]:
    """Yield the rows. Raises InputError where there is none: then the file is not what somebody took it for."""
    row = None
    for row in rows:
        yield row
    if row is None:
        raise source.error("there is no segment in it", "Name a file that an export wrote, or any part of one")

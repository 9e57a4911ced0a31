"""The output formats. A format is one module here and one line of ``WRITERS``.

Formats that come back with corrections have a function ``rows`` in their module too, and a line of ``ROWS``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.writers import csv, jsonl, tmx, tsv, xliff
from bilingual.writers.csv import CsvWriter
from bilingual.writers.epub import EpubWriter
from bilingual.writers.html import HtmlWriter
from bilingual.writers.jsonl import JsonlWriter
from bilingual.writers.moses import MosesWriter
from bilingual.writers.parquet import ParquetWriter
from bilingual.writers.tmx import TmxWriter
from bilingual.writers.tsv import TsvWriter
from bilingual.writers.xliff import Xliff1Writer, Xliff2Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bilingual.data import Provenance
    from bilingual.io.output import OutputFolder
    from bilingual.io.source import Source
    from bilingual.rows import Row
    from bilingual.writers.base import Writer

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

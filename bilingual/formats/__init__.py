"""The output formats. A format is one module here and one line of ``WRITERS``.

Formats that come back with corrections have a function ``rows`` in their module too, and a line of ``ROWS``. A module
is imported when one of its lines is first used: whoever reads a corpus needs no templates of pages.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bilingual.errors import InputError, UsageError
from bilingual.io.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bilingual.data import Provenance
    from bilingual.formats.base import Writer
    from bilingual.formats.rows import Row
    from bilingual.io.output import OutputFolder
    from bilingual.options import AnyPath


def _late(module: str, name: str, *last: object) -> Callable[..., Any]:
    """Return a function that calls the one of that name in a module, which it imports then; ``last`` come behind."""

    def call(*arguments: object) -> object:
        return getattr(import_module(module), name)(*arguments, *last)

    return call


# Each takes the output folder and how the translations were made (``open_writer``).
WRITERS: dict[str, Callable[..., Writer]] = {
    "jsonl": _late("bilingual.formats.jsonl", "JsonlWriter"),
    "html": _late("bilingual.formats.html", "HtmlWriter"),
    "tsv": _late("bilingual.formats.tsv", "TsvWriter"),
    "csv": _late("bilingual.formats.csv", "CsvWriter"),
    "moses": _late("bilingual.formats.moses", "MosesWriter"),
    "tmx": _late("bilingual.formats.tmx", "TmxWriter"),
    "xliff": _late("bilingual.formats.xliff", "Xliff1Writer"),
    "xliff2": _late("bilingual.formats.xliff", "Xliff2Writer"),
    "xlsx": _late("bilingual.formats.xlsx", "XlsxWriter"),
    "parquet": _late("bilingual.formats.parquet", "ParquetWriter"),
    "epub": _late("bilingual.formats.epub", "EpubWriter"),
    "pharaoh": _late("bilingual.formats.pharaoh", "PharaohWriter"),
    # For corpus tools.
    "vertical": _late("bilingual.formats.corpora.vertical", "VerticalWriter"),
    "tei": _late("bilingual.formats.corpora.tei", "TeiWriter"),
    "xces": _late("bilingual.formats.corpora.xces", "XcesWriter"),
    "hf": _late("bilingual.formats.corpora.hf", "HfWriter"),
    # Documents, in both languages or (see documents/laid_out.py) in one.
    "epub-target": _late("bilingual.formats.epub", "EpubWriter", "target"),
    "epub-source": _late("bilingual.formats.epub", "EpubWriter", "source"),
    "docx": _late("bilingual.formats.documents.docx", "DocxWriter"),
    "docx-target": _late("bilingual.formats.documents.docx", "DocxWriter", "target"),
    "docx-source": _late("bilingual.formats.documents.docx", "DocxWriter", "source"),
    "odt": _late("bilingual.formats.documents.odt", "OdtWriter"),
    "odt-target": _late("bilingual.formats.documents.odt", "OdtWriter", "target"),
    "odt-source": _late("bilingual.formats.documents.odt", "OdtWriter", "source"),
    "txt": _late("bilingual.formats.documents.text", "TextWriter"),
    "txt-target": _late("bilingual.formats.documents.text", "TextWriter", "target"),
    "txt-source": _late("bilingual.formats.documents.text", "TextWriter", "source"),
    "md": _late("bilingual.formats.documents.markdown", "MarkdownWriter"),
    "md-target": _late("bilingual.formats.documents.markdown", "MarkdownWriter", "target"),
    "md-source": _late("bilingual.formats.documents.markdown", "MarkdownWriter", "source"),
    "pdf": _late("bilingual.formats.documents.pdf", "PdfWriter"),
    "srt": _late("bilingual.formats.documents.subtitles", "SrtWriter"),
}

# By the file's suffix. Each takes the file and the codes of source and target language, and yields its segments; it
# raises InputError for a file that is none of ours, damaged or hostile, and memory stays bounded whatever it holds.
ROWS: dict[str, Callable[[Source, tuple[str, str]], Iterator[Row]]] = {
    ".tsv": _late("bilingual.formats.tsv", "rows"),
    ".csv": _late("bilingual.formats.csv", "rows"),
    ".jsonl": _late("bilingual.formats.jsonl", "rows"),
    ".tmx": _late("bilingual.formats.tmx", "rows"),
    ".xlf": _late("bilingual.formats.xliff_rows", "rows"),
    ".xliff": _late("bilingual.formats.xliff_rows", "rows"),
    ".sdlxliff": _late("bilingual.formats.xliff_rows", "rows"),
    ".mqxliff": _late("bilingual.formats.xliff_rows", "rows"),
    ".xlsx": _late("bilingual.formats.xlsx_rows", "rows"),
}

# What programs call tables that are read as those of another suffix; Excel saves "Unicode text" so.
_ALSO = {".txt": ".tsv", ".tab": ".tsv"}
# Of other programs for tables, which can save what is read.
_SPREADSHEETS = frozenset({".xls", ".xlsm", ".xlsb", ".ods", ".numbers"})


def in_words() -> str:
    """Return the names of the formats that can be written, for people.

    >>> in_words().partition("; ")[2]
    'epub-target, epub-source and the like of docx, odt, txt, md have one language'
    """
    alone = [name for name in WRITERS if f"{name}-target" in WRITERS]
    names = [name for name in WRITERS if not name.endswith(("-target", "-source"))]
    first, *others = alone
    return f"{', '.join(names)}; {first}-target, {first}-source and the like of {', '.join(others)} have one language"


def open_writer(name: str, output: OutputFolder, provenance: Provenance, assets: str | None = None) -> Writer:
    """Return what writes a format to a folder. ``assets`` is for pages, and as in ``Options``."""
    writer: Writer = WRITERS[name](output, provenance, assets) if name == "html" else WRITERS[name](output, provenance)
    return writer


def refuse_unknown(names: Sequence[str]) -> None:
    """Raise UsageError where a name is none of a format that can be written, or there is no name at all."""
    remedy = f"Choose from {in_words()}"
    if not names:
        raise UsageError("no format to write", remedy)
    if unknown := [name for name in names if name not in WRITERS]:
        raise UsageError(f"unknown format '{unknown[0]}'", remedy)


def read_rows(path: AnyPath, languages: tuple[str, str]) -> Iterator[Row]:
    """Yield the segments of a file that can be read back; its suffix tells the format. Raises InputError."""
    path = Path(path)
    try:
        exists = path.exists()
    except OSError as error:
        raise InputError(f"'{path}' cannot be read: {error.strerror or error}", "Check its rights") from error
    if not exists:
        raise InputError(f"no such file '{path}'", "Check the path")
    source = Source.of(path)
    suffix = _ALSO.get(source.format, source.format)
    if suffix not in ROWS:
        remedy = "Save it as .xlsx or .csv" if source.format in _SPREADSHEETS else f"Choose from {', '.join(ROWS)}"
        raise InputError(f"'{path}' is in no format that can be read back", remedy)
    return _some(ROWS[suffix](source, languages), source)


def _some(rows: Iterator[Row], source: Source) -> Iterator[Row]:
    """Yield the rows. Raises InputError where there is none: then the file is not what somebody took it for."""
    row = None
    for row in rows:
        yield row
    if row is None:
        raise source.error("there is no segment in it", "Name a file that an export wrote, or any part of one")

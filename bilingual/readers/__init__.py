"""Readers: one source file → the articles in it. To add a format, write its module and add one line here."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Final

from bilingual.readers import html, jsonl, parquet, piped, table, text
from bilingual.readers.fields import ANYWHERE, Fields
from bilingual.wording import encodable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from bilingual.data import Article
    from bilingual.errors import InputError
    from bilingual.io.source import Source
    from bilingual.readers.interface import Reader, RowReader


def _late(module: str) -> Reader:
    """Return the reader in a module, which is imported when it is called: most runs need none of these."""

    def read(source: Source, language: str = "fr", line_breaks: str = "auto") -> Iterator[Article | InputError]:
        found: Iterator[Article | InputError] = import_module(module).read(source, language, line_breaks)
        return found

    return read


# Those of which a person may name fields.
ROWS: Final[Mapping[str, RowReader]] = {
    ".jsonl": jsonl.read,
    ".ndjson": jsonl.read,
    ".jl": jsonl.read,
    ".json": jsonl.read,
    ".csv": table.read,
    ".tsv": table.read,
    ".parquet": parquet.read,
}
# By the suffix of the file name in lower case, without that of a compression.
READERS: Final[dict[str, Reader]] = {
    ".txt": text.read,
    **ROWS,
    ".html": html.read,
    ".htm": html.read,
    ".docx": _late("bilingual.readers.documents.docx"),
    ".odt": _late("bilingual.readers.documents.odt"),
    ".rtf": _late("bilingual.readers.documents.rtf"),
    ".pdf": _late("bilingual.readers.documents.pdf"),
    ".epub": _late("bilingual.readers.documents.epub"),
    ".md": _late("bilingual.readers.documents.markdown"),
    ".markdown": _late("bilingual.readers.documents.markdown"),
    ".srt": _late("bilingual.readers.documents.subtitles"),
    ".vtt": _late("bilingual.readers.documents.subtitles"),
    ".rss": _late("bilingual.readers.feeds"),
    ".atom": _late("bilingual.readers.feeds"),
    ".xml": _late("bilingual.readers.feeds"),
    ".warc": _late("bilingual.readers.warc"),
}
# For a file that is named itself and has no suffix.
DEFAULT: Final[Reader] = text.read
# Which --as txt would not help to read.
_ARCHIVES: Final = frozenset(
    (".xz", ".bz2", ".lz4", ".lzma", ".br", ".zip", ".7z", ".rar", ".tar", ".tgz", ".tbz2", ".txz", ".arc", ".z")
)
# What has translations in it, of which nothing is to be translated.
_TRANSLATED: Final = frozenset((".tmx", ".xlf", ".xliff", ".sdlxliff", ".mqxliff"))
_DOCUMENTS: Final = frozenset((".mobi", ".azw3", ".djvu", ".xls", ".xlsx", ".ods", ".ppt", ".pptx", ".odp", ".pages"))
# What those save that read them, as what they are.
_NEARLY: Final = {
    ".doc": ".docx", ".docm": ".docx", ".dotx": ".docx", ".ott": ".odt", ".fodt": ".odt",
    ".ass": ".srt", ".ssa": ".srt",
}  # fmt: skip
# What looks like a suffix; other dots stand in titles and in dates.
_SUFFIX = re.compile(r"\.(?=\w*[a-z])\w{1,10}", re.IGNORECASE)


def read(
    source: Source,
    language: str = "fr",
    line_breaks: str = "auto",
    fields: Fields = ANYWHERE,
    read_as: str | None = None,
) -> Iterator[Article | InputError]:
    """Yield the articles of a source in order, or what is wrong with one. Raises InputError where all is lost.

    ``read_as`` is the format of what is named itself, such as ``txt``, whatever its suffix says, and of those in
    folders whose suffix says nothing. NoTextError is raised for a file of rows of which none has a text.
    """
    suffix = suffix_for(source, read_as)
    if source.path is None and read_as is None:
        return piped.read(source, language, line_breaks, fields)
    if suffix in ROWS:
        return ROWS[suffix](source, language, line_breaks, fields)
    if suffix in READERS:
        return READERS[suffix](source, language, line_breaks)
    if _SUFFIX.fullmatch(suffix):
        raise source.error(f"nothing reads files of the kind '{encodable(suffix)}'", _remedy(suffix))
    return DEFAULT(source, language, line_breaks)


def suffix_for(source: Source, read_as: str | None = None) -> str:
    """Return the suffix by which a source is read: its own, or of the format that it is to be read as."""
    return f".{read_as}" if read_as and not (source.found and source.format in READERS) else source.format


def _remedy(suffix: str) -> str:
    """Return what to do with a file that nothing reads."""
    if suffix in _TRANSLATED:
        return "It holds texts with their translations: make a corpus of these with bilingual align"
    if suffix in _ARCHIVES:
        return "Unpack it, and name what was in it"
    if suffix in _DOCUMENTS:
        return "Save it as text (.txt), as a web page (.html) or as PDF, and name that"
    if suffix in _NEARLY:
        return f"Save it as {_NEARLY[suffix]}, and name that"
    return f"Name a file of {', '.join(READERS)}, or read it as text with --as txt"


def is_plain(source: Source, read_as: str | None = None) -> bool:
    """Whether a file is read as plain text, whatever is in it."""
    suffix = suffix_for(source, read_as)
    return READERS.get(suffix, DEFAULT) is DEFAULT and (suffix in READERS or not _SUFFIX.fullmatch(suffix))


def suffix_of(path: Path) -> str:
    """Return the suffix of a file as it is counted where nothing reads it, with that of a compression.

    What is no file but a link to a folder is counted as such.

    >>> from pathlib import Path
    >>> suffix_of(Path("a.DOCX")), suffix_of(Path("b.csv.gz")), suffix_of(Path("Makefile"))
    ('.docx', '.csv.gz', 'without suffix')
    """
    from bilingual.io.source import COMPRESSED, format_of

    if path.is_dir():
        return "links to folders"
    outer = path.suffix.lower()
    whole = format_of(path) + outer if outer in COMPRESSED else outer
    return encodable(whole) or "without suffix"

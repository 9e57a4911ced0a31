"""A document's file, opened so that one can seek in it, and what it is by its bytes where it is not what it says."""

from __future__ import annotations

import contextlib
import hashlib
import io
from typing import IO, TYPE_CHECKING, Final

from bilingual.io.regular import open_regular
from bilingual.io.source import COMPRESSED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bilingual.errors import InputError
    from bilingual.io.source import Source

# Pictures make documents large; a larger one is no text.
MAX_FILE_BYTES = 1024**3
_CHUNK = 1 << 20
_BEGINNING = 1 << 12
_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
# By how they begin: what such a file is, and how --as calls it, if anything reads it.
_SIGNATURES: Final = (
    (b"%PDF-", "a PDF document", "pdf"),
    (b"{\\rtf", "a rich-text document", "rtf"),
    (b"WEBVTT", "a WebVTT file", "vtt"),
    (b"WARC/1.", "a WARC file", "warc"),
    (b"PK\x03\x04", "a zip archive", None),
    (b"\x1f\x8b", "a gzip archive", None),
    (b"<!doctype html", "a web page", "html"),
    (b"<html", "a web page", "html"),
    (b"<?xml", "XML", None),
    (b"\xff\xd8\xff", "a JPEG picture", None),
    (b"\x89PNG", "a PNG picture", None),
)
# What zip archives hold, by the name of a file that only one kind has.
_IN_ZIP: Final = (
    ("word/document.xml", "a DOCX document", "docx"),
    ("META-INF/container.xml", "an EPUB book", "epub"),
    ("xl/workbook.xml", "a spreadsheet", None),
    ("ppt/presentation.xml", "a presentation", None),
    ("content.xml", "an OpenDocument file", "odt"),
)


@contextlib.contextmanager
def opened(source: Source) -> Iterator[tuple[IO[bytes], str]]:
    """Give a document as a stream that one can seek in, and the SHA-256 of its bytes. Raises InputError.

    What comes through a pipe, or is compressed, is held in memory, which bounds it.
    """
    if source.path is None or source.path.suffix.lower() in COMPRESSED:
        raw = source.read()
        yield io.BytesIO(raw), hashlib.sha256(raw).hexdigest()
        return
    # The first opening turns errors into ours, counts what was read and sees whether the file is changed meanwhile.
    with source.open() as stream, open_regular(source.path) as raw_file, io.BufferedReader(raw_file) as file:
        digest, size = hashlib.sha256(), 0
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            if size > MAX_FILE_BYTES:
                limit = MAX_FILE_BYTES // 1024**2
                raise source.error(f"it has more than {limit:,} MB, which no article has", "Split it, or save its text")
        yield file, digest.hexdigest()


def refusal(source: Source, stream: IO[bytes], what: str, damage: str = "") -> InputError:  # noqa: PLR0911
    """Return what to say of a file that is not ``what`` it should be, such as ``DOCX document``, by what it is.

    ``damage`` says what is wrong where it may be that, and damaged.
    """
    stream.seek(0)
    beginning = stream.read(_BEGINNING)
    if beginning.startswith(_OFFICE):
        return _of_office(source, stream, beginning)
    found = _kind_of(beginning, stream)
    if not beginning.strip(b"\0 \t\r\n"):
        return source.error("the file is empty", "Remove it, or fetch it again")
    if found is None and damage:
        return source.error(f"it is no sound {what} ({damage})", "Save it again, or fetch it again")
    if found is None:
        return source.error(f"it is no {what}, or it is damaged", "Save it again, or read it as text with --as txt")
    name, read_as = found
    if name.endswith(what):
        return source.error(f"it is no sound {what}" + (f" ({damage})" if damage else ""), "Save it again")
    if read_as is None:
        return source.error(f"it is {name}, no {what}", "Save it as its name says, or rename it")
    return source.error(f"it is {name}, no {what}", f"Rename it, or read it with --as {read_as}")


def _of_office(source: Source, stream: IO[bytes], beginning: bytes) -> InputError:
    """Return what to say of the container that old programs write, and that encrypted documents are in."""
    sample = beginning + stream.read(MAX_FILE_BYTES // 256)
    if _ENCRYPTED in sample:
        return source.error("it is encrypted with a password", "Save it without one")
    return source.error("this is an old office document", "Save it as .docx or .odt, and name that")


def _kind_of(beginning: bytes, stream: IO[bytes]) -> tuple[str, str | None] | None:
    import zipfile

    start = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
    for signature, name, read_as in _SIGNATURES:
        if start[: len(signature)].lower() == signature.lower():
            if signature != b"PK\x03\x04":
                return name, read_as
            try:
                with zipfile.ZipFile(stream) as archive:
                    names = set(archive.namelist())
            except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
                return None
            return next(((name, kind) for file, name, kind in _IN_ZIP if file in names), (name, read_as))
    return None

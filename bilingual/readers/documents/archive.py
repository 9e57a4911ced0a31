"""A document that is a zip archive, from whoever made it: its parts come in bounded pieces, and none leads anywhere."""

from __future__ import annotations

import contextlib
import struct
import zipfile
import zlib
from typing import IO, TYPE_CHECKING

from bilingual.io.source import MAX_ARTICLE_BYTES
from bilingual.readers.documents.opening import refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bilingual.io.source import Source

# What all the parts that are read may unpack to, and how long a list of its files may be.
MAX_BYTES = 8 * MAX_ARTICLE_BYTES
_MAX_DIRECTORY_BYTES = 16 * 1024**2
_CHUNK = 1 << 16
_END = b"PK\x05\x06"
_END_BYTES = 22
_LONGEST_COMMENT = 1 << 16
# What reading a part that is damaged raises.
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


class Archive:
    """The parts of a document, by name. ``what`` names the kind of document, such as ``DOCX document``.

    Nothing is unpacked to a disk, so that names of parts lead nowhere; a part is what its name says within the archive.
    """

    def __init__(self, stream: IO[bytes], source: Source, what: str) -> None:
        """Open the archive. Raises InputError where it is none, or damaged."""
        self._stream = stream
        self._source = source
        self._what = what
        self._left = MAX_BYTES
        if _directory_bytes(stream) > _MAX_DIRECTORY_BYTES:
            raise source.error(f"it holds more files than a {what} can", "Save it again")
        try:
            self._zip = zipfile.ZipFile(stream)
        except _DAMAGE as error:
            raise refusal(source, stream, what, "it is cut short or damaged") from error
        self._parts = {part.filename: part for part in self._zip.infolist()}

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def refusal(self, damage: str = "") -> Exception:
        """Return the InputError that says that this is not what it should be."""
        return refusal(self._source, self._stream, self._what, damage)

    def chunks(self, name: str, most: int = MAX_ARTICLE_BYTES) -> Iterator[bytes]:
        """Yield the bytes of a part, ``most`` at most.

        Raises InputError where it is missing, encrypted, damaged, or too large.
        """
        part = self._parts.get(name)
        if part is None:
            raise self.refusal(f"'{name}' is missing in it")
        if part.flag_bits & 1:
            raise self._source.error("it is encrypted with a password", "Save it without one")
        left = most
        with contextlib.ExitStack() as stack:
            try:
                member = stack.enter_context(self._zip.open(part))
                while chunk := member.read(_CHUNK):
                    left -= len(chunk)
                    self._left -= len(chunk)
                    if left < 0 or self._left < 0:
                        break
                    yield chunk
            except _DAMAGE as error:
                raise self._source.error("it is damaged or cut short", "Save it again, or fetch it again") from error
        if left < 0 or self._left < 0:
            limit = (most if left < 0 else MAX_BYTES) // 1024**2
            raise self._source.error(f"it unpacks to more than {limit} MB, which no article has", "Split it")

    def read(self, name: str, most: int = MAX_ARTICLE_BYTES) -> bytes:
        """Return the bytes of a part, ``most`` at most. Raises InputError."""
        return b"".join(self.chunks(name, most))


def _directory_bytes(stream: IO[bytes]) -> int:
    """Return how many bytes an archive's list of files has by what stands at its end, 0 where that cannot be told."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _LONGEST_COMMENT - _END_BYTES))
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_BYTES:
        return 0
    told: int = struct.unpack_from("<L", tail, at + 12)[0]
    # Where it is said elsewhere, as in archives of gigabytes, all of the file may be the list.
    return size if told == 0xFFFFFFFF else told  # noqa: PLR2004 - as the format has it

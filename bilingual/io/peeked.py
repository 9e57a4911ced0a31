"""Streams of bytes that are read through: looked at before, in another encoding, with other ends of lines."""

from __future__ import annotations

import codecs
import io
import itertools
from typing import IO, TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from _typeshed import WriteableBuffer

# Bytes to tell from what a stream holds.
BEGINNING = 1 << 16
_CHUNK = 1 << 16
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SHORTEST = 8


def peek(stream: IO[bytes], most: int = BEGINNING) -> tuple[bytes, IO[bytes]]:
    """Return the first bytes of a stream, ``most`` at most, and a stream that still has them.

    >>> beginning, stream = peek(io.BytesIO(b"abc"), 2)
    >>> beginning, stream.read()
    (b'ab', b'abc')
    """
    parts, left = [], most
    while left and (part := stream.read(left)):
        parts.append(part)
        left -= len(part)
    beginning = b"".join(parts)
    return beginning, stream_of(itertools.chain([beginning], chunks(stream)))


def as_utf8(stream: IO[bytes]) -> tuple[bytes, IO[bytes], str]:
    """Return the first bytes of a stream of text, the stream, both in UTF-8 where it is UTF-16, and its encoding.

    The encoding is ``utf-8`` for whatever is not UTF-16 or UTF-32: nothing has looked at that. What is damaged in those
    becomes U+FFFD.

    >>> beginning, stream, encoding = as_utf8(io.BytesIO("été".encode("utf-16")))
    >>> stream.read().decode(), encoding
    ('été', 'utf-16')
    """
    beginning, stream = peek(stream)
    encoding = wide_encoding(beginning)
    if encoding is None:
        return beginning, stream, "utf-8"
    return *peek(recoded(stream, encoding, "replace")), encoding


def wide_encoding(beginning: bytes) -> str | None:
    """Return which UTF-16 or UTF-32 a text that begins so is in, by its mark or by every other byte being zero.

    None where it is in neither.

    >>> [wide_encoding("Il pleut.".encode(name)) for name in ("utf-16", "utf-16-be", "utf-32", "utf-8")]
    ['utf-16', 'utf-16-be', 'utf-32', None]
    """
    for mark, name in _MARKS:
        if beginning.startswith(mark):
            return name
    sample = beginning[:4096]
    for name, high, low in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        if len(sample) >= _SHORTEST and high.count(0) > len(high) * 0.6 and not low.count(0):
            return name
    return None


def recoded(stream: IO[bytes], encoding: str, errors: str = "strict") -> IO[bytes]:
    """Return a stream that gives UTF-8 of what ``stream`` gives in another encoding, without its byte-order mark.

    ``errors`` are those of ``bytes.decode``; the strict ones let whoever reads get UnicodeDecodeError.
    """
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    texts = (decoder.decode(chunk, final=not chunk) for chunk in itertools.chain(chunks(stream), [b""]))
    return stream_of(text.encode("utf-8", "replace") for text in texts)


def with_line_feeds(beginning: bytes, stream: IO[bytes]) -> IO[bytes]:
    r"""Return a stream whose lines end with line feeds, also where they end with carriage returns alone.

    ``beginning`` tells, of a stream that still has it: a table has a line's end behind its header.

    >>> with_line_feeds(*peek(io.BytesIO(b"fr\rOui.\r"))).read()
    b'fr\nOui.\n'
    """
    if b"\r" not in beginning or b"\n" in beginning:
        return stream
    return stream_of(chunk.replace(b"\r", b"\n") for chunk in chunks(stream))


def chunks(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield what a stream gives, some bytes at a time."""
    return iter(lambda: stream.read(_CHUNK), b"")


def stream_of(pieces: Iterable[bytes]) -> IO[bytes]:
    """Return a stream of some pieces in a row, which are asked for as it is read, and of which some may be empty.

    >>> stream_of([b"ab", b"", b"c"]).read()
    b'abc'
    """
    return cast("IO[bytes]", io.BufferedReader(_Pieces(iter(pieces)), _CHUNK))


class _Pieces(io.RawIOBase):
    """Gives pieces in a row; what asking for one raises, whoever reads gets."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        super().__init__()
        self._pieces = pieces
        self._ahead = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        while not self._ahead:
            if (piece := next(self._pieces, None)) is None:
                return 0
            self._ahead = piece
        view = memoryview(buffer)
        part = self._ahead[: len(view)]
        self._ahead = self._ahead[len(part) :]
        view[: len(part)] = part
        return len(part)

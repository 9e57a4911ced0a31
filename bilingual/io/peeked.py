"""Streams of bytes whose beginning is looked at before they are read, and their UTF-16 as UTF-8."""

from __future__ import annotations

import codecs
import io
from typing import IO, TYPE_CHECKING, cast

if TYPE_CHECKING:
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
    return beginning, cast("IO[bytes]", io.BufferedReader(_Joined(beginning, stream), _CHUNK))


def as_utf8(stream: IO[bytes]) -> tuple[bytes, IO[bytes], str]:
    """Return the first bytes of a stream of text, the stream, both in UTF-8 where it is UTF-16, and its encoding.

    The encoding is ``utf-8`` for whatever is not UTF-16 or UTF-32: nothing has looked at that.

    >>> beginning, stream, encoding = as_utf8(io.BytesIO("été".encode("utf-16")))
    >>> stream.read().decode(), encoding
    ('été', 'utf-16')
    """
    beginning, stream = peek(stream)
    encoding = _encoding(beginning)
    if encoding is None:
        return beginning, stream, "utf-8"
    again = cast("IO[bytes]", io.BufferedReader(_Transcoded(stream, encoding), _CHUNK))
    return *peek(again), encoding


def _encoding(beginning: bytes) -> str | None:
    """Return the encoding of a text that is in no bytes, by its mark, or by every other byte being none."""
    for mark, name in _MARKS:
        if beginning.startswith(mark):
            return name
    sample = beginning[:4096]
    for name, high, low in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        if len(sample) >= _SHORTEST and high.count(0) > len(high) * 0.6 and not low.count(0):
            return name
    return None


class _Joined(io.RawIOBase):
    """A beginning, and the stream that it was read from."""

    def __init__(self, beginning: bytes, stream: IO[bytes]) -> None:
        super().__init__()
        self._ahead = beginning
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        data = self._ahead[: len(view)] or self._stream.read(len(view))
        self._ahead = self._ahead[len(data) :] if self._ahead else b""
        view[: len(data)] = data
        return len(data)


class _Transcoded(io.RawIOBase):
    """A stream in another encoding as UTF-8; what is damaged in it becomes U+FFFD."""

    def __init__(self, stream: IO[bytes], encoding: str) -> None:
        super().__init__()
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._ahead = b""
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        while not self._ahead and not self._ended:
            data = self._stream.read(_CHUNK)
            self._ended = not data
            self._ahead = self._decoder.decode(data, final=self._ended).encode("utf-8", "replace")
        part = self._ahead[: len(view)]
        self._ahead = self._ahead[len(part) :]
        view[: len(part)] = part
        return len(part)

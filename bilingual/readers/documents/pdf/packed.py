"""Streams of a PDF document that unpack to more than a page has: PDFium would take all the memory that they ask for."""

from __future__ import annotations

import re
import zlib
from typing import IO, Final

# What one stream may unpack to, but a picture, which is not unpacked to read the text.
MAX_STREAM_BYTES = 64 * 1024**2
_STREAM: Final = re.compile(rb"stream\r?\n")
_PACKED: Final = re.compile(rb"/(?:FlateDecode|Fl)\b")
_IMAGE: Final = re.compile(rb"/Subtype\s*/Image\b")
# How far before a stream its dictionary may begin, and how much of a file is looked at at once.
_LOOK_BACK = 2_048
_WINDOW = 1 << 22
_CHUNK = 1 << 16


def unpacks_too_far(stream: IO[bytes]) -> bool:
    """Tell whether something in a document unpacks to more than any page has, or is packed twice."""
    stream.seek(0)
    before = b""
    at = 0
    while window := stream.read(_WINDOW):
        data = before + window
        for found in _STREAM.finditer(data):
            if found.end() <= len(before) - 16:
                continue  # seen in the window before
            told = data[max(0, found.start() - _LOOK_BACK) : found.start()].rpartition(b" obj")[2]
            packings = len(_PACKED.findall(told))
            if not packings or _IMAGE.search(told):
                continue
            if packings > 1 or _unpacked(stream, at - len(before) + found.end()) > MAX_STREAM_BYTES:
                return True
        at += len(window)
        before = data[-_LOOK_BACK:]
        stream.seek(at)
    return False


def _unpacked(stream: IO[bytes], at: int) -> int:
    """Return how many bytes a stream unpacks to, as far as it matters."""
    stream.seek(at)
    unpack = zlib.decompressobj()
    size = 0
    data = b""
    while size <= MAX_STREAM_BYTES and not unpack.eof and (data or (data := stream.read(_CHUNK))):
        try:
            size += len(unpack.decompress(data, 1 << 20))
        except zlib.error:
            return size
        data = unpack.unconsumed_tail
    return size

"""What the pages of a damaged SQLite file still hold, read without SQLite, which needs the whole tree to be sound.

The layout is that of https://www.sqlite.org/fileformat2.html: a page that is a leaf or an inner node of a table WITHOUT
ROWID, or a leaf of another table, has cells, and a cell holds a record of several columns, the end of a long one in a
chain of pages of its own. Nothing here is trusted: whoever asks compares checksums. A page that cannot be read is
passed over, as are those on the list of free pages, which hold what was deleted.
"""

from __future__ import annotations

import os
import struct
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Value = str | bytes | int | float | None

_HEADER_BYTES = 100
_DEFAULT_PAGE_BYTES = 4096
_INDEX_INNER, _INDEX_LEAF, _TABLE_LEAF = 0x02, 0x0A, 0x0D
_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_FLOAT, _ZERO, _ONE, _FIRST_BLOB = 7, 8, 9, 12
_LONGEST_VARINT = 9


class Pages:
    """An SQLite file as pages. ``lost`` is how many pages its header speaks of that are not there.

    Raises OSError where the file cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self._stream: IO[bytes] = path.open("rb")
        header = self._stream.read(_HEADER_BYTES).ljust(_HEADER_BYTES, b"\0")
        size = int.from_bytes(header[16:18], "big")
        size = 65_536 if size == 1 else size
        is_size = size >= 512 and not size & (size - 1)  # noqa: PLR2004 - a power of two from 512 on
        self._size = size if is_size else _DEFAULT_PAGE_BYTES
        self._usable = self._size - (header[20] if header[20] <= 32 else 0)  # noqa: PLR2004 - at least 480 are usable
        self.count = -(-os.fstat(self._stream.fileno()).st_size // self._size)
        self.lost = max(0, int.from_bytes(header[28:32], "big") - self.count) if is_size else 0
        self.version = int.from_bytes(header[60:64], "big")
        self._free = self._free_pages(int.from_bytes(header[32:36], "big"))

    def close(self) -> None:
        """Close the file."""
        self._stream.close()

    def records(self) -> Iterator[tuple[int | None, list[Value]]]:
        """Yield every record that can be read: of a table with row ids with its own, else with None."""
        for number in range(1, self.count + 1):
            if number not in self._free:
                page = self._page(number)
                start = _HEADER_BYTES if number == 1 else 0
                yield from self._cells(page, start)

    def _page(self, number: int) -> bytes:
        self._stream.seek((number - 1) * self._size)
        return self._stream.read(self._size).ljust(self._size, b"\0")

    def _free_pages(self, trunk: int) -> set[int]:
        free: set[int] = set()
        while 0 < trunk <= self.count and trunk not in free:
            page = self._page(trunk)
            following, leaves = struct.unpack(">II", page[:8])
            leaves = min(leaves, self._usable // 4 - 2)
            free.add(trunk)
            free.update(struct.unpack(f">{leaves}I", page[8 : 8 + 4 * leaves]))
            trunk = following
        return free

    def _cells(self, page: bytes, start: int) -> Iterator[tuple[int | None, list[Value]]]:
        kind = page[start]
        if kind not in {_INDEX_INNER, _INDEX_LEAF, _TABLE_LEAF}:
            return
        pointers = start + (12 if kind == _INDEX_INNER else 8)
        for number in range(int.from_bytes(page[start + 3 : start + 5], "big")):
            pointer = pointers + 2 * number
            try:
                yield self._cell(page, kind, int.from_bytes(page[pointer : pointer + 2], "big"))
            except (ValueError, IndexError, struct.error, OverflowError):
                continue

    def _cell(self, page: bytes, kind: int, at: int) -> tuple[int | None, list[Value]]:
        """Read the cell at a place of its page. Raises ValueError and what goes with it where there is none."""
        row = None
        if kind == _INDEX_INNER:
            at += 4  # the page below
        length, at = _varint(page, at)
        if kind == _TABLE_LEAF:
            row, at = _varint(page, at)
        if not 0 < length <= self.count * self._size:
            raise ValueError("no length of a record")
        local = self._local(length, kind)
        payload = page[at : at + local]
        if local < length:
            following = int.from_bytes(page[at + local : at + local + 4], "big")
            payload = self._overflowing(payload, length, following)
        return row, _record(payload)

    def _local(self, length: int, kind: int) -> int:
        """Return how many bytes of a record are in its page."""
        most = self._usable - 35 if kind == _TABLE_LEAF else (self._usable - 12) * 64 // 255 - 23
        if length <= most:
            return length
        least = (self._usable - 12) * 32 // 255 - 23
        some = least + (length - least) % (self._usable - 4)
        return some if some <= most else least

    def _overflowing(self, payload: bytes, length: int, page: int) -> bytes:
        parts, there = [payload], len(payload)
        while there < length:
            if not 0 < page <= self.count:
                raise ValueError("the end of the record is lost")
            content = self._page(page)
            page = int.from_bytes(content[:4], "big")
            part = content[4 : min(self._usable, 4 + length - there)]
            parts.append(part)
            there += len(part)
        return b"".join(parts)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Return the number of variable length at a place, and the place after it.

    >>> _varint(bytes([0x81, 0x00, 0x07]), 0), _varint(bytes([0x07]), 0)
    ((128, 2), (7, 1))
    """
    value = 0
    for count in range(_LONGEST_VARINT):
        byte = data[at + count]
        if count == _LONGEST_VARINT - 1:
            return value << 8 | byte, at + count + 1
        value = value << 7 | byte & 0x7F
        if not byte & 0x80:
            return value, at + count + 1
    raise ValueError("no number")


def _record(payload: bytes) -> list[Value]:
    """Return the columns of a record.

    >>> _record(bytes([4, 17, 1, 9]) + b"ab")
    Traceback (most recent call last):
    ValueError: the record is cut short
    >>> _record(bytes([4, 17, 1, 9]) + b"ab" + bytes([5]))
    ['ab', 5, 1]
    """
    end, at = _varint(payload, 0)
    types = []
    while at < end:
        kind, at = _varint(payload, at)
        types.append(kind)
    values: list[Value] = []
    for kind in types:
        size = _size(kind)
        data = payload[at : at + size]
        if len(data) != size:
            raise ValueError("the record is cut short")
        values.append(_value(kind, data))
        at += size
    return values


def _size(kind: int) -> int:
    if kind >= _FIRST_BLOB:
        return (kind - _FIRST_BLOB) // 2
    return 8 if kind == _FLOAT else _INTEGER_BYTES.get(kind, 0)


def _value(kind: int, data: bytes) -> Value:
    if kind >= _FIRST_BLOB:
        return data.decode("utf-8", "replace") if kind % 2 else data
    if kind == _FLOAT:
        return float(struct.unpack(">d", data)[0])
    if kind in _INTEGER_BYTES:
        return int.from_bytes(data, "big", signed=True)
    return {_ZERO: 0, _ONE: 1}.get(kind)

"""The corrections file beside a memory, ``<memory>.corrections.jsonl``: what people decided, a line each.

It is the truth, and the memory its index. Lines are only ever added, so what this version does not know is kept; a
person can read them, copy the file, and put it under version control. A line that cannot be trusted stays where it is
and counts for nothing. Whoever adds lines holds the memory's lock.
"""

from __future__ import annotations

import hashlib
import os
import stat
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import IO, TYPE_CHECKING, Any

from bilingual.errors import OutputError
from bilingual.io.files import remedy_for, sync
from bilingual.io.lines import MOST_PAST
from bilingual.memory.decisions import Decision

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

SUFFIX = ".corrections.jsonl"
# What no sentence with its correction reaches, as in the files that corrections come from.
_MAX_LINE_BYTES = 16 * 1024**2
_CHUNK_BYTES = 1 << 20
# A line that is too long is passed over, but nobody waits for the end of one that is longer than this.
_LONGEST = _MAX_LINE_BYTES + MOST_PAST
# A higher number is a stranger's joke, from which one cannot count on.
_MOST_LINES = 2**40
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that counts for nothing, by its number from 1, and why."""

    number: int
    reason: str


@dataclass(slots=True)
class Position:
    """How far a file was read: ``lines`` and ``size`` in bytes, its highest ``seq``, and the digest of those bytes."""

    lines: int = 0
    size: int = 0
    seq: int = 0
    digest: Any = field(default_factory=hashlib.sha256)

    @property
    def sha256(self) -> str:
        """The digest in hexadecimal."""
        return str(self.digest.hexdigest())

    def take(self, raw: bytes, *, whole: bool = True) -> None:
        """Go on by a line, or by a piece of one."""
        self.lines += whole
        self.size += len(raw)
        self.digest.update(raw)


class Journal:
    """The file at a path, which need not exist. Raises OutputError, also for what is no plain file, such as a link."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def exists(self) -> bool:
        """Whether there is something under its name, whatever it be."""
        return os.path.lexists(self.path)

    def state(self) -> tuple[int, int, int] | None:
        """Return what changes with the file, None where there is none."""
        try:
            state = self.path.lstat()
        except FileNotFoundError:
            return None
        return state.st_ino, state.st_size, state.st_mtime_ns

    def position(self, lines: int, size: int, seq: int, sha256: str) -> Position | None:
        """Return a position that was noted, where the file still begins with the same bytes, else None."""
        position = Position(lines, size, seq)
        with self._opened(os.O_RDONLY) as stream:
            left = size
            if os.fstat(stream.fileno()).st_size < size:
                return None
            while left and (chunk := stream.read(min(left, _CHUNK_BYTES))):
                position.digest.update(chunk)
                left -= len(chunk)
        return None if left or position.sha256 != sha256 else position

    def read(self, position: Position) -> Iterator[tuple[int, Decision | BadLine]]:
        """Yield what comes after a position, with its line's number, and move the position.

        A last line without its line feed is not read: it was cut short, or ``mend`` is still to end it. Raises
        OutputError, besides what the class does, for a line whose end nobody waits for.
        """
        with self._opened(os.O_RDONLY) as stream:
            stream.seek(position.size)
            while raw := stream.readline(_MAX_LINE_BYTES):
                if raw.endswith(b"\n"):
                    position.take(raw)
                    if (found := _parsed(raw, position)) is not None:
                        yield position.lines, found
                elif len(raw) < _MAX_LINE_BYTES or not self._pass_over(stream, raw, position):
                    return
                else:
                    yield position.lines, BadLine(position.lines, "it is too long")

    def mend(self) -> None:
        """End a last line that has no line feed, so that what is added begins a line of its own.

        One without end stays as it is: whoever reads it says so.
        """
        with self._opened(os.O_RDONLY) as stream:
            size = stream.seek(0, os.SEEK_END)
            if not size or _ends_with_line_feed(stream, size, 1) or not _ends_with_line_feed(stream, size, _LONGEST):
                return
        with self._opened(os.O_RDWR | os.O_APPEND) as stream:
            stream.seek(0, os.SEEK_END)
            _write(stream, b"\n")

    def append(self, decisions: Sequence[Decision], position: Position) -> list[tuple[int, Decision]]:
        """Add lines, counted on from ``position``, which stands at the end and moves; return them with their numbers.

        They are on disk for good when this returns: all of them or, where the disk is full, none.
        """
        counted = [replace(decision, seq=position.seq + number) for number, decision in enumerate(decisions, 1)]
        lines = [decision.line() for decision in counted]
        if any(len(line) > _MAX_LINE_BYTES for line in lines):  # it would not be read again
            raise OutputError(f"a correction is too long for a line of '{self.path}'", "Split its sentence")
        is_new = not self.exists()
        with self._opened(os.O_RDWR | os.O_APPEND | os.O_CREAT) as stream:
            stream.seek(0, os.SEEK_END)
            _write(stream, b"".join(lines))
        if is_new:
            sync(self.path.parent)
        added = []
        for decision, line in zip(counted, lines, strict=True):
            position.take(line)
            position.seq = decision.seq
            added.append((position.lines, decision))
        return added

    def _pass_over(self, stream: IO[bytes], raw: bytes, position: Position) -> bool:
        """Take the rest of a line that is too long, in pieces; say whether it ends. If not, the position stays."""
        reached = Position(position.lines, position.size, position.seq, position.digest.copy())
        while raw:
            reached.take(raw, whole=raw.endswith(b"\n"))
            if raw.endswith(b"\n"):
                position.lines, position.size, position.digest = reached.lines, reached.size, reached.digest
                return True
            if reached.size - position.size > _LONGEST:
                raise OutputError(
                    f"line {position.lines + 1} of '{self.path}' has no end; nothing was changed",
                    f"Keep a copy of the file, and cut it there, after {position.size:,} bytes",
                )
            raw = stream.readline(_CHUNK_BYTES)
        return False

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            remedy = remedy_for(error, "Mend its permissions, or name another memory with --memory")
            raise OutputError(
                f"the corrections file '{self.path}' cannot be used: {error.strerror or error}", remedy
            ) from error

    @contextmanager
    def _opened(self, flags: int) -> Iterator[IO[bytes]]:
        # A link would lead from a stranger's folder to a file of the user's; a pipe would be waited for.
        plain = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with self._errors():
            if self.exists() and not stat.S_ISREG(self.path.lstat().st_mode):
                raise OutputError(f"'{self.path}' is no plain file", "Move it away: corrections are kept in one")
            descriptor = os.open(self.path, flags | plain, 0o666)
            if flags & os.O_RDWR:
                with os.fdopen(descriptor, "rb+", buffering=0) as stream:
                    yield stream
            else:
                with os.fdopen(descriptor, "rb") as stream:
                    yield stream


def _parsed(raw: bytes, position: Position) -> Decision | BadLine | None:
    """Return what a line says, None for an empty one; note its ``seq``."""
    text = raw.removeprefix(_BYTE_ORDER_MARK if position.lines == 1 else b"").strip()
    if not text:
        return None
    try:
        decision = Decision.parse(text)
    except ValueError as error:
        return BadLine(position.lines, str(error))
    if decision.seq < _MOST_LINES:
        position.seq = max(position.seq, decision.seq)
    return decision


def _ends_with_line_feed(stream: IO[bytes], size: int, within: int) -> bool:
    """Whether a file of so many bytes has a line feed in its last bytes, or is no longer than these."""
    if size <= within and within > 1:
        return True
    at = size
    while at > size - within:
        before = max(at - _CHUNK_BYTES, size - within)
        stream.seek(before)
        if b"\n" in stream.read(at - before):
            return True
        at = before
    return False


def _write(stream: IO[bytes], data: bytes) -> None:
    """Write all of it to the end of a file, and to the disk, or nothing."""
    before = stream.tell()
    try:
        left = memoryview(data)
        while left:
            left = left[stream.write(left) :]
        os.fsync(stream.fileno())
    except OSError:
        stream.truncate(before)  # what is half written was never said to be there
        raise

"""Regular files, opened: what is a pipe, a device, a socket or a folder is refused, as it may hang or never end."""

from __future__ import annotations

import errno
import os
import stat
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from io import FileIO
    from pathlib import Path

_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
# A pipe that takes the place of a file in the moment between looking and opening must not hang us, nor must a terminal
# become ours. Systems without these flags have no such things.
_FLAGS = sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"))


class NotRegularError(OSError):
    """There is something, but no file that one can read from its beginning to its end."""

    def __str__(self) -> str:
        """Return the reason alone: whoever reports it names the path."""
        return str(self.strerror)


class TooLargeError(OSError):
    """A file has more bytes than it may have."""

    def __str__(self) -> str:
        """Return the reason alone: whoever reports it names the path."""
        return str(self.strerror)


def refuse_irregular(state: os.stat_result, path: Path) -> None:
    """Raise NotRegularError where this is the state of anything but a regular file."""
    if not stat.S_ISREG(state.st_mode):
        kind = _KINDS.get(stat.S_IFMT(state.st_mode), "something else")
        raise NotRegularError(errno.EINVAL, f"it is {kind}, not a file", str(path))


def open_regular(path: Path) -> FileIO:
    """Open a regular file, or a link to one, to read its bytes. Raises OSError, of which NotRegularError.

    It is looked at before it is opened, since opening a device may already do something, and once more after it.
    """
    refuse_irregular(path.stat(), path)
    descriptor = os.open(path, os.O_RDONLY | _FLAGS)
    try:
        refuse_irregular(os.fstat(descriptor), path)
        return os.fdopen(descriptor, "rb", buffering=0)
    except BaseException:
        os.close(descriptor)
        raise


def read_regular(path: Path, most: int) -> bytes:
    """Return the bytes of a regular file, which has ``most`` at most. Raises OSError, of which TooLargeError."""
    with open_regular(path) as raw:
        return read_bounded(raw, most, path)


def read_bounded(stream: IO[bytes] | FileIO, most: int, path: Path) -> bytes:
    """Return the bytes of a stream, ``most`` at most. Raises TooLargeError."""
    parts, left = [], most + 1
    while left and (part := stream.read(left)):
        parts.append(part)
        left -= len(part)
    if not left:
        raise TooLargeError(errno.EFBIG, f"it has more than {most:,} bytes", str(path))
    return b"".join(parts)

"""A file that is being downloaded, perhaps in several attempts.

Beside it lies a note of what the server calls this version of the file (RFC 9110: ETag, else Last-Modified). Where a
download broke off, in this run or an earlier one, the next attempt asks for the rest on condition that it is the same
version (Range with If-Range).
"""

from __future__ import annotations

import contextlib
import http
import json
import re
import shutil
from typing import IO, TYPE_CHECKING

from bilingual.errors import OutputError
from bilingual.io.files import output_errors
from bilingual.io.regular import read_regular

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from http.client import HTTPResponse
    from pathlib import Path

# What helps where a download does not fit.
_ROOM = "Make room there, or set ARGOS_PACKAGES_DIR to a folder elsewhere"
# What no such note reaches.
_MOST_FACTS = 1 << 16
_CONTENT_RANGE = re.compile(r"bytes (\d{1,15})-\d{1,15}/(\d{1,15})")


class BrokenError(Exception):
    """An attempt failed in a way that the next may not; ``at_once`` where that holds only after data has come."""

    def __init__(self, reason: str, *, at_once: bool = False) -> None:
        super().__init__(reason)
        self.at_once = at_once


def require_all(size: int, total: int | None) -> None:
    """Raise BrokenError where a file or document of ``size`` bytes should have ``total``."""
    if total is not None and size != total:
        raise BrokenError(f"the connection broke after {size:,} of {total:,} bytes")


class Part:
    """A file, and beside it what the server said of it; ``total`` is its whole size in bytes, None if nobody knows."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._facts = path.with_suffix(".json")
        self._validator: str | None = None
        self.total: int | None = None
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            facts = json.loads(read_regular(self._facts, _MOST_FACTS))
            total, validator = facts["total"], facts["validator"]
            if isinstance(validator, str) and validator.isprintable() and isinstance(total, int | None):
                self.total, self._validator = total, validator

    @property
    def size(self) -> int:
        """How many bytes are there."""
        try:
            return self._path.stat().st_size
        except OSError:
            return 0

    @property
    def condition(self) -> dict[str, str]:
        """The headers that ask for the rest of this version of the file, or for all of it."""
        if not self._validator or not self.size:
            return {}
        return {"Range": f"bytes={self.size}-", "If-Range": self._validator}

    def continues(self, response: HTTPResponse) -> bool:
        """Whether what the server sends is the rest that was asked for."""
        if response.status != http.HTTPStatus.PARTIAL_CONTENT:
            return False
        place = _CONTENT_RANGE.fullmatch(response.headers.get("Content-Range", ""))
        if not self.condition or not place or int(place[1]) != self.size or self.total not in {None, int(place[2])}:
            self.discard()
            raise BrokenError("the server sent another part than the one asked for")
        # Not every server that knows Range heeds If-Range; but one that has an ETag must send it with a part.
        stated = "ETag" if (self._validator or "").startswith('"') else "Last-Modified"
        if response.headers.get(stated, self._validator) != self._validator:
            self.discard()
            raise BrokenError("the server sent a part of another version of the file")
        self.total = int(place[2])
        return True

    def start(self, response: HTTPResponse) -> None:
        """Begin anew, with what the server says of the file."""
        self.discard()
        etag = response.headers.get("ETag", "")
        self._validator = etag if etag.startswith('"') else response.headers.get("Last-Modified")
        self.total = response.length
        with self.errors():
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.touch()
            self._facts.write_text(json.dumps({"validator": self._validator, "total": self.total}), encoding="utf-8")

    def open(self) -> IO[bytes]:
        """Open the file for what is still to come; what is written to it is there at once, whatever comes then."""
        with self.errors():
            return self._path.open("ab", buffering=0)

    def append(self, stream: IO[bytes], chunk: bytes) -> None:
        """Write all of a chunk: on a disk that is nearly full, an unbuffered file takes a part and says so."""
        rest = memoryview(chunk)
        with self.errors():
            while rest:
                rest = rest[stream.write(rest) :]

    def require_whole(self) -> None:
        """Raise BrokenError where this is not all of the file, or more than the file."""
        if self.total is not None and self.size > self.total:
            self.discard()
            raise BrokenError("the server sent more than it said")
        require_all(self.size, self.total)

    def discard(self) -> None:
        """Remove the file, and what is known of it."""
        with self.errors():
            self._facts.unlink(missing_ok=True)
            self._path.unlink(missing_ok=True)
        self._validator = self.total = None

    def require_room(self) -> None:
        """Raise OutputError where the rest cannot fit on the disk."""
        missing = (self.total or 0) - self.size
        if missing > (free := shutil.disk_usage(self._path.parent).free):
            raise OutputError(
                f"no room for a download of {missing:,} bytes in '{self._path.parent}', where {free:,} are free",
                _ROOM,
            )

    def errors(self) -> AbstractContextManager[None]:
        """Return what turns an OSError into an OutputError."""
        return output_errors(self._path, _ROOM)

"""Where the files of shards lie: a folder here, or whatever else keeps the same protocol, such as object storage.

A store maps names (relative, plain, with slashes) to files that are written whole. Nothing else is asked of it: no
renaming, no appending, no order between files. So a store may show a part of a file whose writing failed; which files
count is said by the ``done.json`` of a shard, which is written last and has their digests (``shards.py``).
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import time
import uuid
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Protocol

from filelock import FileLock, Timeout

from bilingual.errors import InputError, OutputError
from bilingual.io.files import output_errors, remedy_for, sync
from bilingual.io.inside import is_link, is_plain, place, refuse_link
from bilingual.io.output import PRIVATE
from bilingual.io.regular import open_regular, read_bounded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Files that are being written, before they are renamed into their places; and for how long one may be, in seconds.
_CHUNK = 1 << 20
_PARTS = "parts"
_STALE_SECONDS = 24 * 3600.0
# How long to wait for whoever holds a lock, in seconds, where one waits at all.
_PATIENCE = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Stored:
    """A file in a store: its name, its size in bytes, and when it was written, in nanoseconds of the store's clock."""

    name: str
    size: int
    modified_ns: int


class Store(Protocol):
    """Where shards go. Every name is relative and plain, with slashes. Safe to use from several processes at once.

    Raises OutputError for what cannot be written or removed, InputError for what cannot be read.
    """

    @property
    def where(self) -> str:
        """What the store is called to a person: a path or an address."""

    def files(self, prefix: str) -> Iterator[Stored]:
        """Yield the files whose names begin with ``prefix``, which ends with a slash, in any order."""

    def find(self, name: str) -> Stored | None:
        """Return what is known of one file, None where there is none."""

    def read(self, name: str, most: int) -> bytes | None:
        """Return the bytes of a small file, ``most`` of them at most; None where there is none."""

    def write(self, name: str, data: bytes) -> None:
        """Write a small file whole, in the place of one that is there."""

    def get(self, name: str, path: Path) -> None:
        """Copy a file to ``path`` on this machine."""

    def put(self, name: str, path: Path) -> None:
        """Copy a file of this machine to ``name``, in the place of one that is there."""

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""

    def local(self, name: str) -> Path | None:
        """Return where a file lies on this machine, to be read there; None where the store is elsewhere."""

    def lock(self, name: str, *, wait: bool) -> contextlib.AbstractContextManager[bool]:
        """Hold a lock of that name, and give whether the store has such a thing.

        Where somebody else holds it: with ``wait`` wait for it, else raise OutputError.
        """


class FolderStore:
    """A folder of this machine, or one that several machines share. A link in it is taken for nothing.

    A file is written beside the others, forced to disk, and renamed into its place. The folder may be a stranger's:
    nothing in it leads out of it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def where(self) -> str:
        """The folder's path."""
        return str(self.folder)

    def files(self, prefix: str) -> Iterator[Stored]:
        """Yield the files below a folder in this one; links and what has no plain name are none."""
        with self._reading(self.folder):
            root = self.folder
            for part in prefix.split("/")[:-1]:
                root = root / part
                refuse_link(root)
            yield from _below(root, prefix)

    def find(self, name: str) -> Stored | None:
        """Return a file's size and time."""
        with self._reading(self.folder / name), contextlib.suppress(FileNotFoundError, NotADirectoryError):
            state = place(self.folder, name).lstat()
            if stat.S_ISREG(state.st_mode):
                return Stored(name, state.st_size, state.st_mtime_ns)
        return None

    def read(self, name: str, most: int) -> bytes | None:
        """Return the bytes of a small file."""
        with self._reading(self.folder / name), contextlib.suppress(FileNotFoundError, NotADirectoryError):
            path = place(self.folder, name)
            if not is_link(path):
                with open_regular(path) as raw:
                    return read_bounded(raw, most, path)
        return None

    def write(self, name: str, data: bytes) -> None:
        """Write a small file whole."""
        with self._replacing(name) as part:
            part.write_bytes(data)

    def get(self, name: str, path: Path) -> None:
        """Copy a file out of the folder."""
        with self._reading(self.folder / name), open_regular(self._place(name)) as raw:
            self._copy(raw, path)

    def put(self, name: str, path: Path) -> None:
        """Copy a file into the folder."""
        with self._replacing(name) as part:
            shutil.copyfile(path, part)

    def remove(self, name: str) -> None:
        """Remove a file, and the folder that it was the last one in."""
        path = self.folder / name
        with output_errors(path), contextlib.suppress(FileNotFoundError):
            path = place(self.folder, name)
            path.unlink()
            with contextlib.suppress(OSError):
                path.parent.rmdir()

    def local(self, name: str) -> Path | None:
        """Return the file's path."""
        return self._place(name)

    @contextlib.contextmanager
    def lock(self, name: str, *, wait: bool) -> Iterator[bool]:
        """Hold a lock, which the system gives back when its holder ends, however it ends."""
        path = self._private() / f"{name}.lock"
        with output_errors(path):
            refuse_link(path)
            lock = FileLock(path)
            try:
                lock.acquire(timeout=_PATIENCE if wait else 0)
            except Timeout as error:
                raise OutputError(
                    f"another process is at work on the shards in '{self.folder}'",
                    "Wait until it is done, or choose another --out",
                ) from error
        try:
            yield True
        finally:
            lock.release()

    def sweep(self) -> None:
        """Remove what was being written when its writer was killed, a day ago or earlier."""
        parts = self.folder / PRIVATE / _PARTS
        with contextlib.suppress(OSError):
            for path in parts.iterdir():
                if not is_link(path) and time.time() - path.stat().st_mtime > _STALE_SECONDS:
                    path.unlink()

    @contextlib.contextmanager
    def _replacing(self, name: str) -> Iterator[Path]:
        """Give a path to write to, which takes the place of ``name``."""
        path = place(self.folder, name)
        with output_errors(path):
            parts = self._private() / _PARTS
            refuse_link(parts)
            parts.mkdir(exist_ok=True)
            part = parts / uuid.uuid4().hex
            try:
                yield part
                sync(part)
                path.parent.mkdir(parents=True, exist_ok=True)
                if is_link(path):
                    path.unlink()
                os.replace(part, path)  # noqa: PTH105 - as elsewhere
            finally:
                part.unlink(missing_ok=True)

    def _private(self) -> Path:
        """Return the folder for what is no reader's, which also says that all of this is no source of articles."""
        private = self.folder / PRIVATE
        with output_errors(private):
            refuse_link(private)
            private.mkdir(parents=True, exist_ok=True)
        return private

    def _place(self, name: str) -> Path:
        path = place(self.folder, name)
        refuse_link(path)
        return path

    @staticmethod
    def _copy(raw: IO[bytes], path: Path) -> None:
        with output_errors(path), path.open("wb") as stream:
            shutil.copyfileobj(raw, stream, _CHUNK)

    @contextlib.contextmanager
    def _reading(self, path: Path) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            remedy = remedy_for(error, "Check it and its rights")
            raise InputError(f"'{path}' cannot be read: {error.strerror or error}", remedy) from error


def _below(folder: Path, prefix: str) -> Iterator[Stored]:
    try:
        entries = list(os.scandir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        name = f"{prefix}{entry.name}"
        if not is_plain(name):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _below(folder / entry.name, f"{name}/")
        elif entry.is_file(follow_symlinks=False):
            state = entry.stat(follow_symlinks=False)
            yield Stored(name, state.st_size, state.st_mtime_ns)

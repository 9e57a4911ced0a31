"""The output folder: a corpus appears there when all of it is ready, and what others wrote is left alone.

Every file is written to ``.bilingual/staging``, forced to disk, and renamed into its place by ``publish``, one right
after the other, so that a reader sees each file as it was or as it is. ``.bilingual/ledger.sqlite`` knows which files
are ours and what was in them: a target that is not in it, or has been changed since, is somebody else's and stops the
build. A publication that was cut short, by a power cut say, is finished by the next build.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import io
import os
import shutil
import signal
import sqlite3
import threading
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from filelock import FileLock, Timeout

from bilingual.errors import OutputError
from bilingual.io.files import file_sha256, output_errors, sync

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Self

    from _typeshed import ReadableBuffer

# Where a build keeps what is not for readers: memory, ledger, lock, staging.
PRIVATE = ".bilingual"
_SCHEMA = """
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    -- What stands in the folder. `key` stands for all that the content follows from.
    CREATE TABLE IF NOT EXISTS file (
        name TEXT PRIMARY KEY, format TEXT, key TEXT, sha256 TEXT, size INTEGER, mtime_ns INTEGER
    ) WITHOUT ROWID;
    -- What will. Only `publish` commits rows here, so what is found at the start is to be finished.
    CREATE TABLE IF NOT EXISTS staged (
        name TEXT PRIMARY KEY, format TEXT, key TEXT, sha256 TEXT, size INTEGER, mtime_ns INTEGER
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS staged_format (format TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_BUFFER_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class _Row:
    """A file in the ledger: as published (``file``) or to be (``staged``)."""

    name: str
    format: str
    key: str
    sha256: str
    size: int
    mtime_ns: int


class OutputFolder:
    """The folder that one build at a time publishes to.

    A context manager; leaving it unpublished changes nothing that a reader sees. Names are relative to the folder, with
    slashes. Raises OutputError.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._private = path / PRIVATE
        self._staging = self._private / "staging"
        self._lock = FileLock(self._private / "lock")

    @property
    def memory(self) -> Path:
        """Where the translation memory lies unless the user wants it elsewhere."""
        return self._private / "memory.sqlite"

    def __enter__(self) -> Self:
        with _errors(self.path):
            self._private.mkdir(parents=True, exist_ok=True)
            try:
                self._lock.acquire(timeout=0)
            except Timeout as error:
                raise OutputError(
                    f"another build is writing to '{self.path}'", "Wait until it is done, or choose another --out"
                ) from error
            try:
                self._ledger = self._open_ledger()
                self._finish()
                shutil.rmtree(self._staging, ignore_errors=True)
                self._ledger.execute("BEGIN IMMEDIATE")
            except BaseException:
                self._lock.release()
                raise
        return self

    def _open_ledger(self) -> sqlite3.Connection:
        path = self._private / "ledger.sqlite"
        try:
            ledger = sqlite3.connect(path, isolation_level=None)
            ledger.executescript(_SCHEMA)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError as error:
            raise OutputError(
                f"'{path}', which tells whose the files in '{self.path}' are, is damaged",
                f"Choose another --out; with --memory '{self.memory}' nothing will be translated again",
            ) from error
        return ledger

    def __exit__(self, *_: object) -> None:
        try:
            if self._ledger.in_transaction:
                self._ledger.execute("ROLLBACK")
                shutil.rmtree(self._staging, ignore_errors=True)
            # else a publication was cut short, and the next build needs what is staged
            self._ledger.close()
        finally:
            self._lock.release()

    @contextlib.contextmanager
    def create(self, name: str, format_: str, key: str = "") -> Iterator[IO[str]]:
        """Open a UTF-8 text file that ``publish`` will put at ``name``; line ends are written as given.

        ``format_`` is the output format that the file belongs to, ``key`` is for ``keep``.
        """
        with self._staged(name) as staging, staging.open("wb", buffering=0) as raw:
            digest = _Digesting(raw)
            stream = io.TextIOWrapper(io.BufferedWriter(digest, _BUFFER_BYTES), encoding="utf-8", newline="")
            yield stream
            stream.flush()
            os.fsync(raw.fileno())
            state = staging.stat()
            self._stage(_Row(name, format_, key, digest.sha256, state.st_size, state.st_mtime_ns))

    @contextlib.contextmanager
    def create_binary(self, name: str, format_: str) -> Iterator[IO[bytes]]:
        """Open a file of bytes, in which one can seek, that ``publish`` will put at ``name``."""
        with self._staged(name) as staging, staging.open("wb+") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
            stream.seek(0)
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
            state = staging.stat()
            self._stage(_Row(name, format_, "", sha256, state.st_size, state.st_mtime_ns))

    def keep(self, name: str, format_: str, key: str) -> bool:
        """Keep the file at ``name`` if it was made from the same ``key`` and is unchanged; say whether that was so."""
        with _errors(self.path / name):
            row = self._row("file", name)
            if row is None or row.key != key or row.format != format_ or not _is_unchanged(self.path / name, row):
                return False
            self._stage(row)
            return True

    def accept(self, path: Path) -> None:
        """Take a file of ours in the folder as somebody has changed it, so that the next build may replace it."""
        with _errors(path):
            if row := self._row("file", path.name):
                state = path.stat()
                values = (file_sha256(path), state.st_size, state.st_mtime_ns, row.name)
                self._ledger.execute(
                    "UPDATE file SET sha256 = ?, size = ?, mtime_ns = ?, key = '' WHERE name = ?", values
                )
                self._ledger.execute("COMMIT")
                self._ledger.execute("BEGIN IMMEDIATE")

    def changes(self) -> Iterator[str]:
        """Yield, on one line each, what became of files that we wrote; nothing where no ledger tells. Takes no lock."""
        ledger = self._private / "ledger.sqlite"
        if not ledger.is_file():
            return
        with _errors(self.path), contextlib.closing(sqlite3.connect(ledger)) as connection:
            try:
                rows = connection.execute("SELECT * FROM file ORDER BY name").fetchall()
            except sqlite3.DatabaseError:
                yield f"{PRIVATE}/{ledger.name}, which tells what was written, is damaged"
                return
            for values in rows:
                row = _Row(*values)
                path = self.path / row.name
                if not path.is_file():
                    yield f"{row.name} is missing"
                elif file_sha256(path) != row.sha256:
                    yield f"{row.name} was changed since it was written"

    def publish(self) -> None:
        """Put every staged file into its place, and remove files of the same formats that are no more."""
        with _errors(self.path):
            for (name,) in self._ledger.execute("SELECT name FROM staged"):
                self._refuse_foreign(name)
                (self.path / name).parent.mkdir(parents=True, exist_ok=True)
            with _uninterrupted():
                self._ledger.execute("COMMIT")
                self._finish()
                self._ledger.execute("BEGIN IMMEDIATE")

    @contextlib.contextmanager
    def _staged(self, name: str) -> Iterator[Path]:
        """Give the path to write to for ``name``."""
        target, staging = self.path / name, self._staging / name
        with _errors(target):
            self._refuse_foreign(name)
            staging.parent.mkdir(parents=True, exist_ok=True)
            yield staging

    def _stage(self, row: _Row) -> None:
        self._ledger.execute("INSERT OR REPLACE INTO staged_format VALUES (?)", (row.format,))
        values = (row.name, row.format, row.key, row.sha256, row.size, row.mtime_ns)
        self._ledger.execute("INSERT OR REPLACE INTO staged VALUES (?, ?, ?, ?, ?, ?)", values)

    def _finish(self) -> None:
        """Do what ``publish`` has committed to; also when it was cut short before."""
        folders = set()
        for (name,) in self._ledger.execute("SELECT name FROM staged"):
            staging, target = self._staging / name, self.path / name
            if staging.exists():
                self._refuse_foreign(name)  # again, for a publication that is taken up after a while
                target.parent.mkdir(parents=True, exist_ok=True)
                staging.replace(target)
                folders.add(target.parent)
        stale = """
            SELECT * FROM file
            WHERE format IN (SELECT format FROM staged_format) AND name NOT IN (SELECT name FROM staged)
        """
        for values in self._ledger.execute(stale):
            row = _Row(*values)
            path = self.path / row.name
            if _is_unchanged(path, row):
                path.unlink()
                folders.add(path.parent)
        for folder in folders:
            sync(folder)
        self._ledger.executescript("""
            BEGIN IMMEDIATE;
            DELETE FROM file WHERE format IN (SELECT format FROM staged_format);
            INSERT OR REPLACE INTO file SELECT * FROM staged;
            DELETE FROM staged;
            DELETE FROM staged_format;
            COMMIT;
        """)

    def _row(self, table: str, name: str) -> _Row | None:
        values = self._ledger.execute(f"SELECT * FROM {table} WHERE name = ?", (name,)).fetchone()  # noqa: S608
        return _Row(*values) if values else None

    def _refuse_foreign(self, name: str) -> None:
        """Raise OutputError where something stands at ``name`` that we did not write, or that was changed since."""
        path = self.path / name
        for parent in reversed(path.relative_to(self.path).parents):
            folder = self.path / parent
            if folder.exists() and not folder.is_dir():
                raise OutputError(f"'{folder}' is in the way of a folder", "Move it away, or choose another --out")
        if not path.exists() and not path.is_symlink():
            return
        row = self._row("file", name)
        if row is None:
            raise OutputError(f"'{path}' was not written by bilingual", "Move it away, or choose another --out")
        if not _is_unchanged(path, row):
            raise OutputError(f"'{path}' was changed since bilingual wrote it", "Move it away, or choose another --out")


class _Digesting(io.RawIOBase):
    """Passes bytes on and takes their digest."""

    def __init__(self, raw: io.FileIO) -> None:
        super().__init__()
        self._raw = raw
        self._digest = hashlib.sha256()

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer) -> int:
        view = memoryview(data)
        if self._raw.closed:
            return len(view)  # what a buffer still held when its file was given up
        written = self._raw.write(view)
        self._digest.update(view[:written])
        return written


def _is_unchanged(path: Path, row: _Row) -> bool:
    """Whether the file is as we left it: quickly by size and time, else (it may have been copied) by its content."""
    try:
        state = path.stat()
        if state.st_size != row.size:
            return False
        if state.st_mtime_ns == row.mtime_ns:
            return True
        return file_sha256(path) == row.sha256
    except FileNotFoundError:
        return False


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait for the end of the block, which takes moments and must not be left in the middle."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextlib.contextmanager
def _errors(path: Path) -> Iterator[None]:
    """Turn what the file system and SQLite report into an OutputError."""
    with output_errors(path):
        try:
            yield
        except sqlite3.Error as error:
            full = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
            raise OSError(errno.ENOSPC if full else 0, str(error)) from error

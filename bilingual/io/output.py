"""The output folder: a corpus appears there when all of it is ready, and what others wrote is left alone.

Every file is written to ``.bilingual/staging``, forced to disk, and renamed into its place by ``publish``, one right
after the other, so that a reader sees each file as it was or as it is. ``.bilingual/ledger.sqlite`` knows which files
are ours and what was in them: a target that is not in it, or has been changed since, is somebody else's and stops the
build. A publication that was cut short, by a power cut say, is finished by the next build, or by whoever reads the
corpus before that (``published.py``).

The folder may have come from a stranger. Nothing in it leads out of it: names are plain (``inside.py``), and a link
below the folder that the user named is refused.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import shutil
import signal
import sqlite3
import stat
import threading
from typing import IO, TYPE_CHECKING

from filelock import FileLock, Timeout

from bilingual.errors import OutputError
from bilingual.io import ledger
from bilingual.io.files import file_sha256, output_errors, sync, told_by_sqlite
from bilingual.io.inside import place, refuse_link
from bilingual.io.ledger import DamagedLedgerError, Row, mtime_of
from bilingual.io.regular import refuse_irregular

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Self

    from _typeshed import ReadableBuffer

# Where a build keeps what is not for readers: memory, ledger, lock, staging.
PRIVATE = ".bilingual"
STAGING = "staging"
BUFFER_BYTES = 1 << 16


class OutputFolder:
    """The folder that one build at a time publishes to.

    A context manager; leaving it unpublished changes nothing that a reader sees. Names are relative to the folder, with
    slashes. Raises OutputError.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._private = path / PRIVATE
        self._staging = self._private / STAGING
        self._lock = FileLock(self._private / "lock")

    @property
    def memory(self) -> Path:
        """Where the translation memory lies unless the user wants it elsewhere. Raises OutputError for a link."""
        path = self._private / "memory.sqlite"
        with self._errors(path):
            refuse_link(self._private)
            refuse_link(path)
        return path

    def __enter__(self) -> Self:
        with self._errors(self.path):
            refuse_link(self._private)
            self._private.mkdir(parents=True, exist_ok=True)
            for path in self._private.iterdir():
                # A search may just have put its own into place.
                with self._errors(path), contextlib.suppress(FileNotFoundError):
                    refuse_link(path)
                    if not stat.S_ISDIR(path.lstat().st_mode):
                        refuse_irregular(path.lstat(), path)
            try:
                self._lock.acquire(timeout=0)
            except Timeout as error:
                raise OutputError(
                    f"another build is writing to '{self.path}'", "Wait until it is done, or choose another --out"
                ) from error
            with contextlib.ExitStack() as stack:
                stack.callback(self._lock.release)
                self._ledger = stack.enter_context(contextlib.closing(ledger.open_(self._private / ledger.NAME)))
                self._finish()
                shutil.rmtree(self._staging, ignore_errors=True)
                self._ledger.execute("BEGIN IMMEDIATE")
                self._open = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        with self._open:
            if self._ledger.in_transaction:
                self._ledger.execute("ROLLBACK")
                shutil.rmtree(self._staging, ignore_errors=True)
            # else a publication was cut short, and the next build needs what is staged

    @contextlib.contextmanager
    def create(self, name: str, format_: str, key: str = "") -> Iterator[IO[str]]:
        """Open a UTF-8 text file that ``publish`` will put at ``name``; line ends are written as given.

        ``format_`` is the output format that the file belongs to, ``key`` is for ``keep``.
        """
        with self._staged(name) as staging, staging.open("wb", buffering=0) as raw:
            digest = Digesting(raw)
            stream = io.TextIOWrapper(io.BufferedWriter(digest, BUFFER_BYTES), encoding="utf-8", newline="")
            yield stream
            stream.flush()
            os.fsync(raw.fileno())
            state = staging.stat()
            ledger.stage(self._ledger, Row(name, format_, key, digest.sha256, state.st_size, mtime_of(state)))

    @contextlib.contextmanager
    def create_binary(self, name: str, format_: str, key: str = "") -> Iterator[IO[bytes]]:
        """Open a file of bytes, in which one can seek, that ``publish`` will put at ``name``; ``key`` is as before."""
        with self._staged(name) as staging, staging.open("wb+") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
            stream.seek(0)
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
            state = staging.stat()
            ledger.stage(self._ledger, Row(name, format_, key, sha256, state.st_size, mtime_of(state)))

    @contextlib.contextmanager
    def rewrite(self, name: str, format_: str) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
        """Open a file that was just created, to read, and one to write, which takes its place."""
        with self._staged(name) as staging:
            before = staging.with_name(f"{staging.name}.before")
            staging.replace(before)
            with before.open("rb") as old, self.create_binary(name, format_) as new:
                yield old, new
            before.unlink()

    def keep(self, name: str, format_: str, key: str) -> bool:
        """Keep the file at ``name`` if it was made from the same ``key`` and is unchanged; say whether that was so."""
        with self._errors(self.path / name):
            row = ledger.row(self._ledger, name)
            if row is None or row.key != key or row.format != format_ or not is_unchanged(place(self.path, name), row):
                return False
            ledger.stage(self._ledger, row)
            return True

    def accept(self, path: Path) -> None:
        """Take a file of ours in the folder as somebody has changed it, so that the next build may replace it."""
        with self._errors(path):
            if ledger.row(self._ledger, path.name):
                ledger.accept(self._ledger, path.name, file_sha256(path), path.stat())

    def standing(self) -> list[Row]:
        """Return what is known of our files in the folder, in order of their names."""
        with self._errors(self.path):
            return [row for row, _ in ledger.standing(self._ledger)]

    def is_changed(self, row: Row) -> bool:
        """Whether a file of ours is there, and somebody changed it since."""
        with self._errors(self.path / row.name):
            path = place(self.path, row.name)
            return os.path.lexists(path) and not is_unchanged(path, row)

    def publish(self) -> None:
        """Put every staged file into its place, and remove files of the same formats that are no more."""
        with self._errors(self.path):
            for name in ledger.staged(self._ledger):
                self._refuse_foreign(name)
                (self.path / name).parent.mkdir(parents=True, exist_ok=True)
            with _uninterrupted():
                self._ledger.execute("COMMIT")
                self._finish()
                self._ledger.execute("BEGIN IMMEDIATE")

    @contextlib.contextmanager
    def _staged(self, name: str) -> Iterator[Path]:
        """Give the path to write to for ``name``."""
        with self._errors(self.path / name):
            self._refuse_foreign(name)
            staging = place(self._staging, name)
            staging.parent.mkdir(parents=True, exist_ok=True)
            yield staging

    def _finish(self) -> None:
        """Do what ``publish`` has committed to; also when it was cut short before.

        All of it is looked at before any of it is done: where something is in the way, everything stays as it is.
        """
        moves = [(place(self._staging, name), place(self.path, name)) for name in ledger.staged(self._ledger)]
        moves = [(staging, target) for staging, target in moves if os.path.lexists(staging)]
        for staging, target in moves:
            if not stat.S_ISREG(staging.lstat().st_mode):
                raise DamagedLedgerError(f"'{staging}' is no file")
            self._refuse_foreign(target.relative_to(self.path).as_posix())  # again, as it may have come since
        stale = [path for row in ledger.stale(self._ledger) if is_unchanged(path := place(self.path, row.name), row)]
        for staging, target in moves:
            target.parent.mkdir(parents=True, exist_ok=True)
            staging.replace(target)
        for path in stale:
            path.unlink()
        for folder in {target.parent for _, target in moves} | {path.parent for path in stale}:
            sync(folder)
        ledger.settle(self._ledger)

    def _refuse_foreign(self, name: str) -> None:
        """Raise OutputError where something stands at ``name`` that we did not write, or that was changed since."""
        path = place(self.path, name)
        for parent in reversed(path.relative_to(self.path).parents):
            folder = self.path / parent
            if folder.exists() and not folder.is_dir():
                raise OutputError(f"'{folder}' is in the way of a folder", "Move it away, or choose another --out")
        if not os.path.lexists(path):
            return
        row = ledger.row(self._ledger, name)
        if row is None:
            raise OutputError(f"'{path}' was not written by bilingual", "Move it away, or choose another --out")
        if not is_unchanged(path, row):
            raise OutputError(f"'{path}' was changed since bilingual wrote it", "Move it away, or choose another --out")

    @contextlib.contextmanager
    def _errors(self, path: Path) -> Iterator[None]:
        """Turn what the file system, SQLite and the ledger report into an OutputError."""
        with output_errors(path):
            try:
                yield
            except DamagedLedgerError as error:
                raise OutputError(
                    f"'{self._private / ledger.NAME}', which tells whose the files in '{self.path}' are, "
                    f"is damaged ({error})",
                    f"Choose another --out; with --memory '{self.memory}' nothing will be translated again",
                ) from error
            except sqlite3.Error as error:
                raise told_by_sqlite(error, self._private) from error
            except UnicodeEncodeError as error:
                if error.encoding == "utf-8":
                    raise  # a text of somebody's, no name of a file
                raise OutputError(
                    f"'{error.object}' cannot be the name of a file in the encoding of this locale, {error.encoding}",
                    "Run the same command with PYTHONUTF8=1",
                ) from error


class Digesting(io.RawIOBase):
    """Passes bytes on and takes their digest."""

    def __init__(self, raw: io.FileIO) -> None:
        super().__init__()
        self._raw = raw
        self._digest = hashlib.sha256()

    @property
    def sha256(self) -> str:
        """The digest so far, in hexadecimal."""
        return self._digest.hexdigest()

    def writable(self) -> bool:
        """Whether it can be written to: always."""
        return True

    def write(self, data: ReadableBuffer) -> int:
        """Write some bytes; return how many."""
        view = memoryview(data)
        if self._raw.closed:
            return len(view)  # what a buffer still held when its file was given up
        written = self._raw.write(view)
        self._digest.update(view[:written])
        return written


def is_unchanged(path: Path, row: Row) -> bool:
    """Whether a file is as we left it: quickly by size and time, else (it may have been copied) by its content."""
    try:
        state = path.lstat()
        if not stat.S_ISREG(state.st_mode) or state.st_size != row.size:
            return False
        return mtime_of(state) == row.mtime_ns or file_sha256(path) == row.sha256
    except (FileNotFoundError, NotADirectoryError):
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

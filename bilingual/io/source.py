"""One file to read: opened, decompressed, bounded, and every error about it with its name."""

from __future__ import annotations

import contextlib
import gzip
import importlib
import io
import os
import sys
import zlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from bilingual.errors import InputError
from bilingual.io.files import remedy_for
from bilingual.io.installing import install
from bilingual.io.lines import CutShortError
from bilingual.io.regular import NotRegularError, open_regular
from bilingual.wording import encodable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from _typeshed import WriteableBuffer

STDIN = "-"
COMPRESSED = (".gz", ".zst")
# What no article reaches; a larger file is something else, and must not fill the memory.
MAX_ARTICLE_BYTES = 64 * 1024**2


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a file of rows, read by itself: from ``start`` up to ``stop``, the first row numbered ``row``.

    ``start`` and ``stop`` are in bytes, at the beginnings of rows, or, with ``groups``, in groups of rows as Parquet
    has them. Rows are numbered from 1, as lines where a file has lines. A file of which there are parts has an article
    in the first one.
    """

    start: int
    stop: int
    row: int = 1
    groups: bool = False


@dataclass(slots=True)
class Source:
    """One file to read.

    ``id`` is the path within the named folder without its suffixes, for the article in it. ``name`` is the path as the
    user knows it, always encodable; ``path`` is None for stdin. ``position`` is how many of its bytes on disk have been
    read so far. ``found`` says that it was found in a folder, and not named itself. ``within`` is the part of it
    that is to be read, None for all; only a file that is not compressed has parts. ``passed`` counts what a reader
    left in it that is no article, by what it is.
    """

    id: str
    name: str
    path: Path | None
    position: int = 0
    found: bool = False
    within: Part | None = None
    passed: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, path: Path) -> Source:
        """Return the file at a path that the user named by itself.

        >>> Source.of(Path("exports/corpus.tsv")).id
        'corpus'
        """
        return cls(path.stem, encodable(str(path)), path)

    @property
    def format(self) -> str:
        """The suffix in lower case that tells the format, without that of a compression."""
        return format_of(self.path) if self.path else ""

    @contextlib.contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """Open the file, decompressed. Raises InputError, also for what goes wrong while it is being read.

        It ends where it ended when it was opened, and whoever comes to its end learns that it was changed meanwhile.
        """
        try:
            with contextlib.ExitStack() as stack:
                yield self._open(stack)
        except _damage() as error:
            raise self.error("it is damaged or cut short", "Fetch or compress it again") from error
        except NotRegularError as error:
            raise self.error(str(error), f"Name a file, or {STDIN} where the command reads standard input") from error
        except FileNotFoundError as error:
            raise InputError(f"no such file '{self.name}'", "Check the path") from error
        except OSError as error:
            remedy = remedy_for(error, "Check the file and its rights")
            raise self.error(f"cannot be read: {error.strerror or error}", remedy) from error

    def read(self) -> bytes:
        """Return the file's bytes, decompressed. Raises InputError."""
        with self.open() as stream:
            raw = stream.read(MAX_ARTICLE_BYTES + 1)
        if len(raw) > MAX_ARTICLE_BYTES:
            limit = MAX_ARTICLE_BYTES // 1024**2
            raise self.error(f"it has more than {limit} MB, which no article has", "Split it, or name another file")
        if self.path is None and not raw:
            raise InputError("standard input is empty", "Give it a text")
        return raw

    def beginning(self, most: int) -> bytes:
        """Return the first bytes of the file itself, ``most`` at most, whatever part of it is to be read.

        Raises InputError.
        """
        whole = Source(self.id, self.name, self.path)
        with whole.open() as stream:
            return stream.read(most)

    def error(self, message: str, remedy: str) -> InputError:
        """Return an error about this file."""
        where = "standard input" if self.path is None else f"'{self.name}'"
        return InputError(f"{where}: {message}", remedy)

    def _open(self, stack: contextlib.ExitStack) -> IO[bytes]:
        if self.path is None:
            if sys.stdin is None:
                raise InputError("standard input is closed", "Give it a text, or name a file")
            return sys.stdin.buffer
        file = stack.enter_context(self._file(self.path))
        stack.push(self._refuse_changed(file))
        if self.within is not None and not self.within.groups:
            file.seek(self.within.start)
        raw = io.BufferedReader(_Counting(file, self))
        match self.path.suffix.lower():
            case ".gz":
                return cast("IO[bytes]", stack.enter_context(gzip.open(raw)))
            case ".zst":
                return stack.enter_context(self._zstd(raw))
            case _:
                return raw

    def _file(self, path: Path) -> io.FileIO:
        """Open the file. Raises OSError."""
        return open_regular(path)

    def _refuse_changed(self, file: io.FileIO) -> Callable[..., None]:
        """Return what looks, when all went well, whether the file is as it was when this was called."""
        before = _state(file)

        def look(failed: object, *_: object) -> None:
            if failed is None and _state(file) != before:
                raise self.error("it was changed while it was read", "Run the same command again when it is complete")

        return look

    def _zstd(self, raw: IO[bytes]) -> IO[bytes]:
        try:
            return cast("IO[bytes]", _zstd_module().ZstdFile(raw))
        except ImportError as error:
            raise self.error("a .zst file needs the package backports.zstd", install("backports.zstd")) from error


def _zstd_module() -> Any:  # noqa: ANN401 - one of two modules
    if sys.version_info >= (3, 14):
        return importlib.import_module("compression.zstd")
    return importlib.import_module("backports.zstd")


def _damage() -> tuple[type[Exception], ...]:
    """Return what decompression raises for damaged files, besides OSError."""
    try:
        return EOFError, CutShortError, zlib.error, _zstd_module().ZstdError
    except ImportError:
        return EOFError, CutShortError, zlib.error


def _state(file: io.FileIO) -> tuple[int, int]:
    state = os.fstat(file.fileno())
    return state.st_size, state.st_mtime_ns


class _Counting(io.RawIOBase):
    """Reads from ``raw`` and notes in ``source`` how far.

    What somebody goes on writing to ends where it ended at first, or it would not end. Some files of the system say
    that they are empty and are not.
    """

    def __init__(self, raw: io.FileIO, source: Source) -> None:
        super().__init__()
        self._raw = raw
        self._source = source
        self._left = os.fstat(raw.fileno()).st_size or sys.maxsize
        if source.within is not None and not source.within.groups:
            self._left = source.within.stop - source.within.start

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int | None:
        count = self._raw.readinto(memoryview(buffer)[: self._left]) or 0
        self._source.position += count
        self._left -= count
        return count


def format_of(path: Path) -> str:
    """Return the suffix that tells the format.

    >>> format_of(Path("a.JSONL.gz")), format_of(Path("b.txt"))
    ('.jsonl', '.txt')
    """
    suffix = path.suffix.lower()
    return Path(path.stem).suffix.lower() if suffix in COMPRESSED else suffix

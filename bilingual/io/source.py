"""What the user names on the command line → the files to read, in a fixed order."""

from __future__ import annotations

import contextlib
import gzip
import importlib
import io
import os
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from bilingual.errors import InputError
from bilingual.io.files import encodable
from bilingual.io.output import PRIVATE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from _typeshed import WriteableBuffer

STDIN = "-"
COMPRESSED = (".gz", ".zst")
# What no article reaches; a larger file is something else, and must not fill the memory.
MAX_ARTICLE_BYTES = 64 * 1024**2


@dataclass(slots=True)
class Source:
    """One file to read.

    ``id`` is the path within the named folder without its suffixes, for the article in it. ``name`` is the path as the
    user knows it, always encodable; ``path`` is None for stdin. ``position`` is how many of its bytes on disk have been
    read so far.
    """

    id: str
    name: str
    path: Path | None
    position: int = 0

    @property
    def format(self) -> str:
        """The suffix in lower case that tells the format, without that of a compression."""
        return _format(self.path) if self.path else ""

    @contextlib.contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """Open the file, decompressed. Raises InputError, also for what goes wrong while it is being read."""
        try:
            with contextlib.ExitStack() as stack:
                yield self._open(stack)
        except _damage() as error:
            raise self.error("it is damaged or cut short", "Fetch or compress it again") from error
        except OSError as error:
            raise self.error(f"cannot be read: {error.strerror or error}", "Check the file and its rights") from error

    def read(self) -> bytes:
        """Return the file's bytes, decompressed. Raises InputError."""
        with self.open() as stream:
            raw = stream.read(MAX_ARTICLE_BYTES + 1)
        if len(raw) > MAX_ARTICLE_BYTES:
            limit = MAX_ARTICLE_BYTES // 1024**2
            raise self.error(f"it has more than {limit} MB, which no article has", "Split it, or name another file")
        return raw

    def error(self, message: str, remedy: str) -> InputError:
        """Return an error about this file."""
        return InputError(f"'{self.name}': {message}", remedy)

    def _open(self, stack: contextlib.ExitStack) -> IO[bytes]:
        if self.path is None:
            if sys.stdin is None:
                raise self.error("standard input is closed", "Give it a text, or name a file")
            return sys.stdin.buffer
        raw = io.BufferedReader(_Counting(stack.enter_context(self.path.open("rb", buffering=0)), self))
        match self.path.suffix.lower():
            case ".gz":
                return cast("IO[bytes]", stack.enter_context(gzip.open(raw)))
            case ".zst":
                return stack.enter_context(self._zstd(raw))
            case _:
                return raw

    def _zstd(self, raw: IO[bytes]) -> IO[bytes]:
        try:
            return cast("IO[bytes]", _zstd_module().ZstdFile(raw))
        except ImportError as error:
            raise self.error(
                "a .zst file needs the package backports.zstd", "Install it with pip install backports.zstd"
            ) from error


def _zstd_module() -> Any:  # noqa: ANN401 - one of two modules
    if sys.version_info >= (3, 14):
        return importlib.import_module("compression.zstd")
    return importlib.import_module("backports.zstd")


def _damage() -> tuple[type[Exception], ...]:
    """Return what decompression raises for damaged files, besides OSError."""
    try:
        return EOFError, zlib.error, _zstd_module().ZstdError
    except ImportError:
        return EOFError, zlib.error


class _Counting(io.RawIOBase):
    """Reads from ``raw`` and notes in ``source`` how far."""

    def __init__(self, raw: io.FileIO, source: Source) -> None:
        super().__init__()
        self._raw = raw
        self._source = source

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int | None:
        count = self._raw.readinto(buffer)
        self._source.position += count or 0
        return count


def find(names: Sequence[str], formats: Collection[str]) -> Iterator[Source | InputError]:
    """Yield the source files in order: as named, and within a folder by name, folders and files together.

    A folder gives its files of one of ``formats`` (suffixes in lower case), compressed or not, also those in
    sub-folders, but nothing hidden and no corpus of ours. A file that is named itself is read whatever its suffix. What
    is missing is yielded as an error, not raised, so that the rest can go on.
    """
    for name in names:
        if name == STDIN:
            yield Source("stdin", STDIN, None)
            continue
        try:
            yield from _named(name, formats)
        except OSError as error:
            yield InputError(f"'{encodable(name)}' cannot be read: {error.strerror}", "Check the path and its rights")


def _named(name: str, formats: Collection[str]) -> Iterator[Source | InputError]:
    """Yield the sources of one name. Raises OSError where one may not even ask for it."""
    path = Path(name)
    if path.is_dir():
        empty = True
        for file in _walk(path, formats):
            empty = False
            if isinstance(file, InputError):
                yield file
            else:
                yield Source(_id(file.relative_to(path)), encodable(str(file)), file)
        if empty:
            wanted = ", ".join(f"*{suffix}" for suffix in formats)
            yield InputError(f"no articles in the folder '{encodable(name)}'", f"Put {wanted} files there")
    elif path.exists():
        yield Source(_id(Path(path.name)), encodable(name), path)
    else:
        yield InputError(f"no such file or folder '{encodable(name)}'", "Check the path")


def total_size(names: Sequence[str], formats: Collection[str]) -> int:
    """Return how many bytes ``find`` would come across; what cannot be told, such as stdin, counts as nothing."""
    total = 0
    for name in names:
        path = Path(name)
        with contextlib.suppress(OSError):
            for file in _walk(path, formats) if path.is_dir() else [path]:
                if not isinstance(file, InputError):
                    total += file.stat().st_size
    return total


def _walk(folder: Path, formats: Collection[str]) -> Iterator[Path | InputError]:
    """Yield the files below ``folder`` in order, without following links to folders (they may lead in circles)."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield InputError(f"the folder '{encodable(str(folder))}' cannot be read: {error.strerror}", "Check its rights")
        return
    if any(entry.name == PRIVATE for entry in entries):
        return  # what a build wrote is not what it reads
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), formats)
        elif _format(Path(entry.name)) in formats and not entry.is_dir():
            yield Path(entry.path)


def _format(path: Path) -> str:
    """Return the suffix that tells the format.

    >>> _format(Path("a.JSONL.gz")), _format(Path("b.txt"))
    ('.jsonl', '.txt')
    """
    suffix = path.suffix.lower()
    return Path(path.stem).suffix.lower() if suffix in COMPRESSED else suffix


def _id(path: Path) -> str:
    """Return a path without its suffixes.

    >>> _id(Path("b/a.v2.txt")), _id(Path("a.jsonl.gz"))
    ('b/a.v2', 'a')
    """
    if path.suffix.lower() in COMPRESSED:
        path = path.with_suffix("")
    return encodable(path.with_suffix("").as_posix())

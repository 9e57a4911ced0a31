"""What the user names on the command line → the files to read, in a fixed order."""

from __future__ import annotations

import contextlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.errors import InputError
from bilingual.seen import Seen

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read as an article.

    ``id`` is the path within the named folder without its suffix, ``~2`` and so on behind it where that is taken;
    ``name`` is the path as the user knows it, always encodable.
    """

    id: str
    name: str
    path: Path | None

    @property
    def suffix(self) -> str:
        """The file name's suffix in lower case, which tells the format."""
        return self.path.suffix.lower() if self.path else ""

    def read(self) -> bytes:
        """Return the file's bytes. Raises InputError."""
        if self.path is None:
            return sys.stdin.buffer.read()
        try:
            return self.path.read_bytes()
        except OSError as error:
            raise InputError(f"'{self.name}' cannot be read: {error.strerror}", "Check its permissions") from error


def find(names: Sequence[str], suffixes: Collection[str]) -> Iterator[Source | InputError]:
    """Yield the source files in order: as named, and within a folder by name, folders and files together.

    A folder gives its files with one of ``suffixes`` in any case, also those in sub-folders, but nothing hidden. A file
    that is named itself is read whatever its suffix. What is missing is yielded as an error, not raised, so that the
    rest can go on.
    """
    taken = Seen()
    for name in names:
        path = Path(name)
        if name == STDIN:
            yield Source(_unique("stdin", taken), STDIN, None)
        elif path.is_dir():
            empty = True
            for file in _walk(path, suffixes):
                empty = False
                article_id = file.relative_to(path).with_suffix("").as_posix()
                yield Source(_unique(_encodable(article_id), taken), _encodable(str(file)), file)
            if empty:
                wanted = ", ".join(f"*{suffix}" for suffix in suffixes)
                yield InputError(f"no articles in the folder '{_encodable(name)}'", f"Put {wanted} files there")
        elif path.exists():
            yield Source(_unique(_encodable(path.stem), taken), _encodable(name), path)
        else:
            yield InputError(f"no such file or folder '{_encodable(name)}'", "Check the path")


def total_size(names: Sequence[str], suffixes: Collection[str]) -> int:
    """Return how many bytes ``find`` would come across; what cannot be told, such as stdin, counts as nothing."""
    total = 0
    for name in names:
        path = Path(name)
        for file in _walk(path, suffixes) if path.is_dir() else [path]:
            with contextlib.suppress(OSError):
                total += file.stat().st_size
    return total


def _walk(folder: Path, suffixes: Collection[str]) -> Iterator[Path]:
    """Yield the files below ``folder`` in order, without following links to folders (they may lead in circles)."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), suffixes)
        elif Path(entry.name).suffix.lower() in suffixes and entry.is_file():
            yield Path(entry.path)


def _unique(article_id: str, taken: Seen) -> str:
    """Return ``article_id``, with a number behind it where another article has it, also where only case differs."""
    candidate, number = article_id, 1
    while not taken.add([candidate.casefold()]):
        number += 1
        candidate = f"{article_id}~{number}"
    return candidate


def _encodable(path: str) -> str:
    r"""Return a path as text that can be written as UTF-8; bytes of names in other encodings become U+FFFD.

    >>> _encodable("caf\udce9.txt")
    'caf�.txt'
    """
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")

"""What the user names on the command line → the files to read, in a fixed order."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.errors import InputError
from bilingual.io.output import PRIVATE
from bilingual.io.source import COMPRESSED, STDIN, Source, format_of
from bilingual.wording import encodable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence


def find(
    names: Sequence[str], formats: Collection[str], pass_over: Callable[[Path], bool] = lambda _: True
) -> Iterator[Source | InputError]:
    """Yield the source files in order: as named, and within a folder by name, folders and files together.

    A folder gives its files of one of ``formats`` (suffixes in lower case), compressed or not, also those in
    sub-folders, but nothing hidden and no corpus of ours. A file that is named itself is given whatever its suffix.
    What is missing is yielded as an error, not raised, so that the rest can go on. ``pass_over`` hears of each other
    file in a folder, and says whether to leave it; and of each link to a folder, which is left.
    """
    for name in names:
        if name == STDIN:
            yield Source("stdin", STDIN, None)
            continue
        try:
            yield from _named(name, formats, pass_over)
        except ValueError:  # what holds characters that no path has
            yield InputError(f"no such file or folder '{encodable(name)}'", "Check the path")
        except OSError as error:
            yield InputError(f"'{encodable(name)}' cannot be read: {error.strerror}", "Check the path and its rights")


def _named(name: str, formats: Collection[str], pass_over: Callable[[Path], bool]) -> Iterator[Source | InputError]:
    """Yield the sources of one name. Raises OSError where one may not even ask for it."""
    path = Path(name)
    if path.is_dir():
        empty = True
        for file in _walk(path, pass_over):
            if not isinstance(file, InputError) and format_of(file) not in formats and pass_over(file):
                continue
            empty = False
            if isinstance(file, InputError):
                yield file
            else:
                yield Source(_id(file.relative_to(path)), encodable(str(file)), file, found=True)
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
        with contextlib.suppress(OSError, ValueError):
            for file in _walk(path) if path.is_dir() else [path]:
                if not isinstance(file, InputError) and (file == path or format_of(file) in formats):
                    with contextlib.suppress(OSError):  # of one file: the others count
                        total += file.stat().st_size
    return total


def _walk(folder: Path, linked: Callable[[Path], object] = lambda _: None) -> Iterator[Path | InputError]:
    """Yield the files below ``folder`` in order. Links to folders may go in circles: ``linked`` hears of them."""
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
            yield from _walk(Path(entry.path), linked)
        elif entry.is_dir():
            linked(Path(entry.path))
        else:
            yield Path(entry.path)


def _id(path: Path) -> str:
    """Return a path without its suffixes.

    >>> _id(Path("b/a.v2.txt")), _id(Path("a.jsonl.gz"))
    ('b/a.v2', 'a')
    """
    if path.suffix.lower() in COMPRESSED:
        path = path.with_suffix("")
    return encodable(path.with_suffix("").as_posix())

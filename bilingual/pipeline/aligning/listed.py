"""``--pairs``: a list of which file is the translation of which, for a folder: French, a tab, English."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bilingual.errors import InputError, UsageError
from bilingual.io.regular import read_regular
from bilingual.io.source import COMPRESSED, Source
from bilingual.wording import for_terminal, shortened, why

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_BYTES: Final = 64 * 1024**2
_COLUMNS: Final = 2
# What may stand in the first line.
_HEADER: Final = frozenset(
    (("fr", "en"), ("french", "english"), ("source", "target"), ("français", "anglais"), ("french", "translation"))
)


def read_list(path: Path, folder: Path) -> list[tuple[Source, Source]]:
    """Return the pairs of a list, whose paths are those within ``folder``.

    Blank lines, lines that begin with ``#`` and what stands behind a second tab say nothing; nor does a first line that
    names the columns. Raises UsageError for a list that cannot be read, a file that is not there or not within the
    folder, and one that stands twice.
    """
    pairs: list[tuple[Source, Source]] = []
    seen: dict[str, int] = {}
    for number, sides in _lines(path):
        found: list[Path] = []
        for side in sides:
            file = _within(folder, side, f"line {number} of '{path}'")
            if (before := seen.setdefault(os.path.realpath(file), number)) != number or (found and found[0] == file):
                raise UsageError(
                    f"line {number} of '{path}' names '{for_terminal(shortened(side))}', which line {before} has",
                    "Name each file once",
                )
            found.append(file)
        source, target = (Source(_id(side), str(file), file) for side, file in zip(sides, found, strict=True))
        pairs.append((source, target))
    if not pairs:
        raise UsageError(f"'{path}' names no pair", "Give a French file, a tab and its English one on each line")
    return pairs


def _lines(path: Path) -> Iterator[tuple[int, tuple[str, str]]]:
    try:
        text = read_regular(path, _MOST_BYTES).decode("utf-8-sig")
    except FileNotFoundError as error:
        raise UsageError(f"no such file '{path}'", "Check the path") from error
    except (OSError, ValueError) as error:
        raise UsageError(f"'{path}' cannot be read ({why(error)})", "Give it as UTF-8") from error
    first = True
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.rstrip("\r").split("\t")]
        if len(cells) < _COLUMNS or not all(cells[:_COLUMNS]):
            raise UsageError(
                f"line {number} of '{path}' names no two files", "Give a French file, a tab and its English one"
            )
        source, target = cells[:_COLUMNS]
        if not (first and (source.casefold(), target.casefold()) in _HEADER):
            yield number, (source, target)
        first = False


def _within(folder: Path, name: str, where: str) -> Path:
    """Return the file of a name within a folder. Raises UsageError."""
    shown = for_terminal(shortened(name))
    try:
        file = inside(folder, name)
    except InputError as error:
        raise UsageError(f"{where} names '{shown}', which leads out of '{folder}'", error.remedy) from error
    if file is None:
        raise UsageError(f"{where} names '{shown}', and there is no such file in '{folder}'", "Correct the line")
    return file


def inside(folder: Path, name: str) -> Path | None:
    """Return the path of a file in a folder by its relative name; None where there is none.

    Raises InputError for a name, or a link, that leads out of the folder.
    """
    refused = InputError("it leads out of the folder", "Name what lies in the folder")
    if "\0" in name or len(name) > 4_096 or Path(name).is_absolute():  # noqa: PLR2004 - longer than any path
        raise refused
    path = folder / name
    try:
        if not path.exists():
            if os.pardir in Path(name).parts:
                raise refused
            return None
        whole, root = Path(os.path.realpath(path)), Path(os.path.realpath(folder))
    except (OSError, ValueError):
        return None
    if root not in whole.parents:
        raise refused
    return path if whole.is_file() else None


def _id(name: str) -> str:
    path = Path(name)
    if path.suffix.lower() in COMPRESSED:
        path = path.with_suffix("")
    return path.with_suffix("").as_posix()

"""Where the articles of a corpus came from, held against the sources that are named now."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.errors import InputError, UsageError
from bilingual.io.distinct import Distinct
from bilingual.io.lines import BoundedLines, TooLongError
from bilingual.io.source import MAX_ARTICLE_BYTES, STDIN, Source
from bilingual.wording import encodable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# A line of a file, as readers of several articles name it.
_LINE = re.compile(r":\d+\Z")
# What an article on standard input is called that brings no name of its own.
_NAMELESS = re.compile(r"stdin(?:[-:~]\d+)?")
# How articles of one name are told apart.
_NUMBERED = re.compile(r"~\d+\Z")


def names_of(sources: Sequence[str | os.PathLike[str]]) -> list[str]:
    """Return the sources as strings. Raises UsageError where they are no list of any."""
    if isinstance(sources, (str, os.PathLike)):
        kind = "string" if isinstance(sources, str) else "path"
        raise UsageError(f"one {kind} is no list of sources", f"Give it as ['{os.fspath(sources)}']")
    if not sources:
        raise UsageError("no sources are named", "Name files or folders, or - for standard input")
    return [os.fspath(source) for source in sources]


def refuse_own(names: Sequence[str], out: Path) -> None:
    """Raise UsageError where the output folder is among the sources."""
    if any(is_folder(name) and Path(name).resolve() == out.resolve() for name in names):
        raise UsageError(f"the output folder '{out}' is also a source", "Choose another --out")


def file_of(source: str) -> str:
    """Return the file in an article's ``source``, without the line that it stands on.

    >>> file_of("news/a.jsonl:12"), file_of("a.txt"), file_of("-:3")
    ('news/a.jsonl', 'a.txt', '-')
    """
    return _LINE.sub("", source)


def place_of(source: str) -> str:
    """Return where the file of an article's ``source`` lies, however it was named: ``-`` for standard input."""
    name = file_of(source)
    try:
        return name if name == STDIN else os.path.realpath(name)
    except ValueError:  # no path can be such, so that it is the place of no file
        return name


def marks_of(source: str, sha256: str, *ids: str) -> set[str]:
    """Return what an article of these ids is known by again, each of which is enough.

    They are its file with its id there (the text may change), its file with its bytes there (the id may), and its id
    with its bytes (the file may). The number that tells articles of one name apart hangs on what else there is, and
    does not count. What comes through standard input without a name of its own is another article each time, unless it
    is the same.
    """
    place = place_of(source)
    names = {name for name in map(name_of, ids) if place != STDIN or not is_nameless(name)}
    return {f"{place}\0={sha256}", *(f"{one}\0{sha256}" for one in ids), *(f"{place}\0{name}" for name in names)}


def is_nameless(article_id: str) -> bool:
    """Whether an article on standard input brought no name of its own.

    >>> is_nameless("stdin"), is_nameless("stdin-3"), is_nameless("story")
    (True, True, False)
    """
    return _NAMELESS.fullmatch(article_id) is not None


def name_of(article_id: str) -> str:
    """Return an id without the number that tells articles of one name apart.

    >>> name_of("a~2"), name_of("a")
    ('a', 'a')
    """
    return _NUMBERED.sub("", article_id)


class Named:
    """The sources that are named now: files, folders, standard input."""

    def __init__(self, names: Sequence[str]) -> None:
        self._files = {encodable(place_of(name)) for name in names}  # as articles have it
        self._looked_at, self._digests = Distinct(), Distinct()
        self._folders = [os.path.realpath(name) for name in names if name != STDIN and is_folder(name)]

    def have(self, source: str, sha256: str) -> bool:
        """Whether an article of that source and with that digest comes from them.

        A path that leads nowhere from here may have been given from another folder, or the file was moved: then it
        counts if a path that is named ends as it begins, or there is a file of its name with the same bytes.
        """
        if self.are_at(source):
            return True
        place = place_of(source)
        return not (place == STDIN or os.path.lexists(place)) and self._had_elsewhere(file_of(source), sha256)

    def are_at(self, source: str) -> bool:
        """Whether an article's ``source`` is one of them, or lies in one, be it as a link to a file elsewhere."""
        place = place_of(source)
        if place in self._files or self._hold(place):
            return True
        if place == STDIN:
            return False
        folder, name = os.path.split(file_of(source))
        return self._hold(os.path.join(place_of(folder or os.curdir), name))  # noqa: PTH118 - as places are

    def _hold(self, place: str) -> bool:
        """Whether a place is within one of the folders."""
        return any(_is_below(place, encodable(folder)) for folder in self._folders)

    def _had_elsewhere(self, name: str, sha256: str) -> bool:
        parts = [part for part in Path(name).parts if part != os.pardir]
        files = [Path(place) for place in self._files if place != STDIN]
        if not Path(name).is_absolute():
            if len(parts) > 1 and any(list(file.parts[-len(parts) :]) == parts for file in files):
                return True
            ends = (Path(folder).parts for folder in self._folders)
            if any(list(end[-length:]) == parts[:length] for end in ends for length in range(1, len(parts))):
                return True
        within = [Path(folder, *parts[start:]) for folder in self._folders for start in range(len(parts))]
        alike = [file for file in files if parts and file.name == parts[-1]]
        return any(self._has(path, sha256) for path in [*within, *alike])

    def _has(self, path: Path, sha256: str) -> bool:
        """Whether an article of a file has that digest, which is of the file's bytes or of a line's."""
        if self._looked_at.add([str(path)]):
            self._digests.add(f"{path}\0{digest}" for digest in _digests(path))
        return bool(self._digests.known([f"{path}\0{sha256}"]))


def is_folder(name: str) -> bool:
    """Whether a source is a folder; where one may not even ask, reading it will tell."""
    try:
        return Path(name).is_dir()
    except (OSError, ValueError):
        return False


def _is_below(place: str, folder: str) -> bool:
    return place.startswith(folder.rstrip(os.sep) + os.sep)


def _digests(path: Path) -> Iterator[str]:
    """Yield the digests of a file's lines and of all its bytes, as far as it can be read."""
    whole = hashlib.sha256()
    with contextlib.suppress(InputError, TooLongError, OSError, ValueError):
        if path.is_file():
            with Source.of(path).open() as stream:
                for line in BoundedLines(stream, MAX_ARTICLE_BYTES):
                    whole.update(line)
                    yield hashlib.sha256(line).hexdigest()
            yield whole.hexdigest()

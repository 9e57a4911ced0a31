"""Where the index of a corpus lies, and how one that does not fit becomes one that does.

It lies in ``.bilingual`` of the corpus or, where nobody may write there, in the user's cache. Beside it stands
``search.json``: what the files of the corpus were when their digests were taken, so that these need not be taken again.
A copy of a folder has other files by that, and a stranger's index is held against the digests of the bitext once.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import sqlite3
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from bilingual.corpus.search import index
from bilingual.corpus.search.building import write
from bilingual.corpus.search.index import Part, StaleError
from bilingual.errors import OutputError
from bilingual.formats.sharded import Sharded
from bilingual.io import shards
from bilingual.io.files import output_errors, sync, told_by_sqlite
from bilingual.io.inside import is_link, refuse_link
from bilingual.io.output import PRIVATE
from bilingual.io.regular import read_regular
from bilingual.models import cache_folder
from bilingual.records import ARTICLES, BITEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from io import FileIO
    from pathlib import Path

    from bilingual.formats.corpus import Corpus

_STAMPS, _LOCK, _PART = "search.json", "search.lock", "search-"
_MOST_BYTES = 1 << 16
# How long to wait for another process that makes the same index, in seconds.
_PATIENCE = 3600.0
_CLOSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR})


def opened(
    corpus: Corpus, held: contextlib.ExitStack, note: Callable[[str], None] | None = None
) -> tuple[sqlite3.Connection, list[Part]]:
    """Return the index of a corpus, made or renewed first where none fits, and the parts of the corpus.

    What is read of a corpus that is no shards is ``held`` open, so that a build which publishes another one meanwhile
    is not seen. ``note`` hears that an index is made, which may take its time. Raises InputError where the corpus is
    damaged, OutputError where no index can be written.
    """
    places = [corpus.folder / PRIVATE, _cached(corpus.folder)]
    parts = _parts(corpus, places, held)
    for place in places:
        if (found := _fitting(place, parts, corpus.languages)) is not None:
            return found, parts
    for place in places:
        with contextlib.suppress(_ClosedError):
            return _made(place, parts, corpus, note), parts
    raise OutputError(
        f"no index can be written, neither in '{places[0]}' nor in '{places[1]}'",
        "Make one of them a folder that you may write to, such as by XDG_CACHE_HOME",
    )


def state(folder: Path) -> list[list[int] | None]:
    """Return what tells whether another corpus was published in a folder, or the plan of its shards renewed."""
    found: list[list[int] | None] = []
    for name in (BITEXT, ARTICLES, shards.PLAN):
        with contextlib.suppress(OSError):
            found.append(_stamp_of((folder / name).stat()))
            continue
        found.append(None)
    return found


class _ClosedError(Exception):
    """Nobody may write there."""


def _cached(folder: Path) -> Path:
    """Return the folder in the user's cache for the index of a corpus."""
    name = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()
    return cache_folder() / "search" / name


def _parts(corpus: Corpus, places: Sequence[Path], held: contextlib.ExitStack) -> list[Part]:
    """Return the parts of a corpus: the shards in order, or all of it. Raises InputError."""
    files = corpus.files
    if isinstance(files, Sharded):
        return [
            Part(
                _key(*(report.files[name].sha256 for name in (BITEXT, ARTICLES))),
                corpus.folder / shards.name_in(report.key, BITEXT),
                corpus.folder / shards.name_in(report.key, ARTICLES),
            )
            for report in files.reports
            if report.articles
        ]
    bitext, articles = held.enter_context(files.held(BITEXT, ARTICLES))
    paths = files.path(BITEXT), files.path(ARTICLES)
    now = _stamps(bitext, articles)
    for place in places:
        if (key := _stamped(place, now)) is not None:
            return [Part(key, *paths, (bitext, articles))]
    key = _key(_sha256(bitext), _sha256(articles))
    if _stamps(bitext, articles) == now:
        for place in places:
            if (place / index.NAME).exists():
                _stamp(place, key, now)
    return [Part(key, *paths, (bitext, articles))]


def _sha256(file: FileIO) -> str:
    with index.again(file, 1 << 18) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _key(*digests: str) -> str:
    return hashlib.sha256(" ".join(digests).encode()).hexdigest()


def _stamps(*files: FileIO) -> list[list[int]]:
    """Return what tells an open file from what it was, and from a copy of it."""
    return [_stamp_of(os.fstat(file.fileno())) for file in files]


def _stamp_of(of: os.stat_result) -> list[int]:
    return [of.st_size, of.st_mtime_ns, of.st_ctime_ns, of.st_ino, of.st_dev]


def _stamped(place: Path, now: list[list[int]]) -> str | None:
    """Return the key of a corpus whose files are still those of which it was taken, None where nothing tells."""
    with contextlib.suppress(OSError, ValueError, RecursionError, OutputError):
        _refuse_links(place)
        noted = json.loads(read_regular(place / _STAMPS, _MOST_BYTES))
        if isinstance(noted, dict) and noted.get("files") == now and isinstance(noted.get("key"), str):
            return str(noted["key"])
    return None


def _stamp(place: Path, key: str, now: list[list[int]]) -> None:
    """Note what the files of a corpus are, where that can be noted."""
    with contextlib.suppress(OSError, OutputError):
        _refuse_links(place)
        part = place / f"{_PART}{os.getpid()}.json.part"
        part.write_text(json.dumps({"key": key, "files": now}), encoding="ascii")
        part.replace(place / _STAMPS)


def _refuse_links(place: Path) -> None:
    for path in (place, place / _STAMPS, place / index.NAME, place / _LOCK):
        refuse_link(path)


def _fitting(place: Path, parts: Sequence[Part], languages: tuple[str, str]) -> sqlite3.Connection | None:
    """Return the index in a place, None where it does not fit or is none."""
    if is_link(place) or is_link(place / index.NAME):
        return None
    try:
        connection = index.opened(place / index.NAME, languages)
    except (StaleError, sqlite3.Error, OSError, ValueError):
        return None
    with contextlib.suppress(sqlite3.Error):
        if index.is_of(connection, parts):
            return connection
    connection.close()
    return None


def _made(place: Path, parts: Sequence[Part], corpus: Corpus, note: Callable[[str], None] | None) -> sqlite3.Connection:
    """Make the index in a place, unless another process has by then. Raises _ClosedError, OutputError, InputError."""
    path = place / index.NAME
    with output_errors(path, "Make room, or mend the rights there"), contextlib.ExitStack() as stack:
        try:
            _refuse_links(place)
            place.mkdir(parents=True, exist_ok=True)
            lock = FileLock(place / _LOCK)
            lock.acquire(timeout=_PATIENCE)
        except Timeout as error:
            raise OutputError(f"another process is at work on '{path}'", "Wait until it is done") from error
        except (OSError, NotImplementedError) as error:
            if isinstance(error, NotImplementedError) or error.errno in _CLOSED:
                raise _ClosedError from error
            raise
        stack.callback(lock.release)
        if (found := _fitting(place, parts, corpus.languages)) is not None:
            return found
        if note:
            note(f"making the index of '{corpus.folder}' for searches: about a minute for 500,000 segments")
        for left in place.glob(f"{_PART}*.part"):  # of one that was killed: who writes here holds the lock
            left.unlink(missing_ok=True)
        part = place / f"{_PART}{os.getpid()}.part"
        stack.callback(part.unlink, missing_ok=True)
        files = parts[0].held if parts else None
        now = None if files is None else _stamps(*files)
        try:
            write(part, parts, corpus.languages, None if is_link(path) else path)
            sync(part)
        except sqlite3.Error as error:
            raise told_by_sqlite(error, place) from error
        part.replace(path)
        if files is not None and now is not None and _stamps(*files) == now:
            _stamp(place, parts[0].key, now)
        connection = _fitting(place, parts, corpus.languages)
    if connection is None:
        raise OutputError(f"the index '{path}' was changed while it was made", "Run the same command again")
    return connection

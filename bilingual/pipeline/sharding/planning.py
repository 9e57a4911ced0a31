"""Sources → pieces → shards, the same on every machine, and so that a new file changes few of them.

A large file of rows is cut where rows begin (``readers/ranges.py``), and its parts are shards of their own. What is
small goes together, in the order of the sources: a shard ends behind a file that is told by its name, so that the same
files go together again where others come between. What is large and cannot be cut is a shard alone. So is a compressed
file, unless it is small.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bilingual.errors import InputError, UsageError
from bilingual.io import shards as layout
from bilingual.io.files import output_errors
from bilingual.io.regular import open_regular
from bilingual.io.source import COMPRESSED, STDIN
from bilingual.pipeline import places
from bilingual.pipeline.sharding.plans import Piece, Plan, Shard, plan_of
from bilingual.readers import ranges
from bilingual.readers.sources import sources_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bilingual.io.source import Source
    from bilingual.options import Options
    from bilingual.pipeline.sharding.plans import Common

# To open a file costs as much as to read so many bytes; and what is compressed grows so much.
_LEAST_WEIGHT, _COMPRESSION = 4096, 4
_CHUNK = 1 << 20
# Bytes of a file's beginning that decide on how all of it is read (io/peeked.py).
_HEAD = 1 << 16
# A file that is named twice has its pieces twice: then it is read again.
_TWICE = 2


def plan(
    sources: Sequence[str],
    options: Options,
    common: Common,
    path: Path,
    before: Plan | None = None,
) -> Plan:
    """Write the plan of some sources (files and folders) to ``path``, and return it; memory stays flat.

    The digests of files that are as they were ``before``, by size and time, are taken from there. Raises UsageError for
    standard input, which nobody else could read.
    """
    refuse_stdin(sources)
    unread, told = Counter[str](), Counter[str]()
    pieces = _pieces(sources_in(sources, options, unread), options, common.piece_bytes, _Known(before, common))

    def shards() -> Iterator[dict[str, Any]]:
        for group in _groups(pieces, common.piece_bytes):
            told["count"] += 1
            told["bytes"] += sum(piece.weight for piece in group)
            told["faults"] += sum(bool(piece.message) for piece in group)
            yield Shard(common.key(group), group).record()

    def end() -> dict[str, Any]:
        return {"unread": dict(unread), **{name: told[name] for name in ("count", "bytes", "faults")}}

    with output_errors(path):
        layout.write_plan(path, common.record(), shards(), end)
    return plan_of(common, path, end())


def named(sources: Sequence[str | os.PathLike[str]], out: Path) -> list[str]:
    """Return the names of sources that shards can be built of. Raises UsageError for others."""
    names = places.names_of(sources)
    places.refuse_own(names, out)
    refuse_stdin(names)
    return names


def refuse_stdin(sources: Sequence[str]) -> None:
    """Raise UsageError for standard input, which nobody else could read."""
    if STDIN in sources:
        raise UsageError(
            "standard input cannot be built in shards, as each is read where it is built", "Save it to a file"
        )


def _pieces(found: Iterable[Source | InputError], options: Options, size: int, known: _Known) -> Iterator[Piece]:
    """Yield the pieces of sources in order."""
    for source in found:
        if isinstance(source, InputError):
            yield Piece("", "", "", found=False, message=source.message, remedy=source.remedy)
        else:
            yield from _of_file(source, options, size, known)


def _of_file(source: Source, options: Options, size: int, known: _Known) -> list[Piece]:
    """Return the pieces of a file, one where it is not cut. Where it cannot be read, whoever builds it says so."""
    path = source.path or Path()
    piece = Piece(source.id, source.name, os.path.abspath(path), source.found)  # noqa: PTH100 - not through links
    with contextlib.suppress(OSError, InputError):
        state = path.stat()
        piece = replace(piece, size=state.st_size, mtime_ns=state.st_mtime_ns)
        if earlier := known.of(piece):
            return earlier
        parts = ranges.parts(source, options, size) if state.st_size >= size * ranges.REST else []
        if not parts:
            return [replace(piece, sha256=digest_of(path))]
        whole = digest_of(path) if parts[0].groups else ""
        head = digest_of(path, 0, _HEAD) if ranges.by_beginning(source, options) else ""
        return [
            replace(piece, part=part, sha256=whole or digest_of(path, part.start, part.stop), head=head)
            for part in parts
        ]
    return [piece]


def digest_of(path: Path, start: int = 0, stop: int | None = None) -> str:
    """Return the SHA-256 of the bytes of a file from ``start`` to ``stop``, to its end without one. Raises OSError."""
    digest, left = hashlib.sha256(), None if stop is None else stop - start
    with open_regular(path) as raw:
        raw.seek(start)
        while chunk := raw.read(_CHUNK if left is None else min(_CHUNK, left)):
            digest.update(chunk)
            left = None if left is None else left - len(chunk)
    return digest.hexdigest()


def _groups(pieces: Iterable[Piece], size: int) -> Iterator[tuple[Piece, ...]]:
    """Yield the pieces of each shard."""
    group: list[Piece] = []
    weight = 0
    for piece in pieces:
        own = _weight(piece)
        if group and (_is_alone(piece, own, size) or weight + own > 2 * size):
            yield tuple(group)
            group, weight = [], 0
        group.append(piece)
        weight += own
        if _is_alone(piece, own, size) or (weight >= size // 2 and _ends(piece, own, size)):
            yield tuple(group)
            group, weight = [], 0
    if group:
        yield tuple(group)


def _weight(piece: Piece) -> int:
    """Return what a piece counts for."""
    if piece.message:
        return 0
    return max(_LEAST_WEIGHT, piece.weight * (_COMPRESSION if piece.path.lower().endswith(COMPRESSED) else 1))


def _is_alone(piece: Piece, weight: int, size: int) -> bool:
    return piece.part is not None or weight >= size // 2


def _ends(piece: Piece, weight: int, size: int) -> bool:
    """Whether a shard that is large enough ends behind this file: by chance, more often behind larger ones.

    What tells is the file's name alone, so that it ends there whatever comes before.
    """
    drawn = int.from_bytes(hashlib.blake2b(piece.name.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big")
    return drawn * (size // 2) < weight << 32


class _Known:
    """The pieces of files as they were planned before, which need not be read again while size and time are the same.

    They wait in a temporary database, so that memory stays flat.
    """

    def __init__(self, before: Plan | None, common: Common) -> None:
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._database.executescript("""
            PRAGMA journal_mode = OFF;
            PRAGMA synchronous = OFF;
            CREATE TABLE piece (name TEXT, number INTEGER, record TEXT, PRIMARY KEY (name, number)) WITHOUT ROWID;
            BEGIN;
        """)
        if before is None or _how(before.common) != _how(common):
            return
        number = 0
        for shard in before:
            for piece in shard.pieces:
                number += 1
                if piece.sha256:
                    row = (_name(piece), number, json.dumps(piece.record()))
                    self._database.execute("INSERT INTO piece VALUES (?, ?, ?)", row)

    def of(self, piece: Piece) -> list[Piece]:
        """Return the pieces of a file that is as it was, none of one that is another now."""
        query = "SELECT record FROM piece WHERE name = ? ORDER BY number"
        found = [Piece.of_record(json.loads(row[0])) for row in self._database.execute(query, (_name(piece),))]
        whole = sum(one.part is None for one in found)
        same = all(replace(one, part=None, sha256="", head="") == piece for one in found)
        return found if same and whole in {0, len(found)} and whole < _TWICE else []


def _how(common: Common) -> tuple[object, ...]:
    """Return what decides on how files are cut, besides the files."""
    return dict(common.reading), common.piece_bytes, common.made.bilingual


def _name(piece: Piece) -> str:
    return piece.name.encode("utf-8", "replace").decode()

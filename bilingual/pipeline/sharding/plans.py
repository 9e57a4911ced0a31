"""What a plan is made of: pieces of sources, shards of pieces, and what all shards have in common.

A shard's key covers all that its machine translations follow from: which bytes of which files, how they are read, the
model, its settings, and the version of what passes around it. It covers neither where files lie nor when they were
written, nor how a machine computes, so that it is the same on every machine.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bilingual.data import Provenance
from bilingual.engines.passing import VERSION as PASSING_VERSION
from bilingual.errors import InputError
from bilingual.io import shards as layout
from bilingual.io.source import Part, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bilingual.options import Options

# What a part of a large file has at least, in bytes, and about what a shard of small files has. The smallest shards
# have half of it, the largest twice: 4 to 16 MiB.
PIECE_BYTES = 8 << 20
# Counts up where shards of the same pieces would come out otherwise.
_KEY_VERSION = 1
# Which options decide on how sources are read.
_READING = ("source", "line_breaks", "read_as", "text_field", "title_field", "date_field")


@dataclass(frozen=True, slots=True)
class Piece:
    """What a shard has of a file: all of it, or a ``part``; or, with a ``message``, a source that cannot be had.

    ``id``, ``name`` and ``found`` are as ``io.source.Source`` has them, ``path`` is where the file lies. ``size`` is
    how many bytes the file has, ``mtime_ns`` when it was written. ``sha256`` is of the piece's bytes, of the whole file
    where the part is of groups of rows, empty where the file could not be read. ``head`` is the digest of the file's
    beginning where that decides on how a part behind it is read.
    """

    id: str
    name: str
    path: str
    found: bool
    size: int = 0
    mtime_ns: int = 0
    part: Part | None = None
    sha256: str = ""
    head: str = ""
    message: str = ""
    remedy: str = ""

    @property
    def facts(self) -> list[Any]:
        """What the key of a shard covers of the piece."""
        if self.message:
            return ["error", self.message, self.remedy]
        part = list(asdict(self.part).values()) if self.part else None
        return [self.id, self.name, self.found, part, self.sha256, self.head]

    @property
    def weight(self) -> int:
        """How many bytes are to be read."""
        whole = self.part is None or self.part.groups
        return self.size if whole or self.part is None else self.part.stop - self.part.start

    def source(self) -> Source | InputError:
        """Return the source to read, or what is wrong with it."""
        if self.message:
            return InputError(self.message, self.remedy)
        return Source(self.id, self.name, Path(self.path), found=self.found, within=self.part)

    def record(self) -> dict[str, Any]:
        """Return everything as JSON takes it, without what says nothing."""
        record = {name: value for name, value in asdict(self).items() if value or name in {"id", "name", "path"}}
        if self.part:
            record["part"] = list(asdict(self.part).values())
        return record

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> Piece:
        """Return the piece of a record. Raises ValueError where it is not whole."""
        try:
            given = dict(record)
            part = Part(*given.pop("part")) if given.get("part") else None
            return cls(**{"found": False, **given}, part=part)
        except (TypeError, KeyError) as error:
            raise ValueError("it is not whole") from error


@dataclass(frozen=True, slots=True)
class Shard:
    """Some pieces in a row that are built together. It is small, and can be sent to whoever builds it."""

    key: str
    pieces: tuple[Piece, ...]

    @property
    def size(self) -> int:
        """How many bytes are to be read."""
        return sum(piece.weight for piece in self.pieces)

    def record(self) -> dict[str, Any]:
        """Return everything as JSON takes it."""
        return {"key": self.key, "pieces": [piece.record() for piece in self.pieces]}

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> Shard:
        """Return the shard of a record. Raises ValueError where it is not whole."""
        try:
            return cls(str(record["key"]), tuple(map(Piece.of_record, record["pieces"])))
        except (KeyError, TypeError) as error:
            raise ValueError("it is not whole") from error


@dataclass(frozen=True, slots=True)
class Common:
    """What all shards of a plan have in common, which every worker is held to.

    ``sources`` are as they were named. ``made`` is how whoever planned translates: model, settings and arithmetic are
    those of all. ``reading`` has the options that decide on how sources are read, ``formats`` are those to gather.
    ``corrections`` and ``glossary`` are the names of these files in the store, empty where there are none.
    ``mixed`` says that machines may compute otherwise, ``piece_bytes`` how large pieces are to be.
    ``words`` says that words are linked, ``attention`` that a model has a say in that.
    """

    sources: tuple[str, ...]
    made: Provenance
    reading: Mapping[str, Any]
    formats: tuple[str, ...] = ()
    corrections: str = ""
    glossary: str = ""
    mixed: bool = False
    piece_bytes: int = PIECE_BYTES
    words: bool = False
    attention: bool = False

    def key(self, pieces: tuple[Piece, ...]) -> str:
        """Return the key of a shard: 64 hexadecimal digits."""
        made = [self.made.languages, self.made.model_sha256, self.made.settings, PASSING_VERSION]
        facts = [_KEY_VERSION, made, dict(sorted(self.reading.items())), [piece.facts for piece in pieces]]
        return hashlib.sha256(json.dumps(facts).encode()).hexdigest()

    def options(self, options: Options) -> Options:
        """Return the options of a worker, with those of the plan in the place of its own where they decide."""
        return replace(options, words=self.words, attention=self.attention, **dict(self.reading))

    def record(self) -> dict[str, Any]:
        """Return everything as JSON takes it."""
        return {
            "version": layout.VERSION,
            "sources": list(self.sources),
            "made": self.made.record(),
            "reading": dict(self.reading),
            "formats": list(self.formats),
            "corrections": self.corrections,
            "glossary": self.glossary,
            "mixed": self.mixed,
            "piece_bytes": self.piece_bytes,
            "words": self.words,
            "attention": self.attention,
        }

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> Common:
        """Return what a record says. Raises ValueError where it is not whole."""
        try:
            strings = {name: str(record[name]) for name in ("corrections", "glossary")}
            reading = {name: record["reading"][name] for name in _READING}
            return cls(
                tuple(map(str, record["sources"])),
                Provenance.of_record(record["made"]),
                reading,
                tuple(map(str, record["formats"])),
                mixed=bool(record["mixed"]),
                piece_bytes=int(record["piece_bytes"]),
                words=bool(record["words"]),
                attention=bool(record["attention"]),
                **strings,
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("it is not whole") from error


def reading_of(options: Options) -> dict[str, Any]:
    """Return, of some options, those that decide on how sources are read."""
    return {name: getattr(options, name) for name in _READING}


@dataclass(frozen=True, slots=True)
class Plan:
    """The shards of some sources, in order. They stand in a file, and iterating reads them from there.

    ``shards`` is how many there are, ``size`` how many bytes their pieces have. ``unread`` counts the files in folders
    that nothing reads, by suffix. ``faults`` is how many sources cannot be had at all.
    """

    common: Common
    path: Path
    shards: int
    size: int
    unread: Mapping[str, int] = field(default_factory=dict)
    faults: int = 0

    def __len__(self) -> int:
        return self.shards

    def __iter__(self) -> Iterator[Shard]:
        for shard in shards_in(self.path):
            if isinstance(shard, Shard):
                yield shard


def shards_in(path: Path) -> Iterator[Common | Shard | Mapping[str, Any]]:
    """Yield what all shards of a plan have in common, the shards, and what stands at its end. Raises InputError."""
    source = Source.of(path)
    with source.open() as stream:
        for number, record in enumerate(layout.plan_lines(stream, source.name)):
            try:
                if not number:
                    yield Common.of_record(record)
                else:
                    yield Shard.of_record(record) if "key" in record else record
            except ValueError as error:
                raise source.error(f"line {number + 1} is no part of a plan", "Build the shards again") from error


def read_plan(path: Path) -> Plan:
    """Return the plan in a file. Raises InputError for what is none."""
    common, end = None, None
    for found in shards_in(path):
        if isinstance(found, Common):
            common = found
        elif not isinstance(found, Shard):
            end = found
    if common is None or end is None:
        raise InputError(f"'{path}' is cut short", "Build the shards again")
    return plan_of(common, path, end)


def plan_of(common: Common, path: Path, end: Mapping[str, Any]) -> Plan:
    """Return a plan whose file ends so. Raises InputError where that is not whole."""
    try:
        unread = {str(name): int(number) for name, number in end["unread"].items()}
        return Plan(common, path, int(end["count"]), int(end["bytes"]), unread, int(end["faults"]))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"'{path}' is no whole plan", "Build the shards again") from error

"""How a corpus in shards lies in a store: ``shards/plan.json``, and of each shard the folder ``shards/KEY/``.

A shard's folder has the files that its build wrote and, written last, ``done.json``: the key, the size and SHA-256 of
each file, the report of the build, and where and how it was made. A shard without a ``done.json`` that fits its files
is none: it was not built, or not to its end, or something happened to it since. ``plan.json`` has a header, and then a
shard a line, in the order of the sources, so that it is read in a stream. ``shards/inputs/`` has what every worker is
given: people's corrections and the glossary, under names made of their digests.
"""

from __future__ import annotations

import contextlib
import json
import re
from dataclasses import dataclass, field
from hashlib import file_digest
from typing import IO, TYPE_CHECKING, Any

from bilingual.errors import InputError
from bilingual.io.lines import BoundedLines, TooLongError
from bilingual.io.regular import open_regular

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from bilingual.io.store import Store, Stored

FOLDER = "shards/"
PLAN = f"{FOLDER}plan.json"
INPUTS = f"{FOLDER}inputs/"
DONE = "done.json"
VERSION = 1
_KEY = re.compile("[0-9a-f]{64}")
_NAME = re.compile(r"[a-z][a-z0-9_.\-]{0,60}")
# What no note of a shard reaches, and no line of a plan: a shard may have tens of thousands of small files.
_MOST_DONE = 64 * 1024**2
_MOST_LINE = 256 * 1024**2
_REMEDY = "Run the build of the shards again"


@dataclass(frozen=True, slots=True)
class ShardFile:
    """A file of a shard: its size in bytes and the SHA-256 of these."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ShardReport:
    """What ``done.json`` says of a shard.

    ``report`` is what the report of its build says, with its ``skipped`` lines and ``notes``. ``beside`` has, by name,
    what decided on the records besides the key: where one of these is another now, the shard is renewed.
    ``arithmetic`` are the digests of how machines computed what is in it, ``host`` the machine that wrote it.
    ``seconds`` is how long that took.
    """

    key: str
    files: Mapping[str, ShardFile]
    report: Mapping[str, Any]
    beside: Mapping[str, str] = field(default_factory=dict)
    arithmetic: tuple[str, ...] = ()
    host: str = ""
    seconds: float = 0.0

    @property
    def articles(self) -> int:
        """How many articles are in it."""
        return _count(self.report, "articles")

    @property
    def segments(self) -> int:
        """How many segments are in it."""
        return _count(self.report, "segments")

    @property
    def skipped(self) -> tuple[str, ...]:
        """What could not be read, on one line each."""
        return tuple(map(str, self.report.get("skipped", ())))

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should know of what was read, on one line each."""
        return tuple(map(str, self.report.get("notes", ())))

    def dumps(self) -> bytes:
        """Return the bytes of ``done.json``."""
        record = {
            "version": VERSION,
            "key": self.key,
            "files": {name: {"bytes": one.size, "sha256": one.sha256} for name, one in sorted(self.files.items())},
            "report": self.report,
            "beside": dict(sorted(self.beside.items())),
            "arithmetic": list(self.arithmetic),
            "host": self.host,
            "seconds": self.seconds,
        }
        return json.dumps(record, indent=1).encode() + b"\n"

    @classmethod
    def parse(cls, data: bytes) -> ShardReport:
        """Return what a ``done.json`` says. Raises ValueError for what is none: the folder may be a stranger's."""
        try:
            record = json.loads(data)
            if record["version"] != VERSION:
                raise ValueError("it is of another version of bilingual")
            files = {name: ShardFile(int(one["bytes"]), one["sha256"]) for name, one in record["files"].items()}
            found = cls(
                record["key"],
                files,
                record["report"],
                {str(name): str(value) for name, value in record["beside"].items()},
                tuple(map(str, record["arithmetic"])),
                str(record["host"]),
                float(record["seconds"]),
            )
        except (KeyError, TypeError, AttributeError, RecursionError, OverflowError) as error:
            raise ValueError("it is not whole") from error
        sound = all(_NAME.fullmatch(name) and _is_digest(one.sha256) for name, one in files.items())
        if not sound or not _is_digest(found.key) or not isinstance(found.report, dict):
            raise ValueError("it is not whole")
        if not all(isinstance(found.report.get(name, []), list) for name in ("skipped", "notes")):
            raise ValueError("it is not whole")
        return found


def _count(report: Mapping[str, Any], name: str) -> int:
    value = report.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _is_digest(value: object) -> bool:
    return isinstance(value, str) and _KEY.fullmatch(value) is not None


def name_in(key: str, name: str) -> str:
    """Return the name in the store of a shard's file.

    >>> name_in("ab", "done.json")
    'shards/ab/done.json'
    """
    return f"{FOLDER}{key}/{name}"


def done(store: Store, key: str) -> ShardReport | None:
    """Return what the ``done.json`` of a shard says, None where it has none that is whole. Raises InputError."""
    data = store.read(name_in(key, DONE), _MOST_DONE)
    with contextlib.suppress(ValueError):
        if data is not None and (found := ShardReport.parse(data)).key == key:
            return found
    return None


class Listing:
    """What lies in the store of all shards, as one look at it tells: sizes and times, by shard and name."""

    def __init__(self, store: Store) -> None:
        """Look. Raises InputError."""
        self._store = store
        self._found: dict[str, dict[str, Stored]] = {}
        for stored in store.files(FOLDER):
            key, _, name = stored.name.removeprefix(FOLDER).partition("/")
            if _KEY.fullmatch(key) and name:
                self._found.setdefault(key, {})[name] = stored

    @property
    def keys(self) -> frozenset[str]:
        """The shards of which there is anything."""
        return frozenset(self._found)

    def finished(self, key: str) -> ShardReport | None:
        """Return the report of a shard that is there and whole, None for any other. Raises InputError.

        Its files must have the sizes that ``done.json`` says, and the digests too where one was written after it.
        """
        there = self._found.get(key, {})
        if DONE not in there or (found := done(self._store, key)) is None:
            return None
        for name, one in found.files.items():
            stored = there.get(name)
            if stored is None or stored.size != one.size:
                return None
            if stored.modified_ns > there[DONE].modified_ns and not is_whole(self._store, key, name, one):
                return None
        return found


def finished(store: Store, key: str) -> ShardReport | None:
    """Return the report of one shard that is there and whole, None for any other. Raises InputError."""
    if (found := done(store, key)) is None or (mark := store.find(name_in(key, DONE))) is None:
        return None
    for name, one in found.files.items():
        stored = store.find(name_in(key, name))
        if stored is None or stored.size != one.size:
            return None
        if stored.modified_ns > mark.modified_ns and not is_whole(store, key, name, one):
            return None
    return found


def is_whole(store: Store, key: str, name: str, file: ShardFile) -> bool:
    """Whether a shard's file has the bytes that its ``done.json`` says. Raises InputError."""
    path = store.local(name_in(key, name))
    if path is None:
        data = store.read(name_in(key, name), file.size + 1)
        import hashlib

        return data is not None and hashlib.sha256(data).hexdigest() == file.sha256
    try:
        with open_regular(path) as raw:
            return file_digest(raw, "sha256").hexdigest() == file.sha256
    except OSError:
        return False


def plan_lines(stream: IO[bytes], where: str) -> Iterator[dict[str, Any]]:
    """Yield the header of a plan, then the record of each shard, then what stands at its end. Raises InputError."""
    lines = BoundedLines(stream, _MOST_LINE)
    try:
        for line in lines:
            text = line.strip().rstrip(b",")
            if not text:
                continue
            if lines.number == 1:
                text = text.removesuffix(b'"shards": [').rstrip().rstrip(b",") + b"}"
            elif text.startswith(b"]"):
                text = b"{" + text.removeprefix(b"]").lstrip(b",")
            record = json.loads(text)
            if not isinstance(record, dict) or (lines.number == 1 and record.get("version") != VERSION):
                raise ValueError  # noqa: TRY301 - as other damage
            yield record
    except (ValueError, TooLongError, RecursionError) as error:
        raise InputError(f"line {lines.number} of '{where}' is no part of a plan", _REMEDY) from error


def write_plan(
    path: Path, header: Mapping[str, Any], shards: Iterable[Mapping[str, Any]], end: Callable[[], Mapping[str, Any]]
) -> None:
    r"""Write a plan, a shard a line; ``end`` is asked when all shards were taken. The file is JSON as a whole.

    >>> import tempfile
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_plan(Path(folder, "p"), {"version": 1}, [{"key": "a"}, {"key": "b"}], lambda: {"unread": {}})
    ...     Path(folder, "p").read_text()
    '{"version": 1, "shards": [\n{"key": "a"},\n{"key": "b"}\n], "unread": {}}\n'
    """
    with path.open("w", encoding="ascii", newline="") as stream:
        stream.write(json.dumps(dict(header)).removesuffix("}") + ', "shards": [\n')
        behind = ""
        for record in shards:
            stream.write(behind + json.dumps(dict(record)))
            behind = ",\n"
        stream.write("\n], " + json.dumps(dict(end())).removeprefix("{") + "\n")

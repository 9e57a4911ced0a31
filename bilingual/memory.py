"""The translation memory: every sentence ever translated, in one SQLite file. The only state that outlives a run.

An entry's key is its source sentence, the language pair, the model's sha256 and the decoding settings, so that what is
found is what the engine would make. A correction is what a person wrote instead: its key is the source sentence and the
language pair, so that it holds wherever the sentence stands, whatever the model, and there is one for each sentence.

Each row carries a checksum: SQLite notices a damaged page, but not a flipped bit in a text. A file that is damaged or
no memory of ours is renamed, never deleted; what can be read of it is taken over.
"""

from __future__ import annotations

import contextlib
import sqlite3
import zlib
from dataclasses import dataclass
from functools import cache
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bilingual.article import HUMAN, Translation
from bilingual.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Self

    from bilingual.article import Provenance

T = TypeVar("T")

_APPLICATION_ID = 0x62696C69  # "bili" tells our files from other programs'
_SCHEMA_VERSION = 2
_FIRST_SCHEMA = f"""
    CREATE TABLE engine (
        id INTEGER PRIMARY KEY,
        source_language TEXT NOT NULL,
        target_language TEXT NOT NULL,
        model TEXT NOT NULL,
        model_sha256 TEXT NOT NULL,
        settings TEXT NOT NULL,
        checksum INTEGER NOT NULL
    );
    CREATE TABLE translation (
        engine INTEGER NOT NULL REFERENCES engine,
        source TEXT NOT NULL,
        target TEXT NOT NULL,
        score REAL,
        flags TEXT NOT NULL,
        checksum INTEGER NOT NULL,
        PRIMARY KEY (engine, source)
    ) WITHOUT ROWID;
    PRAGMA application_id = {_APPLICATION_ID};
    PRAGMA user_version = 1;
"""
# What makes of a file of each version one of the next.
_UPGRADES = {
    1: """
        CREATE TABLE correction (
            source_language TEXT NOT NULL,
            target_language TEXT NOT NULL,
            source TEXT NOT NULL,
            target TEXT NOT NULL,
            checksum INTEGER NOT NULL,
            PRIMARY KEY (source_language, target_language, source)
        ) WITHOUT ROWID;
        PRAGMA user_version = 2;
    """,
}
_ENGINE_COLUMNS = "source_language, target_language, model, model_sha256, settings"
_ALL = f"""
    SELECT {_ENGINE_COLUMNS}, source, target, score, flags, translation.checksum
    FROM translation JOIN engine ON engine.id = translation.engine
    ORDER BY engine.id, source
"""  # noqa: S608 - made of constants
_ALL_CORRECTIONS = "SELECT * FROM correction ORDER BY source_language, target_language, source"
# Old builds of SQLite take no more variables in a statement.
_LOOK_UP_AT_ONCE = 900
# How long to wait for another process that writes to a shared memory, in seconds.
_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One sentence's translation and what made it; the fields are those of a line of ``bilingual memory export``."""

    source_language: str
    target_language: str
    model: str
    model_sha256: str
    settings: str
    source: str
    target: str
    score: float | None
    flags: str

    @property
    def checksum(self) -> int:
        """CRC-32 over all fields but the model's name, which is for people."""
        return _checksum(self.seed, self.source, self.target, self.score, self.flags)

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What tells engines apart."""
        return self.source_language, self.target_language, self.model_sha256, self.settings

    @property
    def seed(self) -> int:
        """The checksum's part that all entries of an engine share."""
        return zlib.crc32("\0".join(self.key).encode())


def _correction(languages: tuple[str, str], source: str, target: str) -> Entry:
    """Return a correction as an entry, whose checksum is its row's."""
    return Entry(*languages, HUMAN, "", "", source, target, None, "")


def _checksum(seed: int, source: str, target: str, score: float | None, flags: str) -> int:
    return zlib.crc32(f"{source}\0{target}\0{score!r}\0{flags}".encode(), seed)


@dataclass(frozen=True, slots=True)
class Statistics:
    """How much a memory holds of one engine, in sentences and in characters."""

    source_language: str
    target_language: str
    model: str
    model_sha256: str
    settings: str
    sentences: int
    source_characters: int
    target_characters: int


class _DamagedError(Exception):
    """The file cannot be trusted."""


class Memory:
    """An open translation memory; a context manager, for one thread at a time.

    Raises OutputError where the file cannot be opened or written.
    """

    def __init__(self, path: Path, note: Callable[[str], None] | None = None) -> None:
        """Open ``path``, or make it. ``note`` hears, on one line, when a file was set aside."""
        self._path = path
        self._note = note or (lambda _: None)
        self._provenance: Provenance | None = None
        self._engine = 0
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._unusable(error) from error
        self._connection: sqlite3.Connection | None = None
        self._guarded(lambda connection: connection)

    def use(self, provenance: Provenance) -> None:
        """Look up and store for this engine from now on."""
        self._provenance = provenance
        self._guarded(self._find_engine)

    def look_up(self, sources: Sequence[str]) -> dict[str, Translation]:
        """Return the translations of those ``sources`` that are known."""
        return self._guarded(lambda connection: self._look_up(connection, sources))

    def store(self, items: Iterable[tuple[str, Translation]]) -> None:
        """Add (source, translation) pairs in one transaction."""
        rows = [(source, translation) for source, translation in items]
        self._guarded(lambda connection: self._store(connection, rows))

    def correct(self, languages: tuple[str, str], items: Iterable[tuple[str, str]]) -> None:
        """Add (source, correction) pairs in one transaction; a sentence's new correction replaces the old one."""
        entries = [_correction(languages, source, target) for source, target in items]

        def add(connection: sqlite3.Connection) -> None:
            with _transaction(connection):
                _insert_corrections(connection, entries)

        self._guarded(add)

    def corrections(self, languages: tuple[str, str], sources: Sequence[str]) -> dict[str, str]:
        """Return what people wrote for those ``sources`` that they corrected."""
        return self._guarded(lambda connection: _look_up_corrections(connection, languages, sources))

    def was_translated(self, languages: tuple[str, str], source: str, target: str) -> bool:
        """Tell whether some engine translated ``source`` so."""
        query = """
            SELECT 1 FROM translation JOIN engine ON engine.id = translation.engine
            WHERE source_language = ? AND target_language = ? AND source = ? AND target = ?
        """
        values = (*languages, source, target)
        return self._guarded(lambda connection: connection.execute(query, values).fetchone()) is not None

    def entries(self) -> Iterator[Entry]:
        """Yield everything that is whole, in a fixed order; corrections last, with ``human`` for their model."""
        connection = self._guarded(lambda connection: connection)
        try:
            for entry, checksum in chain(_read(connection), _read_corrections(connection)):
                if entry.checksum == checksum:
                    yield entry
                else:
                    self._note(f"left out a damaged entry of '{self._path}'")
        except sqlite3.Error as error:
            raise OutputError(
                f"the memory '{self._path}' is damaged ({error})", "Run a build with it: that mends it"
            ) from error

    def statistics(self) -> list[Statistics]:
        """Return how much there is of each engine, and of corrections, whose model is ``human``."""
        query = f"""
            SELECT {_ENGINE_COLUMNS}, count(*), sum(length(source)), sum(length(target))
            FROM engine JOIN translation ON engine.id = translation.engine GROUP BY engine.id ORDER BY engine.id
        """  # noqa: S608 - made of constants
        corrections = """
            SELECT source_language, target_language, ?, '', '', count(*), sum(length(source)), sum(length(target))
            FROM correction GROUP BY source_language, target_language
        """
        return self._guarded(
            lambda connection: [
                Statistics(*row) for row in chain(connection.execute(query), connection.execute(corrections, (HUMAN,)))
            ]
        )

    def vacuum(self) -> None:
        """Give unused space back to the file system."""
        self._guarded(lambda connection: connection.executescript("VACUUM; PRAGMA wal_checkpoint(TRUNCATE);"))

    def close(self) -> None:
        """Close the file; what was stored is in it."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _look_up(self, connection: sqlite3.Connection, sources: Sequence[str]) -> dict[str, Translation]:
        found: dict[str, Translation] = {}
        seed = self._entry("", "", None, "").seed
        for start in range(0, len(sources), _LOOK_UP_AT_ONCE):
            wanted = sources[start : start + _LOOK_UP_AT_ONCE]
            query = f"""
                SELECT source, target, score, flags, checksum FROM translation
                WHERE engine = ? AND source IN ({",".join("?" * len(wanted))})
            """  # noqa: S608 - made of question marks
            for source, target, score, flags, checksum in connection.execute(query, (self._engine, *wanted)):
                if _checksum(seed, source, target, score, flags) != checksum:
                    raise _DamagedError
                found[source] = Translation(target, score, tuple(flags.split()))
        return found

    def _store(self, connection: sqlite3.Connection, rows: Sequence[tuple[str, Translation]]) -> None:
        entries = [self._entry(source, made.text, made.score, " ".join(made.flags)) for source, made in rows]
        with _transaction(connection):
            _insert(connection, self._engine, entries)

    def _entry(self, source: str, target: str, score: float | None, flags: str) -> Entry:
        if self._provenance is None:
            raise RuntimeError("use() comes first")
        made_by = self._provenance
        return Entry(
            made_by.source_language,
            made_by.target_language,
            made_by.model,
            made_by.model_sha256,
            made_by.settings,
            source,
            target,
            score,
            flags,
        )

    def _find_engine(self, connection: sqlite3.Connection) -> None:
        with _transaction(connection):  # two builds that share a memory must not both add the engine
            self._engine = _engine_id(connection, self._entry("", "", None, ""))

    def _guarded(self, action: Callable[[sqlite3.Connection], T]) -> T:
        """Run ``action``; where the file turns out to be damaged, set it aside and run it again on a new one."""
        try:
            try:
                return action(self._open())
            except (sqlite3.DatabaseError, UnicodeDecodeError, _DamagedError) as error:
                if isinstance(error, sqlite3.OperationalError):
                    raise  # no room, no permission, another process: the file itself is sound
                self._set_aside()
                return action(self._open())
        except (sqlite3.Error, OSError) as error:
            raise self._unusable(error) from error

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            connection = _connect(self._path)
            try:
                _prepare(connection)
            except BaseException:
                connection.close()
                raise
            self._connection = connection
            if self._provenance is not None:
                self._find_engine(connection)
        return self._connection

    def _set_aside(self) -> None:
        """Rename the file, begin a new one, and take over what can be read and trusted."""
        self.close()
        aside = next(path for number in count(1) if not (path := Path(f"{self._path}.aside-{number}")).exists())
        for suffix in ("", "-wal", "-shm"):
            with contextlib.suppress(FileNotFoundError):
                Path(f"{self._path}{suffix}").rename(f"{aside}{suffix}")
        connection = self._open()
        kept = 0
        with (
            _transaction(connection),
            contextlib.closing(_connect(aside)) as old,
        ):
            engines: dict[tuple[str, ...], int] = {}
            for entry, checksum in _as_far_as_readable(_read_corrections(old)):
                if entry.checksum == checksum:
                    _insert_corrections(connection, [entry])
                    kept += 1
            for entry, checksum in _as_far_as_readable(_read(old)):
                # What names the engine may itself be damaged; a checksum that fits ours tells that it is ours.
                ours = self._provenance and self._entry(entry.source, entry.target, entry.score, entry.flags)
                sound = entry if entry.checksum == checksum else ours
                if sound and sound.checksum == checksum:
                    if sound.key not in engines:
                        engines[sound.key] = _engine_id(connection, sound)
                    _insert(connection, engines[sound.key], [sound])
                    kept += 1
        self._note(
            f"the memory '{self._path}' was damaged or no memory of bilingual's: it is now '{aside.name}', "
            f"and a new one was begun with the {kept:,} sentences that could be read of it"
        )

    def _unusable(self, error: Exception) -> OutputError:
        return OutputError(
            f"the memory '{self._path}' cannot be used: {error}",
            "Make room or mend its permissions and run the same command again (it goes on where it was), "
            "or name another with --memory",
        )


def _connect(path: Path) -> sqlite3.Connection:
    # Threads take turns with it; autocommit, so that transactions are where we say.
    connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
    # A flipped bit may leave no valid UTF-8; the checksum will tell.
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    """Make the tables in a new file. Raises DatabaseError where the file is damaged or somebody else's."""
    [pages] = connection.execute("PRAGMA page_count").fetchone()
    if pages:
        [application] = connection.execute("PRAGMA application_id").fetchone()
        [version] = connection.execute("PRAGMA user_version").fetchone()
        if application != _APPLICATION_ID or _schema(connection) != _expected_schema(version):
            raise sqlite3.DatabaseError("not a translation memory of bilingual's")
        # Takes about a second for each GB. Without it, a damaged inner page makes sentences vanish in silence.
        if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("damaged")
        _upgrade(connection)
    else:
        connection.executescript(f"BEGIN IMMEDIATE; {_script(_SCHEMA_VERSION)} COMMIT;")
    # In WAL mode a reader does not wait for a writer, and a commit is one write. A power cut may take the last commits,
    # never the file.
    connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;")


def _schema(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    return connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name").fetchall()


def _script(version: int) -> str:
    """Return what makes an empty file one of this version."""
    return _FIRST_SCHEMA + "".join(script for older, script in _UPGRADES.items() if older < version)


@cache
def _expected_schema(version: int) -> list[tuple[str, str]]:
    if not 1 <= version <= _SCHEMA_VERSION:
        return []
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(_script(version))
        return _schema(connection)


def _upgrade(connection: sqlite3.Connection) -> None:
    """Make a file that an older bilingual wrote one of ours."""
    with _transaction(connection):  # another process may be at the same
        [version] = connection.execute("PRAGMA user_version").fetchone()
        for older, script in _UPGRADES.items():
            if older >= version:
                for statement in script.split(";"):
                    connection.execute(statement)


@contextlib.contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        # After a full disk SQLite may have rolled back by itself.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _insert(connection: sqlite3.Connection, engine: int, entries: Iterable[Entry]) -> None:
    connection.executemany(
        "INSERT OR REPLACE INTO translation VALUES (?, ?, ?, ?, ?, ?)",
        [(engine, entry.source, entry.target, entry.score, entry.flags, entry.checksum) for entry in entries],
    )


def _insert_corrections(connection: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    connection.executemany(
        "INSERT OR REPLACE INTO correction VALUES (?, ?, ?, ?, ?)",
        [(*entry.key[:2], entry.source, entry.target, entry.checksum) for entry in entries],
    )


def _look_up_corrections(
    connection: sqlite3.Connection, languages: tuple[str, str], sources: Sequence[str]
) -> dict[str, str]:
    found: dict[str, str] = {}
    for start in range(0, len(sources), _LOOK_UP_AT_ONCE):
        wanted = sources[start : start + _LOOK_UP_AT_ONCE]
        query = f"""
            SELECT source, target, checksum FROM correction
            WHERE source_language = ? AND target_language = ? AND source IN ({",".join("?" * len(wanted))})
        """  # noqa: S608 - made of question marks
        for source, target, checksum in connection.execute(query, (*languages, *wanted)):
            if _correction(languages, source, target).checksum != checksum:
                raise _DamagedError
            found[source] = target
    return found


def _engine_id(connection: sqlite3.Connection, entry: Entry) -> int:
    """Return the number of the engine that made ``entry``, noting it down first where it is new."""
    # They are few, and a damaged index cannot hide one from a look at all of them.
    query = f"SELECT id, checksum, {_ENGINE_COLUMNS} FROM engine"  # noqa: S608 - made of constants
    for number, checksum, *values in connection.execute(query):
        known = Entry(*(*values, "", "", None, ""))
        if known.seed != checksum:
            raise _DamagedError
        if known.key == entry.key:
            return int(number)
    languages = (entry.source_language, entry.target_language)
    values = (*languages, entry.model, entry.model_sha256, entry.settings, entry.seed)
    made = connection.execute("INSERT INTO engine VALUES (NULL, ?, ?, ?, ?, ?, ?)", values)
    return made.lastrowid or 0


def _read(connection: sqlite3.Connection) -> Iterator[tuple[Entry, int]]:
    """Yield every entry with the checksum that stands beside it."""
    for *values, checksum in connection.execute(_ALL):
        yield Entry(*values), checksum


def _as_far_as_readable(entries: Iterator[tuple[Entry, int]]) -> Iterator[tuple[Entry, int]]:
    with contextlib.suppress(sqlite3.DatabaseError, UnicodeDecodeError):
        yield from entries


def _read_corrections(connection: sqlite3.Connection) -> Iterator[tuple[Entry, int]]:
    """Yield every correction with the checksum that stands beside it."""
    for source_language, target_language, source, target, checksum in connection.execute(_ALL_CORRECTIONS):
        yield _correction((source_language, target_language), source, target), checksum

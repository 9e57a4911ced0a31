"""The translation memory: every sentence ever translated, in one SQLite file. The only state that outlives a run.

An entry's key is its source sentence, the language pair, the model's sha256 and the decoding settings, so that what is
found is what the engine would make; beside it stands the arithmetic of the machine that made it, empty where nobody
knows. One's own is found first, then any other, so that a new processor or library empties no memory. A correction is
what a person wrote instead: its key is the source sentence and the language pair, so that it holds wherever the
sentence stands, whatever the model, and there is one for each sentence. One may be for a place alone, an occurrence of
the sentence in an article, and wins there (``places.py``). Corrections are kept in a text file beside the memory as
well, ``<memory>.corrections.jsonl``, which is the truth of them: the memory is made to say what it says whenever it is
opened (``journal.py``, ``replay.py``).

Each row carries a checksum: SQLite notices a damaged page, but not a flipped bit in a text. A file that is damaged is
renamed, never deleted; what can be read of it is taken over (``opening.py``, ``rescue.py``).
"""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bilingual.data import Origin, Translation
from bilingual.errors import OutputError
from bilingual.memory import dismissals, opening, replay
from bilingual.memory import links as word_links
from bilingual.memory.decisions import Decision
from bilingual.memory.entries import Entry, Statistics, row_checksum, translation_of
from bilingual.memory.file import (
    ENGINE_COLUMNS,
    LOOK_UP_AT_ONCE,
    DamagedError,
    alike,
    create,
    engine_id,
    insert_translations,
    look_up_corrections,
    look_up_places,
    read_corrections,
    read_translations,
    transaction,
)
from bilingual.memory.file import connect as connect_to
from bilingual.memory.journal import SUFFIX, Journal, Position
from bilingual.memory.places import Decided
from bilingual.memory.remarks import Remarks
from bilingual.memory.replaced import Replaced

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from typing import Self

    from bilingual.data import Links, Provenance
    from bilingual.memory.links import Texts

T = TypeVar("T")
# SQLite's name for no file at all.
_NO_FILE = ":memory:"


@dataclass(frozen=True, slots=True)
class Remembered:
    """A translation that a memory has, and the arithmetic of the machine that made it, empty where nobody knows."""

    translation: Translation
    arithmetic: str


class Memory:
    """An open translation memory; a context manager. Threads may look up and store in turns.

    Raises OutputError where the file cannot be opened or written.
    """

    def __init__(
        self, path: str | os.PathLike[str], note: Callable[[str], None] | None = None, *, mend: bool = True
    ) -> None:
        """Open ``path``, or make it. ``note`` hears, on one line each, what became of a file that is damaged.

        Without ``mend`` a damaged file is left as it is, and an OutputError says so; so is one that is no memory of
        bilingual's, with or without, unless it stands in the place of an output folder's own memory. Where the file or
        its folder may not be written to, the memory is only read, and what would write to it raises OutputError.
        """
        # What lies beside a memory lies beside the file itself, not beside a link to it.
        self._path = Path(path).resolve() if Path(path).is_symlink() else Path(path)
        self._journal = None if str(path) == _NO_FILE else Journal(Path(f"{self._path}{SUFFIX}"))
        # The corrections file as this memory left it, and its end.
        self._end: tuple[object, Position] | None = None
        self._replaced = Replaced()
        self._suspect: opening.Identity | None = None
        self._mend = mend
        self._lock = threading.RLock()
        self._closed = False
        self._note = note or (lambda _: None)
        self._provenance: Provenance | None = None
        self._engine = 0
        self._others: list[tuple[int, str]] = []
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if self._journal:
                opening.refuse(self._path, mend=mend)  # before there is a lock beside it
        except OSError as error:
            raise opening.unusable(self._path, error) from error
        self._connection: sqlite3.Connection | None = None
        self._guarded(lambda connection: connection)

    @property
    def path(self) -> Path:
        """The memory's file."""
        return self._path

    def use(self, provenance: Provenance) -> None:
        """Look up and store for this engine from now on; its own arithmetic is the first of the provenance."""
        self._provenance = provenance
        self._guarded(self._find_engine)

    def look_up(self, sources: Sequence[str]) -> dict[str, Translation]:
        """Return the translations of those ``sources`` that are known, of one's own arithmetic where there are some."""
        return {source: found.translation for source, found in self.recall(sources).items()}

    def recall(self, sources: Sequence[str], *, same_arithmetic: bool = False) -> dict[str, Remembered]:
        """Return what is known of ``sources``; with ``same_arithmetic`` only what was computed as one computes."""
        return self._guarded(lambda connection: self._look_up(connection, sources, same_arithmetic=same_arithmetic))

    def store(self, items: Iterable[tuple[str, Translation]], arithmetic: str | None = None) -> None:
        """Add (source, translation) pairs in one transaction, made with one's own ``arithmetic`` or that of others."""
        rows = [(source, translation) for source, translation in items]
        self._guarded(lambda connection: self._store(connection, rows, arithmetic))

    def correct(self, languages: tuple[str, str], items: Iterable[tuple[str, str]]) -> None:
        """Add (source, correction) pairs; a sentence's new correction replaces the old one."""
        self.record([Decision(languages=languages, source=source, target=target) for source, target in items])

    def record(self, decisions: Sequence[Decision]) -> None:
        """Add what people decided: to the corrections file, on disk for good, then to the memory."""
        if not decisions:
            return
        written = False

        def add(connection: sqlite3.Connection) -> None:
            nonlocal written
            journal = self._journal
            if journal is None:
                replay.take_unwritten(connection, decisions)
                return
            with opening.locked(self._path) as may_write:
                if not (may_write and opening.may_be_written(self._path)):
                    raise opening.only_readable(self._path)
                end = self._end
                known = end is not None and end[0] == journal.state()
                position = end[1] if end and known else replay.renew(connection, journal, self._note, write=True)
                self._end = None
                if not written:  # else the memory was mended since, and has replayed them
                    lines = journal.append(decisions, position)
                    written = True
                    replay.take(connection, lines, position)
                self._end = journal.state(), position

        self._guarded(add)

    def corrections(self, languages: tuple[str, str], sources: Sequence[str]) -> dict[str, str]:
        """Return what people wrote for those ``sources`` that they corrected."""
        return self._guarded(lambda connection: look_up_corrections(connection, languages, sources))

    def decided(self, languages: tuple[str, str], sources: Sequence[str]) -> Decided:
        """Return what people wrote for those ``sources``, everywhere and in places, and which flags they dismissed."""

        def look_up(connection: sqlite3.Connection) -> Decided:
            sentences = look_up_corrections(connection, languages, sources)
            places = look_up_places(connection, languages, sources)
            machine = self._machine(languages, sentences, places) if sentences or places else {}
            return Decided(sentences, places, dismissals.look_up(connection, languages, sources), machine)

        return self._guarded(look_up)

    def _machine(
        self, languages: tuple[str, str], sentences: Mapping[str, str], places: Mapping[str, Mapping[str, str]]
    ) -> dict[tuple[str, str], str]:
        """Return what the machine had made where people wrote these, as far as the corrections file says."""
        if self._journal is None or not self._journal.exists():
            return {}
        self._replaced.read(self._journal)
        written = chain(sentences.items(), ((source, text) for source, own in places.items() for text in own.values()))
        known = ((one, self._replaced.of(languages, *one)) for one in written)
        return {one: text for one, text in known if text is not None}

    def remarks(self, languages: tuple[str, str]) -> Remarks:
        """Return what people said besides translations, of all that they decided for these languages."""
        found = Remarks(languages)

        def read(connection: sqlite3.Connection) -> Remarks:  # noqa: ARG001 - what is read is the file beside it
            if self._journal is not None and self._journal.exists():
                for _, decision in self._journal.read(Position()):
                    if isinstance(decision, Decision):
                        found.take(decision)
            return found

        return self._guarded(read)

    def taken_back(self, languages: tuple[str, str], sources: Iterable[str]) -> set[str]:
        """Return those ``sources`` whose corrections people took back, all of them."""
        return self._guarded(
            lambda connection: {one for one in sources if replay.was_taken_back(connection, languages, one)}
        )

    def was_translated(self, languages: tuple[str, str], source: str, target: str) -> bool:
        """Tell whether some engine translated ``source`` so."""
        query = """
            SELECT 1 FROM translation JOIN engine ON engine.id = translation.engine
            WHERE source_language = ? AND target_language = ? AND source = ? AND target = ?
        """
        values = (*languages, source, target)
        return self._guarded(lambda connection: connection.execute(query, values).fetchone()) is not None

    def links(self, version: str, languages: tuple[str, str], pairs: Collection[Texts]) -> dict[Texts, Links]:
        """Return the word links that this ``version`` of what makes them made of ``pairs`` (source, target)."""
        return self._guarded(lambda connection: word_links.look_up(connection, version, languages, pairs))

    def keep_links(self, version: str, languages: tuple[str, str], made: Mapping[Texts, Links]) -> None:
        """Add word links of pairs, in one transaction."""
        if made:
            self._guarded(lambda connection: word_links.insert(connection, version, languages, made))

    def entries(self) -> Iterator[Entry]:
        """Yield everything that is whole, in a fixed order; corrections last, with ``human`` for their model."""
        connection = self._guarded(lambda connection: connection)
        try:
            for entry, checksum in chain(read_translations(connection), read_corrections(connection)):
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
            SELECT {ENGINE_COLUMNS}, count(*), sum(length(source)), sum(length(target)), arithmetic
            FROM engine JOIN translation ON engine.id = translation.engine GROUP BY engine.id ORDER BY engine.id
        """  # noqa: S608 - made of constants
        corrections = """
            SELECT source_language, target_language, ?, '', '', count(*), sum(length(source)), sum(length(target)), ''
            FROM correction GROUP BY source_language, target_language
        """
        return self._guarded(
            lambda connection: [
                Statistics(*row)
                for row in chain(connection.execute(query), connection.execute(corrections, (Origin.HUMAN.value,)))
            ]
        )

    def vacuum(self) -> None:
        """Give unused space back to the file system."""
        self._guarded(lambda connection: connection.executescript("VACUUM; PRAGMA wal_checkpoint(TRUNCATE);"))

    def close(self) -> None:
        """Close the file for good; what was stored is in it."""
        self._closed = True
        self._disconnect()

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _look_up(
        self, connection: sqlite3.Connection, sources: Sequence[str], *, same_arithmetic: bool
    ) -> dict[str, Remembered]:
        own = self._entry("", Translation("", None))
        found: dict[str, Remembered] = {}
        for engine, arithmetic in [(self._engine, own.arithmetic), *([] if same_arithmetic else self._others)]:
            seed = replace(own, arithmetic=arithmetic).seed
            left = [source for source in sources if source not in found]
            for start in range(0, len(left), LOOK_UP_AT_ONCE):
                wanted = left[start : start + LOOK_UP_AT_ONCE]
                query = f"""
                    SELECT source, target, score, flags, repaired, basis, checksum FROM translation
                    WHERE engine = ? AND source IN ({",".join("?" * len(wanted))})
                """  # noqa: S608 - made of question marks
                for *row, checksum in connection.execute(query, (engine, *wanted)):
                    if row_checksum(seed, *row) != checksum:
                        raise DamagedError
                    found[row[0]] = Remembered(translation_of(*row[1:]), arithmetic)
        return found

    def _store(
        self, connection: sqlite3.Connection, rows: Sequence[tuple[str, Translation]], arithmetic: str | None
    ) -> None:
        entries = [self._entry(source, made, arithmetic) for source, made in rows]
        with transaction(connection):
            if arithmetic is None:
                insert_translations(connection, self._engine, entries)
            elif entries:
                insert_translations(connection, engine_id(connection, entries[0]), entries)

    def _entry(self, source: str, made: Translation, arithmetic: str | None = None) -> Entry:
        if self._provenance is None:
            raise RuntimeError("use() comes first")
        return Entry.of(self._provenance, source, made, arithmetic)

    def _find_engine(self, connection: sqlite3.Connection) -> None:
        with transaction(connection):  # two builds that share a memory must not both add the engine
            own = self._entry("", Translation("", None))
            self._engine = engine_id(connection, own)
            self._others = [one for one in alike(connection, own) if one[0] != self._engine]

    def _guarded(self, action: Callable[[sqlite3.Connection], T]) -> T:
        """Run ``action``; where the file turns out to be damaged, have it mended and run it again."""
        with self._lock:
            return self._mended(action)

    def _mended(self, action: Callable[[sqlite3.Connection], T]) -> T:
        try:
            try:
                return action(self._open())
            except (sqlite3.Error, UnicodeDecodeError, DamagedError) as error:
                if not opening.is_damage(error):
                    raise  # no room, no permission, another process: the file itself is sound
                if not self._mend:
                    raise opening.damaged(self._path) from error
                self._suspect = opening.identity(self._path)
                self._disconnect()
                return action(self._open())
        except (sqlite3.Error, OSError, UnicodeDecodeError, DamagedError) as error:
            raise opening.unusable(self._path, error) from error

    def _open(self) -> sqlite3.Connection:
        if self._closed:
            # A thread that outlives its build must not write behind the next one's back.
            raise opening.unusable(self._path, RuntimeError("it is closed"))
        if self._connection is None:
            self._connection = self._connected()
            if self._provenance is not None:
                self._find_engine(self._connection)
        return self._connection

    def _connected(self) -> sqlite3.Connection:
        """Return a connection to the file, which says what the corrections file says."""
        if self._journal is None:
            connection = connect_to(_NO_FILE)
            create(connection)
            return connection
        with opening.locked(self._path) as may_write:
            if not (may_write and opening.may_be_written(self._path)):
                return self._only_read(self._journal)
            ours = self._entry("", Translation("", None)) if self._provenance else None
            connection = opening.opened(self._path, self._note, mend=self._mend, ours=ours, suspect=self._suspect)
            self._suspect = None
            try:
                position = replay.renew(connection, self._journal, self._note, write=self._mend)
            except BaseException:
                connection.close()
                raise
            self._end = (self._journal.state(), position) if self._mend else None
        return connection

    def _only_read(self, journal: Journal) -> sqlite3.Connection:
        connection = opening.read_only(self._path)
        if opening.is_current(connection) and replay.is_current(connection, journal):
            return connection
        connection = opening.copied(connection)
        replay.renew(connection, journal, self._note, write=False)
        connection.execute("PRAGMA query_only = ON")
        return connection

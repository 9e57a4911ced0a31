"""What a damaged memory still holds, taken over into a new one.

SQLite reads as far as the file is sound. Where the file fails its check, the pages are read one by one as well
(``pages.py``). Each row's checksum tells whether it is whole.
"""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from bilingual import wording
from bilingual.memory.entries import Entry, correction
from bilingual.memory.file import (
    SCHEMA_VERSION,
    connect,
    engine_id,
    insert_corrections,
    insert_translations,
    read_corrections,
    read_translations,
    stored_columns,
    transaction,
)
from bilingual.memory.pages import Pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    # An entry, and the checksum that stands beside it.
    Found = Iterator[tuple[Entry, int]]

_AT_ONCE = 1_000
# What a row of the table of engines holds: its number, which stands elsewhere, five texts, the checksum, and in newer
# files the arithmetic.
_ENGINE_TYPES = [type(None), str, str, str, str, str, int]
_ARITHMETIC = len(_ENGINE_TYPES)
_CORRECTION_TYPES = [str, str, str, str, int]
_SCORE, _CHECKSUM = "score", "checksum"


@dataclass(frozen=True, slots=True)
class Saved:
    """How much of a file was taken over, and of how much that was found; ``lost`` counts its missing pages."""

    corrections: int
    of_corrections: int
    sentences: int
    of_sentences: int
    lost: int

    def __str__(self) -> str:
        """Return it in words.

        >>> print(Saved(91, 91, 1_998, 2_000, 1))
        91 of 91 corrections and 1,998 of 2,000 sentences, beside what was on 1 page that is missing
        """
        words = (
            f"{self.corrections:,} of {wording.count(self.of_corrections, 'correction')} and "
            f"{self.sentences:,} of {wording.count(self.of_sentences, 'sentence')}"
        )
        if not self.lost:
            return words
        missing = f"{wording.count(self.lost, 'page')} that {'is' if self.lost == 1 else 'are'} missing"
        return f"{words}, beside what was on {missing}"


def rescue(old: Path, new: sqlite3.Connection, ours: Entry | None = None) -> Saved:
    """Take over what can be read and trusted. Nobody else may be using ``old``, which stays as it is.

    ``ours`` names the engine in use, whose rows are known even where what named it is lost.
    """
    with contextlib.closing(Pages(old)) as pages, contextlib.closing(_opened(old)) as damaged, transaction(new):
        corrections = sentences = 0
        if pages.lost or not _is_sound(damaged):
            corrections = _take(new, _scanned_corrections(pages), _insert_corrections)
            sentences = _take(new, _scanned_translations(pages, ours), _insert_translations)
        # What SQLite finds comes last: it is never older than what stands in the pages.
        if _has_tables(damaged, "correction"):
            corrections = max(corrections, _take(new, _readable(read_corrections(damaged)), _insert_corrections))
        if _has_tables(damaged, "engine", "translation"):
            queried = _as_ours(_readable(read_translations(damaged)), ours)
            sentences = max(sentences, _take(new, queried, _insert_translations))
        kept_corrections, kept_sentences = _count(new, "correction"), _count(new, "translation")
        return Saved(
            kept_corrections,
            max(corrections, kept_corrections),
            kept_sentences,
            max(sentences, kept_sentences),
            pages.lost,
        )


def _opened(old: Path) -> sqlite3.Connection:
    damaged = connect(f"{old.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    with contextlib.suppress(sqlite3.Error):
        damaged.execute("PRAGMA trusted_schema = OFF")
        # Without it SQLite refuses a file that has fewer pages than its header says.
        damaged.execute("PRAGMA writable_schema = ON")
    return damaged


def _has_tables(damaged: sqlite3.Connection, *names: str) -> bool:
    """Whether a stranger's file has plain tables of these names: a view may be anything, and without an end."""
    try:
        found = damaged.execute("SELECT name, type, sql FROM sqlite_schema").fetchall()
    except (sqlite3.Error, UnicodeDecodeError):
        return False
    plain = {name for name, kind, sql in found if kind == "table" and str(sql).startswith("CREATE TABLE")}
    return plain.issuperset(names)


def _is_sound(damaged: sqlite3.Connection) -> bool:
    try:
        return bool(damaged.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except (sqlite3.Error, UnicodeDecodeError):
        return False


def _take(new: sqlite3.Connection, found: Found, insert: Callable[[sqlite3.Connection, list[Entry]], None]) -> int:
    """Insert what is whole; return how many rows there were."""
    rows = 0
    while some := list(islice(found, _AT_ONCE)):
        rows += len(some)
        insert(new, [entry for entry, checksum in some if entry.checksum == checksum])
    return rows


def _insert_corrections(new: sqlite3.Connection, entries: list[Entry]) -> None:
    insert_corrections(new, entries)


def _insert_translations(new: sqlite3.Connection, entries: list[Entry]) -> None:
    by_engine: dict[tuple[str, ...], list[Entry]] = {}
    for entry in entries:
        by_engine.setdefault(entry.made_by, []).append(entry)
    for same in by_engine.values():
        insert_translations(new, engine_id(new, same[0]), same)


def _readable(found: Found) -> Found:
    """Yield rows until the file breaks."""
    with contextlib.suppress(sqlite3.Error, UnicodeDecodeError):
        yield from found


def _as_ours(found: Found, ours: Entry | None) -> Found:
    """Yield rows, those that only our engine can have made as its, with its arithmetic or from before it was noted."""
    guesses = _guesses(ours)
    for entry, checksum in found:
        made = (one for one in (entry, *map(entry.as_of, guesses)) if one.checksum == checksum)
        yield next(made, entry), checksum


def _guesses(ours: Entry | None) -> list[Entry]:
    return [ours, replace(ours, arithmetic="")] if ours else []


def _count(new: sqlite3.Connection, table: str) -> int:
    [number] = new.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - a name of ours
    return int(number)


def _scanned_corrections(pages: Pages) -> Found:
    for row, values in pages.records():
        if row is None and [type(value) for value in values] == _CORRECTION_TYPES:
            source_language, target_language, source, target = map(str, values[:-1])
            yield correction((source_language, target_language), source, target), int(values[-1])  # type: ignore[arg-type]


def _scanned_translations(pages: Pages, ours: Entry | None) -> Found:
    engines = dict(_scanned_engines(pages)) | {-at: guess for at, guess in enumerate(_guesses(ours))}
    columns = stored_columns("translation", min(max(pages.version, 1), SCHEMA_VERSION))
    first = stored_columns("translation", 1)
    for row, values in pages.records():
        # Rows from before a column was added have none for it.
        if row is not None or not len(first) <= len(values) <= len(columns):
            continue
        record = dict(zip(columns, values, strict=False))
        engine, checksum, score = record.pop("engine"), record.pop(_CHECKSUM), record.pop(_SCORE)
        if not isinstance(engine, int) or not isinstance(checksum, int) or not isinstance(score, float | int | None):
            continue
        if not all(isinstance(text, str) for text in record.values()):
            continue
        entry = Entry("", "", "", "", "", score=score, **record)  # type: ignore[arg-type]
        likely = [engines[engine]] if engine in engines else []
        made = (entry.as_of(one) for one in (*likely, *engines.values()))
        yield next((one for one in made if one.checksum == checksum), entry), checksum


def _scanned_engines(pages: Pages) -> Iterator[tuple[int, Entry]]:
    for row, values in pages.records():
        types = [type(value) for value in values]
        if row is not None and types[:_ARITHMETIC] == _ENGINE_TYPES and types[_ARITHMETIC:] in ([], [str]):
            source_language, target_language, model, sha256, settings = map(str, values[1:6])
            arithmetic = str(values[_ARITHMETIC]) if len(values) > _ARITHMETIC else ""
            engine = Entry(
                source_language, target_language, model, sha256, settings, "", "", None, "", arithmetic=arithmetic
            )
            if engine.seed == values[_ARITHMETIC - 1]:
                yield row, engine

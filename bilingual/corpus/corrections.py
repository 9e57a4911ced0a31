"""Corrections that come back: what people changed in an exported file goes into the translation memory.

A file is compared with the corpus segment by segment. A changed target is a correction of its source sentence, wherever
that stands, and so is an unchanged one of a person's that the memory does not have. A source that changed, or an id
that is not in the corpus, is a conflict: listed, not guessed. So are two different corrections of one sentence, for the
memory keeps one; of these none is taken.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.data import Origin
from bilingual.errors import InputError, UsageError
from bilingual.formats import read_rows
from bilingual.formats.corpus import Corpus
from bilingual.io.output import OutputFolder
from bilingual.memory import Memory, strangers
from bilingual.models.folders import cache_folder
from bilingual.records import BITEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Self

    from bilingual.data import Pair
    from bilingual.formats.rows import Row
    from bilingual.options import AnyPath

# Corrections to a transaction of the memory.
_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Correction:
    """A changed target: where it stands, the segment, what the corpus says and what the file says."""

    place: str
    id: str
    source: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row of the file that becomes no correction: where it stands, its id, and the reason."""

    place: str
    id: str
    reason: str


@dataclass(slots=True)
class Summary:
    """How many segments of the file there were of each sort. ``sentences`` are the distinct ones corrected."""

    unchanged: int = 0
    known: int = 0
    changed: int = 0
    sentences: int = 0
    conflicts: int = 0
    notes: list[str] = field(default_factory=list)


def take(
    path: AnyPath,
    folder: AnyPath,
    memory: AnyPath | None,
    hear: Callable[[Correction | Conflict], None],
    *,
    dry: bool = False,
) -> Summary:
    """Take the corrections in ``path`` to the corpus in ``folder`` into its memory; ``dry`` only looks.

    ``hear`` is told each correction and each conflict, in the order of the corpus. A file that lies in the folder and
    that an export wrote may be overwritten by the next one, for what was changed in it is kept. Raises InputError for a
    file that cannot be read (then nothing is taken), OutputError for a memory that cannot be written.
    """
    path, folder = Path(path), Path(folder)
    memory = Path(memory) if memory else None
    corpus = Corpus(folder)
    if path.resolve() == (folder / BITEXT).resolve():
        raise UsageError(
            f"'{path}' is the corpus itself, with nothing to compare it with",
            "Rename it, build the corpus again, and import it under its new name",
        )
    if memory and not memory.is_file():
        raise InputError(f"no translation memory '{memory}'", "Name that of a build, or leave --memory out")
    summary = Summary()
    output = OutputFolder(folder)
    place = memory or output.memory
    if dry and not place.is_file():
        place = Path(":memory:")  # SQLite's name for no file at all
    with (
        _Comparison(read_rows(path, corpus.languages)) as comparison,
        Memory(place, summary.notes.append, mend=False) as kept,
    ):
        if introduction := strangers.introduce(place, corpus.languages, cache_folder()):
            summary.notes.append(introduction)
        for conflict in comparison.compare(corpus, kept, summary):
            summary.conflicts += 1
            hear(conflict)
        for batch in _batches(comparison.corrections()):
            for correction in batch:
                hear(correction)
            summary.sentences += len(batch)
            if not dry:
                kept.correct(corpus.languages, [(correction.source, correction.after) for correction in batch])
        strangers.introduce(place, corpus.languages, cache_folder())  # not again to whoever put something into it
    if not dry and not summary.conflicts and path.resolve().parent == folder.resolve():
        with output:
            output.accept(path)
    return summary


def _batches(corrections: Iterator[Correction]) -> Iterator[list[Correction]]:
    while batch := list(islice(corrections, _AT_ONCE)):
        yield batch


class _Comparison:
    """The rows of a file beside a corpus, in a temporary database that spills to disk, so that memory stays bounded."""

    def __init__(self, rows: Iterable[Row]) -> None:
        # An empty name makes a private database that SQLite keeps in memory while it is small and removes at the end.
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.executescript("""
            PRAGMA journal_mode = OFF;
            PRAGMA synchronous = OFF;
            CREATE TABLE row (
                number INTEGER PRIMARY KEY, place TEXT, id TEXT, source TEXT, target TEXT, met INTEGER DEFAULT 0
            );
            CREATE TABLE correction (
                number INTEGER PRIMARY KEY, source TEXT, place TEXT, id TEXT, before TEXT, after TEXT
            );
            BEGIN;
        """)
        insert = "INSERT INTO row (place, id, source, target) VALUES (?, ?, ?, ?)"
        self._database.executemany(insert, ((row.place, row.id, row.source, row.target) for row in rows))
        self._database.executescript("CREATE INDEX row_id ON row (id); CREATE INDEX sentence ON correction (source);")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def compare(self, corpus: Corpus, memory: Memory, summary: Summary) -> Iterator[Conflict]:
        """Set the rows beside the corpus, counting them, and yield what does not fit."""
        for _, pairs in corpus:
            for pair in pairs:
                yield from self._look_at(pair, corpus, memory, summary)
        for place, identity in self._database.execute("SELECT place, id FROM row WHERE NOT met ORDER BY number"):
            yield Conflict(place, identity, "the corpus has no such segment" if identity else "it has no id")
        rivals = """
            SELECT place, id FROM correction AS this
            WHERE EXISTS (SELECT 1 FROM correction WHERE source = this.source AND after != this.after) ORDER BY number
        """
        for place, identity in self._database.execute(rivals):
            yield Conflict(place, identity, "the same sentence is corrected in two ways")

    def corrections(self) -> Iterator[Correction]:
        """Yield one correction for each corrected sentence."""
        query = """
            SELECT place, id, source, before, after FROM correction AS this
            WHERE NOT EXISTS (
                SELECT 1 FROM correction WHERE source = this.source AND (after != this.after OR number < this.number)
            ) ORDER BY number
        """
        for row in self._database.execute(query):
            yield Correction(*row)

    def _look_at(self, pair: Pair, corpus: Corpus, memory: Memory, summary: Summary) -> Iterator[Conflict]:
        """Compare what the file has under a segment's id with the segment."""
        identity, source, before = pair.segment.id, pair.segment.text, pair.translation.text
        query = "SELECT number, place, source, target FROM row WHERE id = ? ORDER BY number"
        for number, place, said, after in self._database.execute(query, (identity,)).fetchall():
            self._database.execute("UPDATE row SET met = 1 WHERE number = ?", (number,))
            if said != source:
                yield Conflict(place, identity, "its source is another now")
            elif before in {after, quoted := _unquoted(after)}:
                if _is_lost(pair, corpus.languages, memory):
                    summary.changed += 1
                    self._note_down(source, place, identity, before, before)
                else:
                    summary.unchanged += 1
            elif quoted is not None:
                yield Conflict(place, identity, "it is quoted as spreadsheets do; take the quotes off, or use csv")
            elif not after.strip():
                yield Conflict(place, identity, "its translation is empty")
            elif memory.corrections(corpus.languages, [source]).get(source) == after:
                summary.known += 1
            elif pair.origin is Origin.HUMAN and memory.was_translated(corpus.languages, source, after):
                yield Conflict(place, identity, "it has the machine's translation, which was corrected since")
            else:
                summary.changed += 1
                self._note_down(source, place, identity, before, after)

    def _note_down(self, *values: str) -> None:
        """Keep a correction: its source, place, id, and its translation before and after."""
        self._database.execute(
            "INSERT INTO correction (source, place, id, before, after) VALUES (?, ?, ?, ?, ?)", values
        )


def _is_lost(pair: Pair, languages: tuple[str, str], memory: Memory) -> bool:
    """Whether a person corrected a segment and the memory does not know it, though nobody took it back."""
    source = [pair.segment.text]
    if pair.origin is not Origin.HUMAN or memory.corrections(languages, source):
        return False
    return not memory.taken_back(languages, source)


def _unquoted(text: str) -> str | None:
    """Return what a program meant that wrote a cell in quotes with those inside doubled, or None where it did not.

    >>> _unquoted('"He said ""yes"" twice."'), _unquoted('"Yes."')
    ('He said "yes" twice.', None)
    """
    inside = text[1:-1]
    if len(text) < 2 or text[0] != '"' or text[-1] != '"' or '"' not in inside:  # noqa: PLR2004 - two quotes
        return None
    return inside.replace('""', '"') if '"' not in inside.replace('""', "") else None

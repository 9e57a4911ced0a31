"""An index, made of the parts of a corpus: rows in, a file out that is whole or is not there."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections import Counter
from typing import IO, TYPE_CHECKING, Any

from bilingual.corpus.search import index
from bilingual.corpus.search.folding import indexed
from bilingual.errors import InputError
from bilingual.formats.corpus import damaged
from bilingual.formats.ids import unique
from bilingual.io.distinct import Distinct
from bilingual.io.lines import BoundedLines, TooLongError
from bilingual.io.source import MAX_ARTICLE_BYTES, Source
from bilingual.records import article_of, loads, pair_of, segments_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bilingual.corpus.search.index import Part

MOST_LINE_BYTES = 4 * MAX_ARTICLE_BYTES
# What is kept in memory before it is sorted into the file, in bytes; and segments that are handed over at once.
_HASH_BYTES = 48 << 20
_AT_ONCE = 2_000
_READ_BYTES = 1 << 20
_SETTINGS = """
    PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA secure_delete = OFF; PRAGMA cache_size = -16000;
    PRAGMA temp_store = FILE;
"""
_MERGING = """
    INSERT INTO word(word, rank) VALUES('automerge', 0);
    INSERT INTO word(word, rank) VALUES('crisismerge', 1000);
"""
# Rows of parts that are no more stay in the full-text table, until they are so large a part of it.
_MOST_DEAD = 0.5
_Rows = list[tuple[Any, ...]]


def write(path: Path, parts: Sequence[Part], languages: tuple[str, str], before: Path | None = None) -> None:
    """Make an index of these parts at ``path``, where nothing is; what an older one ``before`` has of them is kept.

    Raises InputError where the corpus is damaged, sqlite3.Error and OSError where the system fails.
    """
    kept = _kept(before, parts, languages) if before is not None else False
    if kept and before is not None:
        shutil.copyfile(before, path)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(
            f"PRAGMA trusted_schema = OFF; {'' if kept else 'PRAGMA page_size = 8192;'} {_SETTINGS}"
        )
        if not kept:
            connection.executescript(index.SCRIPT)
            about = {"made_by": index.made_by(), "languages": " ".join(languages)}
            connection.executemany("INSERT INTO about VALUES (?, ?)", about.items())
        _Writing(connection, languages).write(parts)


def _kept(before: Path, parts: Sequence[Part], languages: tuple[str, str]) -> bool:
    """Whether an older index is worth keeping: most of what is in it is of these parts."""
    try:
        with contextlib.closing(index.opened(before, languages)) as connection:
            counts = {str(key): int(count) for key, count in connection.execute("SELECT key, count FROM part")}
            [highest] = connection.execute("SELECT max(first + count) FROM part").fetchone()
    except (index.StaleError, sqlite3.Error, OSError):
        return False
    alive = sum(counts.get(part.key, 0) for part in parts)
    return alive > 0 and 1 - alive / max(int(highest or 1), 1) < _MOST_DEAD


class _Writing:
    """Writes parts to an index, in one transaction."""

    def __init__(self, connection: sqlite3.Connection, languages: tuple[str, str]) -> None:
        self._connection = connection
        self._languages = languages
        self._known: dict[str, dict[str, int]] = {"publisher": {}, "flags": {}}

    def write(self, parts: Sequence[Part]) -> None:
        """Make the index one of these parts, in this order."""
        ask = self._connection.execute
        ask(f"INSERT INTO word(word, rank) VALUES('hashsize', {_HASH_BYTES})")
        self._connection.executescript(_MERGING)
        ask("BEGIN")
        there: dict[str, list[int]] = {}  # shards may be the same to the byte
        for key, number in ask("SELECT key, id FROM part ORDER BY place DESC"):
            there.setdefault(str(key), []).append(int(number))
        [top] = ask("SELECT coalesce(max(first + count), 1) FROM part").fetchone()
        kept = [there[part.key].pop() if there.get(part.key) else None for part in parts]
        for number in (number for numbers in there.values() for number in numbers):
            ask("DELETE FROM segment WHERE article IN (SELECT id FROM article WHERE part = ?)", (number,))
            ask("DELETE FROM article WHERE part = ?", (number,))
            # What it had in the full-text table leads nowhere from now on.
            ask("DELETE FROM part WHERE id = ?", (number,))
        for place, (part, known) in enumerate(zip(parts, kept, strict=True)):
            if known is not None:
                ask("UPDATE part SET place = ? WHERE id = ?", (place, known))
                continue
            made = ask("INSERT INTO part VALUES (NULL, ?, ?, ?, 0)", (part.key, place, top)).lastrowid or 0
            count = self._add(part, made, top)
            ask("UPDATE part SET count = ? WHERE id = ?", (count, made))
            top += count
        self._name()
        ask("INSERT INTO word(word) VALUES('optimize')")
        ask("COMMIT")

    def _name(self) -> None:
        """Give articles of one name numbers, as whoever reads several parts as one corpus does."""
        ask = self._connection.execute
        if ask("SELECT count(*) FROM part").fetchone()[0] < 2:  # noqa: PLR2004 - one corpus has named its own
            return
        taken, doubles = Distinct(), Counter[str]()
        rows = ask("""
            SELECT article.id, own, name FROM article JOIN part ON part.id = part ORDER BY part.place, article.id
        """)
        for number, own, name in rows:
            if (final := unique(own, taken, doubles)) != name:
                ask("UPDATE article SET name = ? WHERE id = ?", (final, number))

    def _add(self, part: Part, number: int, top: int) -> int:
        """Add the segments of a part, numbered from ``top`` on; return how many there are."""
        bitext, articles = Source.of(part.bitext), Source.of(part.articles)
        segment = top
        with _opened(part, 0) as lines, _opened(part, 1) as heads:
            segments = _records(bitext, BoundedLines(lines, MOST_LINE_BYTES))
            rows: _Rows = []
            words: _Rows = []
            for line, _, record in _records(articles, BoundedLines(heads, MOST_LINE_BYTES)):
                try:
                    article, count = article_of(record, ()), segments_in(record)
                except (KeyError, TypeError, ValueError) as error:
                    raise damaged(articles, line, error) from error
                facts = article.metadata
                publisher = self._number("publisher", facts.publisher or facts.site or "")
                row = (number, article.id, article.id, facts.date or "", publisher, facts.title or "")
                owner = self._connection.execute("INSERT INTO article VALUES (NULL, ?, ?, ?, ?, ?, ?)", row).lastrowid
                for _ in range(count):
                    if (found := next(segments, None)) is None:
                        raise InputError(f"'{bitext.name}' ends before its articles do", "Build the corpus again")
                    one, word = self._row(bitext, found, article.id)
                    rows.append((segment, owner, *one))
                    words.append((segment, *word))
                    segment += 1
                if len(rows) >= _AT_ONCE:
                    self._insert(rows, words)
            self._insert(rows, words)
            for line, _, _ in segments:
                raise damaged(bitext, line, ValueError("its article is missing"))
        return segment - top

    def _row(self, source: Source, found: tuple[int, int, dict[str, Any]], article: str) -> tuple[Any, Any]:
        line, start, record = found
        try:
            pair = pair_of(record, self._languages)
            if pair.segment.article != article:
                raise ValueError(f"a segment of article '{article}' is missing")  # noqa: TRY301 - as other damage
        except (KeyError, TypeError, ValueError) as error:
            raise damaged(source, line, error) from error
        made = pair.translation
        flags = self._number("flags", "".join(f"\n{flag}" for flag in made.flags) + "\n" if made.flags else "")
        kind, origin = index.KINDS.index(pair.segment.kind), index.ORIGINS.index(pair.origin)
        ours, bases = indexed(pair.segment.text, self._languages[0])
        theirs, their_bases = indexed(made.text, self._languages[1])
        return (start, kind, origin, flags, made.score, made.trust), (ours, theirs, bases, their_bases)

    def _insert(self, rows: _Rows, words: _Rows) -> None:
        self._connection.executemany("INSERT INTO segment VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        columns = ", ".join(index.COLUMNS)
        self._connection.executemany(f"INSERT INTO word(rowid, {columns}) VALUES (?, ?, ?, ?, ?)", words)  # noqa: S608
        rows.clear()
        words.clear()

    def _number(self, table: str, text: str) -> int:
        """Return the number of a text that many rows have."""
        known = self._known[table]
        if (number := known.get(text)) is None:
            if len(known) >= _AT_ONCE:  # a stranger's corpus may have any number
                known.clear()
            column = "name" if table == "publisher" else "names"
            self._connection.execute(f"INSERT OR IGNORE INTO {table}({column}) VALUES (?)", (text,))  # noqa: S608
            query = f"SELECT id FROM {table} WHERE {column} = ?"  # noqa: S608 - made of constants
            [number] = self._connection.execute(query, (text,)).fetchone()
            known[text] = number
        return int(number)


@contextlib.contextmanager
def _opened(part: Part, number: int) -> Iterator[IO[bytes]]:
    """Open the bitext (0) or the articles (1) of a part. Raises InputError, also for what goes wrong later."""
    source = Source.of((part.bitext, part.articles)[number])
    if part.held is None:
        with source.open() as stream:
            yield stream
        return
    try:
        with index.again(part.held[number], _READ_BYTES) as stream:
            yield stream
    except OSError as error:
        raise source.error(f"cannot be read: {error.strerror or error}", "Check the file and its rights") from error


def _records(source: Source, lines: BoundedLines) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Yield the number, the place in bytes and the object of each line. Raises InputError."""
    start = 0
    try:
        for raw in lines:
            if not raw.isspace():
                record = loads(raw)
                if not isinstance(record, dict):
                    raise TypeError("no object")  # noqa: TRY301 - as other damage
                yield lines.number, start, record
            start += len(raw)
    except (ValueError, TypeError, RecursionError, TooLongError) as error:
        raise damaged(source, lines.number, error) from error

"""What a search found: hits with their texts and marks, lines of a concordance, and counts by year and publisher."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections import Counter, OrderedDict
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain
from typing import IO, TYPE_CHECKING, Any, Final, NamedTuple

from bilingual.corpus.search.building import MOST_LINE_BYTES
from bilingual.corpus.search.filters import Wanted, conditions
from bilingual.corpus.search.folding import folded_words
from bilingual.corpus.search.hits import Hit
from bilingual.corpus.search.kwic import Line, lines_of
from bilingual.corpus.search.matching import excluded_of, matches, wanted_of
from bilingual.errors import InputError, UsageError
from bilingual.records import loads, pair_of, why

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Self

    from bilingual.corpus.search.index import Part
    from bilingual.corpus.search.query import Query, Term
    from bilingual.data import Pair

# How hits may be sorted: as the corpus has them, by the article's date, by score or trust (the lowest first), and
# lines of a concordance by the words to the left or to the right of the node.
SORTS: Final = ("corpus", "date", "score", "trust", "left", "right")
NEIGHBOURS: Final = ("left", "right")
_ORDERS = {
    "corpus": "{rows}",
    "date": "article.date = '', article.date {way}, {rows}",
    "score": "segment.score IS NULL, segment.score {way}, {rows}",
    "trust": "segment.trust IS NULL, segment.trust {way}, {rows}",
}
# Words to the left or to the right that decide on the order, and where they are looked for, in characters.
_NEIGHBOURS, _NEIGHBOURHOOD = 6, 500
_OPEN_FILES = 16
# Rows that are asked for at once.
_AT_ONCE = 64


@dataclass(slots=True)
class Counts:
    """How many segments were found: in all, by the year of their articles and by publisher, "" where none is known."""

    total: int = 0
    years: dict[str, int] = field(default_factory=dict)
    publishers: dict[str, int] = field(default_factory=dict)


class _Row(NamedTuple):
    """Where a hit is, and what is known of its article."""

    part: int
    start: int
    own: str
    name: str
    publisher: int
    date: str
    title: str


class Found:
    """What a query finds in a corpus. Iterating asks anew, and gives the hits one by one, so that any number fits.

    A context manager, which closes the index and the corpus's files.
    """

    def __init__(  # noqa: PLR0913 - what makes a search
        self,
        connection: sqlite3.Connection,
        parts: Sequence[Part],
        languages: tuple[str, str],
        query: Query,
        wanted: Wanted,
        *,
        held: contextlib.ExitStack,
        sort: str = "corpus",
        reverse: bool = False,
        limit: int | None = None,
    ) -> None:
        """Take an index and what is asked of it; ``held`` closes all that is open. Raises UsageError."""
        if sort not in SORTS:
            raise UsageError(f"hits cannot be sorted by '{sort}'", f"Choose from {', '.join(SORTS)}")
        self.languages, self.query = languages, query
        self._connection, self._wanted, self._held = connection, wanted, held
        self._bitexts = _Bitexts(parts)
        self._sort, self._reverse, self._limit = sort, reverse, limit
        self._terms: list[Term] = list(chain.from_iterable(query.wanted))
        self._where, self._values = self._asked()
        self._places = dict(self._rows_of("SELECT id, place FROM part"))
        self._publisher = lru_cache(_AT_ONCE)(self._publisher_of)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the index and the corpus's files."""
        self._bitexts.close()
        self._held.close()

    def __iter__(self) -> Iterator[Hit]:
        if self._sort in NEIGHBOURS:
            raise UsageError(f"only a concordance is sorted by its {self._sort} neighbours", "Ask for one (--kwic)")
        return (self._hit(row) for row in self._rows(self._sort, self._limit))

    def lines(self) -> Iterator[Line]:
        """Yield the lines of a concordance: one for each place where what is asked for stands. Raises UsageError."""
        if not self._terms:
            raise UsageError("a concordance needs a word that is to be there", "Ask for more than what is not there")
        lines: Iterator[Line] = self._by_neighbours()
        if self._sort not in NEIGHBOURS:
            rows = self._rows(self._sort, self._limit)
            lines = (line for row in rows for line in self._lines_of(row))
        for number, line in enumerate(lines):
            if number == self._limit:
                return
            yield line

    def counts(self) -> Counts:
        """Return how many segments there are, whatever the limit, by year and by publisher."""
        found = Counts()
        select = "substr(article.date, 1, 4), article.publisher, count(*)"
        years: Counter[str] = Counter()
        publishers: Counter[int] = Counter()
        for year, publisher, number in self._ask(select, "GROUP BY 1, 2"):
            years[year if len(year) == 4 and year.isdecimal() else ""] += number  # noqa: PLR2004 - digits of a year
            publishers[publisher] += number
            found.total += number
        found.years = dict(sorted(years.items()))
        names = ((self._publisher(number), count) for number, count in publishers.items())
        found.publishers = dict(sorted(names, key=lambda named: (-named[1], named[0])))
        return found

    def _asked(self) -> tuple[str, list[object]]:
        where, values = conditions(self._wanted, self._connection)
        if wanted := wanted_of(self.query):
            return " AND ".join(["word MATCH ?", *where]), [wanted, *values]
        if excluded := excluded_of(self.query):
            where = ["segment.id NOT IN (SELECT rowid FROM word WHERE word MATCH ?)", *where]
            return " AND ".join(where), [excluded, *values]
        return " AND ".join(where) or "1", values

    def _ask(self, select: str, rest: str) -> Iterator[tuple[Any, ...]]:
        begin = "word CROSS JOIN segment ON segment.id = word.rowid" if self.query.wanted else "segment"
        joined = f"{begin} CROSS JOIN article ON article.id = segment.article CROSS JOIN part ON part.id = article.part"
        query = f"SELECT {select} FROM {joined} WHERE {self._where} {rest}"  # noqa: S608 - of what stands here and filters.py
        yield from self._rows_of(query, self._values)

    def _rows_of(self, query: str, values: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """Yield what the index says. Raises InputError where it is damaged."""
        try:
            found = self._connection.execute(query, values)
            # Not the cursor itself, which whoever leaves off would close after its connection.
            while rows := found.fetchmany(_AT_ONCE):
                yield from rows
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise InputError(
                f"the index for searches cannot be read ({error})", "Remove search.sqlite in .bilingual of the corpus"
            ) from error

    def _rows(self, sort: str, limit: int | None) -> Iterator[_Row]:
        rows = "segment.id" if self._in_order() else "part.place, segment.id"
        way = "DESC" if self._reverse else ""
        if sort == "corpus":
            rows = ", ".join(f"{row} {way}" for row in rows.split(", "))
        order = _ORDERS[sort].format(rows=rows, way=way)
        if order.strip() == "segment.id" and self.query.wanted:
            order = "word.rowid"  # which is the same, and how they come by themselves
        select = (
            "article.part, segment.start, article.own, article.name, article.publisher, article.date, article.title"
        )
        most = "" if limit is None else f"LIMIT {int(limit)}"
        for row in self._ask(select, f"ORDER BY {order} {most}"):
            yield _Row(*row)

    def _in_order(self) -> bool:
        """Whether segments are numbered as the corpus has them: shards that were renewed come last."""
        firsts = [first for (first,) in self._rows_of("SELECT first FROM part ORDER BY place")]
        return firsts == sorted(firsts)

    def _hit(self, row: _Row) -> Hit:
        pair = self._bitexts.read(self._places[row.part], row.start, row.own, self.languages)
        if row.name != row.own:
            pair = replace(pair, segment=replace(pair.segment, article=row.name))
        texts = (pair.segment.text, pair.translation.text)
        marks = [tuple(matches(self._terms, texts[side], side, self.languages[side])) for side in (0, 1)]
        return Hit(pair, row.date, self._publisher(row.publisher), row.title, (marks[0], marks[1]))

    def _lines_of(self, row: _Row) -> list[Line]:
        return lines_of(self._hit(row), self.query, self.languages)

    def _publisher_of(self, number: int) -> str:
        return next((str(name) for (name,) in self._rows_of("SELECT name FROM publisher WHERE id = ?", (number,))), "")

    def _by_neighbours(self) -> Iterator[Line]:
        """Yield all lines sorted by the words beside the node: the sorting is done on disk where they are many."""
        with contextlib.closing(sqlite3.connect("", isolation_level=None)) as sorter:
            sorter.executescript("""
                PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE;
                CREATE TABLE line (key TEXT, row TEXT, number INTEGER);
                BEGIN;
            """)
            # A sentence may have many, and they do not come one after the other.
            lines = lru_cache(_OPEN_FILES)(lambda row: self._lines_of(_Row(*json.loads(row))))
            for row in self._rows("corpus", None):
                for number, line in enumerate(self._lines_of(row)):
                    values = ("\x01".join(self._neighbours(line)), json.dumps(row), number)
                    sorter.execute("INSERT INTO line VALUES (?, ?, ?)", values)
            way = "DESC" if self._reverse else ""
            for row, number in sorter.execute(f"SELECT row, number FROM line ORDER BY key {way}, rowid"):  # noqa: S608
                yield lines(row)[number]

    def _neighbours(self, line: Line) -> list[str]:
        """Return the words beside the node that decide on its place, the nearest first."""
        start, end = line.node
        if self._sort == "right":
            return folded_words(line.text[end : end + _NEIGHBOURHOOD])[:_NEIGHBOURS]
        return folded_words(line.text[max(0, start - _NEIGHBOURHOOD) : start])[::-1][:_NEIGHBOURS]


class _Bitexts:
    """The bitexts of the parts of a corpus, read where lines begin; some are kept open."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts
        self._open: OrderedDict[int, IO[bytes]] = OrderedDict()

    def read(self, place: int, start: int, article: str, languages: tuple[str, str]) -> Pair:
        """Return the pair whose line begins there. Raises InputError where that is none of the article."""
        path = self._parts[place].bitext
        try:
            stream = self._stream(place)
            stream.seek(start)
            record = loads(stream.readline(MOST_LINE_BYTES))
            pair = pair_of(record if isinstance(record, dict) else {}, languages)
            if pair.segment.article != article:
                raise ValueError("another segment stands there")  # noqa: TRY301 - as other damage
        except FileNotFoundError as error:
            raise InputError(f"'{path}' was taken away while it was searched", "Search again") from error
        except (OSError, KeyError, TypeError, ValueError, RecursionError) as error:
            raise InputError(
                f"'{path}' and the index for searches do not agree ({why(error)})",
                "Remove search.sqlite in .bilingual of the corpus, and search again",
            ) from error
        return pair

    def _stream(self, place: int) -> IO[bytes]:
        if (stream := self._open.pop(place, None)) is None:
            stream = self._parts[place].stream(1 << 14)
            while len(self._open) >= _OPEN_FILES:
                self._open.popitem(last=False)[1].close()
        self._open[place] = stream
        return stream

    def close(self) -> None:
        for stream in self._open.values():
            stream.close()
        self._open.clear()

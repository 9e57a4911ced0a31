"""The rows of a file beside a corpus: for each row the segments that it is about, and what it makes of them.

A row is found by its id, if the sentence there is still its source; by an id that a spreadsheet took for a time of day;
by the sentences around it, where a program tells them; else by its source sentence, wherever that stands. All of it
lies in a temporary database that spills to disk, so that memory stays bounded.
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import astuple, replace
from functools import cached_property
from json import dumps, loads
from typing import TYPE_CHECKING

from bilingual.corpus.found import Finding, Judgement, LookedUp, Noted, Problem
from bilingual.corpus.judging import Said, Standing, Verdict, judge
from bilingual.corpus.matching import article_of_file, as_windows, id_key, is_same, sentence_key, without_marks
from bilingual.formats.rows import ACTIONS, Context, Row, State
from bilingual.memory.places import Place, places_of
from bilingual.memory.remarks import MOST_LETTERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Self

    from bilingual.data import Article, Pair
    from bilingual.formats.corpus import Corpus
    from bilingual.memory import Memory
    from bilingual.memory.remarks import Remarks

_TABLES = """
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    CREATE TABLE row (
        number INTEGER PRIMARY KEY, whole INTEGER, place TEXT, id TEXT, source TEXT, target TEXT, state TEXT,
        key TEXT, id_key TEXT, has_context INTEGER, file TEXT, before TEXT, after TEXT,
        action TEXT, flag TEXT, reason TEXT, note TEXT, by TEXT
    );
    CREATE TABLE segment (
        number INTEGER PRIMARY KEY, id TEXT, id_key TEXT, article TEXT, sha256 TEXT, occurrence INTEGER,
        source TEXT, key TEXT, target TEXT, origin TEXT, before TEXT, after TEXT, spot TEXT, flags TEXT
    );
    -- What a row makes of a sentence in a spot, empty for wherever it stands.
    CREATE TABLE found (
        number INTEGER PRIMARY KEY, place TEXT, id TEXT, source TEXT, spot TEXT, article TEXT, sha256 TEXT,
        occurrence INTEGER, before TEXT, after TEXT, what TEXT, segments INTEGER, reason TEXT, by TEXT
    );
    -- What a row says of a flag of a translation, wherever that stands.
    CREATE TABLE judged (
        number INTEGER PRIMARY KEY, place TEXT, id TEXT, source TEXT, target TEXT, flag TEXT, action TEXT,
        known INTEGER, reason TEXT, by TEXT
    );
    CREATE TABLE noted (
        number INTEGER PRIMARY KEY, place TEXT, id TEXT, source TEXT, article TEXT, sha256 TEXT, occurrence INTEGER,
        target TEXT, note TEXT, by TEXT
    );
    BEGIN;
"""
_INDEXES = (
    "CREATE INDEX row_id ON row (id); CREATE INDEX row_key ON row (key); CREATE INDEX row_id_key ON row (id_key);"
)
_SEGMENT_INDEXES = """
    CREATE INDEX segment_id ON segment (id); CREATE INDEX segment_key ON segment (key);
    CREATE INDEX segment_id_key ON segment (id_key);
"""
_ADD_ROW = "INSERT INTO row VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_ADD_SEGMENT = "INSERT INTO segment VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_ADD_FOUND = "INSERT INTO found VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_ADD_JUDGED = "INSERT INTO judged VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_ADD_NOTED = "INSERT INTO noted VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
# What a row says of where it stands: nothing, a place and no other, or a place where it was first met.
_NOWHERE, _ALONE, _FIRST = range(3)
# Actions of which the translation stays as it is: the one that a row gives, or the one that is there.
_ACCEPT, _DISMISS, _NOTE = "accept", "dismiss", "note"
AS_IT_IS = frozenset({_ACCEPT, _DISMISS, "restore"})
_AROUND = "key = ? AND coalesce(?, before) = before AND coalesce(?, after) = after"
_ROW = (
    "number, place, id, source, target, state, key, id_key, has_context, file, before, after, action, flag, reason, "
    "note, by"
)
_SEGMENT = "id, article, sha256, occurrence, source, target, origin, spot, flags"


# Whether a row gives a place, or a sentence wherever it stands, another translation than a row of the same: rivals, if
# one of them is new.
_RIVALLED = """
    (EXISTS (SELECT 1 FROM found AS one WHERE (one.spot, one.source) = (found.spot, found.source)
        AND one.after != found.after)
    AND EXISTS (SELECT 1 FROM found AS one WHERE (one.spot, one.source) = (found.spot, found.source)
        AND one.what IN ('corrected', 'confirmed')))
"""


class Comparison:
    """The rows of a file beside a corpus. A context manager."""

    def __init__(self, rows: Iterable[Row], corpus: Corpus, memory: Memory) -> None:
        # An empty name makes a private database that SQLite keeps in memory while it is small and removes at the end.
        self._database = sqlite3.connect("", isolation_level=None)
        self._memory = memory
        self._languages = corpus.languages
        self.unfinished = 0
        self._database.executescript(_TABLES)
        try:
            for row in rows:
                self._add_row(row, None)
            self._database.executescript(_INDEXES)
            for article, pairs in corpus:
                self._add_segments(article, pairs)
            self._database.executescript(_SEGMENT_INDEXES)
        except BaseException:
            self._database.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def problems(self) -> Iterator[Problem]:
        """Look at every row, and yield those of which nothing comes. Comes before ``findings``."""
        query = f"SELECT {_ROW} FROM row WHERE whole IS NULL ORDER BY number"  # noqa: S608 - made of constants
        for values in self._database.execute(query):
            yield from self._look_at(LookedUp(*values))
        self._database.executescript(
            "CREATE INDEX found_source ON found (source, after); CREATE INDEX found_spot ON found (spot, source);"
        )
        query = f"SELECT place, id, spot FROM found WHERE {_RIVALLED} ORDER BY number"  # noqa: S608
        for place, identity, spot in self._database.execute(query):
            yield Problem(place, identity, f"the same {'segment' if spot else 'sentence'} is corrected in two ways")

    def findings(self) -> Iterator[Finding]:
        """Yield what comes of the rows, in their order."""
        query = f"""
            SELECT place, id, source, article, sha256, occurrence, before, after, what, segments, EXISTS (
                SELECT 1 FROM found AS one WHERE one.source = found.source AND one.after != found.after
            ), reason, by FROM found WHERE NOT {_RIVALLED} ORDER BY number
        """  # noqa: S608 - made of constants
        for place, identity, source, article, sha256, occurrence, *values in self._database.execute(query):
            before, after, what, segments, mixed, *told = values
            where = (article, sha256, occurrence)
            yield Finding(place, identity, source, *where, before, after, Verdict(what), segments, bool(mixed), *told)

    def judgements(self) -> Iterator[Judgement]:
        """Yield what the rows say of flags, in their order."""
        query = "SELECT place, id, source, target, flag, action, known, reason, by FROM judged ORDER BY number"
        for place, identity, source, target, flag, action, known, *told in self._database.execute(query):
            yield Judgement(place, identity, source, target, flag, action, bool(known), *told)

    def noted(self) -> Iterator[Noted]:
        """Yield the notes that the memory does not have, in the order of their rows."""
        columns = "place, id, source, article, sha256, occurrence, target, note, by"
        yield from (Noted(*row) for row in self._database.execute(f"SELECT {columns} FROM noted ORDER BY number"))  # noqa: S608

    def _add_row(self, row: Row, whole: int | None) -> None:
        context = row.context or Context()
        keys = [None if text is None else sentence_key(text) for text in (context.before, context.after)]
        file = None if context.file is None else article_of_file(context.file)
        values = (
            whole, row.place, row.id, row.source, row.target, row.state.name, sentence_key(row.source), id_key(row.id),
            _context(row), file, *keys, *astuple(row.remark),
        )  # fmt: skip
        added = self._database.execute(_ADD_ROW, values)
        for part in row.parts:
            self._add_row(part, added.lastrowid)

    def _add_segments(self, article: Article, pairs: Sequence[Pair]) -> None:
        """Keep those segments of an article that a row may be about."""
        keys = [sentence_key(pair.segment.text) for pair in pairs]
        query = "SELECT EXISTS (SELECT 1 FROM row WHERE key = ?) OR EXISTS (SELECT 1 FROM row WHERE id = ?)"
        wanted = [
            self._database.execute(query, (key, pair.segment.id)).fetchone()[0]
            for key, pair in zip(keys, pairs, strict=True)
        ]
        if not any(wanted):
            return
        places = places_of(article, [pair.segment.text for pair in pairs])
        around = ["", *keys, ""]
        for number, (pair, place) in enumerate(zip(pairs, places, strict=True)):
            if wanted[number]:
                identity = pair.segment.id
                texts = (pair.segment.text, keys[number], pair.translation.text, pair.origin.value)
                where = (identity, id_key(identity), place.article, place.text_sha256, place.occurrence)
                values = (*where, *texts, around[number], around[number + 2], place.key, dumps(pair.translation.flags))
                self._database.execute(_ADD_SEGMENT, values)

    def _look_at(self, row: LookedUp) -> Iterator[Problem]:
        segments = self._segments(row)
        if not segments and (bare := self._without_marks(row)):
            row, segments = replace(row, target=bare.target), [bare]
        parts = [] if segments else self._parts(row)
        if parts:
            for part in parts:
                yield from self._look_at(part)
        elif row.state == State.UNFINISHED.name:
            self.unfinished += 1
        elif row.action and row.action not in ACTIONS:
            yield Problem(row.place, row.id, f"'{row.action}' is no action: they are {', '.join(ACTIONS)}")
        elif not segments:
            yield Problem(row.place, row.id, self._why_not_found(row))
        elif _in_one_of(row, segments):
            yield Problem(row.place, row.id, f"it is for one of {len(segments):,} places, and does not say for which")
        else:
            if row.note or row.action == _NOTE:
                self._note(row, segments)
            yield from self._taken(row, segments)

    def _taken(self, row: LookedUp, segments: Sequence[Standing]) -> Iterator[Problem]:
        """Note down what a row says of the segments that it is about."""
        if row.action == _NOTE or (row.note and not (row.action or row.target)):
            return
        if row.action not in AS_IT_IS:
            yield from self._judge(row, segments, self._is_placed(row, segments))
            return
        there = [one for one in segments if not row.target or is_same(row.target, one.target)]
        if not there:
            yield Problem(row.place, row.id, "its translation is another now")
        elif row.action == _ACCEPT:
            texts = {one.target for one in there}
            if len(texts) > 1:
                yield Problem(row.place, row.id, "its sentence has several translations, and it does not say which")
                return
            yield from self._judge(replace(row, target=texts.pop()), there, self._is_placed(row, segments))
        else:
            yield from self._judge_flags(row, there)

    def _note(self, row: LookedUp, segments: Sequence[Standing]) -> None:
        """Note down a note that is new: on its segment, or where that cannot be told on its sentence."""
        placed = self._is_placed(row, segments)
        for one in {one.source: one for one in reversed(segments)}.values():
            where = (one.article, one.sha256, one.occurrence) if placed else (None, None, None)
            if (
                self._remarks.note(one.source, Place(one.article, one.sha256, one.occurrence))
                != row.note[:MOST_LETTERS]
            ):
                values = (row.place, one.id, one.source, *where, one.target, row.note, row.by)
                self._database.execute(_ADD_NOTED, values)

    @cached_property
    def _remarks(self) -> Remarks:
        return self._memory.remarks(self._languages)

    def _judge_flags(self, row: LookedUp, segments: Sequence[Standing]) -> Iterator[Problem]:
        """Note down what a row says of flags: of all translations of its segments that have them."""
        if not row.flag:
            yield Problem(row.place, row.id, f"it does not say which flag to {row.action}")
            return
        given = list(dict.fromkeys(flag for one in segments for flag in one.flags))
        flags = [row.flag] if row.flag in given else list(dict.fromkeys(re.split(r"[\s,;]+", row.flag)))
        if lacking := [flag for flag in flags if flag and flag not in given]:
            yield Problem(row.place, row.id, f"it has no flag '{lacking[0]}'")
            return
        for source, target in dict.fromkeys((one.source, one.target) for one in segments):
            noted = self._memory.decided(self._languages, [source]).dismissed.get(source, {}).get(target, {})
            for flag in filter(None, flags):
                known = noted.get(flag) is (row.action == _DISMISS)
                values = (row.place, row.id, source, target, flag, row.action, int(known), row.reason, row.by)
                self._database.execute(_ADD_JUDGED, values)

    def _parts(self, row: LookedUp) -> list[LookedUp]:
        query = f"SELECT {_ROW} FROM row WHERE whole = ? ORDER BY number"  # noqa: S608 - made of constants
        return [LookedUp(*values) for values in self._database.execute(query, (row.number,))]

    def _segments(self, row: LookedUp) -> list[Standing]:
        """Return the segments that a row is about."""
        if row.id and (found := self._ask("id = ? AND key = ?", row.id, row.key)):
            return found
        if not row.key:
            return []
        if row.id and "?" in row.key:  # what an encoding could not hold
            named = self._ask("id = ?", row.id)
            if found := [one for one in named if sentence_key(as_windows(one.source)) == row.key]:
                return found
        if row.id_key and len(found := self._ask("id_key = ? AND key = ?", row.id_key, row.key)) == 1:
            return found
        found = self._ask("key = ?", row.key)
        if row.has_context:
            there = self._ask(_AROUND, row.key, row.before, row.after)
            if there or row.has_context == _ALONE:
                return [one for one in there if one.article == row.file] or there
        return [one for one in found if one.source == row.source] or found

    def _without_marks(self, row: LookedUp) -> Standing | None:
        """Return the segment of a row in which nothing changed but marks that a spreadsheet took for its own."""
        named = self._ask("id = ?", row.id) if row.id else []
        texts = tuple(map(without_marks, (row.source, row.target)))
        return next((one for one in named if tuple(map(without_marks, (one.source, one.target))) == texts), None)

    def _is_placed(self, row: LookedUp, segments: Sequence[Standing]) -> bool:
        """Whether a row is about these segments alone, not about their sentence wherever it stands."""
        [first, *others] = segments
        if row.has_context == _ALONE and (row.before is not None or row.after is not None or first.article == row.file):
            return True
        if row.has_context and not others and bool(self._ask(_AROUND, row.key, row.before, row.after)):
            return True
        return not others and (first.id == row.id or (row.id_key is not None and id_key(first.id) == row.id_key))

    def _why_not_found(self, row: LookedUp) -> str:
        if row.id and self._ask("id = ?", row.id):
            return "its source is another now"
        if row.has_context == _ALONE:
            return "the corpus has no such sentence there"
        return "the corpus has no such segment" if row.id else "it has no id, and the corpus no such sentence"

    def _ask(self, condition: str, *values: str | None) -> list[Standing]:
        query = f"SELECT {_SEGMENT} FROM segment WHERE {condition} ORDER BY number"  # noqa: S608 - conditions of ours
        found = self._database.execute(query, values)
        return [Standing(*(*standing, tuple(loads(flags)))) for *standing, flags in found]

    def _judge(self, row: LookedUp, segments: Sequence[Standing], placed: bool) -> Iterator[Problem]:  # noqa: FBT001
        """Note down what a row makes of its segments: each in its place, or all of one sentence at once."""
        if placed:
            groups = [[segment] for segment in segments]
        else:
            sources = dict.fromkeys(segment.source for segment in segments)
            groups = [[segment for segment in segments if segment.source == source] for source in sources]
        for group in groups:
            said = Said(
                row.source,
                row.target,
                confirmed=row.state == State.CONFIRMED.name,
                placed=placed,
                deliberate=bool(row.action),
            )
            judged = judge(said, group, self._memory, self._languages)
            if isinstance(judged, str):
                yield Problem(row.place, row.id, judged)
                return
            [first, *_] = group
            spot = (first.spot, first.article, first.sha256, first.occurrence) if placed else ("", None, None, None)
            values = (row.place, first.id, first.source, *spot, *judged.values, row.reason, row.by)
            self._database.execute(_ADD_FOUND, values)


def _in_one_of(row: LookedUp, segments: Sequence[Standing]) -> bool:
    """Whether a row is for one place by an id of another program's, and may be about several segments of its file."""
    return row.has_context == _ALONE and row.before is None and row.after is None and len(segments) > 1


def _context(row: Row) -> int:
    if row.context is None:
        return _NOWHERE
    return _ALONE if row.context.alone else _FIRST

"""The memory as the index of its corrections file: lines that it does not know yet are replayed when it is opened.

The memory notes how many lines and bytes it has replayed, and their digest. Where the file still begins with these
bytes, what comes after them is replayed; else the file was cut or another was put into its place, and all of it is.
Nothing that the memory has and the file has not is dropped: it is added to the file where the file cannot have been
meant to do without it, and else written to a file beside it.
"""

from __future__ import annotations

from itertools import chain, count, islice
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual import wording
from bilingual.memory import dismissals
from bilingual.memory.decisions import JUDGING, TRANSLATING, Action, Decision
from bilingual.memory.entries import correction
from bilingual.memory.file import DamagedError, insert_corrections, transaction
from bilingual.memory.journal import BadLine, Journal, Position

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Sequence

# Bad lines that are named one by one.
_NAMED = 3
_AT_ONCE = 1_000
_FROM_MEMORY = "it stood in the memory alone"
_SAME_SENTENCE = "source_language = ? AND target_language = ? AND source = ?"


def is_current(connection: sqlite3.Connection, journal: Journal) -> bool:
    """Whether the memory knows all that the file says."""
    if not journal.exists():
        return True
    position = _noted(connection, journal)
    return position is not None and not any(True for _ in journal.read(position))


def renew(connection: sqlite3.Connection, journal: Journal, note: Callable[[str], None], *, write: bool) -> Position:
    """Bring the memory up to the file, and return the file's end; ``note`` hears what a person should know of it.

    With ``write`` the caller holds the memory's lock, and the file gets what only the memory has.
    """
    if not journal.exists():
        return _begin(connection, journal, note) if write else Position()
    if write:
        journal.mend()
    if (position := _noted(connection, journal)) is None:
        return _replay_whole(connection, journal, note, write=write)
    before = position.size
    with transaction(connection):
        _replay(connection, journal, position, note)
        if position.size != before:
            _note_down(connection, position)
    return position


def take(connection: sqlite3.Connection, lines: Sequence[tuple[int, Decision]], end: Position) -> None:
    """Take lines that were added to the file, which now ends at ``end``."""
    with transaction(connection):
        for number, decision in lines:
            _apply(connection, number, decision)
        _note_down(connection, end)


def take_unwritten(connection: sqlite3.Connection, decisions: Sequence[Decision]) -> None:
    """Take decisions into a memory that has no file, counting on from the last one."""
    with transaction(connection):
        [last] = connection.execute("SELECT coalesce(max(line), 0) FROM decided").fetchone()
        for number, decision in enumerate(decisions, int(last) + 1):
            _apply(connection, number, decision)


def was_taken_back(connection: sqlite3.Connection, languages: tuple[str, str], source: str) -> bool:
    """Whether people took back what they wrote of a sentence, everywhere or in places, and nothing stands of it all."""
    query = f"""
        SELECT sum(undone), sum(NOT undone AND place = '') FROM decided WHERE {_SAME_SENTENCE}
    """  # noqa: S608 - made of constants
    undone, standing = connection.execute(query, (*languages, source)).fetchone()
    return bool(undone) and not standing


def _begin(connection: sqlite3.Connection, journal: Journal, note: Callable[[str], None]) -> Position:
    """Write what the memory has to a new file, where it has something."""
    position = Position()
    was_there = connection.execute("SELECT 1 FROM replayed").fetchone() is not None
    with transaction(connection):
        _set_aside(connection)
        for table in ("decided", "dismissed", "replayed"):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 - a name of ours
        _add_all(connection, journal, position, _sound(connection, "SELECT * FROM temp.before"))
        judged = dismissals.sound(connection, "SELECT * FROM temp.judged", _FROM_MEMORY)
        _add_all(connection, journal, position, judged)
        _drop(connection, "before", "judged")
        if position.lines:
            _note_down(connection, position)
            what = "is gone: a new one was begun with" if was_there else "was begun with"
            note(f"'{journal.path}' {what} the {wording.count(position.lines, 'correction')} that the memory has")
    return position


def _replay_whole(
    connection: sqlite3.Connection, journal: Journal, note: Callable[[str], None], *, write: bool
) -> Position:
    """Make the memory what the whole file says, and see to what it had besides."""
    was_replaced = connection.execute("SELECT 1 FROM replayed").fetchone() is not None
    position = Position()
    with transaction(connection):
        _set_aside(connection)
        for table in ("correction", "decided", "dismissed", "replayed"):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 - a name of ours
        bad = _replay(connection, journal, position, note)
        if was_replaced:
            note(f"'{journal.path}' is not what it was, and was read again: {wording.count(position.lines, 'line')}")
        # Bad lines may be what held them; an old memory has them from before there was a file.
        belongs = "0" if was_replaced and not bad else f"NOT EXISTS (SELECT 1 FROM decided WHERE {_SAME})"  # noqa: S608
        connection.execute(
            f"CREATE TEMP TABLE missing AS SELECT *, {belongs} AS belongs FROM temp.before "  # noqa: S608
            f"WHERE NOT EXISTS (SELECT 1 FROM decided WHERE {_SAME} AND decided.target = before.target)"
        )
        judged = dismissals.sound(connection, _JUDGED_ELSEWHERE, _FROM_MEMORY)
        columns = "SELECT source_language, target_language, source, target, checksum FROM temp.missing"
        belonging = _sound(connection, f"{columns} WHERE belongs")
        if write:
            before = position.lines
            _add_all(connection, journal, position, belonging)
            is_meant = was_replaced and not bad
            if not is_meant:
                _add_all(connection, journal, position, judged)
            if added := position.lines - before:
                note(f"'{journal.path}' got {wording.count(added, 'correction')} that only the memory had")
            others = _sound(connection, f"{columns} WHERE NOT belongs")
            _keep_aside(journal, chain(others, judged if is_meant else ()), note)
            _note_down(connection, position)
        else:  # it stays so, and is seen to when somebody may write
            kept = (correction(one.languages, one.source, one.target or "") for one in belonging)
            insert_corrections(connection, kept)
            for decision in () if was_replaced and not bad else judged:
                dismissals.note(connection, decision, standing=decision.action == Action.DISMISS)
        _drop(connection, "missing", "before", "judged")
    return position


def _set_aside(connection: sqlite3.Connection) -> None:
    """Keep what the memory has while it is made to say what the file says."""
    connection.execute("CREATE TEMP TABLE before AS SELECT * FROM correction")
    connection.execute("CREATE TEMP TABLE judged AS SELECT * FROM dismissed")


def _drop(connection: sqlite3.Connection, *tables: str) -> None:
    for table in tables:
        connection.execute(f"DROP TABLE temp.{table}")


# What the memory had of flags, of which the file says nothing.
_JUDGED_ELSEWHERE = """
    SELECT * FROM temp.judged WHERE (source_language, target_language, source, target, flag) NOT IN (
        SELECT source_language, target_language, source, target, flag FROM dismissed
    )
"""


_SAME = (
    "decided.source_language = before.source_language AND decided.target_language = before.target_language "
    "AND decided.source = before.source AND decided.place = ''"
)


def _keep_aside(journal: Journal, decisions: Iterator[Decision], note: Callable[[str], None]) -> None:
    """Write to a file of their own what the memory had and the file does not want."""
    names = (Path(f"{journal.path}.aside-{number}") for number in count(1))
    aside = Journal(next(path for path in names if not Journal(path).exists()))
    position = Position()
    while some := list(islice(decisions, _AT_ONCE)):
        aside.append(some, position)
    if position.lines:
        note(
            f"the memory had {wording.count(position.lines, 'correction')} that '{journal.path}' has not: they are in "
            f"'{aside.path.name}' beside it, whose lines can be added to it"
        )


def _add_all(
    connection: sqlite3.Connection, journal: Journal, position: Position, decisions: Iterator[Decision]
) -> None:
    while some := list(islice(decisions, _AT_ONCE)):
        for number, decision in journal.append(some, position):
            _apply(connection, number, decision)


def _sound(connection: sqlite3.Connection, query: str) -> Iterator[Decision]:
    """Yield the corrections of a table that are whole."""
    for *languages, source, target, checksum in connection.execute(query):
        pair = (languages[0], languages[1])
        if correction(pair, source, target).checksum == checksum and target.strip():
            yield Decision(languages=pair, source=source, target=target, reason=_FROM_MEMORY)


def _replay(connection: sqlite3.Connection, journal: Journal, position: Position, note: Callable[[str], None]) -> int:
    """Take what comes after a position; return how many lines are bad, the first ones of which ``note`` hears of."""
    bad = 0
    for number, found in journal.read(position):
        if not isinstance(found, BadLine):
            _apply(connection, number, found)
            continue
        bad += 1
        if bad <= _NAMED:
            note(f"line {number} of '{journal.path}' counts for nothing ({found.reason}); it is left as it is")
    if bad > _NAMED:
        note(f"so do {wording.count(bad - _NAMED, 'line')} more of '{journal.path}'")
    return bad


def _apply(connection: sqlite3.Connection, number: int, decision: Decision) -> None:
    """Take a line, by its number in the file. What gives no translation stays in the file, for those who look there."""
    key = (*decision.languages, decision.source, decision.place)
    if decision.action in TRANSLATING:
        target = decision.target or ""
        checksum = correction(decision.languages, decision.source, target).checksum
        row = (*key, number, target, 0, checksum)
        connection.execute("INSERT OR REPLACE INTO decided VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    elif decision.action == Action.UNDO:
        latest = f"SELECT max(line) FROM decided WHERE {_SAME_SENTENCE} AND place = ? AND NOT undone"  # noqa: S608
        [line] = connection.execute(latest, key).fetchone()
        query = f"UPDATE decided SET undone = 1 WHERE {_SAME_SENTENCE} AND place = ? AND line = ?"  # noqa: S608
        connection.execute(query, (*key, line))
    elif decision.action in JUDGING and decision.target is not None and decision.flag:
        dismissals.note(connection, decision, standing=decision.action == Action.DISMISS)
        return
    else:
        return
    if not decision.place:
        _put_in_force(connection, decision.languages, decision.source)


def _put_in_force(connection: sqlite3.Connection, languages: tuple[str, str], source: str) -> None:
    """Make a sentence's correction the latest that was not taken back."""
    query = f"""
        SELECT target, checksum FROM decided
        WHERE {_SAME_SENTENCE} AND place = '' AND NOT undone ORDER BY line DESC LIMIT 1
    """  # noqa: S608 - made of constants
    if row := connection.execute(query, (*languages, source)).fetchone():
        target, checksum = row
        entry = correction(languages, source, target)
        if entry.checksum != checksum:
            raise DamagedError
        insert_corrections(connection, [entry])
    else:
        connection.execute(f"DELETE FROM correction WHERE {_SAME_SENTENCE}", (*languages, source))  # noqa: S608


def _noted(connection: sqlite3.Connection, journal: Journal) -> Position | None:
    row = connection.execute("SELECT lines, size, seq, sha256 FROM replayed").fetchone()
    # A stranger's memory may hold anything in its columns.
    is_whole = row is not None and [type(value) for value in row] == [int, int, int, str] and min(row[:3]) >= 0
    return journal.position(*row) if is_whole else None


def _note_down(connection: sqlite3.Connection, position: Position) -> None:
    row = (position.lines, position.size, position.seq, position.sha256)
    connection.execute("INSERT OR REPLACE INTO replayed VALUES (0, ?, ?, ?, ?)", row)

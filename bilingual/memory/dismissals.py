"""Flags that people dismissed, in a memory: of a sentence and one translation of it, wherever these stand.

The corrections file is the truth of them, as of all that people decided. What was taken back stays noted as such: a
corpus that still has it is told from one whose memory was lost.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from bilingual.memory.decisions import Action, Decision
from bilingual.memory.file import LOOK_UP_AT_ONCE, DamagedError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence

# By sentence, translation and flag: whether it stands, or was taken back.
Dismissed = dict[str, dict[str, dict[str, bool]]]


def note(connection: sqlite3.Connection, decision: Decision, *, standing: bool) -> None:
    """Note that a flag was dismissed or, unless it is ``standing``, that this was taken back."""
    key = (*decision.languages, decision.source, decision.target or "", decision.flag or "")
    row = (*key, int(standing), _checksum(*key, standing=standing))
    connection.execute("INSERT OR REPLACE INTO dismissed VALUES (?, ?, ?, ?, ?, ?, ?)", row)


def look_up(connection: sqlite3.Connection, languages: tuple[str, str], sources: Sequence[str]) -> Dismissed:
    """Return what is noted of ``sources``. Raises DamagedError."""
    found: Dismissed = {}
    for start in range(0, len(sources), LOOK_UP_AT_ONCE):
        wanted = sources[start : start + LOOK_UP_AT_ONCE]
        query = f"""
            SELECT source, target, flag, standing, checksum FROM dismissed
            WHERE source_language = ? AND target_language = ? AND source IN ({",".join("?" * len(wanted))})
        """  # noqa: S608 - made of question marks
        for source, target, flag, standing, checksum in connection.execute(query, (*languages, *wanted)):
            if _checksum(*languages, source, target, flag, standing=bool(standing)) != checksum:
                raise DamagedError
            found.setdefault(source, {}).setdefault(target, {})[flag] = bool(standing)
    return found


def sound(connection: sqlite3.Connection, query: str, reason: str) -> Iterator[Decision]:
    """Yield what the rows of a query say that are whole, as decisions with this ``reason``."""
    for *texts, standing, checksum in connection.execute(query):
        source_language, target_language, source, target, flag = texts
        if _checksum(*texts, standing=bool(standing)) == checksum and flag:
            yield Decision(
                languages=(source_language, target_language),
                source=source,
                target=target,
                action=(Action.DISMISS if standing else Action.RESTORE).value,
                flag=flag,
                reason=reason,
            )


def in_force(noted: Mapping[str, bool], flags: Sequence[str], before: Sequence[str] = ()) -> tuple[str, ...]:
    """Return which of a translation's ``flags`` are dismissed, by what is noted of it.

    What was so ``before`` stays so, unless it was taken back.

    >>> in_force({"names": True, "numbers": False}, ["names", "quotes", "numbers"], ["quotes", "numbers"])
    ('names', 'quotes')
    """
    return tuple(flag for flag in flags if noted.get(flag, flag in before))


def _checksum(*texts: str, standing: bool) -> int:
    return zlib.crc32("\0".join((*texts, str(standing))).encode())

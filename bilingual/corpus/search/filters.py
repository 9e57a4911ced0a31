"""Which hits are wanted besides what they say: by date, publisher, kind, flag, score, trust and origin, as SQL."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bilingual.checks import CHECKS
from bilingual.corpus.search.index import KINDS, ORIGINS
from bilingual.data import Origin
from bilingual.errors import UsageError
from bilingual.formats.html.display import is_date
from bilingual.formats.html.search import fold_for_search
from bilingual.wording import shortened

if TYPE_CHECKING:
    import sqlite3

    from bilingual.data import Kind

_RANGE = re.compile(r"(?P<from>[\d-]*)(?:\.\.(?P<to>[\d-]*))?", re.ASCII)
# Behind all that a date has behind what it shares with another.
_LAST = "~"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a hit must be; as it stands, every segment is wanted.

    ``dates`` are the first and the last one (ISO 8601, of any precision), empty for none; an article of a month is
    wanted where part of the month is. ``publisher`` stands in the publisher's name, or the site's where there is none,
    in whatever case and accents. Of ``flags`` a hit has one at least. Scores are mean log-probabilities per token
    (natural log), trust is a probability; a segment that has none is left out where there is a bound.
    """

    dates: tuple[str, str] = ("", "")
    publisher: str = ""
    kinds: frozenset[Kind] = frozenset()
    origins: frozenset[Origin] = frozenset()
    flags: frozenset[str] = frozenset()
    min_score: float | None = None
    max_score: float | None = None
    min_trust: float | None = None
    max_trust: float | None = None


def parse_dates(text: str) -> tuple[str, str]:
    """Return the first and the last date of a range. Raises UsageError.

    >>> parse_dates("2022..2023-06"), parse_dates("..2022"), parse_dates("2023-08")
    (('2022', '2023-06'), ('', '2022'), ('2023-08', '2023-08'))
    """
    found = _RANGE.fullmatch(text.strip())
    first, last = (found["from"], found["from"] if found["to"] is None else found["to"]) if found else ("", "")
    if not (first or last) or not all(is_date(date) for date in (first, last) if date):
        raise UsageError(
            f"'{shortened(text)}' is no range of dates", "Write it as 2022..2023-06, 2022-08-15.., ..2022 or 2022"
        )
    if first and last and first > last + _LAST:
        raise UsageError(f"'{shortened(text)}' ends before it begins", "Write the earlier date first")
    return first, last


def parse_origins(names: str) -> frozenset[Origin]:
    """Return the origins that a list with commas names. Raises UsageError.

    >>> parse_origins("mt, human") == {Origin.MT, Origin.HUMAN}
    True
    """
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    if unknown := [name for name in wanted if name not in set(Origin)]:
        raise UsageError(f"unknown origin '{shortened(unknown[0])}'", f"Choose from {', '.join(Origin)}")
    return frozenset(map(Origin, wanted))


def conditions(wanted: Wanted, connection: sqlite3.Connection) -> tuple[list[str], list[object]]:
    """Return what SQL is asked of ``segment`` and ``article``, with its values. Raises UsageError for unknown names."""
    asked: list[tuple[str, list[object]]] = []
    first, last = wanted.dates
    if first or last:
        asked.append(("article.date != ''", []))
    if first:
        asked.append((f"article.date || '{_LAST}' >= ?", [first]))
    if last:
        asked.append(("article.date <= ?", [last + _LAST]))
    if wanted.publisher:
        asked.append(("article.publisher IN (SELECT value FROM json_each(?))", [_publishers(wanted, connection)]))
    if wanted.flags:
        asked.append(("segment.flags IN (SELECT value FROM json_each(?))", [_flags(wanted, connection)]))
    for column, values, names in (("kind", wanted.kinds, KINDS), ("origin", wanted.origins, ORIGINS)):
        if values:
            numbers = json.dumps([number for number, name in enumerate(names) if name in values])
            asked.append((f"segment.{column} IN (SELECT value FROM json_each(?))", [numbers]))  # noqa: S608
    bounds: tuple[tuple[str, float | None], ...] = (
        ("score >= ?", wanted.min_score), ("score <= ?", wanted.max_score),
        ("trust >= ?", wanted.min_trust), ("trust <= ?", wanted.max_trust),
    )  # fmt: skip
    asked += [(f"segment.{bound}", [value]) for bound, value in bounds if value is not None]
    return [condition for condition, _ in asked], [value for _, values in asked for value in values]


def _publishers(wanted: Wanted, connection: sqlite3.Connection) -> str:
    part = fold_for_search(wanted.publisher).strip()
    found = [
        number for number, name in connection.execute("SELECT id, name FROM publisher") if part in fold_for_search(name)
    ]
    if not found:
        raise UsageError(
            f"no publisher of the corpus has '{shortened(wanted.publisher)}' in its name",
            "bilingual stats tells the publishers",
        )
    return json.dumps(found)


def _flags(wanted: Wanted, connection: sqlite3.Connection) -> str:
    there = [
        (number, set(names.strip("\n").split("\n"))) for number, names in connection.execute("SELECT * FROM flags")
    ]
    known = {*CHECKS}.union(*(names for _, names in there))
    if unknown := sorted(wanted.flags - known):
        raise UsageError(f"unknown flag '{shortened(unknown[0])}'", f"Choose from {', '.join(CHECKS)}")
    return json.dumps([number for number, names in there if names & wanted.flags])

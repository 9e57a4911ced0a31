"""Dates as programs and people write them → ISO 8601, as precise as they are written.

What stands there is taken, not computed: the day of a time with a zone is the one that is written. Only Unix times have
no day of their own; theirs is that of UTC. In ``02/03/2024`` the day comes first, as in French; where that names no day
(``03/25/2024``), nobody guesses that the month does.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Final

from bilingual.lexicon.calendar import english_months
from bilingual.lexicon.folding import fold
from bilingual.readers.page.dates import date_at

_ENGLISH: Final = {name.lower(): number for name, number in english_months().items()}
_MONTH = rf"(?P<month>{'|'.join(sorted(_ENGLISH, key=len, reverse=True))})\b\.?"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_ISO = re.compile(
    r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d\d?)(?:(?P=mark)(?P<day>\d\d?))?(?=$|[T\s,;(Z+])", re.IGNORECASE
)
_WEEK = re.compile(r"\d{4}-?W\d\d(?:-?[1-7])?")
_IN_ENGLISH = tuple(
    re.compile(form)
    for form in (
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]{{1,3}}(?:of\s)?{_MONTH}[\s,-]{{1,3}}{_YEAR}",
        # Letters of programs before 2000 (RFC 822).
        rf"\b(?P<day>\d{{1,2}})[\s-]{{1,3}}{_MONTH}[\s,-]{{1,3}}(?P<short>\d\d)(?=\s\d\d?:|$)",
        rf"\b{_MONTH}\s{{1,3}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}{_YEAR}",
        # C's asctime, and what some services make of it: the year stands last.
        rf"\b{_MONTH}\s{{1,3}}(?P<day>\d{{1,2}})\s\d\d?:\d\d(?::\d\d)?\s(?:\S{{1,9}}\s)?{_YEAR}",
        rf"\b{_YEAR}[\s,-]{{1,3}}{_MONTH}[\s-]{{1,3}}(?P<day>\d{{1,2}})\b",
        rf"\b{_MONTH},?\s{{1,3}}{_YEAR}",
    )
)
_COMPACT = re.compile(
    r"(?P<year>(?:1[6-9]|20|21)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?:T?\d{4}(?:\d\d(?:[.,]?\d{1,6})?)?Z?|T\d\d)?"
)
# Year and month alone, or the other way round.
_MONTHLY = re.compile(r"(?P<year>(?:1[6-9]|20|21)\d\d)(?P<month>0[1-9]|1[0-2])")
_MONTH_YEAR = re.compile(rf"(?P<month>\d\d?)[-/.]{_YEAR}")
# Of Microsoft's JSON, milliseconds; of PDF documents.
_WRAPPED = re.compile(r"/Date\((?P<inner>-?\d+)(?:[+-]\d{4})?\)/|D:(?P<pdf>\d{8})\d*(?:[Z+-].*)?")
_WORD = re.compile(r"\b\w")
_ALONE = re.compile(r"(?:1[6-9]|20|21)\d\d")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:E\d{1,2})?", re.IGNORECASE)
_FIRST_YEAR = 1600
# What stands where there is no date; 0 and the first day of some calendars are none, either.
ABSENT: Final = frozenset({"", "nan", "nat", "none", "null", "n/a", "na", "undefined", "-", "--", "0000-00-00"})
# Unix time by the number of digits before the point: what its unit is in seconds. Shorter ones are years or days.
_UNITS = {9: 1, 10: 1, 11: 1e-3, 12: 1e-3, 13: 1e-3, 16: 1e-6, 19: 1e-9}
_CENTURY_PIVOT = 70
_ANY_YEAR = re.compile(r"\d{4}|[-/.]\d\d$")
_IMPOSSIBLE, _NONE = "names no day of the calendar", "is no date"
_YEAR_DIGITS = 4


class NoDateError(ValueError):
    """There is something, but it names no day, month or year."""


def read(value: Any) -> str | None:  # noqa: ANN401, PLR0911 - whatever a row can hold, each in its way
    """Return a date in ISO 8601, None where there is none. Raises NoDateError, which says what is wrong.

    >>> read("samedi 2 mars 2024 à 10 h"), read("Sat, 02 Mar 2024 10:11:12 GMT"), read("02/03/2024"), read(1709373600)
    ('2024-03-02', '2024-03-02', '2024-03-02', '2024-03-02')
    >>> read("20240302"), read("2024-03"), read("mars 2024"), read(2024), read(" ")
    ('2024-03-02', '2024-03', '2024-03', '2024', None)
    >>> read("30/02/2024")
    Traceback (most recent call last):
    bilingual.readers.written_dates.NoDateError: names no day of the calendar
    """
    if value is None or value is False or value in ([], {}):
        return None
    if isinstance(value, str):
        return _of_text(" ".join(value.split()))
    if isinstance(value, (int, float)) and value is not True:
        return _of_number(value)
    if isinstance(value, dt.date):
        return _named(value.year, value.month, value.day)
    match value:
        case [int(year), int(month), int(day), *_]:  # a time as Python's feedparser has it
            return _named(year, month, day)
        case (
            [inner, *_]
            | {"$date": inner}
            | {"$numberLong": inner}
            | {"@value": inner}
            | {"value": inner}
            | {"rendered": inner}
            | {"seconds": inner}
            | {"_seconds": inner}
        ):
            return read(inner)
        case {"year": int(year), "month": int(month), "day": int(day)}:
            return _named(year, month, day)
        case {"year": int(year), "month": int(month)}:
            return _named(year, month, None)
    raise NoDateError(_NONE)


def _of_number(value: float) -> str | None:
    if value != value or not value:  # noqa: PLR0124 - NaN is what data frames have where there is nothing
        return None
    digits = f"{abs(value):.0f}"
    if len(digits) == _YEAR_DIGITS and value > 0 and _ALONE.fullmatch(digits):
        return digits
    if value > 0 and (match := _COMPACT.fullmatch(digits) or _MONTHLY.fullmatch(digits)):
        return _parts(match.groupdict())
    if (unit := _UNITS.get(len(digits))) is None:
        raise NoDateError(_NONE)
    try:
        moment = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=value * unit)
    except OverflowError as error:
        raise NoDateError(_NONE) from error
    return _named(moment.year, moment.month, moment.day)


def _of_text(text: str) -> str | None:
    if text.casefold() in ABSENT or text.startswith(("0000-", "0001-01-01")):
        return None
    if match := _WRAPPED.fullmatch(text):
        text = match["inner"] or match["pdf"]
    if _ALONE.fullmatch(text):
        return text
    whole = (_COMPACT, _MONTHLY, _MONTH_YEAR)
    if match := next((match for form in whole if (match := form.fullmatch(text))), None) or _ISO.match(text):
        return _parts(match.groupdict())
    if _NUMBER.fullmatch(text):
        return _of_number(int(text) if text.lstrip("-").isdigit() else float(text))
    if _WEEK.fullmatch(text):
        return _iso_week(text)
    # French before English, since the names of some months begin alike.
    return _in_french(text) or _in_english(fold(text))


def _in_french(text: str) -> str | None:
    """Return the first date of a text in French words or in numbers, the day first, None where there is none."""
    for word in _WORD.finditer(text):
        found = date_at(text, word.start())
        if found is not None and found.iso is not None:
            return found.iso
        if found is not None and _ANY_YEAR.search(text, word.start(), found.end):
            raise NoDateError(_IMPOSSIBLE)
    return None


def _in_english(folded: str) -> str:
    for form in _IN_ENGLISH:
        if match := form.search(folded):
            return _parts(match.groupdict())
    raise NoDateError(_NONE)


def _iso_week(text: str) -> str:
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise NoDateError(_IMPOSSIBLE) from error


def _parts(parts: dict[str, str | None]) -> str:
    month, day = parts.get("month") or "", parts.get("day")
    if (short := parts.get("short")) is not None:
        year = int(short) + (1900 if int(short) >= _CENTURY_PIVOT else 2000)
    else:
        year = int(parts["year"] or 0)
    return _named(year, _ENGLISH.get(month) or int(month), int(day) if day else None)


def _named(year: int, month: int, day: int | None) -> str:
    """Return a day or a month that the calendar has. Raises NoDateError."""
    try:
        date = dt.date(year, month, day or 1)
    except (ValueError, OverflowError) as error:
        raise NoDateError(_IMPOSSIBLE) from error
    if year < _FIRST_YEAR:
        raise NoDateError(_NONE)
    return date.isoformat() if day is not None else f"{date:%Y-%m}"

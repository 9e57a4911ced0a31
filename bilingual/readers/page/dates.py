"""French calendar dates and times of day at a given place in a text."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from bilingual.lexicon.folding import fold_line
from bilingual.readers.page import french
from bilingual.readers.page.patterns import lazy
from bilingual.readers.page.typography import loose

_MONTH = loose(tuple(french.MONTHS))
_MONTHS = {fold_line(name): number for name, number in french.MONTHS.items()}
_WEEKDAY = rf"(?:{loose(french.WEEKDAYS)}\b\.?,?\s{{0,3}})?"
_DAY = r"(?P<day>\d{1,2})(?:\s?(?:er|ᵉʳ)\b)?"
_YEAR = r"(?P<year>(?:1[6-9]|20|21)\d\d)(?!\d)"

_ISO_DATE = r"(?P<year>(?:1[6-9]|20|21)\d\d)(?P<mark>[-/])(?P<number>\d\d?)(?P=mark)(?P<day>\d\d?)(?!\d)"
_ISO_TIME = r"(?:T\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z\b|[+-]\d\d:?\d\d)?)?"
_IN_NUMBERS = rf"{_WEEKDAY}(?P<day>\d\d?)(?P<mark>[-/.])(?P<number>\d\d?)(?P=mark)"

# In order of trust. A bare "2 août" stands last: it is a date, but of no known year.
_FORMS = [
    lazy(form, re.IGNORECASE)
    for form in (
        rf"{_ISO_DATE}{_ISO_TIME}",
        rf"{_IN_NUMBERS}{_YEAR}",
        rf"{_IN_NUMBERS}(?P<short>\d\d)(?!\d)",
        rf"{_WEEKDAY}{_DAY}\s{{0,3}}(?P<month>{_MONTH})\b\.?,?\s{{0,3}}{_YEAR}",
        rf"{_WEEKDAY}(?P<month>{_MONTH})\b\.?\s{{1,3}}{_DAY},?\s{{1,3}}{_YEAR}",
        rf"(?P<month>{_MONTH})\b\.?,?\s{{1,3}}{_YEAR}",
        rf"{_WEEKDAY}{_DAY}\s{{0,3}}(?P<month>{_MONTH})\b\.?",
    )
]
_START = lazy(rf"\b(?:\d{{1,4}}(?=[-/.\s]|er)|{loose(french.WEEKDAYS)}\b|{_MONTH}\b)", re.IGNORECASE)
_RELATIVE = lazy(
    r"il\sy\sa\s{1,3}\d{1,3}\s{1,3}(?:secondes?|minutes?|min|heures?|h|jours?|j|semaines?|mois|ans?)\b"
    rf"|{loose(french.NEARBY_DAYS)}\b",
    re.IGNORECASE,
)
_TIME = lazy(
    r"\d{1,2}\s?(?:h(?:eures?\b)?|:)\s?(?:[0-5]\d(?::[0-5]\d)?)?(?!\d)(?:\s?(?:min|mn)\b)?"
    rf"(?:\s{{0,3}}{loose(french.TIME_ZONES)}(?:\s?[+-]\d{{1,2}})?(?!\w))?"
    r"(?:\s{0,3}\(?heures?\s(?:de|locale)[^)\n|]{0,30}\)?)?",
    re.IGNORECASE,
)
_BEFORE_TIME = lazy(r"\s{0,3}(?:(?:à|a|vers)\s|[-–—|·•,/]\s{0,3}(?:à\s)?)?\s{0,3}", re.IGNORECASE)
_CENTURY_PIVOT = 70


@dataclass(frozen=True, slots=True)
class Date:
    """A date that ends at the offset ``end``; ``iso`` is ISO 8601, or None where it names no day of the calendar.

    ``certain`` tells that the words alone make it a date: "hier", "2 août", "12.03.24" or "31 février 2024" need more
    around them.
    """

    end: int
    iso: str | None
    certain: bool = True


def date_at(text: str, start: int) -> Date | None:
    """Return the date that begins at ``text[start]``, with its time of day, if there is one.

    >>> date_at("le mercredi 2 aout 2023 à 10h30", 3)
    Date(end=31, iso='2023-08-02', certain=True)
    >>> date_at("31/02/2023", 0)
    Date(end=10, iso=None, certain=False)
    >>> date_at("2 ministres", 0)
    """
    for form in _FORMS:
        if match := form.match(text, start):
            parts = match.groupdict()
            iso = _iso(parts)
            return Date(_skip_time(text, match.end()), iso, certain=bool(iso and parts.get("year")))
    if match := _RELATIVE.match(text, start):
        return Date(_skip_time(text, match.end()), None, certain=False)
    return None


def find_date(text: str, start: int) -> int | None:
    """Return the offset at which the next certain date of ``text`` begins, from ``start`` on.

    >>> find_date("Par Jean Dupont, le 12 mars 2024", 0)
    20
    """
    for match in _START.finditer(text, start):
        found = date_at(text, match.start())
        if found and found.certain:
            return match.start()
    return None


def time_at(text: str, start: int) -> int | None:
    """Return where the time of day that begins at ``text[start]`` ends.

    >>> time_at("10h30 GMT", 0)
    9
    """
    match = _TIME.match(text, start)
    return match.end() if match else None


def _skip_time(text: str, end: int) -> int:
    """Return the end of a time of day that follows a date which ends at ``end``, or else ``end``."""
    lead_in = _BEFORE_TIME.match(text, end)
    return (time_at(text, lead_in.end()) if lead_in else None) or end


def _iso(parts: dict[str, str | None]) -> str | None:
    """Return the ISO 8601 form of a match's groups, or None where the calendar has no such day."""
    day, short, year = parts.get("day"), parts.get("short"), parts.get("year")
    if short:
        year = ("19" if int(short) >= _CENTURY_PIVOT else "20") + short
    if not year:
        return None
    name, number = parts.get("month"), parts.get("number")
    try:
        date = dt.date(int(year), _MONTHS[fold_line(name)] if name else int(number or 0), int(day or 1))
    except ValueError:
        return None
    return date.isoformat() if day else f"{date:%Y-%m}"

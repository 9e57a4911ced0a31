"""What the words around a number make of it: per cent, a half more, a fraction, a time of day, a decade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.checks.numbers.values import HYPHENS, ZONES, Count, key

if TYPE_CHECKING:
    from bilingual.checks.numbers.values import Numerals, Text, Way

_HALF = 0.5
_TEN = 10
_NOON = 12
_DAY = 24
_MINUTES = 60
_CENTURY = 100
_LAST_CENTURIES = (1900, 2000)


def finished(text: Text, place: int, count: Count) -> Count:
    """Return the number that begins at ``place`` with every way to read it among its neighbours."""
    telling, low, end = text.facts.telling, text.low, count.end
    if not (low[end] in telling or low[end + 1] in telling or text.before(place) in telling):
        return count
    if count.ordinal or not isinstance(count.ways[0], float):
        return count
    count = _with_half(text, count)
    facts, ways, end = text.facts, count.ways, count.end
    value, following = count.ways[0], low[count.end]
    if not isinstance(value, float):
        return count
    for phrase in facts.percent:
        if text.says(end, phrase):
            return count._replace(ways=(*ways, key(value / _CENTURY)), end=end + len(phrase))
    after = end + (following in HYPHENS)
    if (denominator := facts.denominators.get(low[after])) is not None:
        return Count(_fraction(value, denominator), after + 1)
    ways += facts.periods.get((value, following), ())
    if (multiple := facts.multiples.get(following)) is not None:
        ways += (key(value * multiple),)
    ways += _clock(text, place, end, value) + _decade(text, place, end, value)
    return count._replace(ways=ways, end=end + (following in facts.collectives and multiple is not None))


def _with_half(text: Text, count: Count) -> Count:
    """Read *et demi* and *and a half*, at once or after a noun or a magnitude."""
    facts, end, value = text.facts, count.end, count.ways[0]
    if not isinstance(value, float):
        return count
    for phrase in facts.halves:
        after = end + len(phrase)
        if text.says(end, phrase):
            if (factor := facts.magnitudes.get(text.low[after])) is not None:
                return Count((key((value + _HALF) * factor),), after + 1, factor)
            return count._replace(ways=_and_a_half(value, count.scale), end=after)
        if text.says(end + 1, phrase):
            return count._replace(ways=_and_a_half(value, count.scale))
    return count


def _and_a_half(value: float, scale: float) -> tuple[Way, ...]:
    """Return what two and a half may be told as, if not as 2 h 30.

    >>> _and_a_half(2.0, 1.0)
    (2.5, 2.0, (2.0, 0.5))
    """
    return (key(value + _HALF * scale), value, (value, _HALF))


def _fraction(value: float, denominator: int) -> tuple[Way, ...]:
    """Return what a fraction may be told as: a share, per cent, or minutes of an hour.

    Un cinquième may be the fifth one; deux cinquièmes, two out of five.

    >>> _fraction(3.0, 4)
    (0.75, 75.0, 45.0, (3.0, 4.0))
    """
    share = key(value / denominator)
    ways: tuple[Way, ...] = (share, key(_CENTURY * share), key(_MINUTES * share))
    return (*ways, float(denominator) if value == 1 else (value, float(denominator)))


def _clock(text: Text, place: int, end: int, value: float) -> tuple[Way, ...]:
    """Return what hours and minutes are on the other clock: 15 h is 3 p.m., 14 h 50 is ten to three."""
    low, facts = text.low, text.facts
    if low[end] in facts.hours or low[end] == ":":
        if low[end + 1] in facts.until:
            return _hours(value) + _hours(value - 1)
        return _hours(value) + (_hours(value + 1) if _is_late(low[end + 1], facts) else ())
    if low[end] in ZONES and len(low[place]) == len("1730"):
        hour, minutes = divmod(value, _CENTURY)
        return ((hour, minutes) if minutes else hour,)
    before = place - (text.before(place) in facts.until)
    if value < _MINUTES and (text.before(before) in facts.hours or text.before(before) == ":"):
        return (key(value / _MINUTES), _MINUTES - value)
    return ()


def _hours(hour: float) -> tuple[Way, ...]:
    """Return an hour on both clocks.

    >>> _hours(15.0), _hours(3.0)
    ((15.0, 3.0), (3.0, 15.0))
    """
    if not 0 <= hour <= _DAY:
        return ()
    return (hour, hour + _NOON if hour < _NOON else hour - _NOON)


def _is_late(word: str, facts: Numerals) -> bool:
    """Whether so many minutes are counted to the next hour in speech."""
    minutes = float(word) if word.isdecimal() and len(word) == len("30") else facts.cardinals.get(word, 0)
    return minutes > _MINUTES * _HALF


def _decade(text: Text, place: int, end: int, value: float) -> tuple[Way, ...]:
    """Return 1990 for les années 90, 90 for the 1990s."""
    facts, says_so = text.facts, text.low[end] in text.facts.decade_after
    if _TEN <= value < _CENTURY and value % _TEN == 0:
        return (value + _LAST_CENTURIES[0],) if says_so or text.before(place) in facts.decade_before else ()
    if says_so and _LAST_CENTURIES[0] <= value < _LAST_CENTURIES[-1] + _CENTURY:
        return (value % _CENTURY,)
    return ()


def years(value: float) -> tuple[Way, ...]:
    """Return the years that two digits may stand for.

    >>> years(98.0)
    (1998.0, 2098.0)
    """
    return tuple(century + value for century in _LAST_CENTURIES)

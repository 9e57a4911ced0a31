"""Figures as values: 10 000, 3,5, 12.10.2020, 3/4, 5 M€.

A figure is read in every way that French or English hands may have meant.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bilingual.checks.numbers.values import CURRENCIES, DIGITS, HYPHENS, Count, Key, Way, key, times

if TYPE_CHECKING:
    from bilingual.checks.numbers.values import Text

_GAPS = str.maketrans("", "", " \u00a0\u2009\u202f'’")
# A float holds this many decimal digits exactly.
_EXACT_DIGITS = 15
# Digits to a group of thousands.
_GROUP = 3
_MONTHS = 12
_DAY = 24
_HOUR = 60
_CENTURY = 100
_PARTS = 5
_DATE = 3
# They are also metres, nautical miles, and parts of a code such as 12B.
_UNSURE = frozenset({"m", "k", "b", "milles"})


def figure(text: Text, place: int) -> Count:
    """Read the figure at ``place`` with the strokes and the magnitude that belong to it."""
    low = text.low
    ways, end = figure_ways(low[place]), place + 1
    if low[end] in text.facts.dividing and _is_hundredths(low[end + 1]) and low[place].isdecimal():
        whole, hundredths = _whole(low[place]), _whole(low[end + 1])
        divided = key(whole + float(hundredths) / _CENTURY) if isinstance(whole, float) else whole
        return Count((divided, (whole, hundredths)), end + 2)
    if low[end] != "/" or low[end + 1][:1] not in DIGITS:
        return _with_rest(text, _scaled(text, place, ways))
    parts = [_single(low[place])]
    while low[end] == "/" and low[end + 1][:1] in DIGITS and len(parts) < _PARTS:
        parts.append(_single(low[end + 1]))
        end += 2
    return Count(parts_ways(parts) + _quotient(parts), end)


def _is_hundredths(token: str) -> bool:
    return token.isdecimal() and len(token) == len("80")  # 1 m 80


def _single(written: str) -> Key:
    way = figure_ways(written)[0]
    return written if isinstance(way, tuple) else way


def _quotient(parts: list[Key]) -> tuple[Way, ...]:
    """Return 0.75 and 75 for 3/4, nothing for what is no fraction."""
    if len(parts) == 1 + 1 and isinstance(parts[0], float) and isinstance(parts[1], float) and parts[1]:
        share = parts[0] / parts[1]
        return (key(share), key(share * _CENTURY))
    return ()


def _scaled(text: Text, place: int, ways: tuple[Way, ...]) -> Count:
    """Let the magnitudes that follow a figure multiply it: 5 millions, 5 M€, $5bn."""
    low, facts, end, scale = text.low, text.facts, place + 1, 1.0
    while (factor := facts.magnitudes.get(low[end + (low[end] in HYPHENS)])) is not None:
        scale *= factor
        end += 1 + (low[end] in HYPHENS)
    if scale == 1.0 and end < len(text.tokens) and (factor := facts.abbreviations.get(text.tokens[end])) is not None:
        money = low[end + 1] in CURRENCIES or text.before(place) in CURRENCIES
        if not money and low[end] in _UNSURE:
            return Count(times(ways, factor) + ways, end + 1, factor)
        scale = factor
        end += 1
    if scale == 1.0:
        return Count(ways, end)
    if len(ways) > 1 and not isinstance(ways[1], tuple) and facts.decimal in low[place]:
        # 2,631 millions are not thousands of millions.
        ways = ways[1:]
    return Count(times(ways, scale), end, scale)


def _with_rest(text: Text, count: Count) -> Count:
    """Add the figures that go on with a number behind its magnitude: 2 millions 500 000, 3 mille 500.

    They may as well be another number: sur 2 millions 30 ont voté.
    """
    low, value, smallest = text.low, count.ways[0], count.scale
    while isinstance(value, float) and smallest > 1 and low[count.end - 1] in text.facts.magnitudes:
        if low[count.end][:1] not in DIGITS:
            break
        rest = _scaled(text, count.end, figure_ways(low[count.end]))
        more = rest.ways[0]
        if not isinstance(more, float) or not 0 < more < smallest:
            break
        parts: tuple[float, ...] = (value, more)
        value, smallest = key(value + more), rest.scale
        count = Count((value, parts), rest.end, count.scale)
    return count


def figure_ways(figure: str) -> tuple[Way, ...]:
    """Return the ways to read a figure, in French or English hands.

    >>> figure_ways("10 000")
    (10000.0,)
    >>> figure_ways("3,5"), figure_ways("3.30")
    ((3.5,), (3.3, (3.0, 30.0)))
    >>> figure_ways("10.000"), figure_ways("10.500")
    ((10000.0,), (10500.0, 10.5))
    >>> figure_ways("2.193,46"), figure_ways("1,234,567")
    ((2193.46,), (1234567.0,))
    >>> figure_ways("12.10.2020")
    ((12.0, 10.0, 2020.0), ('m12', 10.0, 2020.0), (12.0, 'm10', 2020.0))
    >>> figure_ways("1" * 30) == ("1" * 30,)
    True
    """
    if figure.isdecimal():
        return (_whole(figure),)
    digits = figure.translate(_GAPS)
    spaced = digits != figure
    parts = re.split("[.,]", digits)
    whole = "".join(parts)
    if len(parts) == 1 or len(whole) > _EXACT_DIGITS:
        return (_whole(whole),)
    decimal = float(f"{whole[: -len(parts[-1])]}.{parts[-1]}")
    marks = {mark for mark in digits if mark in ".,"}
    groups = [len(part) == _GROUP for part in parts[1:]]
    if len(parts[0]) <= _GROUP and all(groups) and not spaced and parts[0] != "0" and len(marks) == 1:
        return (_whole(whole), decimal) if len(parts) == 1 + 1 and parts[1] != "000" else (_whole(whole),)
    if len(parts) == 1 + 1:
        is_time = len(parts[1]) == 1 + 1 and float(parts[0]) <= _DAY and float(parts[1]) < _HOUR and not spaced
        return (decimal, (_whole(parts[0]), _whole(parts[1]))) if is_time else (decimal,)
    if len(marks) > 1 and all(groups[:-1]):
        return (decimal,)
    return parts_ways([_whole(part) for part in parts])


def _whole(digits: str) -> Key:
    return float(digits) if len(digits) <= _EXACT_DIGITS else digits.lstrip("0")


def parts_ways(parts: list[Key]) -> tuple[Way, ...]:
    """Return the ways to read numbers that points or strokes join: the numbers, or a date with day or month first.

    >>> parts_ways([9.0, 11.0])
    ((9.0, 11.0), ('m9', 11.0), (9.0, 'm11'))
    >>> parts_ways([2020.0, 21.0])
    ((2020.0, 21.0), (2020.0, 2021.0))
    """
    ways: list[Way] = [tuple(parts)]
    last = parts[-1]
    if len(parts) == _DATE and isinstance(last, float) and last < _CENTURY:
        ways += [(*parts[:-1], century + last) for century in (2000, 1900)]
    if len(parts) <= _DATE:
        ways += [way for place in (0, 1) for way in _with_month(ways, place)]
    if len(parts) < _DATE and isinstance(parts[0], float) and isinstance(last, float) and last < _CENTURY < parts[0]:
        ways.append((parts[0], last + parts[0] // _CENTURY * _CENTURY))
    return tuple(ways)


def _with_month(ways: list[Way], place: int) -> list[Way]:
    """Return the ways again with the part at ``place`` read as a month, none where it cannot be one."""
    return [
        (*way[:place], f"m{month:.0f}", *way[place + 1 :])
        for way in ways
        if isinstance(way, tuple) and isinstance(month := way[place], float) and 1 <= month <= _MONTHS
    ]

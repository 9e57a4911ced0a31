"""Numbers as values: how they are written in figures, and what a language's words for them are.

Values are compared as keys: a float of twelve significant digits, or a string for what is no quantity (a month, a run
of digits longer than a float can hold).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

Key = float | str
# One way to read a number: a value, or several that must all be there.
Way = Key | tuple[Key, ...]

# Figures with their separators, words, and any other mark by itself. Thousands are set off by a space of any width
# or by an apostrophe, as in Switzerland.
TOKEN = re.compile(
    r"[0-9]{1,3}(?:[ \u00a0\u2009\u202f'’][0-9]{3})+(?![0-9])(?:[.,][0-9]+)?"
    r"|[0-9]+(?:[.,][0-9]+)*"
    r"|[^\W0-9_]+|[^\w\s]"
)
_GAPS = str.maketrans("", "", " \u00a0\u2009\u202f'’")
# A float holds this many decimal digits exactly.
_EXACT_DIGITS = 15
_GROUP = 3
_MONTHS = 12
_DAY = 24
_HOUR = 60


@dataclass(frozen=True, slots=True)
class Numerals:
    """How a language writes numbers. All words are in lower case but those of ``abbreviations``.

    ``cardinals`` add up, ``hundreds`` and ``magnitudes`` multiply, ``denominators`` divide; ``plain`` is what a
    number cannot begin with (*cents* are coins). A ``conjunction`` joins the cardinals of ``joined`` to a larger
    number, any where that is empty. ``vigesimal``: ten to nineteen go on counting after sixty and eighty.
    ``abbreviations`` stand for magnitudes after a figure, in their own case.
    ``collectives`` are about so many. ``loose`` words answer for a value that the other language may spell out, and
    ask for nothing themselves; ``ambiguous`` cardinals do so where they stand alone. ``multiples`` are units of
    so many others, and ``periods`` what else a quantity of a unit is called: (15, jours) is two weeks.
    """

    cardinals: Mapping[str, int]
    hundreds: frozenset[str]
    magnitudes: Mapping[str, float]
    abbreviations: Mapping[str, float]
    ordinals: Mapping[str, int]
    denominators: Mapping[str, int]
    collectives: Mapping[str, tuple[float, ...]]
    romans: Mapping[str, int]
    months: Mapping[str, str]
    loose: Mapping[str, tuple[Key, ...]]
    multiples: Mapping[str, int]
    periods: Mapping[tuple[Way, str], tuple[float, ...]]
    plain: frozenset[str]
    ambiguous: frozenset[str]
    conjunction: str
    joined: frozenset[str]
    partitive: frozenset[str]
    halves: frozenset[tuple[str, ...]]
    percent: frozenset[tuple[str, ...]]
    hours: frozenset[str]
    until: frozenset[str]
    decade_before: frozenset[str]
    decade_after: frozenset[str]
    joiners: frozenset[str]
    firm_from: float
    soft_before: frozenset[str]
    soft_after: frozenset[str]
    decimal: str
    capital_months: bool
    vigesimal: bool
    counting: frozenset[str] = field(init=False)
    known: frozenset[str] = field(init=False)
    asking: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Gather the words that begin a number, those that say anything about one, and those that ask for one."""
        counting = {*self.cardinals, *self.hundreds, *self.magnitudes} - self.plain
        asking = {*counting, *self.ordinals, *self.collectives, *self.romans}
        object.__setattr__(self, "counting", frozenset(counting))
        object.__setattr__(self, "known", frozenset({*asking, *self.months, *self.loose}))
        object.__setattr__(self, "asking", frozenset((asking | self.months.keys()) - self.ambiguous))


class Mention(NamedTuple):
    """A number in a text: tokens ``start`` to ``end``, and the ways to read it, the likeliest first.

    ``firm``: it must be met by itself; others are looked at only where one was changed for another. ``scale`` is the magnitude that belongs to it, 1 without one.
    """

    start: int
    end: int
    ways: tuple[Way, ...]
    firm: bool
    scale: float = 1.0

    def answered(self, keys: set[Key]) -> bool:
        """Whether one of the ways to read the number is among ``keys``.

        >>> Mention(0, 1, (3.5, (3.0, 5.0)), firm=True).answered({5.0, 3.0})
        True
        >>> Mention(0, 1, (3.5, (3.0, 5.0)), firm=True).answered({3.0})
        False
        """
        for way in self.ways:
            if way in keys or (isinstance(way, tuple) and all(part in keys for part in way)):
                return True
        return False


def key(value: float) -> float:
    """Return what values are compared by: what is left of them when the last bits are not looked at.

    >>> 4.1 * 1e6 == 4_100_000, key(4.1 * 1e6) == 4_100_000
    (False, True)
    """
    return float(f"{value:.12g}")


def figure_ways(figure: str) -> tuple[Way, ...]:
    """Return the ways to read a figure, in French or English hands.

    >>> figure_ways("10 000")
    (10000.0, (10.0, 0.0))
    >>> figure_ways("3,5"), figure_ways("3.30")
    ((3.5,), (3.3, (3.0, 30.0)))
    >>> figure_ways("10.000")
    (10000.0, 10.0)
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
    spaced: tuple[Way, ...] = ()
    if digits != figure:
        spaced = (tuple(_whole(part) for part in re.findall("[0-9]+", figure)),)
    parts = re.split("[.,]", digits)
    whole = "".join(parts)
    if len(parts) == 1 or len(whole) > _EXACT_DIGITS:
        return (_whole(whole), *spaced)
    decimal = float(f"{whole[: -len(parts[-1])]}.{parts[-1]}")
    marks = {mark for mark in digits if mark in ".,"}
    groups = [len(part) == _GROUP for part in parts[1:]]
    if len(parts[0]) <= _GROUP and all(groups) and not spaced and parts[0] != "0" and len(marks) == 1:
        return (_whole(whole), decimal) if len(parts) == 1 + 1 else (_whole(whole),)
    if len(parts) == 1 + 1:
        is_time = len(parts[1]) == 1 + 1 and float(parts[0]) <= _DAY and float(parts[1]) < _HOUR and not spaced
        return (decimal, (_whole(parts[0]), _whole(parts[1]))) if is_time else (decimal, *spaced)
    if len(marks) > 1 and all(groups[:-1]):
        return (decimal,)
    return parts_ways([_whole(part) for part in parts])


def _whole(digits: str) -> Key:
    return float(digits) if len(digits) <= _EXACT_DIGITS else digits.lstrip("0")


def parts_ways(parts: list[Key]) -> tuple[Way, ...]:
    """Return the ways to read numbers that points or strokes join: the numbers, or a date with day or month first.

    >>> parts_ways([9.0, 11.0])
    ((9.0, 11.0), ('m9', 11.0), (9.0, 'm11'))
    """
    if len(parts) == 3 and isinstance(parts[2], float) and parts[2] < 100:  # noqa: PLR2004 - 28.8.09
        return tuple(way for year in (parts[2], parts[2] + 2000, parts[2] + 1900) for way in _dates([*parts[:2], year]))
    return _dates(parts)


def _dates(parts: list[Key]) -> tuple[Way, ...]:
    ways: list[Way] = [tuple(parts)]
    if len(parts) in {2, 3}:
        for place in (0, 1):
            part = parts[place]
            if isinstance(part, float) and 1 <= part <= _MONTHS:
                ways.append((*parts[:place], f"m{part:.0f}", *parts[place + 1 :]))
    if len(parts) == 1 + 1 and isinstance(parts[0], float) and isinstance(parts[1], float):
        first, last = parts
        if last < 100 < first:  # noqa: PLR2004 - 2020/21
            ways.append((first, last + first // 100 * 100))
    return tuple(ways)

"""Numbers as values, and what a language's words for them are.

Values are compared as keys: a float of twelve significant digits, or a string for what is no quantity (a month, a run
of digits longer than a float can hold).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Key = float | str
# One way to read a number: a value, or several that must all be there.
Way = Key | tuple[Key, ...]

# What is below zero and not a range, a list or a name: degrees, and what changed by so many per cent.
_BELOW_ZERO = r"(?<![^\s(])[-−–][0-9]+(?:[.,][0-9]+)?(?=\s?(?:[°º%]|degr|pour cent|per ?cent))"
# Figures with their separators, words, figures below zero, and any other mark by itself. Thousands are set off by a
# space of any width or by an apostrophe, as in Switzerland.
TOKEN = re.compile(
    r"[0-9]{1,3}(?:[ \u00a0\u2009\u202f'’][0-9]{3})+(?![0-9])(?:[.,][0-9]+)?"
    r"|[0-9]+(?:[.,][0-9]+)*"
    rf"|[^\W0-9_]+|{_BELOW_ZERO}|[^\w\s]"
)
DIGITS = frozenset("0123456789")
HYPHENS = frozenset("-‐‑–—−")
CURRENCIES = frozenset("€$£¥")
# Behind four figures, these make a time of day of them: 1730 GMT.
ZONES = frozenset({"gmt", "utc"})
# Looking ahead never goes further than so many tokens.
_AHEAD = 6
# The Roman numerals of centuries, kings and chapters, from II on.
ROMANS = {
    f"{ten}{unit}": 10 * tens + units
    for tens, ten in enumerate(("", "x", "xx"))
    for units, unit in enumerate(("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"))
    if tens or units > 1
}


@dataclass(frozen=True, slots=True)
class Numerals:
    """How a language writes numbers. All words are in lower case but those of ``abbreviations``.

    ``cardinals`` add up, ``hundreds`` and ``magnitudes`` multiply, ``denominators`` divide; ``plain`` is what a
    number cannot begin with (*cents* are coins). A ``conjunction`` joins the cardinals of ``joined`` to a larger
    number, any where that is empty. ``vigesimal``: ten to nineteen go on counting after sixty and eighty.
    ``abbreviations`` stand for magnitudes after a figure, in their own case.
    ``collectives`` are about so many. ``loose`` words answer for a value that the other language may spell out, and
    ask for nothing themselves; ``ambiguous`` cardinals do so where they stand alone. ``multiples`` are units of
    so many others, and ``periods`` what else a quantity of a unit is called: (15, jours) is two weeks. ``dividing``
    units stand where the decimal point would: 1 m 80. Where a word of ``lowering`` stands, a number may be below zero
    without a sign.
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
    dividing: frozenset[str]
    lowering: frozenset[str]
    firm_from: float
    soft_before: frozenset[str]
    soft_after: frozenset[str]
    decimal: str
    capital_months: bool
    vigesimal: bool
    counting: frozenset[str] = field(init=False)
    known: frozenset[str] = field(init=False)
    asking: frozenset[str] = field(init=False)
    telling: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Gather the words that begin a number, stand for one, ask for a counterpart, or say more about a number."""
        counting = {*self.cardinals, *self.hundreds, *self.magnitudes} - self.plain
        asking = {*counting, *self.ordinals, *self.collectives, *self.romans}
        object.__setattr__(self, "counting", frozenset(counting))
        object.__setattr__(self, "known", frozenset({*asking, *self.months, *self.loose}))
        phrases = {phrase[0] for phrase in (*self.halves, *self.percent)}
        units = {*self.multiples, *(unit for _, unit in self.periods)}
        telling = {*phrases, *units, *self.denominators, *self.hours, *self.until, *self.decade_after, *HYPHENS, ":"}
        object.__setattr__(self, "telling", frozenset(telling | self.decade_before | ZONES))
        object.__setattr__(self, "asking", frozenset((asking | self.months.keys()) - self.ambiguous))


class Text(NamedTuple):
    """The tokens of a text as written, and in lower case with some empty ones at the end for looking ahead."""

    tokens: Sequence[str]
    low: Sequence[str]
    facts: Numerals

    def before(self, place: int) -> str:
        """Return the token before ``place``, in lower case; empty at the start."""
        return self.low[place - 1] if place else ""

    def says(self, place: int, phrase: tuple[str, ...]) -> bool:
        """Whether the tokens from ``place`` on are those of ``phrase``."""
        return self.low[place] == phrase[0] and tuple(self.low[place : place + len(phrase)]) == phrase


class Count(NamedTuple):
    """A number as far as it is read: the ways to read it, where it ends, and its magnitude, 1 without one."""

    ways: tuple[Way, ...]
    end: int
    scale: float = 1.0
    ordinal: bool = False


class Mention(NamedTuple):
    """A number in a text: tokens ``start`` to ``end``, and the ways to read it, the likeliest first.

    One that is ``firm`` must be met by itself; others count only where one was changed for another. ``scale`` is the
    magnitude that belongs to it, 1 without one.
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
        return any(way in keys or (isinstance(way, tuple) and all(part in keys for part in way)) for way in self.ways)


def key(value: float) -> float:
    """Return what values are compared by: what is left of them when the last bits are not looked at.

    >>> 4.1 * 1e6 == 4_100_000, key(4.1 * 1e6) == 4_100_000
    (False, True)
    """
    return float(f"{value:.12g}")


def times(ways: tuple[Way, ...], factor: float) -> tuple[Way, ...]:
    """Return the ways to read a number that a magnitude multiplies.

    >>> times((1.5, (1.0, 5.0)), 1e6)
    (1500000.0,)
    """
    return tuple(key(way * factor) for way in ways if isinstance(way, float)) or ways


def text_of(tokens: Sequence[str], facts: Numerals) -> Text:
    """Return the text of which the tokens are given."""
    low = [token.lower() for token in tokens]
    low.extend([""] * _AHEAD)
    return Text(tokens, low, facts)

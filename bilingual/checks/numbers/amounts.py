"""Amounts of units: 10 km are six miles, 26 °C are 80 °F, 15 jours are two weeks.

Units and what they are worth stand in ``lexicon/facts``. Two amounts are equal if they are so within the rounding of
the figures that they are written with.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from bilingual.checks.numbers.values import HYPHENS
from bilingual.languages import word_set
from bilingual.lexicon.facts import facts
from bilingual.lexicon.facts.entries import ENGLISH, FRENCH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bilingual.checks.numbers.mentions import Reading
    from bilingual.checks.numbers.values import Mention, Text
    from bilingual.lexicon.facts.table import Measure

# What is rounded to tens or hundreds is off by no more than this share, or one unit of the last figure that is written.
_ROUGH = 0.12
# … and where the figure stayed as it was, by no more than this.
_SAME = 0.02
_HALF = 0.5
# A mile is about so much of one, be it half a mile or one and a half.
_ABOUT_ONE = 0.1
# What is written in fives may be rounded to them; below this, five is a number as any other.
_FIVES = 20
_TEN = 10
_SIGNIFICANT = 6
# What stands between numbers that share a unit (entre 10 et 20 km, 5 to 10 miles), and between parts of an amount.
_SHARING = frozenset({"à", "et", "ou", "to", "and", "or", "by", "sur", "x", "×", *HYPHENS})
_JOINING = frozenset({"et", "and", ","})
_PARTS = {"half": 0.5, "quarter": 0.25, "demi": 0.5}
_JOINTS = HYPHENS | {"a", "an"}
_FOOT: Final = ("length", 0.3048)
_INCHES = 12
_HALVES = (("et", "demi"), ("et", "demie"), ("and", "a", "half"))
# What may stand between a number and its unit: 12-mile, 2 millions de tonnes, les 18 derniers mois.
_BETWEEN = HYPHENS | word_set("de d of derniers dernières premiers premières prochains prochaines autres more other")
_DEGREE = "°"
_INNER = frozenset({"m", "mètre", "mètres"})
_SCALES: Final = {"celsius": (1.0, 0.0), "fahrenheit": (1.8, 32.0)}
# Looking for a unit, so many words are read at most.
_REACH = 3


class Amount(NamedTuple):
    """So much of something: by its value and that value's rounding, what units it may mean, and where it is.

    ``facts`` are those of ``lexicon.facts``; ``numbers`` are the places in the text's mentions, none of an implied one.
    """

    value: float
    rounding: float
    facts: frozenset[int]
    numbers: tuple[int, ...]

    @property
    def measures(self) -> list[Measure]:
        """What the units are worth."""
        known = facts().measures
        return [known[fact] for fact in self.facts if fact in known]


def amounts(reading: Reading, *, french: bool) -> list[Amount]:
    """Return the amounts of a text whose numbers are read.

    >>> from bilingual.checks.numbers.english import ENGLISH
    >>> from bilingual.checks.numbers.mentions import read
    >>> from bilingual.checks.numbers.values import TOKEN
    >>> [one.value for one in amounts(read(TOKEN.findall("Six to 12 miles by bus"), ENGLISH), french=False)]
    [6.0, 12.0, 1912.0, 2012.0]
    """
    text = reading.text
    ends = {mention.end: number for number, mention in enumerate(reading.mentions)}
    # 1 m 80; and 1.70 m, whose m might be a million.
    ends |= {
        inner: number
        for number, mention in enumerate(reading.mentions)
        for inner in range(mention.start + 1, mention.end)
        if text.tokens[inner] in _INNER
    }
    found: list[Amount] = []
    place = 0
    while place < len(text.tokens):
        units, end = _unit(text, place, french=french)
        if not units:
            place += 1
            continue
        before = place - (text.before(place) in _BETWEEN)
        if (number := ends.get(before)) is not None:
            found += list(_with_inches(reading, number, end, units)) or _sharing(reading, number, units)
        else:
            found.append(Amount(_implied(text, place, end), _ABOUT_ONE, units, ()))
        place = end
    return found + list(_summed(reading, found))


def _unit(text: Text, place: int, *, french: bool) -> tuple[frozenset[int], int]:
    """Return the facts of the unit at ``place``, and where it ends; none where it is none."""
    measures = facts().measures
    token = text.tokens[place]
    if token == _DEGREE:
        scale = text.low[place + 1] if text.low[place + 1] in {"c", "f"} else ""
        quantities = {"c": {"celsius"}, "f": {"fahrenheit"}}.get(scale, set(_SCALES))
        return frozenset(f for f, one in measures.items() if one.quantity in quantities), place + 1 + bool(scale)
    word = (FRENCH if french else ENGLISH)[token]
    entry = word.begins(text.low[place + 1 : place + 1 + _REACH]) if word is not None else None
    units = entry.facts & measures.keys() if entry is not None else frozenset()
    return frozenset(units), place + 1 + len(entry.rest) * bool(units) if entry is not None else place


def _implied(text: Text, place: int, end: int) -> float:
    """Return how much of a unit without a number there is: a mile, a mile and a half, half an inch, a quarter-mile."""
    before = place - (text.before(place) in _JOINTS)
    part = _PARTS.get(text.before(before))
    if part is not None:
        return part
    return 1 + _HALF * any(text.says(end, phrase) for phrase in _HALVES)


def _with_inches(reading: Reading, number: int, end: int, units: frozenset[int]) -> Iterator[Amount]:
    """Yield feet and inches of which only the feet are named: a 6-foot-6 forward."""
    mentions = reading.mentions
    if number + 1 == len(mentions) or mentions[number + 1].start != end + 1 or reading.text.low[end] not in HYPHENS:
        return
    measures = facts().measures
    feet = frozenset(fact for fact in units if (measures[fact].quantity, measures[fact].factor) == _FOOT)
    for more in _amounts_of(mentions[number + 1], number + 1, feet) if feet else ():
        for one in _amounts_of(mentions[number], number, feet):
            if more.value < _INCHES:
                yield Amount(one.value + more.value / _INCHES, _HALF / _INCHES, feet, (number, number + 1))


def _sharing(reading: Reading, number: int, units: frozenset[int]) -> Iterator[Amount]:
    """Yield the amount that a number makes with a unit, and before it those of numbers that share the unit."""
    text, mentions = reading.text, reading.mentions
    if number and mentions[number - 1].end == mentions[number].start - 1:
        between = text.low[mentions[number].start - 1]
        if between in _SHARING:
            yield from _sharing(reading, number - 1, units)
    yield from _amounts_of(mentions[number], number, units)


def _amounts_of(mention: Mention, number: int, units: frozenset[int]) -> Iterator[Amount]:
    for way in mention.ways:
        if isinstance(way, float):
            yield Amount(way, _rounding(way), units, (number,))


def _rounding(value: float) -> float:
    """Return by how much a value may be off: half of its last figure that is not zero, or of five.

    >>> _rounding(550.0), _rounding(3.5), _rounding(8.0), _rounding(85.0)
    (5.0, 0.05, 0.5, 2.5)
    """
    if value >= _FIVES and value % _TEN == _TEN / 2:
        return _TEN / 4
    digits = f"{abs(value):.{_SIGNIFICANT}g}"
    if "e" in digits:
        return abs(value) * _ROUGH
    whole, _, decimals = digits.partition(".")
    if decimals:
        return _HALF * float(_TEN) ** -len(decimals)
    return _HALF * float(_TEN) ** (len(whole) - len(whole.rstrip("0"))) if whole.strip("0") else _HALF


def _summed(reading: Reading, found: Sequence[Amount]) -> Iterator[Amount]:
    """Yield two amounts in a row of one quantity as one: five feet seven inches."""
    mentions = reading.mentions
    for one, other in pairwise(found):
        if not one.numbers or not other.numbers or other.numbers[0] - one.numbers[-1] != 1:
            continue
        near = mentions[other.numbers[0]].start - mentions[one.numbers[-1]].end <= _REACH
        for big in one.measures:
            for small in other.measures:
                if near and big.quantity == small.quantity and big.factor > small.factor:
                    units = frozenset(fact for fact in one.facts if facts().measures.get(fact) == big)
                    share = small.factor / big.factor
                    value = one.value + other.value * share
                    yield Amount(value, other.rounding * share, units, (*one.numbers, *other.numbers))


def are_equal(one: Amount, other: Amount) -> bool:
    """Whether two amounts are the same in any of the units that they may mean, within their rounding.

    >>> units = facts().measures
    >>> km = frozenset(fact for fact, unit in units.items() if unit.factor == 1000 and unit.quantity == "length")
    >>> mile = frozenset(fact for fact, unit in units.items() if unit.factor == 1609.344)
    >>> ten = Amount(10, 5, km, ())
    >>> are_equal(ten, Amount(6, 0.5, mile, ())), are_equal(ten, Amount(9, 0.5, mile, ()))
    (True, False)
    """
    return any(_are_equal(one, ours, other, theirs) for ours in one.measures for theirs in other.measures)


def _are_equal(one: Amount, ours: Measure, other: Amount, theirs: Measure) -> bool:
    if ours == theirs:
        return one.value == other.value  # nothing was converted
    if ours.quantity in _SCALES and theirs.quantity in _SCALES:
        (slope, zero), (own, start) = _SCALES[theirs.quantity], _SCALES[ours.quantity]
        factor = slope / own
        expected = (one.value - start) * factor + zero
        # A difference of so many degrees has no zero.
        candidates = [expected, one.value * factor]
    elif ours.quantity == theirs.quantity:
        factor = ours.factor / theirs.factor
        candidates = [one.value * factor]
    else:
        return False
    if one.value == other.value:
        # 2,000 yards are no 2 000 m, however roughly.
        return any(abs(expected - other.value) <= _SAME * abs(expected) for expected in candidates)
    return any(
        abs(expected - other.value)
        <= max(_bounded(other.rounding, expected), _bounded(one.rounding * factor, expected))
        for expected in candidates
    )


def _bounded(rounding: float, expected: float) -> float:
    """Return a rounding that is no rougher than people are, but for that of a whole number."""
    return min(rounding, max(_HALF, abs(expected) * _ROUGH))

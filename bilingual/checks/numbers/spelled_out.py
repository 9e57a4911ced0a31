"""Number words as values: quatre-vingt-dix-sept, deux cent mille, one hundred and twenty-third."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bilingual.checks.numbers.values import HYPHENS, Count, key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.checks.numbers.values import Numerals, Text

_HUNDRED = 100
_THOUSAND = 1000
_TWENTY = 20
_TEN = 10
_SEVEN = 7
_FOUR = 4
# What turns quatre into quatre-vingts.
_FOUR_TO_EIGHTY = 76


class _Sum(NamedTuple):
    """A number on the way: thousands and more in ``total``, the rest in ``current``; ``last`` is the last word's."""

    total: float = 0.0
    current: float = 0.0
    last: float = 0.0
    scale: float = 1.0


def words(text: Text, place: int) -> Count:
    """Read the number words that begin at ``place``."""
    low, facts = text.low, text.facts
    sum_, here, end = _Sum(), place, place
    while True:
        if (longer := _plus(sum_, low[here], facts)) is not None:
            sum_ = longer
            here += 1
            end = here
        elif low[here] in HYPHENS or (low[here] == facts.conjunction and _joins(low, here + 1, sum_.last, facts)):
            here += 1
        else:
            break
    value = sum_.total + sum_.current
    after = end
    while low[after] in HYPHENS or (low[after] == facts.conjunction and after < end + 2):
        after += 1
    ordinal = facts.ordinals.get(low[after], _HUNDRED)
    if ordinal < _HUNDRED and sum_.last >= (_TEN if facts.vigesimal else _TWENTY) and _fits(ordinal, sum_, facts):
        return Count((key(value + ordinal),), after + 1, ordinal=True)
    if sum_.scale > 1 and low[end] in facts.partitive and (factor := facts.magnitudes.get(low[end + 1])) is not None:
        # Des milliers de milliards, thousands of millions.
        return Count((key(value * factor), factor, value), end + 2, scale=factor)
    return Count((key(value),), end, sum_.scale)


def is_firm(text: Text, place: int, count: Count) -> bool:
    """Whether number words must be met by themselves: not *deux*, nor *mille* mercis, nor what is part of a name.

    Nor the second of *deux trois jours*, nor any number of a saying.
    """
    facts, value, token = text.facts, count.ways[0], text.tokens[place]
    if count.ordinal or not isinstance(value, float) or value in {_HUNDRED, _THOUSAND} or value < facts.firm_from:
        return False
    before, after = text.before(place), text.low[count.end]
    if before in HYPHENS:
        before = text.before(place - 1)
    if before in facts.soft_before or before in facts.cardinals or after in facts.soft_after:
        return False
    return place <= 1 or not token[0].isupper() or token.isupper()


def _plus(sum_: _Sum, word: str, facts: Numerals) -> _Sum | None:
    """Return a number and one more word of it, None where the word belongs to another number or to none."""
    total, current, last, scale = sum_
    if (value := facts.cardinals.get(word)) is not None:
        if facts.vigesimal and value == _TWENTY and last == _FOUR:
            return _Sum(total, current + _FOUR_TO_EIGHTY, _TWENTY, scale)
        return _Sum(total, current + value, value, scale) if _fits(value, sum_, facts) else None
    if word in facts.hundreds:
        after = current or last == 0 or last >= _HUNDRED
        return _Sum(total, (current or 1) * _HUNDRED, _HUNDRED, scale) if current < _HUNDRED and after else None
    if (factor := facts.magnitudes.get(word)) is None:
        return None
    if factor > total:
        return _Sum((total + current or 1) * factor, 0.0, factor, factor)
    return _Sum(total + (current or 1) * factor, 0.0, factor, factor) if current or factor < total else None


def _fits(value: float, sum_: _Sum, facts: Numerals) -> bool:
    """Whether a number goes on with ``value``: vingt-deux does, deux-trois does not."""
    rest, last = sum_.current % _HUNDRED, sum_.last
    if rest == 0 or value >= _TWENTY:
        return rest == 0
    if value < _TEN:
        # Dix-sept and soixante-dix-sept, but never dix-trois.
        return rest % _TEN == 0 and (last >= _TWENTY or (facts.vigesimal and last == _TEN and value >= _SEVEN))
    return facts.vigesimal and rest in {60, 80} and last >= _TWENTY


def _joins(low: Sequence[str], place: int, last: float, facts: Numerals) -> bool:
    """Whether a conjunction before ``place`` joins a number to the last: vingt et un, a hundred and two."""
    word = low[place + (low[place] in HYPHENS)]
    if facts.joined:
        return word in facts.joined and last >= _TWENTY
    return word in facts.cardinals and last >= _HUNDRED

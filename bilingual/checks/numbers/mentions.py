"""Read the numbers off a text's tokens, with the facts of its language.

One pass, each token looked at a bounded number of times.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from bilingual.checks.numbers.context import finished, years
from bilingual.checks.numbers.digits import figure, figure_ways
from bilingual.checks.numbers.spelled_out import is_firm, words
from bilingual.checks.numbers.values import DIGITS, HYPHENS, Count, Key, Mention, Numerals, Text, Way, key, text_of
from bilingual.languages import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MONTHS = 12
_HALF = 0.5
_TEN = 10
_TWENTY = 20
_CENTURY = 100
_THOUSAND = 1000
# A small figure glued to these is no quantity: m2, CO2.
_SYMBOLS = frozenset({"m", "dm", "cm", "mm", "km", "co"})
_ORDINAL_SIGNS = frozenset({"er", "st", "nd", "rd", "th"})
# 24/7 is an idiom in English, and little else.
_ALWAYS: Way = (24.0, 7.0)
# Roman numbers of one letter that are no words with a French ending (Le, Me, Ce).
_ROMANS = frozenset("VX")
_NUMBERED = word_set("siècle siècles république arrondissement dynastie millénaire")
# Magnitudes that an ellipsis may borrow; a text with more of them is a list.
_MAGNITUDES = 3


class Reading(NamedTuple):
    """The numbers of a text: those that ask for a counterpart, and every value that it can answer for; and the text."""

    mentions: list[Mention]
    keys: set[Key]
    text: Text

    def lowers(self) -> bool:
        """Whether a number here may be below zero without a sign of its own: a word says so, or a stroke might."""
        low = self.text.low
        return not self.text.facts.lowering.isdisjoint(low) or any(
            before in HYPHENS and after[:1] in DIGITS for before, after in pairwise(low)
        )


def read(tokens: Sequence[str], facts: Numerals) -> Reading:
    """Return the numbers of a text that is cut into ``values.TOKEN`` tokens.

    >>> from bilingual.checks.numbers.values import TOKEN
    >>> from bilingual.checks.numbers.french import FRENCH
    >>> reading = read(TOKEN.findall("Près de quatre-vingt-dix-sept élèves ont payé 1 500 euros par tête."), FRENCH)
    >>> [mention.ways for mention in reading.mentions]
    [(97.0,), (1500.0,)]
    """
    text, known = text_of(tokens, facts), facts.known
    mentions: list[Mention] = []
    keys: set[Key] = {1.0}
    position = 0
    # The tokens that matter are few. What ends with a digit is a figure, perhaps with a sign before it.
    for place in [place for place, word in enumerate(text.low) if word in known or word[-1:] in DIGITS]:
        if place < position:
            continue
        for found, asks in _numbers(text, place):
            mention = _with_tens(text, mentions[-1], found) if mentions else found
            position = max(position, mention.end)
            for way in mention.ways:
                if isinstance(way, tuple):
                    keys.update(way)
                else:
                    keys.add(way)
            if asks:
                mentions.append(mention)
    scales = sorted({mention.scale for mention in mentions} - {1.0})[:_MAGNITUDES]
    if scales and len(mentions) > 1:
        mentions = [_elliptic(mention, scales, keys) for mention in mentions]
    return Reading(mentions, keys, text)


def _numbers(text: Text, place: int) -> Iterator[tuple[Mention, bool]]:
    """Yield what the token at ``place`` begins, and whether it asks for a counterpart."""
    facts, word = text.facts, text.low[place]
    if word[-1] in DIGITS:
        yield _figure(text, place) if word[0] in DIGITS else (_below_zero(text, place), True)
        return
    if word in facts.counting:
        count = finished(text, place, words(text, place))
        if count.end > place + 1 or word not in facts.ambiguous:
            yield Mention(place, count.end, count.ways, is_firm(text, place, count), count.scale), True
            return
    if (values := facts.collectives.get(word)) is not None:
        yield _collective(text, place, values), True
    elif (ordinal := facts.ordinals.get(word)) is not None and word not in facts.loose:
        yield Mention(place, place + 1, (float(ordinal), key(1 / ordinal)), firm=False), True
    elif (roman := facts.romans.get(word)) is not None and _is_roman(text, place):
        yield Mention(place, place + 1, (float(roman),), firm=False), True
    if (month := facts.months.get(word)) is not None:
        yield from _month(text, place, month)
    if (loose := facts.loose.get(word)) is not None:
        yield from _half_of(text, place, loose)
        yield Mention(place, place + 1, loose, firm=False), False


def _is_roman(text: Text, place: int) -> bool:
    """Whether a word is a number by its capitals; one with a single one (Xe) by what is counted, or by a stroke."""
    word = text.tokens[place]
    after = text.low[place + 1]
    return word[:2].isupper() or (word[:1] in _ROMANS and (after in _NUMBERED or after in HYPHENS))


def _figure(text: Text, place: int) -> tuple[Mention, bool]:
    """Return the number that a figure begins, and whether it asks for a counterpart."""
    count = finished(text, place, figure(text, place))
    ways, end, value, before = count.ways, count.end, count.ways[0], text.before(place)
    if value in {0, _ALWAYS}:
        return Mention(place, end, ways, firm=False), False
    if isinstance(value, float) and value < _CENTURY and end == place + 1:
        if value <= _MONTHS and (before in HYPHENS or text.low[end] in HYPHENS):
            ways += (f"m{value:.0f}",)
        if len(text.low[place]) == len("98"):
            ways += years(value)
    # Square metres and E2EE may be spelt out, and the disease go by its short name.
    glued = len(text.low[place]) == 1 and (before in _SYMBOLS or _is_inside_acronym(text, place))
    disease = before in HYPHENS and text.before(place - 1) == "covid"
    return Mention(place, end, ways, firm=not (glued or disease), scale=count.scale), True


def _below_zero(text: Text, place: int) -> Mention:
    """Return the figure with a sign at ``place``: -5 °C, -3,5 %."""
    ways = tuple(-way for way in figure_ways(text.low[place][1:]) if isinstance(way, float))
    count = finished(text, place, Count(ways or (text.low[place],), place + 1))
    return Mention(place, count.end, count.ways, firm=True)


def _is_inside_acronym(text: Text, place: int) -> bool:
    """Whether letters of an acronym stand on both sides: E2EE, B2B."""
    beside = text.tokens[place - 1 : place + 2 : 2] if place else ()
    return len(beside) > 1 and all(token.isupper() and len(token) <= len("EE") for token in beside)


def _collective(text: Text, place: int, values: tuple[float, ...]) -> Mention:
    """Return about so many, and of what: une dizaine, des dizaines de millions."""
    low, facts = text.low, text.facts
    after = place + 1
    if low[after] in facts.partitive and (factor := facts.magnitudes.get(low[after + 1])) is not None:
        ways = (factor, *(key(value * factor) for value in values))
        return Mention(place, after + 2, ways, firm=False, scale=factor)
    return Mention(place, after, values, firm=False)


def _month(text: Text, place: int, month: str) -> Iterator[tuple[Mention, bool]]:
    """Yield a month: one of a date must be met, one by itself counts where it was changed for another."""
    token, before = text.tokens[place], text.before(place)
    if text.facts.capital_months and not token[0].isupper():
        return
    in_date = before[:1] in DIGITS or text.low[place + 1][:1] in DIGITS
    in_date |= before in _ORDINAL_SIGNS or (before == "of" and text.before(place - 1) in _ORDINAL_SIGNS)
    # Mars is a planet, Jan a name.
    common = len(token) > len("Jan") if text.facts.capital_months else token[0].islower()
    yield Mention(place, place + 1, (month,), firm=in_date), in_date or common


def _half_of(text: Text, place: int, loose: tuple[Key, ...]) -> Iterator[tuple[Mention, bool]]:
    """Yield the number of *half a million* and *demi-million*."""
    if _HALF in loose:
        for after in (place + 1, place + 2):
            if (factor := text.facts.magnitudes.get(text.low[after])) is not None:
                yield Mention(place, after + 1, (_HALF * factor,), firm=False, scale=factor), True
                return


def _with_tens(text: Text, before: Mention, mention: Mention) -> Mention:
    """Let the six of *quarante-cinq ou six* be forty-six as well."""
    if before.end + 1 != mention.start or text.low[before.end] not in text.facts.soft_before:
        return mention
    (tens, *_), (unit, *_) = before.ways, mention.ways
    if text.low[mention.start][-1] in DIGITS or not isinstance(tens, float) or not isinstance(unit, float):
        return mention
    if not (_TWENTY < tens < _CENTURY and tens % _TEN and 0 < unit < _TEN):
        return mention
    return mention._replace(ways=(*mention.ways, tens - tens % _TEN + unit))


def _elliptic(mention: Mention, scales: Sequence[float], keys: set[Key]) -> Mention:
    """Let the 3 of *3 à 5 millions*, or of *3 of the 5 million*, be millions as well."""
    value = mention.ways[0]
    if mention.scale > 1 or not isinstance(value, float) or value >= _THOUSAND:
        return mention
    scaled = tuple(key(value * scale) for scale in scales)
    keys.update(scaled)
    return mention._replace(ways=mention.ways + scaled)

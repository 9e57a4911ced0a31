"""Read the numbers off a text's tokens, with the facts of its language.

One pass, each token looked at a bounded number of times. A number is read with all that its neighbours make of it:
magnitude (*5 millions*), fraction (*deux tiers*), per cent, time of day, decade, date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bilingual.checks.numerals import Key, Mention, Numerals, Way, figure_ways, key, parts_ways

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DIGITS = frozenset("0123456789")
# They are also metres, nautical miles, and parts of a code such as 12B.
_UNSURE = frozenset({"m", "k", "b", "milles"})
_HYPHENS = frozenset("-‐‑–—−")
_CURRENCIES = frozenset("€$£¥")
# A small figure glued to these is no quantity: m2, CO2.
_SYMBOLS = frozenset({"m", "dm", "cm", "mm", "km", "co"})
# Looking ahead never goes further than so many tokens.
_AHEAD = 5
_NOON = 12
_DAY = 24
# 24/7 is an idiom in English, and little else.
_ALWAYS = [24.0, 7.0]
_CENTURY = 100
_THOUSAND = 1000
_CENTURIES = (1900, 2000)
_MINUTES = 60
_HALF = 0.5
# The ten within which *dix-sept* and *soixante-dix-sept* begin to count on.
_SEVEN = 7


class Reading(NamedTuple):
    """The numbers of a text: those that ask for a counterpart, and every value that it can answer for."""

    mentions: list[Mention]
    keys: set[Key]


class _Text(NamedTuple):
    """The tokens as written and in lower case, padded so that looking ahead needs no care."""

    tokens: Sequence[str]
    low: Sequence[str]
    facts: Numerals


class _Count(NamedTuple):
    """A number read from words or figures, its magnitude, and where it ends."""

    ways: tuple[Way, ...]
    end: int
    scale: float = 1.0
    ordinal: bool = False


def read(tokens: Sequence[str], facts: Numerals) -> Reading:
    """Return the numbers of a text that is cut into ``numerals.TOKEN`` tokens.

    >>> from bilingual.checks.numerals import TOKEN
    >>> from bilingual.checks.numerals_french import FRENCH
    >>> reading = read(TOKEN.findall("Près de quatre-vingt-dix-sept élèves ont payé 1,5 million d'euros."), FRENCH)
    >>> [mention.ways for mention in reading.mentions]
    [(97.0,), (1500000.0,)]
    """
    low = [token.lower() for token in tokens]
    low.extend([""] * _AHEAD)
    text = _Text(tokens, low, facts)
    mentions: list[Mention] = []
    keys: set[Key] = {1.0}
    known = facts.known
    position = 0
    # The tokens that matter are few: the others are passed over at the speed of the loop.
    for place, token in enumerate(tokens):
        if place < position or (token[0] not in _DIGITS and low[place] not in known):
            continue
        position = place + 1
        for mention, asks in _numbers(text, place):
            position = max(position, mention.end)
            for way in mention.ways:
                if isinstance(way, tuple):
                    keys.update(way)
                else:
                    keys.add(way)
            if asks:
                mentions.append(mention)
    scales = {mention.scale for mention in mentions} - {1.0}
    if scales and len(mentions) > 1:
        mentions = [_elliptic(mention, scales, keys) for mention in mentions]
    return Reading(mentions, keys)


def _numbers(text: _Text, place: int) -> Iterator[tuple[Mention, bool]]:
    """Yield what the token at ``place`` begins, and whether it asks for a counterpart."""
    facts, low, word = text.facts, text.low, text.low[place]
    if place and (low[place - 1], word) in facts.percent:
        return
    if word[0] in _DIGITS:
        yield _figure(text, place)
        return
    if word in facts.counting:
        count = _finished(text, place, _words(text, place))
        alone = count.end == place + 1
        if not (alone and word in facts.ambiguous):
            yield Mention(place, count.end, count.ways, firm=_is_firm(text, place, count), scale=count.scale), True
            return
    if (values := facts.collectives.get(word)) is not None:
        yield _collective(text, place, values), True
    elif (ordinal := facts.ordinals.get(word)) is not None and word not in facts.loose:
        yield Mention(place, place + 1, (float(ordinal), key(1 / ordinal)), firm=False), True
    elif (roman := facts.romans.get(word)) is not None and text.tokens[place][:2].isupper():
        yield Mention(place, place + 1, (float(roman),), firm=False), True
    if (month := facts.months.get(word)) is not None and (not facts.capital_months or text.tokens[place][0].isupper()):
        dated = _dated(text, place)
        # Mars is a planet, Jan a name.
        common = word == text.tokens[place] or (facts.capital_months and len(word) > len("jan"))
        yield Mention(place, place + 1, (month,), firm=dated), dated or common
    if (loose := facts.loose.get(word)) is not None:
        if _HALF in loose and (whole := _half_of(text, place + 1)) is not None:
            yield whole, True
        yield Mention(place, place + 1, loose, firm=False), False


def _figure(text: _Text, place: int) -> tuple[Mention, bool]:
    """Return the number that a figure begins, and whether it asks for a counterpart."""
    low, facts = text.low, text.facts
    ways = figure_ways(low[place])
    end = place + 1
    parts = [way for way in ways[:1] if not isinstance(way, tuple)]
    while low[end] == "/" and low[end + 1][:1] in _DIGITS and low[end + 1].isdecimal() and len(parts) < _AHEAD:
        parts.append(_plain(low[end + 1]))
        end += 2
    before = low[place - 1] if place else ""
    if len(parts) > 1:
        count = _Count(parts_ways(parts) + _quotient(parts), end)
    else:
        count = _scaled(text, place, _Count(ways, end))
    count = _finished(text, place, count)
    value = ways[0]
    if value == 0 or parts == _ALWAYS:
        return Mention(place, count.end, count.ways, firm=True), False
    glued = before in _SYMBOLS and len(low[place]) == 1
    disease = before in _HYPHENS and place > 1 and low[place - 2] == "covid"
    extra = _year_ways(text, place, count) if isinstance(value, float) and value < _CENTURY else ()
    if isinstance(value, float) and value <= _NOON and (before in _HYPHENS or low[end] in _HYPHENS):
        extra = (*extra, f"m{value:.0f}")
    # Square metres may be spelt out, and the disease go by its short name.
    return Mention(place, count.end, count.ways + extra, firm=not (glued or disease), scale=count.scale), True


def _plain(figure: str) -> Key:
    way = figure_ways(figure)[0]
    return way if not isinstance(way, tuple) else figure


def _quotient(parts: list[Key]) -> tuple[Way, ...]:
    """Return 0.75 for 3/4, nothing for what is no fraction."""
    if len(parts) == 1 + 1 and isinstance(parts[0], float) and isinstance(parts[1], float) and parts[1]:
        share = parts[0] / parts[1]
        return (key(share), key(share * _CENTURY))
    return ()


def _scaled(text: _Text, place: int, count: _Count) -> _Count:
    """Let the magnitudes that follow a figure multiply it: 5 millions, 5 M€, $5bn."""
    low, facts, end, scale = text.low, text.facts, count.end, 1.0
    while True:
        after = end + (low[end] in _HYPHENS)
        factor = facts.magnitudes.get(low[after])
        if factor is None:
            break
        scale, end = scale * factor, after + 1
    ways = count.ways
    if scale == 1.0 and end < len(text.tokens) and (factor := facts.abbreviations.get(text.tokens[end])) is not None:
        scale = factor
        end += 1
        money = low[end] in _CURRENCIES or (place > 0 and low[place - 1] in _CURRENCIES)
        if not money and low[end - 1] in _UNSURE:
            return count._replace(ways=_times(ways, scale) + ways, end=end)
    if scale == 1.0:
        return count
    if len(ways) > 1 and not isinstance(ways[1], tuple) and facts.decimal in low[place]:
        # 2,631 millions are not thousands of millions.
        ways = ways[1:]
    return _Count(_times(ways, scale), end, scale)


def _times(ways: tuple[Way, ...], factor: float) -> tuple[Way, ...]:
    return tuple(key(way * factor) for way in ways if isinstance(way, float)) or ways


def _words(text: _Text, place: int) -> _Count:
    """Read number words: quatre-vingt-dix-sept, one hundred and twenty thousand."""
    low, facts = text.low, text.facts
    total = current = last = 0.0
    scale = 1.0
    here = end = place
    while True:
        word = low[here]
        if (value := facts.cardinals.get(word)) is not None:
            if facts.vigesimal and value == 20 and last == 4:  # noqa: PLR2004 - quatre-vingts
                current, last = current + 76, 20
            elif here == place or _fits(value, current, last, vigesimal=facts.vigesimal):
                current, last = current + value, value
            else:
                break
        elif word in facts.hundreds:
            if here > place and not (current < _CENTURY and (current or last >= _CENTURY)):
                break
            current, last = (current or 1) * _CENTURY, _CENTURY
        elif (factor := facts.magnitudes.get(word)) is not None:
            if here > place and current == 0 and not factor > total:
                break
            if factor > total:
                total = (total + current or 1) * factor
            else:
                total += current * factor
            current, last, scale = 0, factor, factor
        elif word in _HYPHENS or (word == facts.conjunction and _joins(low, here + 1, last, facts)):
            here += 1
            if here >= len(text.tokens):
                break
            continue
        else:
            break
        here += 1
        end = here
    value = total + current
    after = end
    while low[after] in _HYPHENS or (low[after] == facts.conjunction and after < end + 2):
        after += 1
    ordinal = facts.ordinals.get(low[after], 0)
    goes_on = last >= 20 or (facts.vigesimal and last == 10)  # noqa: PLR2004 - vingt et unième, dix-septième
    if 0 < ordinal < _CENTURY and goes_on and _fits(ordinal, current, last, vigesimal=facts.vigesimal):
        return _Count((key(value + ordinal),), after + 1, ordinal=True)
    if low[end] in facts.partitive and (factor := facts.magnitudes.get(low[end + 1])) is not None and scale > 1:
        return _Count((key(value * factor), factor, value), end + 2, scale=factor)
    return _Count((key(value),), end, scale)


def _is_firm(text: _Text, place: int, count: _Count) -> bool:
    """Whether number words must be met by themselves: not *deux*, nor *mille* mercis, nor what is part of a name."""
    facts, value, token = text.facts, count.ways[0], text.tokens[place]
    if count.ordinal or not isinstance(value, float) or value in {_CENTURY, _THOUSAND} or value < facts.firm_from:
        return False
    if (place and text.low[place - 1] in facts.soft_before) or text.low[count.end] in facts.soft_after:
        return False
    return place <= 1 or not token[0].isupper() or token.isupper()


def _fits(value: float, current: float, last: float, *, vigesimal: bool) -> bool:
    """Whether a number goes on with ``value``: vingt-deux does, deux-trois does not.

    >>> _fits(7, 70, 10, vigesimal=True), _fits(7, 10, 10, vigesimal=False), _fits(3, 2, 2, vigesimal=True)
    (True, False, False)
    """
    rest = current % _CENTURY
    if value == 0:
        return False
    if value < 10:  # noqa: PLR2004 - units
        on_ten = last == 10 and value >= _SEVEN and vigesimal  # noqa: PLR2004 - dix-sept
        return rest == 0 or (rest % 10 == 0 and (last >= 20 or on_ten))  # noqa: PLR2004 - from twenty on
    if value < 20:  # noqa: PLR2004 - teens
        return rest == 0 or (vigesimal and rest in {60, 80} and last >= 20)  # noqa: PLR2004 - soixante-dix
    return rest == 0


def _joins(low: Sequence[str], place: int, last: float, facts: Numerals) -> bool:
    """Whether a conjunction before ``place`` joins a number to the last: vingt et un, vingt-et-un, a hundred and two."""
    word = low[place + (low[place] in _HYPHENS)]
    if facts.joined:
        return word in facts.joined and last >= 20  # noqa: PLR2004 - vingt et un
    return word in facts.cardinals and last >= _CENTURY


def _finished(text: _Text, place: int, count: _Count) -> _Count:
    """Add what the words after a number make of it."""
    low, facts = text.low, text.facts
    ways, end = count.ways, count.end
    value = ways[0]
    following = low[end]
    if not following or count.ordinal or not isinstance(value, float):
        return count
    if (half := _half(text, count)) is not None:
        ways, end, following = half.ways, half.end, low[half.end]
        count = half
    for phrase in facts.percent:
        if following == phrase[0] and tuple(low[end : end + len(phrase)]) == phrase:
            return count._replace(ways=(*ways, key(value / _CENTURY)), end=end + len(phrase))
    after = end + (following in _HYPHENS)
    if (denominator := facts.denominators.get(low[after])) is not None:
        share = key(value / denominator)
        ways = (share, key(_CENTURY * share), key(_MINUTES * share))
        # Un cinquième may be the fifth one; deux cinquièmes, two out of five.
        ways += (float(denominator),) if value == 1 else (value, (value, float(denominator)))
        return count._replace(ways=ways, end=after + 1)
    if (multiple := facts.multiples.get(following)) is not None:
        ways += (key(value * multiple),)
        end += following in facts.collectives
    if following in facts.hours or following == ":":
        ways += _hours(value)
        # Trois heures moins dix is 2:50, and 14 h 50 is ten to three.
        if low[end + 1] in facts.until:
            ways += _hours(value - 1)
        elif _is_late(low[end + 1], facts):
            ways += _hours(value + 1)
    elif value < _MINUTES and _is_minutes(low, place, facts):
        ways += (key(value / _MINUTES), _MINUTES - value)
    if value % 10 == 0 and _CENTURY > value >= 10 and _is_decade(text, place, end):  # noqa: PLR2004 - the tens
        ways += (value + _CENTURIES[0],)
    elif _CENTURIES[0] <= value < _CENTURIES[-1] + _CENTURY and following in facts.decade_after:
        ways += (value % _CENTURY,)
    return count._replace(ways=ways + facts.periods.get((value, following), ()), end=end)


def _hours(hour: float) -> tuple[Way, ...]:
    """Return an hour on both clocks.

    >>> _hours(15.0), _hours(3.0)
    ((15.0, 3.0), (3.0, 15.0))
    """
    if not 0 <= hour <= _DAY:
        return ()
    return (hour, hour + _NOON if hour < _NOON else hour - _NOON)


def _is_late(word: str, facts: Numerals) -> bool:
    """Whether minutes are counted to the next hour in speech."""
    minutes = float(word) if word.isdecimal() and len(word) == 1 + 1 else facts.cardinals.get(word, 0)
    return minutes > _MINUTES * _HALF


def _is_minutes(low: Sequence[str], place: int, facts: Numerals) -> bool:
    if place and low[place - 1] in facts.until:
        place -= 1
    return place > 0 and (low[place - 1] in facts.hours or low[place - 1] == ":")


def _half(text: _Text, count: _Count) -> _Count | None:
    """Read *et demi* and *and a half*, at once or after a noun or a magnitude."""
    low, facts, end, value = text.low, text.facts, count.end, count.ways[0]
    if not isinstance(value, float):
        return None
    for phrase in facts.halves:
        length = len(phrase)
        for start in (end, end + 1):
            if low[start] == phrase[0] and tuple(low[start : start + length]) == phrase:
                factor = facts.magnitudes.get(low[start + length]) if start == end else None
                ways = (key(value + _HALF * count.scale), value)
                if factor is not None:
                    return _Count((key((value + _HALF) * factor),), start + length + 1, factor)
                return count._replace(ways=ways, end=start + length if start == end else end)
    return None


def _half_of(text: _Text, place: int) -> Mention | None:
    """Read *half a million* and *demi-million* from after the half."""
    low, facts = text.low, text.facts
    for skipped in (place, place + 1):
        if (factor := facts.magnitudes.get(low[skipped])) is not None:
            return Mention(place - 1, skipped + 1, (_HALF * factor,), firm=False, scale=factor)
    return None


def _is_decade(text: _Text, place: int, end: int) -> bool:
    before = text.low[place - 1] if place else ""
    return before in text.facts.decade_before or text.low[end] in text.facts.decade_after


def _year_ways(text: _Text, place: int, count: _Count) -> tuple[Way, ...]:
    """Return the years that a figure of two digits may stand for, where it is not a quantity of anything."""
    value = count.ways[0]
    if len(text.low[place]) != 1 + 1 or count.end != place + 1 or not isinstance(value, float):
        return ()
    return tuple(century + value for century in _CENTURIES)


def _collective(text: _Text, place: int, values: tuple[float, ...]) -> Mention:
    """Return about so many, and of what: une dizaine, des dizaines de millions."""
    low, facts = text.low, text.facts
    after = place + 1
    if low[after] in facts.partitive and (factor := facts.magnitudes.get(low[after + 1])) is not None:
        ways = (factor, *(key(value * factor) for value in values))
        return Mention(place, after + 2, ways, firm=False, scale=factor)
    return Mention(place, after, values, firm=False)


def _dated(text: _Text, place: int) -> bool:
    """Whether a month belongs to a date, so that it is a fact and not a manner of speaking."""
    low = text.low
    before = low[place - 1] if place else ""
    return before[:1] in _DIGITS or low[place + 1][:1] in _DIGITS or (before in {"er", "of", "th", "st", "nd", "rd"})


def _elliptic(mention: Mention, scales: set[float], keys: set[Key]) -> Mention:
    """Let the 3 of *3 à 5 millions*, or of *3 of the 5 million*, be millions as well."""
    value = mention.ways[0]
    if mention.scale > 1 or not isinstance(value, float) or value >= _THOUSAND:
        return mention
    scaled = tuple(key(value * scale) for scale in scales)
    keys.update(scaled)
    return mention._replace(ways=mention.ways + scaled)

"""The check of numbers: each figure of the source must come out, and none may come in.

Figures are compared strictly, as values: 10 000 = 10,000, XXe siècle = 20th century, 14 h 30 = 2:30 p.m. Number words
are freer (*deux* may come out as *both*, or not at all), so they count only where one is missing and another stands
in its place.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from bilingual.checks.finding import Finding, traced
from bilingual.checks.numbers.amounts import amounts, are_equal
from bilingual.checks.numbers.english import ENGLISH
from bilingual.checks.numbers.french import FRENCH
from bilingual.checks.numbers.mentions import Reading, read
from bilingual.checks.numbers.values import TOKEN, Mention, Numerals

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bilingual.checks.finding import Span
    from bilingual.data import Translation

_DIGIT = re.compile("[0-9]")
_WORD = re.compile(r"[^\W0-9_]+")
_BELOW = re.compile("[₀-₉]")
_NO_SPACE = re.compile(r"\S+")
_BELOW_TO_PLAIN = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
# What a finding shows, in numbers and in characters.
_SHOWN = 4
_SHOWN_CHARACTERS = 40


def find(source: str, translation: Translation) -> Finding | None:
    """Return the numbers that are missing or changed in an English translation, or that only it has.

    >>> from bilingual.data import Translation
    >>> find("Il y avait 10 000 élèves en 1998.", Translation("There were 10,000 pupils in 1989.", None))
    Finding(evidence='1998 → 1989', source=((28, 32),), target=((28, 32),))
    >>> find("Il y avait 10 000 élèves en 1998.", Translation("In 1998 there were ten thousand pupils.", None))
    >>> find("Ils sont 40.", Translation("They are many.", None))
    Finding(evidence='40', source=((9, 11),), target=())
    """
    ours, theirs = _prepared(source), _prepared(translation.text)
    if not (_asks(ours, FRENCH) or _asks(theirs, ENGLISH)):
        return None
    missing, extra = _unanswered(read(TOKEN.findall(ours), FRENCH), read(TOKEN.findall(theirs), ENGLISH))
    if not missing and not extra:
        return None
    missing_at, extra_at = _spans(ours, missing), _spans(theirs, extra)
    before, after = [ours[start:end] for start, end in missing_at], [theirs[start:end] for start, end in extra_at]
    if _digits(before) == _digits(after) != "":
        return None
    evidence = _evidence(before[:_SHOWN], after[:_SHOWN])
    return Finding(evidence, _traced(source, ours, missing_at), _traced(translation.text, theirs, extra_at))


def _asks(text: str, facts: Numerals) -> bool:
    """Whether anything in a text may ask for a counterpart; most sentences go no further.

    >>> _asks("Rien à signaler.", FRENCH), _asks("Deux points à signaler.", FRENCH)
    (False, True)
    """
    return _DIGIT.search(text) is not None or not facts.asking.isdisjoint(_WORD.findall(text.lower()))


def _prepared(text: str) -> str:
    """Return a text without addresses, whose figures are not numbers, and with CO₂ as CO2.

    >>> _prepared("Voir https://example.org/2024/12 en 2025 : CO₂")
    'Voir en 2025 : CO2'
    """
    if _is_address(text):
        text = " ".join(word for word in text.split() if not _is_address(word))
    return text.translate(_BELOW_TO_PLAIN) if not text.isascii() and _BELOW.search(text) else text


def _is_address(word: str) -> bool:
    return "@" in word or "://" in word or "www." in word


def _traced(text: str, prepared: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return where stretches of the text as it was prepared stand in the text.

    >>> text = "Voir https://example.org/2024/12 en 2025"
    >>> _traced(text, _prepared(text), [(8, 12)])
    ((36, 40),)
    """
    if len(prepared) == len(text):
        return tuple(spans)  # no address fell out
    words = [match.span() for match in _NO_SPACE.finditer(text) if not _is_address(match[0])]
    # A space stands behind each word, where the text has one, too.
    places = [place for start, end in words for place in range(start, end + 1)]
    return tuple(traced(span, places) for span in spans)


def _unanswered(french: Reading, english: Reading) -> tuple[list[Mention], list[Mention]]:
    """Return the French numbers that English lacks, and the English ones that French lacks."""
    missing = [mention for mention in french.mentions if not mention.answered(english.keys)]
    extra = [mention for mention in english.mentions if not mention.answered(french.keys)]
    if missing or extra:
        missing = [mention for mention in missing if not _is_of_other_sign(mention, french, english)]
        extra = [mention for mention in extra if not _is_of_other_sign(mention, english, french)]
    if missing or extra:
        missing, extra = _without_conversions(french, english, missing, extra)
    if missing and extra:
        return missing, extra
    return [mention for mention in missing if mention.firm], [mention for mention in extra if mention.firm]


def _without_conversions(
    french: Reading, english: Reading, missing: list[Mention], extra: list[Mention]
) -> tuple[list[Mention], list[Mention]]:
    """Leave out amounts that English has in other units: 250 kg, 550 pounds."""
    theirs = amounts(english, french=False)
    ours = amounts(french, french=True) if theirs else []
    equal = [(one, other) for one in ours for other in theirs if are_equal(one, other)]
    if not equal:
        return missing, extra
    converted = [french.mentions[number] for one, _ in equal for number in one.numbers]
    conversions = [english.mentions[number] for _, other in equal for number in other.numbers]
    return (
        [mention for mention in missing if mention not in converted],
        [mention for mention in extra if mention not in conversions],
    )


def _is_of_other_sign(mention: Mention, own: Reading, other: Reading) -> bool:
    """Whether a number is there with the other sign, and words around the one without make up for it (minus 5)."""
    value = mention.ways[0]
    if not isinstance(value, float) or not value or -value not in other.keys:
        return False
    return (other if value < 0 else own).lowers()


def _spans(text: str, mentions: Sequence[Mention]) -> list[Span]:
    """Return where in a text its mentions stand."""
    if not mentions:
        return []
    spans = [match.span() for match in TOKEN.finditer(text)]
    return [(spans[mention.start][0], spans[mention.end - 1][1]) for mention in mentions]


def _digits(figures: Iterable[str]) -> str:
    """Return the digits of figures where nothing but spaces divides them: a telephone number, grouped in any way.

    >>> _digits(["0 800", "123 456"]), _digits(["0,8"])
    ('0800123456', '')
    """
    digits = "".join("".join(figures).split())
    return digits if digits.isdecimal() else ""


def _evidence(missing: Iterable[str], extra: Iterable[str]) -> str:
    """Return numbers for people, side by side in the order of the texts.

    >>> _evidence(["1998", "40"], ["1989"])
    '1998 → 1989, 40'
    >>> _evidence([], ["47"])
    '→ 47'
    """
    return ", ".join(
        " → ".join(text[:_SHOWN_CHARACTERS] for text in ((before, after) if after else (before,))).lstrip()
        for before, after in zip_longest(missing, extra, fillvalue="")
    )

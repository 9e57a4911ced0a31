"""Errors to plant into good translations, one function a kind: seeded, so that every run plants the same.

``tools.meaning`` has single facts that are changed, and negations.

A function takes a source of chance, the pair, and another pair of the same texts to borrow from. It returns the pair
with the error, or None where the pair offers no place for it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bilingual.lexicon.folding import fold
from bilingual.lexicon.stems import TOKEN, content_stem

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from benchmarks.pairs import Pair

# A clause, as far as it can be told without grammar, ends at a mark or before a word that begins another.
_CLAUSE_END = re.compile(r"[,;:.!?()—–]+[\"”’»]?\s|\s[-–—]\s")
# Content words to a clause, and that stay in the rest.
CLAUSE, REST = 5, 3
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-zà-ÿ]{3,}\b")
_ACRONYM = re.compile(r"\b[A-Z]{2,5}\b")
_NUMBER = re.compile(r"\d+")
_MAGNITUDES = {"million": "billion", "billion": "million", "thousand": "million", "millions": "billions"}
_MAGNITUDES |= {"billions": "millions", "thousands": "millions", "trillion": "billion", "hundred": "thousand"}
_MAGNITUDE = re.compile(rf"\b({'|'.join(_MAGNITUDES)})\b|(\d+)([.,]\d+)?(?= ?%| per ?cent\b)")
_QUOTES = '"“”«»'


def content_words(text: str, language: str = "en") -> int:
    """Return the number of words that have a meaning of their own."""
    return sum(content_stem(word, language) is not None for word in TOKEN.findall(fold(text)))


def clauses(text: str) -> list[tuple[int, int]]:
    """Return the spans of one to three clauses in a row with enough words, which leave enough words and a third."""
    cuts = [0, *(match.end() for match in _CLAUSE_END.finditer(text)), len(text)]
    spans = [
        (cuts[first], cuts[last]) for first in range(len(cuts)) for last in range(first + 1, min(first + 4, len(cuts)))
    ]
    return [
        (start, end)
        for start, end in spans
        if end - start < 2 * len(text) / 3
        and content_words(text[start:end]) >= CLAUSE
        and content_words(text[:start] + " " + text[end:]) >= REST
    ]


def drop_clause(rng: Random, pair: Pair, _: Pair) -> Pair | None:
    """Leave out one to three clauses, wherever they stand, with at least five content words."""
    source, target = pair
    spans = clauses(target)
    if not spans:
        return None
    start, end = rng.choice(spans)
    return source, f"{target[:start].rstrip(' ,;:(')} {target[end:].lstrip()}".strip()


def drop_end(rng: Random, pair: Pair, _: Pair) -> Pair | None:
    """Stop a quarter to a half before the end, between words, as if that were the end."""
    source, target = pair
    words = target.split()
    keep = round(len(words) * rng.uniform(0.5, 0.75))
    if content_words(" ".join(words[keep:])) < CLAUSE or keep < REST:
        return None
    return source, " ".join(words[:keep]).rstrip(",;:") + "."


def half_empty(_: Random, pair: Pair, __: Pair) -> Pair | None:
    """Keep the first half of the words."""
    words = pair[1].split()
    return (pair[0], " ".join(words[: len(words) // 2])) if len(words) >= 6 else None


def truncate(rng: Random, pair: Pair, _: Pair) -> Pair | None:
    """Stop within a word, after a fifth to a half of the characters."""
    source, target = pair
    return (source, target[: round(len(target) * rng.uniform(0.2, 0.5))].rstrip()) if len(target) >= 30 else None


def run_away(rng: Random, pair: Pair, other: Pair) -> Pair | None:
    """Go on with twice as much again."""
    source, target = pair
    words = other[1].split()
    return source, f"{target} {' '.join(rng.choice(words) for _ in range(2 * len(target.split())))}"


def repeat(rng: Random, pair: Pair, _: Pair) -> Pair | None:
    """Say one to four words again, one to three times."""
    source, target = pair
    words = target.split()
    size = rng.randint(1, 4)
    if len(words) < size + 2:
        return None
    start = rng.randrange(1, len(words) - size)
    # A mark after the last word would come to stand between; a loop of a model has it too.
    again = words[start : start + size] * rng.randint(1, 3)
    return source, " ".join([*words[: start + size], *again, *words[start + size :]])


def repeat_clause(rng: Random, pair: Pair, _: Pair) -> Pair | None:
    """Say a clause again later."""
    source, target = pair
    spans = clauses(target)
    if not spans:
        return None
    start, end = rng.choice(spans)
    return source, f"{target.rstrip('.')}, {target[start:end].strip(' ,;:.')}."


def swap_number(rng: Random, pair: Pair, _: Pair) -> Pair | None:
    """Change a figure that stands in the source as well."""
    source, target = pair
    found = [match for match in _NUMBER.finditer(target) if match[0] in source]
    if not found:
        return None
    match = rng.choice(found)
    at = rng.randrange(match.start(), match.end())
    digit = rng.choice([digit for digit in "123456789" if digit != target[at]])
    return source, target[:at] + digit + target[at + 1 :]


def change_magnitude(rng: Random, pair: Pair, _: Pair) -> Pair | None:
    """Take millions for billions, or move the point of a percentage."""
    source, target = pair
    found = list(_MAGNITUDE.finditer(target))
    if not found:
        return None
    match = rng.choice(found)
    new = _MAGNITUDES[match[1]] if match[1] else match[2] + (match[3][1:] if match[3] else "0")
    return source, target[: match.start()] + new + target[match.end() :]


def change_name(rng: Random, pair: Pair, other: Pair) -> Pair | None:
    """Put another name in the place of one that source and target share."""
    source, target = pair
    found = [match for match in _NAME.finditer(target) if match[0] in source]
    others = [name for name in _NAME.findall(other[1]) if name in other[0] and name not in source + target]
    if not found or not others:
        return None
    match = rng.choice(found)
    return source, re.sub(rf"\b{match[0]}\b", rng.choice(others), target)


def change_acronym(rng: Random, pair: Pair, _: Pair) -> Pair | None:
    """Take another letter in an acronym that source and target share."""
    source, target = pair
    found = [match[0] for match in _ACRONYM.finditer(target) if re.search(rf"\b{match[0]}\b", source)]
    if not found:
        return None
    acronym = rng.choice(found)
    at = rng.randrange(len(acronym))
    letter = rng.choice([letter for letter in "BCDFGHKLMNPRSTV" if letter != acronym[at]])
    return source, re.sub(rf"\b{acronym}\b", acronym[:at] + letter + acronym[at + 1 :], target)


def copy_source(_: Random, pair: Pair, __: Pair) -> Pair | None:
    """Leave the sentence in French."""
    return (pair[0], pair[0]) if content_words(pair[0], "fr") >= REST else None


def copy_half(_: Random, pair: Pair, __: Pair) -> Pair | None:
    """Leave the second half in French."""
    source, target = pair[0].split(), pair[1].split()
    if content_words(" ".join(source[len(source) // 2 :]), "fr") < REST:
        return None
    return pair[0], " ".join(target[: len(target) // 2] + source[len(source) // 2 :])


def lose_quote(rng: Random, pair: Pair, _: Pair) -> Pair | None:
    """Leave out one mark of a quotation."""
    source, target = pair
    places = [at for at, character in enumerate(target) if character in _QUOTES]
    if not places or len(places) % 2 or not any(character in _QUOTES for character in source):
        return None
    at = rng.choice(places)
    return source, target[:at] + target[at + 1 :]


def swap_translations(_: Random, pair: Pair, other: Pair) -> Pair | None:
    """Give the translation of another sentence."""
    return pair[0], other[1]


def invent_clause(rng: Random, pair: Pair, other: Pair) -> Pair | None:
    """Add a clause of another sentence."""
    spans = clauses(other[1])
    if not spans:
        return None
    start, end = rng.choice(spans)
    return pair[0], f"{pair[1].rstrip('.')}, {other[1][start:end].strip(' ,;:.')}."


def translate_address(rng: Random, pair: Pair, _: Pair) -> Pair | None:
    """Make prose of an address, as a model does that has seen nothing else."""
    words = re.findall(r"[a-z]{3,}", pair[1])
    if len(words) < REST:
        return None
    name = "-".join(rng.choice(words) for _ in range(2))
    address = rng.choice(
        [f"https://www.{name}.example/{words[0]}", f"{words[0]}@{name}.example", f"@{words[0]} #{words[1]}"]
    )
    return address, " ".join(words[:REST])


KINDS: dict[str, Callable[[Random, Pair, Pair], Pair | None]] = {
    "drop a clause": drop_clause,
    "drop the end": drop_end,
    "half empty": half_empty,
    "truncate": truncate,
    "run away": run_away,
    "repeat an n-gram": repeat,
    "repeat a clause": repeat_clause,
    "swap a number": swap_number,
    "change a magnitude": change_magnitude,
    "change a name": change_name,
    "change an acronym": change_acronym,
    "copy the source": copy_source,
    "copy half": copy_half,
    "lose a quotation mark": lose_quote,
    "swap two translations": swap_translations,
    "invent a clause": invent_clause,
    "translate an address": translate_address,
}

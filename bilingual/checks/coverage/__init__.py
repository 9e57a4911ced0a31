"""Which words of a sentence have a counterpart in its translation, and the other way round.

A lexicon says what a word may come out as; figures, names and cognates stand for themselves. One word without a
counterpart says little, since free translations have many; the checks ``dropped``, ``added`` and ``unrelated`` weigh
all of them together with the length.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bilingual.checks.coverage.lengths import usual
from bilingual.lexicon.counterparts import lexicon
from bilingual.lexicon.folding import fold
from bilingual.lexicon.memo import Memo
from bilingual.lexicon.stems import PREFIX, TOKEN, content_stem
from bilingual.lexicon.words import WORD

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bilingual.checks.finding import Span

# How often a word's counterpart is there: in human translations of news, by the tenths of the lexicon; of words that
# it does not hold (most of them names and cognates), and of figures. And how often it is there by chance.
_KEPT = (0.08, 0.11, 0.22, 0.29, 0.36, 0.48, 0.56, 0.64, 0.755, 0.845)
_KEPT_UNKNOWN, _KEPT_FIGURE = 0.78, 0.93
_CHANCE, _CHANCE_UNKNOWN = 0.05, 0.02
# How often something in the source accounts for a word of the translation, when it should and by chance.
_EXPLAINED, _EXPLAINED_CHANCE = 0.68, 0.08
_IF_EXPLAINED = math.log(_EXPLAINED_CHANCE / _EXPLAINED)
_IF_UNEXPLAINED = math.log((1 - _EXPLAINED_CHANCE) / (1 - _EXPLAINED))


# A translation is free where of so many words or more a larger share than this has no counterpart.
_TELLING_WORDS = 12
_MOST_STRANGE = 0.5


@dataclass(frozen=True, slots=True)
class Run:
    """The words, from ``first`` to ``last`` as ``TOKEN`` counts them, that lack a counterpart more than any others.

    ``weight`` is the logarithm of how much likelier that is if they have none than if they have.
    """

    weight: float
    first: int
    last: int


@dataclass(frozen=True)
class Coverage:
    """How a sentence and its translation cover each other; function words do not count.

    ``length`` is how much longer than usual the translation is, in standard deviations (negative: shorter).
    ``missing`` are the words of the source without counterpart, ``unexplained`` those of the target that nothing in
    the source accounts for. ``weight`` is the logarithm of how much likelier what is there and what is missing is
    between two sentences by chance than between a sentence and its translation. ``source_weights`` and
    ``target_weights`` are these logarithms by word, None for a function word. ``tokens`` are the words of the source.
    """

    length: float
    source_words: int
    target_words: int
    missing: int
    unexplained: int
    weight: float
    source_weights: Sequence[float | None]
    target_weights: Sequence[float | None]
    tokens: Sequence[str]

    @cached_property
    def source_run(self) -> Run:
        """The words in a row that lack a counterpart most. Few sentences are ever asked for them."""
        return _heaviest(self.source_weights)

    @cached_property
    def target_run(self) -> Run:
        """The words in a row that nothing in the source accounts for."""
        return _heaviest(self.target_weights)

    @property
    def is_free(self) -> bool:
        """Whether so few words have a counterpart that one more says nothing: a free translation, or another text's."""
        words = self.source_words + self.target_words
        return words >= _TELLING_WORDS and self.missing + self.unexplained > _MOST_STRANGE * words

    def score(self, weights: Mapping[str, float]) -> float:
        """Return the weighted sum of what there is, for a logistic regression; a run counts with its weight."""
        return sum(weight * self._value(name) for name, weight in weights.items())

    def _value(self, name: str) -> float:
        if name == "bias":
            return 1.0
        value: float | Run = getattr(self, name)
        return value.weight if isinstance(value, Run) else value


def surplus(source: str, target: str) -> float:
    """Return how much longer than usual the target is, in standard deviations; 0 where a side is empty.

    >>> round(surplus("Il pleut sur la ville depuis hier.", "It rains."), 1)
    -5.6
    """
    if not source or not target:
        return 0.0  # an empty translation is another flag
    mean, deviation = usual(len(source))
    return (math.log(len(target) / len(source)) - mean) / deviation


# Several checks ask for the same pair in a row.
@lru_cache(maxsize=1)
def coverage(source: str, target: str) -> Coverage:
    """Return how the two cover each other.

    >>> found = coverage("Le chat noir dort.", "The black cat sings.")
    >>> found.source_words, found.missing, found.unexplained
    (3, 1, 1)
    """
    theirs = list(map(_NAMED.__getitem__, TOKEN.findall(fold(target))))
    stems = {word[0] for word in theirs if word is not None}
    prefixes = {word[1] for word in theirs if word is not None and word[1]}
    explained: set[str] = set()
    own_prefixes = set()
    total, words, missing = 0.0, 0, 0
    weights: list[float | None] = []
    tokens = TOKEN.findall(fold(source))
    for known in map(_KNOWN.__getitem__, tokens):
        if known is None:
            weights.append(None)
            continue
        counterparts, prefix, if_there, if_missing = known
        words += 1
        own_prefixes.add(prefix)
        if not stems.isdisjoint(counterparts):
            explained |= stems & counterparts
            weight = if_there
        elif prefix in prefixes:
            weight = if_there
        else:
            weight = if_missing
            missing += 1
        total += weight
        weights.append(weight)
    # A word that is shorter than a prefix is none: no word of the source has it for one, unless it is that word.
    own_prefixes.discard("")
    own = [
        None if word is None else _IF_EXPLAINED if word[0] in explained or word[1] in own_prefixes else _IF_UNEXPLAINED
        for word in theirs
    ]
    return Coverage(
        surplus(source, target),
        words,
        len(own) - own.count(None),
        missing,
        own.count(_IF_UNEXPLAINED),
        total,
        weights,
        own,
        tokens,
    )


def _heaviest(weights: Sequence[float | None]) -> Run:
    """Return the run with the largest sum (Kadane's algorithm)."""
    heaviest, first, last = 0.0, 0, 0
    weight, start = 0.0, 0
    for at, here in enumerate(weights):
        if here is None:
            continue
        if weight <= 0:
            weight, start = 0.0, at
        weight += here
        if weight > heaviest:
            heaviest, first, last = weight, start, at
    return Run(heaviest, first, last)


class _Known(NamedTuple):
    """What is known of a word of the source; the weights are logarithms of odds, see ``Run``."""

    counterparts: frozenset[str]
    prefix: str
    if_there: float
    if_missing: float


def _known(word: str) -> _Known | None:
    """Return what is known of a folded French word, None for a function word."""
    stem = content_stem(word, "fr")
    if stem is None:
        return None
    entry = lexicon().get(stem)
    if entry is not None:
        kept, chance = _KEPT[entry.tenths], _CHANCE
    else:
        kept, chance = (_KEPT_FIGURE if stem.isdigit() else _KEPT_UNKNOWN), _CHANCE_UNKNOWN
    counterparts = entry.counterparts if entry is not None else frozenset()
    return _Known(counterparts | {stem}, _prefix(stem), math.log(chance / kept), math.log((1 - chance) / (1 - kept)))


def _named(word: str) -> tuple[str, str] | None:
    """Return the stem and the prefix of a folded English word, None for a function word."""
    stem = content_stem(word, "en")
    return None if stem is None else (stem, _prefix(stem))


def _prefix(stem: str) -> str:
    """Return the letters that cognates share; a short word has none of its own, only itself."""
    return stem[:PREFIX] if len(stem) >= PREFIX else ""


_KNOWN = Memo(_known)
_NAMED = Memo(_named)


def place(text: str, run: Run) -> tuple[int, int]:
    """Return from which character of the text to which the words of a run stand.

    >>> text = "L'été dernier, à Sète, il a plu."
    >>> text[slice(*place(text, Run(1.0, 2, 4)))]
    'dernier, à Sète'
    """
    start = end = number = 0
    for match in WORD.finditer(text):
        tokens = len(TOKEN.findall(fold(match[0])))
        if number <= run.first < number + tokens:
            start = match.start()
        if number <= run.last < number + tokens:
            end = match.end()
            break
        number += tokens
    return start, end


def lacking(text: str, weights: Sequence[float | None]) -> tuple[Span, ...]:
    """Return where the words of a text stand that have no counterpart; those in a row are one stretch.

    ``weights`` are the logarithms by word of ``Coverage``. Function words join what stands around them.

    >>> source, target = "Le maire de la ville a chanté hier.", "The mayor sang."
    >>> [source[start:end] for start, end in lacking(source, coverage(source, target).source_weights)]
    ['ville', 'hier']
    """
    found: list[Span] = []
    number = 0
    goes_on = False
    for match in WORD.finditer(text):
        tokens = len(TOKEN.findall(fold(match[0])))
        own = [weight for weight in weights[number : number + tokens] if weight is not None]
        number += tokens
        if not own:
            continue
        lacks = all(weight > 0 for weight in own)
        if lacks:
            found.append((found.pop()[0] if goes_on else match.start(), match.end()))
        goes_on = lacks
    return tuple(found)

"""Counts of candidates → the terms among them: singular and plural are one, and what stands in longer ones is none."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nsmallest
from typing import TYPE_CHECKING

from bilingual.corpus.terms.candidates import INNER
from bilingual.corpus.terms.general import general
from bilingual.corpus.terms.keyness import log_likelihood, log_ratio

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bilingual.corpus.terms.bounds import Usage
    from bilingual.corpus.terms.counting import Counts

# Of a candidate that stands in a longer one so often, the longer one is the term.
_WITHIN = 0.8
# Plural endings with those of the singular, the first that fits.
_PLURALS = (("eaux", "eau"), ("aux", "al"), ("eux", "eu"), ("s", ""))
_LEAST_LETTERS = 4
# Feminines that are no other word, with their masculines, of so many letters.
_FEMININES = (
    ("ienne", "ien"),
    ("éenne", "éen"),
    ("aise", "ais"),
    ("oise", "ois"),
    ("caine", "cain"),
    ("trice", "teur"),
)
_LEAST_MASCULINE = 6


@dataclass(frozen=True, slots=True)
class Group:
    """The forms of a term, as candidates tell them, its content words, and its counts in the general list and here.

    ``base`` is the term with all words in the singular of which the corpus has one; it need not have it so itself.
    """

    base: str
    keys: tuple[str, ...]
    words: int
    general: int
    count: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """The terms that were chosen; ``sizes`` are all occurrences of candidates by content words."""

    groups: tuple[Group, ...]
    sizes: Mapping[int, int]

    def keyness(self, group: Group, count: int) -> tuple[float, float]:
        """Return the log-likelihood and the log-ratio of a term that stands so often in the corpus."""
        return _keyness(group, count, self.sizes)


def chosen(counts: Counts, usage: Usage, least: int, most: int, *, by_count: bool = False) -> Chosen:
    """Return the terms that stand ``least`` times or more: at most so many, by keyness, or by their count.

    ``usage`` tells which candidates may be some.
    """
    sizes: dict[int, int] = {}
    for key, count in counts.items():
        words = words_of(key)
        sizes[words] = sizes.get(words, 0) + count
    groups: dict[str, list[str]] = {}
    for key in counts:
        groups.setdefault(_singular(key, counts), []).append(key)
    sums = {base: sum(map(counts.of, keys)) for base, keys in groups.items()}
    sums = {base: count for base, count in sums.items() if count >= least and _may_be(groups[base], counts, usage)}
    inside = _inside(sums)
    there = general()
    ready: list[tuple[float, str, Group]] = []
    for base, count in sums.items():
        if base in inside:
            continue
        group = Group(
            base, tuple(groups[base]), words_of(base), sum(there.counts.get(key, 0) for key in groups[base]), count
        )
        rank = count if by_count else _keyness(group, count, sizes)[0]
        ready.append((-rank, base, group))
    return Chosen(tuple(group for _, _, group in nsmallest(most, ready, key=lambda one: one[:2])), sizes)


def _may_be(keys: Iterable[str], counts: Counts, usage: Usage) -> bool:
    """Whether most of what stands there in these forms may be a term."""
    return sum(counts.of(key) * (1 if usage.may_be(key) else -1) for key in keys) > 0


def words_of(key: str) -> int:
    """Return how many content words a candidate has.

    >>> words_of("cour pénale d'état"), words_of("onu")
    (3, 1)
    """
    return sum(word not in INNER for word in _parts(key))


def _parts(key: str) -> list[str]:
    return key.replace("'", "' ").split()


def _keyness(group: Group, count: int, sizes: Mapping[int, int]) -> tuple[float, float]:
    there = general()
    # Longer runs than the general list has are compared with its longest.
    longest = max(there.sizes)
    size, other = sizes.get(group.words, 0), there.sizes[min(group.words, longest)]
    return log_likelihood(count, size, group.general, other), log_ratio(count, size, group.general, other)


def _singular(key: str, counts: Counts) -> str:
    """Return a candidate with each of its words in the singular where the corpus has that, too.

    A word alone is in the masculine as well, as glossaries find its feminine by that.
    """
    words = key.split(" ")
    if len(words) == 1 and counts.of(masculine := _masculine(_single(key))):
        return masculine
    return " ".join(_one(word, counts) for word in words)


def _one(word: str, counts: Counts) -> str:
    before, mark, last = word.rpartition("'")
    singles = [_single(last)]
    if "-" in last:  # one of its parts may be invariable: *chauves-souris*
        first, *others = last.split("-")
        singles += ["-".join(map(_single, (first, *others))), "-".join((_single(first), *others))]
    return next((f"{before}{mark}{single}" for single in singles if single != last and counts.of(single)), word)


def _single(word: str) -> str:
    """Return the singular that a word has if it is a plural.

    >>> _single("chevaux"), _single("accords"), _single("pays"), _single("as")
    ('cheval', 'accord', 'pay', 'as')
    """
    if len(word) >= _LEAST_LETTERS:
        for ending, other in _PLURALS:
            if word.endswith(ending):
                return word.removesuffix(ending) + other
    return word


def _masculine(word: str) -> str:
    """Return the masculine that a word has if it is the feminine of a people or the like, else the word.

    >>> [_masculine(word) for word in ("malienne", "directrice", "fraise", "armée")]
    ['malien', 'directeur', 'fraise', 'armée']
    """
    for ending, other in _FEMININES:
        if word.endswith(ending) and len(word) - len(ending) + len(other) >= _LEAST_MASCULINE:
            return word.removesuffix(ending) + other
    return word


def _inside(sums: Mapping[str, int]) -> set[str]:
    """Return the candidates that hardly ever stand outside one longer candidate."""
    found: set[str] = set()
    for base, count in sums.items():
        for part in _shorter(base):
            if part in sums and count >= _WITHIN * sums[part]:
                found.add(part)
    return found


def _shorter(key: str) -> Iterable[str]:
    """Yield the candidates that begin or end a longer one, without its last or its first content word."""
    parts = _parts(key)
    places = [number for number, part in enumerate(parts) if part not in INNER]
    if len(places) > 1:
        yield _joined(parts[places[1] :])
        yield _joined(parts[: places[-2] + 1])


def _joined(parts: list[str]) -> str:
    """Return parts as one candidate.

    >>> _joined(["cour", "d'", "appel"])
    "cour d'appel"
    """
    return " ".join(parts).replace("' ", "'")

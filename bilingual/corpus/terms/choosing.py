"""Counts of candidates → the terms among them: singular and plural are one, and what stands in longer ones is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bilingual.corpus.terms.candidates import INNER, parts_of
from bilingual.corpus.terms.counting import scratch
from bilingual.corpus.terms.general import general
from bilingual.corpus.terms.keyness import log_likelihood, log_ratio
from bilingual.lexicon.memo import Memo

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


def chosen(  # noqa: PLR0913 - what is known, and what is asked for
    counts: Counts, usage: Usage, sizes: Mapping[int, int], least: int, most: int, *, by_count: bool = False
) -> Chosen:
    """Return the terms that stand ``least`` times or more: at most so many, by keyness, or by their count.

    ``counts`` are those of all candidates, by ``family``, and ``sizes`` all occurrences of these by content words;
    ``usage`` tells which may be terms.
    """
    there = general().counts
    database = scratch(_TABLES)
    for members in counts.families(least):
        groups: dict[str, list[tuple[str, int]]] = {}
        for member in members:
            groups.setdefault(_singular(member[0], usage), []).append(member)
        for base, forms in groups.items():
            count = sum(number for _, number in forms)
            if count >= least and _may_be(forms, usage):
                keys = [key for key, _ in forms]
                group = Group(base, tuple(keys), words_of(base), sum(there.get(key, 0) for key in keys), count)
                rank = count if by_count else _keyness(group, count, sizes)[0]
                row = (base, " | ".join(keys), group.words, group.general, count, rank)
                database.execute("INSERT INTO term VALUES (?, ?, ?, ?, ?, ?)", row)
                database.executemany("INSERT INTO longer VALUES (?, ?)", ((part, count) for part in _shorter(base)))
    database.execute("CREATE INDEX longer_by_part ON longer (part, count)")
    rows = database.execute(_BEST, (_WITHIN, most))
    return Chosen(tuple(Group(base, tuple(keys.split(" | ")), *figures) for base, keys, *figures in rows), sizes)


# What stands in a longer term, with the count of that; a term is left out where one of them has most of it.
_TABLES = """
    CREATE TABLE term (base TEXT, keys TEXT, words INTEGER, general INTEGER, count INTEGER, rank REAL);
    CREATE TABLE longer (part TEXT, count INTEGER);
"""
_BEST = """
    SELECT base, keys, words, general, count FROM term
    WHERE NOT EXISTS (SELECT 1 FROM longer WHERE part = base AND longer.count >= ? * term.count)
    ORDER BY rank DESC, base LIMIT ?
"""


def _may_be(forms: Iterable[tuple[str, int]], usage: Usage) -> bool:
    """Whether most of what stands there in these forms may be a term."""
    return sum(count if usage.may_be(key) else -count for key, count in forms) > 0


def words_of(key: str) -> int:
    """Return how many content words a candidate has.

    >>> words_of("cour pénale d'état"), words_of("onu"), words_of("entr'acte")
    (3, 1, 1)
    """
    return sum(word not in INNER for word in parts_of(key))


def family(key: str) -> str:
    """Return what a candidate has in common with all that may be forms of it; others may have it as well.

    >>> family("cours d'eaux"), family("françaises"), family("français"), family("chauves-souris")
    ("cour d'eau", 'françai', 'françai', 'chauve-souri')
    """
    if " " in key:
        return " ".join(map(_STRIPPED.__getitem__, key.split(" ")))
    return _stripped(_masculine(_stripped(key)))


def _stripped(word: str) -> str:
    """Return a word without all that may be an ending of plurals."""
    before, mark, last = word.rpartition("'")
    known = ""
    while last != known:
        known = last
        last = "-".join(map(_single, _single(last).split("-")))
    return f"{before}{mark}{last}"


_STRIPPED = Memo(_stripped)


def _keyness(group: Group, count: int, sizes: Mapping[int, int]) -> tuple[float, float]:
    there = general()
    # Longer runs than the general list has are compared with its longest.
    longest = max(there.sizes)
    size, other = sizes.get(group.words, 0), there.sizes[min(group.words, longest)]
    return log_likelihood(count, size, group.general, other), log_ratio(count, size, group.general, other)


def _singular(key: str, usage: Usage) -> str:
    """Return a candidate with each of its words in the singular where the corpus has that, too.

    A word alone is in the masculine as well, as glossaries find its feminine by that.
    """
    words = key.split(" ")
    if len(words) == 1 and usage.of(masculine := _masculine(_single(key))):
        return masculine
    return " ".join(_one(word, usage) for word in words)


def _one(word: str, usage: Usage) -> str:
    before, mark, last = word.rpartition("'")
    singles = [_single(last)]
    if "-" in last:  # one of its parts may be invariable: *chauves-souris*
        first, *others = last.split("-")
        singles += ["-".join(map(_single, (first, *others))), "-".join((_single(first), *others))]
    return next((f"{before}{mark}{single}" for single in singles if single != last and usage.of(single)), word)


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


def _shorter(key: str) -> Iterable[str]:
    """Yield the candidates that begin or end a longer one, without its last or its first content word."""
    parts = parts_of(key)
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

"""Classes of words of which a translation must have the same: weekdays, peoples, units, offices, opposites.

A class is one file beside this one; README.md there says what it looks like. Places and peoples come from Unicode's
CLDR and ``names.tsv`` (``name_forms``).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, NamedTuple

from bilingual.lexicon import inflection
from bilingual.lexicon.conjugation import english_verb, french_verb
from bilingual.lexicon.folding import fold
from bilingual.lexicon.name_forms import (
    CITIES,
    MEANT,
    REGIONS,
    TERRITORIES,
    english_forms,
    french_forms,
    lines,
)
from bilingual.lexicon.words import PIECE

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOLDER: Final = files("bilingual.lexicon.facts")
_RULES = "rules: "
_VERB, _FIXED, _LOOSE = "v. ", "=", "?"
# Adjectives of peoples, which French writes small, end like this; other names count with a capital only.
_PEOPLE = ("ien", "éen", "ais", "ois", "ain", "and", "ole", "ol", "que", "ite", "ote", "iote", "abe", "urde", "in", "an")


class Entry(NamedTuple):
    """What a phrase stands for: the words behind its first, the facts that it asks for, and those it answers for."""

    rest: tuple[str, ...]
    asked: frozenset[int]
    facts: frozenset[int]


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit of a quantity, and how many of the base unit it is; of a temperature, its scale is the quantity."""

    quantity: str
    factor: float


@dataclass
class Table:
    """The words of one language, folded: first word → (rest, fact, asks, needs a capital)."""

    words: dict[str, list[tuple[tuple[str, ...], int, bool, bool]]] = field(default_factory=dict)

    def add(self, phrase: str, fact: int, *, asks: bool, capital: bool) -> None:
        """Let a phrase stand for a fact."""
        first, *rest = [fold(piece) for piece in PIECE.findall(phrase)]
        self.words.setdefault(first, []).append((tuple(rest), fact, asks, capital))


@dataclass
class Facts:
    """All classes: the words of both languages, and of each fact its class, its group and its unit.

    ``rules`` are those of a class.
    """

    french: Table = field(default_factory=Table)
    english: Table = field(default_factory=Table)
    classes: list[str] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)
    measures: dict[int, Measure] = field(default_factory=dict)
    rules: dict[str, frozenset[str]] = field(default_factory=dict)

    def new(self, name: str, group: int) -> int:
        """Return the number of a new fact."""
        self.classes.append(name)
        self.groups.append(group)
        return len(self.classes) - 1


@cache
def facts() -> Facts:
    """Return all classes. They are read once, when they are needed first.

    >>> known = facts()
    >>> known.rules["weekdays"] >= {"swap"}, "lundi" in known.french.words
    (True, True)
    """
    known = Facts()
    group = 0
    for path in sorted(_FOLDER.iterdir(), key=lambda path: path.name):
        if path.name.endswith(".tsv"):
            group = _read(path.name.removesuffix(".tsv"), path.read_text(encoding="utf-8"), known, group + 1)
    _add_places(known, group + 1)
    return known


def _read(name: str, text: str, known: Facts, group: int) -> int:
    """Add a class, with groups from ``group`` on; return the last."""
    rows = [row for row in text.split("\n") if not row.startswith("#")]
    known.rules[name] = frozenset(rows[0].removeprefix(_RULES).split())
    for row in rows[1:]:
        if not row:
            group += 1
            continue
        french, english, *unit = row.split("\t")
        fact = known.new(name, group)
        if unit:
            quantity, factor = unit[0].split()
            known.measures[fact] = Measure(quantity, float(factor))
        for table, words, forms in ((known.french, french, _french), (known.english, english, _english)):
            for word in words.split("|"):
                bare = word.removeprefix(_LOOSE)
                plain = bare.removeprefix(_FIXED)
                capital = table is known.english and plain[0].isupper()
                for form in forms(bare):
                    table.add(form, fact, asks=bare == word, capital=capital)
    return group


def _french(word: str) -> Iterator[str]:
    """Yield the forms of a French word as a file has it."""
    if word.startswith(_FIXED):
        yield word[1:]
    elif word.startswith(_VERB):
        yield from french_verb(word.removeprefix(_VERB))
    else:
        first, space, rest = word.partition(" ")
        for forms in inflection.french(first.lower()):
            yield from (form + space + rest for form in forms)


def _english(word: str) -> Iterator[str]:
    """Yield the forms of an English word as a file has it."""
    if word.startswith(_FIXED):
        yield word[1:]
    elif word.startswith(_VERB):
        yield from english_verb(word.removeprefix(_VERB))
    else:
        yield from {word, inflection.english_plural(word), *inflection.english(word.lower())[1]}


def _add_places(known: Facts, group: int) -> None:
    """Add countries with their peoples, regions and cities, as the check of names knows them."""
    groups = {TERRITORIES: ("places", group), REGIONS: ("places", group), CITIES: ("cities", group + 1)}
    known.rules["places"] = known.rules["cities"] = frozenset({"swap"})
    for section, french, english in lines():
        if section not in groups:
            continue
        fact = known.new(*groups[section])
        for name in french:
            small = section != CITIES and fold(name).endswith(tuple(map(fold, _PEOPLE)))
            for form in french_forms(name):
                known.french.add(form, fact, asks=True, capital=not small)
        for name in english:
            for form in english_forms(name):
                known.english.add(form, fact, asks=name not in MEANT, capital=name not in MEANT)


@lru_cache(maxsize=1 << 16)
def entries(word: str, *, french: bool) -> tuple[Entry, ...]:
    """Return what a word, as it is written, begins: the longest phrases first.

    >>> [entry.rest for entry in entries("Premier", french=True)]
    [('ministre',), ()]
    >>> bool(entries("may", french=False)[0].asked) if entries("may", french=False) else False
    False
    """
    known = facts()
    found: dict[tuple[str, ...], tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    capital = word[0].isupper()
    for rest, fact, asks, needs in (known.french if french else known.english).words.get(fold(word), ()):
        if capital or not needs:
            asked, answered = found[rest]
            answered.add(fact)
            if asks:
                asked.add(fact)
    ordered = sorted(found.items(), key=lambda item: -len(item[0]))
    return tuple(Entry(rest, frozenset(asked), frozenset(answered)) for rest, (asked, answered) in ordered)

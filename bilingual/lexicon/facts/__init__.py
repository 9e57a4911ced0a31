"""Classes of words of which a translation must have the same: weekdays, peoples, units, offices, opposites.

A class is one file beside this one; README.md there says what it looks like. Places and peoples come from Unicode's
CLDR and ``names.tsv`` (``name_forms``).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, NamedTuple

from bilingual.lexicon import inflection
from bilingual.lexicon.conjugation import english_verb, french_verb
from bilingual.lexicon.folding import fold
from bilingual.lexicon.memo import Memo
from bilingual.lexicon.name_forms import (
    CITIES,
    MEANT,
    REGIONS,
    TERRITORIES,
    Line,
    english_forms,
    french_forms,
    lines,
)
from bilingual.lexicon.words import PIECE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FOLDER: Final = files("bilingual.lexicon.facts")
_RULES = "rules: "
_VERB, _ADJECTIVE, _FIXED, _LOOSE = "v. ", "a. ", "=", "?"
# Adjectives of peoples, which French writes small, end like this; other names count with a capital only.
_PEOPLE = tuple(map(fold, (
    *("ien", "éen", "ais", "ois", "ain", "and", "ole", "ol", "que", "ite", "ote", "abe", "urde", "in", "an", "ène"),
    *("yen", "russe", "belge", "bulgare", "grec", "grecque", "suisse", "turc", "turque", "serbe", "croate", "malgache"),
    *("perse", "letton", "moldave", "qatari", "sarde", "corse", "slave", "juif", "juive", "burkinabè", "burkinabé"),
    *("saoudite", "émirati", "koweïti", "azéri", "bangladeshi", "géorgien", "slovaque", "celte", "peul", "mongol"),
)))  # fmt: skip
# These mean something else as a rule where they are written small.
_NEVER_SMALL = frozenset({"malais", "union", "orient", "occident", "maure", "lorrain", "romain", "picard", "normand"})
# Points of the compass are a class of their own, and these English names mostly something else.
_POINTS = frozenset(
    {"Nord", "Sud", "Est", "Ouest", "Nord-Est", "Nord-Ouest", "Sud-Est", "Sud-Ouest", "Midi", "Noir", "Blanc"}
)
_AMBIGUOUS = frozenset(
    {
        "union",
        "nice",
        "reich",
        "native",
        "bohemia",
        "abkhazia",
        "eurozone",
        "ottoman",
        "arabic",
        "old world",
        "s",
        "cr",
        "ca",
        "jordan",
        "georgia",
        "chad",
        "real",
        "won",
        "states",
        "state",
    }
)


# The rules by which a fact is told without another in its place.
_ALONE = frozenset({"lost", "invented", "strange"})


class Entry(NamedTuple):
    """What a phrase stands for: the words behind its first, the facts that it asks for, and those it answers for.

    ``groups`` are those of what it asks for; ``alone`` are the rules by which one of these is told without a swap.
    """

    rest: tuple[str, ...]
    asked: frozenset[int]
    facts: frozenset[int]
    groups: frozenset[int]
    alone: frozenset[str]


class Word(NamedTuple):
    """What a word stands for by itself, if it does, and the phrases that it begins, by their second words.

    The longest come first. ``facts`` are those that it answers for by itself, ``groups`` those of what it or a phrase
    that it begins asks for; ``lost`` is whether one of these is told where nothing stands in its place.
    """

    alone: Entry | None
    phrases: dict[str, tuple[Entry, ...]]
    facts: frozenset[int]
    groups: frozenset[int]
    lost: bool

    def begins(self, following: Sequence[str]) -> Entry | None:
        """Return what the word stands for with folded words behind it: the longest phrase of them, or itself."""
        ways = self.phrases.get(following[0], ()) if following else ()
        return next((entry for entry in ways if tuple(following[: len(entry.rest)]) == entry.rest), self.alone)


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit of a quantity, and how many of the base unit it is; of a temperature, its scale is the quantity."""

    quantity: str
    factor: float


@dataclass
class Table:
    """The words of one language, folded: first word → (rest, fact, asks, capitals that it needs)."""

    words: dict[str, list[tuple[tuple[str, ...], int, bool, int]]] = field(default_factory=dict)

    def add(self, phrase: str, fact: int, *, asks: bool, capitals: int) -> None:
        """Let a phrase stand for a fact; of the letters of its first word at least so many are capitals in texts."""
        first, *rest = [fold(piece) for piece in PIECE.findall(phrase)]
        self.words.setdefault(first, []).append((tuple(rest), fact, asks, capitals))


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
        for table, words, forms in ((known.french, french, french_words), (known.english, english, english_words)):
            for word in words.split("|"):
                bare = word.removeprefix(_LOOSE)
                plain = bare.removeprefix(_FIXED)
                capitals = min(_capitals(plain), 1)
                for form in forms(bare):
                    table.add(form, fact, asks=bare == word, capitals=capitals)
    return group


def french_words(word: str) -> Iterator[str]:
    """Yield the forms of a French word as a file has it."""
    if word.startswith(_FIXED):
        yield word[1:]
    elif word.startswith(_VERB):
        yield from french_verb(word.removeprefix(_VERB))
    elif word.startswith(_ADJECTIVE):
        yield from inflection.french_adjective(word.removeprefix(_ADJECTIVE))
    else:
        first, space, rest = word.partition(" ")
        for forms in inflection.french(first.lower()):
            yield from (form + space + rest for form in forms)


def english_words(word: str) -> Iterator[str]:
    """Yield the forms of an English word as a file has it."""
    if word.startswith(_FIXED):
        yield word[1:]
    elif word.startswith(_VERB):
        yield from english_verb(word.removeprefix(_VERB))
    else:
        yield from {word, inflection.english_plural(word), *inflection.english(word.lower())[1]}


def _capitals(word: str) -> int:
    """Return 2 for an acronym, 1 for a word with a capital, 0 for others.

    >>> _capitals("UN"), _capitals("Mali"), _capitals("A"), _capitals("dollar")
    (2, 1, 1, 0)
    """
    first = word.partition(" ")[0]
    return first[:1].isupper() + (len(first) > 1 and first.isupper())


def _add_places(known: Facts, group: int) -> None:
    """Add countries with their peoples, regions and cities, as the check of names knows them."""
    groups = {TERRITORIES: ("places", group), REGIONS: ("places", group), CITIES: ("cities", group + 1)}
    known.rules["places"] = known.rules["cities"] = frozenset({"swap"})
    for line in lines():
        if line.section not in groups or line.french[0] in _POINTS:
            continue
        fact = known.new(*groups[line.section])
        for name in line.french:
            for form in french_forms(name):
                known.french.add(
                    form, fact, asks=True, capitals=0 if _is_written_small(name, line) else _capitals(name)
                )
        for name in line.english:
            for form in english_forms(name):
                asks = name not in MEANT and fold(name) not in _AMBIGUOUS
                known.english.add(form, fact, asks=asks, capitals=_capitals(name))


def _is_written_small(name: str, line: Line) -> bool:
    """Whether a French name is an adjective as well: those of peoples, which are written small."""
    folded = fold(name)
    return line.section != CITIES and folded.endswith(_PEOPLE) and folded not in _NEVER_SMALL


def french_word(word: str) -> Word | None:
    """Return what a French word, as it is written, begins, None for nothing.

    >>> found = french_word("Premier")
    >>> bool(found.alone.asked), [entry.rest for entry in found.phrases["ministre"]]
    (True, [('ministre',)])
    """
    return _word(word, facts().french)


def english_word(word: str) -> Word | None:
    """Return what an English word, as it is written, begins, None for nothing.

    >>> bool(english_word("May").alone.asked), english_word("may")
    (True, None)
    """
    return _word(word, facts().english)


def _matters(fact: int) -> bool:
    """Whether it matters that an English word answers for a fact: one that may be lost, or a unit."""
    known = facts()
    return fact in known.measures or "lost" in known.rules[known.classes[fact]]


def _word(word: str, table: Table) -> Word | None:
    known = facts()
    found: dict[tuple[str, ...], tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    capitals = _capitals(word)
    for rest, fact, asks, needed in table.words.get(fold(word), ()):
        if capitals >= needed:
            asked, answered = found[rest]
            answered.add(fact)
            if asks:
                asked.add(fact)
    alone = None
    phrases: dict[str, tuple[Entry, ...]] = {}
    for rest, (asked, answered) in sorted(found.items(), key=lambda item: -len(item[0])):
        if not asked and table is known.english and not any(_matters(fact) for fact in answered):
            continue  # it asks for nothing, and nothing hangs on its answer
        entry = Entry(
            rest,
            frozenset(asked),
            frozenset(answered),
            frozenset(known.groups[fact] for fact in asked),
            frozenset().union(*(known.rules[known.classes[fact]] & _ALONE for fact in asked)),
        )
        if rest:
            phrases[rest[0]] = (*phrases.get(rest[0], ()), entry)
        else:
            alone = entry
    if not alone and not phrases:
        return None
    entries = [entry for ways in phrases.values() for entry in ways] + ([alone] if alone else [])
    groups = frozenset().union(*(entry.groups for entry in entries))
    lost = any("lost" in entry.alone for entry in entries)
    return Word(alone, phrases, alone.facts if alone else frozenset(), groups, lost)


# What words, as they are written, begin.
FRENCH = Memo(french_word)
ENGLISH = Memo(english_word)

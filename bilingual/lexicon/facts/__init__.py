"""Classes of words of which a translation must have the same: weekdays, peoples, units, offices, opposites.

A class is one file beside this one; README.md there says what it looks like. Places and peoples come from Unicode's
CLDR and ``names.tsv`` (``places``). ``entries`` has what the words of a text stand for.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from bilingual.lexicon import inflection
from bilingual.lexicon.conjugation import english_verb, french_verb
from bilingual.lexicon.facts.places import add_places
from bilingual.lexicon.facts.table import Facts, Measure, capitals_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOLDER: Final = files("bilingual.lexicon.facts")
_RULES = "rules: "
_VERB, _ADJECTIVE, _FIXED, _LOOSE = "v. ", "a. ", "=", "?"


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
    add_places(known, group + 1)
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
            for word in filter(None, words.split("|")):
                bare = word.removeprefix(_LOOSE)
                plain = bare.removeprefix(_FIXED)
                capitals = min(capitals_of(plain), 1)
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

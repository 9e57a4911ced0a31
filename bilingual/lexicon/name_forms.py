"""How French names are written in English: territories and cities by Unicode's CLDR, others by ``names.tsv``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from bilingual.lexicon import inflection
from bilingual.lexicon.folding import fold
from bilingual.lexicon.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

# An acronym of so many letters may also be written as a word (Nato); a shorter one would be another word (us, it, who).
_SPOKEN = 4
# What French drops of a name's beginning, and what it adds to a form without (Le Caire, au Caire).
_ARTICLES = ("le ", "la ", "les ", "l ")

# What English says for the country that it is about.
MEANT = ("this country", "our country")
# Sections of ``names.tsv`` that others ask for; CLDR adds to the first and the last.
TERRITORIES, REGIONS, CITIES = "Territories", "Continents, regions and peoples", "Cities"

# What follows a first word, and the English forms, each with a space before and behind.
Forms = dict[str, list[tuple[tuple[str, ...], frozenset[str]]]]


@cache
def forms() -> Forms:
    """Return the known names by their first words, the longest first: what words follow, how English writes the whole.

    Words are as ``words_of`` gives them.

    >>> [(rest, " moscow " in english) for rest, english in forms()["moscou"]]
    [((), True)]
    """
    by_name: dict[tuple[str, ...], set[str]] = {}
    for line in lines():
        written = {f" {form} " for name in (*line.french, *line.english) for form in english_forms(name)}
        for name in line.french:
            for key in french_forms(name):
                by_name.setdefault(tuple(key.split()), set()).update(written)
    known: Forms = {}
    for words, written in sorted(by_name.items(), key=lambda item: -len(item[0])):
        known.setdefault(words[0], []).append((words[1:], frozenset(written)))
    return known


@cache
def english_words() -> frozenset[str]:
    """Return the known English names of one word, folded."""
    names = (form.strip() for entries in forms().values() for _, written in entries for form in written)
    return frozenset(fold(name) for name in names if " " not in name)


@cache
def currency_codes() -> frozenset[str]:
    """Return the codes of ISO 4217, which English may write as signs."""
    from babel import Locale

    return frozenset(Locale("fr").currencies)


class Line(NamedTuple):
    """A name: the section of its line, its French and its English forms as they are written.

    ``official`` are the French forms among them that CLDR gives.
    """

    section: str
    french: list[str]
    english: list[str]
    official: frozenset[str]


def lines() -> Iterator[Line]:
    """Yield all names."""
    from babel import Locale  # loads slowly, and most runs of most commands need no names

    fr, en = Locale("fr"), Locale("en")
    described = set()
    section = ""
    for line in (files("bilingual.lexicon") / "names.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            section = line.removeprefix("# ")
        elif line:
            *code, french, english = line.removeprefix("@").split("\t")
            described.update(code)
            official = [fr.territories[c] for c in code]
            yield Line(
                section,
                [*official, *french.split("|")],
                [*(en.territories[c] for c in code), *english.split("|"), *(MEANT if code else ())],
                frozenset(official),
            )
    for code, name in fr.territories.items():
        if code.isalpha() and code not in described:
            yield Line(TERRITORIES, [name], [en.territories[code], *MEANT], frozenset({name}))
    for zone, names in fr.time_zones.items():
        if "city" in names:
            english = en.time_zones.get(zone, {}).get("city") or zone.rsplit("/")[-1].replace("_", " ")
            yield Line(CITIES, [names["city"]], [english], frozenset({names["city"]}))


def french_forms(name: str) -> Iterator[str]:
    """Yield the folded forms of a French name, also without its article, and feminine and plural where it is a word.

    >>> sorted(french_forms("Malien"))
    ['malien', 'malienne', 'maliennes', 'maliens']
    >>> list(french_forms("La Havane")), list(french_forms("ONU"))
    (['la havane', 'havane', 'havanes'], ['ONU'])
    """
    words = " ".join(words_of(name))
    yield words
    if name.isupper():
        if len(name) >= _SPOKEN:
            yield words.lower()
        return
    bare = next((words.removeprefix(article) for article in _ARTICLES if words.startswith(article)), words)
    if bare != words:
        yield bare
    if " " not in bare or "-" in name:
        for form in inflection.french_name(bare):
            if form != bare:
                yield form


def english_forms(name: str) -> Iterator[str]:
    """Yield the folded forms of an English name.

    >>> sorted(english_forms("Irish"))
    ['irish', 'irishman', 'irishmen', 'irishs', 'irishwoman', 'irishwomen']
    """
    words = " ".join(words_of(name))
    yield words
    letters = name.replace(".", "")
    if letters.isupper():
        yield fold(words) + "s"
        if len(letters) >= _SPOKEN:
            yield words.lower()
        return
    yield fold(words) + "s"
    if words.endswith(("sh", "ch")):
        yield from (words + ending for ending in ("man", "men", "woman", "women"))

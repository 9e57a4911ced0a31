"""Countries with their peoples, regions and cities as classes of facts, as the check of names knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.lexicon.facts.table import capitals_of
from bilingual.lexicon.folding import fold
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

if TYPE_CHECKING:
    from bilingual.lexicon.facts.table import Facts

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


def add_places(known: Facts, group: int) -> None:
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
                    form, fact, asks=True, capitals=0 if _is_written_small(name, line) else capitals_of(name)
                )
        for name in line.english:
            for form in english_forms(name):
                asks = name not in MEANT and fold(name) not in _AMBIGUOUS
                known.english.add(form, fact, asks=asks, capitals=capitals_of(name))


def _is_written_small(name: str, line: Line) -> bool:
    """Whether a French name is an adjective as well: those of peoples, which are written small."""
    folded = fold(name)
    return line.section != CITIES and folded.endswith(_PEOPLE) and folded not in _NEVER_SMALL

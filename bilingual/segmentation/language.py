"""What the rules need to know of a language. French stands in ``french.py``, all others in ``plain.py``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re


# Compared by identity, so that a memo keyed by facts costs nothing.
@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """The facts of one language. Abbreviations stand without their final stop.

    Those that end a sentence before a capital and never before lower case (`etc.`, `km.`) need no listing: the rules
    take any short word for one.

    Attributes:
        titles: as written; a stop behind them never ends a sentence, whatever follows (`M. Le Pen`, `cf. Durand`).
        abbreviations: in lower case; before a capital, the end only if the word starts sentences (`Ltd. Il part.`).
        references: in lower case; not the end before a number (`art. 12`), but before a capital (`l'art. Il …`).
        starters: in lower case, elided words with a straight apostrophe; they begin sentences and hardly ever a name.
        particles: like ``starters``, but they begin names too (`Le Goff`).
        articles: in lower case; behind one, dotted letters are an acronym and no initials (`l'O.N.U.`).
        elision: matches an elided word in front of another (`l'`).
        complete: matches, right before a stop, what looks like an initial and is none (`20 h`, `vitamine C`).
        list_number: matches a list number or the number of a heading, without its stop (`IV`, `Art. 3`).
        reading_time: matches a reading time; the group ``minutes`` is its number.
        marked_names: names that end in an exclamation mark, which is left out here.
        ordinal_names: in lower case; they follow an ordinal number written with a stop (`2. Bundesliga`).
        file_names: in lower case; the ends of file names and internet addresses (`com`).
        months: in lower case; behind a day that is written with a stop they begin no sentence (`3. Avril 1950`).
        learned: whether what the rules leave open goes to the model that nupunkt brings along, which was learned from
            English, and not to Punkt with these facts alone.
    """

    titles: frozenset[str]
    abbreviations: frozenset[str]
    references: frozenset[str]
    starters: frozenset[str]
    particles: frozenset[str]
    articles: frozenset[str]
    elision: re.Pattern[str]
    complete: re.Pattern[str]
    list_number: re.Pattern[str]
    reading_time: re.Pattern[str]
    marked_names: frozenset[str]
    ordinal_names: frozenset[str]
    file_names: frozenset[str]
    months: frozenset[str] = frozenset()
    learned: bool = False

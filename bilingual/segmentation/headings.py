"""Headings and reading times that a page's layout kept apart; in its bare text they stand glued to the prose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bilingual.segmentation.french import FRENCH
from bilingual.segmentation.gaps import direct_quotes, next_word

if TYPE_CHECKING:
    from bilingual.segmentation.language import Facts

# In characters. A longer stretch without a stop is no heading; what follows a heading is prose, never a word or two.
LONGEST_HEADING = 120
SHORTEST_PROSE = 20

_GLUED_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-ÞŒ](?<=[a-zß-öø-ÿœ»].)")
_HEADING = re.compile(r"[\s«(]*+[^\W_][^.!?…]*+")


def heading_end(view: str, start: int, facts: Facts) -> int | None:
    """Return where a heading ends that begins at ``start`` of a view and is glued to the prose behind it, or None."""
    for match in _GLUED_CAPITAL.finditer(view, start + 2, start + LONGEST_HEADING):
        end = match.start()
        if not _HEADING.fullmatch(view, start, end):
            return None
        word = next_word(view, end)
        whole = word[-1] in "'’" or view[end + len(word) : end + len(word) + 1].isspace()
        starter = word.lower().replace("’", "'")
        begins = view[end - 1] == "»" or starter in facts.starters or starter in facts.particles
        if (
            whole
            and begins
            and len(view) - end >= SHORTEST_PROSE
            and view.count("(", start, end) == view.count(")", start, end)
        ):
            return end
    return None


def glued_heading(line: str) -> int | None:
    """Return the offset where a sub-heading ends that is glued in front of the line's prose, or None.

    The glue shows as a closing quotation mark right before a capitalised word, or as a lower-case letter right before a
    capitalised word that often starts sentences.

    >>> glued_heading("Un soutien “constant et sincère”Alors qu’à la fin de la guerre, tout allait.")
    32
    >>> glued_heading("La Russie soutient le MaliLe chef de la diplomatie l'a dit.")
    26
    >>> glued_heading("YouTube et LinkedIn ont leur siège en Californie.")
    """
    return heading_end(direct_quotes(line), 0, FRENCH)


def reading_time_end(view: str, start: int, facts: Facts) -> tuple[int, int] | None:
    """Return (minutes, end) of a reading time that begins at ``start`` of a view; see ``reading_time_prefix``."""
    match = facts.reading_time.match(view, start)
    if match is None:
        return None
    end = match.end()
    following = view[end : end + 1]
    return (int(match["minutes"]), end) if following in {"", "«"} or following.isupper() else None


def reading_time_prefix(line: str) -> tuple[int, int] | None:
    """Return (minutes, end offset) of a reading time that is the whole line or glued to a capital behind it, or None.

    >>> reading_time_prefix("2 minutesSécurité renforcée")
    (2, 9)
    >>> reading_time_prefix("Temps de lecture : 4 min")
    (4, 24)
    >>> reading_time_prefix("2 minutes plus tard, il partit.")
    """
    return reading_time_end(direct_quotes(line.rstrip()), 0, FRENCH)

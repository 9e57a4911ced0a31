"""What a line may be by its shape alone: a headline, a title, a line of verse or of hard-wrapped prose."""

from __future__ import annotations

import re

from bilingual.readers.page import french
from bilingual.readers.page.patterns import lazy
from bilingual.readers.page.typography import OPENING, final_mark, is_balanced, is_item, loose, starts_lower, stops
from bilingual.segmentation.other_scripts import MARKS

LONGEST_HEADLINE = 220
_LONGEST_TITLE = 110
_MOST_TITLE_WORDS = 15
# Commas and full stops of all scripts; questions and exclamations may be headlines.
_NEVER_BEHIND_HEADLINES = frozenset(".;:,：，、；،؛") | frozenset(MARKS) - frozenset("！？؟⁇⁈⁉")
_PART = rf"{loose(french.PARTS_OF_PLAYS)}\s{{1,3}}(?:{loose(french.ORDINALS)}|[ivxl]{{1,6}}(?:re|e)?|\d{{1,2}})"
_DIVISION = lazy(rf"(?:{_PART}[\s.,:;–—-]{{0,5}}){{1,3}}", re.IGNORECASE)
_LINK = lazy(rf"{loose(french.LINKS)}\s{{0,3}}[:–—-]", re.IGNORECASE)


def could_be_headline(text: str) -> bool:
    """Tell whether a line is short, begins like one, and ends as headlines do: without a full stop.

    >>> could_be_headline("« L'avenir est prometteur ! »"), could_be_headline("L'avenir est prometteur.")
    (True, False)
    """
    # An ellipsis of three full stops ends a headline as "…" does.
    mark = final_mark(text) if not text.endswith("...") else "…"
    return (
        len(text) <= LONGEST_HEADLINE
        and mark not in _NEVER_BEHIND_HEADLINES
        and not is_item(text)
        and not starts_lower(text)
    )


def is_division(text: str) -> bool:
    """Tell whether a line is the heading of an act or a scene of a play.

    >>> is_division("ACTE PREMIER"), is_division("Acte II, scène 3"), is_division("Scène de ménage à Bamako")
    (True, True, False)
    """
    return len(text) <= _LONGEST_TITLE and _DIVISION.fullmatch(text) is not None


def is_short(text: str) -> bool:
    """Tell whether a line is as short as a title, and does not end as a sentence.

    >>> is_short("Sous le pont Mirabeau coule la Seine,"), is_short("Elle coule.")
    (True, False)
    """
    return len(text) <= _LONGEST_TITLE and len(text.split()) <= _MOST_TITLE_WORDS and not stops(text)


def is_title(text: str) -> bool:
    """Tell whether a line has the shape of a sub-heading; whether it is one depends on its neighbours.

    >>> is_title("Un soutien “constant et sincère”"), is_title("Que dit Moscou ?"), is_title("- du riz")
    (True, False, False)
    """
    if not is_short(text) or final_mark(text) in tuple(";:,：，、；،؛"):
        return False
    if _LINK.match(text):
        return False
    # Letters of scripts without capitals are not lower case either.
    begins = (text[:1].isalnum() and not text[:1].islower()) or text[:1] in tuple(OPENING)
    return begins and not starts_lower(text) and not is_item(text) and is_balanced(text)

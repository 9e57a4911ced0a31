"""What the rules go by where a language's facts are not known: its typography, and what many languages share.

Nothing here is learned from the language, so that an abbreviation of its own ends a sentence before a capital. A
language gets better with a facts file beside ``french.py``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from bilingual.languages import word_set
from bilingual.segmentation.language import Facts

_NOTHING = re.compile(r"(?!)")
# Languages that write ordinal numbers, hence dates, with a stop: am 3. Oktober.
_ORDINALS: Final = word_set("bs cs da de et eu fi fo hr hu is lb lv nb nn no sk sl sr tr")
_DAYS = frozenset(str(day) for day in range(1, 32))
_TURNED = str.maketrans("»«›‹", "«»‹›")

PLAIN: Final = Facts(
    # Titles that several languages share; a name follows.
    titles=word_set("Dr Prof Mr Mrs Ms Mme Mlle Mgr St Sta Sr Sra Ing"),
    abbreviations=word_set("bzw mio mrd str np tzn ee uu inc ltd corp jr"),
    references=word_set("art no nr nº vol cap pp fig tab cf vgl"),
    starters=frozenset(),
    particles=frozenset(),
    articles=frozenset(),
    elision=_NOTHING,
    complete=_NOTHING,
    list_number=re.compile(r"[\W_]*(?:\d{1,3}(?:[.-]\d{1,3})*|[IVXLC]{1,6}|[a-zA-Z])[)\]]*"),
    reading_time=_NOTHING,
    marked_names=frozenset({"Yahoo", "Joomla", "Jeopardy", "Wham"}),
    ordinal_names=frozenset(),
    file_names=word_set("com net org info html htm php pdf txt doc docx jpg jpeg png gif js"),
)
_WITH_ORDINALS: Final = replace(PLAIN, titles=PLAIN.titles | _DAYS)


def facts(language: str) -> Facts:
    """Return what there is to go by in a language without facts of its own."""
    return _WITH_ORDINALS if language in _ORDINALS else PLAIN


def straightened(line: str) -> str:
    """Return a line with its guillemets turned where they point inwards, as in German (``»Ja.«``); offsets hold.

    >>> straightened("»Ja.« Er ging."), straightened("« Oui. »")
    ('«Ja.» Er ging.', '« Oui. »')
    """
    closing, opening = line.find("»"), line.find("«")
    return line.translate(_TURNED) if 0 <= closing < opening else line

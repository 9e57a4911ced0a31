"""The section, country or path of sections that a line names."""

from __future__ import annotations

import re

from bilingual.lexicon.folding import fold_line
from bilingual.readers.page import french
from bilingual.readers.page.patterns import lazy
from bilingual.readers.page.typography import loose, stops

_LONGEST = 240
_MOST_WORDS = 3
_SHORTEST_IN_CAPITALS = 5

_LABEL = lazy(rf"{loose(french.SECTION_LABELS)}\s{{0,3}}:\s{{0,3}}", re.IGNORECASE)
_CRUMB_END = lazy(r"\s{0,3}[>›→]\s{0,3}|\s[»|]\s")
_JOINER = lazy(r"\s?[/•·,&]\s?|\s[-–—]\s|\set\s")


def section(text: str) -> tuple[int, str] | None:
    """Return where the section, country or path of sections that begins a line ends, and the section's name.

    >>> section("POLITIQUE"), section("Accueil > Afrique > Mali"), section("Mali, Russie")
    ((9, 'Politique'), (24, 'Mali'), (12, 'Mali'))
    >>> section("Accueil > Politique > Bamako fait une grande révélation")
    (22, 'Politique')
    """
    if len(text) > _LONGEST or stops(text):
        return None
    label = _LABEL.match(text)
    start = label.end() if label else 0
    ends = [match.span() for match in _CRUMB_END.finditer(text, start)]
    if ends:
        return _path(text, start, ends, labelled=label is not None)
    names = [name.strip(" :#") for name in _JOINER.split(text[start:])]
    if fold_line(text) in french.SECTIONS | french.COUNTRIES:
        names = [text.strip(" :#")]
    if not all(_is_section(name) or (label and _is_short(name)) for name in names):
        return None
    return len(text), _ordinary_capitals(names[0])


def _path(text: str, start: int, ends: list[tuple[int, int]], *, labelled: bool) -> tuple[int, str] | None:
    """Return the end and the last name of a path of sections, without a headline that ends it."""
    spans = list(zip([start, *(end for _, end in ends)], [*(begin for begin, _ in ends), len(text)], strict=True))
    if not labelled and not _is_section(text[slice(*spans[0])]):
        return None
    names = [text[begin:end].strip() for begin, end in spans]
    short = [name for name in names if _is_short(name)]
    if short != names[: len(short)] or len(short) < len(names) - 1:
        return None
    end = len(text) if len(short) == len(names) else ends[-1][1]
    return end, _ordinary_capitals(short[-1])


def _is_section(name: str) -> bool:
    """Tell whether ``name`` is that of a section or country."""
    return fold_line(name) in french.SECTIONS | french.COUNTRIES


def _is_short(name: str) -> bool:
    """Tell whether ``name`` is short enough for a section nobody here has heard of."""
    return 0 < len(name.split()) <= _MOST_WORDS


def _ordinary_capitals(name: str) -> str:
    """Return ``name`` with one capital, unless it is so short that it may be an abbreviation."""
    return name.capitalize() if name.isupper() and len(name) >= _SHORTEST_IN_CAPITALS else name

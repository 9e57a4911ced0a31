"""Lines that date and place an article: page stamps, and rows of dates, bylines, sections and reading times.

A row is read clause by clause: "Par Jean Dupont | Publié le 12 mars 2024 à 10h30 - Temps de lecture : 4 min".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from bilingual.data import Kind, Metadata
from bilingual.readers.page import french
from bilingual.readers.page.bylines import byline
from bilingual.readers.page.controls import is_boilerplate
from bilingual.readers.page.credits import credit
from bilingual.readers.page.dates import date_at, find_date, time_at
from bilingual.readers.page.patterns import lazy
from bilingual.readers.page.pieces import Aside, Cut
from bilingual.readers.page.sections import section
from bilingual.readers.page.typography import CAPITAL, final_mark, loose
from bilingual.segmentation import reading_time_prefix

# No row is longer; what follows in the line is prose.
_WINDOW = 400
_LONGEST_CLAUSE = 160
_MOST_LABELS = 4
_LONGEST_PUBLISHER = 60
_MOST_PUBLISHER_WORDS = 6

_STAMP = lazy(
    r"date\s{0,3}:?\s{0,3}(?P<date>(?:1[6-9]|20|21)\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)(?![\d-])",
    re.IGNORECASE,
)
_SITE = lazy(r"\s[-–—|·•]\s{1,3}(?:www\.)?(?P<site>(?:[a-z0-9][a-z0-9-]{0,62}\.){1,4}[a-z]{2,24})$", re.IGNORECASE)
_LABEL = rf"(?:(?P<modified>{loose(french.MODIFICATION)})|{loose(french.PUBLICATION)})(?!\w)"
_LABEL_AND_LINK = lazy(
    rf"{_LABEL}\s{{0,3}}:?\s{{0,3}}(?:(?:le|la|en|ce|du|au|à)\b)?\s{{0,3}}:?\s{{0,3}}", re.IGNORECASE
)
# Behind a headline or glued to it; a small initial would be prose: "le rapport publié le 12 mars 2024".
_LABEL_BEHIND = lazy(rf"(?<![A-ZÀ-Þ’'-])(?=(?-i:[A-ZÀ-Þ])){_LABEL}", re.IGNORECASE)
# Every row holds a number, or a word for one.
_TIMELY = lazy(rf"\d|{loose(french.NEARBY_DAYS)}", re.IGNORECASE)
_LINK = lazy(r"(?:\(\s?)?(?:(?:le|du)\s{1,3})?", re.IGNORECASE)
# A place, and nobody who signs: "Par Jeanne Roy, le 3 mars".
_LETTER_HEAD = lazy(
    rf"(?!{loose(french.BYLINE)}(?!\w)){CAPITAL}[\w’'-]{{1,30}}(?:\s[\w’'-]{{1,30}}){{0,2}},\s{{1,3}}(?:le\s{{1,3}})?",
    re.IGNORECASE,
)
_SEPARATORS = "|•·,;:/()–—- \t\u00a0\u2009\u202f"
_SEGMENT_END = lazy(r"\s{0,3}[|•·]|\s[-–—/]\s|\sdans\s|$")
_LINK_BEHIND = lazy(
    rf"(?:[\s,:(–—-]{{1,4}}(?:{loose(french.MODIFICATION)}|{loose(french.PUBLICATION)}))?"
    r"(?:[\s,:(–—-]{0,4}(?:\ble|\bdu)?)[\s,:(–—-]{0,4}$",
    re.IGNORECASE,
)
_IN_SECTION = lazy(r"(?:dans|in|rubrique)\s{1,3}(?=\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """What a row says, clause by clause, up to the offset ``end`` of its line.

    ``labelled`` tells that its own words show it to be a row; one that only holds a date may be a chronicle's
    sub-heading.
    """

    cuts: tuple[Cut, ...]
    end: int
    labelled: bool


def stamp(text: str) -> Cut | None:
    """Return the ``date 2023-08`` that some archives put before a page's title, if ``text`` begins so.

    >>> stamp("date 2023-08 Mali-Russie : L’avenir").facts.date
    '2023-08'
    """
    match = _STAMP.match(text)
    if not match:
        return None
    day = date_at(text, match.start("date"))
    return Cut(match.end(), Aside.STAMP, Metadata(date=day.iso if day else match["date"]))


def site_behind(text: str) -> tuple[int, str] | None:
    """Return where the site's name at the end of a page's title begins, and the name.

    >>> site_behind("L’avenir est prometteur - abamako.com")
    (23, 'abamako.com')
    """
    match = _SITE.search(text, max(0, len(text) - _WINDOW))
    return (match.start(), match["site"].lower()) if match else None


def row_behind(text: str) -> tuple[int, Row] | None:
    """Return where a "Publié le …" begins behind a headline or a short paragraph, to the end of its line, and the row.

    >>> row_behind("L'avenir est prometteur Publié le mercredi 2 aout 2023 | L'Essor")[0]
    24
    """
    if len(text) > _WINDOW:
        return None
    for match in islice(_LABEL_BEHIND.finditer(text, 1), _MOST_LABELS):
        start = match.start()
        found = row(text[start:])
        open_ended = final_mark(text[:start].rstrip()) in tuple(";,:")
        if found and found.labelled and start + found.end == len(text) and not open_ended:
            return start, found
    return None


def row(text: str) -> Row | None:
    """Return what the row says that begins ``text``, if one does.

    >>> row("Publié le mercredi 25 juin 2025 | L'Essor").cuts[0].facts.date
    '2025-06-25'
    >>> row("Le ministre a parlé.")
    """
    window = text[:_WINDOW]
    if not _TIMELY.search(window):
        return None
    cuts: list[Cut] = []
    end, labelled, dated = 0, False, False
    while end < len(window):
        start = end + len(window[end:]) - len(window[end:].lstrip(_SEPARATORS))
        mark = window[end:start].strip()
        if mark:
            cuts.append(Cut(start, Aside.BOILERPLATE))
        if start == len(window):
            break
        found = _date(window, start, first=not end, dated=dated)
        found = found or _other(window, start, mark, dated=dated, labelled=labelled)
        if not found:
            # What runs on behind a comma is prose, which keeps the comma.
            cuts = cuts[:-1] if set(mark) & {",", ";"} else cuts
            break
        clause, certain = found
        cuts.append(clause)
        labelled = labelled or certain
        dated = dated or clause.role in {Aside.DATE, Aside.MODIFIED, Aside.READING_TIME}
        end = clause.end
    return Row(tuple(cuts), cuts[-1].end, labelled) if dated else None


def _date(text: str, start: int, *, first: bool, dated: bool) -> tuple[Cut, bool] | None:
    """Return the date clause that begins at ``start``, and whether a label makes it certain.

    A place may stand before the ``first`` clause's date; a time of day needs one that is ``dated`` before it.
    """
    if label := _LABEL_AND_LINK.match(text, start):
        role = Aside.MODIFIED if label["modified"] else Aside.DATE
        if found := date_at(text, label.end()):
            return Cut(found.end, role, Metadata(date=found.iso)), True
        if end := time_at(text, label.end()):
            return Cut(end, role), True
    if dated and (end := time_at(text, start)):
        return Cut(end, Aside.DATE), False
    openings = [_LINK.match(text, start), _LETTER_HEAD.match(text, start) if first else None]
    for opening in filter(None, openings):
        found = date_at(text, opening.end())
        if found and found.certain:
            return Cut(found.end, Aside.DATE, Metadata(date=found.iso)), False
    return None


def _other(text: str, start: int, mark: str, *, dated: bool, labelled: bool) -> tuple[Cut, bool] | None:
    """Return the clause that begins at ``start`` and is no date, and whether its words alone make it one.

    ``mark`` is what separates it from the clause before, ``dated`` and ``labelled`` tell what that has shown.
    """
    ends = (find_date(text, start), next(match.start() for match in _SEGMENT_END.finditer(text, start)))
    segment = _LINK_BEHIND.sub("", text[start : min(end for end in ends if end is not None)])
    end = start + len(segment)
    # Glued to the prose behind it, or a clause of its own.
    if reading := reading_time_prefix(text[start:]) or reading_time_prefix(segment):
        minutes, length = reading
        return Cut(start + length, Aside.READING_TIME, Metadata(reading_time=minutes)), True
    if not 0 < len(segment) <= _LONGEST_CLAUSE:
        return None
    # "Publié le … | Nouvel Horizon": a paper, whoever it may sound like.
    by_publisher = dated and labelled and "|" in mark
    if found := _label(segment):
        return Cut(end, *found), False
    signed = byline(segment)
    if signed and (signed.labelled or not by_publisher):
        role = Kind.BYLINE if signed.facts.authors or not dated else Aside.DATE
        return Cut(end, role, signed.facts), signed.labelled
    by_publisher = by_publisher and _may_be_publisher(segment)
    return (Cut(end, Aside.DATE, Metadata(publisher=segment)), False) if by_publisher else None


def _label(text: str) -> tuple[Aside, Metadata] | None:
    """Return what the clause ``text`` labels on its page: a section, a credit or boilerplate."""
    link = _IN_SECTION.match(text)
    begin = link.end() if link else 0
    named, holders = section(text[begin:]), credit(text)
    if named and begin + named[0] == len(text):
        return Aside.SECTION, Metadata(section=named[1])
    if holders is not None:
        return Aside.CREDIT, Metadata(credits=holders)
    return (Aside.BOILERPLATE, Metadata()) if is_boilerplate(text, amid_prose=False) else None


def _may_be_publisher(text: str) -> bool:
    """Tell whether what stands behind "Publié le … |" can be a paper's name."""
    fits = len(text) <= _LONGEST_PUBLISHER and len(text.split()) <= _MOST_PUBLISHER_WORDS
    return fits and (text[:1].isupper() or text[:1].isdigit())

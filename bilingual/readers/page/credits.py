"""Lines that label a page and its pictures: credits, sections, tags, and the furniture around an article."""

from __future__ import annotations

import re
import unicodedata

from bilingual.lexicon.folding import fold_line
from bilingual.readers.page import french
from bilingual.readers.page.bylines import domain
from bilingual.readers.page.names import personal_name
from bilingual.readers.page.typography import CAPITAL, loose, stops

_LONGEST = 120
_LONGEST_TAGS = 300
_MOST_HOLDER_WORDS = 8
_MOST_SECTION_WORDS = 3
_SHORTEST_IN_CAPITALS = 5

_SIGN = r"(?:©|ⓒ|\(c\))"
_QUALIFIER = rf"(?:\s{{1,2}}{loose(french.CREDIT_QUALIFIERS)})"
_CREDIT_LABEL = re.compile(
    rf"(?P<label>(?:(?:(?P<strong>{loose(french.CREDIT)})|{loose(french.WEAK_CREDIT)})"
    rf"(?P<qualifier>{_QUALIFIER})?(?!\w)\.?\s{{0,2}}[:/]?\s{{0,2}}){{0,3}})(?P<sign>(?:{_SIGN}\s{{0,2}}){{0,2}})"
    r"(?P<year>(?:19|20)\d\d\b,?\s{0,2})?",
    re.IGNORECASE,
)
_RIGHTS = re.compile(rf"[\s.,–—-]{{0,5}}{loose(french.RIGHTS_RESERVED)}\.?$", re.IGNORECASE)
_CREDIT_INSIDE = re.compile(
    rf"{_SIGN}|[(\[](?=(?:{loose(french.CREDIT)}\b|D\.?R\.?\)))|\bcrédits?\s{{0,2}}:?\s{{0,2}}(?:photos?|images?)?\s{{0,2}}:"
    r"|(?<!\w)photos?\s{0,2}:|(?<!\w)ph\s{0,1}[.:]|(?<=[.!?…»”]\s)photos?\s",
    re.IGNORECASE,
)
# "MICHELE CATTANI / AFP" behind a caption: the custom of Le Monde and others.
_IN_CAPITALS = re.compile(
    rf"(?<![^\s.])(?:{CAPITAL}(?:{CAPITAL}|[.’'-]){{0,30}}\s){{1,5}}/\s?(?P<agency>[\w ’'«»-]{{2,40}})$"
)
# "| Sylvain Durand / COSMOS pour Le Monde"
_BEHIND_BAR = re.compile(r"\|\s{0,3}(?P<holder>[^|]{3,80}/[^|]{2,60})$")
# "AFP - NIPAH DENNIS": the agency that comes first sells the picture, the one behind a name employs the writer.
_AGENCY_FIRST = re.compile(r"(?P<agency>[^\s/–—-][^/–—-]{1,30}?)\s?[/–—-]\s?(?P<name>[^/]{3,60})")
_WITHOUT_HOLDER = frozenset({"dr", "d r"})
_SMALL_WORDS = french.NAME_PARTICLES | french.BETWEEN_HOLDERS

_SECTION_LABEL = re.compile(rf"{loose(french.SECTION_LABELS)}\s{{0,3}}:\s{{0,3}}", re.IGNORECASE)
_TAG_LABEL = re.compile(rf"{loose(french.TAG_LABELS)}\s{{0,3}}:|(?:#\w{{2,40}}[\s,]{{0,3}}){{2,20}}$", re.IGNORECASE)
_CRUMB_END = re.compile(r"\s{0,3}[>›→]\s{0,3}|\s[»|]\s")
_SECTION_JOINER = re.compile(r"\s?[/•·,&]\s?|\s[-–—]\s|\set\s")
_NUMBER = re.compile(r"\(?\d{1,3}(?:[\s.,]?\d{3}){0,2}\)?")
_RULE = re.compile(r"[*\-_=~•·#⁂◆▪■|+<>–—,;:\s]+")


def credit(text: str) -> tuple[str, ...] | None:
    """Return whom a line credits for a picture, if that is all it does; nobody for "Photo d'illustration".

    >>> credit("Crédit Photo : Sputnik Afrique"), credit("© AFP / Florent Vergnes"), credit("Photo d’illustration")
    (('Sputnik Afrique',), ('AFP / Florent Vergnes',), ())
    >>> credit("Photo de famille")
    """
    if len(text) > _LONGEST:
        return None
    text = _unwrapped(text)
    capitals, agency = _IN_CAPITALS.fullmatch(text), _AGENCY_FIRST.fullmatch(text)
    label = _CREDIT_LABEL.match(text)
    if fold_line(text) in _WITHOUT_HOLDER and text.isupper():
        return ("DR",)
    if capitals and _is_known_holder(capitals["agency"]):
        return (text,)
    if label and label.group():
        return _holders(label, text[label.end() :])
    by_agency = agency and fold_line(agency["agency"]) in french.AGENCIES and personal_name(agency["name"])
    return (text,) if by_agency else None


def credit_behind(text: str) -> tuple[int, tuple[str, ...]] | None:
    """Return where the credit at the end of a caption begins, and whom it names.

    >>> credit_behind("Sadio Camara à Moscou (Photo AFP)")
    (22, ('AFP',))
    """
    starts = [match.start() for match in _CREDIT_INSIDE.finditer(text)]
    if capitals := _IN_CAPITALS.search(text, max(0, len(text) - _LONGEST)):
        starts.append(capitals.start())
    bar = _BEHIND_BAR.search(text, max(0, len(text) - _LONGEST))
    if bar and bar.start() and _is_holder(bar["holder"]):
        return bar.start(), (bar["holder"].strip(),)
    for start in starts:
        holders = credit(text[start:])
        if start and holders is not None:
            return start, holders
    return None


def section(text: str) -> tuple[int, str] | None:
    """Return where the section, country or path of sections that begins a line ends, and the section's name.

    >>> section("POLITIQUE"), section("Accueil > Afrique > Mali"), section("Mali, Russie")
    ((9, 'Politique'), (24, 'Mali'), (12, 'Mali'))
    >>> section("Accueil > Politique > Bamako fait une grande révélation")
    (22, 'Politique')
    """
    if len(text) > _LONGEST * 2 or stops(text):
        return None
    label = _SECTION_LABEL.match(text)
    start = label.end() if label else 0
    ends = [match.span() for match in _CRUMB_END.finditer(text, start)]
    if ends:
        return _path(text, start, ends, labelled=label is not None)
    names = [name.strip(" :#") for name in _SECTION_JOINER.split(text[start:])]
    if fold_line(text) in french.SECTIONS | french.COUNTRIES:
        names = [text.strip(" :#")]
    if not all(_is_section(name) or (label and _is_short(name)) for name in names):
        return None
    return len(text), _ordinary_capitals(names[0])


def is_furniture(text: str, *, amid_prose: bool) -> bool:
    """Tell whether a line is a share button, an advertisement's label, a row of tags, a rule or the like.

    >>> is_furniture("Partager sur Facebook", amid_prose=True), is_furniture("Commentaires (3)", amid_prose=False)
    (True, True)
    >>> is_furniture("Facebook", amid_prose=True), is_furniture("…", amid_prose=True)
    (False, False)
    """
    if len(text) > _LONGEST_TAGS:
        return _RULE.fullmatch(text) is not None
    words = fold_line(text).split()
    uncounted = [word for word in words if not word.isdigit()]
    counted = len(uncounted) < len(words) and " ".join(uncounted) in french.COUNTS
    sure = counted or " ".join(words) in french.FURNITURE
    if sure or not words:
        return sure or _is_ornament(text)
    # A number alone counts comments or readers.
    return not amid_prose and (
        _NUMBER.fullmatch(text) is not None or _TAG_LABEL.match(text) is not None or _is_row_of_buttons(set(uncounted))
    )


def _is_ornament(text: str) -> bool:
    """Tell whether a line without a letter or digit separates: a rule, stars, pictograms, invisible characters."""
    return bool(_RULE.fullmatch(text)) or all(unicodedata.category(c) in {"Cf", "So", "Zs"} for c in text)


def _is_row_of_buttons(words: set[str]) -> bool:
    """Tell whether folded ``words`` label share buttons and nothing else."""
    return bool(french.BUTTONS & words) and words <= french.BUTTONS | french.BETWEEN_BUTTONS


def _unwrapped(text: str) -> str:
    """Return ``text`` without brackets around it or a full stop behind it."""
    text = text.strip()
    if text[:1] in {"(", "["} and text[-1:] in {")", "]"} and not text.lower().startswith("(c)"):
        text = text[1:-1].strip()
    return text if text.endswith("D.R.") else text.removesuffix(".")


def _holders(label: re.Match[str], behind: str) -> tuple[str, ...] | None:
    """Return whom the text ``behind`` a credit's label names, or None where it goes on as prose."""
    holder = _RIGHTS.sub("", behind).strip()
    if label["year"] or holder != behind.strip():
        # A notice about the text's rights is no picture's credit.
        return () if not holder or _is_holder(holder) else None
    if not holder:
        return () if label["qualifier"] else None
    pointed = label["sign"] or (label["strong"] and ":" in label["label"])
    return (holder,) if (pointed and _is_holder(holder)) or _is_known_holder(holder) else None


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
    return 0 < len(name.split()) <= _MOST_SECTION_WORDS


def _ordinary_capitals(name: str) -> str:
    """Return ``name`` with one capital, unless it is so short that it may be an abbreviation."""
    return name.capitalize() if name.isupper() and len(name) >= _SHORTEST_IN_CAPITALS else name


def _is_holder(text: str) -> bool:
    """Tell whether ``text`` may name the holder of a picture's rights: capitalised words and little between them."""
    words = text.replace("/", " / ").split()
    if not words or len(words) > _MOST_HOLDER_WORDS or stops(text):
        return False
    return words[0] not in _SMALL_WORDS and all(
        not word[0].islower() or word.casefold() in _SMALL_WORDS or domain(word) for word in words
    )


def _is_known_holder(text: str) -> bool:
    """Tell whether each part of ``text`` is an agency, a publisher, a person or a site, or "DR"."""
    parts = re.split(r"\s{0,2}[/,|]\s{0,2}|\s(?:et|via|pour)\s", text)
    known = french.AGENCIES | french.PUBLISHERS | _WITHOUT_HOLDER
    return len(parts) <= _MOST_HOLDER_WORDS and all(
        (fold_line(part) in known and part[:1].isupper()) or personal_name(part.strip("«» ")) or domain(part)
        for part in (part.strip("«» \u00a0") for part in parts)
    )

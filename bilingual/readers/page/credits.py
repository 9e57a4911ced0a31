"""Lines and ends of captions that credit a picture."""

from __future__ import annotations

import re

from bilingual.lexicon.folding import fold_line
from bilingual.readers.page import french
from bilingual.readers.page.bylines import domain
from bilingual.readers.page.names import personal_name
from bilingual.readers.page.patterns import lazy
from bilingual.readers.page.typography import CAPITAL, loose, stops

_LONGEST = 120
_MOST_HOLDER_WORDS = 8

_SIGN = r"(?:©|ⓒ|\(c\))"
_QUALIFIER = rf"(?:\s{{1,2}}{loose(french.CREDIT_QUALIFIERS)})"
_CREDIT_LABEL = lazy(
    rf"(?P<label>(?:(?:(?P<strong>{loose(french.CREDIT)})|{loose(french.WEAK_CREDIT)})"
    rf"(?P<qualifier>{_QUALIFIER})?(?!\w)\.?\s{{0,2}}[:/]?\s{{0,2}}){{0,3}})(?P<sign>(?:{_SIGN}\s{{0,2}}){{0,2}})"
    r"(?P<year>(?:19|20)\d\d\b,?\s{0,2})?",
    re.IGNORECASE,
)
# Under a free licence the holder's name is a work's and an artist's, in any language.
_LICENCE = lazy(
    r"\bcreative\scommons\b|\bcc[- ](?:by|0)\b|\b(?:en|sous|par)\slicence\b|\bdomaine\spublic\b", re.IGNORECASE
)
_RIGHTS = lazy(rf"[\s.,–—-]{{0,5}}{loose(french.RIGHTS_RESERVED)}\.?$", re.IGNORECASE)
_CREDIT_INSIDE = lazy(
    rf"{_SIGN}|[(\[](?=(?:{loose(french.CREDIT)}\b|D\.?R\.?\)))|\bcrédits?\s{{0,2}}:?\s{{0,2}}(?:photos?|images?)?\s{{0,2}}:"
    r"|(?<!\w)photos?\s{0,2}:|(?<!\w)ph\s{0,1}[.:]|(?<=[.!?…»”]\s)photos?\s",
    re.IGNORECASE,
)
# "MICHELE CATTANI / AFP" behind a caption: the custom of Le Monde and others.
_IN_CAPITALS = lazy(
    rf"(?<![^\s.])(?:{CAPITAL}(?:{CAPITAL}|[.’'-]){{0,30}}\s){{1,5}}/\s?(?P<agency>[\w ’'«»-]{{2,40}})$"
)
# "| Sylvain Durand / COSMOS pour Le Monde"
_BEHIND_BAR = lazy(r"\|\s{0,3}(?P<holder>[^|]{3,80}/[^|]{2,60})$")
# "AFP - NIPAH DENNIS": the agency that comes first sells the picture, the one behind a name employs the writer.
_AGENCY_FIRST = lazy(r"(?P<agency>[^\s/–—-][^/–—-]{1,30}?)\s?[/–—-]\s?(?P<name>[^/]{3,60})")
_WITHOUT_HOLDER = frozenset({"dr", "d r"})
_SMALL_WORDS = french.NAME_PARTICLES | french.BETWEEN_HOLDERS


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
    if _LICENCE.search(holder):
        return (holder,)
    pointed = label["sign"] or (label["strong"] and ":" in label["label"])
    return (holder,) if (pointed and _is_holder(holder)) or _is_known_holder(holder) else None


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

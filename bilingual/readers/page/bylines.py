"""Who wrote it: the lines that sign an article.

A byline is an optional label ("Par", "Propos recueillis par") and then nothing but persons, posts ("envoyé spécial à
Gao"), newsrooms, agencies and publishers. One part that is none of these, and the line is no byline.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from bilingual.data import Metadata
from bilingual.lexicon.folding import fold_line
from bilingual.readers.page import french
from bilingual.readers.page.names import distinct, personal_name, pseudonym
from bilingual.readers.page.patterns import lazy
from bilingual.readers.page.typography import APOSTROPHE, CAPITAL, loose, stops

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST = 160
_LONGEST_PART = 80
_MOST_PARTS = 8
_MOST_SOURCE_WORDS = 6

_LABEL_END = r"(?:\s{0,3}:\s{0,3}|\s{1,3})(?=\S)"
_AUTHOR_LABEL = lazy(rf"{loose(french.BYLINE)}{_LABEL_END}", re.IGNORECASE)
_TRANSLATION_LABEL = lazy(rf"{loose(french.TRANSLATION)}{_LABEL_END}", re.IGNORECASE)
_HELP_LABEL = lazy(rf"{loose(french.HELP)}\s{{1,3}}(?=\S)", re.IGNORECASE)
_SOURCE_LABEL = lazy(rf"{loose(french.SOURCE)}\s{{0,3}}:\s{{0,3}}(?=\S)", re.IGNORECASE)
_POST_INSIDE = lazy(loose(french.POSTS), re.IGNORECASE)
# What stands in brackets belongs to the part before it.
_JOINER = lazy(r"(?:\s{0,3}[,;/|&+]\s{0,3}|\s(?:et|avec|and)\s{1,3}|\s[-–—]\s{1,3})(?![^()]{0,40}\))", re.IGNORECASE)

_CAPITALISED = rf"{CAPITAL}[\w’'.-]{{0,40}}"
_PLACE = rf"(?:à|au|aux|en)\s{{1,3}}(?:la\s|l{APOSTROPHE})?{_CAPITALISED}(?:\s{_CAPITALISED}){{0,2}}"
_FOR_WHOM = rf"(?:\s{{1,3}}(?:à|au|aux|en|dans|de|du|pour)\s{{1,3}}|\s{{1,3}}d{APOSTROPHE})\S.{{0,60}}"
_POST = lazy(
    rf"(?:(?:de\s|par\s)?(?:notre|nos|leur)\s)?{loose(french.POSTS)}"
    rf"(?:\s(?:permanent|régiona|stagiaire)\w{{0,5}})?(?:\s(?:de|du|pour)\s{_CAPITALISED})?(?:\s{_PLACE})?",
    re.IGNORECASE,
)
_CALLING = lazy(rf"{loose(french.CALLINGS)}(?:{_FOR_WHOM})?", re.IGNORECASE)
_PERSON_AT_PLACE = lazy(rf"(?P<name>.{{3,80}}?)\s{_PLACE}", re.IGNORECASE)
_IN_BRACKETS = lazy(r"(?P<name>[^()]{3,80}?)\s{0,3}\((?P<inside>[^()]{1,40})\)")
_NEWSROOM_OF = lazy(rf"(?:la\s)?rédaction\s(?:de\s|du\s|d{APOSTROPHE})(?P<publisher>\S.{{0,40}})", re.IGNORECASE)
_INITIALS = lazy(rf"(?:{CAPITAL}\.[\s-]?){{2,4}}|{CAPITAL}\.\s?{CAPITAL}")
_CONTACT = lazy(r"@\w{2,40}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_WITH_ARTICLE = lazy(
    rf"(?:(?:le|la|les)\s|l{APOSTROPHE}\s?){_CAPITALISED}(?:\s(?:d[eu]s?|{_CAPITALISED})){{0,3}}", re.IGNORECASE
)
_DOMAIN = lazy(
    r"(?:https?://)?(?:www\.)?(?P<domain>(?:[a-z0-9][a-z0-9-]{0,62}\.){1,4}[a-z]{2,24})(?:/\S{0,200})?", re.IGNORECASE
)


class _Part(Enum):
    """What one part of a byline is. Those of the first group sign an article; the others only go with them."""

    PERSON = auto()
    POST = auto()
    NEWSROOM = auto()
    AGENCY = auto()
    PUBLISHER = auto()
    INITIALS = auto()
    CONTACT = auto()

    PERSON_AT_PLACE = auto()
    PSEUDONYM = auto()
    CALLING = auto()
    PLACE = auto()
    WITH_ARTICLE = auto()
    SITE = auto()
    UNKNOWN = auto()


_SIGNING = {_Part.PERSON, _Part.POST, _Part.NEWSROOM, _Part.AGENCY, _Part.PUBLISHER, _Part.INITIALS, _Part.CONTACT}
_CERTAIN = _SIGNING | {_Part.PERSON_AT_PLACE}


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says; ``labelled`` tells that its words alone, wherever it stands, make it one."""

    facts: Metadata
    labelled: bool


def byline(text: str) -> Byline | None:
    """Return what the line ``text`` says if it is a byline and nothing else.

    >>> byline("Propos recueillis par Alassane SOULEYMANE et Oumar DIOP").facts.authors
    ('Alassane Souleymane', 'Oumar Diop')
    >>> byline("Le Monde avec AFP").facts.publisher
    'Le Monde'
    >>> byline("Par ici la sortie")
    """
    if len(text) > _LONGEST:
        return None
    text = text.strip(" \t\u00a0—–-*_").removesuffix(",")
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1].strip()
    if label := _SOURCE_LABEL.match(text):
        return _source(text[label.end() :])
    translated = _TRANSLATION_LABEL.match(text)
    label = translated or _AUTHOR_LABEL.match(text)
    opening = label or _HELP_LABEL.match(text)
    parts = [_part(part) for part in _JOINER.split(text[opening.end() if opening else 0 :], _MOST_PARTS)]
    kinds = [kind for kind, _ in parts]
    if not _signs(kinds, labelled=label is not None, open_ended=not stops(text)):
        return None
    facts = [fact for _, fact in parts]
    return Byline(
        Metadata(
            authors=() if translated else distinct(author for fact in facts for author in fact.authors),
            publisher=next((fact.publisher for fact in facts if fact.publisher), None),
            site=next((fact.site for fact in facts if fact.site), None),
        ),
        labelled=_Part.POST in kinds or (bool(label) and kinds[0] in _CERTAIN and _Part.UNKNOWN not in kinds),
    )


def is_labelled(text: str) -> bool:
    """Tell whether a line begins or may end like a labelled byline: a cheap question to ask of every line.

    >>> is_labelled("Par ici la sortie"), is_labelled("Jean Dupont")
    (True, False)
    """
    if len(text) > _LONGEST:
        return False
    return bool(_AUTHOR_LABEL.match(text) or _TRANSLATION_LABEL.match(text) or _POST_INSIDE.search(text))


def domain(text: str) -> str | None:
    """Return the domain of the address or site name that ``text`` is, without ``www``.

    >>> domain("https://www.Maliweb.net/politique/1.html"), domain("Maliweb")
    ('maliweb.net', None)
    """
    match = _DOMAIN.fullmatch(text)
    return match["domain"].lower() if match else None


def _source(text: str) -> Byline | None:
    """Return what the words behind "Source :" say."""
    text = text.rstrip(". ")
    if site := domain(text):
        return Byline(Metadata(site=site), labelled=False)
    first = _JOINER.split(text, maxsplit=1)[0]
    if not first[:1].isupper() or len(first.split()) > _MOST_SOURCE_WORDS or stops(text):
        return None
    return Byline(Metadata(publisher=first), labelled=False)


def _signs(kinds: list[_Part], *, labelled: bool, open_ended: bool) -> bool:
    """Tell whether a line of such parts is a byline; it is ``open_ended`` if it has no final stop."""
    if not labelled:
        return bool(_SIGNING & set(kinds)) and not {_Part.UNKNOWN, _Part.PSEUDONYM} & set(kinds)
    # "Par Moussa Diarra, ancien ministre de la Culture": whatever follows the name describes its bearer.
    described = kinds[0] is _Part.PERSON and open_ended
    return kinds[0] not in {_Part.CALLING, _Part.PLACE, _Part.UNKNOWN} and (_Part.UNKNOWN not in kinds or described)


def _part(text: str) -> tuple[_Part, Metadata]:
    """Return what one part of a byline is, and what it says."""
    text = text.strip()
    if len(text) > _LONGEST_PART:
        return _Part.UNKNOWN, Metadata()
    # A full stop behind initials is theirs, any other is the line's.
    text = text if _INITIALS.fullmatch(text) else text.rstrip(".")
    for kind, recognise in _RECOGNISERS:
        facts = recognise(text)
        if facts is not None:
            return kind, facts
    return _Part.UNKNOWN, Metadata()


def _newsroom(text: str) -> Metadata | None:
    match = _NEWSROOM_OF.fullmatch(text)
    return (
        Metadata(publisher=match["publisher"] if match else None)
        if match or fold_line(text) in french.NEWSROOMS
        else None
    )


def _agency(text: str) -> Metadata | None:
    folded = fold_line(text).removeprefix("l ")
    # In small letters "map" and "tap" are words like others.
    return Metadata() if folded in french.AGENCIES and (not text.islower() or folded.endswith("agences")) else None


def _publisher(text: str) -> Metadata | None:
    return Metadata(publisher=text) if fold_line(text) in french.PUBLISHERS and text[0].isupper() else None


def _person(text: str) -> Metadata | None:
    match = _IN_BRACKETS.fullmatch(text)
    name = personal_name(match["name"] if match else text)
    return Metadata(authors=(name,), publisher=_part(match["inside"])[1].publisher if match else None) if name else None


def _person_at_place(text: str) -> Metadata | None:
    match = _PERSON_AT_PLACE.fullmatch(text)
    name = personal_name(match["name"]) if match else None
    return Metadata(authors=(name,)) if name else None


def _pseudonym(text: str) -> Metadata | None:
    name = pseudonym(text)
    return Metadata(authors=(name,)) if name else None


def _with_article(text: str) -> Metadata | None:
    return Metadata(publisher=text) if _WITH_ARTICLE.fullmatch(text) else None


def _site(text: str) -> Metadata | None:
    site = domain(text)
    return Metadata(site=site) if site else None


def _saying_nothing(form: re.Pattern[str]) -> Callable[[str], Metadata | None]:
    """Return a recogniser of what has the given form and states no fact."""
    return lambda text: Metadata() if form.fullmatch(text) else None


# In order of certainty.
_RECOGNISERS: Final[tuple[tuple[_Part, Callable[[str], Metadata | None]], ...]] = (
    (_Part.NEWSROOM, _newsroom),
    (_Part.AGENCY, _agency),
    (_Part.PUBLISHER, _publisher),
    (_Part.PERSON, _person),
    (_Part.PERSON_AT_PLACE, _person_at_place),
    (_Part.POST, _saying_nothing(_POST)),
    (_Part.CALLING, _saying_nothing(_CALLING)),
    (_Part.INITIALS, _saying_nothing(_INITIALS)),
    (_Part.CONTACT, _saying_nothing(_CONTACT)),
    (_Part.PLACE, _saying_nothing(lazy(_PLACE, re.IGNORECASE))),
    (_Part.SITE, _site),
    (_Part.WITH_ARTICLE, _with_article),
    (_Part.PSEUDONYM, _pseudonym),
)

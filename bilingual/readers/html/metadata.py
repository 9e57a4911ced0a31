"""What a page says about its article: trafilatura's findings, weighed against its headings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bilingual.data import Metadata
from bilingual.lexicon.folding import fold_line
from bilingual.readers.page.bylines import byline
from bilingual.readers.page.names import distinct
from bilingual.readers.page.typography import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

# What stands between a title and the name of its site.
_JOINT = re.compile(r"\s+[|–—•·»:-]+\s+|\s*\|\s*")
_FEWEST_TITLE_WORDS = 3
_FIRST_OF_JANUARY = rb"%s-?01-?01|0?1[/.-]0?1[/.-]%s|\b0?1(?:er)?(?:</sup>)?\s{1,3}(?:janv|jan)\w{0,4}\.?\s{1,3}%s"
_MOST_AUTHORS = 4
_MOST_NAME_WORDS = 6


def titles(document: Any, headings: Sequence[str]) -> list[str]:  # noqa: ANN401 - trafilatura's document is untyped
    """Return what a page calls its article, the title to show first, then others; ``headings`` are all of its own.

    A heading is shown rather than a title that adds the site's name to it.
    """
    title = one_line(document.title) or next(iter(headings), None)
    if not title:
        return []
    folded = fold_line(title)
    shown = next((heading for heading in headings if _is_short_of(fold_line(heading), folded)), None)
    shown = shown or _without_site(title, document)
    return list(dict.fromkeys((shown, title)))


def _is_short_of(heading: str, title: str) -> bool:
    """Tell whether a folded heading is the folded ``title``, or what it begins with, site and section apart."""
    return heading == title or (
        len(heading.split()) >= _FEWEST_TITLE_WORDS
        and title.startswith(f"{heading} ")
        and len(heading) * 4 >= len(title)
    )


def _without_site(title: str, document: Any) -> str:  # noqa: ANN401
    """Return a title without the site's name behind it."""
    names = {fold_line(name) for name in (document.sitename, document.hostname) if name}
    names |= {name.partition(" ")[0] for name in names}
    joints = list(_JOINT.finditer(title))
    if joints and fold_line(title[joints[-1].end() :]) in names and joints[-1].start():
        return title[: joints[-1].start()]
    return title


def metadata(document: Any, said: Metadata, raw: bytes) -> Metadata:  # noqa: ANN401
    """Return what a page says in its head, or else what its lines ``said``; the title is their headline.

    ``raw`` are the bytes of the page.
    """
    publisher = one_line(document.sitename) or said.publisher
    own = {fold_line(name) for name in (publisher, document.hostname) if name}
    authors = _authors(document.author or "")
    return Metadata(
        title=said.title,
        date=_date(document.date, raw) or said.date,
        publisher=publisher,
        site=document.hostname or said.site,
        # A site that signs for itself is no author, unless nobody else does.
        authors=tuple(name for name in authors if fold_line(name) not in own) or _few(said.authors) or authors,
        section=one_line(next(iter(document.categories or []), None)) or said.section,
        credits=said.credits,
        reading_time=said.reading_time,
    )


def _date(found: str | None, raw: bytes) -> str | None:
    """Return the date that trafilatura found, unless it made a first of January of a year that the page names.

    >>> _date("2020-01-01", "<p>Selon l'Insee, en 2020.</p>".encode())
    >>> _date("2020-01-01", "<p>Le 1er janvier 2020</p>".encode())
    '2020-01-01'
    """
    if not found or not found.endswith("-01-01"):
        return found or None
    year = found[:4].encode()
    return found if re.search(_FIRST_OF_JANUARY % (year, year, year), raw, re.IGNORECASE) else None


def _authors(names: str) -> tuple[str, ...]:
    """Return the names in what trafilatura gives, without a label that the page wrote before them.

    >>> _authors("Auteur Anna Kubišta; Awa Diallo")
    ('Anna Kubišta', 'Awa Diallo')
    """
    return distinct(author for name in names.split(";") if name.strip() for author in _signed(name.strip()))


def _signed(name: str) -> tuple[str, ...]:
    """Return the authors that one entry names, the entry itself where it is no byline; a sentence names nobody."""
    signed = byline(name)
    if signed and signed.facts.authors:
        return signed.facts.authors
    return (name,) if len(name.split()) <= _MOST_NAME_WORDS else ()


def _few(authors: tuple[str, ...]) -> tuple[str, ...]:
    """Return authors that lines name, none where they are so many that the lines rather list people."""
    return authors if len(authors) <= _MOST_AUTHORS else ()

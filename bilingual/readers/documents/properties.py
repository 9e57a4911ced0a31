"""What a document says of itself apart from its text: Dublin Core (https://www.dublincore.org/) as programs have it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bilingual.data import Metadata
from bilingual.readers import facts, written_dates
from bilingual.readers.documents.events import listen
from bilingual.readers.documents.laid_out import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bilingual.io.source import Source
    from bilingual.readers.documents.archive import Archive

# Who makes a document that nobody signed, and what such a document is called.
_NOBODY: Final = re.compile(
    r"(?:(?:windows|microsoft office|ms|default)?\s?(?:user|utilisateur|owner)|unknown|inconnu|author|auteur|admin\w*"
    r"|python-docx|openpyxl|libreoffice.*|microsoft\b.*|un-named|anonymous|root|pc|hp|dell|acer|asus|lenovo)",
    re.IGNORECASE,
)
_NO_TITLE: Final = re.compile(
    r"(?:microsoft word\s?-.*|document\s?\d*|sans titre.*|untitled.*|titre.*du document|word document|.*\.\w{3,4})",
    re.IGNORECASE,
)
_LONGEST = 300
_MOST = 50


class Heard:
    """Hears the elements of a document's properties that have text and nothing else in them."""

    def __init__(self) -> None:
        self.values: dict[str, list[str]] = {}
        self._text: list[str] | None = None

    def start(self, _name: str, _attributes: Mapping[str, str]) -> None:
        """Hear that an element begins."""
        self._text = []

    def data(self, text: str) -> None:
        """Hear some of its text."""
        if self._text is not None:
            self._text.append(text)

    def end(self, name: str) -> None:
        """Hear that it ends."""
        value = clean("".join(self._text or ())).replace("\n", " ")
        self._text = None
        known = self.values.setdefault(name, []) if len(self.values) < _MOST else self.values.get(name, [])
        if 0 < len(value) <= _LONGEST and len(known) < _MOST:
            known.append(value)


def of_office(archive: Archive, source: Source, part: str) -> Metadata:
    """Return what the properties of an office document say. Raises InputError where they are damaged."""
    heard = Heard()
    if part in archive:
        listen(archive.chunks(part), heard, source)
    values = heard.values
    # Its last change comes long after it was published; when it was begun is nearest.
    dates = [*values.get("created", ()), *values.get("creation-date", ()), *values.get("date", ())]
    people = values.get("initial-creator") or values.get("creator") or []
    return metadata(
        title=next(iter(values.get("title", ())), None),
        authors=people,
        date=next(iter(dates), None),
        publisher=next(iter(values.get("publisher", ())), None),
    )


def metadata(  # noqa: PLR0913
    *,
    title: str | None = None,
    authors: list[str] | tuple[str, ...] = (),
    date: str | None = None,
    publisher: str | None = None,
    license: str | None = None,  # noqa: A002 - the field's own name
    url: str | None = None,
) -> Metadata:
    """Return properties as metadata, without what programs write where nobody wrote anything.

    >>> metadata(title="Document1", authors=["Awa Diallo; Jean Test", "Windows User"], date="2023-08-02T10:00:00Z")
    Metadata(title=None, date='2023-08-02', publisher=None, site=None, authors=('Awa Diallo', 'Jean Test'), \
section=None, credits=(), reading_time=None, url=None, license=None)
    """
    title = clean(title or "").replace("\n", " ")
    return Metadata(
        title=title if title and len(title) <= _LONGEST and not _NO_TITLE.fullmatch(title) else None,
        date=_date(date),
        publisher=clean(publisher or "").replace("\n", " ") or None,
        authors=tuple(dict.fromkeys(name for value in authors for name in _names(value))),
        url=facts.address_of(url),
        license=license,
    )


def _names(value: str) -> list[str]:
    try:
        return [name for name in facts.names_of(clean(value)) if not _NOBODY.fullmatch(name)]
    except facts.NoNameError:
        return []


def _date(value: str | None) -> str | None:
    """Return a date of the precision that it has; before there were documents, programs write one where none is."""
    try:
        found = written_dates.read(value) if value else None
    except written_dates.NoDateError:
        return None
    return found if found and found > "1601-01-02" else None

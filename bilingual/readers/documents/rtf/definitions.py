"""What a rich-text document defines before its text: fonts and their code pages, styles, and what it says of itself."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bilingual.readers.documents import properties
from bilingual.readers.documents.rtf.words import CHARSETS, CODE_PAGES
from bilingual.readers.documents.styles import Meanings, Style

if TYPE_CHECKING:
    from bilingual.data import Metadata
    from bilingual.readers.documents.styles import Meaning

_LONGEST = 64
# Keys of styles of words and of tables, which have numbers of their own.
_OTHERS = 1_000_000


@dataclass(slots=True)
class _Told:
    """A style, a font, or a property, as it is being read."""

    key: int = 0
    parent: int = -1
    level: int = 0
    text: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)


class Definitions:
    """Hears definitions word by word; one at a time is being read."""

    def __init__(self) -> None:
        self._told = _Told()
        self._page = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._styles: dict[str, Style] = {}
        self._meanings = Meanings(self._styles)
        self._properties: dict[str, str] = {}

    def begin(self) -> None:
        """Begin a definition."""
        self._told = _Told()

    def say(self, text: str) -> None:
        """Hear of its text: a name, or what a property says."""
        if len(self._told.text) < _LONGEST:
            self._told.text.append(text)

    def end_style(self, *, hidden: bool) -> None:
        """End that of a style, which may hide what it sets."""
        told, self._told = self._told, _Told()
        name = "".join(told.text).partition(";")[0].strip()
        parent = str(told.parent) if told.parent >= 0 and told.parent != told.key else ""
        self._styles[str(told.key)] = Style(name, parent, told.level or None, hidden or None)

    def end_property(self, name: str) -> None:
        """End that of a property."""
        told, self._told = self._told, _Told()
        if name == "creatim":
            numbers = told.numbers
            self._properties[name] = f"{numbers.get('yr', 0):04}-{numbers.get('mo', 0):02}-{numbers.get('dy', 0):02}"
        else:
            self._properties.setdefault(name, "".join(told.text))

    def font_word(self, word: str, number: int) -> None:
        """Hear which code page a font has."""
        if word == "f":
            self._told.key = number
        elif word == "fcharset" and number in CHARSETS:
            self._fonts[self._told.key] = _known(CHARSETS[number], self._page)

    def style_word(self, word: str, number: int | None) -> None:
        """Hear of a style: its number, the one that it follows from, the level of its headings."""
        if word in {"s", "cs", "ts"}:
            self._told.key = (number or 0) + (0 if word == "s" else _OTHERS)
        elif word == "sbasedon":
            self._told.parent = number if number is not None else -1
        elif word == "outlinelevel":
            self._told.level = level_of(number)

    def property_word(self, word: str, number: int | None) -> None:
        """Hear of a date."""
        if number is not None and word in {"yr", "mo", "dy"}:
            self._told.numbers[word] = number

    def document_word(self, word: str, number: int | None) -> None:
        """Hear what holds for the document: its font, and its code page."""
        if word == "deff":
            self._font = number or 0
        elif word in CODE_PAGES or word == "ansicpg":
            self._page = _known(f"cp{number}" if word == "ansicpg" else CODE_PAGES[word], self._page)

    def meaning(self, style: int) -> Meaning:
        """Return what the style of a number means."""
        return self._meanings.of(str(style))

    def code_page(self, font: int) -> str:
        """Return the code page of a font; -1 is that of the document."""
        return self._fonts.get(font if font >= 0 else self._font, self._page)

    def facts(self) -> Metadata:
        """Return what the document says of itself."""
        told = self._properties
        return properties.metadata(title=told.get("title"), authors=[told.get("author", "")], date=told.get("creatim"))


def level_of(number: int | None) -> int:
    """Return the level of a heading from that of an outline, 0 for body text, which is 9 there."""
    return (number or 0) + 1 if 0 <= (number or 0) < 9 else 0  # noqa: PLR2004 - as the format has it


def _known(page: str, otherwise: str) -> str:
    """Return a code page that Python knows, else another one."""
    try:
        return codecs.lookup(page).name
    except LookupError:
        return otherwise

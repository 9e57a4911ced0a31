"""What the styles of a document say that a paragraph is, by the names that programs give to them.

Word and LibreOffice show these names in the language of whoever uses them, and write them in English, but for those of
old files and of templates that people made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bilingual.data import Kind
from bilingual.lexicon.folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

_HEADING: Final = re.compile(
    r"(?:heading|titre|intertitre|uberschrift|encabezado|titolo|kop)(\d{1,2})?|chapter|chapitre"
)
_TITLE: Final = frozenset({"title", "titre", "titel", "titulo", "titreprincipal", "doctitle"})
_SUBTITLE: Final = frozenset({"subtitle", "soustitre", "untertitel", "subtitulo", "sottotitolo", "chapo", "chapeau"})
_CAPTION: Final = re.compile(
    r"caption(?:ed)?|legende|illustration|figure|drawing|table|tableau|imagecaption|tablecaption|beschriftung|abbildung"
)
_NOTE: Final = re.compile(r"(?:footnote|endnote)(?:text)?|notedebasdepage|notedefin|note(?:text)?")
_ITEM: Final = re.compile(r"list(?:bullet|number|e?apuces?|eanumeros?|enumeros?)\d?|listeapuces\d?|compact\b")
_CODE: Final = re.compile(r"(?:html)?preformatted(?:text)?|sourcecode|plaintextcode|code|htmlcode")
# What lists the places of other paragraphs, or stands around the text of a page.
_LEFT_OUT: Final = re.compile(
    r"(?:toc|contents|tm|index|tableoffigures|tabledesillustrations|tableofauthorities|verzeichnis|userindex"
    r"|illustrationindex|tableindex|objectindex|bibliographyindex)(?:heading|\d{1,2})?"
    r"|header(?:left|right)?|footer(?:left|right)?|entete|pieddepage"
    # Of our own documents: what stands above the text or below it, and is no sentence of the article.
    r"|untranslatedtitle|dateline|colophon|columnheading"
)
_DEEPEST = 32


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a style says: the ``kind`` of its paragraphs and, of headings, their level; None where it says neither.

    ``hidden`` paragraphs are not to be seen, ``left_out`` those that belong to no text; ``item`` is in a list.
    """

    kind: Kind | None = None
    level: int = 0
    hidden: bool = False
    left_out: bool = False
    fixed: bool = False


NOTHING: Final = Meaning()


def meaning(name: str) -> Meaning:
    """Return what the name of a style says.

    >>> meaning("heading 2"), meaning("Text_20_body").kind
    (Meaning(kind=<Kind.SUBHEADING: 'subheading'>, level=2, hidden=False, left_out=False, fixed=False), None)
    >>> meaning("Title").kind, meaning("Légende").kind, meaning("toc 1").left_out
    (<Kind.HEADLINE: 'headline'>, <Kind.CAPTION: 'caption'>, True)
    """
    plain = re.sub(r"[\W_]", "", fold(re.sub(r"_([0-9a-f]{2})_", lambda found: chr(int(found[1], 16)), name)))
    if plain in _TITLE:
        return Meaning(Kind.HEADLINE)
    if plain in _SUBTITLE:
        return Meaning(Kind.LEAD)
    if _LEFT_OUT.fullmatch(plain):
        return Meaning(left_out=True)
    if found := _HEADING.fullmatch(plain):
        return Meaning(Kind.SUBHEADING, int(found[1] or 1))
    for pattern, kind in ((_CAPTION, Kind.CAPTION), (_NOTE, Kind.NOTE), (_ITEM, Kind.ITEM)):
        if pattern.fullmatch(plain):
            return Meaning(kind)
    return Meaning(fixed=True) if _CODE.fullmatch(plain) else NOTHING


@dataclass(frozen=True, slots=True)
class Style:
    """A style as a document defines it: by its name, after its ``parent``. ``level`` is an outline's, from 1.

    ``hidden`` and ``item`` are None where it says nothing of that.
    """

    name: str
    parent: str = ""
    level: int | None = None
    hidden: bool | None = None
    item: bool | None = None


def resolved(key: str, styles: Mapping[str, Style]) -> Meaning:
    """Return what the style of a key means with all that it follows from.

    >>> resolved("P1", {"P1": Style("P1", "H"), "H": Style("heading 1")}).level
    1
    """
    kind: Kind | None = None
    level: int | None = None
    hidden: bool | None = None
    item: bool | None = None
    left_out = fixed = False
    for _ in range(_DEEPEST):
        style = styles.get(key)
        named = meaning(style.name if style else key)
        kind = kind or named.kind
        left_out, fixed = left_out or named.left_out, fixed or named.fixed
        level = level if level is not None else named.level or None
        if style is None:
            break
        level = level if level is not None else style.level
        hidden = hidden if hidden is not None else style.hidden
        item = item if item is not None else style.item
        key = style.parent
        if not key:
            break
    if kind is None and level:
        kind = Kind.SUBHEADING
    if kind is None and item:
        kind = Kind.ITEM
    return Meaning(kind, level or 0, hidden=bool(hidden), left_out=left_out, fixed=fixed)

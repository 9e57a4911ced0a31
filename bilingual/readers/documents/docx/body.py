"""The text of a part of a DOCX document, the document's own or that with its notes, as it is heard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bilingual.data import Kind
from bilingual.languages import word_set
from bilingual.readers.documents.collecting import Collected, Open
from bilingual.readers.documents.docx.styles import is_on, level_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bilingual.readers.documents.laid_out import Block
    from bilingual.readers.documents.styles import Meaning, Meanings

# What is in these is no text of the document, or is there a second time.
_SKIPPED: Final = word_set(
    "del moveFrom Fallback instrText delText delInstrText rt sdtPr sectPr tblPr tblGrid fldData numPicBullet "
    "pPrChange rPrChange sectPrChange tblPrChange trPrChange tcPrChange"
)
_SAID: Final = {"tab": " ", "ptab": " ", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": ""}
# Fields whose results list places of the document, or number its pages.
_FIELDS: Final = frozenset({"TOC", "INDEX", "TOA", "PAGE", "NUMPAGES", "SECTIONPAGES"})
_LONGEST_FIELD = 64
_NOTES: Final = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}


class Body:
    """Hears the text of a part: the document's, or that with its notes. ``wanted`` are the notes in their order."""

    def __init__(self, meanings: Meanings, default: str, note: str = "") -> None:
        self.collected = Collected()
        self.wanted: list[tuple[str, str]] = []
        self.notes: dict[str, list[Block]] = {}
        self.meanings = meanings
        self._default = meanings.of(default)
        self._note = note
        self._note_id = ""
        self._skipping = 0
        self._path: list[str] = []
        # Of the run: whether it is hidden, stands high, and whether its text is to be heard now.
        self._hidden = self._raised = False
        self._hearing = False
        # Of fields, one within another: what each does, and whether its result is left out.
        self._fields: list[list[str]] = []
        self._instruction = False
        # Content controls that hold a table of contents, or only ask for a text.
        self._controls: list[bool] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear that an element begins."""
        self._path.append(name)
        if self._skipping:
            self._skipping += 1
            if name in {"docPartGallery", "showingPlcHdr"}:
                self._control(name, attributes)
            return
        if name in _SKIPPED and not self._is_mark():
            self._instruction = name == "instrText"
            self._skipping = 1
            return
        self._started(name, attributes)

    def _started(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: C901, PLR0912
        if name in {"t", "sym"}:
            self._hearing = name == "t"
            if name == "sym":
                self._say(_symbol(attributes))
        elif name == "r":
            self._hidden = self._raised = False
        elif name == "p":
            self.collected.begin(_open(self._default))
        elif name in _SAID:
            if self._is_in_run():
                self._say(_SAID[name])
        elif name == "br":
            self._say("\n")
        elif name in {"tr", "tc"}:
            self.collected.begin_row() if name == "tr" else self.collected.begin_cell()
        elif name in _NOTES and not self._hidden:
            self.wanted.append((_NOTES[name], attributes.get("id", "")))
        elif name == "sdt":
            self._controls.append(False)
        elif name in {"fldChar", "fldSimple"}:
            self._field(name, attributes)
        elif name in {"footnote", "endnote"} and self._note:
            self._note_id = attributes.get("id", "") if attributes.get("type", "normal") == "normal" else ""
            self.collected = Collected()
        else:
            self._property(name, attributes)

    def _property(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear what is said of a paragraph or run."""
        one, value = self.collected.paragraph, attributes.get("val", "")
        if name in {"vanish", "specVanish"} and self._path[-3:-2] != ["pPr"]:
            self._hidden = is_on(attributes)
        elif name == "vertAlign":
            self._raised = value == "superscript" and self._path[-3:-2] != ["pPr"]
        elif name == "rStyle":
            self._hidden = self.meanings.of(value).hidden
        elif one is None or "pPr" not in self._path[-4:]:
            return
        elif name == "pStyle":
            self._styled(one, self.meanings.of(value))
        elif name == "outlineLvl" and (level := level_of(value)):
            one.kind, one.level = one.kind or Kind.SUBHEADING, one.level or level
        elif name == "numId" and one.kind in {None, Kind.ITEM}:
            one.kind = Kind.ITEM if value != "0" else None
        elif name in {"del", "moveFrom"} or (name == "framePr" and attributes.get("dropCap", "none") != "none"):
            one.joins = True

    def _is_mark(self) -> bool:
        """Whether what begins is said of a paragraph's end: there it has no content."""
        return self._path[-3:-1] == ["pPr", "rPr"]

    def _is_in_run(self) -> bool:
        return self._path[-2:-1] == ["r"]

    def _styled(self, one: Open, style: Meaning) -> None:
        styled = _open(style)
        one.kind, one.level, one.hidden, one.fixed = styled.kind, styled.level, styled.hidden, styled.fixed

    def _control(self, name: str, attributes: Mapping[str, str]) -> None:
        wanted = name == "showingPlcHdr" or "contents" in attributes.get("val", "").lower()
        if self._controls and wanted and is_on(attributes):
            self._controls[-1] = True

    def _field(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear of a field: it begins, its result begins, or it ends."""
        kind = attributes.get("fldCharType", "")
        if name == "fldSimple":
            self._fields.append([attributes.get("instr", "")[:_LONGEST_FIELD], "result"])
        elif kind == "begin":
            self._fields.append(["", ""])
        elif kind == "separate" and self._fields:
            self._fields[-1][1] = "result"
        elif kind == "end" and self._fields:
            self._fields.pop()

    def end(self, name: str) -> None:
        """Hear that it ends."""
        self._path.pop()
        if self._skipping:
            self._skipping -= 1
            self._instruction = self._instruction and bool(self._skipping)
            return
        if name == "t":
            self._hearing = False
        elif name == "p":
            self.collected.end()
            # An instruction that nothing ends must not swallow the rest.
            self._fields = [field for field in self._fields if field[1]]
        elif name == "tr":
            self.collected.end_row()
        elif name == "sdt" and self._controls:
            self._controls.pop()
        elif name == "fldSimple" and self._fields:
            self._fields.pop()
        elif name in {"footnote", "endnote"} and self._note_id:
            self.notes[self._note_id] = list(self.collected.blocks())
            self._note_id = ""

    def data(self, text: str) -> None:
        """Hear some of the text in it."""
        if self._instruction:
            if self._fields and len(self._fields[-1][0]) < _LONGEST_FIELD:
                self._fields[-1][0] += text[:_LONGEST_FIELD]
        elif self._hearing and not self._skipping:
            self._say(text)

    def _say(self, text: str) -> None:
        if self._hidden or any(self._controls) or any(map(_is_left_out, self._fields)):
            return
        self.collected.say(text, raised=self._raised)


def _is_left_out(field: list[str]) -> bool:
    """Whether what a field shows is left out: lists of places, numbers of pages, and what it is made of itself."""
    words = field[0].split(maxsplit=1)
    return not field[1] or (bool(words) and words[0].upper() in _FIELDS)


def _open(style: Meaning) -> Open:
    return Open(style.kind, style.level, style.hidden or style.left_out, fixed=style.fixed)


def _symbol(attributes: Mapping[str, str]) -> str:
    """Return a character that a run names by its code; what a font of signs draws is none."""
    try:
        code = int(attributes.get("char", ""), 16)
    except ValueError:
        return ""
    return "" if not 0x20 <= code < 0xD800 else chr(code)  # noqa: PLR2004 - behind these are halves and private ones

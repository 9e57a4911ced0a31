"""The styles that a DOCX document defines, as they are heard (ECMA-376, part 1, section 17.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bilingual.readers.documents.styles import Style

if TYPE_CHECKING:
    from collections.abc import Mapping

_FALSE: Final = frozenset({"0", "false", "off", "none"})


class Styles:
    """Hears the definitions of styles, by their ids; ``default`` is that of paragraphs that name none."""

    def __init__(self) -> None:
        self.found: dict[str, Style] = {}
        self.default = ""
        self._facts: dict[str, str] | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear that an element begins."""
        value = attributes.get("val", "")
        if name == "style":
            self._facts = {"id": attributes.get("styleId", "")}
            if attributes.get("type") == "paragraph" and is_on(attributes, "default", absent="0"):
                self.default = attributes.get("styleId", "")
        elif self._facts is not None:
            if name in {"name", "basedOn", "outlineLvl", "numId"}:
                self._facts.setdefault(name, value)
            elif name in {"vanish", "webHidden"}:
                self._facts["vanish"] = "1" if is_on(attributes) else ""

    def end(self, name: str) -> None:
        """Hear that it ends."""
        if name == "style" and (facts := self._facts) is not None:
            self._facts = None
            level = facts.get("outlineLvl", "")
            self.found[facts["id"]] = Style(
                facts.get("name", facts["id"]),
                facts.get("basedOn", ""),
                level_of(level),
                bool(facts["vanish"]) if "vanish" in facts else None,
                facts["numId"] != "0" if "numId" in facts else None,
            )

    def data(self, text: str) -> None:
        """Hear text, of which definitions have none."""


def is_on(attributes: Mapping[str, str], name: str = "val", absent: str = "1") -> bool:
    """Tell whether an element switches something on, ``absent`` being what it says by saying nothing."""
    return attributes.get(name, absent).lower() not in _FALSE


def level_of(value: str) -> int | None:
    """Return the level of a heading from that of an outline: 9 is body text there."""
    return int(value) + 1 if value.isdecimal() and len(value) == 1 and int(value) < 9 else None  # noqa: PLR2004

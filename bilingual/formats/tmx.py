"""``corpus.tmx``: a translation memory for CAT tools, in TMX 1.4b (https://www.gala-global.org/tmx-14b).

A machine translation says so as is usual there: ``creationid="MT!"``, on the unit and on the translation. A character
that XML cannot hold is written as ``<ph type="x-code-point">U+0001</ph>``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bilingual.data import Origin
from bilingual.formats.base import FileWriter
from bilingual.formats.rows import Row
from bilingual.io import xml
from bilingual.languages import tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bilingual.data import Article, Pair, Provenance
    from bilingual.io.output import OutputFolder
    from bilingual.io.source import Source

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_MACHINE = {"creationid": "MT!"}
_CODE_POINT = "x-code-point"
# Elements of TMX that stand around text of the segment; the others hold codes of the file that it came from.
_INNER = frozenset({"hi"})


class TmxWriter(FileWriter):
    """Writes the units as the articles come."""

    NAMES = ("corpus.tmx",)

    def __init__(self, output: OutputFolder, provenance: Provenance) -> None:
        from lxml import etree

        super().__init__(output, provenance)
        stream = self._open.enter_context(output.create_binary(self.NAMES[0], "tmx"))
        self._xml: Any = self._open.enter_context(etree.xmlfile(stream, encoding="utf-8"))
        self._xml.write_declaration()
        self._open.enter_context(self._xml.element("tmx", version="1.4"))
        header = {
            "creationtool": "bilingual",
            "creationtoolversion": xml.for_xml(provenance.bilingual),
            "segtype": "sentence",
            "o-tmf": "bilingual",
            "adminlang": "en",
            "srclang": tag(provenance.source_language),
            "datatype": "plaintext",
        }
        element = etree.Element("header", header)
        _add(
            element,
            "prop",
            xml.for_xml(", ".join(f"{step.model} {step.model_version}" for step in provenance.models)),
            type="x-model",
        )
        self._write(element)
        self._open.enter_context(self._xml.element("body"))
        self._xml.write("\n")

    def add(self, article: Article, pairs: Sequence[Pair]) -> None:  # noqa: ARG002 - the pairs say it all
        """Write a unit for each pair."""
        for pair in pairs:
            self._write(_unit(pair, self._provenance.languages))

    def _write(self, element: Any) -> None:  # noqa: ANN401 - lxml ships no types
        self._xml.write("\n")
        self._xml.write(element)


def _unit(pair: Pair, languages: tuple[str, str]) -> Any:  # noqa: ANN401
    from lxml import etree

    segment, translation = pair.segment, pair.translation
    creator = _MACHINE if pair.origin is Origin.MT else {}
    unit = etree.Element("tu", tuid=xml.escape(segment.id), **creator)
    facts = [
        ("x-article", xml.escape(segment.article)),
        ("x-kind", segment.kind.value),
        ("x-origin", pair.origin.value),
    ]
    if translation.score is not None:
        facts.append(("x-score", str(translation.score)))
    facts.extend(("x-flag", xml.for_xml(flag)) for flag in translation.flags)
    if translation.repaired:
        facts.append(("x-repaired", xml.for_xml(str(translation.repaired))))
    for kind, value in facts:
        _add(unit, "prop", value, type=kind)
    for language, text, attributes in zip(languages, (segment.text, translation.text), ({}, creator), strict=True):
        variant = etree.SubElement(unit, "tuv", {_LANGUAGE: tag(language), **attributes})
        xml.fill(etree.SubElement(variant, "seg"), text, _stand_in)
    return unit


def _add(parent: Any, name: str, text: str, **attributes: str) -> None:  # noqa: ANN401
    from lxml import etree

    etree.SubElement(parent, name, attributes).text = text


def _stand_in(code: int, _: int) -> Any:  # noqa: ANN401
    from lxml import etree

    element = etree.Element("ph", type=_CODE_POINT)
    element.text = f"U+{code:04X}"
    return element


def rows(source: Source, languages: tuple[str, str]) -> Iterator[Row]:
    """Yield the units of such a memory; of several translations into a language the first. Raises InputError."""
    for _, unit in xml.units(source, "tmx", frozenset({"tu"})):
        place = f"line {unit.sourceline}"
        texts: dict[str, str] = {}
        for variant in unit.iterfind("{*}tuv"):
            language = (variant.get(_LANGUAGE) or variant.get("lang") or "").lower()
            segment = variant.find("{*}seg")
            if segment is not None:
                known = next((code for code in languages if tag(code).lower() == language), language.partition("-")[0])
                texts.setdefault(known, xml.text_of(segment, _code_point, _INNER))
        if missing := [language for language in languages if language not in texts]:
            raise source.error(f"{place}: no text in '{missing[0]}'", "Correct or remove the unit")
        yield Row(place, xml.unescape(unit.get("tuid") or ""), *(texts[language] for language in languages))


def _code_point(element: Any) -> int | None:  # noqa: ANN401 - lxml ships no types
    if xml.local_name(element) == "ph" and element.get("type") == _CODE_POINT:
        return xml.parse_code((element.text or "").removeprefix("U+"))
    return None

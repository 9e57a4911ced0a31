"""``corpus.tmx``: a translation memory for CAT tools, in TMX 1.4b (https://www.gala-global.org/tmx-14b).

A machine translation says so as is usual there: ``creationid="MT!"``, on the unit and on the translation. A character
that XML cannot hold is written as ``<ph type="x-code-point">U+0001</ph>``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bilingual.data import Origin
from bilingual.formats.base import FileWriter, with_both_sides
from bilingual.formats.rows import Context, Row, State
from bilingual.io import xml
from bilingual.languages import code_among, tag
from bilingual.wording import for_terminal, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bilingual.data import Article, Pair, Provenance
    from bilingual.io.output import OutputFolder
    from bilingual.io.source import Source

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_MACHINE = {"creationid": "MT!"}
_CODE_POINT = "x-code-point"
# Elements of TMX that stand around text of the segment; the others hold codes of the file that it came from.
_INNER = frozenset({"hi"})
# What MateCat and Trados write of a unit.
_STATES = {
    "new": State.UNFINISHED,
    "draft": State.UNFINISHED,
    "rejected": State.UNFINISHED,
    "rejectedtranslation": State.UNFINISHED,
    "rejectedsignoff": State.UNFINISHED,
    "translated": State.CONFIRMED,
    "approved": State.CONFIRMED,
    "approved2": State.CONFIRMED,
    "fixed": State.CONFIRMED,
    "approvedtranslation": State.CONFIRMED,
    "approvedsignoff": State.CONFIRMED,
}
_TAG = re.compile("<[^<>]*>")
# Languages of a memory that an error names.
_NAMED = 6


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
        """Write a unit for each pair that has both sides."""
        for pair in with_both_sides(pairs):
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
    """Yield the units of such a memory; of several translations into a language the first. Raises InputError.

    Units without text in both languages are passed over, as memories have them of more languages.
    """
    others: set[str] = set()
    found = False
    for _, unit in xml.units(source, "tmx", frozenset({"tu"})):
        texts: dict[str, str] = {}
        for variant in unit.iterfind("{*}tuv"):
            said = variant.get(_LANGUAGE) or variant.get("lang") or ""
            segment = variant.find("{*}seg")
            if segment is not None and (known := code_among(said, languages)):
                texts.setdefault(known, xml.text_of(segment, _code_point, _INNER))
            if len(others) < _NAMED:
                others.add(shortened(said))
        if all(language in texts for language in languages):
            found = True
            yield _row(unit, *(texts[language] for language in languages))
    if others and not found:
        said = ", ".join(sorted(for_terminal(one) for one in others if one)) or "none"
        wanted = " and ".join(f"'{language}'" for language in languages)
        raise source.error(f"no unit has texts in {wanted} (its languages: {said})", "Name a memory of these languages")


def _row(unit: Any, text: str, target: str) -> Row:  # noqa: ANN401 - lxml ships no types
    facts: dict[str, str] = {}
    for fact in unit.iter("{*}prop"):
        facts.setdefault((fact.get("type") or "").lower(), fact.text or "")
    state = _STATES.get(facts.get("x-matecat-status", facts.get("x-confirmationlevel", "")).lower(), State.GIVEN)
    if not target.strip():
        state = State.UNFINISHED  # a program's segment that nobody translated
    identity = xml.unescape(unit.get("tuid") or "")
    article = xml.unescape(facts.get("x-article", "")) or facts.get("file", facts.get("x-document", ""))
    return Row(
        f"line {unit.sourceline}",
        identity,
        text,
        target,
        state,
        _context(facts),
        article=article,
        kind=facts.get("x-kind", ""),
        machine=_by_machine(unit),
    )


def _by_machine(unit: Any) -> bool:  # noqa: ANN401 - lxml ships no types
    """Whether a unit says that a machine made its translation, and not that a person changed that since."""
    said = [unit, *unit.iterfind("{*}tuv")]
    machine = _MACHINE["creationid"]
    return any(one.get("creationid") == machine and one.get("changeid", machine) == machine for one in said)


def _context(facts: Mapping[str, str]) -> Context | None:
    """Return where a unit stands, if it says so.

    OmegaT does where a sentence has another translation than elsewhere, by the file and the sentences around it; memoQ
    wherever it first met a sentence.
    """
    file, before, after = (facts.get(name) for name in ("file", "prev", "next"))
    if not (file is before is after is None):
        return Context(file, before, after)
    before, after = (facts.get(f"x-context-{side}") for side in ("pre", "post"))
    if before is after is None:
        return None
    before, after = (None if one is None else _TAG.sub("", one) for one in (before, after))
    return Context(None, before, after, alone=False)


def _code_point(element: Any) -> int | None:  # noqa: ANN401 - lxml ships no types
    if xml.local_name(element) == "ph" and element.get("type") == _CODE_POINT:
        return xml.parse_code((element.text or "").removeprefix("U+"))
    return None

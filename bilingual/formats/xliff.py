"""``corpus.xlf`` and ``corpus.2.xlf``: the corpus for a post-editor, in XLIFF 1.2 and 2.1, a ``file`` per article.

The standards are https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html and
https://docs.oasis-open.org/xliff/xliff-core/v2.1/xliff-core-v2.1.html. The match quality of a machine translation, in
percent, is the geometric mean probability of its tokens: exp(score). A character that XML cannot hold is the element
``cp`` of XLIFF 2, and in 1.2 an ``x`` with ``ctype="x-code-point"``.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from bilingual import checks
from bilingual.data import Origin
from bilingual.formats.base import FileWriter, with_both_sides
from bilingual.io import xml
from bilingual.languages import tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bilingual.data import Article, Pair, Provenance
    from bilingual.io.output import OutputFolder

_XLIFF_1 = "urn:oasis:names:tc:xliff:document:1.2"
_XLIFF_2 = "urn:oasis:names:tc:xliff:document:2.0"  # of 2.1 too
_MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
CODE_POINT = "x-code-point"
_PRIORITIES = {checks.Severity.SEVERE: "1", checks.Severity.MINOR: "5"}


class _XliffWriter(FileWriter):
    """What both versions share: one document with an element ``file`` per article."""

    def _begin(self, format_: str, namespace: str, **attributes: str) -> None:
        from lxml import etree

        stream = self._open.enter_context(self._output.create_binary(self.NAMES[0], format_))
        self._xml: Any = self._open.enter_context(etree.xmlfile(stream, encoding="utf-8"))
        self._xml.write_declaration()
        root = self._xml.element(f"{{{namespace}}}xliff", attributes, nsmap={None: namespace})
        self._open.enter_context(root)
        self._xml.write("\n")

    def _write(self, file: Any) -> None:  # noqa: ANN401 - lxml ships no types
        self._xml.write(file)
        self._xml.write("\n")


class Xliff1Writer(_XliffWriter):
    """Writes XLIFF 1.2, which most CAT tools read."""

    NAMES = ("corpus.xlf",)

    def __init__(self, output: OutputFolder, provenance: Provenance) -> None:
        super().__init__(output, provenance)
        self._begin("xliff", _XLIFF_1, version="1.2")

    def add(self, article: Article, pairs: Sequence[Pair]) -> None:
        """Write the article's ``file``."""
        from lxml.builder import ElementMaker

        make = ElementMaker(namespace=_XLIFF_1, nsmap={None: _XLIFF_1})
        source, target = map(tag, self._provenance.languages)
        attributes = {
            "original": xml.escape(article.id),
            "source-language": source,
            "target-language": target,
            "datatype": "plaintext",
            "tool-id": "bilingual",
            _SPACE: "preserve",
        }
        version = xml.for_xml(self._provenance.bilingual)
        tool = {"tool-id": "bilingual", "tool-name": "bilingual", "tool-version": version}
        units = (_unit_1(make, pair) for pair in with_both_sides(pairs))
        header, body = make.header(make.tool(tool)), make.body(*units)
        self._write(_spread(make.file(attributes, header, body), body))


class Xliff2Writer(_XliffWriter):
    """Writes XLIFF 2.1."""

    NAMES = ("corpus.2.xlf",)

    def __init__(self, output: OutputFolder, provenance: Provenance) -> None:
        super().__init__(output, provenance)
        source, target = map(tag, self._provenance.languages)
        self._begin("xliff2", _XLIFF_2, version="2.1", srcLang=source, trgLang=target)
        self._articles = 0

    def add(self, article: Article, pairs: Sequence[Pair]) -> None:
        """Write the article's ``file``; the standard wants at least one segment in it."""
        from lxml.builder import ElementMaker

        pairs = with_both_sides(pairs)
        if not pairs:
            return
        self._articles += 1
        make = ElementMaker(namespace=_XLIFF_2, nsmap={None: _XLIFF_2, "mtc": _MATCHES})
        match = ElementMaker(namespace=_MATCHES, nsmap={None: _XLIFF_2, "mtc": _MATCHES})
        attributes = {"id": f"f{self._articles}", "original": xml.escape(article.id), _SPACE: "preserve"}
        file = make.file(attributes, *(_unit_2(make, match, pair) for pair in pairs))
        self._write(_spread(file, file))


def _unit_1(make: Any, pair: Pair) -> Any:  # noqa: ANN401 - lxml ships no types
    def text(element: Any, content: str) -> Any:  # noqa: ANN401
        stand_ins = {"ctype": CODE_POINT}
        xml.fill(element, content, lambda code, n: make.x(stand_ins, {"id": str(n), "equiv-text": f"U+{code:04X}"}))
        return element

    state = {"state": "needs-review-translation", "state-qualifier": "leveraged-mt"}
    if pair.origin is not Origin.MT:
        state = {"state": "translated"}
    unit = make("trans-unit", {"id": xml.escape(pair.segment.id), "restype": f"x-{pair.segment.kind}"})
    unit.append(text(make.source(), pair.segment.text))
    unit.append(text(make.target(state), pair.translation.text))
    unit.extend(make.note(note, {"from": "bilingual", "priority": priority}) for _, priority, note in _notes(pair))
    if (quality := match_quality(pair)) is not None:
        match = {"match-quality": f"{quality}%", "origin": "mt", "tool-id": "bilingual"}
        unit.append(make("alt-trans", match, text(make.target(), pair.translation.text)))
    return unit


def _unit_2(make: Any, match: Any, pair: Pair) -> Any:  # noqa: ANN401
    def text(element: Any, content: str) -> Any:  # noqa: ANN401
        xml.fill(element, content, lambda code, _: make.cp({"hex": f"{code:04X}"}))
        return element

    def sides() -> list[Any]:
        return [text(make.source(), pair.segment.text), text(make.target(), pair.translation.text)]

    segment = pair.segment
    # The standard's own ids are names without colons and slashes; ours stands in "name".
    unit = make.unit({"id": f"p{segment.paragraph}s{segment.sentence}", "name": xml.escape(segment.id)})
    unit.set("type", f"bilingual:{segment.kind}")
    if (quality := match_quality(pair)) is not None:
        attributes = {"ref": "#s1", "matchQuality": str(quality), "type": "mt", "origin": "bilingual"}
        unit.append(match.matches(match.match(attributes, *sides())))
    if notes := [make.note(note, {"category": kind, "priority": priority}) for kind, priority, note in _notes(pair)]:
        unit.append(make.notes(*notes))
    reviewed = pair.origin is Origin.HUMAN
    state = {"state": "reviewed" if reviewed else "translated", "subState": f"bilingual:{pair.origin}"}
    unit.append(make.segment({"id": "s1"}, state, *sides()))
    return unit


def _notes(pair: Pair) -> Iterator[tuple[str, str, str]]:
    """Yield what a post-editor should know, each with its category and its priority from 1, the highest, to 10."""
    for flag in pair.translation.flags:
        words = checks.explain(flag)
        priority = _PRIORITIES[checks.severity_of(flag)]
        yield "flag", priority, xml.for_xml(flag if words == flag else f"{flag}: {words}")
    if pair.translation.repaired:
        yield "repaired", "10", xml.for_xml(f"repaired: {pair.translation.repaired}")


def _spread(file: Any, parent: Any) -> Any:  # noqa: ANN401
    """Put each child of ``parent`` on a line of its own; return ``file``."""
    parent.text = "\n"
    for child in parent:
        child.tail = "\n"
    return file


def match_quality(pair: Pair) -> int | None:
    """Return how sure the model was of a translation in percent, None where it did not say."""
    score = pair.translation.score
    return None if score is None else round(100 * math.exp(min(score, 0.0)))

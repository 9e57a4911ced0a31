"""A tree of HTML in which all is the document's own, as in a book's chapter or what Markdown makes → its blocks.

A page from the web is another matter (``readers/html/``): there the article has to be found first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from bilingual.data import Kind
from bilingual.languages import word_set
from bilingual.readers.documents.laid_out import Block
from bilingual.readers.html.markup import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCKS: Final = word_set(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol p pre section summary table tbody td tfoot th "
    "thead tr ul"
)
_UNSEEN: Final = word_set(
    "script style head nav svg noscript template iframe object embed select textarea input button audio video canvas "
    "map del rt rp annotation annotation-xml"
)
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_CAPTIONS: Final = frozenset({"figcaption", "caption"})
_ITEMS: Final = frozenset({"li", "dt", "dd"})
_CELLS: Final = frozenset({"td", "th"})
# What books say of their parts (https://www.w3.org/TR/epub-ssv-11/), without the "doc-" that roles begin with.
_NOTES: Final = word_set("footnote footnotes endnote endnotes rearnote rearnotes note")
_NO_TEXT: Final = word_set(
    "noteref backlink pagebreak toc toc-brief landmarks page-list loi lot index cover titlepage halftitlepage "
    "copyright-page"
)
_CLASSES: Final = {
    "footnotes": "footnotes", "endnotes": "endnotes", "footnote-ref": "noteref", "footnote-back": "backlink",
    "footnote-backref": "backlink", "noteref": "noteref",
}  # fmt: skip
_NOTE_NUMBER: Final = re.compile(r"\A\s*(?:[\[(]?\d{1,3}[\]).]+|[*†‡]{1,3}|[.:)\]])(?:\s+|$)")
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_TASK: Final = re.compile(r"\A\s*\[[ xX]\]\s")


@dataclass(frozen=True, slots=True)
class _Frame:
    """What holds in an element: the kind of its text, and how it is set."""

    kind: Kind | None = None
    level: int = 0
    fixed: bool = False
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A block, and how many of its characters are a link's."""

    block: Block
    linked: int = 0


def blocks_of(tree: Any) -> list[Found]:  # noqa: ANN401 - lxml ships no types
    """Return the blocks of a tree of ``lxml.html`` in order, which is changed: what is layout leaves it."""
    _drop_unseen(tree)
    tidy(tree)
    return list(_blocks(tree))


def _drop_unseen(tree: Any) -> None:  # noqa: ANN401
    """Drop from the tree what is no text, or not the document's: comments, marks that lead to notes, what is hidden."""
    for element in list(tree.iter()):
        if element is tree or element.getparent() is None:
            continue
        if not isinstance(element.tag, str):
            if getattr(element, "text", None) is not None:
                _drop(element)
        elif (
            element.tag in _UNSEEN
            or element.get("hidden") is not None
            or said(element) & _NO_TEXT
            or _HIDDEN.search(element.get("style") or "")
        ):
            _drop(element)


def _drop(element: Any) -> None:  # noqa: ANN401
    parent, before = element.getparent(), element.getprevious()
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def said(element: Any) -> set[str]:  # noqa: ANN401
    """Return what an element says that it is, by type or role, or a class that programs write."""
    kinds = {
        kind.removeprefix("doc-")
        for name in ("epub:type", "{http://www.idpf.org/2007/ops}type", "role")
        for kind in (element.get(name) or "").lower().split()
    }
    return kinds | {_CLASSES[name] for name in (element.get("class") or "").split() if name in _CLASSES}


def _blocks(tree: Any) -> Iterator[Found]:  # noqa: ANN401, C901
    from lxml import etree

    frames = [_Frame()]
    # Cells of the row, and the blocks in them, row within row.
    rows: list[tuple[int, list[Found]]] = []
    running: list[str] = []
    links = linked = 0

    def flush() -> list[Found]:
        nonlocal linked
        text, frame = "".join(running), frames[-1]
        running.clear()
        if not text.strip():
            return []
        if frame.kind is Kind.NOTE:
            text = _NOTE_NUMBER.sub("", text, count=1)
        elif frame.kind is Kind.ITEM:
            text = _TASK.sub("", text, count=1)
        one = Found(Block(text, frame.kind, frame.level, fixed=frame.fixed, silent=frame.silent), linked)
        linked = 0
        return [one]

    def emit(found: list[Found]) -> list[Found]:
        if rows:
            rows[-1][1].extend(found)
            return []
        return found

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in _BLOCKS:
                yield from emit(flush())
                frames.append(_framed(element, tag, frames[-1]))
                if tag == "tr":
                    rows.append((0, []))
                elif tag in _CELLS and rows:
                    rows[-1] = (rows[-1][0] + 1, rows[-1][1])
            elif tag == "br":
                running.append("\n")
            elif tag == "code" and frames[-1].fixed and "language-" in (element.get("class") or ""):
                frames[-1] = replace(frames[-1], silent=True)
            links += tag == "a"
            text = element.text if tag else ""
        else:
            if tag in _BLOCKS:
                yield from emit(flush())
                frames.pop()
                if tag == "tr" and rows:
                    cells, within = rows.pop()
                    yield from emit([_as_cell(one) for one in within] if cells > 1 else within)
            links -= tag == "a"
            text = element.tail if element is not tree else ""
        if text:
            running.append(text if frames[-1].fixed else text.replace("\n", " ").replace("\r", " "))
            linked += len(text) if links else 0
    yield from emit(flush())


def _as_cell(one: Found) -> Found:
    return Found(replace(one.block, cell=True), one.linked)


def _framed(element: Any, tag: str, around: _Frame) -> _Frame:  # noqa: ANN401, PLR0911
    """Return what holds in an element that stands in another."""
    kinds = said(element)
    if tag in _HEADINGS and around.kind is not Kind.NOTE:
        titled = "title" in (element.get("class") or "").split()
        return _Frame(Kind.HEADLINE if titled else Kind.SUBHEADING, _HEADINGS[tag])
    if kinds & _NOTES:
        return _Frame(Kind.NOTE)
    if around.kind is Kind.NOTE:
        return replace(around, fixed=around.fixed or tag == "pre")
    if tag in _CAPTIONS:
        return _Frame(Kind.CAPTION)
    if tag in _ITEMS:
        return _Frame(Kind.ITEM)
    if kinds & {"subtitle"} or "subtitle" in (element.get("class") or "").split():
        return _Frame(Kind.LEAD)
    return replace(around, fixed=around.fixed or tag == "pre")

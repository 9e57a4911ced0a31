"""The blocks of a page in their order: each text that a browser sets as a paragraph of its own, and what it is.

The article is trafilatura's to find; where it runs blocks together, or leaves a caption or a standfirst of the article
out, this says where they begin, end and belong.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bilingual.data import Kind
from bilingual.readers.html import furniture
from bilingual.readers.html.markup import CREDIT, is_caption
from bilingual.readers.html.names import is_called
from bilingual.readers.page.typography import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

_SKIPPED = frozenset({
    "script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select", "option", "textarea",
    "form",
    "nav", "footer", "math", "canvas", "audio", "video",
})  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "br", "amp-img", "picture",
})  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LONGEST_LEAD = 1200
# Nested deeper, nothing is a paragraph; lxml's own limit is 256.
_DEEPEST = 300


@dataclass(frozen=True, slots=True)
class Block:
    """A text that stands by itself on a page. ``credit`` is whom a caption credits in an element of its own.

    ``title`` tells that it is a first heading; ``linked`` that all of it leads to another page.
    """

    kind: Kind
    text: str
    credit: str = ""
    title: bool = False
    linked: bool = False

    @property
    def key(self) -> str:
        """Return the text without white space, as it is looked for."""
        return squeeze(self.text)


def squeeze(text: str) -> str:
    """Return a text without its white space.

    >>> squeeze("Le maire a\u00a0dit :\u202f« Oui »")
    'Lemaireadit:«Oui»'
    """
    return "".join(text.split())


def blocks(tree: Any) -> list[Block]:  # noqa: ANN401
    """Return the blocks of a page's body in order; a page without one has none."""
    body = tree if tree.tag == "body" else tree.find(".//body")
    return list(_blocks(body, Kind.BODY, 0)) if body is not None else []


def _blocks(element: Any, kind: Kind, depth: int) -> Iterator[Block]:  # noqa: ANN401
    kind = _kind(element, kind)
    if kind is Kind.CAPTION:
        yield from _caption(element)
        return
    running: list[str] = [element.text or ""]
    linked: list[str] = []
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _SKIPPED:
            pass
        elif child.tag in _BLOCKS or _holds_blocks(child):
            yield from _block(element, kind, running, linked)
            running, linked = [], []
            if depth < _DEEPEST:
                yield from _blocks(child, kind, depth + 1)
        else:
            text = child.text_content()
            running.append(text)
            if child.tag == "a" or next(child.iter("a"), None) is not None:
                linked += [text] if child.tag == "a" else [link.text_content() for link in child.iter("a")]
        running.append(child.tail or "")
    yield from _block(element, kind, running, linked)


def _block(element: Any, kind: Kind, running: list[str], linked: list[str]) -> Iterator[Block]:  # noqa: ANN401
    """Yield the block that ``running`` makes, if there is any text in it."""
    if text := one_line("".join(running)):
        away = bool(linked) and len(squeeze("".join(linked))) == len(squeeze(text))
        yield Block(kind, text, title=element.tag == "h1", linked=away or element.tag == "a")


def _caption(element: Any) -> Iterator[Block]:  # noqa: ANN401
    """Yield a caption as one block, with what an element of its own said of the picture's rights."""
    linked = next(element.iterancestors("a"), None) is not None
    credit = element.get(CREDIT) or ""
    if (line := one_line(element.text_content())) or credit:
        yield Block(Kind.CAPTION, line or credit, credit=credit, linked=linked)


def _kind(element: Any, kind: Kind) -> Kind:  # noqa: ANN401
    """Return what the text of an element is, in one whose text is of ``kind``."""
    if element.tag in _HEADINGS:
        return Kind.SUBHEADING
    if is_caption(element):
        return Kind.CAPTION
    if kind is Kind.BODY and is_called(element, furniture.LEAD) and _is_small(element):
        return Kind.LEAD
    return kind


def _is_small(element: Any) -> bool:  # noqa: ANN401
    """Tell whether an element holds a paragraph or two, and no heading of the page."""
    return len(element.text_content()) <= _LONGEST_LEAD and next(element.iter("h1", "h2", "figure"), None) is None


def _holds_blocks(element: Any) -> bool:  # noqa: ANN401
    """Tell whether an inline element has blocks in it, as a link around a whole teaser has."""
    return next(element.iter(*_BLOCKS), None) is not None

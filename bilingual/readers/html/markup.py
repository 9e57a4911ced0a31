"""A page's tree made ready: what belongs to no article is dropped, and what mark-up alone says is made text.

All of it is done in place, before anything looks for the article. Elements are lxml's, which ships no types.
"""

from __future__ import annotations

import re
from typing import Any, Final

from bilingual.readers.html import furniture
from bilingual.readers.html.names import is_called
from bilingual.readers.page.typography import OPENING

# What is shorter is rather a label.
_SHORTEST_PROSE = 40
_NO_PROSE = frozenset({"script", "style", "noscript", "template", "option", "textarea", "title", "svg"})
# What holds this share of the page's prose is no furniture, whatever it is called; nor what holds so many characters.
_MOST_OF_PAGE = 0.25
_MOST_PROSE = 600
# A sentence or two, which may be much of a piece of short news.
_LITTLE = 250
_MOST_OF_SHORT_PAGE = 0.5
_ASKING = frozenset({"cookie", "consent"})
_BLOCKS = frozenset({"p", "div", "ul", "ol", "li", "section", "figure", "table", "h2", "h3", "h4"})
# Outer and inner quotation marks of French.
_MARKS: Final = (("«\u00a0", "\u00a0»"), ("“", "”"))
# Layout alone: where a word may be broken, and marks of no width.
_UNSEEN: Final = {0xAD: None, 0x200B: None, 0xFEFF: None, 0x2060: None}

# How what stands high is written as characters.
RAISED: Final = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
# A figure or several, a letter, stars or daggers, in brackets or not: [1] (12) 1,2 a * † note 3.
_NOTE = re.compile(
    r"[\[(]?\s*(?:note\s*)?(?:\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*|[a-z]|[ivx]{1,4}|[*†‡§¶]{1,3})\s*[\])]?", re.IGNORECASE
)
_LINKED_NOTE = re.compile(r"[\[(]?\s*(?:\d{1,3}|[a-z]|[*†‡§]{1,3}|[↩↑^⤴]\ufe0e?)\s*[\])]?", re.IGNORECASE)
_LONGEST_CAPTION = 1200
_LONGEST_CREDIT = 120
# An attribute of our own.
CREDIT: Final = "data-bilingual-credit"
_FIGURES = re.compile(r"[+\-−]?\d{1,3}|n")
# A power stands behind a unit, ten, or a number of one figure: 12 km², E = mc², 10⁶; behind other numbers a note does.
_BEFORE_POWER = re.compile(r"(?:(?<![\d.,])(?:10|\d)|(?<![^\W\d_])(?:[kcdmµhn]?m|mc|in|ft|s|x|y|z|r|π))$")
_GROUPED = re.compile(r"\d[\s.,](?:10|\d)$")


def tidy(tree: Any) -> None:  # noqa: ANN401
    """Make text of what mark-up alone says, in place, and drop what is no text."""
    _drop_note_marks(tree)
    _drop_note_links(tree)
    _write_quotes(tree)
    _drop_unseen_marks(tree)


def prune(tree: Any) -> None:  # noqa: ANN401
    """Drop what is none of a page's article, in place; what the page says about it has to be asked before."""
    _drop_furniture(tree)
    _set_credits_apart(tree)


def prose_length(element: Any) -> int:  # noqa: ANN401
    """Return how many characters of prose stand in an element: stretches of some length, and none that is linked."""
    total = 0
    for part in element.iter():
        if not isinstance(part.tag, str) or part.tag in _NO_PROSE:
            continue
        if part.tag != "a" and part.text and len(part.text) >= _SHORTEST_PROSE:
            total += len(part.text.strip())
        for child in part:
            if child.tail and len(child.tail) >= _SHORTEST_PROSE:
                total += len(child.tail.strip())
    return total


def _drop_furniture(tree: Any) -> None:  # noqa: ANN401
    """Drop the parts of a page that are not its article's, by their element, role, name, or as nobody sees them."""
    page = prose_length(tree)
    open_ = [tree]
    while open_:
        for child in list(open_.pop()):
            if not isinstance(child.tag, str):
                continue
            if _is_furniture(child) and _may_go(child, page):
                child.drop_tree()
            else:
                open_.append(child)


def _is_furniture(element: Any) -> bool:  # noqa: ANN401
    """Tell whether an element calls itself what no article is."""
    return element.tag not in {"html", "body", "main", "article", "h1"} and (
        element.tag in furniture.TAGS
        or (element.get("role") or "").lower() in furniture.ROLES
        or element.get("hidden") is not None
        or is_called(element, furniture.NAMES)
    )


def _may_go(element: Any, page: int) -> bool:  # noqa: ANN401
    """Tell whether an element holds so little of the ``page``'s prose that it is not the article, or around it."""
    if next(element.iter("h1"), None) is not None:
        return False
    held = prose_length(element)
    if held <= _LITTLE:
        return held <= page * _MOST_OF_SHORT_PAGE
    return held <= page * _MOST_OF_PAGE and (held <= _MOST_PROSE or is_called(element, _ASKING))


def _drop_note_marks(tree: Any) -> None:  # noqa: ANN401
    """Drop the marks of notes that stand high, make powers characters; ordinals ("XIXe") stay as they are."""
    for element in list(tree.iter("sup")):
        mark = " ".join(element.text_content().split())
        before = _before(element)
        if _is_note(element, mark, before):
            _close_gap(element)
            element.drop_tree()
        elif _FIGURES.fullmatch(mark):
            element.text, linked = mark.translate(RAISED), list(element)
            for child in linked:
                element.remove(child)
            element.drop_tag()


def _is_note(element: Any, mark: str, before: str) -> bool:  # noqa: ANN401
    """Tell whether ``mark``, which stands high behind the text ``before``, leads to a note."""
    if not _NOTE.fullmatch(mark):
        return False
    links = [*element.iter("a"), *(above for above in element.iterancestors("a"))]
    if any((link.get("href") or "").startswith("#") for link in links) or is_called(element, furniture.NOTE):
        return True
    return not (is_power(mark, before) or mark.startswith(("+", "-", "−")) or mark.isalpha())


def is_power(mark: str, before: str) -> bool:
    """Tell whether a number that stands high behind a text is a power, and not the mark of a note.

    >>> is_power("2", "de 12 km"), is_power("2", "en 1998"), is_power("1", "le maire")
    (True, False, False)
    """
    if not _FIGURES.fullmatch(mark):
        return False
    return mark.startswith(("+", "-", "−")) or bool(_BEFORE_POWER.search(before) and not _GROUPED.search(before))


def _drop_note_links(tree: Any) -> None:  # noqa: ANN401
    """Drop links within the page that lead to a note or back from it, with brackets around them."""
    for link in list(tree.iter("a")):
        if not (link.get("href") or "").startswith("#"):
            continue
        mark = link.text_content().strip()
        if not _LINKED_NOTE.fullmatch(mark):
            continue
        before, tail = _before(link).rstrip(), (link.tail or "").lstrip()
        if before.endswith("[") and tail.startswith("]"):
            link.tail = tail[1:]
            _close_gap(link, "[")
        else:
            _close_gap(link)
        link.drop_tree()


def _close_gap(element: Any, mark: str = "") -> None:  # noqa: ANN401
    """Take ``mark`` off the end of the text before an element in its parent, and white space where a stop follows."""
    sibling, parent = element.getprevious(), element.getparent()
    before = sibling.tail if sibling is not None else parent.text
    if not before:
        return
    text = before.rstrip().removesuffix(mark) if mark else before
    if (element.tail or "")[:1] in {".", ",", ")"}:
        text = text.rstrip()
    if sibling is not None:
        sibling.tail = text
    else:
        parent.text = text


def _set_credits_apart(tree: Any) -> None:  # noqa: ANN401
    """Take the elements that credit a picture out of its caption; an attribute of it keeps what they say."""
    for caption in tree.iter():
        if not isinstance(caption.tag, str) or not is_caption(caption):
            continue
        for part in [part for part in caption.iter() if part is not caption and isinstance(part.tag, str)]:
            if part.getparent() is not None and is_called(part, furniture.CREDIT):
                holder = " ".join(part.text_content().split())
                if holder and len(holder) <= _LONGEST_CREDIT:
                    caption.set(CREDIT, holder)
                    part.tail = f" {part.tail or ''}"
                    part.drop_tree()


def is_caption(element: Any) -> bool:  # noqa: ANN401
    """Tell whether an element is, or calls itself, a picture's caption."""
    return element.tag == "figcaption" or (
        is_called(element, furniture.CAPTION) and len(element.text_content()) <= _LONGEST_CAPTION
    )


def _before(element: Any) -> str:  # noqa: ANN401
    """Return the text right before an element, as far as it stands in the same parent."""
    while True:
        sibling = element.getprevious()
        if sibling is not None:
            return (sibling.tail or (sibling.text_content() if isinstance(sibling.tag, str) else ""))[-12:]
        parent = element.getparent()
        if parent is None:
            return ""
        if parent.text:
            return str(parent.text[-12:])
        element = parent


def _write_quotes(tree: Any) -> None:  # noqa: ANN401
    """Write the quotation marks of ``q`` elements, which browsers add."""
    quotes = list(tree.iter("q"))
    depths = [sum(1 for _ in quote.iterancestors("q")) for quote in quotes]
    for quote, depth in zip(quotes, depths, strict=True):
        if any(child.tag in _BLOCKS for child in quote.iter()):
            quote.tag = "div"  # Some sites make boxes of them.
            continue
        quote.tag = "span"
        text = quote.text_content().strip()
        if text and not text.startswith(tuple(OPENING)):
            _enclose(quote, *_MARKS[depth % len(_MARKS)])


def _enclose(element: Any, opening: str, closing: str) -> None:  # noqa: ANN401
    """Write ``opening`` and ``closing`` around an element's text."""
    element.text = opening + (element.text or "").lstrip()
    if len(element):
        element[-1].tail = (element[-1].tail or "").rstrip() + closing
    else:
        element.text = element.text.rstrip() + closing


def _drop_unseen_marks(tree: Any) -> None:  # noqa: ANN401
    """Drop soft hyphens and marks of no width from all texts, and ``wbr`` elements."""
    for element in list(tree.iter("wbr")):
        element.drop_tag()
    for element in tree.iter():
        if element.text and not element.text.isascii():
            element.text = element.text.translate(_UNSEEN)
        if element.tail and not element.tail.isascii():
            element.tail = element.tail.translate(_UNSEEN)

"""HTML inside a field of a row → the text in it, with nothing dropped but what no reader of the page would see.

A page of its own is another matter (``html.py``): there the article has to be found first.
"""

from __future__ import annotations

import html
import re
from typing import Any, Final

_INLINE = "a|abbr|b|big|cite|code|del|em|font|i|ins|mark|q|s|small|span|strike|strong|sub|sup|time|tt|u"
_BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
_CELLS = frozenset({"td", "th"})
_UNSEEN: Final = frozenset(
    [
        "head",
        "iframe",
        "noscript",
        "object",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "video",
        "audio",
    ]
)
# What stands around the article where the field holds a whole page.
_AROUND: Final = frozenset({"aside", "footer", "form", "nav"})
_TAG = re.compile(
    rf"<(/?)({_INLINE}|{'|'.join(sorted(_BLOCKS))}|td|th|br|img|script|style)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
# One of these is enough to tell HTML; of others there must be one that closes, since a text may speak of a tag.
_SURE = frozenset({"p", "br", "div", "img", "h1", "h2", "h3", "li"})
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_PAGE = re.compile(r"<body[\s>]", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_WORD = re.compile(r"\w+")
_INVISIBLE = re.compile(
    r"<(script|style|head|noscript|svg|template)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL
)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# How many words of what stands between the tags may be missing before the tags alone are taken out, as a share.
_MOST_LOST = 0.02


def plain(text: str) -> str:
    r"""Return what a reader of ``text`` would see: its HTML read as such, its entities as what they stand for.

    A text without either comes back as it is.

    >>> plain("<p>Le maire a parl&eacute;.</p><p>Il part.<br/>La séance est levée.</p>")
    'Le maire a parlé.\n\nIl part.\nLa séance est levée.'
    >>> plain("&lt;p&gt;L&#39;&eacute;t&eacute;&lt;/p&gt;"), plain("5 < 6 & 7")
    ("L'été", '5 < 6 & 7')
    """
    read = False
    for _ in range(3):  # feeds escape what was escaped before
        if not read and is_html(text):
            text, read = to_text(text), True
        elif _ENTITY.search(text):
            text = html.unescape(text)
        else:
            break
    return text


def is_html(text: str) -> bool:
    """Whether a text has the tags of HTML, and does not only speak of one.

    >>> is_html("<p>Oui."), is_html("La balise <b> rend gras"), is_html("a < b > c"), is_html("<i>Oui</i>")
    (True, False, False, True)
    """
    if "<" not in text:
        return False
    return any(tag[1] or tag[2].lower() in _SURE for tag in _TAG.finditer(text))


def to_text(markup: str) -> str:
    """Return the text of HTML: a block a paragraph with an empty line between, a ``br`` a line break."""
    from lxml import etree

    # As bytes, since what a page says of its encoding is about how it came, not about what we have.
    data = markup.replace("\0", "\ufffd").encode("utf-8", "replace")
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True)
    root: Any = etree.fromstring(data, parser) if data.strip() else None
    found = "" if root is None else _laid_out(root, _UNSEEN | _AROUND if _PAGE.search(markup) else _UNSEEN)
    bare = html.unescape(re.sub(r"<[^<>]*>", " ", _INVISIBLE.sub(" ", markup)))
    if not _PAGE.search(markup) and _words(found) < _words(bare) * (1 - _MOST_LOST):
        return bare.strip()  # tags that no parser makes sense of
    return found


def _words(text: str) -> int:
    return sum(len(word) for word in _WORD.findall(text))


def _laid_out(root: Any, unseen: frozenset[str]) -> str:  # noqa: ANN401 - lxml ships no types
    """Return the text of a tree, without walking it by calls, as it may be deep."""
    from lxml import etree

    pieces: list[str] = []
    depth = {"unseen": 0, "pre": 0, "sup": 0}

    def say(text: str | None) -> None:
        if text and not depth["unseen"]:
            said = _said(text, as_it_is=bool(depth["pre"]))
            # The mark of a note must not become a digit of the number before it; the e of XIXe stays a letter.
            pieces.append(said.translate(_RAISED) if depth["sup"] else said)

    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        kind = "unseen" if tag in unseen else tag
        if event == "start":
            if kind in depth:
                depth[kind] += 1
            pieces.append(_before(tag) if not depth["unseen"] else "")
            say(element.text)
        else:
            pieces.append(_behind(tag) if not depth["unseen"] else "")
            if kind in depth:
                depth[kind] -= 1
            say(element.tail)
    return _tidied("".join(pieces))


# Stand for the breaks until the white space of the source is gone.
_BREAK, _LINE = "\ue000", "\ue001"


def _before(tag: str) -> str:
    if tag == "q":
        return "«\u00a0"
    return _BREAK if tag in _BLOCKS else _LINE if tag == "br" else " " if tag in _CELLS else ""


def _behind(tag: str) -> str:
    if tag == "q":
        return "\u00a0»"
    return _BREAK if tag in _BLOCKS else " " if tag in _CELLS else ""


def _said(text: str, *, as_it_is: bool) -> str:
    text = text.translate({ord(mark): "\ufffd" for mark in (_BREAK, _LINE)})
    if as_it_is:
        return text.replace("\r\n", "\n").replace("\n", _LINE)
    return _SPACE.sub(" ", text)


def _tidied(text: str) -> str:
    text = _SPACE.sub(" ", text)
    paragraphs = ([line.strip(" ") for line in block.split(_LINE)] for block in text.split(_BREAK))
    laid = ("\n".join(lines).strip("\n") for lines in paragraphs)
    return "\n\n".join(re.sub(r"\n{3,}", "\n\n", block) for block in laid if block.strip())

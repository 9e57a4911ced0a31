from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

import pytest

from bilingual.data import Kind
from tests.support.hostile import hostile_corpus
from tests.support.pages import MARKET, SPACES, Element, make, parse, three_articles, write

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</script></style></title><script>alert(1)</script>",
    "javascript:alert(1)",
    "\u202egnirts desrever",
    "{{ 7 * 7 }}{% raw %}<!--",
    "\x00\x1b\ud800 controls",
)
ATTRIBUTES = {
    *("id", "class", "lang", "href", "rel", "datetime", "title", "role", "scope", "charset", "content", "name"),
    *("http-equiv", "aria-label", "aria-labelledby", "aria-hidden", "data-score", "data-origin", "data-unit"),
    *(
        "data-label",
        "data-trust",
        "data-value",
        "dir",
        "type",
        "hidden",
        "tabindex",
        "value",
        "checked",
        "for",
        "min",
    ),
    *("max", "step", "autocomplete", "spellcheck", "aria-haspopup", "aria-expanded", "aria-controls", "method"),
    *(
        "data-t",
        "data-v",
        "data-t-aria-label",
        "data-t-label",
        "data-check",
        "data-by",
        "data-cite",
        "aria-describedby",
        "label",
    ),
    *("data-article", "data-flags", "data-machine", "data-reference"),
    *("data-t-data-unit", "data-t-placeholder", "open", "maxlength", "placeholder", "size"),
    *("viewbox", "preserveaspectratio", "x", "y", "width", "height"),
}
ELEMENTS = {
    *("html", "head", "meta", "title", "style", "body", "script", "a", "header", "nav", "main", "article", "footer"),
    *("section", "h1", "h2", "p", "ul", "li", "span", "bdi", "small", "cite", "time", "dl", "div", "dt", "dd"),
    *("details", "summary", "code", "table", "thead", "tbody", "tr", "th", "td"),
    *("form", "label", "input", "select", "option", "button", "output", "dialog", "h3", "ol", "kbd"),
    *("data", "u", "pre"),
    *("figure", "figcaption", "svg", "rect"),
}


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile_text_is_text(tmp_path: Path, payload: str) -> None:
    articles, provenance = hostile_corpus(payload)
    pages = write(tmp_path, articles, provenance)
    assert len(pages) == 4
    for name, text in pages.items():
        page = parse(text)
        elements = page.find()
        assert {element.name for element in elements} <= ELEMENTS
        assert {attribute for element in elements for attribute in element.attributes} <= ATTRIBUTES
        assert len(page.find(name="style")) == 1
        assert [script.attributes for script in page.find(name="script")] == [{}]
        for link in page.find(name="a"):
            assert re.fullmatch(r"#[\w=&-]+|[\w.%-]+\.html", link.attributes["href"])
        if name != "index.html":
            shown = re.sub(r"[\x00\x1b\ud800]", "\N{REPLACEMENT CHARACTER}", payload)
            assert [element.text for element in page.find(class_="target")] == [shown] * (2 * len(Kind))
            # A direction that the text overrides ends with the text.
            isolates = [element.text.translate(SPACES) for element in page.find(name="bdi")]
            assert isolates.count(shown) >= 4 * len(Kind)
            assert all(shown not in child for child in loose_text(page))


def loose_text(element: Element) -> list[str]:
    """Return the text outside of what isolates it; a title, a style and a script hold nothing but characters."""
    if element.name in {"bdi", "title", "style", "script"}:
        return []
    return [
        text
        for child in element.children
        for text in ([child] if isinstance(child, str) else loose_text(child))
        if text.strip()
    ]


def test_no_page_can_ask_for_anything(tmp_path: Path) -> None:
    pages = write(tmp_path, three_articles())
    for text in pages.values():
        page = parse(text)
        assert not re.search(r"https?:|//\w|url\(|@import", text.replace("// ", ""))
        assert not [element for element in page.find() if {"src", "srcset", "style"} & set(element.attributes)]
        assert not page.find(name="link")
        for link in page.find(name="a"):
            file, _, fragment = link.attributes["href"].partition("#")
            target = parse(pages[file]) if file else page
            # What the index is asked for is no place in it.
            assert not fragment or "=" in fragment or target.find(id=fragment)


def test_the_policy_allows_our_style_and_script_alone(tmp_path: Path) -> None:
    pages = write(tmp_path, [make("a", MARKET)])
    for text in pages.values():
        page = parse(text)
        first, *others = [
            meta.attributes["content"]
            for meta in page.find(name="meta")
            if meta.attributes.get("http-equiv") == "Content-Security-Policy"
        ]
        directives = dict(part.split(" ", 1) for part in first.split("; "))
        hashes = {
            name: "'sha256-" + base64.b64encode(hashlib.sha256(page.find(name=name)[0].text.encode()).digest()).decode()
            for name in ("style", "script")
        }
        # The script of the index may load others, which a second policy takes from beside the page alone.
        is_index = page.find(id="filters") != []
        assert directives == {
            "default-src": "'none'",
            "style-src": hashes["style"] + "'",
            "script-src": hashes["script"] + ("' 'strict-dynamic'" if is_index else "'"),
            "base-uri": "'none'",
            "form-action": "'none'",
        }
        assert others == (["script-src 'unsafe-inline' 'self' file:"] if is_index else [])
        # The policy governs only what follows it.
        assert text.index("Content-Security-Policy") < text.index("<style")


def test_a_page_is_small_before_its_text(tmp_path: Path) -> None:
    pages = {name: len(text.encode()) for name, text in write(tmp_path, [make("a", [])]).items()}
    assert pages["index.html"] < 70_000
    assert pages["a.html"] < 78_000

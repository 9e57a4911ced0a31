"""The pages speak French: every text of templates and scripts has its French, and no French text is out of use."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from bilingual.formats.html.environment import SCRIPTS, SERVED_SCRIPTS, sources
from bilingual.formats.html.interface import PLACE, french, short_key
from tests.support.pages import ASSETS, parse, three_articles, write

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.pages import Element

KINDS = SCRIPTS | SERVED_SCRIPTS
# What the templates say: words of an element, an attribute, and calls of ``t``. Names of variables are said elsewhere.
_IN_TEMPLATES = (
    re.compile(r"""<[^<>]*\sdata-t(?=[\s>])[^<>]*>([^<{]+)<"""),
    re.compile(
        r"""\s(?:aria-label|label|placeholder|title)="([^"{]+)" data-t-(?:aria-label|label|placeholder|title)[\s>]"""
    ),
    re.compile(r"""\bt\("([^"]+)"(?:[,)]| if )"""),
    re.compile(r"""t_attribute\("[\w-]+", "([^"]+)"[,)]"""),
    re.compile(r"""else t?\(?"([^"]+)"\)? }}"""),
    re.compile(r"""digest\("([^"]+)\""""),
)
_IN_SCRIPTS = re.compile(r"""\bt\(\s*"([^"]+)"\s*[,)]""")
_CALLS = re.compile(r"""(?<![.\w])t\(\s*(?!english\b|\.\.\.)""")


def _said(kind: str) -> set[str]:
    # The index also says what the program beside it says.
    templates, scripts = sources(kind)[:3], sources(kind)[3 : 3 + len(KINDS[kind])]
    scripts = sources(kind)[3:] if kind == "index" else scripts
    said = {text for template in templates for pattern in _IN_TEMPLATES for text in pattern.findall(template)}
    said |= {text for script in scripts for text in _IN_SCRIPTS.findall(script)}
    if kind in {"article", "linked", "stats", *SERVED_SCRIPTS}:
        said |= {text.strip('"') for text in sources(kind)[3 + len(KINDS[kind]) :]}
    return {" ".join(text.split()) for text in said}


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_text_has_its_french(kind: str) -> None:
    said = _said(kind)
    assert len(said) > 40
    assert sorted(said - set(french())) == []


@pytest.mark.parametrize("path", sorted(ASSETS.glob("*.js")), ids=lambda path: path.name)
def test_scripts_name_what_they_say(path: Path) -> None:
    script = path.read_text(encoding="utf-8")
    # Of a variable nobody could tell that it has its French.
    assert len(_CALLS.findall(script)) - script.count("function t(") == len(_IN_SCRIPTS.findall(script))


def test_french_fits_the_english() -> None:
    for english, text in french().items():
        assert set(PLACE.findall(english)) == set(PLACE.findall(text)), english
        assert "</" not in text
        assert "~" not in text
        assert "|" not in english or "|" in text, english
        # French never breaks a line before these.
        assert not re.search(r" [;:!?»%]|« ", text), text
        assert english == english.strip()


def test_no_two_texts_have_one_key() -> None:
    assert len({short_key(english) for english in french()}) == len(french())
    # As a browser counts characters.
    assert all(len(english.encode("utf-16-le")) == 2 * len(english) for english in french())


def test_no_french_is_out_of_use() -> None:
    written = " ".join(" ".join(sources(kind)) for kind in KINDS)
    written = " ".join(written.split())
    assert [english for english in french() if english not in written] == []


# What needs no French: names, ids, numbers, signs, and what stands in the language that it is of.
_OWN = frozenset(
    {
        "bilingual",
        "SHA-256",
        "j",
        "k",
        "n",
        "p",
        "f",
        "F",
        "l",
        "m",
        "i",
        "t",
        "e",
        "a",
        "d",
        "N",
        "r",
        "c",
        "s",
        "S",
        "v",
        "Aa",
    }
)


def _bare(element: Element) -> list[str]:
    """Return the words of a page that no script would swap, and that are not the text's."""
    attributes = element.attributes
    if element.name in {"bdi", "style", "script", "title", "time", "small"} or "data-t" in attributes:
        return []
    if "lang" in attributes and element.name != "html":
        return []
    found = [text for child in element.children for text in (_bare(child) if not isinstance(child, str) else [child])]
    found += [
        attributes[name]
        for name in ("aria-label", "label", "placeholder", "title")
        if name in attributes and f"data-t-{name}" not in attributes and attributes.get("class") != "ref"
    ]
    return [text for text in found if re.search(r"[^\W\d_]", text) and not set(re.findall(r"[\w-]+", text)) <= _OWN]


def carried(page: str) -> dict[str, str]:
    """Return the French texts that a page carries, by their keys, as its script reads them."""
    found = re.search(r"const FRENCH = (\[.*\]);\n", page)
    assert found
    text, pieces = json.loads(found[1])
    for piece in reversed(pieces):
        text = text.replace(piece[0], piece[1:])
    digits = len(short_key(""))
    return {one[:digits]: one[digits:] for one in text.split("~")[1:]}


def test_no_words_of_an_article_page_stay_english(tmp_path: Path) -> None:
    pages = write(tmp_path, three_articles())
    for name in ("a.html", "b.html"):
        page = parse(pages[name])
        assert _bare(page) == []
        keys = {
            element.attributes["data-t"] or element.text for element in page.find() if "data-t" in element.attributes
        }
        keys = {" ".join(key.split()) for key in keys}
        assert sorted(keys - set(french())) == []
        # The page carries what it needs.
        there = carried(pages[name])
        assert {key: there.get(short_key(key)) for key in keys} == {key: french()[key] for key in keys}

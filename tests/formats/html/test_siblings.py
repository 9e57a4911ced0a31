"""The files beside the index: what is in them, that they stream, and that nothing in them can be anything but data."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.data import Kind, Metadata, Translation
from bilingual.formats.html import siblings
from bilingual.formats.html.siblings import script
from tests.formats.html.test_search import read_words
from tests.formats.html.test_tokens import read_tokens
from tests.support.hostile import hostile_corpus
from tests.support.pages import MARKET, make, three_articles, write

if TYPE_CHECKING:
    from pathlib import Path

_CALL = re.compile(r'bilingual\.data\("([\w-]+)", (.*)\);\n', re.DOTALL)


def data_in(folder: Path) -> dict[str, Any]:
    """Return what the files beside an index hand over, by their names."""
    found = {}
    for path in (folder / "html" / "search").iterdir():
        text = path.read_bytes().decode()
        if path.name == "program.js":
            continue
        assert text.isascii() or "\u2028" not in text
        call = _CALL.fullmatch(text)
        assert call
        assert call[1] == path.stem
        found[call[1]] = json.loads(call[2])
    return found


def test_what_stands_beside_the_index(tmp_path: Path) -> None:
    write(tmp_path, three_articles())
    data = data_in(tmp_path)
    assert set(data) == {"corpus", "articles-1", "words-1-1", "tokens-1-1", "tokens-1-2", "trust-1", "text-1"}
    assert data["corpus"] | {"bytes": 0} == {
        "languages": ["fr", "en"],
        "of": "score",
        "total": 3,
        "articles": 3,
        "texts": 3,
        "sentences": 19,
        "rows": 2000,
        "bytes": 0,
        "publishers": ["Le Courrier"],
        "blocks": [{"article": 0, "sentence": 0, "words": ["000"]}],
        "begins": [0],
    }
    assert data["articles-1"][1] == ["b.html", "", "Bonjour.", "", "", "2022-08", "b", "", "", 1, 0, 1]
    assert [len(article) for article in data["text-1"]] == [9, 1, 9]
    assert data["text-1"][0][5][:3] == ["4.3", "Il y avait 10 000 visiteurs.", "There were 1,000 visitors."]
    assert data["text-1"][0][5][4] == 1
    words = read_words(data["words-1-1"])
    assert words["marche"] == ([0, 10], [], [0])
    assert words["market"] == ([], [0, 10], [])
    assert words["diallo"] == ([], [], [0, 2])
    assert words["hello"] == ([], [9], [])
    # The words of each sentence, in a row.
    french = read_tokens(data["tokens-1-1"])
    assert (french[0], french[9]) == (["le", "marche", "couvert", "rouvre"], ["bonjour"])
    assert [len(french), len(read_tokens(data["tokens-1-2"]))] == [19, 19]
    assert len(data["trust-1"]) >= 19


def test_word_links_go_with_their_sentence(tmp_path: Path) -> None:
    article, pairs = make("a", [(Kind.BODY, [("Un chat.", Translation("A cat.", -0.1))])])
    write(tmp_path, [(article, [replace(pairs[0], links=((0, 2, 0, 1), (3, 7, 2, 5)))])])
    assert data_in(tmp_path)["text-1"][0][0][5] == [0, 2, 0, 1, 3, 7, 2, 5]


@pytest.fixture
def small_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let files and blocks be full with next to nothing."""
    for name, value in (("SIZE", 40), ("ROWS", 2), ("BLOCK_SENTENCES", 10)):
        monkeypatch.setattr(siblings, name, value)


@pytest.mark.usefixtures("small_files")
def test_many_files_say_what_one_does(tmp_path: Path) -> None:
    articles = [make(name, MARKET) for name in "abcde"]
    write(tmp_path, articles)
    data = data_in(tmp_path)
    corpus = data["corpus"]
    assert [(block["article"], block["sentence"]) for block in corpus["blocks"]] == [(0, 0), (2, 18), (4, 36)]
    assert corpus["begins"] == [0, 1, 2, 3, 4]
    assert [len(data[f"articles-{number}"]) for number in (1, 2, 3)] == [2, 2, 1]
    places = []
    for number, block in enumerate(corpus["blocks"], 1):
        for at, first in enumerate(block["words"], 1):
            words = read_words(data[f"words-{number}-{at}"])
            assert next(iter(words)) == first
            places += [block["sentence"] + place for place in words.get("marche", ([],))[0]]
    assert places == [0, 9, 18, 27, 36]


@pytest.mark.usefixtures("small_files")
def test_files_that_come_out_as_they_were_stay(tmp_path: Path) -> None:
    articles = [make(name, MARKET) for name in "abcd"]
    write(tmp_path, articles)
    folder = tmp_path / "html" / "search"
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    write(tmp_path, [*articles, make("e", MARKET)])
    changed = {path.name for path in folder.iterdir() if before.get(path.name) != path.stat().st_mtime_ns}
    assert "text-5.js" in changed
    assert not {"text-1.js", "text-4.js", "words-1-1.js", "articles-1.js", "articles-2.js", "program.js"} & changed
    write(tmp_path, articles[:1])
    assert {path.name for path in folder.iterdir() if path.name.startswith(("text", "articles"))} == {
        "text-1.js",
        "articles-1.js",
    }


def test_beyond_the_limits_only_facts_are_searched_and_then_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(siblings, "MOST_TEXTS", 2)
    monkeypatch.setattr(siblings, "MOST_ARTICLES", 3)
    write(tmp_path, [make(name, MARKET) for name in "abcd"])
    data = data_in(tmp_path)
    assert [data["corpus"][name] for name in ("total", "articles", "texts", "sentences")] == [4, 3, 2, 18]
    words = read_words(data["words-1-1"])
    assert (words["couvert"], words["diallo"]) == (([0, 9], [], [0, 1, 2]), ([], [], [0, 1, 2]))


def test_an_article_with_too_many_sentences_ends_what_is_searched_in_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(siblings, "MOST_SENTENCES", 10)
    write(tmp_path, three_articles())
    assert data_in(tmp_path)["corpus"]["texts"] == 2


def test_an_empty_corpus_has_nothing_beside_it(tmp_path: Path) -> None:
    write(tmp_path, [])
    assert not (tmp_path / "html" / "search").exists()


@pytest.mark.parametrize(
    "payload",
    [
        "</script><script>alert(1)</script>",
        '"); alert(1); ("',
        '\\"); alert(1); //',
        "\u2028alert(1)\u2029",
        "-->\n<!--",
        "\x00\x1f\ud800",
        "${alert(1)} `",
    ],
)
def test_hostile_text_is_data(tmp_path: Path, payload: str) -> None:
    articles, provenance = hostile_corpus(payload)
    write(tmp_path, articles, provenance)
    texts = data_in(tmp_path)
    shown = payload.replace("\x00", "\ufffd").replace("\x1f", "\ufffd").replace("\ud800", "\ufffd")
    assert texts["text-1"][0][0][1:3] == [shown, shown]
    for path in (tmp_path / "html" / "search").iterdir():
        if path.name != "program.js":
            assert not set("<>&\u2028\u2029\x00") & set(path.read_bytes().decode())


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_value_is_read_as_it_was_given(text: str) -> None:
    call = _CALL.fullmatch(script("a", [text, {"b": text}]))
    assert call
    assert json.loads(call[2]) == [text, {"b": text}]


def test_an_article_without_facts_is_found_by_its_id(tmp_path: Path) -> None:
    write(tmp_path, [make("dépêche-7", [(Kind.BODY, [("Oui.", Translation("Yes.", None))])], Metadata())])
    words = read_words(data_in(tmp_path)["words-1-1"])
    assert words["depeche"] == ([], [], [0])

"""The card of a word: forms, counterparts with counts, examples, the glossary's entry."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict
from typing import TYPE_CHECKING

import pytest

import bilingual
from bilingual import Glossary
from bilingual.errors import UsageError
from bilingual.glossary.entries import Entry
from tests.support.searching import written

if TYPE_CHECKING:
    from pathlib import Path

DOGS = (
    (
        "a", "2020", "P",
        [("Le chien noir dort.", "The black dog sleeps."), ("Les chiens dorment.", "The dogs sleep.")],
    ),
    ("b", "2021", "P", [("Mon chien aboie.", "My hound barks."), ("Un chien ?", "It?"), ("Le chat.", "The cat.")]),
)  # fmt: skip


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("dogs") / "corpus", DOGS)


def test_a_card(corpus: Path) -> None:
    glossary = Glossary([Entry("chien", ("dog",), "no hound"), Entry("chat", ("cat",))])
    card = bilingual.dictionary(corpus, "chien", glossary=glossary)
    assert (card.segments, card.seen, card.side) == (4, 4, 0)
    assert card.forms == (("chien", 3), ("chiens", 1))
    assert card.counterparts == (("dog", 2), ("hound", 1))
    assert [one.id for one in card.examples] == ["a:1:1", "b:1:1", "a:2:1"]
    assert {one.counterpart for one in card.examples[:2]} == {"dog", "hound"}
    assert [entry.targets for entry in card.entries] == [("dog",)]
    for one in card.examples:
        assert one.texts[0][slice(*one.word)].startswith("chien")


def test_a_word_of_the_target(corpus: Path) -> None:
    card = bilingual.dictionary(corpus, "dogs")
    assert (card.side, card.counterparts) == (1, (("chien", 2),))
    glossary = Glossary([Entry("chien", ("dog", "hound"))])
    assert [e.source for e in bilingual.dictionary(corpus, "hound", "en", glossary=glossary).entries] == ["chien"]


def test_the_entries_that_a_corpus_keeps(tmp_path: Path, corpus: Path) -> None:
    entry = Entry("chien", ("dog",), "no hound")
    folder = tmp_path / "corpus"
    shutil.copytree(corpus, folder, ignore=shutil.ignore_patterns(".bilingual"))
    articles = folder / "articles.jsonl"
    lines = [json.loads(line) for line in articles.read_text(encoding="utf-8").splitlines()]
    for line in lines:
        line["provenance"]["glossary"] = "ab" * 32
        line["terms"] = [asdict(entry)] if line["id"] == "b" else None
    articles.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert bilingual.dictionary(folder, "chiens").entries == (entry,)
    assert bilingual.dictionary(folder, "chat").entries == ()
    other = Glossary([Entry("chien", ("hound",))])
    assert [one.targets for one in bilingual.dictionary(folder, "chien", glossary=other).entries] == [("hound",)]


def test_entries_in_which_a_word_stands_come_last(corpus: Path) -> None:
    entries = [Entry("chien de garde", ("watch dog",)), Entry("chien", ("dog",)), Entry("chienne", ("bitch",))]
    for word, language in (("chien", "fr"), ("dog", "en")):
        card = bilingual.dictionary(corpus, word, language, glossary=Glossary(entries))
        assert [entry.source for entry in card.entries] == ["chien", "chien de garde"]


def test_a_phrase_and_a_bound(corpus: Path) -> None:
    assert bilingual.dictionary(corpus, "chien noir").counterparts == (("black dog", 1),)
    card = bilingual.dictionary(corpus, "chien", most=2, examples=1)
    assert (card.segments, card.seen, len(card.examples)) == (4, 2, 1)


@pytest.mark.parametrize("word", ["oiseau", 'x" OR *', "fr:chien", "-oiseau"])
def test_what_does_not_stand_there(corpus: Path, word: str) -> None:
    card = bilingual.dictionary(corpus, word)
    assert (card.seen, card.counterparts, card.examples) == (0, (), ())


@pytest.mark.parametrize(("word", "language"), [("", None), ("?!", None), ("x" * 300, None), ("chien", "de")])
def test_what_is_no_word_is_refused(corpus: Path, word: str, language: str | None) -> None:
    with pytest.raises(UsageError):
        bilingual.dictionary(corpus, word, language)

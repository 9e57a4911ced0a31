"""The card of a word: forms, counterparts with counts, examples, the glossary's entry."""

from __future__ import annotations

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
    assert [one.id for one in card.examples] == ["a:1:1", "b:1:1", "a:2:1"] or len(card.examples) == 3
    assert {one.counterpart for one in card.examples[:2]} == {"dog", "hound"}
    assert [entry.targets for entry in card.entries] == [("dog",)]
    for one in card.examples:
        assert one.texts[0][slice(*one.word)].startswith("chien")


def test_a_word_of_the_target(corpus: Path) -> None:
    card = bilingual.dictionary(corpus, "dogs")
    assert (card.side, card.counterparts) == (1, (("chien", 2),))
    glossary = Glossary([Entry("chien", ("dog", "hound"))])
    assert [e.source for e in bilingual.dictionary(corpus, "hound", "en", glossary=glossary).entries] == ["chien"]


def test_a_phrase_and_a_bound(corpus: Path) -> None:
    assert bilingual.dictionary(corpus, "chien noir").counterparts == (("black dog", 1),)
    card = bilingual.dictionary(corpus, "chien", most=2, examples=1)
    assert (card.segments, card.seen, len(card.examples)) == (4, 2, 1)


@pytest.mark.parametrize("word", ["oiseau", 'x" OR *', "fr:chien", "-chien"])
def test_what_does_not_stand_there(corpus: Path, word: str) -> None:
    card = bilingual.dictionary(corpus, word)
    assert (card.counterparts, card.examples) == ((), ()) or word == "-chien"


@pytest.mark.parametrize(("word", "language"), [("", None), ("?!", None), ("x" * 300, None), ("chien", "de")])
def test_what_is_no_word_is_refused(corpus: Path, word: str, language: str | None) -> None:
    with pytest.raises(UsageError):
        bilingual.dictionary(corpus, word, language)

"""Pages of corpora that have trust: bars, words, the index, and the legend by it, in place of the score."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bilingual.checks.confidence.bands import STARTER, UNSAID
from bilingual.data import Kind, Translation
from tests.support.pages import PROVENANCE, make, parse, write

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.pages import Element

JUDGED = replace(STARTER, trust=0.8, doubt=0.5)
PROVED = replace(PROVENANCE, calibration=JUDGED)
TEXT = (
    (Kind.BODY, [("Oui.", Translation("Yes.", -2.5, trust=0.8))]),
    (Kind.BODY, [("Non.", Translation("No.", -0.1, trust=0.799))]),
    (Kind.BODY, [("Si.", Translation("If.", -0.1, ("low-score",), trust=0.12))]),
    (Kind.BODY, [("Ah.", Translation("Ah.", None))]),
)


def _marks(pair: Element) -> list[tuple[str, str]]:
    said = "".join(note.text for note in pair.find(class_="why"))
    return [(mark.attributes["class"], said) for mark in pair.find(class_="mark")]


def test_bars_are_of_trust_whatever_the_score(tmp_path: Path) -> None:
    page = parse(write(tmp_path, [make("a", TEXT)], PROVED)["a.html"])
    pairs = {pair.attributes["id"]: pair for pair in page.find(class_="pair")}
    assert _marks(pairs["p1s1"]) == []
    # Cut off, as rounded it would seem to be in the band above.
    words = "Trust 0.79: less likely near what a person would write: worth a look."
    assert _marks(pairs["p2s1"]) == [("mark check", words)]
    words = "Trust 0.12: probably far from what a person would write: do not rely on it."
    assert _marks(pairs["p3s1"]) == [("mark doubt", words)]
    assert _marks(pairs["p4s1"]) == []
    assert [pairs[f"p{at}s1"].attributes.get("data-trust") for at in range(1, 5)] == ["0.800", "0.799", "0.120", None]
    checks = {name: pair.attributes.get("data-check") for name, pair in pairs.items()}
    assert checks == {"p1s1": None, "p2s1": "less-sure", "p3s1": "to-check", "p4s1": None}
    text = " ".join(page.text.split())
    assert "(trust below 0.80)" in text
    assert "Trust is the probability that a person would not call a sentence bad" in text
    assert "Trust 0.57, the mean" in text


def test_the_index_says_what_trust_is(tmp_path: Path) -> None:
    pages = write(tmp_path / "new", [make("a", TEXT), make("b", TEXT[:1])], PROVED)
    index = parse(pages["index.html"])
    assert "Trust is the probability" in index.text
    old = [(kind, [(fr, replace(en, trust=None)) for fr, en in texts]) for kind, texts in TEXT]
    scored = replace(PROVENANCE, calibration=UNSAID)
    index = parse(write(tmp_path / "old", [make("a", old)], scored)["index.html"])
    assert "Trust" not in index.find(name="body")[0].text


def test_of_a_corpus_that_grew_the_old_articles_have_a_blank(tmp_path: Path) -> None:
    old = [(kind, [(fr, replace(en, trust=None)) for fr, en in texts]) for kind, texts in TEXT]
    article, pairs = make("a", old)
    written = [(replace(article, provenance=PROVENANCE), pairs), make("b", TEXT)]
    pages = write(tmp_path, written, PROVED)
    assert "(score below 0.60)" in " ".join(parse(pages["a.html"]).text.split())
    assert "(trust below 0.80)" in " ".join(parse(pages["b.html"]).text.split())

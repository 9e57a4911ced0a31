"""A corpus in figures: counted by hand, by year and publisher, in shards, and as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bilingual
from bilingual.corpus import stats as counting
from bilingual.corpus.stats.page import page
from bilingual.formats.corpus import Corpus
from bilingual.formats.html.environment import content_security_policies, script, style
from tests.support.pages import PROVENANCE
from tests.support.searching import written
from tests.support.shards import shards, sources

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TWO = (
    ("a", "2020-05", "P", [("Le chat dort. LE CHAT !", "The cat sleeps."), ("L’été.", "Summer.")]),
    ("b", "2021", None, [("Le chien.", "The dog barks.")]),
)


def test_figures(tmp_path: Path) -> None:
    done = bilingual.stats(written(tmp_path / "c", TWO))
    whole = done.whole
    assert (whole.articles, whole.segments) == (2, 3)
    assert whole.words == (5 + 2 + 2, 3 + 1 + 3)
    # le chat dort l ete chien; the cat sleeps summer dog barks
    assert whole.types == (6, 6)
    assert whole.characters == (23 + 6 + 9, 15 + 7 + 14)
    assert whole.ratio == 36 / 38
    assert whole.words_per_segment == (3, 7 / 3)
    assert (whole.flagged, dict(done.flags)) == (1, {"numbers": 1})
    assert whole.to_check == 1
    assert whole.trust is not None
    assert list(done.years) == ["2020", "2021"]
    assert done.years["2020"].types == (5, 4)
    assert done.publishers[""].words == (2, 3)
    assert dict(done.kinds) == {"headline": 2, "body": 1}
    assert done.record()["years"]["2021"]["words"] == {"fr": 2, "en": 3}
    assert done.record()["months"] == {"2020-05": 1}
    assert done.record()["lengths"] == {"1": 1, "2": 1, "6": 1}


def test_an_empty_corpus_has_no_figures_to_divide(tmp_path: Path) -> None:
    done = bilingual.stats(written(tmp_path / "c", [("a", None, None, [("…", "…")])]))
    assert done.whole.words == (0, 0)
    assert done.whole.ratio == 1


def test_publishers_beyond_the_bound_are_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MOST_PUBLISHERS", 2)
    many = [(f"a{number}", None, f"P{number}", [("Oui.", "Yes.")]) for number in range(5)]
    done = bilingual.stats(written(tmp_path / "c", many))
    assert {name: one.articles for name, one in done.publishers.items()} == {"P0": 1, "P1": 1, counting.OTHERS: 3}


def test_shards_are_counted_as_one_corpus(tmp_path: Path) -> None:
    shards(sources(tmp_path / "in"), tmp_path / "many")
    assert bilingual.stats(tmp_path / "many").whole.segments == sum(
        len(pairs) for _, pairs in Corpus(tmp_path / "many")
    )


def test_the_page_is_one_file_that_escapes_what_strangers_say(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>\"'&\x00"
    months = [(f"a{number}", f"2020-0{number}", evil, [("Oui.", "Yes.")]) for number in range(1, 5)]
    done = bilingual.stats(written(tmp_path / "c", months))
    text = page(done, PROVENANCE)
    assert "<script>alert" not in text
    assert "\x00" not in text
    assert text.count("<script>") == text.count("<style>") == 1
    assert "<rect" in text
    (policy,) = content_security_policies("stats", style("stats"), script("stats"), shared=False)
    assert policy in text
    assert f"<style>{style('stats')}</style>" in text
    assert f"<script>{script('stats')}</script>" in text

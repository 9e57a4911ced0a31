"""An article in the index, and the sums over all of them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from bilingual.data import Kind, Metadata, Translation
from bilingual.formats.html.entries import Totals, summary, token_probability
from bilingual.io.files import page_name
from tests.support.pages import MARKET, make, parse, write

if TYPE_CHECKING:
    from pathlib import Path


def test_an_article_with_a_year_alone_is_in_no_month(tmp_path: Path) -> None:
    dates = ("2023", "2023-02-30", "hier soir", "2023-01-05", "2023-02")
    articles = [make(f"n{number}", MARKET, Metadata(date=date)) for number, date in enumerate(dates)]
    page = parse(write(tmp_path, articles)["index.html"])
    assert "2 dated articles by month, most in January 2023 (1)" in page.find(name="figcaption")[0].text


def test_an_entry_sums_up_its_article() -> None:
    article, pairs = make("été 2", MARKET)
    entry = summary(article, pairs, "3")
    assert entry.page == f"3/{page_name('été 2')}.html"
    assert (entry.headline, entry.sentences, entry.flagged, entry.scored) == ("The covered market reopens", 9, 1, 8)
    assert entry.log_probability == pytest.approx(-(0.2 + 0.4 + 0.1 + 0.3 + 1.25 + 0.5 + 0.6 + 0.7))


def test_nothing_scored_has_no_mean() -> None:
    assert token_probability(summary(*make("a", []), "")) is None
    assert token_probability(Totals()) is None


def test_totals_stay_small_whatever_a_text_holds() -> None:
    totals = Totals()
    endless = (Kind.BODY, [("mot " * 5_000, Translation("word", -1.0))])
    for name in ("a", "b"):
        article, pairs = make(name, [endless, (Kind.BODY, [("Deux mots.", Translation("Two words.", -2.0))])])
        totals.add(summary(article, pairs, ""), pairs)
    assert (totals.articles, totals.sentences, totals.scored) == (2, 4, 4)
    assert totals.lengths == {1_000: 2, 2: 2}
    assert totals.months == {"2023-08": 2}
    assert token_probability(totals) == pytest.approx(math.exp(-1.5))

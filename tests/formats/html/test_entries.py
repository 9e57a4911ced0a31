"""An article in the index, and the sums over all of them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from bilingual.checks.confidence.bands import UNSAID, bands
from bilingual.data import Kind, Metadata, Translation
from bilingual.formats.html.entries import Totals, mark, opening, share, summary, token_probability
from bilingual.io.files import page_name
from tests.support.pages import MARKET, make, parse, write

if TYPE_CHECKING:
    from pathlib import Path


def test_an_article_with_a_year_alone_is_in_no_month(tmp_path: Path) -> None:
    dates = ("2023", "2023-02-30", "hier soir", "2023-01-05", "2023-02")
    articles = [make(f"n{number}", MARKET, Metadata(date=date)) for number, date in enumerate(dates)]
    page = parse(write(tmp_path, articles)["index.html"])
    bars = page.find(class_="picture")[0].find(name="title")
    assert [bar.text for bar in bars] == ["January 2023: 1", "February 2023: 1"]


BANDS = bands(UNSAID)


def test_a_title_of_spaces_is_none(tmp_path: Path) -> None:
    spaces, named = Metadata(title=" \u00a0 "), Metadata(title=" Le marché ")
    pages = write(tmp_path, [make("a", MARKET, spaces), make("b", MARKET, named)])
    rows = parse(pages["index.html"]).find(name="tbody")[0].find(name="a")
    assert [row.text.strip() for row in rows] == ["Le marché couvert rouvre", "Le marché"]
    assert parse(pages["a.html"]).find(name="title")[0].text == "Le marché couvert rouvre"


def test_an_entry_sums_up_its_article() -> None:
    article, pairs = make("été 2", MARKET)
    entry = summary(article, pairs, "3", BANDS)
    assert entry.page == f"3/{page_name('été 2')}.html"
    assert (entry.headline, entry.opening) == ("The covered market reopens", "")
    assert (entry.sentences, entry.flagged, entry.to_check, entry.scored) == (9, 1, 1, 8)
    assert share(entry) == pytest.approx(1 / 9)
    assert entry.log_probability == pytest.approx(-(0.2 + 0.4 + 0.1 + 0.3 + 1.25 + 0.5 + 0.6 + 0.7))


def test_nothing_scored_has_no_mean() -> None:
    assert token_probability(summary(*make("a", []), "", BANDS)) is None
    assert token_probability(Totals()) is None


def test_totals_stay_small_whatever_an_article_holds() -> None:
    totals = Totals()
    endless = (Kind.BODY, [("mot " * 5_000, Translation("word", -1.0))])
    for name in ("a", "b"):
        article, pairs = make(name, [endless, (Kind.BODY, [("Deux mots.", Translation("Two words.", -2.0))])])
        totals.add(summary(article, pairs, "", BANDS))
    assert (totals.articles, totals.sentences, totals.scored) == (2, 4, 4)
    assert totals.lengths == {2: 2}
    assert totals.months == {"2023-08": 2}
    assert token_probability(totals) == pytest.approx(math.exp(-1.5))


def test_an_article_of_many_sentences_counts_as_one_of_a_thousand() -> None:
    totals = Totals()
    article, pairs = make("a", [(Kind.BODY, [("Oui.", Translation("Yes.", None))] * 1_200)])
    totals.add(summary(article, pairs, "", BANDS))
    assert totals.lengths == {1_000: 1}


def test_an_article_without_title_is_called_by_its_first_words() -> None:
    article, pairs = make("a", [(Kind.BODY, [("Il pleut. ", Translation("It rains.", None))])], Metadata())
    assert summary(article, pairs, "", BANDS).opening == "Il pleut."
    assert opening([]) == ""
    _, [endless] = make("a", [(Kind.BODY, [("x" * 500, Translation("", None))])], Metadata())
    assert opening([endless]) == "x" * 59 + "…"


@pytest.mark.parametrize(
    ("score", "flags", "expected"),
    [
        (-0.1, (), (90, False)),
        (-2.0, (), (13, True)),
        (None, ("numbers",), (None, True)),
        (-0.1, ("split",), (90, False)),
    ],
)
def test_a_mark_says_how_sure_it_is_and_whether_to_check_it(
    score: float | None, flags: tuple[str, ...], expected: tuple[int | None, bool]
) -> None:
    _, [pair] = make("a", [(Kind.BODY, [("Oui.", Translation("Yes.", score, flags))])])
    assert mark(pair, BANDS) == expected

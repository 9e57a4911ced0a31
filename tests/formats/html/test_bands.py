"""Bands on pages: marks and their legend follow what the scores of the corpus were judged by."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bilingual.checks.confidence.bands import STARTER, UNSAID
from bilingual.data import Calibration
from tests.support.pages import MARKET, PROVENANCE, make, parse, write

if TYPE_CHECKING:
    from pathlib import Path

    from bilingual.data import Provenance


def _legend(folder: Path, provenance: Provenance) -> str:
    pages = write(folder, [make("a", MARKET)], provenance)
    return (
        " ".join(parse(pages["a.html"]).find(class_="legend")[0].text.split())
        + " | "
        + " ".join(parse(pages["a.html"]).find(name="body")[0].text.split())
    )


def test_marks_and_their_legend_follow_the_calibration_of_the_corpus(tmp_path: Path) -> None:
    own = Calibration("mine", PROVENANCE.model_sha256, 0.85, 0.65, (0.02, None, 0.5), 321)
    provenance = replace(PROVENANCE, calibration=own)
    page = parse(write(tmp_path, [make("a", MARKET)], provenance)["a.html"])
    pairs = {pair.attributes["id"]: pair for pair in page.find(class_="pair")}
    shown = {name: [mark.attributes["class"] for mark in pair.find(class_="mark")] for name, pair in pairs.items()}
    # exp(-0.2) is 0.82, exp(-0.4) 0.67, exp(-0.6) 0.55
    assert shown["p1s1"] == ["mark check"]
    assert shown["p2s1"] == ["mark check"]
    assert shown["p6s1"] == ["mark doubt"]
    assert pairs["p6s1"].attributes["data-check"] == "to-check"
    assert pairs["p2s1"].attributes["data-check"] == "less-sure"
    legend = _legend(tmp_path / "again", provenance)
    assert "of 100 such sentences, about 2 were bad" in legend
    assert "(score below 0.85); too few of those that were measured" in legend
    assert "(score below 0.65); of 100 such sentences, about 50 were bad" in legend
    assert "measured on 321 sentences with the model that made these translations; with other texts" in legend


def test_a_page_says_where_the_starter_was_measured_instead(tmp_path: Path) -> None:
    legend = _legend(tmp_path, replace(PROVENANCE, calibration=STARTER))
    assert f"with the starter model ({STARTER.model}), not with the one that made these translations" in legend


def test_a_page_of_an_old_corpus_has_the_bands_of_the_first_starter(tmp_path: Path) -> None:
    legend = _legend(tmp_path, PROVENANCE)
    assert "(score below 0.60); of 100 such sentences, about 28 were bad" in legend
    assert f"with the starter model ({UNSAID.model}), not with the one" in legend


def test_a_band_that_holds_no_score_has_no_line(tmp_path: Path) -> None:
    nothing = Calibration("mine", PROVENANCE.model_sha256, 0.3, 0.0, (0.02, None, None), 321)
    assert "Thick bar" not in _legend(tmp_path / "one", replace(PROVENANCE, calibration=nothing))
    meeting = replace(nothing, doubt=0.3)
    legend = _legend(tmp_path / "two", replace(PROVENANCE, calibration=meeting))
    assert "Thin bar" not in legend
    assert "Thick bar" in legend

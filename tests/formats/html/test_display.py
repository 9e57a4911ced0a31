"""Stored facts as a reader sees them: spaces, dates, characters that no page may hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.data import Metadata
from bilingual.formats.html import display
from tests.support.pages import MARKET, make, parse, write

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


def test_french_spaces_never_break(tmp_path: Path) -> None:
    page = parse(write(tmp_path, [make("a", MARKET)])["a.html"])
    french = [element.text for element in page.find(class_="source")]
    assert "«\u00a0Enfin\u202f!\u00a0» s'écrie une marchande." in french
    assert "Deux ans de travaux\u00a0: c'est fini\u202f!" in french
    assert "Il y avait 10\u202f000 visiteurs." in french


@pytest.mark.parametrize(("stated", "shown"), [("2022-08", "August 2022"), ("2022", "2022")])
def test_dates_are_as_precise_as_they_are(tmp_path: Path, stated: str, shown: str) -> None:
    page = parse(write(tmp_path, [make("a", MARKET, Metadata(date=stated))])["a.html"])
    (time,) = page.find(class_="dateline")[0].find(name="time")
    assert (time.attributes, time.text) == ({"datetime": stated}, shown)


def test_a_date_that_is_none_is_shown_as_it_stands(tmp_path: Path) -> None:
    page = parse(write(tmp_path, [make("a", MARKET, Metadata(date="hier soir"))])["a.html"])
    assert page.find(class_="dateline")[0].text.strip() == "hier soir"
    assert not page.find(name="time")


@given(st.text())
def test_typesetting_changes_spaces_alone(text: str) -> None:
    shown = display.typeset(text, "fr")
    assert [one for one in zip(shown, text, strict=True) if one[0] != one[1] and one[1] not in {" ", "\u2009"}] == []
    assert display.typeset(shown, "fr") == shown
    assert display.typeset(text, "en") == text


@given(st.text(st.characters(exclude_categories=[])))
def test_any_text_becomes_one_that_a_page_may_hold(text: str) -> None:
    shown = display.for_html(text)
    assert len(shown) == len(text)
    shown.encode()
    assert display.for_html(shown) == shown


@given(st.dates())
def test_every_day_is_a_date_in_words(day: date) -> None:
    assert display.is_date(day.isoformat())
    assert display.date_words(day.isoformat()).split()[::2] == [str(day.day), f"{day.year:04}"]

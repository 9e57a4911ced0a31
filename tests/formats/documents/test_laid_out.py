from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bilingual.data import Kind, Metadata, Origin
from bilingual.formats.documents.laid_out import Layout, laid_out, plain
from tests.support.letters import PEOPLE, listed, uneven
from tests.support.pages import PROVENANCE, three_articles

if TYPE_CHECKING:
    from tests.support.letters import Written


def texts(written: Written, layout: Layout) -> list[tuple[str, ...]]:
    article, pairs = written
    return [block.texts for block in laid_out(article, pairs, PROVENANCE, layout).blocks]


def test_what_one_text_lacks_stays_in_its_place_in_the_other() -> None:
    assert texts(uneven(), Layout.TARGET) == [("He sleeps.",), ("Nobody asked. He leaves.",), ("The end.",)]
    assert texts(uneven(), Layout.SOURCE) == [("Il dort. Il ronfle.",), ("Il part.",)]
    assert texts(uneven(), Layout.BOTH) == [
        ("Il dort. Il ronfle.", "He sleeps."),
        ("Il part.", "Nobody asked. He leaves."),
        ("", "The end."),
    ]


def test_the_title_is_in_the_language_that_is_shown() -> None:
    article, pairs = three_articles()[0]
    titles = {layout: laid_out(article, pairs, PROVENANCE, layout).title for layout in Layout}
    assert titles == {
        Layout.BOTH: "Le marché couvert rouvre",
        Layout.SOURCE: "Le marché couvert rouvre",
        Layout.TARGET: "The covered market reopens",
    }


def test_a_title_that_no_headline_shows_is_shown_in_its_own_language() -> None:
    article, pairs = listed()
    document = laid_out(article, pairs[1:], PROVENANCE, Layout.TARGET)
    assert (document.title, document.untranslated) == ("La liste des courses", "La liste des courses")
    nobody = laid_out(replace(article, metadata=Metadata()), pairs[1:], PROVENANCE, Layout.TARGET)
    assert (nobody.title, nobody.untranslated) == ("", "")


def test_a_second_headline_is_a_subheading() -> None:
    article, pairs = listed()
    again = replace(pairs[-1], segment=replace(pairs[-1].segment, kind=Kind.HEADLINE, paragraph=9))
    kinds = [block.kind for block in laid_out(article, [*pairs, again], PROVENANCE, Layout.BOTH).blocks]
    assert (kinds[0], kinds[-1]) == (Kind.HEADLINE, Kind.SUBHEADING)


def test_the_colophon_says_who_translated() -> None:
    article, pairs = listed()
    by_hand = [replace(pairs[0], origin=Origin.HUMAN), *pairs[1:]]
    said = [
        laid_out(article, taken, made, layout).colophon
        for taken, made, layout in (
            (pairs, PROVENANCE, Layout.TARGET),
            (by_hand, PROVENANCE, Layout.BOTH),
            (pairs, PEOPLE, Layout.TARGET),
            (pairs, PROVENANCE, Layout.SOURCE),
        )
    ]
    assert said == [
        "Translated by machine: translate-fr_en 1.9, with bilingual",
        "Translated by machine and corrected by hand in places: translate-fr_en 1.9, with bilingual",
        "Translated by people, and aligned by weights 1, with bilingual",
        "Text alone, with bilingual",
    ]


def test_where_it_was_found_and_what_it_may_be_used_for_is_said() -> None:
    article, pairs = listed()
    article = replace(
        article, metadata=replace(article.metadata, url="https://courrier.example/1", license="CC BY 4.0")
    )
    assert laid_out(article, pairs, PROVENANCE, Layout.SOURCE).colophon.startswith(
        "https://courrier.example/1 · CC BY 4.0 · "
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\x00b\ufffe\x9f", "ab"),
        (" un\r\n\tdeux\u2029\u2028trois\x85", "un deux trois"),
        ("«\u00a0Oui\u202f!\u00a0»", "«\u00a0Oui\u202f!\u00a0»"),
        ("half \ud83d", "half \N{REPLACEMENT CHARACTER}"),
        ("e\u0301 👩‍👧 \u200f", "e\u0301 👩‍👧 \u200f"),
    ],
)
def test_a_text_is_one_line_without_controls(text: str, expected: str) -> None:
    assert plain(text) == expected
    assert plain(expected) == expected

"""Which lines are joined: cases as data (label, text, sentences), and what holds for any text."""

from __future__ import annotations

import json
import textwrap
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.errors import UsageError
from bilingual.segmentation import sentences
from bilingual.segmentation.stand_off import composed
from bilingual.segmentation.wrapping import unwrapped
from tests.support.growth import grows_with_its_length
from tests.support.places import DATA
from tests.support.sentences import texts

CASES: list[dict[str, Any]] = json.loads((DATA / "wrapping" / "cases.json").read_text(encoding="utf-8"))
# Verse, lists, dialogue, headings and the like.
NEVER: list[dict[str, str]] = json.loads((DATA / "wrapping" / "never.json").read_text(encoding="utf-8"))
PROSE = (
    "Les ports du Finistère ont connu, au cours des dix dernières années, une baisse sensible du nombre de bateaux. "
    "Les patrons pêcheurs expliquent cette situation par le prix du carburant et par la difficulté de recruter. "
    "« Nous n'avons plus personne », dit M. Le Goff, qui a vendu deux de ses navires. Le comité des pêches en appelle "
    "à l'État : il demande une aide de 3 millions d'euros."
)
# What lines are made of, in every order.
LINES = (
    *(
        "Le maire a parlé de la",
        "ville devant les élus du",
        "conseil muni-",
        "cipal.",
        "12",
        "- 3 -",
        "LE JOURNAL 4",
        "",
    ),
    *(
        "> Le rapport",
        "> > de la",
        ">",
        "  à la ligne",
        "— Oui",
        "lui-",
        "même",
        "\f",
        "Fin.",
        "gou\u00ad",
        "中文",
        "a\tb",
    ),
)
laid_out = st.one_of(
    texts, st.lists(st.sampled_from(LINES)).map("\n".join), st.lists(st.sampled_from(LINES)).map("\r\n".join)
)


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    found = sentences(case["text"], case.get("language", "fr"), case.get("line_breaks", "auto"))
    assert found == case["sentences"]


@pytest.mark.parametrize("case", NEVER, ids=[case["label"] for case in NEVER])
def test_what_is_no_wrapped_prose_stays_as_it_stands(case: dict[str, str]) -> None:
    assert unwrapped(case["text"]) is None


@pytest.mark.parametrize("width", [30, 40, 60, 72, 80, 120])
@pytest.mark.parametrize("count", [1, 2, 5])
def test_prose_that_is_wrapped_is_read_as_it_was(width: int, count: int) -> None:
    paragraphs = [f"{PROSE} Ce fut en {2000 + number}." for number in range(count)]
    text = "\n\n".join("\n".join(textwrap.wrap(paragraph, width, break_on_hyphens=False)) for paragraph in paragraphs)
    view = unwrapped(text)
    assert view is not None
    assert view.text.split("\n\n") == paragraphs
    assert view.breaks == sum(line != "" for line in text.split("\n")) - count


@given(laid_out, st.sampled_from(["auto", "join"]), st.sampled_from(["fr", "de", "zh"]))
def test_what_is_joined_stands_in_the_text_by_the_rule_of_the_record(
    text: str, line_breaks: str, language: str
) -> None:
    view = unwrapped(text, language, line_breaks)
    if view is None:
        return
    position = 0
    for line in view.text.split("\n"):
        if line.strip():
            pieces = view.pieces(position, position + len(line))
            assert composed(text, pieces) == line
            assert all(start < end for start, end in pieces)
            assert all(one[1] < other[0] for one, other in pairwise(pieces))
        position += len(line) + 1


@given(laid_out)
def test_what_is_kept_is_as_it_stands(text: str) -> None:
    assert unwrapped(text, "fr", "keep") is None


@pytest.mark.parametrize("line", ["Le maire de la\nville ", "a\n\n12\n\n", "> a\n", "muni-\n", "TÊTE 3\n\nla\n\n"])
def test_long_texts_take_no_longer_a_character(line: str) -> None:
    assert grows_with_its_length(unwrapped, lambda size: line * (size * 10_000 // len(line)))


def test_another_word_for_line_breaks_is_refused() -> None:
    with pytest.raises(UsageError, match="'drop' is no value for line_breaks"):
        sentences("Oui.", "fr", "drop")

"""What a page knows of its article to cite it by."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bilingual.data import Metadata
from bilingual.formats.html.citing import cited
from tests.support.pages import FULL, MARKET, PROVENANCE, make


def test_what_is_absent_is_left_out() -> None:
    article, _ = make("a", MARKET, Metadata())
    assert json.loads(cited(article, PROVENANCE)) == {"model": "translate-fr_en 1.9"}


def test_all_that_is_known_is_there() -> None:
    article, _ = make("a", MARKET, replace(FULL, url="https://courrier.example/a"))
    assert json.loads(cited(article, PROVENANCE)) == {
        "title": FULL.title,
        "authors": list(FULL.authors),
        "publisher": FULL.publisher,
        "date": FULL.date,
        "url": "https://courrier.example/a",
        "model": "translate-fr_en 1.9",
    }


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "courrier.example", "https://a b", ""]
)
def test_an_address_is_one_of_the_web(address: str) -> None:
    article, _ = make("a", MARKET, Metadata(url=address))
    assert "url" not in json.loads(cited(article, PROVENANCE))

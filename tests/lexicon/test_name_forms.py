"""How names are written in English: the file, and what is made of it."""

from __future__ import annotations

from importlib.resources import files

import pytest

from bilingual.lexicon.name_forms import currency_codes, english_words, forms


def test_known_names_hold_territories_cities_persons_and_acronyms() -> None:
    for first, rest, english in (
        ("cote", ("d", "ivoire"), " ivory coast "),
        ("varsovie", (), " warsaw "),
        ("poutine", (), " putin "),
        ("OTAN", (), " NATO "),
        ("sri", ("lanka",), " sri lanka "),
        ("maliennes", (), " malian "),
    ):
        assert english in dict(forms()[first])[rest]


@pytest.mark.parametrize(("french", "english"), [("iran", "iraq"), ("niger", "nigeria"), ("autriche", "australia")])
def test_near_countries_are_told_apart(french: str, english: str) -> None:
    (written,) = [written for rest, written in forms()[french] if not rest]
    assert f" {english} " not in written


def test_each_line_of_the_file_has_french_and_english_forms_once() -> None:
    text = (files("bilingual.lexicon") / "names.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert all(line.count("\t") == (2 if line.startswith("@") else 1) for line in lines)
    assert all(form == form.strip() != "" for line in lines for cell in line.split("\t") for form in cell.split("|"))
    assert len(set(lines)) == len(lines)
    assert all(line[1:3].isupper() and line[3] == "\t" for line in lines if line.startswith("@"))


@pytest.mark.parametrize("first", ["maliens", "malienne", "havane", "caire", "otan", "allemande"])
def test_a_name_is_known_inflected_without_its_article_and_as_a_word(first: str) -> None:
    assert first in forms()


def test_longer_names_come_first() -> None:
    for entries in forms().values():
        assert [len(rest) for rest, _ in entries] == sorted((len(rest) for rest, _ in entries), reverse=True)


def test_english_names_and_currencies_are_known() -> None:
    assert {"moscow", "malian", "nato"} <= english_words()
    assert {"EUR", "XOF"} <= currency_codes()

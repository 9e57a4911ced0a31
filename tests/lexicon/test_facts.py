"""The files of classes are as their README says, and their words are found."""

from __future__ import annotations

from importlib.resources import files

import pytest

from bilingual.lexicon.facts import facts
from bilingual.lexicon.facts.entries import ENGLISH, FRENCH, WEIGHED_ENGLISH, WEIGHED_FRENCH

CLASSES = sorted(
    path.name.removesuffix(".tsv") for path in files("bilingual.lexicon.facts").iterdir() if path.name.endswith(".tsv")
)
RULES = {"swap", "lost", "invented", "strange", "soft", "turned", "near", "weighed", "listed"}


@pytest.mark.parametrize("name", CLASSES)
def test_a_class_has_rules_and_lines_of_two_languages(name: str) -> None:
    text = (files("bilingual.lexicon.facts") / f"{name}.tsv").read_text(encoding="utf-8")
    first, *rows = [row for row in text.split("\n") if not row.startswith("#")]
    assert first.startswith("rules: ")
    assert facts().rules[name] & {"swap", "weighed"}
    assert facts().rules[name] <= RULES
    for row in filter(None, rows):
        french, english, *unit = row.split("\t")
        assert "weighed" in facts().rules[name] if not french else all(french.split("|")), row
        # What French alone says so that it means nothing (tout en) has no English.
        assert all(english.split("|")) or ("weighed" in facts().rules[name] and not english), row
        assert len(unit) <= 1, row


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("lundi", "Monday"),
        ("allemande", "German"),
        ("ivoiriens", "Ivorian"),
        ("libyen", "Libya"),
        ("kilomètres", "miles"),
        ("ministres", "ministers"),
        ("illégale", "unlawful"),
        ("perdu", "lost"),
    ],
)
def test_words_of_both_languages_meet_in_a_class(french: str, english: str) -> None:
    ours, theirs = FRENCH[french] or WEIGHED_FRENCH[french], ENGLISH[english] or WEIGHED_ENGLISH[english]
    assert ours is not None
    assert ours.alone is not None
    assert theirs is not None
    assert theirs.alone is not None
    assert not ours.alone.groups.isdisjoint(theirs.alone.groups)


@pytest.mark.parametrize("word", ["polish", "may", "us", "turkey"])
def test_small_letters_make_no_name(word: str) -> None:
    known = ENGLISH[word]
    assert known is None or known.alone is None or not known.alone.asked

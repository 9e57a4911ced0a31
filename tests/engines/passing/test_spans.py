from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.checks.untranslated import carried
from bilingual.data import Translation
from bilingual.engines.passing.kinds import Kind, Span
from bilingual.engines.passing.spans import find, is_small_word, shown, touches
from tests.engines.passing.conftest import vocabulary
from tests.support.places import DATA

CASES = json.loads((DATA / "passing" / "spans.json").read_text(encoding="utf-8"))
KNOWN = vocabulary()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['label']}: {case['source'][:40]}")
def test_what_must_come_out_as_it_went_in_is_found(case: dict[str, list[list[str]]]) -> None:
    source = str(case["source"])
    text = shown(source, KNOWN)
    assert [[text[span.start : span.end], span.kind.value] for span in find(text, KNOWN)] == case["spans"]
    assert touches(source, KNOWN) == bool(case["spans"])


@given(st.text(alphabet="ab é1,.:/@#`|<>{}[]()_-*•€₽²≤½§中яα😀\u200d\ufe0f\u00ad‹›“„‘’+=%\\\"'", max_size=40))
@settings(deadline=None)
def test_spans_are_in_order_and_lie_in_the_sentence(sentence: str) -> None:
    for known in (KNOWN, vocabulary(in_bytes=False)):
        text = shown(sentence, known)
        spans = find(text, known)
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(before.end <= span.start for before, span in pairwise(spans))


def test_what_is_invisible_is_not_shown_and_marks_are_shown_as_their_like() -> None:
    assert shown("Le gouver\u00adnement\u200b a\u2060 dit‑il.", KNOWN) == "Le gouvernement a dit-il."
    assert shown("\u202aOui.\u202c", KNOWN) == "Oui."
    assert shown("‹ Oui ›, ‘non’, „si“ et l’un.", KNOWN) == "« Oui », “non”, “si” et l’un."
    assert shown("Le mot d‘hier, l´an, la ‘ndrangheta.", KNOWN) == "Le mot d’hier, l’an, la ’ndrangheta."
    assert shown("‹ Oui ›", vocabulary(more="‹›")) == "‹ Oui ›"


def test_what_joins_letters_of_other_scripts_or_pictures_stays() -> None:
    persian, family = "می\u200cخواهم", "👨\u200d👩\u200d👧"
    assert shown(persian, KNOWN) == persian
    assert shown(family, KNOWN) == family


def test_the_scripts_of_the_vocabulary_pass_through_the_model() -> None:
    russian = vocabulary(more="абвгдежзиклмнопрстуфхцчшщыьэюя")
    assert find("Москва и Αθήνα", russian) == [Span(9, 14, Kind.THING)]


def test_a_model_that_cannot_spell_lets_names_pass_and_signs_of_money() -> None:
    known = vocabulary(in_bytes=False)
    text = "M. Şahin paie 5 € à l’œuvre et ğ."
    assert [text[span.start : span.end] for span in find(text, known)] == ["Şahin", "5 €"]
    assert not touches(text, vocabulary())
    besides = find(text, vocabulary(), frozenset("€Ş"))
    assert [text[span.start : span.end] for span in besides] == ["5 €", "Şahin"] or len(besides) == 2


def test_punctuation_of_other_scripts_is_known_where_they_are() -> None:
    chinese = vocabulary(more="俄罗斯支持马里中国是大的")
    assert not touches("中国，是大的。", chinese)
    assert touches("中国，是大的。", KNOWN)


def test_a_vocabulary_of_escaped_signs_is_read_like_any_other() -> None:
    known = replace(KNOWN, source=KNOWN.source - set("'’«»\"–…"), target=KNOWN.target - set("'’«»\"–…"), in_bytes=False)
    assert not touches("« L’un – l'autre… »", known)


def test_small_words_need_what_follows() -> None:
    assert is_small_word("chez")
    assert not is_small_word("maire")


PIECES = (
    *("a_", "a/", "a.", "`a", "<a ", "<!-- ", "@", "{a", "²", "a://", "😀 ", "中国"),
    *("≤ x ", "1 234 ", "a=", "1+", "1-", "../", "a@a", "‘a", "[a]("),
)


@pytest.mark.parametrize("piece", PIECES)
def test_nothing_takes_long(piece: str) -> None:
    # Were the time to grow with the square of the length, this would take a minute and more.
    text = piece * 10_000
    assert len(find(shown(text, KNOWN), KNOWN)) <= 10_000
    carried.find(text, Translation("x", None))
    carried.without_words(text, Translation(text, None))

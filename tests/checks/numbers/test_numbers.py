"""The check of numbers: cases as data, numerals of any size, and text from nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from bilingual import checks
from bilingual.checks import numbers
from bilingual.checks.finding import Finding
from bilingual.data import Translation
from tests.support.check_cases import cases_of, evidence_of

if TYPE_CHECKING:
    from decimal import Decimal

FRENCH_WORDS = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf"
)
FRENCH_UNITS = FRENCH_WORDS.split()
FRENCH_TENS = dict(
    enumerate(["vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt"], 2)
)
SWISS_TENS = {7: "septante", 8: "huitante", 9: "nonante"}
ENGLISH_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
ENGLISH_UNITS = ENGLISH_WORDS.split()
ENGLISH_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SPACES = (" ", "\u00a0", "\u202f", "\u2009", "'", "’")
# Pieces that the check looks at; drawn at random, they meet in every order.
PIECES_IN_A_ROW = (
    "1 12 98 3,5 10.000 1.2.3 ½ ² ₂ 0 00 XIV XXe VI - / : , . % € $ ' et and à to un une one deux two vingt "
    "cent cents mille thousand million millions milliards billion M k m demi half tiers quart third fifth "
    "heures h pm moins années s th er août May dizaine de of semaine years COVID http://x/1 a@1"
)
PIECES = [*PIECES_IN_A_ROW.split(), "9" * 40, "2 000", "et demi", "and a half", "pour cent", "per cent"]
soup = st.one_of(
    st.text(),
    st.lists(st.sampled_from(PIECES)).map(" ".join),
    st.lists(st.sampled_from(PIECES)).map("".join),
)
values = st.one_of(st.integers(2, 100), st.integers(2, 10_000), st.integers(2, 999_999_999_999))


def found(source: str, target: str) -> str | None:
    return evidence_of(numbers.find, source, target)


def below_hundred(number: int, *, swiss: bool) -> str:
    ten, unit = divmod(number, 10)
    if number < 20:
        return FRENCH_UNITS[number]
    if swiss and ten in SWISS_TENS:
        name = SWISS_TENS[ten]
    else:
        name = FRENCH_TENS[ten]
        unit += 10 if ten in {7, 9} else 0
    if unit in {1, 11} and name != "quatre-vingt":
        return f"{name} et {FRENCH_UNITS[unit]}"
    if unit == 0:
        return "quatre-vingts" if name == "quatre-vingt" else name
    return f"{name}-{FRENCH_UNITS[unit]}"


def in_french(number: int, *, swiss: bool = False) -> str:
    words = []
    for size, name in ((10**9, "milliard"), (10**6, "million"), (1000, "mille")):
        count, number = divmod(number, size)
        if count:
            words += [in_french(count, swiss=swiss)] if size > 1000 or count > 1 else []
            words.append(name + ("s" if count > 1 and size > 1000 else ""))
    hundreds, rest = divmod(number, 100)
    if hundreds:
        words += [FRENCH_UNITS[hundreds]] if hundreds > 1 else []
        words.append("cent")
    words += [below_hundred(rest, swiss=swiss)] if rest else []
    return " ".join(words)


def in_english(number: int) -> str:
    words = []
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        count, number = divmod(number, size)
        words += [in_english(count), name] if count else []
    hundreds, rest = divmod(number, 100)
    words += [ENGLISH_UNITS[hundreds], "hundred"] if hundreds else []
    words += ["and"] if words and rest else []
    if rest >= 20:
        words.append(ENGLISH_TENS[rest // 10] + (f"-{ENGLISH_UNITS[rest % 10]}" if rest % 10 else ""))
    elif rest:
        words.append(ENGLISH_UNITS[rest])
    return " ".join(words)


@pytest.mark.parametrize(("source", "target", "evidence"), cases_of("numbers"))
def test_cases(source: str, target: str, evidence: str | None) -> None:
    assert found(source, target) == evidence


def test_the_helpers_count_as_people_do() -> None:
    assert in_french(1_260_071) == "un million deux cent soixante mille soixante et onze"
    assert in_french(97) == "quatre-vingt-dix-sept"
    assert in_french(97, swiss=True) == "nonante-sept"
    assert in_english(1_200_123) == "one million two hundred thousand one hundred and twenty-three"


@given(values, st.booleans())
@settings(deadline=None)
def test_an_integer_is_the_same_in_words_of_both_languages(value: int, swiss: bool) -> None:  # noqa: FBT001 - drawn
    french, english = in_french(value, swiss=swiss), in_english(value)
    assert found(f"Il y a {french} lettres.", f"There are {english} letters.") is None
    assert found(f"Il y a {french.replace(' ', '-')} lettres.", f"There are {value} letters.") is None
    assert found(f"Il y a {value} lettres.", f"There are {english} letters.") is None


@given(values, st.sampled_from(SPACES))
@settings(deadline=None)
def test_an_integer_is_the_same_however_it_is_grouped(value: int, space: str) -> None:
    english = f"There are {value:,} letters."
    for grouped in (f"{value:,}".replace(",", space), str(value)):
        assert found(f"Il y a {grouped} lettres.", english) is None


@given(st.decimals(0, 10_000, places=1), st.sampled_from(["%", " %", " pour cent"]))
@settings(deadline=None)
def test_a_decimal_is_the_same_with_a_comma_and_a_point(value: Decimal, percent: str) -> None:
    assert found(f"Soit {value}{percent}.".replace(".", ",", 1), f"That is {value} per cent.") is None


@given(values, values)
@settings(deadline=None)
def test_another_figure_is_always_noticed(french: int, english: int) -> None:
    source, target = f"Il y a {french:,} lettres.".replace(",", "\u202f"), f"There are {english:,} letters."
    # 1,250 may be 1250, or 1.25 with a point to spare.
    assume(len(str(english)) not in {4, 5, 6})
    assert (found(source, target) is None) == (french == english)


@given(st.integers(3, 999_999), st.integers(3, 999_999))
@settings(deadline=None)
def test_another_number_word_is_noticed(french: int, english: int) -> None:
    assume(french != english and french != len("neuf lett"))
    assert found(f"Il y a {in_french(french)} lettres.", f"There are {in_english(english)} letters.") is not None


@given(soup, soup)
@settings(deadline=None)
@example("1/" * 500, "1 million " * 500)
@example("9" * 5000, "9" * 5001)
@example("1e999", "inf nan")
def test_any_text_is_read_and_the_evidence_is_short(source: str, target: str) -> None:
    evidence = found(source, target)
    assert evidence is None or 0 < len(evidence) < 500
    assert evidence == found(source, target)


@pytest.mark.parametrize(
    "piece", ["1", "1 ", "1,", "1/", "1 000 ", "-", "deux ", "quatre-", "cent mille ", "million ", "½"]
)
def test_endless_text_is_read_in_one_go(piece: str) -> None:
    assert len(found(piece * 10_000, "") or "") < 500
    assert len(found("", piece * 10_000) or "") < 500


def test_figures_alone_are_the_same_in_any_language() -> None:
    line = "12 000 / 3,5 % – 01 42 34 56 78 – 2022-23 – 03.08.2023 – 1.2.3 – 10'000 – 7e – A380 – 1/2"
    assert found(line, line) is None


def test_the_flag_carries_the_evidence_for_this_pair_of_languages_alone() -> None:
    translation = Translation("In 1989.", -0.2)
    assert checks.findings("En 1998.", translation) == {"numbers": Finding("1998 → 1989", ((3, 7),), ((3, 7),))}
    assert checks.findings("Im Jahr 1998.", translation, ("de", "en")) == {}
    assert checks.severity_of("numbers") is checks.Severity.SEVERE

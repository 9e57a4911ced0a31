"""Number words: whatever people count to, it is the same number in French, in English and in figures."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.support.check_cases import VALUES, numbers_found

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


def test_the_helpers_count_as_people_do() -> None:
    assert in_french(1_260_071) == "un million deux cent soixante mille soixante et onze"
    assert in_french(97) == "quatre-vingt-dix-sept"
    assert in_french(97, swiss=True) == "nonante-sept"
    assert in_english(1_200_123) == "one million two hundred thousand one hundred and twenty-three"


@given(VALUES, st.booleans())
def test_an_integer_is_the_same_in_words_of_both_languages(value: int, swiss: bool) -> None:  # noqa: FBT001 - drawn
    french, english = in_french(value, swiss=swiss), in_english(value)
    assert numbers_found(f"Il y a {french} lettres.", f"There are {english} letters.") is None
    assert numbers_found(f"Il y a {french.replace(' ', '-')} lettres.", f"There are {value} letters.") is None
    assert numbers_found(f"Il y a {value} lettres.", f"There are {english} letters.") is None


@given(st.integers(3, 999_999), st.integers(3, 999_999))
def test_another_number_word_is_noticed(french: int, english: int) -> None:
    assume(french != english and french != len("neuf lett"))
    assert (
        numbers_found(f"Il y a {in_french(french)} lettres.", f"There are {in_english(english)} letters.") is not None
    )

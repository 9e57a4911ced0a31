"""Names: cases as data, and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual import checks
from bilingual.checks import names
from bilingual.data import Translation
from tests.support.check_cases import cases_of, evidence_of

# Pieces that the rules look at; drawn at random, they meet in every order.
PIECES = (
    *(
        "Macron",
        "Mali",
        "Côte d'Ivoire",
        "ONU",
        "U.S.",
        "O.N.U.",
        "Jean-Paul II",
        "Le",
        "L'",
        "d'",
        "M.",
        "Ba",
        "XIVe",
        "EUR",
    ),
    *(
        "BoJ",
        "PMEs",
        "Corée du Nord",
        "Affaires Étrangères",
        "«",
        "»",
        "“",
        ":",
        ".",
        "—",
        "(",
        "-",
        "a",
        "dit",
        "est",
        "\u00a0",
    ),
    *("ß", "İ", "ŉ", "ǅ", "ﬁ", "É", "e\u0301", "中文", "Ω", "😀", "\x00", "1", "_", "Président", "and", "The"),
)
texts = st.one_of(
    st.text(),
    st.lists(st.sampled_from(PIECES)).map(" ".join),
    st.lists(st.sampled_from(PIECES)).map("".join),
)


def find(source: str, target: str) -> str | None:
    return evidence_of(names.find, source, target)


@pytest.mark.parametrize(("source", "target", "evidence"), cases_of("names"))
def test_cases(source: str, target: str, evidence: str | None) -> None:
    assert find(source, target) == evidence


@given(texts, texts)
@settings(deadline=None)
def test_any_text_gives_evidence_of_the_source_or_none(source: str, target: str) -> None:
    evidence = find(source, target)
    assert evidence is None or evidence.strip()


@given(texts)
@settings(deadline=None)
def test_a_text_lacks_none_of_its_own_names(text: str) -> None:
    assert find(text, text) is None


@given(st.sampled_from(sorted({"Mali", "Russie", "Kaboul", "Poutine", "OTAN"})), texts)
@settings(deadline=None)
def test_a_name_that_is_kept_is_not_missing_whatever_stands_around_it(name: str, text: str) -> None:
    assert find(f"On parle de {name}.", f"{text} {name} {text}") is None


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("A" * 20_000, "b " * 5_000),
        ("Ab " * 20_000, "Cd " * 20_000),
        ("A." * 20_000, "a"),
        ("U. " * 20_000, "a"),
        (" ".join(f"Nom{n}a" for n in range(5_000)), " ".join(f"Word{n}b" for n in range(5_000))),
        ("de la " * 10_000 + "Nom", "name " * 10_000),
        ("x " + "-" * 50_000 + "Nom ", "name"),
        ("x Saint" + " de la" * 10_000 + " Nom", "name"),
        ("x " + "Ab" * 20_000, "cd" * 20_000),
        ("x " + "ABCDEF " * 5_000, "GHIJKL " * 5_000),
        ("x Ab" + "'" * 20_000, "c"),
        ("x " + "Abx " * 20_000 + "Cdx", "the Cdx " * 20_000),
        ("x " * 20_000 + "ABCD EFGH IJKL " * 3_000, "mnop QRST " * 3_000),
        (
            "à Moscou, Varsovie, Copenhague, Bucarest, Philadelphie, Carthagène, Saragosse " * 500,
            " ".join(f"Xarsovi{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(600)),
        ),
        ("x " + "«" * 20_000 + "Nom", "c"),
    ],
    ids=lambda text: text[:12],
)
def test_long_hostile_texts_are_done_in_bounded_work(source: str, target: str) -> None:
    evidence = find(source, target)
    assert evidence is None or evidence.count(",") < 4


def test_another_pair_of_languages_is_left_alone() -> None:
    made = Translation("Das sagte Hollande.", -0.1)
    assert "names" not in checks.findings("Macron a dit cela.", made, ("fr", "de"))
    assert "names" in checks.findings("Macron a dit cela.", made)

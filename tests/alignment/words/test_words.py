"""Word links: of what matches, by characters, and of nothing else."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual import link_words
from bilingual.alignment.words import LARGEST

# Sentences, words that must be linked, and words that must not be.
CASES: list[tuple[str, str, set[tuple[str, str]], set[tuple[str, str]]]] = [
    (
        "Le petit garçon mange une pomme rouge.",
        "The little boy eats a red apple.",
        {("petit", "little"), ("garçon", "boy"), ("pomme", "apple"), ("rouge", "red"), (".", ".")},
        {("pomme", "red"), ("rouge", "apple")},
    ),
    (
        "Zorblax a vendu 1 250 voitures à Quimperlé en 1998.",
        "In 1998, Zorblax sold 1,250 cars in Quimperlé.",
        {("1998", "1998"), ("Zorblax", "Zorblax"), ("Quimperlé", "Quimperlé"), ("voitures", "cars")},
        {("1998", "1,250")},
    ),
    (
        "Nul ne sait pourquoi le conseil a refusé hier de recevoir Zorblax Quimper et ses amis.",
        "Zorblax Quimper and friends were not received by the board yesterday; nobody knows why.",
        {("Zorblax", "Zorblax"), ("Quimper", "Quimper"), ("hier", "yesterday")},
        {("Nul", "Zorblax")},
    ),
    (
        "« Je ne sais pas », dit-elle.",
        "“I don't know,” she said.",
        {("Je", "I"), ("sais", "know"), ("dit", "said"), ("-elle", "she")},
        {("sais", "said")},
    ),
    (
        "La maison blanche est plus grande que la maison noire.",
        "The white house is bigger than the black house.",
        {("blanche", "white"), ("noire", "black")},
        {("blanche", "black"), ("noire", "white")},
    ),
]


@pytest.mark.parametrize(("fr", "en", "wanted", "wrong"), CASES)
def test_words_that_say_the_same_are_linked(
    fr: str, en: str, wanted: set[tuple[str, str]], wrong: set[tuple[str, str]]
) -> None:
    found = {(fr[link.fr_start : link.fr_end], en[link.en_start : link.en_end]) for link in link_words(fr, en)}
    assert wanted <= found
    assert not wrong & found


def test_attention_tells_what_words_alone_do_not() -> None:
    fr, en = "Zlorp mirtu.", "Vandek osbri."
    looked = np.array([[0.05, 0.9, 0.02], [0.9, 0.05, 0.03], [0.05, 0.05, 0.95]])
    links = link_words(fr, en, looked)
    assert [(fr[a:b], en[c:d]) for a, b, c, d in links] == [("Zlorp", "osbri"), ("mirtu", "Vandek"), (".", ".")]


@pytest.mark.parametrize("shape", [(3, 2), (2, 3), (3,), (0, 0)])
def test_attention_of_other_tokens_is_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="attention of"):
        link_words("Zlorp mirtu.", "Vandek osbri.", np.zeros(shape))


def test_the_same_word_twice_is_linked_in_its_places() -> None:
    fr, en = "Le chien voit le chat et le chat voit le chien.", "The dog sees the cat and the cat sees the dog."
    found = {(link.fr_start, link.en_start) for link in link_words(fr, en)}
    assert {(3, 4), (17, 17), (fr.rindex("chat"), en.rindex("cat")), (fr.rindex("chien"), en.rindex("dog"))} <= found


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("", ""),
        ("", "A word."),
        ("Un mot.", ""),
        (" \n", "A"),
        ("mot " * (LARGEST + 1), "word"),
        ("mot " * 500, "word " * 500),
    ],
)
def test_no_words_and_too_many_have_no_links(fr: str, en: str) -> None:
    assert link_words(fr, en) == []


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Les pêcheurs réparent leurs filets bleus", "Quantum chromodynamics describes gluon interactions nicely"),
        ("Le facteur apporte une lettre à sa cousine.", "Prices rose sharply while unemployment remained stable."),
        ("Il fait froid", "Sell everything tomorrow"),
    ],
)
def test_words_of_sentences_that_have_nothing_in_common_are_not_linked_for_their_places(fr: str, en: str) -> None:
    assert not [link for link in link_words(fr, en) if fr[link.fr_start : link.fr_end].isalpha()]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_links_of_any_text_are_in_order_and_within_it(fr: str, en: str) -> None:
    links = link_words(fr, en)
    assert links == sorted(set(links))
    for link in links:
        assert 0 <= link.fr_start < link.fr_end <= len(fr)
        assert 0 <= link.en_start < link.en_end <= len(en)


def test_numpy_comes_with_the_first_sentences() -> None:
    code = "import sys; from bilingual import link_words; link_words('', ''); print('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"

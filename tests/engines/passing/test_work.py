from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.data import Translation
from bilingual.engines.passing.spans import find, shown
from bilingual.engines.passing.work import Terms, work
from tests.engines.passing.conftest import vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TERMS = Terms(vocabulary(), ("fr", "en"))


def _made(sentence: str, says: Mapping[str, str], terms: Terms = TERMS) -> tuple[list[list[str]], Translation]:
    """Return what the work on a sentence asks for, round by round, and what it makes of the answers."""
    rounds: list[list[str]] = []
    todo = work(sentence, terms)
    answers: Sequence[Sequence[Translation]] | None = None
    while True:
        try:
            asked = next(todo) if answers is None else todo.send(answers)
        except StopIteration as end:
            return rounds, end.value[0]
        rounds.append(asked)
        answers = [[Translation(says[text], -len(text) / 100)] for text in asked]


def test_what_has_no_part_in_the_grammar_is_put_back_where_a_guide_says() -> None:
    says = {"Merci aux élus.": "Thanks to the elected.", "Merci 7731 aux élus.": "Thanks 7731 to the elected."}
    rounds, made = _made("Merci 🙏 aux élus.", says)
    assert rounds == [["Merci aux élus.", "Merci 7731 aux élus."]]
    assert made == Translation("Thanks 🙏 to the elected.", -0.15)


@pytest.mark.parametrize(
    ("guide", "made"),
    [
        ("7731 The mayor spoke.", "The mayor 🙏 spoke."),
        ("The mayor has 7731 spoken.", "The mayor 🙏 spoke."),
        ("The mayor spoke.", "The mayor 🙏 spoke."),
        ("The mayor spoke 7731.", "The mayor spoke 🙏."),
    ],
)
def test_a_guide_may_say_other_words_or_have_lost_its_number(guide: str, made: str) -> None:
    says = {"Le maire a parlé.": "The mayor spoke.", "Le maire 7731 a parlé.": guide}
    assert _made("Le maire 🙏 a parlé.", says)[1].text == made


@pytest.mark.parametrize(
    ("sentence", "made"),
    [
        ("🙏 Il lit. 🙏", "🙏 He reads. 🙏"),
        ("Il lit 🙏.", "He reads 🙏."),
        ("Il lit (a@b.fr).", "He reads (a@b.fr)."),
        ("Il lit. https://a.fr/b", "He reads. https://a.fr/b"),
        ("• Il lit. 5 ₽", "• He reads. 5 ₽"),
        ("- [x] Il lit.", "- [x] He reads."),
        ("@ab : Il lit.", "@ab : He reads."),
    ],
)
def test_what_stands_at_the_ends_needs_no_guide(sentence: str, made: str) -> None:
    rounds, translation = _made(sentence, {"Il lit.": "He reads."})
    assert rounds == [["Il lit."]]
    assert translation.text == made


def test_what_has_a_part_in_the_grammar_is_a_number_to_the_model() -> None:
    rounds, made = _made("Il coûte 1 200,50 ₽.", {"Il coûte 7731.": "It costs 7,731."})
    assert rounds == [["Il coûte 7731."]]
    assert made == Translation("It costs 1,200.50 ₽.", -0.14)
    assert _made("Écrivez à a@b.fr demain.", {"Écrivez à 7731 demain.": "Write to 7731 tomorrow."})[1].text == (
        "Write to a@b.fr tomorrow."
    )


def test_a_number_in_the_sentence_stands_for_nothing_else() -> None:
    rounds, made = _made("Les 7731 coûtent 5 ₽.", {"Les 7731 coûtent 4452.": "The 7731 cost 4452."})
    assert made.text == "The 7731 cost 5 ₽."
    assert len(rounds) == 1


@pytest.mark.parametrize(
    "lost", ["It costs much tomorrow.", "It costs 7732 tomorrow.", "It costs 7731, 7731 tomorrow."]
)
def test_where_the_number_is_lost_the_parts_are_translated_and_scores_weigh_their_tokens(lost: str) -> None:
    says = {"Il coûte 7731 demain.": lost, "Il coûte": "It costs", "demain.": "tomorrow."}
    rounds, made = _made("Il coûte 5 ₽ demain.", says)
    assert rounds[1:] == [["Il coûte", "demain."]]
    assert made.text == "It costs 5 ₽ tomorrow."
    assert made.score == round((-0.08 * 3 + -0.07 * 2) / 5, 6)  # a token more for the end of each
    assert made.flags == ()


@pytest.mark.parametrize(
    ("main", "guide", "made"),
    [
        (-0.9, -0.3, "Bravo 🙏 to the mayor."),  # it is at a loss without the number
        (-0.5, -0.1, "Mayor 🙏."),
        (-0.9, -0.8, "Mayor 🙏."),
    ],
)
def test_where_a_model_is_at_a_loss_the_guide_is_the_translation(main: float, guide: float, made: str) -> None:
    todo = work("Bravo 🙏 au maire.", TERMS)
    assert next(todo) == ["Bravo au maire.", "Bravo 7731 au maire."]
    with pytest.raises(StopIteration) as end:
        todo.send([[Translation("Mayor.", main)], [Translation("Bravo 7731 to the mayor.", guide)]])
    [translation] = end.value.value
    assert translation.text == made
    assert translation.score == (guide if made.startswith("Bravo") else main)


def test_cells_are_sentences_of_their_own() -> None:
    says = {"année.": "year.", "Le prix": "The price", "5 7731": "5 7731"}
    rounds, made = _made("| Année | Le prix | 12 | |", says)
    assert made.text == "| Year | The price | 12 | |"
    assert [text for asked in rounds for text in asked] == ["année.", "Le prix"]


@pytest.mark.parametrize(
    "sentence",
    ["https://a.fr/b", "🙏", "5 ₽", "* * *", "@ab #cd", "中国", "| --- | --- |", "a" * 3_000, "\u00ad", "[1]"],
)
def test_what_is_nothing_else_is_not_translated(sentence: str) -> None:
    assert _made(sentence, {}) == ([], Translation(sentence, None))


def test_languages_without_small_words_here_have_numbers_for_things() -> None:
    terms = Terms(vocabulary(), ("de", "en"))
    says = {"Siehe 7731 dort.": "See 7731 there."}
    assert _made("Siehe a@b.de dort.", says, terms)[1].text == "See a@b.de there."


@given(
    st.lists(
        st.sampled_from(
            [
                *"ab .,:!?()|-’«»é",
                *("le maire ", "à ", " 5 ₽", "😀", "https://a.fr/b", " a@b.fr ", "中国", "[1]", "• ", "m²"),
            ]
        ),
        max_size=14,
    ),
    st.sampled_from(["same", "lost"]),
)
@settings(deadline=None, max_examples=300)
def test_whatever_the_sentence_all_that_must_survive_does(pieces: list[str], model: str) -> None:
    sentence = "".join(pieces)
    terms = Terms(vocabulary(), ("fr", "de"))
    todo = work(sentence, terms)
    answers: Sequence[Sequence[Translation]] | None = None
    while True:
        try:
            asked = next(todo) if answers is None else todo.send(answers)
        except StopIteration as end:
            [made] = end.value
            break
        assert all(text.strip() for text in asked)
        answers = [[Translation(text if model == "same" else "Nichts.", -0.5)] for text in asked]
    text = shown(sentence, terms.vocabulary)
    for span in find(text, terms.vocabulary):
        assert text[span.start : span.end] in made.text

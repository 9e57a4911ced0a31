"""Beads of small texts; and what holds for any two texts."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.alignment import Anchor, Bead, Sentence, align_sentences
from bilingual.alignment.beads import SHAPES
from bilingual.errors import UsageError
from tests.support.twin_texts import PAIRS, english, french

if TYPE_CHECKING:
    from collections.abc import Sequence

ALL = range(len(PAIRS))
words = st.sampled_from(["la guerre", "the war", "Paris", "1914", "oncle", "uncle", "", "?", "!", "«", "\0", "x" * 300])
sentences = st.lists(st.builds(Sentence, st.lists(words, max_size=4).map(" ".join), st.integers(0, 3)), max_size=25)


def ranges(beads: Sequence[Bead]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return [(bead.fr, bead.en) for bead in beads]


def assert_whole(beads: Sequence[Bead], fr: Sequence[Sentence], en: Sequence[Sentence]) -> None:
    """Every sentence is in exactly one bead, and they ascend."""
    edges = [Bead((0, 0), (0, 0)), *beads, Bead((len(fr),) * 2, (len(en),) * 2)]
    for one, after in pairwise(edges):
        assert (one.fr[1], one.en[1]) == (after.fr[0], after.en[0])
    assert all(bead.shape in {*SHAPES, (1, 0), (0, 1)} for bead in beads)
    assert all(0 <= bead.similarity <= 1000 for bead in beads)


@given(fr=sentences, en=sentences)
@settings(max_examples=60, deadline=None)
def test_any_two_texts_are_covered_once_and_the_same_each_time(fr: list[Sentence], en: list[Sentence]) -> None:
    beads = align_sentences(fr, en)
    assert_whole(beads, fr, en)
    assert align_sentences(tuple(fr), tuple(en)) == beads


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_what_was_merged_and_lost_is_found(data: st.DataObject) -> None:
    lost = data.draw(st.sampled_from([None, *ALL[3:-3]]))
    merged = data.draw(st.sampled_from([number for number in ALL[3:-4] if lost not in range(number - 1, number + 3)]))
    en = english(*(number for number in ALL if number != lost))
    at = merged - (lost is not None and lost < merged)
    en[at : at + 2] = [Sentence(f"{en[at].text} {en[at + 1].text}")]
    beads = align_sentences(french(), en)
    assert_whole(beads, french(), en)
    assert ((merged, merged + 2), (at, at + 1)) in ranges(beads)
    assert [bead.fr for bead in beads if bead.shape == (1, 0)] == ([] if lost is None else [(lost, lost + 1)])


def test_sentences_of_a_translation_are_aligned_one_by_one() -> None:
    beads = align_sentences(french(), english())
    assert [bead.shape for bead in beads] == [(1, 1)] * len(PAIRS)
    assert all(bead.similarity > 0 for bead in beads)


def test_translations_of_a_model_tell_more() -> None:
    # Sentences of nonsense, which only the translations know.
    fr = [Sentence(f"{name} {name} mokob.") for name in ("lirup", "sadek", "vomit", "garon", "tebul", "nofar")]
    en = [Sentence(text) for text in ("The cat sleeps here.", "My house burns.", "Birds fly away.", "Kings die young.")]
    told = [
        "The cat sleeps here.",
        "Nothing at all.",
        "My house burns.",
        "Birds fly off.",
        "Whatever.",
        "Kings die young.",
    ]
    beads = align_sentences(fr, en, translations=told)
    found = {bead.fr: bead.en for bead in beads if bead.shape == (1, 1)}
    assert found == {(0, 1): (0, 1), (2, 3): (1, 2), (3, 4): (2, 3), (5, 6): (3, 4)}
    with pytest.raises(ValueError, match="1 translations of 6 sentences"):
        align_sentences(fr, en, translations=told[:1])


def test_paragraphs_keep_sentences_apart() -> None:
    def cut(texts: Sequence[str], breaks: Sequence[int]) -> list[Sentence]:
        return [Sentence(text, sum(number >= at for at in breaks)) for number, text in enumerate(texts)]

    fr, en = ["Ah.", "Oh.", "Eh.", "Hi.", "Bah.", "Zut."], ["Um.", "Er.", "Well.", "Why.", "What.", "So."]
    together = align_sentences(cut(fr, [1, 2, 3, 4, 5]), cut(en, [1, 2, 3, 4, 5]))
    assert [bead.shape for bead in together] == [(1, 1)] * 6


@pytest.mark.parametrize("size", [(0, 0), (0, 3), (3, 0)])
def test_empty_texts_leave_the_other_alone(size: tuple[int, int]) -> None:
    fr, en = french()[: size[0]], english()[: size[1]]
    beads = align_sentences(fr, en)
    assert_whole(beads, fr, en)
    assert len(beads) == sum(size)


def test_a_long_block_that_is_missing_is_alone() -> None:
    many = [
        (f"Le numéro {n} de la rue coûte {n * 37} francs.", f"Number {n} in the street costs {n * 37} francs.")
        for n in range(100, 700)
    ]
    fr = [Sentence(ours) for ours, _ in many]
    en = [Sentence(theirs) for _, theirs in many[:200] + many[420:]]
    beads = align_sentences(fr, en)
    assert_whole(beads, fr, en)
    assert ranges([bead for bead in beads if bead.shape == (1, 0)]) == [
        ((n, n + 1), (200, 200)) for n in range(200, 420)
    ]


def test_texts_without_a_word_in_common_are_aligned_in_bounded_memory() -> None:
    fr, en = [Sentence("aa bb.")] * 3_000, [Sentence("cc dd.")] * 3_200
    beads = align_sentences(fr, en)
    assert_whole(beads, fr, en)


def test_what_a_person_knows_binds() -> None:
    wrong = [Anchor(5, 6), Anchor(9, None), Anchor(None, 12), Anchor(14, 14), Anchor(14, 15)]
    beads = align_sentences(french(), english(), anchors=wrong)
    assert_whole(beads, french(), english())
    holding = {number: bead for bead in beads for number in range(*bead.fr)}
    assert 6 in range(*holding[5].en)
    assert holding[9].shape == (1, 0)
    assert Bead((13, 13), (12, 13)).en in [bead.en for bead in beads if bead.shape == (0, 1)]
    assert {14, 15} <= set(range(*holding[14].en))


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_anchors_bind_or_are_named(data: st.DataObject) -> None:
    side = st.one_of(st.none(), st.integers(0, len(PAIRS) - 1))
    anchors = data.draw(st.lists(st.builds(Anchor, side, side), max_size=5))
    try:
        beads = align_sentences(french(), english(), anchors=anchors)
    except UsageError:
        # Which are refused, and how, the cases below say.
        return
    assert_whole(beads, french(), english())
    for anchor in anchors:
        [bead] = [
            bead
            for bead in beads
            if (anchor.fr is not None and anchor.fr in range(*bead.fr))
            or (anchor.fr is None and anchor.en in range(*bead.en))
        ]
        if anchor.fr is None or anchor.en is None:
            assert 0 in bead.shape
        else:
            assert anchor.en in range(*bead.en)


@pytest.mark.parametrize(
    ("anchors", "message"),
    [
        ([(3, 5), (5, 3)], "'French 4 = English 6' and 'French 6 = English 4' cross"),
        ([(3, 5), (3, None)], "'French 4 = English 6' and 'French 4 = nothing' contradict each other"),
        ([(3, 5), (None, 5)], "'French 4 = English 6' and 'nothing = English 6' contradict each other"),
        ([(3, 5), (3, 7), (None, 6)], "contradict each other"),
        ([(3, 2), (3, 9)], "ask for 1 French with 8 English sentences"),
        ([(3, 5), (3, 9), (6, 9)], "ask for 4 French with 5 English sentences"),
        ([(99, 2)], "'French 100 = English 3' names none of the 20 French sentences"),
        ([(2, -1)], "names none of the 20 English sentences"),
        ([(None, None)], "names no sentence"),
    ],
)
def test_anchors_that_cannot_be_are_named(anchors: list[tuple[int | None, int | None]], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        align_sentences(french(), english(), anchors=[Anchor(*anchor) for anchor in anchors])

"""Two texts in sentences, and the links between them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bilingual.data import Alignment, Kind, Pair
from bilingual.formats.corpora.sentences import certainty_of, links_of, paragraphs
from tests.support.bitexts import LANGUAGES, texts


def _beads(*beads: tuple[str, str, str]) -> list[Pair]:
    """Return aligned pairs, each of a bead and both texts."""
    _, pairs = texts("a", *((source, target) for _, source, target in beads))
    return [replace(pair, alignment=Alignment(bead, (), 437)) for pair, (bead, _, _) in zip(pairs, beads, strict=True)]


def test_sentences_are_numbered_on_either_side_by_themselves() -> None:
    pairs = _beads(
        ("1-2", "Il dort et elle lit.", "He sleeps. She reads."), ("1-0", "Oui.", ""), ("0-1", "", "No."),
        ("2-1", "Il part. Elle reste.", "He leaves, she stays."),
    )  # fmt: skip
    assert [link.numbers for link in links_of(pairs, LANGUAGES)] == [
        ([1], [1, 2]), ([2], []), ([], [3]), ([3, 4], [4]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("bead", "text"),
    [
        ("1-2", "Only one now, as somebody corrected it."),
        ("1-2", "One. Two. Three."),
        ("1-1", "One. Two."),
        ("x-y", "One. Two."),
        ("9", "One. Two."),
    ],
)
def test_a_side_with_other_sentences_than_its_bead_counts_is_one(bead: str, text: str) -> None:
    [link] = links_of(_beads((bead, "Oui.", text)), LANGUAGES)
    assert [one.text for one in link.sides[1]] == [text]


def test_a_machine_translation_is_one_sentence_whatever_its_stops() -> None:
    _, pairs = texts("a", ("Un. Deux.", "One. Two."))
    assert [link.numbers for link in links_of(pairs, LANGUAGES)] == [([1], [1])]


def test_what_has_no_text_at_all_is_no_link() -> None:
    _, pairs = texts("a", (" \x01", ""), ("Un.", "\u2028"))
    assert [link.numbers for link in links_of(pairs, LANGUAGES)] == [([1], [])]


def test_paragraphs_are_those_of_the_source_on_both_sides() -> None:
    _, pairs = texts("a", ("Un.", "One."), ("Deux.", ""), ("Trois.", "Three."))
    moved = [replace(pairs[2], segment=replace(pairs[2].segment, paragraph=2, kind=Kind.CAPTION))]
    links = links_of([*pairs[:2], *moved], LANGUAGES)
    found = [[(kind, [one.text for one in many]) for kind, many in paragraphs(links, side)] for side in (0, 1)]
    assert found == [
        [(Kind.BODY, ["Un.", "Deux."]), (Kind.CAPTION, ["Trois."])],
        [(Kind.BODY, ["One."]), (Kind.CAPTION, ["Three."])],
    ]


def test_certainty_is_similarity_or_trust() -> None:
    [aligned] = _beads(("1-1", "Un.", "One."))
    [pair] = texts("a", ("Un.", "One."))[1]
    trusted = replace(pair, translation=replace(pair.translation, trust=0.25))
    assert [certainty_of(one) for one in (aligned, pair, trusted)] == [0.437, None, 0.25]

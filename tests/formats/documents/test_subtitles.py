from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bilingual.errors import InputError
from bilingual.formats import WRITERS
from bilingual.formats.documents.subtitles import cues_of, cut
from bilingual.io.output import OutputFolder
from tests.support.letters import listed, read, spoken, uneven, write
from tests.support.pages import PROVENANCE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

TALK = (
    (1_000, 3_500, "Le port dormait depuis des années,", "The port had slept for years,"),
    (3_500, 6_000, "et personne n'osait le réveiller.", "and nobody dared to wake it."),
    (7_000, 8_000, "Oui.", "Yes."),
)


def shown(
    *cues: tuple[int, int, str, str], sentences: Sequence[tuple[int, int]] = ()
) -> list[tuple[int, int, list[str]]]:
    article, pairs = spoken(*cues, sentences=sentences)
    return list(cues_of(article, pairs, "en"))


def test_a_sentence_is_cut_where_its_source_is() -> None:
    assert shown(*TALK, sentences=[(0, 2), (2, 3)]) == [
        (1_000, 3_500, ["The port had slept for years,"]),
        (3_500, 6_000, ["and nobody dared to wake it."]),
        (7_000, 8_000, ["Yes."]),
    ]


def test_several_sentences_of_a_cue_stand_in_it() -> None:
    cues = [(0, 2_000, "Oui. Il vient.", "Yes. He comes.")]
    article, pairs = spoken(*cues)
    assert list(cues_of(article, [*pairs, *pairs], "en")) == [(0, 2_000, ["Yes. He comes. Yes. He comes."])]


def test_a_cue_without_words_goes_on_with_those_before() -> None:
    cues = [(0, 1_000, "Oui, c'est", "Yes."), (1_000, 2_000, "bien cela.", ""), (5_000, 6_000, "Bon.", "Good.")]
    assert shown(*cues, sentences=[(0, 2), (2, 3)]) == [(0, 2_000, ["Yes."]), (5_000, 6_000, ["Good."])]


def test_what_has_no_words_in_english_is_not_shown() -> None:
    cues = [(0, 1_000, "Hum.", ""), (1_000, 2_000, "Bon.", "Good.")]
    assert shown(*cues, sentences=[(0, 1), (1, 2)]) == [(1_000, 2_000, ["Good."])]


@pytest.mark.parametrize(
    ("text", "shares", "expected"),
    [
        ("one two three four", [1, 1], ["one two", "three four"]),
        ("one two three four", [9, 1], ["one two three", "four"]),
        ("one two", [1, 1, 1], ["one", "two", ""]),
        ("", [1, 1], ["", ""]),
        ("alone", [5], ["alone"]),
    ],
)
def test_a_text_is_cut_between_words(text: str, shares: list[int], expected: list[str]) -> None:
    assert cut(text, shares) == expected


def test_a_text_without_spaces_is_cut_between_characters() -> None:
    assert cut("港はもう眠っていた", [1, 2], "ja") == ["港はも", "う眠っていた"]


def test_the_times_are_those_of_the_source_and_come_back(tmp_path: Path) -> None:
    article, pairs = spoken(*TALK, sentences=[(0, 2), (2, 3)])
    files = write(tmp_path / "out", [(article, pairs)], "srt")
    assert list(files) == ["srt/talk.en.srt"]
    assert files["srt/talk.en.srt"].decode() == (
        "1\n00:00:01,000 --> 00:00:03,500\nThe port had slept for years,\n\n"
        "2\n00:00:03,500 --> 00:00:06,000\nand nobody dared to wake it.\n\n"
        "3\n00:00:07,000 --> 00:00:08,000\nYes.\n"
    )
    back = read(tmp_path, "talk.en.srt", (tmp_path / "out" / "srt" / "talk.en.srt").read_bytes())
    assert [(cue[:2], back.text[cue[2] : cue[3]]) for cue in back.cues] == [((one[0], one[1]), one[3]) for one in TALK]


def test_what_players_take_for_mark_up_comes_back_as_text(tmp_path: Path) -> None:
    said = "If a <b and c> then --> {\\an8} &lt; 5 < 6, he said."
    write(tmp_path / "out", [spoken((0, 9_000, "Si a <b et c> alors, dit-il.", said))], "srt")
    content = (tmp_path / "out" / "srt" / "talk.en.srt").read_text(encoding="utf-8")
    assert content.count("-->") == 1
    assert "<b" not in content
    back = read(tmp_path, "talk.en.srt", (tmp_path / "out" / "srt" / "talk.en.srt").read_bytes())
    assert back.text.strip() == said


def test_lines_are_balanced_and_none_begins_with_a_dash_of_its_own(tmp_path: Path) -> None:
    said = "The harbour had slept for years - nobody had dared to wake it until the mayor came."
    content = write(tmp_path, [spoken((0, 9_000, "Le port dormait.", said))], "srt")["srt/talk.en.srt"].decode()
    rows = content.split("\n")[2:-1]
    assert len(rows) == 2
    assert max(map(len, rows)) < 50
    assert not any(row.startswith("-") for row in rows)


def test_articles_without_times_are_passed_over_with_a_line(tmp_path: Path) -> None:
    with OutputFolder(tmp_path) as output, WRITERS["srt"](output, PROVENANCE) as writer:
        for article, pairs in (listed(), spoken(*TALK), uneven()):
            writer.add(article, pairs)
        writer.close()
        assert list(writer.notes) == ["srt: 2 articles without the times of subtitles passed over"]


def test_a_corpus_without_times_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no article has the times of subtitles"):
        write(tmp_path, [listed()], "srt")

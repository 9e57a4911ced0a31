"""Subtitles: cues joined to sentences, and where in the text each is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bilingual.engines.fake import FakeEngine
from bilingual.formats.corpus import Corpus
from bilingual.io.source import Source
from bilingual.options import Options
from bilingual.pipeline import build
from bilingual.readers.documents import subtitles

if TYPE_CHECKING:
    from pathlib import Path

_SRT = """1
00:00:01,000 --> 00:00:03,500
Le maire a annoncé
<i>que la ville</i>

2
00:00:03,600 --> 00:00:06,000
construira une école.

3
00:00:06,100 --> 00:00:08,000
- Vraiment ?
- Oui.
"""


@pytest.mark.parametrize(
    ("name", "content", "texts", "shown"),
    [
        (
            "a.srt",
            _SRT,
            ["Le maire a annoncé que la ville construira une école.", "- Vraiment ?", "- Oui."],
            ["Le maire a annoncé que la ville", "construira une école.", "- Vraiment ?\n- Oui."],
        ),
        (
            "a.vtt",
            (
                "WEBVTT\n\nNOTE rien\n\nun\n00:01.000 --> 00:02.000 align:start\n<v Awa>Oui &amp; non\n\n"
                "00:02.000 --> 00:03.000\n<v Awa>peut-être.\n\n00:03.000 --> 00:04.000\n<v Jean>Bien.\n"
            ),
            ["Oui & non peut-être.", "Bien."],
            ["Oui & non", "peut-être.", "Bien."],
        ),
        (
            "a.vtt",
            (
                "WEBVTT\n\n00:01.000 --> 00:02.000\nnous voici dans la ville\n\n"
                "00:02.000 --> 00:03.000\nvoici dans la ville qui dort.\n"
            ),
            ["nous voici dans la ville qui dort."],
            ["nous voici dans la ville", "qui dort."],
        ),
    ],
)
def test_cues_are_joined(tmp_path: Path, name: str, content: str, texts: list[str], shown: list[str]) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    [article] = subtitles.read(Source.of(tmp_path / name))
    assert [article.text[one.start : one.end] for one in article.paragraphs] == texts
    assert [article.text[start:end] for _, _, start, end in article.cues] == shown


def test_times_stand_in_the_corpus_and_are_read_back(tmp_path: Path) -> None:
    (tmp_path / "a.srt").write_text(_SRT, encoding="utf-8")
    (tmp_path / "b.txt").write_text("Il pleut.\n", encoding="utf-8")
    out = tmp_path / "out"
    build([str(tmp_path / "a.srt"), str(tmp_path / "b.txt")], Options(out=out, formats="jsonl"), engine=FakeEngine())
    lines = [json.loads(line) for line in (out / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["cues"] for line in lines] == [[[1000, 3500, 0, 31], [3600, 6000, 32, 53], [6100, 8000, 54, 73]], None]
    assert [len(article.cues) for article, _ in Corpus(out)] == [3, 0]


@pytest.mark.parametrize(
    ("rows", "text", "times", "lost"),
    [
        ("-00:00:01,000 --> 00:00:02,000\nIl dort.", "Il dort.", (0, 2000), 0),
        ("00 : 00 : 01 , 000 --> 00 : 00 : 02 , 000\nIl dort.", "Il dort.", (1000, 2000), 0),
        ("0:0:1.5 → 0:0:2.25\nIl dort.", "Il dort.", (1500, 2250), 0),
        ("00:00:O1,000 --> 00:00:02,000\nIl dort.", "Il dort.", (0, 0), 1),
        ("00:00:01,000 -->\nIl dort.", "Il dort.", (0, 0), 1),
        ("00:00:01,000 --> 00:00:02,000\n2024 --> bientôt", "2024 --> bientôt", (1000, 2000), 0),
        ("00:00:01,000 --> 00:00:02,000\nIl dort, n'est-\nce pas ?", "Il dort, n'est-ce pas ?", (1000, 2000), 0),
        ("00:00:01,000 --> 00:00:02,000\nJe vou-\nMais non.", "Je vou- Mais non.", (1000, 2000), 0),
        ("00:00:01,000 --> 00:00:02,000\nIl a dit -\nnon.", "Il a dit - non.", (1000, 2000), 0),
        ("00:00:01,000 --> 00:00:02,000\n<ruby>漢<rt>kan</rt></ruby>", "漢", (1000, 2000), 0),
    ],
)
def test_times_that_can_hardly_be_read_lose_no_words(
    tmp_path: Path, rows: str, text: str, times: tuple[int, int], lost: int
) -> None:
    (tmp_path / "a.srt").write_text(f"1\n{rows}\n\n2\n00:00:05,000 --> 00:00:06,000\nFin.\n")
    [article] = subtitles.read(Source.of(tmp_path / "a.srt"))
    assert article.cues
    assert article.text.splitlines() in ([text, "Fin."], [f"{text} Fin."])
    assert article.cues[0][:2] == times
    assert sum("times cannot be read" in note for note in article.notes) == lost

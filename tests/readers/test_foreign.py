from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bilingual.engines.fake import FakeEngine
from bilingual.lexicon.other_languages import WORDS
from bilingual.options import Options
from bilingual.pipeline import build
from bilingual.pipeline.listener import Listener
from bilingual.readers.foreign import looks_foreign
from tests.support import packages
from tests.support.places import SEEDS

if TYPE_CHECKING:
    from pathlib import Path

ARTICLES = sorted(SEEDS.glob("*.txt"))
GERMAN = "Der Minister ist mit dem Zug in die Stadt gefahren, und das Volk wird sich auch nicht nach ihm richten. " * 3
FIVE = (
    "Die Bundesregierung hat am Montag ein neues Gesetz vorgestellt. Viele Bürger sind mit der Politik unzufrieden. "
    "Nach Angaben der Polizei wurden drei Menschen verletzt. Das Gesetz soll im kommenden Jahr in Kraft treten. "
    "Der Minister wird sich dazu nicht äußern."
)
SPANISH = (
    "El ministro habló ayer en Madrid. Dijo que el gobierno no va a dimitir. La oposición pide elecciones. Mucha gente "
    "no está contenta con la situación. Las elecciones son en otoño."
)
RUSSIAN = "Россия поддерживает Мали, и министр повторяет это перед собранием. " * 3
CHINESE = "俄罗斯支持马里。为什么是现在？" * 10


@pytest.mark.parametrize("seed", ARTICLES, ids=lambda path: path.stem[:3])
def test_french_looks_french_and_not_like_anything_else(seed: Path) -> None:
    text = seed.read_text(encoding="utf-8")
    assert looks_foreign(text, "fr") is None
    assert all(looks_foreign(text, language) == "French" for language in ("de", "en", "nl"))
    assert looks_foreign(text, "ru") == "Latin letters"


@pytest.mark.parametrize(
    ("text", "language", "looks"),
    [
        (GERMAN, "fr", "German"),
        (FIVE, "fr", "German"),
        (SPANISH, "fr", "Spanish"),
        (GERMAN, "de", None),
        (GERMAN, "sv", None),  # its small words are not listed
        (RUSSIAN, "fr", "Cyrillic letters"),
        (RUSSIAN, "bg", None),
        (RUSSIAN, "sr", None),
        (RUSSIAN, "zh", "Cyrillic letters"),
        (CHINESE, "en", "Chinese letters"),
        (CHINESE, "zt", None),
        (packages.LINES[6] * 3, "fr", "Arabic letters"),
        (packages.LINES[6] * 3, "ur", None),
        ("The end.", "fr", None),
        ("", "fr", None),
    ],
)
def test_what_a_text_looks_like(text: str, language: str, looks: str | None) -> None:
    assert looks_foreign(text, language) == looks


def test_a_quotation_does_not_make_a_text_foreign() -> None:
    text = ARTICLES[0].read_text(encoding="utf-8")[:1_500]
    assert looks_foreign(text + GERMAN, "fr") is None


def test_the_lists_have_each_word_once() -> None:
    for words in WORDS.values():
        assert len(set(words.split())) == len(words.split()) >= 25


def test_a_build_notes_it_and_goes_on(tmp_path: Path) -> None:
    heard: list[str] = []

    class Ear(Listener):
        def note(self, message: str) -> None:
            heard.append(message)

    (tmp_path / "a.txt").write_text(f"Titel\n\n{GERMAN}\n", encoding="utf-8")
    report = build([str(tmp_path / "a.txt")], Options(out=tmp_path / "out"), FakeEngine(), Ear())
    assert report.articles == 1
    assert heard == [f"'{tmp_path / 'a.txt'}' looks like German, and is read as French"]

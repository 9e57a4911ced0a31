from __future__ import annotations

import io
import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bilingual.checks.confidence.bands import STARTER
from bilingual.data import Translation
from bilingual.engines.fake import FakeEngine
from bilingual.errors import InputError, ModelError, UsageError
from bilingual.options import Options
from bilingual.pipeline.streams import WINDOW, check, sentences_of_files, translate, translate_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


def test_one_line_in_is_one_line_out() -> None:
    stream = io.BytesIO("\ufeffIl pleut. Elle lit.\n\nNon\u2028oui.\r\nFin".encode())
    lines = list(translate_lines(stream, FakeEngine()))
    assert lines == ["⟨Il pleut.⟩ ⟨Elle lit.⟩", "", "⟨Non⟩ ⟨oui.⟩", "⟨Fin⟩"]


def test_a_line_that_is_no_utf8_is_one_clear_error() -> None:
    with pytest.raises(InputError, match="line 2 of the input is not UTF-8"):
        list(translate_lines(io.BytesIO(b"Oui.\n\xff\n"), FakeEngine()))


def test_lines_of_sentences_are_joined_as_the_language_has_it() -> None:
    lines = ["俄罗斯支持马里。为什么？\n".encode()]
    assert list(translate_lines(lines, FakeEngine(languages=("zh", "en")))) == ["⟨俄罗斯支持马里。⟩ ⟨为什么？⟩"]
    assert list(translate_lines(lines, FakeEngine(languages=("zh", "ja")))) == ["⟨俄罗斯支持马里。⟩⟨为什么？⟩"]


def test_a_text_becomes_its_sentences(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Le général est là. Où ?\n\nNous y étions.".encode("cp1252"))
    assert list(sentences_of_files([str(path)])) == ["Le général est là.", "Où ?", "Nous y étions."]


def test_what_a_build_takes_becomes_its_sentences(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Il dort. Elle part.", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"text": "Un. Deux."}\n{}\n{"text": "Trois."}\n', encoding="utf-8")
    page = "<html><body><article><h1>Le port</h1><p>Il est bloqué. Nul ne sait pourquoi.</p></article></body></html>"
    (tmp_path / "c.html").write_text(page, encoding="utf-8")
    taken = sentences_of_files([str(tmp_path)])
    assert [next(taken) for _ in range(8)] == [
        *("Il dort.", "Elle part.", "Un.", "Deux.", "Trois."),
        *("Le port", "Il est bloqué.", "Nul ne sait pourquoi."),
    ]
    with pytest.raises(InputError, match=r"b\.jsonl.*line 2"):
        next(taken)
    assert list(sentences_of_files([str(tmp_path / "c.html"), str(tmp_path / "a.txt")])) == [
        *("Le port", "Il est bloqué.", "Nul ne sait pourquoi."),
        *("Il dort.", "Elle part."),
    ]


def test_what_cannot_be_read_does_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Il dort.", encoding="utf-8")
    sentences = sentences_of_files([str(tmp_path / "none.txt"), str(tmp_path / "a.txt")])
    assert next(sentences) == "Il dort."
    with pytest.raises(InputError, match="no such file"):
        next(sentences)


@pytest.mark.parametrize(("name", "said"), [("", "no articles"), ("a.html", "no article"), ("none.txt", "no such")])
def test_what_holds_no_sentences_is_an_error(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "empty").mkdir()
    (tmp_path / "sub" / "a.html").write_text("<html></html>")
    with pytest.raises(InputError, match=said):
        list(sentences_of_files([str(tmp_path / "sub" / name if name == "a.html" else tmp_path / "empty" / name)]))


@pytest.mark.parametrize(
    ("raw", "sentences", "notes"),
    [
        ("Le cœur. Où ?".encode("iso-8859-15"), ["Le cœur.", "Où ?"], ["'{}' was read as iso-8859-15"]),
        (b"L&eacute;g&egrave;re.\0", ["Légère."], ["'{}' has 2 entities of HTML, which were decoded"]),
        (b"Le mai\0re.", ["Le maire."], ["'{}' has 1 byte of value 0, which was left out"]),
        (b"Le budget de la\nville.\n", ["Le budget de la ville."], ["'{}' has wrapped lines: 1 line break joined"]),
        ("L’été.".encode(), ["L’été."], []),
    ],
)
def test_what_was_done_about_a_text_is_told(tmp_path: Path, raw: bytes, sentences: list[str], notes: list[str]) -> None:
    path, heard = tmp_path / "a.txt", list[str]()
    path.write_bytes(raw)
    assert list(sentences_of_files([str(path)], hear=heard.append)) == sentences
    assert heard == [note.format(path) for note in notes]


def test_sentences_are_translated_in_their_order_whatever_the_engine_does_first() -> None:
    class LastFirst(FakeEngine):
        def translate(self, sentences: Sequence[str]) -> Iterator[list[tuple[int, Translation]]]:
            yield from reversed(list(super().translate(sentences)))

    engine = LastFirst(batch_size=7)
    asked = [f"Phrase {number % 1_500}." for number in range(2 * WINDOW + 3)]
    assert [made.text for made in translate(asked, engine=engine)] == [f"⟨{sentence}⟩" for sentence in asked]
    assert engine.translated == WINDOW + WINDOW + 3  # each once in its window


def test_sentences_are_taken_as_they_are_needed() -> None:
    def endless() -> Iterator[str]:
        yield from map("Phrase {}.".format, itertools.count())

    assert next(translate(endless(), engine=FakeEngine())).text == "⟨Phrase 0.⟩"


def test_what_is_wrong_is_raised_before_anything_is_translated() -> None:
    with pytest.raises(UsageError, match="one string is no list of sentences"):
        translate("Il pleut.", engine=FakeEngine())
    with pytest.raises(ModelError, match="no such"):
        translate(["Il pleut."], Options(model="no such package"))


def test_a_translation_is_checked_with_what_is_known_of_it() -> None:
    assert set(check("Ils sont 40.", "They are 14.")) == {"numbers"}
    assert set(check("Ils sont 40.", "They are 14.", ("fr", "de"))) == set()
    unsure = Translation("They are 40.", -3.0)
    assert "low-score" in check("Ils sont 40.", unsure)
    lenient = replace(STARTER, trust=0.1, doubt=0.01)
    assert "low-score" not in check("Ils sont 40.", unsure, calibration=lenient)

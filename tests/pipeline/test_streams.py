from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from bilingual.engines.fake import FakeEngine
from bilingual.errors import InputError
from bilingual.pipeline.streams import sentences, translate_lines

if TYPE_CHECKING:
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
    assert list(sentences(str(path))) == ["Le général est là.", "Où ?", "Nous y étions."]


@pytest.mark.parametrize(("name", "said"), [("", "is a folder"), ("a.jsonl", "no plain text"), ("none.txt", "no such")])
def test_what_is_no_text_is_an_error(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "a.jsonl").write_text("{}\n")
    with pytest.raises(InputError, match=said):
        list(sentences(str(tmp_path / name)))

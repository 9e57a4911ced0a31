from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

import pytest
import sacrebleu

from bilingual.corpus import evaluation
from bilingual.data import Kind, Translation
from bilingual.engines.fake import FakeEngine
from bilingual.errors import InputError, UsageError
from tests.support.bitexts import write
from tests.support.pages import make

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = ("fr", "en")
REFERENCES = [f"The number {number} bus leaves the old harbour at noon." for number in range(30)]
SOURCES = [f"Le bus {number} quitte le vieux port à midi." for number in range(30)]
WORSE = [text.replace("leaves", "quits") if number % 3 else text for number, text in enumerate(REFERENCES)]


def _corpus(folder: Path, translations: list[str]) -> Path:
    pairs = [(source, Translation(target, -0.1)) for source, target in zip(SOURCES, translations, strict=True)]
    write(folder, [make("a", [(Kind.BODY, pairs[:10])]), make("b", [(Kind.BODY, pairs[10:])])], "jsonl")
    return folder


def _table(path: Path, lines: list[str]) -> Path:
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return path


def test_scores_are_sacrebleus_own(tmp_path: Path) -> None:
    table = _table(tmp_path / "refs.tsv", ["fr\ten", *map("\t".join, zip(SOURCES, REFERENCES, strict=True))])
    references = evaluation.read_table(table, LANGUAGES)
    [one] = evaluation.evaluate([_corpus(tmp_path / "worse", WORSE)], references, 50)
    expected = sacrebleu.corpus_bleu(WORSE, [REFERENCES])
    assert (one.segments, one.scores[0].metric, one.scores[0].score) == (30, "BLEU", expected.score)
    assert one.scores[0].mean - one.scores[0].interval <= expected.score <= one.scores[0].mean + one.scores[0].interval
    assert one.scores[0].signature.startswith("nrefs:1|bs:50|seed:")
    assert [score.metric for score in one.scores] == ["BLEU", "chrF2", "TER"]
    assert {article: scores["segments"] for article, scores in one.articles.items()} == {"a": 10, "b": 20}
    assert one.articles["a"]["BLEU"] == sacrebleu.corpus_bleu(WORSE[:10], [REFERENCES[:10]]).score


def test_a_better_corpus_is_significantly_better_and_an_equal_one_is_not(tmp_path: Path) -> None:
    references = evaluation.References(by_source=dict(zip(SOURCES, REFERENCES, strict=True)))
    folders = [_corpus(tmp_path / "one", WORSE), _corpus(tmp_path / "two", REFERENCES), _corpus(tmp_path / "x", WORSE)]
    one, two, same = evaluation.evaluate(folders, references, 200)
    assert [score.p_value for score in one.scores] == [None] * 3
    assert all(score.p_value is not None and score.p_value < 0.05 for score in two.scores)
    assert all(score.p_value == 1 for score in same.scores)


def test_references_are_found_by_id_or_by_sentence_and_used_once(tmp_path: Path) -> None:
    pairs = [
        ("Oui.", Translation("Yes.", None)),
        ("Oui.", Translation("Yes.", None)),
        ("Non.", Translation("No.", None)),
    ]
    write(tmp_path / "corpus", [make("a", [(Kind.BODY, pairs)])], "jsonl")
    by_id = evaluation.read_table(
        _table(tmp_path / "ids.tsv", ["id\ten", "a:1:1\tYes.", "a:1:2\tYeah.", ""]), LANGUAGES
    )
    _table(tmp_path / "set.fr", ["Oui. ", "Rien."])
    _table(tmp_path / "set.en", ["Yes.", "Nothing."])
    by_source = evaluation.read_moses(tmp_path / "set", LANGUAGES)
    assert [one.segments for one in evaluation.evaluate([tmp_path / "corpus"], by_id, 40)] == [2]
    assert [one.segments for one in evaluation.evaluate([tmp_path / "corpus"], by_source, 40)] == [1]
    with pytest.raises(InputError, match="no segment has a reference"):
        evaluation.evaluate([tmp_path / "corpus"], evaluation.References())


def test_bad_references_are_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        evaluation.read_table(tmp_path / "refs.tsv", LANGUAGES)
    with pytest.raises(InputError, match="names no column 'en'"):
        evaluation.read_table(_table(tmp_path / "a.tsv", ["id\tfr"]), LANGUAGES)
    with pytest.raises(InputError, match="line 2 has 1 column, not 2"):
        evaluation.read_table(_table(tmp_path / "b.tsv", ["id\ten", "a:1:1"]), LANGUAGES)
    _table(tmp_path / "set.fr", ["Oui."])
    _table(tmp_path / "set.en", [])
    with pytest.raises(InputError, match=r"has 1 line and .* 0"):
        evaluation.read_moses(tmp_path / "set", LANGUAGES)


def test_without_sacrebleu_the_remedy_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(UsageError, match=r"pip install .*sacrebleu"):
        evaluation.evaluate([tmp_path], evaluation.References())


def test_a_parallel_file_is_translated_and_scored(tmp_path: Path) -> None:
    table = _table(
        tmp_path / "pairs.tsv", ["Il pleut.\t⟨Il pleut.⟩", "Oui. Non.\t⟨Oui.⟩ ⟨Non.⟩", "Un deux.\tthree four"]
    )
    one = evaluation.evaluate_parallel(table, FakeEngine(), 50)
    expected = ["⟨Il pleut.⟩", "⟨Oui.⟩ ⟨Non.⟩", "three four"]
    made = ["⟨Il pleut.⟩", "⟨Oui.⟩ ⟨Non.⟩", "⟨Un deux.⟩"]
    assert (one.output, one.segments) == (str(table), 3)
    assert one.scores[1].score == sacrebleu.corpus_chrf(made, [expected]).score


@pytest.mark.parametrize("line", ["no tab", "\tno source", "no reference\t", "one\ttwo\tthree"])
def test_a_line_that_is_no_pair_is_one_clear_error(tmp_path: Path, line: str) -> None:
    with pytest.raises(InputError, match="line 2 is not a text and its reference"):
        evaluation.read_parallel(_table(tmp_path / "pairs.tsv", ["Oui.\tYes.", line]))

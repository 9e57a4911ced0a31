"""Translations by people beside the machine's: from tables and folders, kept by later builds, checked, evaluated."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import bilingual
from bilingual.corpus.evaluation import evaluate_beside
from bilingual.corpus.export import export
from bilingual.corpus.verify import verify
from bilingual.data import Reference
from bilingual.engines.fake import FakeEngine
from bilingual.errors import InputError, UsageError
from bilingual.pipeline.listener import Listener
from bilingual.pipeline.references.tables import TableReferences
from tests.support.twin_texts import PAIRS

if TYPE_CHECKING:
    from collections.abc import Callable

FRENCH = "Il est dans la ville, et elle ne le sait pas, car il n'est pas avec eux."
ENGLISH = "He is in the town, and she does not know it, as he was not with them."
NONE = {"text": "", "segments": 0}


class Notes(Listener):
    def __init__(self) -> None:
        self.lines: list[str] = []

    def note(self, message: str) -> None:
        self.lines.append(message)


def built(tmp_path: Path, reference: Path | None, notes: Listener | None = None, **how: Any) -> list[dict[str, Any]]:  # noqa: ANN401
    """Build ``articles`` into ``out``, look at all that comes of it, and return its segments."""
    out = tmp_path / "out"
    options = bilingual.Options(out=out)
    bilingual.build([tmp_path / "articles"], options, FakeEngine(), notes, reference=reference, **how)
    problems: list[str] = []
    verify(out, problems.append)
    assert not problems
    return [json.loads(line) for line in (out / "bitext.jsonl").read_text(encoding="utf-8").splitlines()]


def put(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def text_of(side: int, *numbers: int) -> str:
    return "\n\n".join([(FRENCH, ENGLISH)[side], *(PAIRS[number][side] for number in numbers)]) + "\n"


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("r.tsv", "id\ten\na:2:1\tThe war.\n"),
        ("r.csv", "en,id\nThe war.,a:2:1\n"),
        ("r.tsv", f"fr\ten\n{PAIRS[1][0]}\tThe war.\n"),
        # An id of another time, and the sentence itself.
        ("r.csv", f"id;fr;en\nx:9:9;{PAIRS[1][0]};The war.\n"),
        ("r.jsonl", json.dumps({"id": "a:2:1", "translation": {"fr": "?", "en": "The war."}})),
    ],
)
def test_a_table_gives_references_by_id_or_by_sentence(tmp_path: Path, name: str, table: str) -> None:
    put(tmp_path, {"articles/a.txt": f"Titre\n\n{PAIRS[1][0]}\n", name: table})
    segments = built(tmp_path, tmp_path / name)
    assert [one["reference"] for one in segments] == [NONE, {"text": "The war.", "segments": 1}]
    assert list(segments[0])[-1] == "reference"
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert report["references"] == 1


def test_without_the_option_there_is_no_such_field(tmp_path: Path) -> None:
    put(tmp_path, {"articles/a.txt": "Il pleut.\n"})
    assert "reference" not in built(tmp_path, None)[0]


def test_references_that_nobody_wants_are_told(tmp_path: Path) -> None:
    put(tmp_path, {"articles/a.txt": "Il pleut.\n", "r.tsv": "fr\ten\nIl pleut.\tIt rains.\nNon.\tNo.\nRien.\t\n"})
    notes = Notes()
    built(tmp_path, tmp_path / "r.tsv", notes)
    assert [line for line in notes.lines if "reference" in line] == [
        f"'{tmp_path / 'r.tsv'}': 1 of 2 references is of no segment of these sources"
    ]


def test_a_folder_gives_aligned_references_by_name_and_by_content(tmp_path: Path) -> None:
    put(tmp_path / "articles", {"a.txt": text_of(0, *range(7)), "b.txt": text_of(0, *range(7, 14))})
    merged = text_of(1, *range(7)).replace(f"{PAIRS[3][1]}\n\n{PAIRS[4][1]}", f"{PAIRS[3][1]} {PAIRS[4][1]}")
    merged = merged.replace("professor of geology. The maid", "professor of geology, and the maid")
    put(tmp_path / "human", {"a.en.txt": merged, "other.txt": text_of(1, *range(7, 14)), "no.txt": text_of(1, 14, 15)})
    notes = Notes()
    segments = built(tmp_path, tmp_path / "human", notes)
    found = {one["translation"]["fr"]: one["reference"] for one in segments}
    assert found[PAIRS[1][0]] == {"text": PAIRS[1][1], "segments": 1}
    assert found[PAIRS[9][0]] == {"text": PAIRS[9][1], "segments": 1}
    assert found[PAIRS[3][0]]["segments"] == 2
    assert found[PAIRS[4][0]] == NONE
    assert [Path(line.split("'")[1]).name for line in notes.lines if "reference" in line] == ["no.txt"]


def test_a_text_that_is_no_translation_gives_none(tmp_path: Path) -> None:
    put(tmp_path / "articles", {"a.txt": text_of(0, *range(10))})
    put(tmp_path / "human", {"a.txt": text_of(0, *range(10))})
    notes = Notes()
    segments = built(tmp_path, tmp_path / "human", notes)
    assert "reference" not in segments[0]
    assert any("no reference" in line and "are in one language" in line for line in notes.lines)


def test_articles_that_are_kept_keep_their_references(tmp_path: Path) -> None:
    put(tmp_path, {"articles/a.txt": "Il pleut.\n", "r.tsv": "fr\ten\nIl pleut.\tIt rains.\nNon.\tNo.\n"})
    built(tmp_path, tmp_path / "r.tsv")
    shutil.move(tmp_path / "articles", tmp_path / "old")
    put(tmp_path, {"articles/b.txt": "Non.\n"})
    segments = built(tmp_path, None, add=True)
    assert [one["reference"] for one in segments] == [{"text": "It rains.", "segments": 1}, NONE]
    with bilingual.Memory(tmp_path / "out" / ".bilingual" / "memory.sqlite") as memory:
        memory.correct(("fr", "en"), [("Il pleut.", "It's raining.")])
    assert bilingual.renew(tmp_path / "out").changed == 1
    [(_, [pair]), _] = bilingual.Corpus(tmp_path / "out")
    assert (pair.translation.text, pair.reference) == ("It's raining.", Reference("It rains.", 1))


def test_parquet_has_them_typed(tmp_path: Path) -> None:
    from pyarrow import parquet

    put(tmp_path, {"articles/a.txt": "Oui.\n\nIl pleut.\n", "r.tsv": "fr\ten\nIl pleut.\tIt rains.\n"})
    built(tmp_path, tmp_path / "r.tsv")
    export(tmp_path / "out", ("parquet",), tmp_path / "out")
    column = parquet.read_table(tmp_path / "out" / "corpus.parquet")["reference"].to_pylist()
    assert column == [NONE, {"text": "It rains.", "segments": 1}]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda lines: lines[0].update(reference={"text": "A", "segments": 0}), "has a text, or segments"),
        (lambda lines: lines[0].update(reference={"text": "A"}), "no 'segments'"),
        (lambda lines: lines[0].update(reference={"text": 1, "segments": 1}), '"text" is no string'),
        (lambda lines: lines[0].update(reference={"text": "A", "segments": 2}), "that of a segment before it is of it"),
        (lambda lines: lines[1].update(reference={"text": "A", "segments": 3}), "is of more segments than there are"),
        (lambda lines: lines[1].pop("reference"), 'it has no "reference", other than the first line'),
    ],
)
def test_verify_sees_damage(tmp_path: Path, change: Callable[[list[dict[str, Any]]], object], message: str) -> None:
    put(tmp_path, {"articles/a.txt": "Oui.\n\nIl pleut.\n", "r.tsv": "fr\ten\nOui.\tYes.\nIl pleut.\tIt rains.\n"})
    lines = built(tmp_path, tmp_path / "r.tsv")
    change(lines)
    (tmp_path / "out" / "bitext.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    problems: list[str] = []
    verify(tmp_path / "out", problems.append)
    assert any(message in problem for problem in problems), problems


def test_a_corpus_is_evaluated_by_what_stands_beside(tmp_path: Path) -> None:
    numbers = range(20)
    put(tmp_path, {"articles/a.txt": "\n\n".join(f"Le bus {n} quitte le vieux port." for n in numbers)})
    table = "".join(f"Le bus {n} quitte le vieux port.\tThe {n} bus leaves the old harbour.\n" for n in numbers)
    put(tmp_path, {"r.tsv": f"fr\ten\n{table}"})
    lines = built(tmp_path, tmp_path / "r.tsv")
    for line in lines:
        line["translation"]["en"] = line["reference"]["text"]
    (tmp_path / "out" / "bitext.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    [found] = evaluate_beside([tmp_path / "out"], 50)
    assert found.segments == 20
    assert {score.metric: round(score.score) for score in found.scores} == {"BLEU": 100, "chrF2": 100, "TER": 0}
    bilingual.build([tmp_path / "articles"], bilingual.Options(out=tmp_path / "bare"), FakeEngine())
    with pytest.raises(InputError, match="has no translations by people"):
        evaluate_beside([tmp_path / "out", tmp_path / "bare"])


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("none.tsv", None, "no such file"),
        ("r.tsv", "fr\tde\nOui.\tJa.\n", "names no columns"),
        ("r.txt", "Oui.\n", "it is no table of references"),
        ("r.tsv", "", "it is empty"),
    ],
)
def test_what_has_no_references_is_refused(tmp_path: Path, name: str, text: str | None, message: str) -> None:
    put(tmp_path, {"articles/a.txt": "Oui.\n"} | ({} if text is None else {name: text}))
    with pytest.raises(InputError, match=message):
        built(tmp_path, tmp_path / name)
    assert not (tmp_path / "out" / "bitext.jsonl").exists()


def test_folders_are_of_languages_that_are_aligned(tmp_path: Path) -> None:
    put(tmp_path, {"articles/a.txt": "Ja.\n", "human/a.txt": "Yes.\n"})
    options = bilingual.Options(out=tmp_path / "out", source="de")
    with pytest.raises(UsageError, match="only French and English texts are aligned"):
        bilingual.build([tmp_path / "articles"], options, FakeEngine(), reference=tmp_path / "human")


def test_a_table_is_not_held_in_memory(tmp_path: Path) -> None:
    put(tmp_path, {"r.tsv": "fr\ten\n" + "".join(f"Phrase {n}.\tSentence {n}.\n" for n in range(3_000))})
    table = TableReferences.read(tmp_path / "r.tsv", ("fr", "en"))
    assert len(list(table.left())) == 1

"""Files of other programs beside a corpus: what is taken of them, what is not, and what nobody can tell."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from bilingual.corpus import corrections
from bilingual.corpus.corrections import Conflict, Correction
from bilingual.corpus.corrections import Heard as Told
from bilingual.engines.fake import FakeEngine
from bilingual.errors import InputError
from bilingual.formats.corpus import Corpus
from bilingual.options import Options
from bilingual.pipeline import build
from bilingual.pipeline.renewing import renew
from tests.support.hearing import Heard
from tests.support.places import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from bilingual.pipeline.listener import Listener

DATA = ROOT / "tests" / "data" / "interchange"
# Each has a file's name, text and encoding; then what is taken of it as id and translation, the reasons of conflicts,
# how many units are not done and how many confirmed, or the error.
FILES: list[dict[str, Any]] = json.loads((DATA / "files.json").read_text(encoding="utf-8"))
ARTICLES = {
    "a": "Le maire a parlé hier.\n\nNon.\n\nIl est parti.\n",
    "b": "Oui.\n\nNon.\n\nIl est parti.\n\nL’été coûte 15 € : c’est cher !\n",
    "1": "Le cœur du port.\n",
}


def _build(folder: Path, listener: Listener | None = None) -> Path:
    (folder / "articles").mkdir(exist_ok=True)
    for name, text in ARTICLES.items():
        (folder / "articles" / f"{name}.txt").write_text(text, encoding="utf-8")
    build([str(folder / "articles")], Options(out=folder / "corpus", formats=("jsonl",)), FakeEngine(), listener)
    return folder / "corpus"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _build(tmp_path_factory.mktemp("corpus"))


def _take(
    path: Path, corpus: Path, *, dry: bool = False
) -> tuple[list[Correction], list[Conflict], corrections.Summary]:
    heard: list[Told] = []
    summary = corrections.take(path, corpus, None, heard.append, dry=dry)
    taken = [one for one in heard if isinstance(one, Correction)]
    return taken, [one for one in heard if isinstance(one, Conflict)], summary


def _by_hand(corpus: Path) -> dict[str, str]:
    pairs = (pair for _, some in Corpus(corpus) for pair in some)
    return {pair.segment.id: pair.translation.text for pair in pairs if pair.origin == "human"}


@pytest.mark.parametrize("case", FILES, ids=[case["file"] for case in FILES])
def test_what_other_programs_write_is_read(corpus: Path, tmp_path: Path, case: dict[str, Any]) -> None:
    path = tmp_path / case["file"]
    path.write_bytes(case["text"].encode(case.get("encoding", "utf-8")))
    if "error" in case:
        with pytest.raises(InputError) as caught:
            _take(path, corpus, dry=True)
        assert caught.value.message == f"'{path}': {case['error']}"
        return
    taken, conflicts, summary = _take(path, corpus, dry=True)
    assert [[one.id, one.after, *(["here alone"] if one.here_alone else [])] for one in taken] == case["taken"]
    assert [one.reason for one in conflicts] == case.get("conflicts", [])
    assert (summary.unfinished, summary.confirmed) == (case.get("unfinished", 0), case.get("confirmed", 0))


def test_what_is_for_one_of_several_places_is_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ARTICLES, "c", "Non.\n\nNon.\n")
    corpus = _build(tmp_path)
    unit = "<tu><prop type='file'>{}.txt</prop><prop type='id'>7</prop>{}</tu>"
    texts = "<tuv xml:lang='fr'><seg>Non.</seg></tuv><tuv xml:lang='en'><seg>Nope.</seg></tuv>"
    body = "".join(unit.format(name, texts) for name in "ac")
    path = tmp_path / "e.tmx"
    path.write_text(f"<tmx version='1.4'><header srclang='fr'/><body>{body}</body></tmx>", encoding="utf-8")
    taken, conflicts, _ = _take(path, corpus, dry=True)
    assert [(one.id, one.after) for one in taken] == [("a:2:1", "Nope.")]
    assert [one.reason for one in conflicts] == ["it is for one of 2 places, and does not say for which"]


@pytest.mark.parametrize(
    "name", ["libreoffice.xlsx", "libreoffice-1252.csv", "libreoffice-utf16.csv", "libreoffice-quoted.tsv"]
)
def test_what_libreoffice_wrote_is_read(corpus: Path, name: str) -> None:
    # It took the id 1:1:1 for a time of day.
    taken, conflicts, _ = _take(DATA / name, corpus, dry=True)
    assert {one.id: one.after for one in taken} == {
        "1:1:1": "The heart of the port.",
        "a:1:1": 'The mayor spoke; "at last", they say.',
        "b:4:1": "Summer costs €15: that’s dear!",
    }
    assert conflicts == []


BOTH = "id\tfr\ten\na:3:1\tIl est parti.\tHe left.\nb:3:1\tIl est parti.\tIt is gone.\n"


def test_a_place_wins_over_a_sentence_and_a_build_says_the_same(tmp_path: Path) -> None:
    corpus = _build(tmp_path)
    (tmp_path / "both.tsv").write_text(BOTH)
    would = _take(tmp_path / "both.tsv", corpus, dry=True)
    assert _take(tmp_path / "both.tsv", corpus) == would
    (tmp_path / "sentence.tsv").write_text("fr\ten\nIl est parti.\tGone.\nNon.\tNo.\n")
    _take(tmp_path / "sentence.tsv", corpus)
    renew(corpus)
    expected = {"a:2:1": "No.", "a:3:1": "He left.", "b:2:1": "No.", "b:3:1": "It is gone."}
    assert _by_hand(corpus) == expected
    before = (corpus / "bitext.jsonl").read_bytes()
    _build(tmp_path)
    assert (corpus / "bitext.jsonl").read_bytes() == before
    _, conflicts, summary = _take(tmp_path / "both.tsv", corpus)
    assert (conflicts, summary.unchanged, summary.sentences) == ([], 2, 0)


def test_where_the_text_changed_the_sentence_decides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = _build(tmp_path)
    (tmp_path / "one.tsv").write_text("id\tfr\ten\na:3:1\tIl est parti.\tHe left.\n")
    _take(tmp_path / "one.tsv", corpus)  # of its place, and of the sentence
    (tmp_path / "both.tsv").write_text(BOTH.replace("He left.", "He has left."))
    _take(tmp_path / "both.tsv", corpus)  # of the places alone
    monkeypatch.setitem(ARTICLES, "b", ARTICLES["b"] + "\nOui.\n")
    heard = Heard()
    _build(tmp_path, heard)
    [note] = [note for note in heard.notes if "place" in note]
    assert note.startswith("1 correction of single places stays behind")
    assert _by_hand(corpus) == {"a:3:1": "He has left.", "b:3:1": "He left."}


def test_places_are_told_apart_within_an_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ARTICLES, "a", "Non. Oui. Non.\n\nNon.\n")
    corpus = _build(tmp_path)
    lines = ["id\tfr\ten", "a:1:1\tNon.\tNo.", "a:1:3\tNon.\tNot at all.", "a:2:1\tNon.\t⟨Non.⟩"]
    (tmp_path / "a.tsv").write_text("\n".join(lines), encoding="utf-8")
    taken, _, summary = _take(tmp_path / "a.tsv", corpus)
    assert ([one.here_alone for one in taken], summary.changed, summary.unchanged) == ([True, True], 2, 1)
    renew(corpus)
    assert _by_hand(corpus) == {"a:1:1": "No.", "a:1:3": "Not at all."}


def test_what_a_person_found_right_stays(tmp_path: Path) -> None:
    corpus = _build(tmp_path)
    case = next(case for case in FILES if case["file"] == "approved.xlf")
    (tmp_path / "approved.xlf").write_text(case["text"], encoding="utf-8")
    _take(tmp_path / "approved.xlf", corpus)
    lines = (corpus / ".bilingual" / "memory.sqlite.corrections.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["action"] for line in lines] == ["confirm", "confirm"]
    renew(corpus)
    assert _by_hand(corpus) == {"a:1:1": "⟨Le maire a parlé hier.⟩"}
    _, _, summary = _take(tmp_path / "approved.xlf", corpus)
    assert (summary.changed, summary.unchanged) == (0, 1)


def test_what_an_encoding_could_not_hold_is_no_correction(corpus: Path, tmp_path: Path) -> None:
    table = "id;fr;en\r\na:1:1;Le maire a parlé hier.;⟨Le maire a parlé hier.⟩\r\na:2:1;Non.;No ≠.\r\n"
    (tmp_path / "a.csv").write_bytes(table.encode("cp1252", "replace"))
    taken, _, summary = _take(tmp_path / "a.csv", corpus, dry=True)
    assert ([(one.id, one.after) for one in taken], summary.unchanged) == ([("a:2:1", "No ?.")], 1)

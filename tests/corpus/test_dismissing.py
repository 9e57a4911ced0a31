"""Files of corrections that say what a person did: edited, accepted, dismissed a flag; and what becomes of it."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bilingual import checks
from bilingual.corpus import corrections
from bilingual.corpus.corrections import Conflict, Correction, Dismissal, Heard, Note
from bilingual.corpus.export import export
from bilingual.corpus.filters import Filters
from bilingual.corpus.inspection import inspect
from bilingual.corpus.verify import verify
from bilingual.engines.fake import FakeEngine
from bilingual.engines.repair import RepairingEngine
from bilingual.formats.tsv import for_spreadsheet
from bilingual.io.output import OutputFolder
from bilingual.memory import Memory
from bilingual.memory.decisions import Decision
from bilingual.memory.places import Place
from bilingual.options import Options
from bilingual.pipeline import build
from bilingual.pipeline.aligning import align
from bilingual.pipeline.renewing import renew
from bilingual.pipeline.sharding import build_shards, gather

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import Any

    from bilingual.data import Translation
    from bilingual.engines import Decoding

COLUMNS = ("id", "fr", "en", "action", "flag", "reason", "note")
FRENCH = "Elle a 14 ans."
# What the checks find in it: a translation that the fake engine makes is copied French.
MACHINE = f"⟨{FRENCH}⟩"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A corpus of two articles that share a sentence, checked."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(f"{FRENCH} La mer monte.\n", encoding="utf-8")
    (folder / "b.txt").write_text(f"{FRENCH}\n", encoding="utf-8")
    _build(tmp_path / "corpus")
    return tmp_path / "corpus"


def _build(out: Path, *, names: Iterable[str] = ("",), add: bool = False) -> None:
    sources = [str(out.parent / "articles" / name) for name in names]
    build(sources, Options(out=out, formats=("jsonl", "html")), RepairingEngine(FakeEngine()), add=add)


def _records(out: Path) -> dict[str, dict[str, Any]]:
    lines = (out / "bitext.jsonl").read_text(encoding="utf-8").splitlines()
    return {record["id"]: record for record in map(json.loads, lines)}


def _table(out: Path, *rows: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> Path:
    path = out.parent / "corrections.tsv"
    lines = [columns, *([for_spreadsheet(row.get(name, "")) for name in columns] for row in rows)]
    path.write_text("".join("\t".join(cells) + "\n" for cells in lines), encoding="utf-8")
    return path


def _take(
    out: Path, *rows: dict[str, str], by: str | None = None, columns: tuple[str, ...] = COLUMNS
) -> tuple[list[Heard], corrections.Summary]:
    heard: list[Heard] = []
    summary = corrections.take(_table(out, *rows, columns=columns), out, None, heard.append, by=by)
    renew(out)
    return heard, summary


def _decisions(out: Path) -> list[dict[str, Any]]:
    text = (out / ".bilingual" / "memory.sqlite.corrections.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def _dismissal(flag: str = "copied", **others: str) -> dict[str, str]:
    return {"id": "a:1:1", "fr": FRENCH, "en": MACHINE, "action": "dismiss", "flag": flag, **others}


def _forget(out: Path) -> None:
    """Take away the memory of a corpus, and all that people decided."""
    for path in (out / ".bilingual").glob("memory.sqlite*"):
        path.unlink()


def _problems(out: Path) -> list[str]:
    heard: list[str] = []
    verify(out, heard.append)
    return heard


def test_the_machine_is_flagged(out: Path) -> None:
    assert all("dismissed" not in record for record in _records(out).values())
    assert "copied" in _records(out)["a:1:1"]["flags"]


def test_an_edit_an_acceptance_and_who_did_it(out: Path) -> None:
    heard, summary = _take(
        out,
        {"id": "a:1:1", "fr": FRENCH, "en": "She is 14.", "action": "edit", "reason": "sense"},
        {"id": "a:1:2", "fr": "La mer monte.", "en": "⟨La mer monte.⟩", "action": "accept"},
        by="Anne",
    )
    assert [type(one) for one in heard] == [Correction, Correction]
    assert (summary.sentences, summary.confirmed, summary.conflicts) == (2, 1, 0)
    for _ in range(2):
        found = _records(out)
        assert [found[name]["translation"]["en"] for name in found] == ["She is 14.", "⟨La mer monte.⟩", "She is 14."]
        assert {record["origin"] for record in found.values()} == {"human"}
        _build(out)
    assert {(one["action"], one["by"], one["reason"]) for one in _decisions(out)} == {
        ("correct", "Anne", "sense"),
        ("confirm", "Anne", None),
    }
    assert _problems(out) == []


def test_a_dismissal_is_of_the_sentence_and_its_translation_wherever_they_stand(out: Path) -> None:
    before = _records(out)
    heard, summary = _take(out, _dismissal(reason="a title", by="Paul"), columns=(*COLUMNS, "by"))
    assert [type(one) for one in heard] == [Dismissal]
    assert (summary.dismissed, summary.conflicts, summary.sentences) == (1, 0, 0)
    after = _records(out)
    assert [record["dismissed"] for record in after.values()] == [["copied"], [], ["copied"]]
    assert all(list(record)[-1] == "dismissed" for record in after.values())
    assert all(before[name] == {key: record[key] for key in before[name]} for name, record in after.items())
    [line] = _decisions(out)
    assert [line[name] for name in ("action", "source", "target", "flag", "reason", "by", "article")] == [
        "dismiss",
        FRENCH,
        MACHINE,
        "copied",
        "a title",
        "Paul",
        None,
    ]
    assert _problems(out) == []
    # Once more it is nothing new.
    heard, summary = _take(out, _dismissal())
    assert (heard, summary.dismissed, summary.known) == ([], 0, 1)


def test_a_dismissal_survives_builds_additions_and_the_loss_of_all_but_the_corrections_file(out: Path) -> None:
    _take(out, _dismissal())
    renewed = (out / "bitext.jsonl").read_bytes()
    _build(out)
    assert (out / "bitext.jsonl").read_bytes() == renewed
    (out.parent / "articles" / "c.txt").write_text(f"{FRENCH}\n", encoding="utf-8")
    _build(out, names=["c.txt"], add=True)
    assert [record["dismissed"] for record in _records(out).values()] == [["copied"], [], ["copied"], ["copied"]]
    (out / ".bilingual" / "memory.sqlite").unlink()
    _build(out)
    assert _records(out)["c:1:1"]["dismissed"] == ["copied"]


def test_what_was_dismissed_is_taken_back(out: Path) -> None:
    _take(out, _dismissal())
    heard, summary = _take(out, _dismissal(action="restore"))
    assert [one.standing for one in heard if isinstance(one, Dismissal)] == [False]
    assert summary.restored == 1
    assert all("dismissed" not in record for record in _records(out).values())
    _build(out)
    assert all("dismissed" not in record for record in _records(out).values())


def test_a_corpus_keeps_its_dismissals_where_the_memory_has_lost_them(out: Path) -> None:
    _take(out, _dismissal())
    for path in (out / ".bilingual").glob("memory.sqlite*"):
        path.unlink()
    renew(out)
    assert _records(out)["a:1:1"]["dismissed"] == ["copied"]


def test_an_edit_makes_an_end_of_the_flags(out: Path) -> None:
    edit = {"id": "a:1:1", "fr": FRENCH, "en": "She is 14.", "action": "edit"}
    heard, summary = _take(out, _dismissal(), edit)
    assert (len(heard), summary.conflicts) == (2, 0)
    assert all("dismissed" not in record for record in _records(out).values())


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (_dismissal("names"), "it has no flag 'names'"),
        (_dismissal(""), "it does not say which flag to dismiss"),
        (_dismissal(en="She is 14."), "its translation is another now"),
        (_dismissal(action="accept", en="She is 14."), "its translation is another now"),
        (_dismissal(fr="Il a 14 ans."), "its source is another now"),
        (_dismissal(id="z:9:9", fr="Il a 14 ans."), "the corpus has no such segment"),
        (_dismissal(action="shout"), "'shout' is no action: they are edit, accept, dismiss, restore, note"),
        (_dismissal(action="edit", en=" "), "its translation is empty"),
    ],
)
def test_what_cannot_be_told_is_a_conflict(out: Path, row: dict[str, str], reason: str) -> None:
    before = _records(out)
    heard, summary = _take(out, row)
    assert [one.reason for one in heard if isinstance(one, Conflict)] == [reason]
    assert (summary.conflicts, len(heard), _records(out)) == (1, 1, before)


@pytest.mark.parametrize("action", ["accept", "dismiss"])
def test_without_its_english_it_is_of_what_stands_there(out: Path, action: str) -> None:
    _, summary = _take(out, _dismissal(action=action.title(), en=""))
    assert (summary.conflicts, summary.confirmed + summary.dismissed > 0) == (0, True)


def test_notes_are_kept_once_and_taken_back(out: Path) -> None:
    row = {"id": "a:1:1", "fr": FRENCH, "en": MACHINE}
    heard, summary = _take(out, {**row, "action": "note", "note": "=ask her"}, by="Anne")
    assert (summary.remarks, summary.conflicts, summary.sentences) == (1, 0, 0)
    assert heard == [Note("line 2", "a:1:1", FRENCH, "=ask her")]
    last = _decisions(out)[-1]
    said = {name: last[name] for name in ("action", "article", "occurrence", "reason", "by", "target")}
    assert said == {
        "action": "note",
        "article": "a",
        "occurrence": 1,
        "reason": "=ask her",
        "by": "Anne",
        "target": MACHINE,
    }
    number = len(_decisions(out))
    # A note goes along with what was done as well; the same again is nothing new.
    _, summary = _take(out, {**row, "action": "dismiss", "flag": "copied", "note": "=ask her"})
    assert (summary.remarks, summary.dismissed) == (0, 1)
    _, summary = _take(out, {"id": "b:1:1", "fr": FRENCH, "en": MACHINE, "action": "note", "note": "ask him"})
    assert summary.remarks == 1
    with Memory(OutputFolder(out).memory) as memory:
        remarks = memory.remarks(("fr", "en"))
    places = [Place(article, "another text by now", 1) for article in ("a", "b", "c")]
    assert [remarks.note(FRENCH, place) for place in places] == ["=ask her", "ask him", ""]
    _, summary = _take(out, {**row, "action": "note", "note": ""})
    assert (summary.remarks, len(_decisions(out))) == (1, number + 3)
    assert _records(out)["a:1:1"]["origin"] == "mt"


@pytest.mark.parametrize("columns", [("id", "fr", "en", "note"), ("id", "fr", "en", "kind", "note")])
def test_notes_of_another_table_are_kept_too(out: Path, columns: tuple[str, ...]) -> None:
    note = '"hm", ask' if len(columns) == 4 else "hm, ask"
    rows = ({"id": "a:1:1", "fr": FRENCH, "en": MACHINE, "note": note}, {"id": "a:1:2", "fr": "La mer monte."})
    heard, summary = _take(out, *(row | {"en": row.get("en", "⟨La mer monte.⟩")} for row in rows), columns=columns)
    assert (summary.remarks, summary.conflicts, summary.sentences, summary.unchanged) == (1, 0, 0, 2)
    assert [one.text for one in heard if isinstance(one, Note)] == [note]


def test_quotation_marks_of_a_table_with_notes_that_somebody_made_stay(out: Path) -> None:
    _take(out, {"id": "a:1:2", "fr": "La mer monte.", "en": '"The sea rises."', "action": "edit"})
    assert _records(out)["a:1:2"]["translation"]["en"] == '"The sea rises."'
    path = out.parent / "mine.tsv"
    path.write_text('id\tfr\ten\tnote\na:1:2\tLa mer monte.\t"The sea rises."\task\n', encoding="utf-8")
    heard: list[Heard] = []
    summary = corrections.take(path, out, None, heard.append)
    assert (summary.sentences, summary.unchanged, summary.remarks) == (0, 1, 1)


def test_columns_may_lack(out: Path) -> None:
    row = {"id": "a:1:1", "fr": FRENCH, "en": "She is 14."}
    _, summary = _take(out, row, columns=("id", "fr", "en"))
    assert (summary.sentences, summary.conflicts) == (1, 0)
    # Whoever has a column of that name in another table does not say with it what people did.
    _, summary = _take(out, {"fr": FRENCH, "en": "She is 14.", "reason": "x"}, columns=("fr", "en", "reason"))
    assert summary.conflicts == 0


@pytest.mark.parametrize(
    "text",
    [
        "- Yes, she said.",
        "=1+1",
        "'=1+1",
        '"Yes," she said.',
        '"Yes"',
        'She said "yes".',
        "a\tb\\n",
        "C:\\new\\temp",
        "@home",
        "’tis",
        "+33 1",
        "“é” 😀 \u2028 x",
    ],
)
def test_an_edit_comes_back_as_it_was_written(out: Path, text: str) -> None:
    _take(out, {"id": "a:1:1", "fr": FRENCH, "en": text, "action": "edit"})
    assert _records(out)["a:1:1"]["translation"]["en"] == text


def test_verify_tells_of_flags_that_cannot_be_dismissed(out: Path) -> None:
    _take(out, _dismissal())
    path = out / "bitext.jsonl"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"dismissed": ["copied"]', '"dismissed": ["names"]'), encoding="utf-8")
    assert any("the dismissed flag 'names' is not among its flags" in problem for problem in _problems(out))
    path.write_text(text.replace('"dismissed": ["copied"]', '"dismissed": ["copied", "copied"]'), encoding="utf-8")
    assert any("a flag of it is dismissed twice" in problem for problem in _problems(out))
    path.write_text(text.replace('"dismissed": ["copied"]', '"dismissed": "copied"'), encoding="utf-8")
    assert any('"dismissed" is no list of strings' in problem for problem in _problems(out))


def test_shards_and_their_corpus_have_what_was_dismissed_before_and_since(tmp_path: Path) -> None:
    source, out, one = tmp_path / "a.txt", tmp_path / "many", tmp_path / "one"
    source.write_text(f"{FRENCH} La mer monte.\n", encoding="utf-8")
    said = Decision(languages=("fr", "en"), source=FRENCH, target=MACHINE, action="dismiss", flag="copied")
    for folder in (out, one):
        with Memory(folder / ".bilingual" / "memory.sqlite") as memory:
            memory.record([said])
    engine = RepairingEngine(FakeEngine())
    build([str(source)], Options(out=one, formats=("jsonl",)), engine)
    build_shards([str(source)], Options(out=out, formats=("jsonl",)), engine)
    gather(out)
    assert _records(one)["a:1:1"]["dismissed"] == ["copied"]
    assert (out / "bitext.jsonl").read_bytes() == (one / "bitext.jsonl").read_bytes()
    with Memory(out / ".bilingual" / "memory.sqlite") as memory:
        memory.record([said])
    _forget(out)
    # The corpus that was gathered has it still, though no shard built anew would.
    shutil.rmtree(out / "shards")
    build_shards([str(source)], Options(out=out, formats=("jsonl",)), engine)
    gather(out)
    assert _records(out)["a:1:1"]["dismissed"] == ["copied"]
    with Memory(out / ".bilingual" / "memory.sqlite") as memory:
        memory.record([replace(said, action="restore")])
    gather(out)
    assert all("dismissed" not in record for record in _records(out).values())


def test_what_a_person_let_pass_is_not_repaired_by_later_checks(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _take(out, _dismissal())
    asked: list[str] = []

    class Recording(FakeEngine):
        def hypotheses(
            self, sentences: Sequence[str], decoding: Decoding
        ) -> Iterator[list[tuple[int, list[Translation]]]]:
            asked.extend(sentences)
            return super().hypotheses(sentences, decoding)

    monkeypatch.setattr(checks, "version", lambda: "of tomorrow")
    build([str(out.parent / "articles")], Options(out=out, formats=("jsonl",)), RepairingEngine(Recording()))
    assert FRENCH not in asked
    assert "La mer monte." in asked  # which is flagged as well, and nobody let it pass
    assert _records(out)["a:1:1"]["dismissed"] == ["copied"]
    assert _records(out)["a:1:1"]["translation"]["en"] == MACHINE


def test_parquet_has_the_flags_typed(out: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    _take(out, _dismissal())
    export(out, ["parquet"])
    table = parquet.read_table(out / "corpus.parquet")
    assert str(table.schema.field("dismissed").type) == "list<element: string>"
    assert table.column("dismissed").to_pylist() == [["copied"], [], ["copied"]]


def test_a_dismissed_flag_counts_no_more(out: Path) -> None:
    before = inspect(out, 9)
    flags = _records(out)["a:1:1"]["flags"]
    _take(out, *map(_dismissal, flags))
    after = inspect(out, 9)
    assert (after.flagged, after.flags["copied"]) == (before.flagged - 2, before.flags["copied"] - 2)
    export(out, ["tsv"], filters=Filters(flagged=False))
    assert "a:1:1" in (out / "corpus.tsv").read_text(encoding="utf-8")


def test_aligned_translations_have_flags_that_are_dismissed(tmp_path: Path) -> None:
    french, english = "Elle a 14 ans et vit à Lyon avec sa mère.", "She is 40 and lives in Lyon with her mother."
    for name, text in (("fr.txt", french), ("en.txt", english)):
        (tmp_path / name).write_text(f"{text}\n", encoding="utf-8")
    out = tmp_path / "corpus"

    def again() -> None:
        align([(tmp_path / "fr.txt", tmp_path / "en.txt")], Options(out=out, formats=("jsonl",)))

    again()
    [record] = _records(out).values()
    assert "numbers" in record["flags"]
    row = {"id": record["id"], "fr": french, "en": english, "action": "dismiss", "flag": "numbers"}
    _, summary = _take(out, row)
    assert summary.dismissed == 1
    again()
    [record] = _records(out).values()
    assert (record["dismissed"], record["origin"], _problems(out)) == (["numbers"], "aligned", [])
    _forget(out)
    again()
    [record] = _records(out).values()
    assert record["dismissed"] == ["numbers"]

"""``bilingual import`` of a file of corrections: what it says, who did it, and how it ends."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bilingual.cli import main
from bilingual.engines.fake import FakeEngine
from bilingual.engines.repair import RepairingEngine
from bilingual.options import Options
from bilingual.pipeline import build

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "id\tfr\ten\taction\tflag\treason\tnote\n"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("Elle a 14 ans. La mer monte.\n", encoding="utf-8")
    build([str(tmp_path / "a.txt")], Options(out=tmp_path / "corpus"), RepairingEngine(FakeEngine()))
    return tmp_path / "corpus"


def _import(out: Path, rows: str, *options: str) -> int:
    file = out.parent / "corrections.tsv"
    file.write_text(HEAD + rows, encoding="utf-8")
    return main(["import", str(file), "--corpus", str(out), *options])


ROWS = (
    "a:1:1\tElle a 14 ans.\t⟨Elle a 14 ans.⟩\tdismiss\tcopied\tas they say\t\n"
    "a:1:2\tLa mer monte.\tThe sea rises.\tedit\t\t\t\n"
)


def test_it_says_what_was_done_and_notes_who_did_it(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _import(out, ROWS, "--by", "Anne") == 0
    said = capsys.readouterr().out.splitlines()
    assert said[:3] == [
        "a:1:2: ⟨La mer monte.⟩ → The sea rises.",
        "a:1:1: copied dismissed (as they say)",
        "1 sentence corrected (1 segment changed, 0 corrected before, 0 unchanged), 0 conflicts, 1 flag dismissed",
    ]
    lines = (out / ".bilingual" / "memory.sqlite.corrections.jsonl").read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["by"] for line in lines} == {"Anne"}
    assert [json.loads(line)["dismissed"] for line in (out / "bitext.jsonl").read_text().splitlines()] == [
        ["copied"],
        [],
    ]


def test_a_dry_run_changes_nothing(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (out / "bitext.jsonl").read_bytes()
    assert _import(out, ROWS, "--dry-run") == 0
    assert "1 flag to be dismissed" in capsys.readouterr().out
    assert (out / "bitext.jsonl").read_bytes() == before
    assert not (out / ".bilingual" / "memory.sqlite.corrections.jsonl").exists()


def test_what_is_not_taken_is_named(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "a:1:1\tElle a 14 ans.\t\tdismiss\tnone\t\t\na:1:2\tLa mer monte.\t\tnote\t\t\task her\n"
    assert _import(out, rows) == 1
    said = capsys.readouterr()
    assert "conflict at line 2, a:1:1: it has no flag 'none'" in said.err
    assert said.out.splitlines()[0] == "a:1:2: note: ask her"
    assert said.out.endswith("1 conflict, 1 note kept\n")

"""``bilingual align`` as its user sees it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from bilingual.engines.fake import FakeEngine
from tests.support.aligned import texts, written

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.command import Run


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("bilingual.cli.align.load_engine", lambda *_, **__: FakeEngine())
    written(tmp_path)
    return tmp_path


def test_what_a_run_says(folder: Path, run: Run) -> None:
    done = run("align", "fr.txt", "en.txt", "--out", "corpus")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.sub(r"seconds: .*", "seconds: …", done.stdout) == (
        "texts: 1\n"
        "sentences: 12 French, 13 English\n"
        "segments: 13\n"
        "beads: 1-1 10, 0-1 1, 1-0 1, 1-2 1\n"
        "unaligned: 1 French, 1 English (8.0 %)\n"
        "doubtful: none\n"
        "seconds: …\n"
        "flags: unaligned 2\n"
        "wrote corpus/bitext.jsonl\n"
        "wrote corpus/html/index.html\n"
    )
    assert run("verify", "corpus").stdout.startswith("1 article, 13 segments, 0 problems\n")
    checked = run("check", "corpus").stdout
    assert checked.startswith("13 segments, 13 aligned: 2 (15.4 %) flagged, 0 severely\n")
    assert "machine" not in checked
    scored = run("evaluate", "corpus", "--ref", "fr.txt")
    assert "column" in scored.stderr
    (folder / "ref.tsv").write_text("fr\ten\nOui.\tYes.\n", encoding="utf-8")
    scored = run("evaluate", "corpus", "--ref", "ref.tsv")
    assert scored.returncode == 2
    assert "people made the translations in 'corpus'" in scored.stderr


def test_a_correction_and_its_end(folder: Path, run: Run) -> None:
    run("align", "fr.txt", "en.txt", "--out", "corpus")
    done = run("correct", "corpus", "fr:3:2", "Aye.")
    assert done.stdout.startswith("fr:3:2: Yes. → Aye.\n1 segment of the corpus renewed")
    done = run("correct", "corpus", "fr:3:2", "--undo")
    assert done.stdout.startswith("fr:3:2: Aye. → Yes.\n")
    assert texts(folder)["fr:3:2"] == ("Oui.", "Yes.")


def test_a_model_helps(folder: Path, run: Run) -> None:
    done = run("align", "fr.txt", "en.txt", "--out", "corpus", "--use-model", "--formats", "jsonl")
    assert "helped by: fake (version 0), 0 sentences reused, 11 translated\n" in done.stdout
    assert texts(folder)["fr:3:2"] == ("Oui.", "Yes.")


@pytest.mark.usefixtures("folder")
def test_what_goes_wrong_is_one_line(run: Run) -> None:
    for arguments, said in (
        (["en.txt", "fr.txt"], "'en.txt' and 'fr.txt' are English and French, not French and English"),
        (["fr.txt"], "'fr.txt': it is one text, with nothing to align it with"),
        (["fr.txt", "nope.txt"], "no such file or folder 'nope.txt'"),
        (["fr.txt", "en.txt", "--to", "de"], "French texts are aligned with English ones, not 'fr' with 'de'"),
        (["fr.txt", "en.txt", "--add"], "an alignment has no --add"),
        (["fr.txt", "en.txt", "--formats", "djvu"], "unknown format 'djvu'"),
        (["fr.txt", "en.txt", "--anchors", "nope.tsv"], "no such file 'nope.tsv'"),
    ):
        done = run("align", *arguments, "--out", "corpus")
        [*_, error] = done.stderr.splitlines()
        assert (done.returncode, done.stdout) == (2, "")
        assert error.startswith(f"error: {said}"), error


@pytest.mark.usefixtures("folder")
def test_programs_hear_json_alone(run: Run) -> None:
    done = run("align", "fr.txt", "en.txt", "--out", "corpus", "--log-format", "json")
    events = [json.loads(line) for line in done.stderr.splitlines()]
    assert (events[-1]["event"], done.stdout) == ("finished", "")
    assert events[-1]["alignment"]["unaligned"] == [1, 1]
    done = run("align", "en.txt", "fr.txt", "--out", "other", "--log-format", "json")
    assert json.loads(done.stderr.splitlines()[-1])["event"] == "stopped"
    done = run("align", "--log-format", "json", "--frob")
    assert json.loads(done.stderr)["event"] == "stopped"


@pytest.mark.usefixtures("folder")
def test_who_stops_a_run_hears_what_is_left(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("bilingual.formats.html.HtmlWriter.close", stop)
    done = run("align", "fr.txt", "en.txt", "--out", "corpus")
    assert done.stderr.endswith("nothing was written, and the corpus is as it was; run the same command again.\n")
    assert "100%" in run("align", "fr.txt", "en.txt", "--out", "corpus", "--use-model").stderr


@pytest.mark.usefixtures("folder")
def test_a_text_may_come_through_a_pipe(run: Run) -> None:
    english = "It is cold in winter in the mountains. The mayor signed three letters.\n"
    done = run("align", "fr.txt", "-", "--out", "corpus", stdin=english)
    assert done.returncode == 0
    assert "sentences: 12 French, 2 English\n" in done.stdout

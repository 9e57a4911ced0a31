from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bilingual import checks
from bilingual.checks import Check, Severity
from bilingual.checks.finding import Finding
from bilingual.data import Kind, Origin, Pair, Repair, Translation
from bilingual.memory import Memory
from tests.support.bitexts import write
from tests.support.pages import make

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.command import Run

REPORT = """\
5 segments, 4 translated by machine: 3 (75.0 %) flagged, 2 (50.0 %) severely, 1 (25.0 %) repaired
repaired: n-best 1

bad (severe): 2 (50.0 %)
  It says BAD.
  - a:1:1 (BAD)
    Un
    BAD one

odd (minor): 1 (25.0 %)
  It says ODD.
  - a:1:4 (ODD)
    Quatre
    ODD four

other (minor): 1 (25.0 %)
  other
  - a:1:2
    Deux
    BAD two
"""


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    def says(word: str, severity: Severity) -> Check:
        return Check(severity, f"It says {word}.", lambda _, made: Finding(word) if word in made.text else None)

    toys = {"bad": says("BAD", Severity.SEVERE), "odd": says("ODD", Severity.MINOR)}
    monkeypatch.setattr(checks, "CHECKS", toys)
    sides = [
        ("Un", Translation("BAD\none", -0.5)),
        ("Deux", Translation("BAD two", -0.5, ("other",))),
        ("Trois", Translation("three", -0.5, (), Repair("n-best", ("bad",)))),
        ("Quatre", Translation("ODD four", -0.5)),
        ("Cinq", Translation("BAD five", None)),
    ]
    article, pairs = make("a", [(Kind.BODY, sides)])
    pairs[4] = Pair(pairs[4].segment, pairs[4].translation, Origin.HUMAN)
    write(tmp_path / "out", [(article, pairs)], "jsonl")
    return tmp_path / "out"


def test_the_report_goes_by_flag_with_examples(run: Run, corpus: Path) -> None:
    done = run("check", str(corpus), "--examples", "1")
    assert (done.returncode, done.stdout) == (0, REPORT)


def test_what_has_a_low_score_alone_is_counted_apart(run: Run, tmp_path: Path) -> None:
    sides = [("Oui.", Translation("Yes.", -0.9)), ("Ils sont 40.", Translation("They are 14.", -0.9))]
    write(tmp_path, [make("a", [(Kind.BODY, sides)])], "jsonl")
    done = run("check", str(tmp_path))
    assert done.stdout.splitlines()[0] == (
        "2 segments, 2 translated by machine: 2 (100.0 %) flagged, 1 (50.0 %) severely, 1 (50.0 %) for little "
        "trust alone, 0 repaired"
    )


def test_trust_is_printed_and_exports_are_chosen_by_it(run: Run, tmp_path: Path) -> None:
    sides = [
        ("Oui.", Translation("Yes.", -0.1, trust=0.9)),
        ("Ils sont 40.", Translation("They are 14.", -0.9, trust=0.4)),
    ]
    write(tmp_path, [make("a", [(Kind.BODY, sides)])], "jsonl")
    found = [json.loads(line) for line in run("check", str(tmp_path), "--json").stdout.splitlines()]
    assert {(one["flag"], one["trust"]) for one in found} >= {("numbers", 0.4)}
    done = run("export", str(tmp_path), "--to", "tsv", "--min-trust", "0.9")
    assert done.stdout.splitlines()[0] == "1 of 2 segments"
    assert run("export", str(tmp_path), "--to", "tsv", "--min-trust", "0.91").stderr.startswith(
        "error: none of 2 segments"
    )
    for wrong in ("1.5", "-0.1", "nan", "much"):
        done = run("export", str(tmp_path), "--to", "tsv", "--min-trust", wrong)
        assert done.returncode != 0
        assert f"'{wrong}' is no number from 0 to 1" in " ".join(done.stderr.split())


def test_one_flag_alone(run: Run, corpus: Path) -> None:
    done = run("check", str(corpus), "--flag", "odd")
    assert "ODD four" in done.stdout
    assert "BAD" not in done.stdout


def test_nothing_of_a_text_moves_the_cursor(run: Run, tmp_path: Path) -> None:
    article, pairs = make("a", [(Kind.BODY, [("Il a 10 ans.\x1b[2J", Translation("He is\r20.\x1b[31m\u202e", -0.5))])])
    write(tmp_path / "out", [(article, pairs)], "jsonl")
    done = run("check", str(tmp_path / "out"))
    assert "He is 20." in done.stdout
    assert all(line.isprintable() for line in done.stdout.split("\n"))


def test_every_finding_is_a_line_of_json(run: Run, corpus: Path) -> None:
    done = run("check", str(corpus), "--json")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(record["id"], record["flag"], record["severity"]) for record in records] == [
        ("a:1:1", "bad", "severe"),
        ("a:1:2", "bad", "severe"),
        ("a:1:2", "other", "minor"),
        ("a:1:4", "odd", "minor"),
    ]
    assert records[0]["translation"] == {"fr": "Un", "en": "BAD\none"}
    assert records[0]["evidence"] == "BAD"


def test_no_program_sees_a_line_break_within_a_record(run: Run, tmp_path: Path) -> None:
    text = "Il a 10\u2028ans.\x85"
    article, pairs = make("a", [(Kind.BODY, [(text, Translation("He is 20.\u2029", -0.5))])])
    write(tmp_path / "out", [(article, pairs)], "jsonl")
    [line] = run("check", str(tmp_path / "out"), "--json", "--flag", "numbers").stdout.splitlines()
    assert json.loads(line)["translation"] == {"fr": text, "en": "He is 20.\u2029"}
    with Memory(tmp_path / "memory.sqlite") as memory:
        memory.correct(("fr", "en"), [(text, "He is 10.")])
    [line] = run("memory", "export", tmp_path / "memory.sqlite").stdout.splitlines()
    assert json.loads(line)["source"] == text


def test_what_is_not_there_is_one_clear_error(run: Run, corpus: Path, tmp_path: Path) -> None:
    done = run("check", str(corpus), "--flag", "bda")
    assert (done.returncode, done.stderr) == (2, "error: unknown flag 'bda'. Choose from bad, odd.\n")
    done = run("check", str(corpus), "--flag", ",")
    assert (done.returncode, done.stderr) == (2, "error: no flag to show. Choose from bad, odd.\n")
    done = run("export", str(corpus), "--to", "tsv", "--kinds", ", ")
    assert (done.returncode, done.stderr.startswith("error: no kind to take. Choose from headline,")) == (2, True)
    done = run("check", str(tmp_path / "no"))
    assert done.returncode == 2
    assert "no corpus" in done.stderr

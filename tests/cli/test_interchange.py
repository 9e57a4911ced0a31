"""The commands that carry a corpus to other programs and back, as their user sees them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bilingual.engines.fake import FakeEngine
from bilingual.options import Options
from bilingual.pipeline import build
from tests.support.corpora import contents

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support import command

    Run = Callable[..., tuple[int, list[str], list[str]]]


@pytest.fixture
def run(run: command.Run, tmp_path: Path) -> Run:
    """Return a function that runs a command beside a corpus in ``output``: exit code, lines of stdout and of stderr."""
    (tmp_path / "a.txt").write_text("Il pleut sur la ville. Elle rit encore.\n", encoding="utf-8")
    build(["a.txt"], Options(), FakeEngine())

    def lines(*arguments: str) -> tuple[int, list[str], list[str]]:
        done = run(*arguments)
        return done.returncode, done.stdout.splitlines(), done.stderr.splitlines()

    return lines


def test_there_and_back(run: Run, tmp_path: Path) -> None:
    assert run("export", "--to", "tsv,tmx") == (
        0,
        ["2 of 2 segments", "wrote output/corpus.tsv", "wrote output/corpus.tmx"],
        [],
    )
    path = tmp_path / "output" / "corpus.tsv"
    path.write_text(path.read_text(encoding="utf-8").replace("⟨Elle rit encore.⟩", "She laughs."), encoding="utf-8")
    shown = "a:1:2: ⟨Elle rit encore.⟩ → She laughs."
    counts = "(1 segment changed, 0 corrected before, 1 unchanged), 0 conflicts"
    assert run("import", "output/corpus.tsv", "--dry-run") == (
        0,
        [shown, f"1 sentence would be corrected {counts}"],
        [],
    )
    assert run("import", "output/corpus.tsv") == (
        0,
        [
            shown,
            f"1 sentence corrected {counts}",
            "1 segment of the corpus renewed; it has 1 article and 2 segments",
            "wrote output/bitext.jsonl",
            "wrote output/html/index.html",
        ],
        [
            "older than the corpus now: tmx, tsv; bilingual export 'output' --again writes them again",
        ],
    )
    assert run("verify")[:2] == (
        1,
        [
            "corpus.tmx: 'a:1:2' is another than in the corpus",
            "1 article, 2 segments, 1 problem",
            "html/index.html: 2 of 2 segments",
            "corpus.tmx: 2 of 2 segments",
            "corpus.tsv: 2 of 2 segments",
            "older than the corpus, or changed: corpus.tmx; bilingual export 'output' --again",
        ],
    )
    assert run("export", "--again") == (
        0,
        ["2 of 2 segments", "wrote output/corpus.tmx", "wrote output/corpus.tsv", "wrote output/html/index.html"],
        [],
    )
    assert run("verify")[0] == 0
    build(["a.txt"], Options(formats=("jsonl", "tsv", "tmx")), FakeEngine())
    assert run("verify")[:2] == (
        0,
        [
            "1 article, 2 segments, 0 problems",
            "html/index.html: 2 of 2 segments",
            "corpus.tmx: 2 of 2 segments",
            "corpus.tsv: 2 of 2 segments",
        ],
    )
    code, lines, _ = run("memory", "export")
    assert (code, json.loads(lines[-1])["target"]) == (0, "She laughs.")


def test_one_segment_is_corrected_confirmed_and_taken_back(run: Run, tmp_path: Path) -> None:
    renewed = [
        "1 segment of the corpus renewed; it has 1 article and 2 segments",
        "wrote output/bitext.jsonl",
        "wrote output/html/index.html",
    ]
    shown = "a:1:2: ⟨Elle rit encore.⟩ → She laughs."
    assert run("correct", "output", "a:1:2", "She laughs.", "--by", "me") == (0, [shown, *renewed], [])
    code, lines, _ = run("correct", "output", "a:1:2", "She laughs.")
    assert (code, lines[0]) == (0, "a:1:2: She laughs. (so already)")
    undone = "a:1:2: She laughs. → the machine's translation"
    assert run("correct", "output", "a:1:2", "--undo") == (0, [undone, *renewed], [])
    right = "a:1:2: ⟨Elle rit encore.⟩ found right"
    assert run("correct", "output", "a:1:2", "--confirm", "--no-renew") == (0, [right], [])
    build(["a.txt"], Options(), FakeEngine())
    assert '"origin": "human"' in (tmp_path / "output" / "bitext.jsonl").read_text(encoding="utf-8")


def test_a_corpus_may_be_left_as_it_is(run: Run, tmp_path: Path) -> None:
    before = contents(tmp_path / "output")
    (tmp_path / "b.tsv").write_text("id\tfr\ten\na:1:1\tIl pleut sur la ville.\tIt rains.\n", encoding="utf-8")
    assert len(run("import", "b.tsv", "--no-renew")[1]) == 2
    assert contents(tmp_path / "output") == before
    code, lines, notes = run("import", "b.tsv")
    assert (code, lines[1], notes) == (0, "1 segment of the corpus renewed; it has 1 article and 2 segments", [])


def test_conflicts_are_listed_on_standard_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text("id,fr,en\r\nz:1:1,Oui.,Yes.\r\n", encoding="utf-8")
    assert run("import", "b.csv") == (
        1,
        ["0 sentences corrected (0 segments changed, 0 corrected before, 0 unchanged), 1 conflict"],
        ["conflict at line 2, z:1:1: the corpus has no such segment"],
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["export", "--to", "doc"], "unknown format 'doc'"),
        (["export", "--to", "tsv", "--kinds", "poem"], "unknown kind 'poem'"),
        (["export", "nowhere", "--to", "tsv"], "no corpus in 'nowhere'"),
        (["export"], "no format to write"),
        (["export", "--again", "--dedupe"], "--again takes each export as it was made"),
        (["export", "--again", "--to", "epub"], "there is no export to epub in 'output'"),
        (["correct", "output", "a:9:1", "Yes."], "the corpus in 'output' has no segment 'a:9:1'"),
        (["correct", "output", "a:1:1", " "], "the translation is empty"),
        (["correct", "output", "a:1:1"], "one of a translation, --confirm and --undo is wanted"),
        (["correct", "output", "a:1:1", "--undo"], "nobody corrected 'a:1:1' there"),
        (["import", "nothing.tsv"], "no such file 'nothing.tsv'"),
        (["import", "a.txt"], "its first line names no columns 'fr' and 'en'"),
        (["import", "output/report.json"], "in no format that can be read back"),
        (["verify", "nowhere"], "no corpus in 'nowhere'"),
        (["evaluate", "output"], "the corpus in 'output' has no translations by people beside the machine's"),
        (["evaluate", "output", "--ref", "nothing.tsv"], "no such file 'nothing.tsv'"),
    ],
)
def test_mistakes_are_one_clear_line(run: Run, arguments: list[str], message: str) -> None:
    code, lines, errors = run(*arguments)
    assert (code, lines, len(errors)) == (2, [], 1)
    assert errors[0].startswith("error: ")
    assert message in errors[0]


def test_evaluate_prints_tables_or_json(run: Run, tmp_path: Path) -> None:
    (tmp_path / "refs.tsv").write_text("id\ten\na:1:1\tIt rains on the city.\na:1:2\tShe still laughs.\n")
    code, lines, _ = run("evaluate", "output", "--ref", "refs.tsv", "--samples", "40")
    assert code == 0
    assert [line.split(":")[0] for line in lines[-3:]] == ["BLEU", "chrF2", "TER"]
    code, lines, _ = run("evaluate", "output", "--ref", "refs.tsv", "--samples", "40", "--json")
    assert (code, json.loads("\n".join(lines))[0]["segments"]) == (0, 2)

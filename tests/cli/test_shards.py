"""``bilingual build --shard`` and ``bilingual gather``, as one types them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bilingual.engines.fake import FakeEngine
from tests.support.corpora import contents
from tests.support.shards import sources

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.command import Run


@pytest.fixture(autouse=True)
def _fake(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every command translate by a fake engine."""
    monkeypatch.setattr("bilingual.cli.build.load_engine", lambda *_, **__: FakeEngine())


def test_jobs_build_shards_and_gather_makes_one_corpus(run: Run, tmp_path: Path) -> None:
    source, out, one = sources(tmp_path / "src"), tmp_path / "out", tmp_path / "one"
    assert run("build", source, "--out", one).returncode == 1
    for job in ("0/2", "1/2"):
        done = run("build", source, "--out", out, "--shard", job)
        assert done.stdout.splitlines()[-1] == f"next: bilingual gather {out}, when all shards are built"
    missing = run("gather", tmp_path / "nowhere")
    assert (missing.returncode, missing.stderr[:19]) == (2, "error: no shards in")
    again = run("build", source, "--out", out, "--shard", "0/1")
    assert again.returncode == 1
    assert again.stdout.startswith("shards: 0 built, ")
    assert "skipped: " in again.stderr
    gathered = run("gather", out)
    assert gathered.returncode == 1
    assert f"wrote {out}/bitext.jsonl" in gathered.stdout
    assert {name: data for name, data in contents(out).items() if not name.startswith("shards/")} == contents(one)
    for command in (("verify", out), ("check", out)):
        assert run(*command).returncode in {0, 1}


def test_what_does_not_go_together(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("Il pleut.\n", encoding="utf-8")
    for flags, said in {
        ("--shard", "2/2"): "'2/2' is no job of several",
        ("--shard", "one"): "'one' is no job of several",
        ("--shard", "0/1", "--add"): "a corpus in shards is not added to",
        ("--shard", "0/1", "--drop-corrections"): "a shard drops no correction",
        ("--mixed-machines",): "are for shards",
        ("--shard-size", "4"): "are for shards",
    }.items():
        done = run("build", source, "--out", tmp_path / "out", *flags)
        assert (done.returncode, said in done.stderr) == (2, True), done.stderr
    done = run("build", "-", "--out", tmp_path / "out", "--shard", "0/1", stdin="Il pleut.")
    assert (done.returncode, "standard input cannot be built in shards" in done.stderr) == (2, True)
    assert not (tmp_path / "out").exists()


def test_shards_say_so_where_a_corpus_is_wanted(run: Run, tmp_path: Path) -> None:
    source, out = tmp_path / "a.txt", tmp_path / "out"
    source.write_text("Il pleut.\n", encoding="utf-8")
    run("build", source, "--out", out, "--shard", "0/1")
    for command in (("read", out), ("correct", out, "a:1:1", "It rains."), ("remove", out, "a")):
        done = run(*command)
        assert (done.returncode, "bilingual gather" in done.stderr) == (2, True), done.stderr
    done = run("build", source, "--out", out, "--add")
    assert (done.returncode, "in shards, which is not added to" in done.stderr) == (2, True)


def test_progress_for_programs(run: Run, tmp_path: Path) -> None:
    source, out = tmp_path / "a.txt", tmp_path / "out"
    source.write_text("Il pleut.\n", encoding="utf-8")
    done = run("build", source, "--out", out, "--shard", "0/1", "--log-format", "json")
    last = json.loads(done.stderr.splitlines()[-1])
    assert (last["event"], last["shards"], last["built"], last["articles"]) == ("finished", 1, 1, 1)
    assert done.stdout == ""

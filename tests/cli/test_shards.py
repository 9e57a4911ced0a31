"""``bilingual build --shard`` and ``bilingual gather``, as one types them."""

from __future__ import annotations

import json
import sys
import tempfile
from typing import TYPE_CHECKING

import pytest

from bilingual.engines.fake import FakeEngine
from tests.support.corpora import contents
from tests.support.shards import keys, sources

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.clusters import Cluster
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
        ("--on", "auto"): "--on and --workers are for a runner",
        ("--workers", "2"): "--on and --workers are for a runner",
        ("--shard", "0/2", "--on", "auto"): "--on and --workers are for a runner",
        ("--runner", "slurm"): "there is no runner 'slurm'",
        ("--runner", "ray", "--shard", "0/2"): "a runner builds all shards, and a job some of them",
        ("--runner", "ray", "--add"): "a corpus in shards is not added to",
        ("--runner", "ray", "--workers", "0"): "--workers",
        ("--shard", "0/2", "--shard-size", "0"): "--shard-size",
        ("--shard", "0/2", "--reference", "r.csv"): "Give --reference to bilingual gather",
        ("--runner", "ray", "--reference", "r.csv", "--out", "s3://news/x"): "Give --reference to bilingual gather",
        ("--out", "s3://news/x"): "object storage takes shards alone",
        ("--out", "s3://news/x", "--mixed-machines"): "are for shards",
        ("--out", "https://news/x", "--shard", "0/2"): "no folder, and no address of object storage",
    }.items():
        out = () if "--out" in flags else ("--out", tmp_path / "out")
        done = run("build", source, *out, *flags)
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


def test_a_runner_builds_all_shards_and_gathers_them(run: Run, cluster: Cluster, tmp_path: Path) -> None:
    source, out, one = sources(tmp_path / "src"), tmp_path / "out", tmp_path / "one"
    table = tmp_path / "references.csv"
    table.write_text("fr,en\nIl pleut sur Nantes.,It rains on Nantes.\n", encoding="utf-8")
    run("build", source, "--out", one, "--reference", table)
    flags = ("--runner", "ray", "--on", "10.0.0.1:6379", "--threads", "3", "--reference", table)
    done = run("build", source, "--out", out, *flags)
    assert done.returncode == 1
    assert (cluster.address, cluster.threads, cluster.workers) == ("10.0.0.1:6379", 3, 1)
    assert f"wrote {out}/bitext.jsonl" in done.stdout
    assert {name: data for name, data in contents(out).items() if not name.startswith("shards/")} == contents(one)
    # What is finished wants no cluster, and only to be gathered.
    cluster.address = "nobody asked"
    assert run("build", source, "--out", out, "--runner", "ray").returncode == 1
    assert cluster.address == "nobody asked"


def test_workers_are_as_many_as_there_is_room_for_or_fewer(
    run: Run, cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bilingual.cli.shards._MIB", 1000)
    source = tmp_path / "src"
    source.mkdir()
    for number in range(4):
        (source / f"{number}.txt").write_text("Il pleut sur Nantes. " * 10, encoding="utf-8")
    for workers, there in (((), 3), (("--workers", "2"), 2)):
        cluster.room, cluster.workers = 3, 0
        out = tmp_path / f"out{there}"
        done = run(
            "build", source, "--out", out, "--runner", "ray", "--shard-size", "1", "--formats", "jsonl", *workers
        )
        assert done.returncode == 0, done.stderr
        assert (cluster.address, cluster.threads, cluster.workers) == (None, 1, there)
        assert len(keys(out)) == 4


def test_machines_may_be_mixed(run: Run, cluster: Cluster, tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("Il pleut.\n", encoding="utf-8")
    for flags, mixed in (((), False), (("--mixed-machines",), True)):
        run("build", source, "--out", tmp_path / f"out{mixed}", "--runner", "ray", *flags)
        assert cluster.orders[-1].mixed is mixed
        plan = json.loads((tmp_path / f"out{mixed}" / "shards" / "plan.json").read_bytes())
        assert plan["mixed"] is mixed


@pytest.mark.usefixtures("cluster")
@pytest.mark.parametrize("how", [("--shard", "0/1"), ("--runner", "ray")])
def test_shards_go_to_object_storage_and_are_gathered_from_there(
    run: Run, objects: Path, tmp_path: Path, how: tuple[str, str]
) -> None:
    source, out, one = sources(tmp_path / "src"), tmp_path / "out", tmp_path / "one"
    address = "s3://news/corpus"
    run("build", source, "--out", one)
    done = run("build", source, *how, "--out", address)
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1].startswith(f"next: bilingual gather DIR --shards '{address}'")
    assert (objects / "news" / "corpus" / "shards" / "plan.json").is_file()
    gathered = run("gather", out, "--shards", address)
    assert gathered.returncode == 1, gathered.stderr
    assert contents(out) == contents(one)


@pytest.mark.usefixtures("objects")
def test_where_an_address_may_be_named(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of options is a stranger's as likely as not, and sends nobody's texts anywhere."""
    monkeypatch.chdir(tmp_path)
    source = tmp_path / "a.txt"
    source.write_text("Il pleut.\n", encoding="utf-8")
    monkeypatch.setenv("BILINGUAL_OUT", "s3://news/corpus")
    assert run("build", source, "--shard", "0/1").returncode == 0
    refused = run("build", source)
    assert (refused.returncode, "object storage takes shards alone" in refused.stderr) == (2, True)
    monkeypatch.delenv("BILINGUAL_OUT")
    (tmp_path / "bilingual.toml").write_text('out = "s3://news/corpus"\n', encoding="utf-8")
    refused = run("build", source, "--shard", "0/1")
    assert refused.returncode == 2
    assert "a place outside its folder" in refused.stderr
    assert "BILINGUAL_OUT" in refused.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "bilingual.toml", "objects"]


@pytest.mark.usefixtures("objects")
def test_gather_of_nothing_or_of_no_address(run: Run, tmp_path: Path) -> None:
    for shards, said in {
        "s3://news/corpus": "no shards in 's3://news/corpus'",
        "https://news/corpus": "no folder, and no address of object storage",
        str(tmp_path / "nothing"): "no shards in",
    }.items():
        done = run("gather", tmp_path / "out", "--shards", shards)
        assert (done.returncode, said in done.stderr) == (2, True), done.stderr
    assert not (tmp_path / "out").exists()


def test_a_runner_without_ray_says_what_to_install(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    source = tmp_path / "a.txt"
    source.write_text("Il pleut.\n", encoding="utf-8")
    done = run("build", source, "--out", tmp_path / "out", "--runner", "ray")
    assert (done.returncode, "bilingual-corpus[ray]" in done.stderr) == (2, True)


@pytest.mark.usefixtures("cluster")
def test_workers_leave_nothing_of_corrections_and_glossaries(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out, scratch = tmp_path / "a.txt", tmp_path / "out", tmp_path / "scratch"
    source.write_text("Il pleut. Le vent souffle.\n", encoding="utf-8")
    glossary = tmp_path / "terms.csv"
    glossary.write_text("vent,breeze\n", encoding="utf-8")
    scratch.mkdir()
    assert run("build", source, "--out", out).returncode == 0
    assert run("correct", out, "a:1:1", "It pours.").returncode == 0
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    done = run("build", source, "--out", out, "--runner", "ray", "--glossary", glossary)
    assert done.returncode == 0, done.stderr
    assert "It pours." in (out / "bitext.jsonl").read_text("utf-8")
    assert {path.name.partition("-")[0] for path in (out / "shards" / "inputs").iterdir()} == {
        "corrections",
        "glossary",
    }
    assert list(scratch.iterdir()) == []


@pytest.mark.usefixtures("cluster")
def test_a_run_on_a_cluster_reports_to_programs(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "a.jsonl"
    source.write_text('{"id": "a", "text": "Il pleut."}\n{broken\n', encoding="utf-8")
    done = run("build", source, "--out", tmp_path / "out", "--runner", "ray", "--log-format", "json")
    events = [json.loads(line) for line in done.stderr.splitlines()]
    assert done.returncode == 1
    assert done.stdout == ""
    assert [event["event"] for event in events if event["event"] in {"skipped", "finished"}] == ["skipped", "finished"]
    assert (events[-1]["event"], events[-1]["articles"], events[-1]["segments"]) == ("finished", 1, 1)

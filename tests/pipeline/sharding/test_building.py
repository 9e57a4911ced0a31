"""One shard built, anywhere and as often as one likes: finished, renewed, damaged, killed."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bilingual.data import Calibration
from bilingual.engines.fake import FakeEngine
from bilingual.engines.loading import compose
from bilingual.errors import InputError, ModelError, OutputError, UsageError
from bilingual.formats.corpus import Corpus
from bilingual.glossary import Glossary
from bilingual.io import shards as layout
from bilingual.io.store import FolderStore
from bilingual.memory import Memory
from bilingual.memory.decisions import Action, Decision
from bilingual.options import Options
from bilingual.pipeline import build
from bilingual.pipeline.sharding import ShardBuilder, build_shards, gather, planned
from tests.support.corpora import contents
from tests.support.shards import Recording, keys, shards, sources

if TYPE_CHECKING:
    from pathlib import Path

    from bilingual.data import Provenance

SEVERAL = 40


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a file of articles, each with a sentence of its own and one that all have."""
    path = tmp_path / "a.jsonl"
    lines = [{"text": f"Voici la phrase {number} du ministre. Il pleut."} for number in range(SEVERAL)]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def done(out: Path) -> dict[str, bytes]:
    return {path.parent.name: path.read_bytes() for path in out.glob("shards/*/done.json")}


class Foreign(FakeEngine):
    """An engine of another machine."""

    def __init__(self, arithmetic: str, **others: Any) -> None:  # noqa: ANN401
        super().__init__()
        self.provenance: Provenance = replace(self.provenance, arithmetic=(arithmetic,), **others)


def test_a_finished_shard_is_not_built_again(source: Path, out: Path) -> None:
    [first] = shards(source, out, 300)
    before = contents(out)
    engine = Recording()
    [again] = shards(source, out, 300, engine=engine)
    assert (first.built, again.built, engine.asked) == (first.shards, 0, [])
    assert contents(out) == before
    assert again.articles == first.articles == SEVERAL


@pytest.mark.parametrize("jobs", [1, 2, 3, 50])
def test_jobs_take_every_nth_and_another_number_goes_on(source: Path, out: Path, jobs: int) -> None:
    shards(source, out, 300, jobs=5)
    mark = layout.name_in(keys(out)[3], layout.DONE)
    (out / mark).unlink()
    reports = shards(source, out, 300, jobs=jobs)
    assert sum(report.built for report in reports) == 1
    assert sum(report.mine for report in reports) == reports[0].shards
    with pytest.raises(UsageError, match="no job 3 of 3"):
        build_shards([str(source)], Options(out=out), FakeEngine(), job=(3, 3))


HURT = {
    "lost": shutil.rmtree,
    "without its end": lambda folder: (folder / "done.json").unlink(),
    "a file is gone": lambda folder: (folder / "articles.jsonl").unlink(),
    "cut short": lambda folder: (folder / "bitext.jsonl").write_bytes(b"{}"),
    "changed": lambda folder: (folder / "bitext.jsonl").write_bytes((folder / "bitext.jsonl").read_bytes()[::-1]),
    "an end that is none": lambda folder: (folder / "done.json").write_bytes(b"{}"),
    "an end of another shard": lambda folder: (folder / "done.json").write_bytes(
        (folder / "done.json").read_bytes().replace(folder.name.encode(), b"0" * 64)
    ),
    "a link": lambda folder: _link(folder / "bitext.jsonl"),
}


def _link(path: Path) -> None:
    path.rename(path.parents[3] / "elsewhere")
    path.symlink_to(path.parents[3] / "elsewhere")


@pytest.mark.parametrize("hurt", HURT.values(), ids=HURT)
def test_a_shard_to_which_something_happened_is_built_again(source: Path, out: Path, hurt: Any) -> None:  # noqa: ANN401
    shards(source, out, 300)
    gather(out, ["jsonl"])
    before = contents(out)
    folder = out / "shards" / keys(out)[1]
    os.utime(folder / "done.json", ns=(0, 0))  # so that what is changed now is changed later
    hurt(folder)
    [again] = shards(source, out, 300)
    assert again.built == 1
    gather(out, ["jsonl"])
    changed = {name for name, data in contents(out).items() if before.get(name) != data} - {
        f"shards/{folder.name}/done.json"
    }
    assert not changed


def test_corrections_renew_what_they_concern(source: Path, out: Path) -> None:
    shards(source, out, 300)
    before = done(out)
    with Memory(out / ".bilingual" / "memory.sqlite") as memory:
        memory.correct(("fr", "en"), [("Voici la phrase 3 du ministre.", "This is sentence 3.")])
    engine = Recording()
    shards(source, out, 300, engine=engine)
    assert engine.asked == []
    made = [
        (article.id, pair.translation.text)
        for article, pairs in Corpus(out)
        for pair in pairs
        if pair.origin == "human"
    ]
    assert [text for _, text in made] == ["This is sentence 3."]
    changed = [key for key, data in done(out).items() if json.loads(data)["files"] != json.loads(before[key])["files"]]
    assert len(changed) == 1
    taken_back = Decision(
        languages=("fr", "en"), source="Voici la phrase 3 du ministre.", target=None, action=Action.UNDO.value
    )
    with Memory(out / ".bilingual" / "memory.sqlite") as memory:
        memory.record([taken_back])
    shards(source, out, 300, engine=engine)
    assert engine.asked == ["Voici la phrase 3 du ministre."]
    assert {key: json.loads(data)["files"] for key, data in done(out).items()} == {
        key: json.loads(data)["files"] for key, data in before.items()
    }


def test_the_memory_is_read_and_never_written(source: Path, out: Path) -> None:
    with Memory(out / ".bilingual" / "memory.sqlite") as memory:
        memory.correct(("fr", "en"), [("Il pleut.", "It rains.")])
    folder = out / ".bilingual"
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and "lock" not in path.name}
    shards(source, out, 300)
    assert before == {name: (folder / name).read_bytes() for name in before}
    assert sum(pair.origin == "human" for _, pairs in Corpus(out) for pair in pairs) == SEVERAL


def _one_build(source: Path, folder: Path, engine: Any) -> dict[str, bytes]:  # noqa: ANN401
    build([str(source)], Options(out=folder, formats="jsonl"), engine)
    return contents(folder)


def test_a_glossary_sends_its_sentences_alone_to_the_engine(source: Path, out: Path, tmp_path: Path) -> None:
    terms = tmp_path / "terms.tsv"
    terms.write_text("phrase 7\tsentence seven\n", encoding="utf-8")
    inner = Recording()
    shards(source, out, 300, engine=compose([inner]))
    inner.asked.clear()
    glossary = Glossary.load(terms, ("fr", "en"))
    [report] = shards(source, out, 300, engine=compose([inner], glossary=glossary), glossary=terms)
    assert report.built == report.shards
    assert "Voici la phrase 7 du ministre." in inner.asked
    # What a glossary asks for may be tried in several ways.
    assert all(
        sentence.replace("the sentence seven", "phrase 7") == "Voici la phrase 7 du ministre."
        for sentence in inner.asked
    )
    gather(out, ["jsonl"])
    kept = {name: data for name, data in contents(out).items() if not name.startswith("shards/")}
    assert kept == _one_build(source, tmp_path / "one", compose([Recording()], glossary=glossary))


def test_cut_offs_and_checks_are_judged_again_without_the_engine(
    source: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = Recording()
    shards(source, out, 300, engine=compose([inner], repair=False))
    inner.asked.clear()
    calibration = Calibration("fake", "0" * 64, 0.99, 0.98, (0.1, 0.2, 0.3), 300)
    strict = compose([inner], repair=False, calibration=calibration)
    [report] = shards(source, out, 300, engine=strict)
    assert (report.built, inner.asked) == (report.shards, [])
    gather(out, ["jsonl"])
    kept = {name: data for name, data in contents(out).items() if not name.startswith("shards/")}
    assert b"low-score" in kept["bitext.jsonl"]
    assert kept == _one_build(source, tmp_path / "one", compose([Recording()], repair=False, calibration=calibration))
    monkeypatch.setattr("bilingual.checks.version", lambda: "another")
    [report] = shards(source, out, 300, engine=strict)
    assert (report.built, inner.asked) == (report.shards, [])


def test_a_new_version_of_bilingual_renews(source: Path, out: Path) -> None:
    shards(source, out, 300)
    engine = Recording()
    engine.provenance = replace(engine.provenance, bilingual="99")
    [report] = shards(source, out, 300, engine=engine)
    assert (report.built, engine.asked) == (report.shards, [])
    assert {article.provenance and article.provenance.bilingual for article, _ in Corpus(out)} == {"99"}


def test_a_worker_that_would_translate_otherwise_refuses_before_any_work(source: Path, out: Path) -> None:
    shards(source, out, 300, engine=Foreign("aaaaaaaaaaaa"))
    store = FolderStore(out)
    with planned(store) as plan:
        for other in (
            Foreign("bbbbbbbbbbbb"),
            Foreign("aaaaaaaaaaaa", model_sha256="1" * 64),
            Foreign("aaaaaaaaaaaa", beam_size=5),
            Foreign("aaaaaaaaaaaa", bilingual="0.0"),
            Foreign("aaaaaaaaaaaa", calibration=Calibration("m", "0" * 64, 0.6, 0.4, (0.1, 0.2, 0.3), 3)),
        ):
            with pytest.raises(ModelError):
                ShardBuilder(plan.common, other, Options(out=out), store)
            assert other.translated == 0
        with pytest.raises(UsageError, match="another glossary"):
            ShardBuilder(plan.common, Foreign("aaaaaaaaaaaa", glossary="1" * 64), Options(out=out), store)


def test_machines_may_be_mixed_and_every_shard_says_which_made_it(source: Path, out: Path) -> None:
    shards(source, out, 300, engine=Foreign("aaaaaaaaaaaa"))
    for key in keys(out)[1:3]:
        shutil.rmtree(out / "shards" / key)
    with pytest.raises(ModelError, match="--mixed-machines"):
        shards(source, out, 300, engine=Foreign("bbbbbbbbbbbb"))
    shards(source, out, 300, engine=Foreign("bbbbbbbbbbbb"), mixed=True)
    made = {key: json.loads(data)["arithmetic"] for key, data in done(out).items()}
    assert [made[key] for key in keys(out)[:4]] == [
        ["aaaaaaaaaaaa"],
        ["bbbbbbbbbbbb"],
        ["bbbbbbbbbbbb"],
        ["aaaaaaaaaaaa"],
    ]
    notes: list[str] = []
    report = gather(out, ["jsonl"], note=notes.append)
    assert report.provenance.arithmetic == ("aaaaaaaaaaaa", "bbbbbbbbbbbb")
    assert any("2 arithmetics" in note for note in notes)
    # What another machine translated stays its own where a shard is renewed here.
    with Memory(out / ".bilingual" / "memory.sqlite") as memory:
        memory.correct(("fr", "en"), [("Il pleut.", "It rains.")])
    shards(source, out, 300, engine=Foreign("aaaaaaaaaaaa"))
    assert {key: json.loads(data)["arithmetic"] for key, data in done(out).items()} == made


def test_a_source_that_changed_since_the_plan_stops_the_shard(source: Path, out: Path) -> None:
    shards(source, out, 300)
    with planned(FolderStore(out)) as plan:
        some = list(plan)
        shutil.rmtree(out / "shards" / some[1].key)
        with ShardBuilder(plan.common, FakeEngine(), Options(out=out), FolderStore(out)) as builder:
            os.utime(source, ns=(1, 1))
            assert builder.build(some[1]).articles > 0  # its bytes are the same
            (out / "shards" / some[1].key / "done.json").unlink()
            data = source.read_bytes()
            source.write_bytes(data.replace(b"Voici", b"Voila"))
            with pytest.raises(InputError, match="changed since the shards were planned"):
                builder.build(some[1])
            source.unlink()
            with pytest.raises(InputError, match="not on this machine"):
                builder.build(some[1])
    assert some[1].key not in done(out)


def test_a_full_disk_is_said_and_finished_shards_stay(source: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put, left = shutil.copyfile, [5]

    def copy(one: Path, other: Path) -> object:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(other))
        return put(one, other)

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "copyfile", copy)
        with pytest.raises(OutputError, match="No space left on device") as caught:
            shards(source, out, 300)
    assert caught.value.exit_code == 4
    assert len(done(out)) == 1
    assert not list((out / ".bilingual" / "parts").iterdir())
    [report] = shards(source, out, 300)
    assert report.built == report.shards - 1


def test_a_shard_without_anything_readable_is_an_empty_one(tmp_path: Path, out: Path) -> None:
    bad, good = tmp_path / "bad.txt", tmp_path / "good.txt"
    bad.write_bytes(b"\x00\x01\x02" * 9)
    good.write_text("Il pleut.\n", encoding="utf-8")
    [report] = shards([str(bad), str(good)], out, 100)
    assert (report.shards, report.articles, len(report.skipped)) == (2, 1, 1)
    assert [article.id for article, _ in Corpus(out)] == ["good"]


def test_killed_builds_of_shards_go_on(tmp_path: Path, out: Path) -> None:
    """Killed at many moments, the shards that are there are whole, and in the end all are."""
    source = sources(tmp_path / "src")
    code = (
        "import sys\n"
        "from bilingual import FakeEngine, Options, build_shards\n"
        "build_shards(sys.argv[1:2], Options(out=sys.argv[2], formats='jsonl'), FakeEngine(), piece_bytes=700)\n"
        "print('done')"
    )
    kills = 0
    for wanted in range(1, 9, 2):
        child = subprocess.Popen([sys.executable, "-c", code, source, out], stdout=subprocess.PIPE)
        while child.poll() is None and len(done(out)) < wanted:
            pass
        if child.poll() is None:
            child.send_signal(signal.SIGKILL)
            kills += 1
        child.communicate()
        for key in done(out):
            assert layout.finished(FolderStore(out), key)
    assert kills
    shards(source, out, 700, formats="jsonl")
    gather(out)
    build([source], Options(out=tmp_path / "one", formats="jsonl"), FakeEngine())
    assert {name: data for name, data in contents(out).items() if not name.startswith("shards/")} == contents(
        tmp_path / "one"
    )

"""Builds that are stopped in every way: nothing is lost, nothing is half written, and the next build goes on."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import random
import shutil
import signal
import subprocess
from functools import partial
from typing import TYPE_CHECKING

import pytest

from bilingual import checks, pipeline
from bilingual.engines.fake import FakeEngine
from bilingual.engines.repair import RepairingEngine
from bilingual.errors import OutputError
from bilingual.memory import Memory
from bilingual.options import Options
from tests.support.careless import CarelessEngine, mending
from tests.support.children import start
from tests.support.corpora import contents

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KILLS = 20


def _make(folder: Path, articles: int, first: int = 0) -> Path:
    folder.mkdir()
    for number in range(first, first + articles):
        sentences = [f"Voici la phrase {count} de l'article {number}." for count in range(10)]
        (folder / f"{number:03}.txt").write_text(f"Titre {number}\n\n" + " ".join(sentences) + "\n", encoding="utf-8")
    return folder


def _build(sources: Path, out: Path) -> FakeEngine:
    engine = FakeEngine()
    pipeline.build([str(sources)], Options(out=out), engine, replace=True)
    return engine


@contextlib.contextmanager
def _waiting(sources: Path, out: Path, batches: int, *more: str) -> Iterator[subprocess.Popen[str]]:
    """Give a build that waits after so many batches; it is killed at the end of the block."""
    with start("waiting_build.py", sources, out, batches, *more, home=out.parent) as process:
        assert process.stdout
        assert process.stdout.readline() == "waiting\n"
        yield process
        process.kill()
        assert process.wait() == -signal.SIGKILL


def test_twenty_kills_at_random_moments(tmp_path: Path) -> None:
    old, new = _make(tmp_path / "old", 40, first=20), _make(tmp_path / "new", 60)
    _build(old, tmp_path / "old-corpus")
    _build(new, tmp_path / "new-corpus")
    before, after = contents(tmp_path / "old-corpus"), contents(tmp_path / "new-corpus")
    out = tmp_path / "out"
    chance = random.Random(7)
    kills = completed = 0
    steps = 10_000  # more than there are, for the first build; then as many as it took
    with start("killed_builds.py", new, out, home=tmp_path) as builds:
        assert builds.stdin
        assert builds.stdout
        while kills < KILLS:
            if not out.exists():
                shutil.copytree(tmp_path / "old-corpus", out)
                (out / "notes.txt").write_text("mine")
            print(chance.randint(1, steps) if completed else steps, file=builds.stdin, flush=True)
            status, taken = map(int, builds.stdout.readline().split())
            now = contents(out)
            assert now.pop("notes.txt") == b"mine"
            for name, content in now.items():
                assert content in {before.get(name), after.get(name)}, f"{name} is half written"
            if status == 0:
                steps = steps if completed else taken
                completed += 1
                assert now == after
                shutil.rmtree(out)
            else:
                assert status == -signal.SIGKILL
                kills += 1
        builds.stdin.close()
    _build(new, out)
    shutil.rmtree(out / "notes.txt", ignore_errors=True)
    now = contents(out)
    now.pop("notes.txt", None)
    assert now == after


def test_kills_in_the_middle_of_repair(tmp_path: Path) -> None:
    sources = _make(tmp_path / "sources", 12)
    out = tmp_path / "out"
    kept = [0]
    # What passes at once is in the memory before what is repaired.
    for batches in (1, 2, 3, 4):
        with _waiting(sources, out, batches, "mend"):
            kept.append(_kept(out))
    assert sorted(set(kept)) == kept
    pipeline.build([str(sources)], Options(out=out), mending())
    pipeline.build([str(sources)], Options(out=tmp_path / "whole"), mending())
    assert contents(out) == contents(tmp_path / "whole")
    bitext = (out / "bitext.jsonl").read_text(encoding="utf-8")
    assert '"repaired": "n-best: numbers"' in bitext
    assert '"repaired": "phrases: repetition, numbers"' in bitext
    assert '"flags": ["numbers"' in bitext


def _kept(out: Path) -> int:
    """Return how many sentences the memory of a corpus has."""
    with Memory(out / ".bilingual" / "memory.sqlite") as memory:
        return sum(entry.sentences for entry in memory.statistics())


def test_what_was_translated_before_a_kill_is_not_translated_again(tmp_path: Path) -> None:
    sources = _make(tmp_path / "sources", 60)
    with _waiting(sources, tmp_path / "out", 7):
        pass
    kept = _kept(tmp_path / "out")
    assert 100 <= kept < 660
    assert _build(sources, tmp_path / "out").translated == 660 - kept


def test_an_interrupt_says_how_to_go_on(tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    for number in range(20):
        sentences = [f"La phrase numéro {count} de l'article {number} parle de la pluie." for count in range(200)]
        (sources / f"{number}.txt").write_text(" ".join(sentences), encoding="utf-8")
    arguments = ("build", sources, "--out", tmp_path / "out", "--log-format", "json")
    with start("interrupted_command.py", *arguments, home=tmp_path, stderr=subprocess.PIPE) as process:
        _, said = process.communicate()
    assert process.returncode == 130
    last = json.loads(said.splitlines()[-1])
    assert last["event"] == "stopped"
    assert last["message"].endswith("run the same command again to go on.")
    assert _kept(tmp_path / "out") > 0
    assert contents(tmp_path / "out") == {}


def test_two_builds_at_once(tmp_path: Path) -> None:
    sources = _make(tmp_path / "sources", 60)
    with _waiting(sources, tmp_path / "out", 0), pytest.raises(OutputError, match="another build is writing"):
        _build(sources, tmp_path / "out")
    _build(sources, tmp_path / "out")


def test_one_changed_article_costs_its_new_sentences(tmp_path: Path) -> None:
    sources = _make(tmp_path / "sources", 30)
    assert _build(sources, tmp_path / "out").translated == 330
    assert _build(sources, tmp_path / "out").translated == 0
    with (sources / "007.txt").open("a", encoding="utf-8") as stream:
        stream.write("\nUne phrase nouvelle. Voici la phrase 0 de l'article 8.\n")
    assert _build(sources, tmp_path / "out").translated == 1


def test_a_shared_memory_serves_several_corpora(tmp_path: Path) -> None:
    options = Options(out=tmp_path / "one", memory=tmp_path / "shared.sqlite")
    sources = _make(tmp_path / "sources", 5)
    pipeline.build([str(sources)], options, FakeEngine())
    engine = FakeEngine()
    report = pipeline.build([str(sources)], Options(out=tmp_path / "two", memory=options.memory), engine)
    assert (engine.translated, report.reused, report.distinct) == (0, 55, 55)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a file system of 600 kB."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(folder)]
    if os.name != "posix" or os.geteuid() or not shutil.which("mount") or subprocess.run(mount, check=False).returncode:
        pytest.skip("mounting a small file system is not allowed here")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_full_disk_loses_nothing(tmp_path: Path, small_disk: Path) -> None:
    small, large = _make(tmp_path / "s", 2), _make(tmp_path / "l", 100)
    _build(small, small_disk / "out")
    before = contents(small_disk / "out")
    with pytest.raises(OutputError, match=r"full|No space"):
        _build(large, small_disk / "out")
    assert contents(small_disk / "out") == before
    subprocess.run(["mount", "-o", "remount,size=20m", str(small_disk)], check=True)
    _build(large, small_disk / "out")
    _build(large, tmp_path / "elsewhere")
    assert contents(small_disk / "out") == contents(tmp_path / "elsewhere")


@pytest.mark.parametrize("after", [1, 3, 6, 12])
def test_a_write_that_fails_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    small, large = _make(tmp_path / "s", 2), _make(tmp_path / "l", 20)
    _build(small, tmp_path / "out")
    before = contents(tmp_path / "out")
    sync, calls = os.fsync, iter(range(1_000))

    def fail(descriptor: int) -> None:
        if next(calls) >= after:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OutputError, match="No space left"):
        _build(large, tmp_path / "out")
    monkeypatch.undo()
    assert contents(tmp_path / "out") == before
    assert _build(large, tmp_path / "out").translated == 0
    _build(large, tmp_path / "elsewhere")
    assert contents(tmp_path / "out") == contents(tmp_path / "elsewhere")


@pytest.mark.parametrize("batch_size", [1, 7, 1_000])
def test_repair_is_the_same_in_any_company(tmp_path: Path, batch_size: int) -> None:
    names = sorted(map(str, _make(tmp_path / "sources", 4).iterdir()))
    pipeline.build(names, Options(out=tmp_path / "whole"), mending())
    for name in reversed(names):
        options = Options(out=tmp_path / "alone", memory=tmp_path / "memory.sqlite")
        pipeline.build([name], options, mending(batch_size=batch_size), replace=True)
    engine = CarelessEngine()
    options = Options(out=tmp_path / "all", memory=tmp_path / "memory.sqlite")
    pipeline.build(names, options, RepairingEngine(engine))
    assert engine.translated == 0
    assert contents(tmp_path / "all") == contents(tmp_path / "whole")


@pytest.mark.parametrize("first", ["with the check", "without the check"])
def test_a_build_after_a_check_changed_is_as_a_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    sources = _make(tmp_path / "sources", 4)
    fewer = {code: check for code, check in checks.CHECKS.items() if code != "numbers"}
    for number, known in enumerate((fewer, checks.CHECKS) if first == "without the check" else (checks.CHECKS, fewer)):
        monkeypatch.setattr(checks, "CHECKS", known)
        monkeypatch.setattr(checks, "version", partial(str, number))
        pipeline.build([str(sources)], Options(out=tmp_path / "again"), mending())
    pipeline.build([str(sources)], Options(out=tmp_path / "new"), mending())
    assert contents(tmp_path / "again") == contents(tmp_path / "new")

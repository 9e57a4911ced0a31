"""Shards built on a cluster of Ray with three nodes, and everything that may happen to it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

import pytest

from bilingual import FakeEngine, Options
from bilingual.cluster.running import build_on_ray
from bilingual.errors import ClusterError, ModelError, OutputError, UsageError
from bilingual.pipeline.listener import Listener
from bilingual.pipeline.sharding import build_shards
from tests.clusters.nodes import FULL, Watched
from tests.support.places import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bilingual.engines import Engine
    from bilingual.pipeline.listener import Counts
    from bilingual.pipeline.sharding import JobReport
    from tests.clusters.nodes import Nodes

_ARTICLES = 24
_PATIENCE = 120.0


@dataclass
class Heard(Listener):
    """Keeps what it hears."""

    notes: list[str] = field(default_factory=list)
    counts: list[Counts] = field(default_factory=list)
    size: int = 0

    def note(self, message: str) -> None:
        self.notes.append(message)

    def counted(self, counts: Counts) -> None:
        self.counts.append(counts)

    def expecting(self, size: int) -> None:
        self.size = size

    @property
    def troubles(self) -> list[str]:
        usual = ("planned ", "processor seconds", "finished already")
        return [note for note in self.notes if not any(words in note for words in usual)]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A file of some articles, which makes about a dozen shards."""
    path = tmp_path / "articles.jsonl"
    lines = (
        json.dumps({"id": f"a{number}", "text": " ".join(f"Voici la phrase {number} {part}." for part in range(20))})
        for number in range(_ARTICLES)
    )
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    folder = tmp_path / "watched"
    folder.mkdir()
    return Watched(str(folder))


@dataclass
class Runs:
    """Builds of one file on one cluster."""

    nodes: Nodes
    source: Path
    out: Path
    make: Callable[[Options], Engine]
    heard: Heard = field(default_factory=Heard)

    def __call__(self, *, engine: Engine | None = None, **how: bool) -> JobReport:
        self.heard = Heard()
        return build_on_ray(
            [str(self.source)],
            Options(out=self.out),
            engine or FakeEngine(),
            self.heard,
            address=self.nodes.address,
            piece_bytes=1000,
            make=self.make,
            **how,
        )

    def wait_for(self, words: str) -> None:
        """Wait until a run in the background has told of some trouble."""
        end = time.monotonic() + _PATIENCE
        while not any(words in note for note in self.heard.troubles):
            assert time.monotonic() < end, self.heard.notes
            time.sleep(0.05)

    def files(self, out: Path | None = None) -> dict[str, object]:
        """Return the digests of all files of all shards, as done.json has them."""
        return {
            path.parent.name: json.loads(path.read_bytes())["files"]
            for path in (out or self.out).glob("shards/*/done.json")
        }

    def alone(self) -> dict[str, object]:
        """Return the same of shards that are built here, one after the other."""
        out = self.out.with_name("alone")
        build_shards([self.source], Options(out=out), FakeEngine(), piece_bytes=1000)
        return self.files(out)


@pytest.fixture
def run(nodes: Nodes, articles: Path, tmp_path: Path, watched: Watched) -> Runs:
    return Runs(nodes, articles, tmp_path / "corpus", watched)


class Background:
    """A run in a thread, whose workers are held until the block ends."""

    def __init__(self, run: Runs, watched: Watched) -> None:
        self._run, self._watched = run, watched
        self._thread = threading.Thread(target=self._do)
        self.error: BaseException | None = None

    def _do(self) -> None:
        try:
            self.report = self._run()
        except BaseException as error:  # noqa: BLE001 - handed on
            self.error = error

    def __enter__(self) -> Self:
        self._watched.hold()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._watched.release()
        self._thread.join(120)
        if self.error:
            raise self.error


def test_three_nodes_make_the_same_shards_as_one_machine(run: Runs) -> None:
    report = run()
    assert (report.articles, report.built, report.mine) == (_ARTICLES, report.shards, report.shards)
    assert report.shards > 5
    assert run.files() == run.alone()
    assert run.heard.troubles == []
    last = run.heard.counts[-1]
    assert (last.articles, last.sentences, last.size) == (_ARTICLES, report.segments, run.heard.size)


def test_what_is_finished_needs_no_cluster_and_what_is_lost_or_damaged_is_built_again(run: Runs) -> None:
    run()
    made = run.files()
    address, run.nodes = run.nodes, None  # type: ignore[assignment]
    run.nodes = type("Nowhere", (), {"address": "127.0.0.1:1"})()
    assert run().built == 0
    run.nodes = address
    one, other, third = sorted(run.out.glob("shards/*/done.json"))[:3]
    one.unlink()
    other.write_text("{")
    (third.parent / "bitext.jsonl").unlink()
    assert run().built == 3
    assert run.files() == made


def test_a_worker_that_is_killed_costs_its_shard_alone(run: Runs, watched: Watched) -> None:
    with Background(run, watched) as behind:
        os.kill(watched.at_work(3)[0], signal.SIGKILL)
    assert behind.report.built == behind.report.shards
    assert [note for note in run.heard.troubles if "is gone" in note] == run.heard.troubles
    assert len(run.heard.troubles) == 1
    assert run.files() == run.alone()


def test_a_node_that_goes_costs_its_shard_and_one_that_comes_is_given_some(run: Runs, watched: Watched) -> None:
    with Background(run, watched) as behind:
        watched.at_work(3)
        run.nodes.take(run.nodes.there[0])
        run.nodes.add()
        run.nodes.cluster.wait_for_nodes()
    assert behind.report.built == behind.report.shards
    assert len(run.heard.troubles) == 1
    assert run.files() == run.alone()


def test_a_driver_that_is_killed_is_followed_by_another_and_two_at_once_are_told(run: Runs, watched: Watched) -> None:
    watched.hold()
    command = [sys.executable, "-m", "tests.clusters.drive", run.nodes.address, run.out, watched.folder, run.source]
    driver = subprocess.Popen([str(word) for word in command], cwd=ROOT)
    try:
        watched.at_work(3)
        with pytest.raises(OutputError, match="another process is at work"):
            run()
    finally:
        driver.kill()
        driver.wait()
    watched.release()
    report = run()
    assert (report.articles, report.mine) == (_ARTICLES, report.shards)
    assert run.files() == run.alone()


def test_a_full_disk_ends_the_work_of_its_node_alone(run: Runs, watched: Watched) -> None:
    with run.nodes.only({}, {FULL: "1"}):
        with (
            pytest.raises(
                OutputError, match=r"could not write.*No space left.*every shard was built by others"
            ) as caught,
            Background(run, watched),
        ):
            run.wait_for("nothing more is given")  # while the other one is held, which might else build everything
        assert caught.value.exit_code == 4
        assert [note for note in run.heard.troubles if "nothing more is given" in note] == run.heard.troubles
        assert run().built == 0
    assert run.files() == run.alone()


def test_where_every_disk_is_full_the_run_ends_and_the_next_goes_on(run: Runs) -> None:
    with run.nodes.only({FULL: "1"}), pytest.raises(OutputError, match=r"No space left.*still to be built"):
        run()
    report = run()
    assert report.built == report.shards


@pytest.fixture
def foreign(nodes: Nodes) -> Iterator[None]:
    """A node that computes otherwise than this machine, beside one that does not."""
    with nodes.only({}, {"ONEDNN_MAX_CPU_ISA": "SSE41"}):
        yield


@pytest.mark.usefixtures("foreign")
def test_a_node_that_computes_otherwise_is_given_nothing_unless_machines_may_be_mixed(
    run: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bilingual.engines.loading import load

    run.make = load
    lines = [json.dumps({"id": str(number), "text": "Bonjour à tous. " * 20}) for number in range(6)]
    run.source.write_text("\n".join(lines), encoding="utf-8")
    engine = load(Options(threads=1))
    report = run(engine=engine)
    arithmetic = {path: json.loads(path.read_bytes())["arithmetic"] for path in run.out.glob("shards/*/done.json")}
    assert len(arithmetic) == report.built
    assert set(map(tuple, arithmetic.values())) == {engine.provenance.arithmetic}
    # It may not have said so before the others had built everything.
    assert all("arithmetic differs" in note for note in run.heard.troubles)
    # A driver that computes as nobody does finds nobody to work for it.
    run.out = run.out.with_name("other")
    monkeypatch.setenv("ONEDNN_MAX_CPU_ISA", "AVX")
    alone = json.loads(
        subprocess.run(
            [sys.executable, "-c", _OWN_ARITHMETIC], capture_output=True, text=True, check=True, cwd=ROOT
        ).stdout
    )
    from dataclasses import replace

    class Elsewhere(FakeEngine):
        provenance = replace(engine.provenance, arithmetic=tuple(alone))

        def __init__(self) -> None:
            self.machine = {}

    monkeypatch.delenv("ONEDNN_MAX_CPU_ISA")
    with pytest.raises(ModelError, match="arithmetic differs"):
        run(engine=Elsewhere())
    assert not list(run.out.glob("shards/*/done.json"))
    run(engine=Elsewhere(), mixed=True)
    made = {tuple(json.loads(path.read_bytes())["arithmetic"]) for path in run.out.glob("shards/*/done.json")}
    assert made
    assert tuple(alone) not in made


_OWN_ARITHMETIC = (
    "import json; from bilingual import load_engine, Options;"
    "print(json.dumps(load_engine(Options(threads=1)).provenance.arithmetic))"
)


def test_another_model_is_refused_even_where_machines_may_be_mixed(run: Runs) -> None:
    engine = FakeEngine(languages=("fr", "en"))
    from dataclasses import replace

    engine.provenance = replace(engine.provenance, model_sha256="1" * 64)
    with pytest.raises(ModelError, match=r"no worker can be used.*the shards are made with"):
        run(engine=engine, mixed=True)


@pytest.mark.parametrize("address", ["127.0.0.1:1", "nowhere.invalid:6379", "frob"])
def test_what_is_no_cluster_is_said(run: Runs, address: str) -> None:
    run.nodes = type("Nowhere", (), {"address": address})()
    with pytest.raises(ClusterError, match=rf"no cluster of Ray answers at '{address}'"):
        run()


def test_an_address_for_clients_is_refused(run: Runs) -> None:
    run.nodes = type("Client", (), {"address": "ray://127.0.0.1:1"})()
    with pytest.raises(UsageError, match="address for clients"):
        run()


def test_shards_in_object_storage_are_the_same(run: Runs, bucket: str) -> None:
    alone = run.alone()
    run.out = f"{bucket}/by/ray"  # type: ignore[assignment]
    report = run()
    assert report.built == report.shards
    from bilingual.io.objects import store_at

    store = store_at(run.out)
    done = {
        one.name.split("/")[1]: json.loads(store.read(one.name, 1 << 20) or b"")["files"]
        for one in store.files("shards/")
        if one.name.endswith("done.json")
    }
    assert done == alone
    assert run().built == 0

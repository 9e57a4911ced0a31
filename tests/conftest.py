"""What several tests share."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from bilingual import models
from bilingual.models.packages import starters
from tests.support.places import GOLDEN, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bilingual.models.install import Installer
    from bilingual.models.packages import Candidate
    from tests.support.clusters import Cluster
    from tests.support.downloads import Told
    from tests.support.index_server import IndexServer


# Whatever the machine prefers, bytecode is kept beside the sources: some hundred child processes start from it, and so
# does the next run. Most of their time would else go into compiling the same files again and again.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Shells start what runs in the background with interrupts ignored, and children inherit that: those that tests
# interrupt would go on for ever.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# No test depends on the clock, also not by way of hypothesis.
settings.register_profile("bilingual", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("bilingual")
# Each worker collects all tests, which takes it some seconds of processor time: beyond this they save no time.
_MOST_WORKERS = 8


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that renews the golden files; look at the difference before you commit it."""
    parser.addoption(
        "--regenerate-golden", action="store_true", help="rewrite tests/golden from what the code does now"
    )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Say how many processes ``--numprocesses auto`` means: one for each core, and none besides where there is one."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, _MOST_WORKERS) if cores > 1 else 0


@pytest.fixture(scope="session", autouse=True)
def _nobodys_machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Give the tests a home of their own: what somebody has installed or set changes nothing, and nothing is left."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(("ARGOS_", "BILINGUAL_", "XDG_")):
                patch.delenv(name)
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the golden file of that name, or make it the golden file under the flag."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--regenerate-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        assert text == path.read_bytes().decode()

    return compare


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Cluster:
    """A cluster in this process, in the place of Ray."""
    from tests.support.clusters import Cluster

    found = Cluster()
    found.stands_in(monkeypatch)
    return found


@pytest.fixture
def objects(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that is all object storage: ``s3://bucket/corpus`` is bucket/corpus in it."""
    from tests.support.clusters import objects_in

    objects_in(tmp_path / "objects", monkeypatch)
    return tmp_path / "objects"


@pytest.fixture
def seeds() -> Path:
    """The five articles of the README's first command."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def starter_package() -> Candidate:
    """The real starter model as it ships: the one that a build uses, of those that are there."""
    return max(starters(), key=lambda candidate: candidate.version)


@pytest.fixture(scope="session")
def starter_archive(starter_package: Candidate) -> Path:
    """The archive of the real starter model."""
    return starter_package.path


@pytest.fixture(scope="session")
def starter(starter_archive: Path) -> models.Model:
    """The real starter model, unpacked."""
    return models.find(starter_archive)


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of installed packages of the test's own, which need not exist, and a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "argos" / "packages"))
    return tmp_path / "argos" / "packages"


@pytest.fixture
def told() -> Told:
    """A client for downloads that waits for nothing, and what it said."""
    from tests.support.downloads import Told

    return Told.new()


@pytest.fixture
def notes() -> list[str]:
    """What ``installer`` says."""
    return []


@pytest.fixture
def installer(notes: list[str], packages: Path) -> Installer:
    """One that believes in every package and never waits."""
    from bilingual.models.install import Installer
    from bilingual.models.install.download import Client

    client = Client(notes.append, sleep=lambda _: None)
    return Installer(client=client, note=notes.append, packages=packages, probe=lambda _: None)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[IndexServer]:
    """A package index on loopback, which is the one that Argos's settings name."""
    from tests.support.index_server import IndexServer

    with IndexServer() as server:
        monkeypatch.setenv("ARGOS_PACKAGE_INDEX", server.url + "/")
        monkeypatch.setenv("NO_PROXY", "*")
        yield server

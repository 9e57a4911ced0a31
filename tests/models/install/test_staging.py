"""Whatever interrupts an installation, and wherever argostranslate looks, only whole packages are there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from bilingual import models
from bilingual.errors import OutputError
from bilingual.models.argos import package_module
from bilingual.models.install import Installer
from tests.support import index_server as server_
from tests.support.packages import METADATA, left_over, package, seen_by_argos, version
from tests.support.places import CHILDREN, ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from bilingual.models.packages import Candidate
    from tests.support.index_server import IndexServer

KILLED_INSTALL = CHILDREN / "killed_install.py"

pytestmark = pytest.mark.usefixtures("packages")


@pytest.fixture
def installer() -> Installer:
    """An installer that takes every package for one that translates, without trying it."""
    return Installer(probe=lambda _: None)


@pytest.mark.parametrize("by", ["bilingual", "argos"])
def test_killed_at_every_step_the_old_package_or_the_new_one_stands(tmp_path: Path, by: str) -> None:
    old, new = version(tmp_path / "old.argosmodel", "1.9"), version(tmp_path / "new.argosmodel", "1.10")
    done = subprocess.run(
        [sys.executable, KILLED_INSTALL, tmp_path / "home", old, new, by],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)},
    )
    assert done.stderr == ""
    rows = [line.split(" ") for line in done.stdout.splitlines()]
    versions = [used for _, used, *_ in rows]
    turn = versions.index("1.10")
    assert versions == ["1.9"] * turn + ["1.10"] * (len(rows) - turn)
    assert turn > 20
    assert {seen for _, _, seen, *_ in rows} == {"1", "2"}
    assert {after for _, _, _, after, _ in rows} == {"1.10"}
    assert {left for *_, left in rows} <= {".bilingual.lock", ""}


def test_argostranslate_never_sees_what_is_not_ready(installer: Installer, tmp_path: Path, packages: Path) -> None:
    seen: list[list[str]] = []
    watching = Installer(note=installer.note, probe=lambda _: seen.append(seen_by_argos(packages)))
    watching.file(version(tmp_path / "a", "1.0"))
    watching.file(version(tmp_path / "b", "2.0"))
    assert seen == [[], ["translate-fr_en-1_0"]]


def test_where_nobody_may_write_beside_the_packages_argostranslate_passes_over_the_folder_among_them(
    tmp_path: Path, packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    seen: list[int] = []

    def look(folder: Path) -> None:
        assert folder.is_relative_to(packages)
        found = package_module().get_installed_packages([packages])
        seen.append(sum(one.type == "translate" for one in found))
        assert len(list(models.installed())) == seen[-1]

    Installer(probe=look).file(version(tmp_path / "a", "1.0"))
    Installer(probe=look).file(version(tmp_path / "b", "2.0"))
    assert seen == [0, 1]
    assert seen_by_argos(packages) == ["translate-fr_en-2_0"]
    assert left_over(packages) == []


def test_where_the_packages_are_a_bind_mount_the_work_is_done_among_them(tmp_path: Path, packages: Path) -> None:
    packages.mkdir(parents=True)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    mount = ["mount", "--bind", str(elsewhere), str(packages)]
    if os.name != "posix" or os.geteuid() or not shutil.which("mount") or subprocess.run(mount, check=False).returncode:
        pytest.skip("bind mounts are not allowed here")
    try:
        Installer(probe=lambda _: None).file(version(tmp_path / "a", "1.0"))
        Installer(probe=lambda _: None).file(version(tmp_path / "b", "2.0"))
        assert seen_by_argos(elsewhere) == ["translate-fr_en-2_0"]
        assert left_over(packages) == []
    finally:
        subprocess.run(["umount", "--lazy", str(packages)], check=True)


@pytest.mark.parametrize("variable", ["ARGOS_PACKAGES_DIR", "XDG_DATA_HOME", "HOME"])
def test_argostranslate_finds_what_we_install_wherever_it_looks(
    installer: Installer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    for name in ("ARGOS_PACKAGES_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv(variable, str(tmp_path / "there"))
    done = Installer(probe=installer.probe).file(package(tmp_path / "p.argosmodel"))
    code = "from argostranslate import package; print(*[p.package_path for p in package.get_installed_packages()])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout == f"{done.folder}\n"
    assert done.folder.is_relative_to(tmp_path / "there")


def test_a_folder_named_in_argos_own_settings_is_ours_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, installer: Installer
) -> None:
    monkeypatch.delenv("ARGOS_PACKAGES_DIR")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    settings = tmp_path / "config" / "argos-translate" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps({"ARGOS_PACKAGES_DIR": str(tmp_path / "there")}))
    assert Installer(probe=installer.probe).file(package(tmp_path / "p")).folder.parent == tmp_path / "there"


def test_a_folder_that_cannot_be_written_is_one_clear_error(
    installer: Installer, tmp_path: Path, packages: Path
) -> None:
    packages.parent.mkdir()
    packages.write_text("in the way")
    with pytest.raises(OutputError, match=r"cannot write '.*packages'.* ARGOS_PACKAGES_DIR"):
        installer.file(package(tmp_path / "p.argosmodel"))


def test_a_full_disk_or_a_read_only_one_leaves_the_old_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(disk)]
    if os.name != "posix" or os.geteuid() or not shutil.which("mount") or subprocess.run(mount, check=False).returncode:
        pytest.skip("mounting a small file system is not allowed here")
    try:
        monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(disk))
        Installer(probe=lambda _: None).file(version(tmp_path / "old", "1.0"))
        large = package(
            tmp_path / "new", METADATA | {"package_version": "2.0"}, extra={"pkg/model/weights": "x" * 300_000}
        )
        with pytest.raises(OutputError, match="No space left on device"):
            Installer(probe=lambda _: None).file(large)
        assert models.find(None).version == "1.0"
        assert seen_by_argos(disk) == ["translate-fr_en-1_0"]
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with pytest.raises(OutputError, match=r"cannot write '.*disk.*': Read-only file system"):
            Installer(probe=lambda _: None).file(tmp_path / "old")
        assert models.find(None).version == "1.0"
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


def test_killed_in_the_middle_of_a_download_it_goes_on_from_there(
    server: IndexServer, packages: Path, starter_archive: Path
) -> None:
    archive = starter_archive.read_bytes()
    half = len(archive) // 2

    def stopping(handler: server_.Handler) -> None:
        handler.send_response(200)
        handler.send_header("ETag", '"1"')
        handler.send_header("Content-Length", str(len(archive)))
        handler.end_headers()
        handler.wfile.write(archive[:half])
        handler.server.over.wait()

    server.answers["/f"] = stopping
    server.offer(f"{server.url}/f")
    command = [sys.executable, "-m", "bilingual", "model", "install", "fr", "en"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        downloads = packages.parent / ".packages.bilingual" / "downloads"
        while sum(path.stat().st_size for path in downloads.glob("*.argosmodel")) < half:
            assert process.poll() is None
            time.sleep(0.01)
        process.kill()
    assert seen_by_argos(packages) == []
    server.answers["/f"] = server_.file(archive)
    assert Installer(probe=lambda _: None).pair(("fr", "en")).folder.is_relative_to(packages)
    assert server.ranges("/f") == [None, f"bytes={half}-"]
    assert left_over(packages) == []


def test_two_at_once_take_turns(
    server: IndexServer, tmp_path: Path, packages: Path, starter_package: Candidate
) -> None:
    archive = starter_package.path.read_bytes()

    def held(handler: server_.Handler) -> None:
        second_waits.wait()
        server_.document(archive)(handler)

    second_waits = threading.Event()
    server.answers["/f"] = held
    server.offer(f"{server.url}/f")
    command = [sys.executable, "-m", "bilingual", "model", "install", "fr", "en"]

    def start() -> subprocess.Popen[str]:
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path)

    with start() as first:
        while not server.ranges("/f"):
            assert first.poll() is None
            time.sleep(0.01)
        with start() as second:
            assert second.stderr
            line = second.stderr.readline()
            second_waits.set()  # whatever it said, or nobody would ever end
            said = [process.communicate()[0] for process in (first, second)]
    assert line == "another process is changing the installed packages; waiting for it\n"
    name = starter_package.name
    what = f"{name} (fr to en, version {starter_package.stated_version})"
    assert said == [f"installed {what} in {packages}/{name}\n", f"{what} is installed already in {packages}/{name}\n"]
    assert len(server.ranges("/f")) == 1

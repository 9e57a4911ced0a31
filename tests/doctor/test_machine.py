from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from bilingual.doctor import machine

if TYPE_CHECKING:
    from pathlib import Path


def test_a_container_has_less_than_its_machine(tmp_path: Path) -> None:
    (tmp_path / "cpu.max").write_text("50000 100000\n")
    (tmp_path / "memory.max").write_text("2000000000\n")
    (tmp_path / "memory.current").write_text("500000000\n")
    (tmp_path / "meminfo").write_text("MemTotal: 16000000 kB\nMemFree: 1 kB\nMemAvailable: 8000000 kB\n")
    assert machine.usable_cores(tmp_path) == 0.5
    assert machine.memory(tmp_path / "meminfo", tmp_path) == (2_000_000_000, 1_500_000_000)
    stat = "anon 100000000\ninactive_file 300000000\nactive_file 100000000\n"
    (tmp_path / "memory.stat").write_text(stat)
    assert machine.memory(tmp_path / "meminfo", tmp_path) == (2_000_000_000, 1_900_000_000)


def test_without_limits_the_machine_counts(tmp_path: Path) -> None:
    (tmp_path / "cpu.max").write_text("max 100000\n")
    (tmp_path / "memory.max").write_text("max\n")
    (tmp_path / "meminfo").write_text("MemTotal: 16000 kB\nMemAvailable: 8000 kB\n")
    assert machine.usable_cores(tmp_path) == machine.usable_cores(tmp_path / "none") >= 1
    assert machine.memory(tmp_path / "meminfo", tmp_path) == (16_384_000, 8_192_000)


def test_what_a_system_does_not_tell_is_unknown(tmp_path: Path) -> None:
    assert machine.memory(tmp_path / "none") is None


def test_the_disk_is_that_of_the_nearest_folder(tmp_path: Path) -> None:
    found = machine.disk(tmp_path / "not" / "yet")
    assert found is not None
    assert (found.folder, found.writable) == (tmp_path, True)
    assert found.free > 0


def test_a_file_in_the_way_cannot_be_written_into(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    found = machine.disk(tmp_path / "file" / "out")
    assert found is not None
    assert not found.writable


def test_a_file_may_be_written_again_and_a_folder_may_not(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert machine.may_be_written(tmp_path / "file")
    assert machine.may_be_written(tmp_path / "new")
    assert not machine.may_be_written(tmp_path)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_rights_is_noticed(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    found = machine.disk(tmp_path / "out")
    tmp_path.chmod(0o700)
    assert found is not None
    assert not found.writable

from __future__ import annotations

import json
import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bilingual.data import Calibration
from bilingual.errors import OutputError
from bilingual.models import calibrations
from tests.support.packages import install, seen_by_argos

if TYPE_CHECKING:
    from pathlib import Path

SHA256 = "ab" * 32
FOUND = Calibration("fr_en", SHA256, 0.6, 0.4, (0.1, None, 0.7), 300)


@pytest.fixture
def cached(packages: Path) -> Path:
    """Where the calibration lies of a package that is not installed."""
    return packages.parents[1] / "cache" / "bilingual" / "calibrations" / f"{SHA256}.calibration.json"


@pytest.fixture
def beside(packages: Path) -> Path:
    """Where that of an installed one lies."""
    return packages / f"{SHA256}.calibration.json"


def test_what_was_measured_is_found_by_the_digest_of_its_package(cached: Path) -> None:
    assert calibrations.find(SHA256) is None
    assert calibrations.keep(FOUND) == cached
    assert calibrations.find(SHA256) == FOUND
    assert calibrations.find("cd" * 32) is None
    again = replace(FOUND, trust=0.7)
    calibrations.keep(again)
    assert calibrations.find(SHA256) == again
    assert [path.name for path in cached.parent.iterdir()] == [cached.name]


def test_that_of_an_installed_package_lies_beside_the_packages(packages: Path, cached: Path, beside: Path) -> None:
    folder = install(packages, "fr", "en")
    assert calibrations.keep(FOUND, folder) == beside
    assert seen_by_argos(packages) == [folder.name]
    assert calibrations.find(SHA256) == FOUND
    assert not cached.exists()


def test_that_of_a_package_elsewhere_lies_in_the_cache(packages: Path, tmp_path: Path, cached: Path) -> None:
    packages.mkdir(parents=True)
    assert calibrations.keep(FOUND, install(tmp_path / "elsewhere", "fr", "en")) == cached


def test_the_last_one_wins(packages: Path, cached: Path, beside: Path) -> None:
    folder = install(packages, "fr", "en")
    calibrations.keep(FOUND)
    latest = replace(FOUND, trust=0.7)
    assert calibrations.keep(latest, folder) == beside
    assert calibrations.find(SHA256) == latest
    assert not cached.exists()


def test_where_the_packages_cannot_be_written_the_cache_serves(
    packages: Path, cached: Path, beside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = install(packages, "fr", "en")
    calibrations.keep(FOUND, folder)
    write = calibrations._write  # noqa: SLF001 - root may write anywhere, so it is refused here

    def refuse(path: Path, calibration: Calibration) -> None:
        if path.parent == packages:
            raise PermissionError(13, "Permission denied")
        write(path, calibration)

    monkeypatch.setattr(calibrations, "_write", refuse)
    latest = replace(FOUND, trust=0.7)
    assert calibrations.keep(latest, folder) == cached
    assert beside.exists()
    assert calibrations.find(SHA256) == latest


def test_where_nothing_can_be_written_it_says_so(packages: Path) -> None:
    (packages.parents[1] / "cache").write_text("a file")
    with pytest.raises(OutputError, match=r"cannot write .* Make room there, or set XDG_CACHE_HOME"):
        calibrations.keep(FOUND)
    assert calibrations.find(SHA256) is None


def test_a_write_that_fails_leaves_the_old_one(cached: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calibrations.keep(FOUND)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left"):
        calibrations.keep(replace(FOUND, trust=0.7))
    assert calibrations.find(SHA256) == FOUND
    assert [path.name for path in cached.parent.iterdir()] == [cached.name]


RECORD = FOUND.record()


def test_what_is_forgotten_is_gone_from_both_places_readable_or_not(packages: Path, cached: Path, beside: Path) -> None:
    folder = install(packages, "fr", "en")
    assert calibrations.forget(SHA256) == []
    calibrations.keep(FOUND, folder)
    calibrations.keep(FOUND)
    cached.write_text("{")
    others = replace(FOUND, model_sha256="cd" * 32)
    calibrations.keep(others)
    assert calibrations.forget(SHA256) == [cached, beside]
    assert calibrations.find(SHA256) is None
    assert calibrations.find("cd" * 32) == others


def test_what_cannot_be_removed_says_so(cached: Path) -> None:
    cached.mkdir(parents=True)
    with pytest.raises(OutputError, match=r"cannot remove '.*calibration\.json'.* Remove it yourself"):
        calibrations.forget(SHA256)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_in_its_place_is_passed_over(cached: Path) -> None:
    cached.parent.mkdir(parents=True)
    os.mkfifo(cached)
    notes: list[str] = []
    assert calibrations.find(SHA256, notes.append) is None
    assert "it is a named pipe, not a file" in notes[0]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "\xff",
        "[" * 100_000,
        json.dumps({"version": 2, "calibration": RECORD}),
        json.dumps({"version": 1, "calibration": RECORD | {"model_sha256": "cd" * 32}}),
        json.dumps({"version": 1, "calibration": {}}),
        json.dumps({"version": 1, "calibration": RECORD | {"trust": 0.1}}),
        json.dumps({"version": 1, "calibration": RECORD | {"doubt": float("nan")}}),
        json.dumps({"version": 1, "calibration": RECORD | {"trust": 10**400}}),
        json.dumps({"version": 1, "calibration": RECORD | {"trust": "0.6"}}),
        json.dumps({"version": 1, "calibration": RECORD | {"model": 7}}),
        json.dumps({"version": 1, "calibration": RECORD | {"bad_shares": [0.1, 0.2]}}),
        json.dumps({"version": 1, "calibration": RECORD | {"bad_shares": [0.1, 0.2, 7]}}),
        json.dumps({"version": 1, "calibration": RECORD | {"bad_shares": None}}),
        " " * 100_000 + json.dumps({"version": 1, "calibration": RECORD}),
    ],
)
def test_what_is_no_calibration_is_passed_over_with_a_word(cached: Path, text: str) -> None:
    cached.parent.mkdir(parents=True)
    cached.write_bytes(text.encode("latin-1"))
    notes: list[str] = []
    assert calibrations.find(SHA256, notes.append) is None
    [said] = notes
    assert said.startswith(f"passed over: the calibration '{cached}' cannot be read (")
    assert said.endswith("Measure the model again with bilingual model calibrate, or remove it with --reset there.")
    calibrations.keep(FOUND)
    assert calibrations.find(SHA256) == FOUND

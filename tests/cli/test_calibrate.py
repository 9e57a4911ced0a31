"""``bilingual model calibrate`` as its user sees it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.support.packages import install

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.command import Run


@pytest.fixture
def package(packages: Path) -> Path:
    return install(packages, "fr", "en")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "pairs.tsv"
    path.write_text("".join(f"Il pleut, {number}.\tIt rains, {number}.\n" for number in range(120)), encoding="utf-8")
    return path


def test_a_package_is_measured_and_says_so_from_then_on(run: Run, package: Path, table: Path) -> None:
    assert "  not calibrated  used: installed" in run("model", "list").stdout
    before = run("model", "info", package.name).stdout
    assert "judged by what was measured with the starter (bilingual model calibrate)" in before
    assert json.loads(run("model", "info", package.name, "--json").stdout)["calibration"] is None
    done = run("model", "calibrate", table)
    assert (done.returncode, done.stderr) == (0, "")
    first, *bands, last = done.stdout.splitlines()
    assert first == f"{package.name}: 120 sentences held against a person's translation"
    assert [line.split()[0] for line in bands] == ["trust", "check", "doubt"]
    [kept] = package.parent.glob("*.calibration.json")
    assert last == f"kept in '{kept}'"
    assert "  calibrated  used: installed" in run("model", "list").stdout
    assert "120 sentences: trust from " in run("model", "info", package.name).stdout
    [entry, *_] = json.loads(run("model", "list", "--json").stdout)
    told = json.loads(run("model", "info", package.name, "--json").stdout)
    assert entry["calibration"] == told["calibration"] == json.loads(kept.read_text())["calibration"]


def test_json_holds_what_was_measured(run: Run, package: Path, table: Path, tmp_path: Path) -> None:
    mine = install(tmp_path / "mine", "fr", "en", seed=2)
    record = json.loads(run("model", "calibrate", table, "--model", mine, "--json").stdout)
    assert record["model"] == mine.name
    assert sum(record["sizes"]) == record["sentences"] == 120
    assert record["kept"].startswith(str(tmp_path / "cache"))
    assert not list(package.parent.glob("*.json"))


def test_a_calibration_that_cannot_be_read_stops_nothing(run: Run, package: Path, table: Path) -> None:
    run("model", "calibrate", table)
    [kept] = package.parent.glob("*.calibration.json")
    kept.write_text("{")
    done = run("translate", stdin="Il pleut.\n")
    assert (done.returncode, done.stdout.count("\n")) == (0, 1)
    assert done.stderr.startswith(f"passed over: the calibration '{kept}' cannot be read")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["few.tsv"], 2, "1 sentence: too few to measure a model. Name files with at least 100 different sentences"),
        (["none.tsv"], 2, "no such file 'none.tsv'. Check the path."),
        (["."], 2, "'.': it is a folder, not a file. Name a file"),
        (["--model", "none"], 3, "no such model 'none'"),
        (["--from", "de"], 2, "the sentences that ship are French and English. Name a file of lines with de"),
    ],
)
@pytest.mark.usefixtures("package")
def test_what_is_asked_wrongly_is_one_clear_line(
    run: Run, tmp_path: Path, arguments: list[str], code: int, said: str
) -> None:
    (tmp_path / "few.tsv").write_text("Oui.\tYes.\n")
    done = run("model", "calibrate", *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.startswith(f"error: {said}")
    assert done.stderr.count("\n") == 1

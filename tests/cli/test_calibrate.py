"""``bilingual model calibrate`` as its user sees it."""

from __future__ import annotations

import json
import shutil
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
    assert done.returncode == 0
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


def test_standard_input_is_read(run: Run, package: Path, table: Path) -> None:
    from_file = json.loads(run("model", "calibrate", table, "--json").stdout)
    done = run("model", "calibrate", "-", "--json", stdin=table.read_bytes())
    assert done.returncode == 0
    assert json.loads(done.stdout) == from_file
    assert from_file["model"] == package.name
    wrong = run("model", "calibrate", "-", stdin="Oui.\n")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr.startswith("error: standard input: line 1 has no tab.")


@pytest.mark.usefixtures("package")
def test_references_that_cannot_be_right_are_warned_of(run: Run, tmp_path: Path) -> None:
    """A package of chance makes nothing of sense, so that all its references are far off."""
    path = tmp_path / "same.tsv"
    path.write_text("".join(f"Il pleut, {number}.\tIl pleut, {number}.\n" for number in range(120)), encoding="utf-8")
    done = run("model", "calibrate", path)
    assert done.returncode == 0
    [warning] = done.stderr.splitlines()
    assert warning.startswith("warning: 120 of 120 references are the sentence itself; ")
    assert "--reset" in warning
    told = json.loads(run("model", "calibrate", path, "--json").stdout)
    assert told["doubts"][0] == "120 of 120 references are the sentence itself"


def test_a_calibration_is_reset(run: Run, package: Path, table: Path) -> None:
    run("model", "calibrate", table)
    [kept] = package.parent.glob("*.calibration.json")
    done = run("model", "calibrate", "--reset")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"removed '{kept}'\n{package.name}: scores are judged by the starter's cut-offs\n"
    assert "  not calibrated  used: installed" in run("model", "list").stdout
    again = run("model", "calibrate", "--reset")
    assert again.stdout == f"{package.name}: nothing was measured here; scores are judged by the starter's cut-offs\n"
    told = json.loads(run("model", "calibrate", "--reset", "--json").stdout)
    assert told == {"model": package.name, "removed": [], "calibration": None}


@pytest.mark.usefixtures("packages")
def test_what_shipped_is_replaced_and_comes_back(run: Run) -> None:
    done = run("model", "calibrate")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: 300 sentences would replace what ")
    assert done.stderr.endswith("say so with --replace.\n")
    assert "sentences said of it before it shipped" in run("model", "calibrate", "--reset").stdout


def test_a_calibration_that_cannot_be_read_is_told_of_once(
    run: Run, package: Path, table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the same package is here twice, as installed and as named."""
    run("model", "calibrate", table)
    [kept] = package.parent.glob("*.calibration.json")
    kept.write_text("{")
    monkeypatch.setenv("BILINGUAL_MODEL", str(shutil.copytree(package, tmp_path / "again" / package.name)))
    done = run("model", "list")
    assert done.stdout.count(package.name + "  ") == 2
    assert done.stderr.count("passed over") == 1


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["few.tsv"], 2, "1 sentence: too few to measure a model. Name files with at least 100 different sentences"),
        (["none.tsv"], 2, "no such file 'none.tsv'. Check the path."),
        (["."], 2, "'.': it is a folder, not a file. Name a file"),
        (["--model", "none"], 3, "no such model 'none'"),
        (["--reset", "few.tsv"], 2, "--reset measures nothing. Leave out the files and --replace, or --reset."),
        (["--reset", "--replace"], 2, "--reset measures nothing."),
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

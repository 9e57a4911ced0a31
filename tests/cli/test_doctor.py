from __future__ import annotations

import json
import tempfile
from typing import TYPE_CHECKING

import pytest

from bilingual import doctor
from bilingual.doctor import estimate, probe
from bilingual.engines.fake import FakeEngine
from bilingual.errors import OutputError
from bilingual.options import Options

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.command import Run

pytestmark = pytest.mark.model


@pytest.fixture(autouse=True)
def _quick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "none"))
    monkeypatch.setattr(estimate, "MEASURE_SECONDS", 0.05)


def test_it_fits_on_a_screen_and_leaves_nothing_behind(process: Run, seeds: Path, tmp_path: Path) -> None:
    done = process("doctor", seeds)
    assert (done.returncode, done.stderr) == (0, "")
    names = [line.split()[0] for line in done.stdout.splitlines()]
    assert names[:-1] == (
        [
            "versions",
            "system",
            "processor",
            "device",
            "cores",
            "memory",
            "model",
            "sentences",
            "network",
            "sources",
            "disk",
            "speed",
            "expected",
        ]
    )
    assert "the starter, as no installed package translates fr to en" in done.stdout
    assert "network    not needed" in done.stdout
    assert "5 articles, 88 sentences" in done.stdout
    assert done.stdout.endswith("no problem: a build would work\n")
    # argostranslate makes its folder when it is imported.
    assert [path.name for path in tmp_path.iterdir()] == ["none"]


def test_json_says_the_same(run: Run) -> None:
    done = run("doctor", "--json")
    record = json.loads(done.stdout)
    assert done.returncode == 0
    assert record["problems"] == []
    assert record["network"]["needed"] is False
    assert record["processor"]["compute_type"] in record["processor"]["compute_types"]
    assert record["processor"]["instructions"]
    assert record["speed"]["sentences_per_second"] > 0
    assert "expected" not in record


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["missing.txt"], 2, "no such file or folder 'missing.txt'. Check the path."),
        (["--to", "es"], 3, "bilingual model install en es"),
        (["--model", "missing"], 3, "no such model 'missing'"),
        (["--device", "cuda"], 2, "sees no CUDA device"),
        (["--out", "file/x"], 4, "cannot be written, where the output goes. Name another place."),
    ],
)
def test_a_problem_is_marked_and_named_with_its_remedy(
    run: Run, tmp_path: Path, arguments: list[str], code: int, said: str
) -> None:
    (tmp_path / "file").write_text("")
    done = run("doctor", *arguments)
    assert done.returncode == code
    [problem] = [line for line in done.stdout.splitlines() if line.startswith("  PROBLEM")]
    assert said in problem
    assert done.stdout.endswith("1 problem: a build would not work\n")


def test_modules_in_the_current_folder_are_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "random.py").write_text("raise RuntimeError('this is another module')")
    (tmp_path / "bilingual").mkdir()
    (tmp_path / "bilingual" / "__init__.py").write_text("raise RuntimeError('so is this')")
    done = probe.run(Options())
    assert (done.returncode, "error: " in done.stderr) == (0, False)


def test_a_machine_without_temporary_files_is_examined_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> None:
        raise FileNotFoundError(2, "No usable temporary directory found in ['/tmp']")

    monkeypatch.setattr(tempfile, "TemporaryDirectory", full)
    *_, last = doctor.examine([], Options(), FakeEngine)
    assert last.name == "disk"
    done = probe.run(Options())
    problem = doctor.network(done).problem
    assert "no temporary files can be written" in str(problem)
    assert isinstance(problem, OutputError)


def test_standard_input_is_refused(run: Run) -> None:
    assert run("doctor", "-").stderr == "error: standard input can be read only once. Name files or folders.\n"

from __future__ import annotations

import sqlite3
import subprocess
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bilingual import doctor, models
from bilingual.doctor import estimate, machine
from bilingual.engines.fake import FakeEngine
from bilingual.io.output import OutputFolder
from bilingual.memory import Memory
from bilingual.options import Options
from tests.support import packages

if TYPE_CHECKING:
    from pathlib import Path

    from bilingual.doctor.machine import Disk


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(estimate, "MEASURE_SECONDS", 0.05)


def _done(code: int, *lines: str) -> subprocess.CompletedProcess[str]:
    return subprocess.CompletedProcess([], code, "", "\n".join(lines))


def test_a_build_that_tried_the_network_is_a_problem() -> None:
    finding = doctor.network(_done(1, "network: socket.connect ('10.0.0.1', 80)"))
    assert finding.problem is not None
    assert "10.0.0.1" in str(finding.problem)
    assert finding.data["needed"] is True


def test_a_build_that_failed_is_quoted() -> None:
    finding = doctor.network(_done(3, "[ctranslate2] noise", "error: the model 'x' does not load. Install it again."))
    assert "the model 'x' does not load. Install it again. Mend that first." in str(finding.problem)
    problems = [doctor.network(_done(code, "error: no.")).problem for code in (2, 3, 4, 70)]
    assert [problem and problem.exit_code for problem in problems] == [2, 3, 4, 3]


def test_what_ctranslate2_says_of_the_processor_is_taken_over() -> None:
    said = (
        "[info]  - Selected ISA: AVX512",
        "[info]  - GEMM_S8 backend: MKL (x)",
        "[info]  - Selected compute type: int8",
    )
    finding = doctor.processor(_done(0, *said))
    assert "uses AVX512 and computes in int8" in finding.text
    assert finding.data["int8_backend"] == "MKL"
    assert finding.data["instructions_why"] in finding.text
    assert doctor.processor(None).data["instructions"] is None


def test_why_a_model_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path))
    one, other = (models.find(packages.install(tmp_path, *pair), pair) for pair in (("de", "en"), ("en", "es")))
    options = Options(source="de", target="es")
    assert "by way of en, as no installed" in doctor.model((one, other), options, []).text
    assert "the highest version that is installed" in doctor.model((one,), options, []).text
    assert "named by --model" in doctor.model((one,), replace(options, model=tmp_path), []).text
    assert doctor.model((one,), options, ["passed over: x"]).text.endswith("; passed over: x")


def test_too_little_memory_or_room_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "memory", lambda: (10**9, 10**6))
    assert "too little memory" in str(doctor.memory(()).problem)
    monkeypatch.setattr(machine, "memory", lambda: None)
    assert doctor.memory(()).problem is None

    def full(path: Path) -> Disk:
        return machine.Disk(path, 0, writable=True)

    monkeypatch.setattr(machine, "disk", full)
    read = estimate.Sources(size=1_000, articles=1)
    assert "too little room" in str(doctor.disk(Options(out=tmp_path), read).problem)


def test_a_memory_that_is_there_is_no_problem(tmp_path: Path) -> None:
    memory = OutputFolder(tmp_path).memory
    memory.parent.mkdir()
    memory.touch()
    read = estimate.Sources(size=1_000, articles=1)
    for options in (Options(out=tmp_path), Options(out=tmp_path, memory=memory)):
        assert doctor.disk(options, read).problem is None


def test_a_folder_in_place_of_the_memory_is_a_problem(tmp_path: Path) -> None:
    found = doctor.disk(Options(out=tmp_path / "out", memory=tmp_path), estimate.Sources())
    assert "is to be the memory" in str(found.problem)


def test_the_expected_time_follows_from_the_sources_and_the_speed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Un titre\n\nUne phrase. Une phrase. Une autre.\n", encoding="utf-8")
    read = estimate.read_sources([str(tmp_path)], Options())
    assert (read.articles, read.segments, len(read.distinct), read.share) == (1, 4, 3, 1.0)
    speed, expected = doctor.speed(read, FakeEngine)
    assert speed.data["characters_per_second"] > 0
    assert expected.data["characters"] == len("Un titreUne phrase.Une autre.")


def test_sources_that_take_long_are_estimated_from_a_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(f"Un titre\n\nUne phrase {number}.\n", encoding="utf-8")
    monkeypatch.setattr(estimate, "READ_SECONDS", -1.0)
    read = estimate.read_sources([str(tmp_path)], Options())
    assert (read.articles, read.share) == (1, 0.25)
    assert "in the first 25.0% of" in doctor.of_sources(read).text


def test_a_measurement_ends_also_with_one_sentence() -> None:
    sentences, characters, seconds = estimate.measure(FakeEngine(), ["Oui."])
    assert characters == 4 * sentences
    assert seconds >= 0.04


@pytest.mark.parametrize("version", [4, 5, 99])
def test_a_memory_that_a_build_would_not_take_is_a_problem(tmp_path: Path, version: int) -> None:
    path = tmp_path / "memory.sqlite"
    Memory(path).close()
    with closing(sqlite3.connect(path)) as database:
        database.executescript(f"PRAGMA journal_mode = DELETE; PRAGMA user_version = {version}")
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    problem = doctor.disk(Options(out=tmp_path / "out", memory=path), estimate.Sources()).problem
    assert ("is of a newer bilingual" in str(problem)) == (version == 99)
    assert (problem is None) == (version != 99)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_what_is_no_memory_is_a_problem_and_gets_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "thesis.docx"
    path.write_bytes(b"PK a thesis")
    problem = doctor.disk(Options(out=tmp_path / "out", memory=path), estimate.Sources()).problem
    assert "is no translation memory of bilingual's" in str(problem)
    assert list(tmp_path.iterdir()) == [path]

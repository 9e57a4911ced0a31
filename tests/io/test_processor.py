from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.io import processor

if TYPE_CHECKING:
    from pathlib import Path

AMD = "processor\t: {0}\nmodel name\t: AMD EPYC: 9B14\ncpu MHz\t\t: 26{0}0.1\nflags\t\t: fpu avx2 avx512f\n\n"
ARM = "processor\t: 0\nBogoMIPS\t: 50.00\nFeatures\t: fp asimd sve\nCPU implementer\t: 0x41\n\n"


def test_what_the_system_says_of_the_first_processor(tmp_path: Path) -> None:
    path = tmp_path / "cpuinfo"
    path.write_text(AMD.format(0) + AMD.format(1))
    assert processor.name(path) == "AMD EPYC: 9B14"
    assert processor.features(path) == {"fpu", "avx2", "avx512f"}
    before = processor.description(path)
    path.write_text(AMD.format(1))
    assert processor.description(path) == before


def test_a_processor_without_a_name_has_features(tmp_path: Path) -> None:
    (tmp_path / "cpuinfo").write_text(ARM)
    assert processor.features(tmp_path / "cpuinfo") == {"fp", "asimd", "sve"}
    assert processor.name(tmp_path / "cpuinfo")


def test_a_system_that_tells_nothing(tmp_path: Path) -> None:
    assert processor.features(tmp_path / "none") == frozenset()
    assert processor.name(tmp_path / "none")

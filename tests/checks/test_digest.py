"""The digest that tells today's checks from others: of every file that they rest on, made only when it is asked for."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bilingual import checks
from bilingual.checks.digest import digest
from tests.support.places import ROOT

if TYPE_CHECKING:
    from pathlib import Path

FILES = ("checks/__init__.py", "checks/numbers/french.py", "checks/numbers/more/data.tsv", "lexicon/a/words.tsv.gz")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


@pytest.mark.parametrize("name", FILES)
def test_any_file_changes_it_however_deep(package: Path, name: str) -> None:
    before = digest(package)
    (package / name).write_text("changed")
    assert digest(package) != before
    (package / name).write_text(name)
    assert digest(package) == before
    (package / name).rename(package / f"{name}.old")
    assert digest(package) != before


@pytest.mark.parametrize("folder", ["checks/new", "lexicon/deep/new"])
def test_a_new_file_changes_it(package: Path, folder: str) -> None:
    before = digest(package)
    (package / folder).mkdir(parents=True)
    assert digest(package) == before
    (package / folder / "facts.py").touch()
    assert digest(package) != before


def test_neither_what_python_compiled_nor_other_folders_change_it(package: Path) -> None:
    before = digest(package)
    for folder in ("checks/__pycache__", "lexicon/a/__pycache__", "engines"):
        (package / folder).mkdir()
        (package / folder / "french.cpython-311.pyc").touch()
    assert digest(package) == before


def test_the_version_is_that_of_the_package() -> None:
    assert re.fullmatch("[0-9a-f]{8}", checks.version())
    assert checks.version() == digest(ROOT / "bilingual")


def test_importing_the_checks_reads_code_alone() -> None:
    # Neither data of the lexicon, nor locale data, nor anything to make a digest of.
    code = """
import sys
opened = []
sys.addaudithook(lambda event, args: event == "open" and opened.append(str(args[0])))
import bilingual.checks
data = [name for name in opened if "bilingual" in name and ".py" not in name]
assert not data, data
assert "babel" not in sys.modules and not [name for name in opened if "counterparts.tsv" in name]
assert bilingual.checks.version.cache_info().currsize == 0
"""
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")

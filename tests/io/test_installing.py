from __future__ import annotations

from pathlib import Path

import pytest

from bilingual.io.installing import Place, command, here, install

VENV = Path("/home/awa/bilingual/.venv")


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (
            Place(Path("/h/.local/share/pipx/venvs/bilingual-corpus"), Path("/usr"), Path("/x/python")),
            "pipx inject bilingual-corpus pyarrow",
        ),
        (
            Place(Path("/h/.local/share/uv/tools/bilingual-corpus"), Path("/usr"), Path("/x/python")),
            "uv tool install --with pyarrow bilingual-corpus",
        ),
        (Place(VENV, Path("/usr"), VENV / "bin/python"), f"{VENV}/bin/python -m pip install pyarrow"),
        (Place(VENV, Path("/usr"), VENV / "bin/python", managed=True), f"{VENV}/bin/python -m pip install pyarrow"),
        (
            Place(VENV, Path("/usr"), VENV / "bin/python", has_pip=False),
            f"uv pip install --python {VENV}/bin/python pyarrow",
        ),
        (Place(Path("/usr"), Path("/usr"), Path("/usr/bin/python3")), "/usr/bin/python3 -m pip install pyarrow"),
        (Place(Path("/a b"), Path("/usr"), Path("/a b/python")), "'/a b/python' -m pip install pyarrow"),
    ],
)
def test_the_command_fits_where_bilingual_is(place: Place, expected: str) -> None:
    assert command("pyarrow", place) == expected


def test_a_python_that_its_system_keeps_is_left_alone() -> None:
    told = command("pyarrow", Place(Path("/usr"), Path("/usr"), Path("/usr/bin/python3"), managed=True))
    assert told.startswith("pipx install bilingual-corpus && pipx inject bilingual-corpus pyarrow")


def test_a_python_below_the_current_folder_is_named_from_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    place = Place(tmp_path.resolve() / ".venv", Path("/usr"), tmp_path.resolve() / ".venv/bin/python")
    assert command("pyarrow", place) == ".venv/bin/python -m pip install pyarrow"


def test_this_python_can_be_told() -> None:
    assert here().program.name.startswith("python")
    assert install("pyarrow").startswith("Install it with ")

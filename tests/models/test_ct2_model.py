from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest

from bilingual.models.ct2_model import max_positions, variable_shapes
from tests.support import packages

if TYPE_CHECKING:
    from pathlib import Path

NAME = "encoder/position_encodings/encodings"


def _string(text: str) -> bytes:
    return struct.pack("<H", len(text) + 1) + text.encode() + b"\0"


def _old(version: int) -> bytes:
    """Return a file of one table of 6 by 2 numbers of 4 bytes, as the converters of that version wrote it."""
    parts = [struct.pack("<I", version)]
    if version >= 2:
        parts += [_string("TransformerBase"), struct.pack("<I", 3)]
    parts += [struct.pack("<I", 1), _string(NAME), struct.pack("<BII", 2, 6, 2)]
    parts += [struct.pack("<BI", 0, 48) if version >= 4 else struct.pack("<BI", 4, 12), b"\0" * 48]
    if version >= 3:
        parts += [struct.pack("<I", 1), _string("decoder/position_encodings/encodings"), _string(NAME)]
    return b"".join(parts)


@pytest.mark.parametrize("version", [1, 2, 3, 4, 5, 6])
def test_every_version_of_the_layout_is_read(tmp_path: Path, version: int) -> None:
    (tmp_path / "model.bin").write_bytes(_old(version))
    assert variable_shapes(tmp_path / "model.bin")[NAME] == (6, 2)
    assert max_positions(tmp_path, "encoder") == 6
    assert max_positions(tmp_path, "decoder") == (6 if version >= 3 else None)


def test_a_model_without_a_table_has_no_limit(tmp_path: Path) -> None:
    folder = packages.install(tmp_path, "fr", "en") / "model"
    assert max_positions(folder, "encoder") is None
    assert variable_shapes(folder / "model.bin")["decoder/projection/weight"][1] == 16


@pytest.mark.parametrize("end", [3, 10, 40, 80])
def test_a_file_that_is_cut_short_is_one_clear_error(tmp_path: Path, end: int) -> None:
    (tmp_path / "model.bin").write_bytes(_old(6)[:end])
    with pytest.raises(ValueError, match=r"is cut short|is not laid out"):
        variable_shapes(tmp_path / "model.bin")

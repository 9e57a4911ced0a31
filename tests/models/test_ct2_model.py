from __future__ import annotations

import os
import struct
from typing import TYPE_CHECKING

import pytest

from bilingual.models.ct2_model import (
    Header,
    Variable,
    aligning_with_all_heads,
    contradiction,
    header,
    max_positions,
    variable_shapes,
)
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


def _header(**scalars: int) -> Header:
    """Return the header of a model of two layers and four heads, with other scalars where some are given."""
    facts = {
        "encoder/num_heads": 4,
        "decoder/num_heads": 4,
        "decoder/alignment_heads": 1,
        "decoder/alignment_layer": -1,
    }
    facts |= {name.replace("__", "/"): value for name, value in scalars.items()}
    variables = {
        name: Variable((), "int16", 2, value.to_bytes(2, "little", signed=True)) for name, value in facts.items()
    }
    variables |= {f"decoder/layer_{number}/weight": Variable((3, 5), "float16", 30, b"") for number in range(2)}
    return Header("TransformerSpec", 7, variables, {})


@pytest.mark.parametrize(
    ("scalars", "lie"),
    [
        ({}, None),
        ({"decoder__alignment_heads": 0}, None),
        ({"decoder__alignment_heads": 4, "decoder__alignment_layer": -2}, None),
        ({"decoder__alignment_layer": 1}, None),
        ({"decoder__alignment_heads": 5}, "5 of its 4 heads are to align"),
        ({"decoder__alignment_heads": -1}, "-1 of its 4 heads are to align"),
        ({"decoder__alignment_layer": 2}, "layer 2 of its 2 layers is to align"),
        ({"decoder__alignment_layer": -3}, "layer -3 of its 2 layers is to align"),
        ({"encoder__num_heads": 0}, "its encoder has 0 heads"),
        ({"decoder__num_heads": -4}, "its decoder has -4 heads"),
    ],
)
def test_a_header_that_lies_about_its_attention_is_known(scalars: dict[str, int], lie: str | None) -> None:
    assert contradiction(_header(**scalars)) == lie


@pytest.mark.parametrize(
    ("variable", "lie"),
    [
        (Variable((2**32 - 1, 5), "int8", 10, b""), "'w' has not the size that its shape asks for"),
        (Variable((2, 5), "int16", 10, b""), "'w' has not the size that its shape asks for"),
        (Variable((2, 5), "type 9", 10, b""), "'w' is of type 9"),
        (Variable((2, 5), "bfloat16", 20, b""), None),
    ],
)
def test_a_header_that_lies_about_its_sizes_is_known(variable: Variable, lie: str | None) -> None:
    found = _header()
    found.variables["w"] = variable
    assert contradiction(found) == lie


@pytest.mark.parametrize("shared", [True, False])
def test_packages_that_work_are_not_refused(tmp_path: Path, *, shared: bool) -> None:
    folder = packages.install(tmp_path, "fr", "en", shared=shared)
    assert contradiction(header(folder / "model" / "model.bin")) is None


def test_a_header_without_end_is_not_read_to_it(tmp_path: Path) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(struct.pack("<I", 6) + _string("TransformerSpec") + struct.pack("<II", 7, 2**32 - 1))
    os.truncate(path, 5 * 1024**3)  # a hole: variables without a name, a shape or bytes
    with pytest.raises(ValueError, match="it says that it has 4,294,967,295 variables"):
        variable_shapes(path)


def test_a_pipe_in_place_of_a_model_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "model.bin")
    with pytest.raises(OSError, match="it is a named pipe, not a file"):
        max_positions(tmp_path, "encoder")


ALIGNING = "decoder/alignment_heads"


def test_all_heads_align_and_nothing_else_is_changed(tmp_path: Path) -> None:
    path = packages.install(tmp_path, "fr", "en") / "model" / "model.bin"
    before, raw = header(path), path.read_bytes()
    changed = aligning_with_all_heads(raw, before)
    (tmp_path / "model.bin").write_bytes(changed)
    after = header(tmp_path / "model.bin")
    heads = before.variables["decoder/num_heads"].whole
    assert before.variables[ALIGNING].whole == 1
    assert after.variables[ALIGNING].whole == heads
    assert after.shapes == before.shapes
    assert sum(one != other for one, other in zip(raw, changed, strict=True)) == 1


@pytest.mark.parametrize("version", [3, 4, 6])
def test_a_model_that_says_nothing_of_heads_is_given_their_number(tmp_path: Path, version: int) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(_old(version))
    before = header(path)
    path.write_bytes(aligning_with_all_heads(path.read_bytes(), before))
    after = header(path)
    assert after.variables[ALIGNING].whole == 8
    assert (after.variables[ALIGNING].type, after.variables[ALIGNING].shape) == ("int16", ())
    assert {name: shape for name, shape in after.shapes.items() if name != ALIGNING} == before.shapes
    assert after.aliases == before.aliases

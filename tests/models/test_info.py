"""What the header of a CTranslate2 model tells."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest

from bilingual.errors import ModelError
from bilingual.models import ct2_model, resolve
from bilingual.models.info import architecture, info
from tests.support.packages import like_argos, package

if TYPE_CHECKING:
    from pathlib import Path

    from bilingual.models import Model

FLOAT32, INT16 = 0, 2


def _text(text: str) -> bytes:
    return struct.pack("<H", len(text) + 1) + text.encode() + b"\0"


def _model(path: Path, variables: dict[str, tuple[tuple[int, ...], int, bytes]], aliases: dict[str, str]) -> Path:
    """Write a model file, as ``ctranslate2.specs.model_spec`` does."""
    data = struct.pack("<I", 6) + _text("TransformerSpec") + struct.pack("<II", 7, len(variables))
    for name, (shape, kind, content) in variables.items():
        data += _text(name) + struct.pack(f"<B{len(shape)}I", len(shape), *shape)
        data += struct.pack("<BI", kind, len(content)) + content
    data += struct.pack("<I", len(aliases))
    for alias, name in aliases.items():
        data += _text(alias) + _text(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_a_model_with_two_vocabularies(tmp_path: Path) -> None:
    weights = {
        "encoder/embeddings_0/weight": (5, 2),
        "decoder/embeddings/weight": (3, 2),
        "encoder/layer_0/ffn/linear_0/weight": (8, 2),
        "encoder/layer_0/ffn/linear_0/bias": (8,),
        "decoder/layer_0/ffn/linear_0/weight": (8, 2),
        "decoder/layer_1/ffn/linear_0/weight": (8, 2),
    }
    variables = {
        name: (shape, FLOAT32, bytes(4 * shape[0] * (shape[1] if len(shape) > 1 else 1)))
        for name, shape in weights.items()
    }
    _model(
        tmp_path / "model.bin",
        {**variables, "encoder/num_heads": ((), INT16, struct.pack("<h", 4))},
        {"decoder/projection/weight": "decoder/embeddings/weight", "again": "decoder/projection/weight"},
    )
    told = architecture(tmp_path)
    assert (told.specification, told.encoder_layers, told.decoder_layers) == ("TransformerSpec", 1, 2)
    assert (told.width, told.feed_forward, told.heads, told.positions) == (2, 8, 4, None)
    assert (told.source_vocabulary, told.target_vocabulary, told.shared) == (5, 3, False)
    assert told.parameters == 10 + 6 + 16 + 8 + 16 + 16
    assert told.quantization == "float32"
    assert ct2_model.variable_shapes(tmp_path / "model.bin")["again"] == (3, 2)


@pytest.mark.parametrize("data", [b"", b"x" * 100, struct.pack("<I", 6) + b"\xff" * 50])
def test_what_is_no_model_is_one_clear_error(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "model.bin").write_bytes(data)
    with pytest.raises(ModelError, match="the model does not load"):
        architecture(tmp_path)


def test_an_alias_of_nothing_is_one_clear_error(tmp_path: Path) -> None:
    _model(tmp_path / "model.bin", {}, {"a": "b"})
    with pytest.raises(ModelError, match="is not laid out as a CTranslate2 model"):
        architecture(tmp_path)


def test_texts_of_the_package_are_told(tmp_path: Path) -> None:
    folder = like_argos(package(tmp_path / "p.argosmodel"), tmp_path / "packages", "fr_en")
    _model(folder / "model" / "model.bin", {}, {})
    (folder / "LICENSE").write_text("CC0\nmore")
    (folder / "README.md").write_bytes(b"# Title\n\xff" + b"x" * 100_000)
    told = info(resolve.at(folder))
    assert told.licence == "CC0\nmore"
    assert told.readme is not None
    assert told.readme.startswith("# Title\n\ufffdx")
    assert len(told.readme) <= 1 << 16
    assert (told.architecture.heads, told.architecture.quantization) == (None, "unknown")


@pytest.mark.model
def test_the_starter(starter: Model) -> None:
    told = architecture(starter.folder / "model")
    assert told.width is not None
    assert told.heads is not None
    assert min(told.encoder_layers, told.decoder_layers, told.width, told.heads) > 0
    assert told.width % told.heads == 0
    assert told.source_vocabulary == told.target_vocabulary
    assert told.shared
    assert told.positions is None or told.positions > 0
    # A byte for each, scales and names beside them.
    assert told.quantization == "int8"
    assert told.parameters == pytest.approx((starter.folder / "model" / "model.bin").stat().st_size, rel=0.2)

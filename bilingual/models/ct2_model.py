"""What a CTranslate2 ``model.bin`` holds, read from its headers; CTranslate2 itself does not tell.

The layout is that of ``ctranslate2.specs.model_spec.ModelSpec._serialize``: a version, the specification's name, a
revision, the number of variables, then for each variable its name, rank, dimensions, type, size in bytes, and bytes,
then the names that are aliases of others (tied weights). Files older than version 4 have the size of an item and their
number in place of type and size, and those older than version 3 no aliases: the first packages of Argos are so old.
Integers are little-endian and unsigned; a string is its length with the final zero in 16 bits, then the bytes.
"""

from __future__ import annotations

import math
import os
import re
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from bilingual.io.regular import refuse_irregular

if TYPE_CHECKING:
    from pathlib import Path


# The first versions with the specification's name, with aliases, and with types.
_NAMED, _ALIASED, _TYPED = 2, 3, 4
# The names of ctranslate2.DataType, by their numbers in the file.
TYPES = ("float32", "int8", "int16", "int32", "float16", "bfloat16")
_SCALAR_BYTES = 8
# What no model has; the largest have some thousands.
_MOST_VARIABLES = 100_000
# Of models that do not say how many they have (ctranslate2.layers, num_heads).
_HEADS = 8
# How many bytes each takes.
_ITEM_BYTES = dict(zip(TYPES, (4, 1, 2, 4, 2, 2), strict=True))
_LAYER = re.compile(r"decoder/layer_(\d+)/")
# The types that old files had, by the size of an item.
_OLD_TYPES = {4: TYPES.index("float32"), 2: TYPES.index("int16"), 1: TYPES.index("int8")}


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable's shape, the name of its type, how many bytes it takes, and of a scalar these."""

    shape: tuple[int, ...]
    type: str
    size: int
    scalar: bytes

    @property
    def whole(self) -> int | None:
        """The whole number that a scalar is, None for what is none."""
        return int.from_bytes(self.scalar, "little", signed=True) if self.scalar and "int" in self.type else None


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says of itself: the model's specification, and its variables, some of which have ``aliases``."""

    specification: str
    revision: int
    variables: dict[str, Variable]
    aliases: dict[str, str]

    @property
    def shapes(self) -> dict[str, tuple[int, ...]]:
        """The shape of every variable by each of its names."""
        own = {name: variable.shape for name, variable in self.variables.items()}
        return own | {alias: own[name] for alias, name in self.aliases.items()}


def header(model_bin: Path) -> Header:
    """Return what a file says of itself. Raises ValueError where it has another layout, OSError."""
    state = model_bin.stat()
    refuse_irregular(state, model_bin)
    size = state.st_size
    variables: dict[str, Variable] = {}
    aliases: dict[str, str] = {}
    try:
        with model_bin.open("rb") as stream:
            version = _number(stream, "<I")
            specification = _string(stream) if version >= _NAMED else ""
            revision = _number(stream, "<I") if version >= _NAMED else 1
            for _ in range(_few(_number(stream, "<I"))):
                name = _string(stream)
                variables[name] = _variable(stream, version)
                if stream.tell() > size:
                    raise ValueError(f"'{model_bin}' is cut short")
            for _ in range(_few(_number(stream, "<I")) if version >= _ALIASED else 0):
                alias, original = _string(stream), _string(stream)
                if original not in variables:
                    original = aliases[original]
                aliases[alias] = original
    except (struct.error, UnicodeDecodeError, KeyError) as error:
        raise ValueError(f"'{model_bin}' is not laid out as a CTranslate2 model ({error})") from error
    return Header(specification, revision, variables, aliases)


def contradiction(found: Header) -> str | None:
    """Return what shows that a model's header lies, None where nothing does.

    CTranslate2 believes it, and reads and writes beyond its memory: which head and layer tell what a token was made of
    are not looked at there, and may do harm long after the model was loaded.
    """
    for name, variable in found.variables.items():
        if variable.type not in _ITEM_BYTES:
            return f"'{name}' is of {variable.type}"
        if math.prod(variable.shape) * _ITEM_BYTES[variable.type] != variable.size:
            return f"'{name}' has not the size that its shape asks for"
    layers = len({match[1] for name in found.shapes if (match := _LAYER.match(name))})

    def scalar(name: str, otherwise: int) -> int:
        whole = found.variables[name].whole if name in found.variables else None
        return otherwise if whole is None else whole

    heads = {side: scalar(f"{side}/num_heads", _HEADS) for side in ("encoder", "decoder")}
    for side, number in heads.items():
        if number < 1:
            return f"its {side} has {number} heads"
    aligning, layer = scalar("decoder/alignment_heads", 0), scalar("decoder/alignment_layer", -1)
    if not 0 <= aligning <= heads["decoder"]:
        return f"{aligning} of its {heads['decoder']} heads are to align"
    if layers and not -layers <= layer < layers:
        return f"layer {layer} of its {layers} layers is to align"
    return None


def variable_shapes(model_bin: Path) -> dict[str, tuple[int, ...]]:
    """Return the shape of every variable by its name. Raises ValueError where the file has another layout."""
    return header(model_bin).shapes


def max_positions(folder: Path, side: str) -> int | None:
    """Return how many positions the ``encoder`` or ``decoder`` (``side``) has encodings for, or None for no limit.

    Converters either store a table of encodings with the model or leave CTranslate2 to compute them.
    """
    shape = variable_shapes(folder / "model.bin").get(f"{side}/position_encodings/encodings")
    return shape[0] if shape else None


def _variable(stream: BinaryIO, version: int) -> Variable:
    """Read a variable, and pass over its bytes, of which there may be many."""
    shape = tuple(_number(stream, "<I") for _ in range(_number(stream, "<B")))
    number, size = _number(stream, "<B"), _number(stream, "<I")
    if version < _TYPED:
        # What is told then is how large an item is, and how many there are.
        number, size = _OLD_TYPES.get(number, len(TYPES)), number * size
    scalar = stream.read(size) if size <= _SCALAR_BYTES and not shape else b""
    stream.seek(size - len(scalar), os.SEEK_CUR)
    return Variable(shape, TYPES[number] if number < len(TYPES) else f"type {number}", size, scalar)


def _few(number: int) -> int:
    """Return how many variables there are, where that can be."""
    if number > _MOST_VARIABLES:
        raise ValueError(f"it says that it has {number:,} variables")
    return number


def _number(stream: BinaryIO, layout: str) -> int:
    (value,) = struct.unpack(layout, stream.read(struct.calcsize(layout)))
    return int(value)


def _string(stream: BinaryIO) -> str:
    length = _number(stream, "<H")
    return stream.read(length).rstrip(b"\0").decode()

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
# How many heads of one layer tell what a token was made of.
_ALIGNING = "decoder/alignment_heads"
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
    """A variable's shape, the name of its type, how many bytes it takes, and of a scalar these; ``at`` is where."""

    shape: tuple[int, ...]
    type: str
    size: int
    scalar: bytes
    at: int = 0

    @property
    def whole(self) -> int | None:
        """The whole number that a scalar is, None for what is none."""
        return int.from_bytes(self.scalar, "little", signed=True) if self.scalar and "int" in self.type else None


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says of itself: the model's specification, and its variables, some of which have ``aliases``.

    ``version`` is that of the layout; the number of variables stands at the byte ``count_at``, they after it.
    """

    specification: str
    revision: int
    variables: dict[str, Variable]
    aliases: dict[str, str]
    version: int = 0
    count_at: int = 0

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
            count_at = stream.tell()
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
    return Header(specification, revision, variables, aliases, version, count_at)


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
    heads = {side: _scalar(found, f"{side}/num_heads", _HEADS) for side in ("encoder", "decoder")}
    for side, number in heads.items():
        if number < 1:
            return f"its {side} has {number} heads"
    aligning, layer = _scalar(found, _ALIGNING, 0), _scalar(found, "decoder/alignment_layer", -1)
    if not 0 <= aligning <= heads["decoder"]:
        return f"{aligning} of its {heads['decoder']} heads are to align"
    if layers and not -layers <= layer < layers:
        return f"layer {layer} of its {layers} layers is to align"
    return None


def aligning_with_all_heads(raw: bytes, found: Header) -> bytes:
    """Return the bytes of a model whose attention is the mean of all heads that a layer has, and that is else the same.

    ``raw`` is a whole ``model.bin``, ``found`` its header. A package says, as a rule, that one head is to align, which
    does worse.
    """
    heads = _scalar(found, "decoder/num_heads", _HEADS)
    variable = found.variables.get(_ALIGNING)
    if variable is not None:
        number = heads.to_bytes(variable.size, "little")
        return raw[: variable.at] + number + raw[variable.at + variable.size :]
    # Old packages leave it out; a type takes the place of the size of an item.
    kind = TYPES.index("int16") if found.version >= _TYPED else 2
    size = 2 if found.version >= _TYPED else 1
    name = _ALIGNING.encode() + b"\0"
    added = struct.pack("<H", len(name)) + name + struct.pack("<BBIh", 0, kind, size, heads)
    after = found.count_at + struct.calcsize("<I")
    return raw[: found.count_at] + struct.pack("<I", len(found.variables) + 1) + added + raw[after:]


def _scalar(found: Header, name: str, otherwise: int) -> int:
    whole = found.variables[name].whole if name in found.variables else None
    return otherwise if whole is None else whole


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
    at = stream.tell()
    scalar = stream.read(size) if size <= _SCALAR_BYTES and not shape else b""
    stream.seek(size - len(scalar), os.SEEK_CUR)
    return Variable(shape, TYPES[number] if number < len(TYPES) else f"type {number}", size, scalar, at)


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

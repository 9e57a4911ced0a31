"""What a CTranslate2 ``model.bin`` holds, read from its headers; CTranslate2 itself does not tell.

The layout is that of ``ctranslate2.specs.model_spec.ModelSpec._serialize``: a version, the specification's name, a
revision, the number of variables, then for each variable its name, rank, dimensions, type, size in bytes, and bytes,
then the names that are aliases of others (tied weights). Files older than version 4 have the size of an item and their
number in place of type and size, and those older than version 3 no aliases: the first packages of Argos are so old.
Integers are little-endian and unsigned; a string is its length with the final zero in 16 bits, then the bytes.
"""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from pathlib import Path


# The first versions with the specification's name, with aliases, and with types.
_NAMED, _ALIASED, _TYPED = 2, 3, 4
# The names of ctranslate2.DataType, by their numbers in the file.
TYPES = ("float32", "int8", "int16", "int32", "float16", "bfloat16")
_SCALAR_BYTES = 8
# The types that old files had, by the size of an item.
_OLD_TYPES = {4: TYPES.index("float32"), 2: TYPES.index("int16"), 1: TYPES.index("int8")}


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable's shape, the name of its type, and of a scalar the bytes."""

    shape: tuple[int, ...]
    type: str
    scalar: bytes


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
    size = model_bin.stat().st_size
    variables: dict[str, Variable] = {}
    aliases: dict[str, str] = {}
    try:
        with model_bin.open("rb") as stream:
            version = _number(stream, "<I")
            specification = _string(stream) if version >= _NAMED else ""
            revision = _number(stream, "<I") if version >= _NAMED else 1
            for _ in range(_number(stream, "<I")):
                name = _string(stream)
                variables[name] = _variable(stream, version)
                if stream.tell() > size:
                    raise ValueError(f"'{model_bin}' is cut short")
            for _ in range(_number(stream, "<I") if version >= _ALIASED else 0):
                alias, original = _string(stream), _string(stream)
                if original not in variables:
                    original = aliases[original]
                aliases[alias] = original
    except (struct.error, UnicodeDecodeError, KeyError) as error:
        raise ValueError(f"'{model_bin}' is not laid out as a CTranslate2 model ({error})") from error
    return Header(specification, revision, variables, aliases)


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
    return Variable(shape, TYPES[number] if number < len(TYPES) else f"type {number}", scalar)


def _number(stream: BinaryIO, layout: str) -> int:
    (value,) = struct.unpack(layout, stream.read(struct.calcsize(layout)))
    return int(value)


def _string(stream: BinaryIO) -> str:
    length = _number(stream, "<H")
    return stream.read(length).rstrip(b"\0").decode()

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
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from pathlib import Path


# The first versions with the specification's name, with aliases, and with types.
_NAMED, _ALIASED, _TYPED = 2, 3, 4


def variable_shapes(model_bin: Path) -> dict[str, tuple[int, ...]]:
    """Return the shape of every variable by its name. Raises ValueError where the file has another layout."""
    size = model_bin.stat().st_size
    shapes: dict[str, tuple[int, ...]] = {}
    try:
        with model_bin.open("rb") as stream:
            version = _number(stream, "<I")
            if version >= _NAMED:
                _string(stream)
                _number(stream, "<I")
            for _ in range(_number(stream, "<I")):
                name = _string(stream)
                shapes[name] = tuple(_number(stream, "<I") for _ in range(_number(stream, "<B")))
                item, size_or_count = _number(stream, "<B"), _number(stream, "<I")
                stream.seek(size_or_count if version >= _TYPED else item * size_or_count, os.SEEK_CUR)
                if stream.tell() > size:
                    raise ValueError(f"'{model_bin}' is cut short")
            for _ in range(_number(stream, "<I") if version >= _ALIASED else 0):
                alias = _string(stream)
                shapes[alias] = shapes[_string(stream)]
    except (struct.error, UnicodeDecodeError, KeyError) as error:
        raise ValueError(f"'{model_bin}' is not laid out as a CTranslate2 model ({error})") from error
    return shapes


def max_positions(folder: Path, side: str) -> int | None:
    """Return how many positions the ``encoder`` or ``decoder`` (``side``) has encodings for, or None for no limit.

    Converters either store a table of encodings with the model or leave CTranslate2 to compute them.
    """
    shape = variable_shapes(folder / "model.bin").get(f"{side}/position_encodings/encodings")
    return shape[0] if shape else None


def _number(stream: BinaryIO, layout: str) -> int:
    (value,) = struct.unpack(layout, stream.read(struct.calcsize(layout)))
    return int(value)


def _string(stream: BinaryIO) -> str:
    length = _number(stream, "<H")
    return stream.read(length).rstrip(b"\0").decode()

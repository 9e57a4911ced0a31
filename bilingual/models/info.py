"""What a package is made of, as far as its files tell."""

from __future__ import annotations

import contextlib
import re
import struct
from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING

from bilingual.errors import ModelError
from bilingual.models import ct2_model
from bilingual.models.digests import size_of
from bilingual.models.lockfile import UntrustedError
from bilingual.models.packages import ANOTHER, TOKENIZERS, Candidate, Model
from bilingual.models.resolve import locked_entry, open_
from bilingual.wording import why

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bilingual.models.ct2_model import Header

_LAYER = re.compile(r"(encoder|decoder)/layer_(\d{1,4})/")
_TOKENIZER_NAMES = dict(zip(TOKENIZERS, ("SentencePiece", "BPE"), strict=True))
_TEXTS = {
    "readme": ("README.md", "README", "README.txt"),
    "licence": ("LICENSE", "LICENSE.txt", "LICENSE.md", "LICENCE"),
}
# Longer texts are cut.
_MAX_TEXT_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class Architecture:
    """A CTranslate2 model's dimensions; None for what its file does not tell.

    ``parameters`` counts weights and biases, tied ones once. ``source_vocabulary`` and ``target_vocabulary`` are in
    tokens; ``shared`` says whether they are one. ``positions`` is how many source tokens it takes, None for no limit.
    ``quantization`` is the type of most weights.
    """

    specification: str
    encoder_layers: int
    decoder_layers: int
    width: int | None
    feed_forward: int | None
    heads: int | None
    positions: int | None
    parameters: int
    source_vocabulary: int | None
    target_vocabulary: int | None
    shared: bool
    quantization: str


@dataclass(frozen=True, slots=True)
class Info:
    """A package: ``size`` in bytes as it lies, ``source`` where it was installed from if that is known."""

    model: Model
    path: Path
    size: int
    source_name: str
    target_name: str
    argos_version: str
    description: str
    tokenizer: str
    target_prefix: str
    source: str | None
    architecture: Architecture
    readme: str | None
    licence: str | None


def info(candidate: Candidate, note: Callable[[str], None] = lambda _: None) -> Info:
    """Describe a package; one that was changed since it was installed as it is now. Raises ModelError."""
    model = open_(candidate, note, accept_changed=True)
    metadata = candidate.metadata
    locked = None
    with contextlib.suppress(UntrustedError):  # what was noted cannot be read, which is told already
        locked = locked_entry(candidate.path) if candidate.path.is_dir() else None

    def stated(name: str) -> str:
        value = metadata.get(name)
        return value if isinstance(value, str) else ""

    return Info(
        model=model,
        path=candidate.path,
        size=size_of(candidate.path),
        source_name=stated("from_name"),
        target_name=stated("to_name"),
        argos_version=stated("argos_version"),
        description=stated("description"),
        tokenizer=next(_TOKENIZER_NAMES[name] for name in TOKENIZERS if (model.folder / name).is_file()),
        target_prefix=stated("target_prefix"),
        source=locked.source if locked else None,
        architecture=architecture(model.folder / "model"),
        readme=_text(model.folder, "readme"),
        licence=_text(model.folder, "licence") or stated("license") or stated("licence") or None,
    )


def architecture(folder: Path) -> Architecture:
    """Describe the CTranslate2 model in ``folder``. Raises ModelError."""
    try:
        header = ct2_model.header(folder / "model.bin")
    except (OSError, ValueError) as error:
        raise ModelError(f"the model does not load ({why(error)})", ANOTHER) from error
    shapes = header.shapes
    layers = {match.groups() for name in shapes if (match := _LAYER.match(name))}
    weights = {name: variable for name, variable in header.variables.items() if name.endswith(("/weight", "/bias"))}
    quantized: dict[str, int] = {}
    for variable in weights.values():
        quantized[variable.type] = quantized.get(variable.type, 0) + prod(variable.shape)
    source, target = shapes.get("encoder/embeddings_0/weight"), shapes.get("decoder/embeddings/weight")
    feed_forward = shapes.get("encoder/layer_0/ffn/linear_0/weight")
    return Architecture(
        specification=header.specification,
        encoder_layers=sum(side == "encoder" for side, _ in layers),
        decoder_layers=sum(side == "decoder" for side, _ in layers),
        width=source[1] if source and len(source) > 1 else None,
        feed_forward=feed_forward[0] if feed_forward else None,
        heads=_scalar(header, "encoder/num_heads"),
        positions=ct2_model.max_positions(folder, "encoder"),
        parameters=sum(quantized.values()),
        source_vocabulary=source[0] if source else None,
        target_vocabulary=target[0] if target else None,
        shared=any(folder.glob("shared_vocabulary.*")),
        quantization=max(quantized, key=lambda kind: quantized[kind], default="unknown"),
    )


def _scalar(header: Header, name: str) -> int | None:
    variable = header.variables.get(name)
    layout = {1: "<b", 2: "<h", 4: "<i", 8: "<q"}.get(len(variable.scalar)) if variable else None
    if variable is None or layout is None or not variable.type.startswith("int"):
        return None
    return int(struct.unpack(layout, variable.scalar)[0])


def _text(folder: Path, what: str) -> str | None:
    for name in _TEXTS[what]:
        path = folder / name
        if path.is_file():
            with path.open("rb") as stream:
                return stream.read(_MAX_TEXT_BYTES).decode("utf-8", "replace").strip()
    return None

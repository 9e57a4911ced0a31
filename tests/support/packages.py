"""Makers of translation packages: archives that only look like one, and small packages that translate into nonsense.

The latter load and tokenize, and have weights of chance: what they say is of no use, but follows from the seed alone.
Each takes well under a second to make.
"""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bilingual.io.files import file_sha256
from bilingual.models import probe
from bilingual.models.argos import package_module
from bilingual.models.ct2_library import library
from bilingual.models.digests import manifest_sha256

if TYPE_CHECKING:
    from collections.abc import Mapping

METADATA = {"package_version": "1.0", "from_code": "fr", "to_code": "en", "from_name": "French", "to_name": "English"}
PARTS = ("sentencepiece.model", "model/model.bin", "model/config.json")

SPECIAL = ["<unk>", "<s>", "</s>"]
# Enough of several scripts for a vocabulary in which nothing of the tests is unknown.
LINES = (
    "La Russie soutient le Mali, et le ministre le répète devant l'assemblée.",
    "Russia supports Mali, and the minister repeats it before the assembly.",
    "Russland unterstützt Mali, und der Minister wiederholt es vor der Versammlung.",
    "Les résultats obtenus en deux ans sont éloquents ; pourquoi maintenant ?",
    "The results of two years speak for themselves; why now?",
    "Die Ergebnisse aus zwei Jahren sprechen für sich; warum jetzt?",
    "تدعم روسيا مالي. لماذا الآن؟",
    "俄罗斯支持马里。为什么是现在？",
)
_SIZE, _HEADS, _INNER = 16, 2, 32
# Added to the end-of-sentence token, so that sentences come to an end after a few tokens.
_END_BIAS = 2.5


def package(
    path: Path, metadata: object = METADATA, parts: tuple[str, ...] = PARTS, extra: Mapping[str, str] | None = None
) -> Path:
    """Make an archive; each part holds its own name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("pkg/metadata.json", json.dumps(metadata))
        for part in parts:
            archive.writestr(f"pkg/{part}", part)
        for name, text in (extra or {}).items():
            archive.writestr(name, text)
    return path


def version(path: Path, number: str, **fields: str) -> Path:
    """Make an archive of a version, whose weights tell it."""
    return package(path, METADATA | {"package_version": number} | fields, extra={"pkg/model/weights": number})


def like_argos(archive: Path, packages: Path, name: str) -> Path:
    """Unpack an archive among the packages as argostranslate does, and return its folder."""
    with zipfile.ZipFile(archive) as opened:
        for info in opened.infolist():
            info.filename = info.filename.replace("pkg/", f"{name}/", 1)
            opened.extract(info, packages)
    return packages / name


def seen_by_argos(packages: Path) -> list[str]:
    """Return what argostranslate takes for packages, by the names of their folders."""
    return sorted(found.package_path.name for found in package_module().get_installed_packages([packages]))


def folders(packages: Path) -> list[str]:
    """Return the folders among the packages."""
    return sorted(path.name for path in packages.iterdir() if path.is_dir()) if packages.exists() else []


def left_over(packages: Path) -> list[str]:
    """Return what lies beside the packages."""
    return [path.name for path in packages.parent.iterdir() if path != packages]


def install(  # noqa: PLR0913 - a fact of the package each
    folder: Path,
    source: str,
    target: str,
    *,
    tokenizer: str = "sentencepiece",
    shared: bool = True,
    vocabulary: str = "json",
    target_prefix: str = "",
    version: str = "1.0",
    seed: int = 1,
    favoured: str = "</s>",
    bias: float = _END_BIAS,
    alignment_layer: int | None = None,
    believed: bool = True,
) -> Path:
    """Make an unpacked package ``translate-<source>_<target>-<version>`` in ``folder``, and return its folder.

    ``tokenizer`` is ``sentencepiece`` or ``bpe``; ``shared`` says whether both languages share a vocabulary file, which
    is ``json`` or ``txt``. ``bias`` is added to what speaks for the token ``favoured``.
    ``alignment_layer`` is where the model says that its attention tells what a token was made of. Where it is
    ``believed``, a build takes it as it is, though it talks nonsense.
    """
    package = folder / f"translate-{source}_{target}-{version.replace('.', '_')}"
    package.mkdir(parents=True)
    metadata = {
        "package_version": version,
        "argos_version": "1.9.0",
        "from_code": source,
        "from_name": source.upper(),
        "to_code": target,
        "to_name": target.upper(),
        "type": "translate",
    }
    if target_prefix:
        metadata["target_prefix"] = target_prefix
    (package / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    (package / "README.md").write_text(f"{source} to {target}, by chance\n", encoding="utf-8")
    pieces = _sentencepiece(package, target_prefix) if tokenizer == "sentencepiece" else _bpe(package)
    tokens = SPECIAL + [piece for piece in pieces if piece not in SPECIAL]
    if target_prefix and target_prefix not in tokens:
        tokens.append(target_prefix)
    # A vocabulary of its own for the target is shorter: it lacks what only the source needs.
    _weights(
        package / "model",
        tokens,
        tokens if shared else tokens[: len(tokens) * 3 // 4],
        seed,
        (favoured, bias),
        alignment_layer,
    )
    if vocabulary == "txt":
        for path in (package / "model").glob("*_vocabulary.json"):
            lines = json.loads(path.read_text(encoding="utf-8"))
            path.with_suffix(".txt").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
            path.unlink()
    return believe(package) if believed else package


def believe(package: Path) -> Path:
    """Note in the cache that a package, a folder or an archive, was tried out and works, and return it."""
    sha256 = manifest_sha256(package) if package.is_dir() else file_sha256(package)
    passed = probe.passed(sha256)
    passed.parent.mkdir(parents=True, exist_ok=True)
    passed.touch()
    return package


def pack(package: Path, archive: Path) -> Path:
    """Write a package as the archive that is offered for download: the same bytes from the same files."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as stream:
        for path in sorted(path for path in package.rglob("*") if path.is_file()):
            name = (Path(package.name) / path.relative_to(package)).as_posix()
            stream.writestr(zipfile.ZipInfo(name), path.read_bytes(), zipfile.ZIP_DEFLATED)
    return archive


def _sentencepiece(package: Path, target_prefix: str) -> list[str]:
    """Train a tokenizer, and return its pieces."""
    import sentencepiece

    stream = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(LINES),
        model_writer=stream,
        vocab_size=200,
        character_coverage=1.0,
        hard_vocab_limit=False,
        user_defined_symbols=[target_prefix] if target_prefix else [],
        minloglevel=2,
    )
    (package / "sentencepiece.model").write_bytes(stream.getvalue())
    processor = sentencepiece.SentencePieceProcessor(model_proto=stream.getvalue())
    return [processor.id_to_piece(number) for number in range(processor.get_piece_size())]


def _bpe(package: Path) -> list[str]:
    """Write the merges of subword-nmt's format 0.2, a few by hand, and return all that they can leave of a word."""
    merges = [
        "l e</w>",
        "l a</w>",
        "M a",
        "l i</w>",
        "Ma li</w>",
        "R u",
        "Ru s",
        "Rus s",
        "e r</w>",
        "d e",
        "t h",
        "th e</w>",
    ]
    (package / "bpe.model").write_text("\n".join(["#version: 0.2", *merges]) + "\n", encoding="utf-8")
    merged = ["".join(merge.split()) for merge in merges]
    letters = [*sorted(set("".join(LINES)) - {" "}), "&apos;", "&quot;"]
    return [
        *(word.removesuffix("</w>") if word.endswith("</w>") else f"{word}@@" for word in merged),
        *letters,
        *(f"{letter}@@" for letter in letters),
    ]


def _weights(  # noqa: PLR0913, PLR0917 - a fact of the model each
    folder: Path,
    source: list[str],
    target: list[str],
    seed: int,
    favour: tuple[str, float],
    alignment_layer: int | None,
) -> None:
    """Write a CTranslate2 model of one layer each way, its weights drawn from ``seed``."""
    import numpy as np

    TransformerSpec = library().specs.TransformerSpec  # noqa: N806 - the name of a class
    random = np.random.default_rng(seed)
    spec = TransformerSpec.from_config(num_layers=1, num_heads=_HEADS)

    def draw(*shape: int) -> Any:  # noqa: ANN401 - CTranslate2 ships no types
        return random.normal(0, 0.3, shape).astype(np.float32)

    def linear(layer: Any, inputs: int, outputs: int) -> None:  # noqa: ANN401
        layer.weight, layer.bias = draw(outputs, inputs), draw(outputs)

    def norm(layer: Any) -> None:  # noqa: ANN401
        layer.gamma, layer.beta = np.ones(_SIZE, np.float32), np.zeros(_SIZE, np.float32)

    def attend(attention: Any, joined: tuple[int, ...]) -> None:  # noqa: ANN401
        norm(attention.layer_norm)
        for layer, outputs in zip(attention.linear, joined, strict=True):
            linear(layer, _SIZE, outputs)

    def feed(network: Any) -> None:  # noqa: ANN401
        norm(network.layer_norm)
        linear(network.linear_0, _SIZE, _INNER)
        linear(network.linear_1, _INNER, _SIZE)

    spec.encoder.embeddings[0].weight = draw(len(source), _SIZE)
    spec.decoder.embeddings.weight = draw(len(target), _SIZE)
    for side in (spec.encoder, spec.decoder):
        side.scale_embeddings = True
        norm(side.layer_norm)
        [layer] = side.layer
        attend(layer.self_attention, (3 * _SIZE, _SIZE))
        feed(layer.ffn)
    attend(spec.decoder.layer[0].attention, (_SIZE, 2 * _SIZE, _SIZE))
    linear(spec.decoder.projection, _SIZE, len(target))
    favoured, bias = favour
    spec.decoder.projection.bias[target.index(favoured)] += bias
    if alignment_layer is not None:
        spec.decoder.alignment_layer = np.int16(alignment_layer)
    spec.register_source_vocabulary(source)
    spec.register_target_vocabulary(target)
    spec.config.add_source_eos = True
    spec.config.decoder_start_token = "<s>"  # noqa: S105 - a token of the vocabulary
    spec.validate()
    folder.mkdir()
    spec.save(str(folder))

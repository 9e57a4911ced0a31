"""``bilingual model info``: what a package is made of."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli.flags import JsonOption
from bilingual.cli.model.printing import note, print_columns
from bilingual.cli.model.selection import by_name_or_path
from bilingual.cli.output import write_json, write_line
from bilingual.errors import ModelError
from bilingual.wording import count, in_bytes, printable

if TYPE_CHECKING:
    from bilingual.data import Calibration
    from bilingual.models.info import Info


def info(
    package: Annotated[
        str, typer.Argument(metavar="PACKAGE", help="The name of a package that is here, or the path of one.")
    ],
    *,
    as_json: JsonOption = False,
) -> None:
    """Show what a package is made of."""
    from bilingual.engines.calibration import measured
    from bilingual.models.info import info
    from bilingual.models.packages import ANOTHER

    try:
        told = info(by_name_or_path(package), note)
    except ModelError as error:
        if error.remedy != ANOTHER:
            raise
        raise ModelError(error.message, "Name a package that bilingual model list shows, or the path of one") from error
    calibration = measured(told.model.sha256, note)
    if as_json:
        write_json(asdict(told) | {"calibration": calibration and calibration.record()})
        return
    facts = _facts(told) | {"calibration": _calibration(calibration)}
    print_columns([(f"{name}:", value) for name, value in facts.items() if value])
    if told.readme:
        write_line("")
        for line in told.readme.splitlines():
            write_line(printable(line))


def _calibration(found: Calibration | None) -> str:
    if found is None:
        return "none, so that scores are judged by what was measured with the starter (bilingual model calibrate)"
    old = ", by score: measure again for trust (bilingual model calibrate)" if found.scaling is None else ""
    return f"{count(found.sentences, 'sentence')}: trust from {found.trust:.2f} on, doubt below {found.doubt:.2f}{old}"


def _facts(told: Info) -> dict[str, str]:
    """Return what to show of a package, by name; empty where there is nothing to say."""
    built, model = told.architecture, told.model
    sizes = [
        f", width {built.width:,}" if built.width else "",
        f", feed-forward {built.feed_forward:,}" if built.feed_forward else "",
        f", {count(built.heads, 'head')}" if built.heads else "",
    ]
    kind = built.specification.removesuffix("Spec")
    layers = f"{built.encoder_layers} encoder and {built.decoder_layers} decoder layers"
    vocabulary = count(built.source_vocabulary or 0, "token")
    if not built.shared:
        vocabulary += f" of source, {built.target_vocabulary or 0:,} of target"
    return {
        "name": printable(model.name),
        "version": printable(model.version + (f" (for Argos {told.argos_version})" if told.argos_version else "")),
        "languages": printable(
            f"{told.source_name or '?'} to {told.target_name or '?'} "
            f"({model.source_language} to {model.target_language})"
        ),
        "description": printable(told.description),
        "path": str(told.path),
        "installed from": printable(told.source or ""),
        "size": in_bytes(told.size),
        "sha256": model.sha256,
        "architecture": printable(f"{kind}, {layers}{''.join(sizes)}"),
        "parameters": f"{built.parameters / 1e6:,.1f} million",
        "quantization": built.quantization,
        "vocabulary": vocabulary + (", shared" if built.shared else ""),
        "longest source": count(built.positions, "token") if built.positions else "no limit of its own",
        "tokenizer": told.tokenizer,
        "target prefix": printable(told.target_prefix),
        "licence": printable((told.licence or "not stated").splitlines()[0]),
    }

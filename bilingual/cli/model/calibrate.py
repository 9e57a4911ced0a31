"""``bilingual model calibrate``: what the scores of a model say, measured against translations by people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli.flags import (
    AcceptChangedOption,
    DeviceOption,
    FromOption,
    JsonOption,
    ModelOption,
    ThreadsOption,
    ToOption,
)
from bilingual.cli.model.printing import note, print_columns
from bilingual.cli.output import write_json, write_line
from bilingual.cli.settings import merged
from bilingual.wording import count, encodable, printable

if TYPE_CHECKING:
    from bilingual.pipeline.calibration import Measured


def calibrate(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILE.tsv",
            help="A sentence, a tab and a person's translation on each line. Default: 300 French and English ones.",
        ),
    ] = None,
    *,
    source: FromOption = None,
    target: ToOption = None,
    model: ModelOption = None,
    threads: ThreadsOption = None,
    device: DeviceOption = None,
    accept_changed: AcceptChangedOption = False,
    as_json: JsonOption = False,
) -> None:
    """Measure what the scores of a package say. Builds that use it judge their scores by that."""
    from bilingual.pipeline.calibration import measure

    options = merged(source=source, target=target, model=model, threads=threads, device=device)
    done = measure(files or (), options, note=note, accept_changed=accept_changed)
    if as_json:
        write_json(done.calibration.record() | {"sizes": list(done.sizes), "kept": encodable(str(done.kept))})
    else:
        _print(done)


def _print(done: Measured) -> None:
    from bilingual.checks.confidence.bands import bands

    found = done.calibration
    ranges = (f"{found.trust:.2f} and more", f"{found.doubt:.2f} to {found.trust:.2f}", f"below {found.doubt:.2f}")
    write_line(printable(f"{found.model}: {count(found.sentences, 'sentence')} held against a person's translation"))
    print_columns(
        [
            (
                band.name,
                range_,
                f"{size / found.sentences:5.1%}".replace("%", " %"),
                "none seen" if band.bad_share is None else f"{band.bad_share:.0%} of them bad".replace("%", " %"),
            )
            for band, range_, size in zip(bands(found), ranges, done.sizes, strict=True)
        ]
    )
    write_line(printable(f"kept in '{done.kept}'"))

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
from bilingual.errors import UsageError
from bilingual.wording import count, encodable, printable

if TYPE_CHECKING:
    from bilingual.data import Calibration
    from bilingual.pipeline.calibration import Forgotten, Measured


def calibrate(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILE.tsv",
            help="A sentence, a tab and a person's translation on each line; - for stdin. "
            "Default: 300 French and English ones.",
        ),
    ] = None,
    *,
    source: FromOption = None,
    target: ToOption = None,
    model: ModelOption = None,
    threads: ThreadsOption = None,
    device: DeviceOption = None,
    accept_changed: AcceptChangedOption = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace what was measured on many more sentences, too.")
    ] = False,
    reset: Annotated[
        bool, typer.Option("--reset", help="Remove what was measured here: what shipped with bilingual holds again.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Measure what the scores of a package say. Builds that use it judge their scores by that."""
    from bilingual.pipeline.calibration import forget, measure

    options = merged(source=source, target=target, model=model, threads=threads, device=device)
    if reset:
        if files or replace:
            raise UsageError("--reset measures nothing", "Leave out the files and --replace, or --reset")
        _print_reset(forget(options, note=note, accept_changed=accept_changed), as_json=as_json)
        return
    done = measure(files or (), options, note=note, accept_changed=accept_changed, replace=replace)
    if as_json:
        told = {
            "sizes": list(done.sizes),
            "kept": encodable(str(done.kept)),
            "doubts": list(done.doubts),
            "unsteady": list(done.unsteady),
        }
        write_json(done.calibration.record() | told)
    else:
        _print(done)
    if done.doubts:
        note(
            f"warning: {'; '.join(done.doubts)}. Look whether both sides of each line belong together; "
            "the same command with --reset and no file goes back."
        )
    elif done.unsteady:
        note(f"note: judged by cut-offs from other sentences, {', '.join(done.unsteady)}. More sentences tell more.")


def _print(done: Measured) -> None:
    from bilingual.checks.confidence.bands import bands

    found = done.calibration
    write_line(printable(f"{found.model}: {count(found.sentences, 'sentence')} held against a person's translation"))
    print_columns(
        [
            (
                band.name,
                range_,
                f"{size / found.sentences:6.1%}".replace("%", " %"),
                _bad(size, band.bad_share),
            )
            for band, range_, size in zip(bands(found), _ranges(found), done.sizes, strict=True)
        ]
    )
    write_line(printable(f"kept in '{done.kept}'"))


def _ranges(found: Calibration) -> tuple[str, str, str]:
    """Return which trust makes the bands."""
    trust, doubt = f"{found.trust:.2f}", f"{found.doubt:.2f}"
    between = f"{doubt} to {trust}" if found.doubt else f"below {trust}"
    return f"{trust} and more", between if found.doubt < found.trust else "no score", _below(found.doubt)


def _below(doubt: float) -> str:
    return f"below {doubt:.2f}" if doubt else "no score"


def _bad(size: int, share: float | None) -> str:
    if share is None:
        return "too few to tell" if size else "none seen"
    return f"{share:.0%} of them bad".replace("%", " %")


def _print_reset(done: Forgotten, *, as_json: bool) -> None:
    if as_json:
        removed = [encodable(str(path)) for path in done.removed]
        write_json({"model": done.model, "removed": removed, "calibration": done.now and done.now.record()})
        return
    for path in done.removed:
        write_line(printable(f"removed '{path}'"))
    by = f"what {done.now.sentences:,} sentences said of it before it shipped" if done.now else "the starter's cut-offs"
    before = "" if done.removed else "nothing was measured here; "
    write_line(printable(f"{done.model}: {before}scores are judged by {by}"))

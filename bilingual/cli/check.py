"""``bilingual check``: what the checks find in a corpus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli.flags import CorpusArgument, JsonOption, at_least
from bilingual.cli.output import json_lines, note_unsettled, write_line
from bilingual.cli.settings import merged, names_in
from bilingual.wording import count, for_terminal

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from bilingual.corpus.inspection import Flagged, Inspection


def check(
    output: CorpusArgument = None,
    *,
    flag: Annotated[str | None, typer.Option(metavar="LIST", help="Show these flags only, with commas.")] = None,
    examples: Annotated[
        int, typer.Option(metavar="N", parser=at_least(0), help="Sentences to show for each flag.")
    ] = 3,
    as_json: JsonOption = False,
) -> None:
    """Show which translations the checks find wanting, by flag. Each flag comes with examples."""
    from bilingual import checks
    from bilingual.corpus import inspection
    from bilingual.errors import UsageError

    wanted = names_in(flag)
    if flag is not None and not wanted:
        raise UsageError("no flag to show", f"Choose from {', '.join(checks.CHECKS)}")
    if unknown := [name for name in wanted if name not in checks.CHECKS]:
        raise UsageError(f"unknown flag '{unknown[0]}'", f"Choose from {', '.join(checks.CHECKS)}")
    folder = merged(out=output).out
    note_unsettled(folder)
    if as_json:
        _print_json(folder, wanted)
    else:
        _print(inspection.inspect(folder, examples), wanted)


def _print_json(folder: Path, wanted: Collection[str]) -> None:
    from bilingual import checks
    from bilingual.corpus import inspection
    from bilingual.formats.corpus import Corpus

    corpus, writer = Corpus(folder), json_lines()
    for finding in inspection.all_findings(corpus):
        if not wanted or finding.code in wanted:
            segment, translation = finding.pair.segment, finding.pair.translation
            record = {
                "id": segment.id,
                "flag": finding.code,
                "severity": checks.severity_of(finding.code).value,
                "evidence": finding.evidence,
                "translation": dict(zip(corpus.languages, (segment.text, translation.text), strict=True)),
                "score": translation.score,
                "trust": translation.trust,
                "repaired": str(translation.repaired or ""),
            }
            writer.write(record)


def _print(done: Inspection, wanted: Collection[str]) -> None:
    from bilingual import checks

    # The pages show little trust apart, by its bar.
    whole = done.machine + done.aligned
    unsure = f", {_share(done.unsure, whole)} for little trust alone" if done.unsure else ""
    made = f"{done.aligned:,} aligned" if done.aligned else f"{done.machine:,} translated by machine"
    repaired = "" if done.aligned else f", {_share(done.repaired.total(), whole)} repaired"
    write_line(
        f"{count(done.segments, 'segment')}, {made}: "
        f"{_share(done.flagged, whole)} flagged, {_share(done.severe, whole)} severely{unsure}{repaired}"
    )
    if done.repaired:
        write_line("repaired: " + ", ".join(f"{way} {number:,}" for way, number in done.repaired.most_common()))
    order = [*checks.CHECKS, *sorted(set(done.flags) - set(checks.CHECKS))]
    for code in order:
        if not (flagged := done.flags[code]) or (wanted and code not in wanted):
            continue
        write_line("")
        write_line(f"{code} ({checks.severity_of(code).value}): {_share(flagged, whole)}")
        write_line(f"  {checks.explain(code)}")
        for finding in done.examples.get(code, []):
            _print_example(finding)


def _print_example(finding: Flagged) -> None:
    evidence = f" ({for_terminal(finding.evidence)})" if finding.evidence else ""
    write_line(f"  - {for_terminal(finding.pair.segment.id)}{evidence}")
    write_line(f"    {for_terminal(finding.pair.segment.text)}")
    write_line(f"    {for_terminal(finding.pair.translation.text)}")


def _share(number: int, whole: int) -> str:
    """Return a number with its share of the whole.

    >>> _share(3, 88), _share(0, 0)
    ('3 (3.4 %)', '0')
    """
    return f"{number:,} ({number / whole:.1%})".replace("%", " %") if number else "0"

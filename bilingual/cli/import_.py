"""``bilingual import``: corrections taken back from an export that people edited."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli.errors import ExitCode
from bilingual.cli.flags import CorpusOption, MemoryOption, NoRenewOption
from bilingual.cli.output import note, print_renewed, tell
from bilingual.cli.settings import merged
from bilingual.wording import count, on_one_line

if TYPE_CHECKING:
    from bilingual.corpus.corrections import Heard, Summary


def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="An export that was edited, or corrections.tsv of the pages: {rows}.")
    ],
    *,
    corpus: CorpusOption = None,
    memory: MemoryOption = None,
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who corrected, where the file does not say it.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and change nothing.")] = False,
    no_renew: NoRenewOption = False,
) -> int:
    """Take corrections into the translation memory and the corpus. Every later build uses them."""
    from bilingual.corpus import corrections
    from bilingual.pipeline.renewing import renew

    options = merged(out=corpus, memory=memory)
    summary = corrections.take(file, options.out, options.memory, _show_change, dry=dry_run, by=by)
    for message in summary.notes:
        note(message)
    tell(_in_words(summary, dry=dry_run))
    if (summary.sentences or summary.known or summary.dismissed or summary.restored) and not dry_run and not no_renew:
        print_renewed(renew(options.out, memory=options.memory, note=note))
    return ExitCode.NOT_ALL if summary.conflicts else ExitCode.DONE


def _show_change(change: Heard) -> None:
    from bilingual.corpus.corrections import Correction, Dismissal, Note

    if isinstance(change, Dismissal):
        done = "dismissed" if change.standing else "no longer dismissed"
        tell(f"{change.id}: {change.flag} {done}" + (f" ({on_one_line(change.reason)})" if change.reason else ""))
    elif isinstance(change, Note):
        tell(f"{change.id}: " + (f"note: {on_one_line(change.text)}" if change.text else "no note any more"))
    elif isinstance(change, Correction):
        after = "found right" if change.before == change.after else f"→ {on_one_line(change.after)}"
        alone = " (here alone)" if change.here_alone else ""
        tell(f"{change.id}: {on_one_line(change.before)} {after}{alone}")
    else:
        where = f"{change.place}, {on_one_line(change.id)}" if change.id else change.place
        note(f"conflict at {where}: {change.reason}")


def _in_words(summary: Summary, *, dry: bool) -> str:
    kept = "would be corrected" if dry else "corrected"
    changed = f"{count(summary.changed - summary.confirmed, 'segment')} changed"
    right = f", {summary.confirmed:,} found right" if summary.confirmed else ""
    undone = f", {summary.unfinished:,} not done yet" if summary.unfinished else ""
    flags = ""
    if summary.dismissed or summary.restored:
        back = f", {summary.restored:,} no longer" if summary.restored else ""
        flags = f", {count(summary.dismissed, 'flag')} {'to be ' if dry else ''}dismissed{back}"
    notes = f", {count(summary.remarks, 'note')} {'to be ' if dry else ''}kept" if summary.remarks else ""
    return (
        f"{count(summary.sentences, 'sentence')} {kept} ({changed}{right}, {summary.known:,} corrected before, "
        f"{summary.unchanged:,} unchanged{undone}), {count(summary.conflicts, 'conflict')}{flags}{notes}"
    )

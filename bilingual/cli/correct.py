"""``bilingual correct``: one segment's translation, written or approved by a person, or that taken back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli.errors import ExitCode
from bilingual.cli.flags import MemoryOption, NoRenewOption
from bilingual.cli.output import note, print_renewed, tell
from bilingual.cli.settings import merged
from bilingual.wording import count, on_one_line

if TYPE_CHECKING:
    from bilingual.corpus.correcting import Corrected


def correct(
    corpus: Annotated[Path, typer.Argument(metavar="CORPUS", help="The folder that a build wrote.")],
    identity: Annotated[str, typer.Argument(metavar="ID", help="The segment, such as article:3:2.")],
    translation: Annotated[
        str | None, typer.Argument(metavar="TRANSLATION", help="What stands there from now on.", show_default=False)
    ] = None,
    *,
    confirm: Annotated[bool, typer.Option("--confirm", help="The translation that is there is right.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take back the last correction of it.")] = False,
    here: Annotated[
        bool, typer.Option("--here", help="In this place alone, not wherever the sentence stands.")
    ] = False,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who corrects, for the record.")] = None,
    reason: Annotated[str | None, typer.Option("--note", metavar="TEXT", help="Why, for the record.")] = None,
    memory: MemoryOption = None,
    no_renew: NoRenewOption = False,
) -> int:
    """Correct one translation, or confirm it. Every later build uses it."""
    from bilingual.corpus import correcting
    from bilingual.errors import UsageError
    from bilingual.pipeline.renewing import renew

    if (translation is not None) + confirm + undo != 1:
        raise UsageError("one of a translation, --confirm and --undo is wanted", "Give one of them")
    options = merged(out=corpus, memory=memory)
    about = (options.out, identity)
    if translation is not None:
        done = correcting.correct(*about, translation, options.memory, here=here, by=by, reason=reason, note=note)
    else:
        change = correcting.confirm if confirm else correcting.undo
        done = change(*about, options.memory, here=here, by=by, reason=reason, note=note)
    tell(_in_words(done))
    if done.segments > 1 and not here and done.is_new:
        tell(f"its sentence stands in {count(done.segments, 'segment')}; --here is for one alone")
    if not no_renew:
        print_renewed(renew(options.out, memory=options.memory, note=note))
    return ExitCode.DONE


def _in_words(done: Corrected) -> str:
    before = on_one_line(done.before)
    if done.after is None:
        return f"{done.id}: {before} → the machine's translation"
    if not done.is_new:
        return f"{done.id}: {on_one_line(done.after)} (so already)"
    if done.after == done.before:
        return f"{done.id}: {before} found right"
    return f"{done.id}: {before} → {on_one_line(done.after)}"

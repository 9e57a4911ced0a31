"""The plan of an output, made or found there, with what every worker is given. Whoever comes first plans.

All of it happens under a lock, where the store has such a thing, so that of many jobs that begin together one reads the
sources, and the others find the plan. Files that are as they were are not read again.
"""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from dataclasses import replace as changed
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.errors import InputError, OutputError, UsageError
from bilingual.io import shards as layout
from bilingual.io import temporary
from bilingual.io.files import file_sha256
from bilingual.io.output import OutputFolder
from bilingual.io.store import FolderStore
from bilingual.memory import Memory
from bilingual.memory.journal import SUFFIX, Journal
from bilingual.pipeline.sharding import holding, planning
from bilingual.pipeline.sharding.planning import refuse_stdin
from bilingual.pipeline.sharding.plans import PIECE_BYTES, Common, Plan, read_plan, reading_of
from bilingual.wording import count, in_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bilingual.data import Provenance
    from bilingual.io.store import Store
    from bilingual.options import Options


@contextmanager
def prepared(  # noqa: PLR0913 - those that are named are what a person decides
    sources: Sequence[str],
    options: Options,
    made: Provenance,
    store: Store,
    *,
    mixed: bool = False,
    replace: bool = False,
    piece_bytes: int = PIECE_BYTES,
    note: Callable[[str], None] | None = None,
) -> Iterator[Plan]:
    """Give the plan of some sources, which the store then has; ``made`` is how this machine's engine translates.

    Corrections are those of the memory that ``options`` name, by default of the one in the output folder: it is read
    alone. Raises InputError where there is no file at all, UsageError where the store has shards of other sources, or
    for standard input, ModelError where they are made with another model or, unless machines may be ``mixed``, another
    arithmetic: with ``replace`` the plan is another from now on. InputError and OutputError as stores raise them.
    """
    refuse_stdin(sources)
    with temporary.folder() as folder:
        with _locked(store, note):
            before = _before(store, folder / "before.json", note)
            if before and not replace:
                _refuse_others(before.common, sources)
                holding.refuse_foreign(_renewable(before.common.made, made), made, mixed=mixed)
            corrections = _corrections(options, store, note)
            glossary = _input(options.glossary, "glossary", store) if options.glossary else ""
            arithmetic = made.arithmetic
            if before and not replace and before.common.made.arithmetic:
                arithmetic = before.common.made.arithmetic
            common = Common(
                tuple(sources),
                changed(made, arithmetic=arithmetic),
                reading_of(options),
                options.formats,
                corrections,
                glossary,
                mixed,
                piece_bytes,
                words=options.words or options.attention,
                attention=options.attention,
            )
            plan = planning.plan(sources, options, common, folder / "plan.json", before)
            _refuse_empty(plan, sources)
            if before is None or file_sha256(plan.path) != file_sha256(before.path):
                store.put(layout.PLAN, plan.path)
                if note:
                    note(f"planned {count(len(plan), 'shard')} of {in_bytes(plan.size)}")
        yield plan


@contextmanager
def planned(store: Store) -> Iterator[Plan]:
    """Give the plan that a store has. Raises InputError where it has none."""
    with temporary.folder() as folder:
        plan = _found(store, folder / "plan.json")
        if plan is None:
            raise InputError(
                f"no shards in '{store.where}' ({layout.PLAN} is missing)", "Name the folder that shards were built to"
            )
        yield plan


def _renewable(before: Provenance, now: Provenance) -> Provenance:
    """Return how shards were made, but for what they are renewed after, which may be as it is now."""
    return changed(before, bilingual=now.bilingual, glossary=now.glossary, calibration=now.calibration)


@contextmanager
def _locked(store: Store, note: Callable[[str], None] | None) -> Iterator[None]:
    """Hold the lock of the plan; whoever has to wait for it is told."""
    with ExitStack() as stack:
        try:
            stack.enter_context(store.lock("plan", wait=False))
        except OutputError:
            if note:
                note("another job is planning the shards: this one waits for it")
            stack.enter_context(store.lock("plan", wait=True))
        yield


def _found(store: Store, path: Path) -> Plan | None:
    """Return the plan of a store, copied to ``path``; None where it has none. Raises InputError for a damaged one."""
    if store.find(layout.PLAN) is None:
        return None
    store.get(layout.PLAN, path)
    try:
        return read_plan(path)
    except InputError as error:
        raise InputError(
            f"the plan '{layout.PLAN}' in '{store.where}' is damaged", "Run the build of the shards again"
        ) from error


def _before(store: Store, path: Path, note: Callable[[str], None] | None) -> Plan | None:
    """Return the plan that a store has, None where it has none; a damaged one is planned anew."""
    try:
        return _found(store, path)
    except InputError as error:
        if note:
            note(f"{error.message}: the shards are planned anew, and what is finished of them stays")
        return None


def _refuse_empty(plan: Plan, sources: Sequence[str]) -> None:
    """Raise InputError where a plan has no file at all, which says why."""
    if any(not piece.message for shard in plan for piece in shard.pieces):
        return
    faults = [piece for shard in plan for piece in shard.pieces]
    if len(faults) == 1:
        raise InputError(faults[0].message, faults[0].remedy)
    raise InputError(
        f"none of {len(sources)} sources can be had" if faults else "no articles in these sources",
        "Check their paths" if faults else "Name others",
    )


def _refuse_others(before: Common, sources: Sequence[str]) -> None:
    """Raise UsageError where shards were planned of sources that are not named now."""
    named = {os.path.normpath(name) for name in sources}
    if gone := [name for name in before.sources if os.path.normpath(name) not in named]:
        more = f" and {count(len(gone) - 1, 'other')}" if len(gone) > 1 else ""
        raise UsageError(
            f"the shards that are there were planned of '{gone[0]}'{more} too, which is not named now",
            "Name all sources, or leave those out with --replace",
        )


def _corrections(options: Options, store: Store, note: Callable[[str], None] | None) -> str:
    """Return the name in the store of what people decided, empty where there is nothing."""
    if options.memory is not None:
        memory = options.memory
    elif isinstance(store, FolderStore):
        memory = OutputFolder(store.folder).memory
    else:
        return ""
    journal = Path(f"{memory}{SUFFIX}")
    if memory.is_file() and not journal.exists():
        with Memory(memory, note):  # of an older bilingual: opening it writes the file
            pass
    if not Journal(journal).exists() or not journal.stat().st_size:
        return ""
    return _input(journal, "corrections", store)


def _input(path: Path, kind: str, store: Store) -> str:
    """Put a file where every worker finds it, and return its name, which has its digest. Raises as stores do."""
    try:
        digest = file_sha256(path)
    except OSError as error:
        raise InputError(
            f"'{path}' cannot be read: {error.strerror or error}", "Check the file and its rights"
        ) from error
    suffix = "".join(Path(path.name).suffixes[-1:]).lower()
    name = f"{layout.INPUTS}{kind}-{digest}{suffix}"
    if store.find(name) is None:
        store.put(name, path)
    return name

"""One shard built: the stages of every build, in a folder of this machine's own, and the files copied out.

What a shard's old records say is its memory, where there are any, so that after a change of corrections, glossary,
checks or cut-offs the engine gets those sentences alone that it would translate otherwise. ``done.json`` is taken away
before a file is replaced, and written when all are there.
"""

from __future__ import annotations

import os
import platform
import time
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from bilingual.engines import attention
from bilingual.errors import InputError
from bilingual.formats.jsonl import JsonlWriter
from bilingual.formats.sharded import fields_in
from bilingual.io import shards as layout
from bilingual.io import temporary
from bilingual.io.files import output_errors
from bilingual.io.readahead import ReadAhead
from bilingual.io.scratch import ScratchFolder
from bilingual.io.shards import ShardFile, ShardReport
from bilingual.pipeline import arithmetic, linking, reading, translating, writing
from bilingual.pipeline.listener import Listener
from bilingual.pipeline.report import Report
from bilingual.pipeline.run import Run
from bilingual.pipeline.sharding import holding
from bilingual.pipeline.sharding.memory import Corrections, ShardMemory
from bilingual.pipeline.sharding.planning import digest_of
from bilingual.pipeline.sharding.records import MADE, MadeWriter, Records
from bilingual.records import ARTICLES, BITEXT
from bilingual.segmentation import method

if TYPE_CHECKING:
    from collections.abc import Callable

    from bilingual.engines import Engine
    from bilingual.io.source import Source
    from bilingual.io.store import Store
    from bilingual.options import Options
    from bilingual.pipeline.sharding.plans import Common, Piece, Shard

# What a shard is made of, besides done.json.
_FILES = (BITEXT, ARTICLES, MADE)
# A shard of more bytes has its memory on disk while it is built.
_MOST_IN_MEMORY = 32 << 20
# Notes of a shard that are kept.
_MOST_NOTES = 100
_SCRATCH = "Make room there, or name another folder with TMPDIR"


class ShardBuilder:
    """Builds shards one after the other, with one engine; a context manager. The same for every way to run shards.

    ``common`` is what all shards of the plan have in common, ``options`` are the worker's own where the plan does not
    decide, ``store`` is where shards go. Raises ModelError where this worker would translate otherwise than was
    planned, before any work; with ``mixed`` its arithmetic may be another.
    """

    def __init__(  # noqa: PLR0913 - those that are named are what a person decides
        self,
        common: Common,
        engine: Engine,
        options: Options,
        store: Store,
        *,
        mixed: bool = False,
        note: Callable[[str], None] | None = None,
    ) -> None:
        holding.refuse_foreign(common.made, engine.provenance, mixed=mixed or common.mixed)
        linking.refuse_impossible(common.options(options), engine.provenance.languages)
        self._engine = engine
        self._options = common.options(options)
        self._store = store
        self._open = ExitStack()
        temporary.sweep()  # a job that was cut off left what it had of a shard
        self._corrections = self._open.enter_context(Corrections(store, common.corrections, note))
        # A worker has one, for all its shards; it is loaded when it is first asked.
        self._attention = attention.load(self._options, note=note) if common.attention else None
        self.beside = holding.beside(engine.provenance, self._corrections.digest, self._words())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def finished(self, shard: Shard) -> ShardReport | None:
        """Return the report of a shard that is finished, and made as this worker would make it; None for any other."""
        found = layout.finished(self._store, shard.key)
        return found if found and dict(found.beside) == self.beside else None

    def build(self, shard: Shard, listener: Listener | None = None) -> ShardReport:
        """Build a shard, or renew it from its own records, and return what its ``done.json`` says.

        One that is finished is left as it is. ``listener`` hears how it goes. What cannot be read is ``skipped`` in the
        report; where nothing can, the shard is empty. Raises InputError where a source is no longer what it was when
        the shards were planned, OutputError where the shard cannot be written, ModelError where the model fails.
        """
        started = time.monotonic()
        found = layout.finished(self._store, shard.key)
        if found and dict(found.beside) == self.beside:
            return found
        with ExitStack() as stack:
            scratch = stack.enter_context(temporary.folder())
            large = sum(piece.weight for piece in shard.pieces) > _MOST_IN_MEMORY
            memory = stack.enter_context(
                ShardMemory(str(scratch / "memory.sqlite") if large else ":memory:", self._corrections)
            )
            if found:
                records = Records(self._store, found, scratch, self._engine.provenance)
                if self._differ(found) == {"corrections"} and not records.are_concerned(self._corrections):
                    return self._written(replace(found, beside=self.beside))
                records.fill(memory)
            with output_errors(scratch, _SCRATCH, its_own=True):
                folder = ScratchFolder(scratch / "corpus")
                report, notes = self._made(shard, memory, folder, listener or Listener())
                if other := self.finished(shard):
                    return other  # somebody else built it meanwhile, and may be reading it already
                return self._put(shard, folder, report, notes, started)

    def _words(self) -> str:
        """Return what decides on word links, empty where none are wanted."""
        if not self._options.words:
            return ""
        return linking.version_with(self._attention.model_sha256 if self._attention else "")

    def _differ(self, found: ShardReport) -> set[str]:
        """Return what has changed beside the key since a shard was built."""
        return {
            name for name in self.beside.keys() | found.beside.keys() if found.beside.get(name) != self.beside.get(name)
        }

    def _made(
        self, shard: Shard, memory: ShardMemory, output: ScratchFolder, listener: Listener
    ) -> tuple[Report, list[str]]:
        """Build the files of a shard in a folder."""
        engine, options = self._engine, self._options
        language = engine.provenance.source_language
        report = Report(engine.provenance, engine.machine, method(language), line_breaks=options.line_breaks)
        heard = _Heard(listener)
        run = Run(report, heard, same_arithmetic=False)
        tokens, started = engine.tokens, time.monotonic()
        with ExitStack() as stack:
            stack.enter_context(output)
            sources = [_source(piece) for piece in shard.pieces]
            articles = reading.articles_in(sources, language, options, run)
            arriving = ((article, None, size) for article, size in articles)
            windows = stack.enter_context(ReadAhead(reading.windows(reading.segmented(arriving, run, compare=False))))
            writer = stack.enter_context(JsonlWriter(output, engine.provenance))
            done = stack.enter_context(ReadAhead(translating.translated(windows, engine, memory, run, None)))
            stack.callback(run.stop.set)
            linker = linking.linker(options, memory, self._attention, heard.note)
            with output.create(MADE, "shard") as stream:
                made = MadeWriter(stream, arithmetic.own(engine.provenance))
                for window in done:
                    writing.write(window, [writer], report, engine, linker)
                    made.add(window)
                made.close()
            writer.close()
            report.provenance = writing.in_all(report, engine)
            report.tokens = engine.tokens - tokens
            report.linked = linker.record() if linker else None
            report.seconds = time.monotonic() - started
            for piece in shard.pieces:
                _refuse_changed(piece)  # while it was read
        for error in report.skipped:
            listener.skipped(error)
        return report, heard.notes

    def _put(
        self, shard: Shard, folder: ScratchFolder, report: Report, notes: list[str], started: float
    ) -> ShardReport:
        """Copy the files of a shard out, and say that they are there."""
        self._store.remove(layout.name_in(shard.key, layout.DONE))
        files = {name: ShardFile(*folder.written[name]) for name in _FILES}
        for name in _FILES:
            self._store.put(layout.name_in(shard.key, name), folder.path / name)
        record = report.record() | {"fields": fields_in(folder.path)}
        del record["outputs"]
        made = ShardReport(
            shard.key,
            files,
            record | {"notes": notes[:_MOST_NOTES]},
            self.beside,
            tuple(sorted(report.arithmetic)),
            platform.node(),
            round(time.monotonic() - started, 3),
        )
        return self._written(made)

    def _written(self, report: ShardReport) -> ShardReport:
        self._store.write(layout.name_in(report.key, layout.DONE), report.dumps())
        return report


class _Heard(Listener):
    """Passes on how the work goes, and keeps the notes; what was skipped is told when the shard is done."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self.notes: list[str] = []

    def note(self, message: str) -> None:
        self.notes.append(message)
        self._listener.note(message)

    def read(self, segments: int) -> None:
        self._listener.read(segments)

    def found(self, reused: int, new: int, new_characters: int, size: int) -> None:
        self._listener.found(reused, new, new_characters, size)

    def translated(self, sentences: int, characters: int) -> None:
        self._listener.translated(sentences, characters)


def _source(piece: Piece) -> Source | InputError:
    """Return a piece's source, where it is on this machine. Raises InputError where it is another by now."""
    piece = _here(piece)
    _refuse_changed(piece)
    return piece.source()


def _here(piece: Piece) -> Piece:
    """Return a piece with the path by which the file was named, where it is not found by its whole path here."""
    with suppress(OSError, ValueError):
        if not piece.message and not os.path.lexists(piece.path) and os.path.lexists(piece.name):
            return replace(piece, path=piece.name)
    return piece


def _refuse_changed(piece: Piece) -> None:
    """Raise InputError where a file is not what it was when the shards were planned."""
    piece = _here(piece)
    if piece.message or not piece.sha256:
        return  # what could not be read then says so itself
    path, what = Path(piece.path), "it was changed since the shards were planned"
    try:
        state = path.stat()
        if (state.st_size, state.st_mtime_ns) == (piece.size, piece.mtime_ns):
            return
        part = piece.part
        digest = digest_of(path, part.start, part.stop) if part and not part.groups else digest_of(path)
        if state.st_size == piece.size and digest == piece.sha256:
            return
    except FileNotFoundError:
        what = "it is not on this machine, or not any more"
    except OSError as error:
        what = f"cannot be read: {error.strerror or error}"
    raise InputError(f"'{piece.name}': {what}", "See to that, and run the same command again")

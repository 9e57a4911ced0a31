"""Corrections that come back: what people changed in an exported file goes into the translation memory.

A file is compared with the corpus segment by segment (``comparison.py``). A changed target is a correction, and so is
an unchanged one of a person's that the memory does not have, or one that a program says a person approved. From a row
whose id is known it is kept for its place and for its sentence, wherever that stands; where the file gives the same
sentence other translations in other places, or the corpus was aligned, for its place alone; without an id, for the
sentence. What cannot be told
for sure is a conflict: listed, not guessed. So are two translations of one place, or of one sentence without places; of
these none is taken.

A file of corrections, as the pages write it, says of each row what a person did: edited it, accepted it as it is, or
dismissed a flag of it, which holds for the sentence with that translation wherever they stand. A note is kept in the
corrections file, which `bilingual review` shows it from.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bilingual.corpus.comparison import Comparison
from bilingual.corpus.judging import Verdict
from bilingual.errors import InputError, UsageError
from bilingual.formats import read_rows
from bilingual.formats.corpus import Corpus, refuse_shards
from bilingual.io.distinct import Distinct
from bilingual.io.output import OutputFolder
from bilingual.memory import Memory, strangers
from bilingual.memory.decisions import WAS, Action, Decision
from bilingual.memory.journal import SUFFIX, Journal, Position
from bilingual.models.folders import cache_folder
from bilingual.records import BITEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bilingual.corpus.found import Finding, Judgement, Noted
    from bilingual.data import Provenance
    from bilingual.options import AnyPath

# Corrections to a transaction of the memory.
_AT_ONCE = 1_000
_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class Correction:
    """A changed target: where it stands, the segment, what the corpus says and what the file says.

    ``here_alone`` is whether it holds in its place alone. Where before and after are equal, a person approved it.
    """

    place: str
    id: str
    source: str
    before: str
    after: str
    here_alone: bool = False


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A flag of a segment that a person let pass; where it is not ``standing``, that was taken back."""

    place: str
    id: str
    source: str
    target: str
    flag: str
    reason: str
    standing: bool


@dataclass(frozen=True, slots=True)
class Note:
    """A note on a segment, or on its sentence wherever that stands; "" where it was taken back."""

    place: str
    id: str
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row of the file that becomes no correction: where it stands, its id, and the reason."""

    place: str
    id: str
    reason: str


# What a person hears of a file.
Heard = Correction | Dismissal | Note | Conflict


@dataclass(slots=True)
class Summary:
    """How many segments of the file there were of each sort. ``sentences`` are the distinct ones corrected.

    ``confirmed`` are those of ``changed`` whose words stay as they are; ``unfinished`` are what the program that wrote
    the file says is not done. ``dismissed`` are flags of sentences that people let pass, ``restored`` those of which
    that was taken back. ``remarks`` are notes that are new.
    """

    unchanged: int = 0
    known: int = 0
    changed: int = 0
    sentences: int = 0
    conflicts: int = 0
    confirmed: int = 0
    unfinished: int = 0
    dismissed: int = 0
    restored: int = 0
    remarks: int = 0
    notes: list[str] = field(default_factory=list)


def take(  # noqa: PLR0913 - what a person decides
    path: AnyPath,
    folder: AnyPath,
    memory: AnyPath | None,
    hear: Callable[[Heard], None],
    *,
    dry: bool = False,
    by: str | None = None,
) -> Summary:
    """Take the corrections in ``path`` to the corpus in ``folder`` into its memory; ``dry`` only looks.

    ``by`` says who made those of which the file does not say it. ``hear`` is told each conflict, each correction, each
    flag that was dismissed and each note, all of a kind in the order of the file. A file that lies in the folder and
    that an export wrote may be overwritten by the next one, for what was changed in it is kept. Raises InputError for a
    file that cannot be read (then nothing is taken), OutputError for a memory that cannot be written.
    """
    path, folder = Path(path), Path(folder)
    memory = Path(memory) if memory else None
    refuse_shards(folder)
    corpus = Corpus(folder)
    if path.resolve() == (folder / BITEXT).resolve():
        raise UsageError(
            f"'{path}' is the corpus itself, with nothing to compare it with",
            "Rename it, build the corpus again, and import it under its new name",
        )
    summary = Summary()
    output = OutputFolder(folder)
    place = place_of(memory, output, dry=dry)
    with Memory(place, summary.notes.append, mend=False) as kept:
        if dry and not place.is_file():
            _replay(kept, memory or output.memory)
        if introduction := strangers.introduce(Path(place), corpus.languages, cache_folder()):
            summary.notes.append(introduction)
        with Comparison(read_rows(path, corpus.languages), corpus, kept) as comparison:
            for problem in comparison.problems():
                summary.conflicts += 1
                hear(Conflict(problem.place, problem.id, problem.reason))
            summary.unfinished = comparison.unfinished
            writable = None if dry else kept
            taking = _Taking(corpus.provenance, writable, summary, hear, by)
            taking.translations(comparison.findings())
            taking.flags(comparison.judgements())
            taking.notes(comparison.noted())
        strangers.introduce(Path(place), corpus.languages, cache_folder())  # not again to whoever put something into it
    if not dry and not summary.conflicts and path.resolve().parent == folder.resolve():
        with output:
            output.accept(path)
    return summary


def place_of(memory: Path | None, output: OutputFolder, *, dry: bool = False) -> Path:
    """Return where the memory of a corpus lies; SQLite's name for no file at all, where there is none to look at.

    Raises InputError where the one that a person named is not there.
    """
    if memory and not memory.is_file():
        raise InputError(f"no translation memory '{memory}'", "Name that of a build, or leave --memory out")
    place = memory or output.memory
    return Path(":memory:") if dry and not place.is_file() else place


def _replay(memory: Memory, path: Path) -> None:
    """Tell a memory without a file what stands beside the place of one that is gone: a dry run makes none anew."""
    journal = Journal(Path(f"{path}{SUFFIX}"))
    if journal.exists():
        decisions = (found for _, found in journal.read(Position()) if isinstance(found, Decision))
        while some := list(islice(decisions, _AT_ONCE)):
            memory.record(some)


@dataclass(frozen=True, slots=True)
class _Taking:
    """What is found in a file, told, counted, and kept in the memory, if there is one; ``made``: how the corpus was."""

    made: Provenance
    memory: Memory | None
    summary: Summary
    hear: Callable[[Heard], None]
    by: str | None

    def take(self, found: Iterator[_Found], decide: Callable[[_Found], Iterable[Decision]]) -> None:
        """Take what ``decide`` makes of each, some at a time."""
        while batch := list(islice(found, _AT_ONCE)):
            decisions = [decision for one in batch for decision in decide(one)]
            if self.memory is not None:
                self.memory.record(decisions)

    def translations(self, findings: Iterator[Finding]) -> None:
        """Take what rows make of sentences."""
        told, kept = Distinct(), Distinct()
        summary = self.summary

        def decide(finding: Finding) -> Iterator[Decision]:
            if finding.verdict in _NOTHING_NEW:
                name = _NOTHING_NEW[finding.verdict]
                setattr(summary, name, getattr(summary, name) + finding.segments)
                return
            summary.changed += finding.segments
            summary.confirmed += finding.segments if finding.verdict is Verdict.CONFIRMED else 0
            summary.sentences += told.add([finding.source])
            alone = (finding.mixed or self.made.by_people) and finding.article is not None
            where = f"\0{finding.article}\0{finding.occurrence}" if alone else ""
            is_new = bool(kept.add([f"{finding.source}{where}"]))
            if is_new:
                self.hear(Correction(finding.place, finding.id, finding.source, finding.before, finding.after, alone))
            was = self._was(finding)
            if is_new and not alone:
                yield decision(self.made.languages, finding, self.by, here=False, was=was)
            if finding.article is not None and kept.add(
                [f"{finding.source}\0{finding.article}\0{finding.occurrence}\0"]
            ):
                yield decision(self.made.languages, finding, self.by, here=True, was=was)

        self.take(findings, decide)

    def _was(self, finding: Finding) -> str | None:
        """Return what the machine had made of a sentence that is corrected, as far as the memory knows."""
        memory, made, source, before = self.memory, self.made, finding.source, finding.before
        if memory is None or made.by_people or before == finding.after:
            return None
        if memory.was_translated(made.languages, source, before):
            return before
        return memory.decided(made.languages, [source]).machine.get((source, before))

    def flags(self, judgements: Iterator[Judgement]) -> None:
        """Take what is said of flags; of two that contradict each other the last one counts."""
        self.take(judgements, self._of_flag)

    def _of_flag(self, one: Judgement) -> Iterator[Decision]:
        if one.known:
            self.summary.known += 1
            return
        standing = one.action == Action.DISMISS
        self.summary.dismissed += standing
        self.summary.restored += not standing
        self.hear(Dismissal(one.place, one.id, one.source, one.target, one.flag, one.reason, standing))
        blank = Decision(languages=self.made.languages, source=one.source, target=one.target, action=one.action)
        yield replace(blank, flag=one.flag, reason=one.reason or None, by=one.by or self.by)

    def notes(self, notes: Iterator[Noted]) -> None:
        """Take notes."""
        self.take(notes, self._of_note)

    def _of_note(self, one: Noted) -> Iterator[Decision]:
        self.summary.remarks += 1
        self.hear(Note(one.place, one.id, one.source, one.text))
        yield _noted(self.made.languages, one, self.by)


def _noted(languages: tuple[str, str], one: Noted, by: str | None) -> Decision:
    return Decision(
        languages=languages,
        source=one.source,
        target=one.target,
        action=Action.NOTE.value,
        article=one.article,
        text_sha256=one.text_sha256,
        occurrence=one.occurrence,
        reason=one.text or None,
        by=one.by or by,
    )


# Under which names of a summary that counts of which nothing comes.
_NOTHING_NEW = {Verdict.SAME: "unchanged", Verdict.KNOWN: "known"}


def decision(
    languages: tuple[str, str], finding: Finding, by: str | None, *, here: bool, was: str | None = None
) -> Decision:
    """Return what to keep of a correction: for its place, or for its sentence. ``by`` made it, if nobody else did.

    ``was`` is what the machine had made of it, where that is known.
    """
    return Decision(
        languages=languages,
        source=finding.source,
        target=finding.after,
        action=(Action.CONFIRM if finding.verdict is Verdict.CONFIRMED else Action.CORRECT).value,
        article=finding.article if here else None,
        text_sha256=finding.text_sha256 if here else None,
        occurrence=finding.occurrence if here else None,
        reason=finding.reason or None,
        by=finding.by or by,
        more={WAS: was} if was else {},
    )

"""A written corpus renewed in its place from itself and what people decided: without its sources, and without a model.

A later build of the same sources gives the same bytes. Whatever stops it, the corpus is what it was or what it is to
be: it is written as a build writes, to the staging folder, under the lock of the output folder.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.errors import InputError, OutputError, UsageError
from bilingual.formats import WRITERS, open_writer
from bilingual.formats import kept as exports
from bilingual.formats.base import close_all
from bilingual.formats.corpus import Corpus, records, refuse_shards
from bilingual.io.output import OutputFolder
from bilingual.io.source import STDIN, Source
from bilingual.memory import Memory, strangers
from bilingual.memory.journal import SUFFIX
from bilingual.models.folders import cache_folder
from bilingual.pipeline import linking, pieces
from bilingual.pipeline.overlay import Overlay
from bilingual.pipeline.reported import Counts, built_formats, read_report, write_report
from bilingual.records import ARTICLES
from bilingual.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from bilingual.options import AnyPath
    from bilingual.pipeline.overlay import Written

# SQLite's name for no file at all.
_NO_FILE = Path(":memory:")
# So many ids that the corpus does not have are named.
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Renewed:
    """What became of a corpus: how many articles and segments it has, and how many segments came out otherwise.

    ``outputs`` are the files to open first of the formats that were written, none where nothing was to be done.
    ``older`` are the formats of exports in the folder that were made from the corpus as it was before.
    """

    articles: int
    segments: int
    changed: int
    removed: int
    outputs: tuple[Path, ...]
    older: tuple[str, ...]


def renew(folder: AnyPath, *, memory: AnyPath | None = None, note: Callable[[str], None] | None = None) -> Renewed:
    """Lay the corrections in ``memory``, by default the corpus's own, over the corpus in ``folder``, and write it.

    What the last build wrote is written again, in all its formats; where nothing changes, nothing is. A correction that
    was taken back gives way to the machine's translation, which the memory has. ``note`` hears, on one line each, what
    a person should know. Raises InputError where there is no corpus, or it is damaged, OutputError where it cannot be
    written, also while a build is at it; then the corpus stays as it was.
    """
    return _rewritten(folder, memory, note, frozenset())


def remove(
    folder: AnyPath,
    ids: Iterable[str],
    *,
    memory: AnyPath | None = None,
    note: Callable[[str], None] | None = None,
) -> Renewed:
    """Take the articles with these ``ids`` out of the corpus in ``folder``, and renew it (see ``renew``).

    ``-`` among them stands for those on standard input, an id a line. All of them leave, or none: raises InputError
    where the corpus does not have one of them, UsageError where no id is named or no article would be left.
    """
    if isinstance(ids, str):
        raise UsageError("one string is no list of ids", f"Give it as ['{ids}']")
    unwanted = frozenset(_named(ids))
    if not unwanted:
        raise UsageError("no article is named", "Name the ids of articles; - reads them from standard input")
    return _rewritten(folder, memory, note, unwanted)


def _named(ids: Iterable[str]) -> Iterator[str]:
    """Yield the ids, those on standard input in the place of ``-``. Raises InputError."""
    for identity in ids:
        if identity != STDIN:
            yield identity
            continue
        source = Source("stdin", STDIN, None)
        try:
            lines = source.read().decode("utf-8-sig").split("\n")
        except UnicodeDecodeError as error:
            raise source.error("it is not UTF-8", "Give it ids of articles, one a line") from error
        yield from (name for line in lines if (name := line.removesuffix("\r")).strip())


def _rewritten(
    folder: AnyPath, memory: AnyPath | None, note: Callable[[str], None] | None, unwanted: Collection[str]
) -> Renewed:
    folder, tell = Path(folder), note or (lambda _: None)
    refuse_shards(folder)
    Corpus(folder)  # or there is nothing to renew, and no folder to be made
    with _in_place(), ExitStack() as stack:
        output = stack.enter_context(OutputFolder(folder))
        corpus = Corpus(folder)  # as it stands now that nobody else writes
        if unwanted:
            _refuse_unknown(corpus, unwanted)
        place = _memory_of(output, memory)
        kept = stack.enter_context(Memory(place, tell, mend=False))
        if introduction := strangers.introduce(place, corpus.languages, cache_folder()):
            tell(introduction)
        # All of it is looked at before any of it is written: there may be damage, or nothing to be done.
        always = read_report(folder).get("line_breaks") == "join"
        overlay, counts = Overlay(kept, corpus.languages), Counts()
        for article, pairs in overlay.over(_without(corpus, unwanted, always_spans=always)):
            counts.add(article, pairs)
        _tell_of(overlay, kept, tell)
        if not overlay.changed and not unwanted:
            return Renewed(counts.articles, counts.segments, 0, 0, (), ())
        formats = _formats(output, tell)
        writers = [stack.enter_context(open_writer(name, output, corpus.provenance)) for name in formats]
        laid = Overlay(kept, corpus.languages).over(_without(corpus, unwanted, always_spans=always))
        if linking.has_links(corpus):
            laid = linking.relinked(laid, kept, with_attention=linking.said_attention(folder))
        for article, pairs in laid:
            for writer in writers:
                writer.add(article, pairs)
        close_all(writers, tell)
        write_report(output, counts)
        older = exports.publish(output, formats)
        outputs = tuple(writer.main for writer in writers)
    if older:
        tell(exports.in_words(folder, older))
    return Renewed(counts.articles, counts.segments, overlay.changed, len(unwanted), outputs, older)


@contextmanager
def _in_place() -> Iterator[None]:
    """Say of what cannot be written what to do where there is no choice of another folder."""
    try:
        yield
    except OutputError as error:
        if "--out" not in error.remedy:
            raise
        raise OutputError(
            error.message, "The corpus is as it was: see to that, and run the same command again"
        ) from error


def _without(articles: Iterable[Written], unwanted: Collection[str], *, always_spans: bool) -> Iterator[Written]:
    """Yield the articles that stay, with pieces where a build would note them."""
    for article, pairs in articles:
        if article.id not in unwanted:
            yield article, pieces.needed(article, pairs, always=always_spans)


def _refuse_unknown(corpus: Corpus, ids: Collection[str]) -> None:
    """Raise InputError where the corpus has no article of an id, UsageError where it has no others."""
    left, others = set(ids), False
    with corpus.files.together(ARTICLES) as [articles]:
        for _, record in records(articles):
            identity = record.get("id")
            others = others or identity not in ids
            left.discard(str(identity))
    if left:
        named = ", ".join(f"'{one}'" for one in sorted(left)[:_NAMED])
        more = f" and {len(left) - _NAMED:,} more" if len(left) > _NAMED else ""
        raise InputError(
            f"the corpus in '{corpus.folder}' has no article {named}{more}; nothing was removed",
            "Correct the ids; those of its articles are in articles.jsonl",
        )
    if not others:
        raise UsageError(
            f"that would remove every article of the corpus in '{corpus.folder}'",
            "Delete the folder, or build another corpus there",
        )


def _memory_of(output: OutputFolder, named: AnyPath | None) -> Path:
    """Return where the memory lies; where nobody named one and there is none, none is made."""
    if named is not None:
        if not Path(named).is_file():
            raise InputError(f"no translation memory '{named}'", "Name that of a build, or leave --memory out")
        return Path(named)
    own = output.memory
    return own if own.is_file() or Path(f"{own}{SUFFIX}").is_file() else _NO_FILE


def _formats(output: OutputFolder, tell: Callable[[str], None]) -> tuple[str, ...]:
    """Return the formats that are to be written: those of the build, but for what somebody edited since.

    Whoever edits the corpus itself or its pages hears of it when they are to be written.
    """
    rows = output.standing()
    formats = ["jsonl"]
    for name in dict.fromkeys([*built_formats(output), *(row.format for row in rows if row.format == "html")]):
        if name == "jsonl" or name not in WRITERS:
            continue
        changed = [] if name == "html" else [row.name for row in rows if row.format == name and output.is_changed(row)]
        if changed:
            tell(f"'{output.path / changed[0]}' was changed since bilingual wrote it, and is left as it is")
        else:
            formats.append(name)
    return tuple(formats)


def _tell_of(overlay: Overlay, memory: Memory, tell: Callable[[str], None]) -> None:
    if overlay.unknown:
        tell(
            f"{count(overlay.unknown, 'segment')} that people corrected stay as they are: '{memory.path}' does not "
            "have their corrections"
        )
    if overlay.kept:
        tell(
            f"{count(overlay.kept, 'segment')} keep a correction that was taken back: '{memory.path}' does not have "
            "the machine's translation, which a build makes again"
        )

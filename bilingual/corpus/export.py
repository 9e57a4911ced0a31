"""A corpus in another format: what ``build`` wrote is written by the same formats once more."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.corpus.filters import Filters, choose
from bilingual.data import Kind
from bilingual.errors import InputError, UsageError
from bilingual.formats import ROWS, kept, open_writer, refuse_unknown
from bilingual.formats.base import close_all
from bilingual.formats.corpus import Corpus
from bilingual.io.distinct import Distinct
from bilingual.io.output import OutputFolder
from bilingual.options import Options
from bilingual.records import BITEXT
from bilingual.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bilingual.formats.kept import Kept
    from bilingual.options import AnyPath


@dataclass(frozen=True, slots=True)
class Exported:
    """How many of the corpus's segments were taken, the files to open first, and what one should know of them."""

    taken: int
    segments: int
    outputs: tuple[Path, ...]
    notes: tuple[str, ...] = ()


def export(
    folder: AnyPath,
    formats: str | Sequence[str],
    out: AnyPath | None = None,
    filters: Filters | None = None,
    *,
    assets: str | None = None,
) -> Exported:
    """Write the corpus in ``folder`` in these formats (one string: with commas) to ``out``, by default beside it.

    ``assets`` is as in ``Options``. An article of which nothing is taken is left out. How they were made is kept in
    ``out``, for ``again``. Raises InputError where there is no corpus or nothing is taken, UsageError for an unknown
    format or one that would replace the corpus itself, OutputError.
    """
    corpus = Corpus(folder)
    folder, out = Path(folder), Path(out or folder)
    formats, assets = Options(formats=formats).formats, Options(assets=assets).assets
    refuse_unknown(formats)
    if "html" in formats and out.resolve() == folder.resolve() and filters not in {None, Filters()}:
        raise UsageError("a filtered export to html would replace the corpus's pages", "Name another folder with --out")
    if "jsonl" in formats and out.resolve() == folder.resolve():
        raise UsageError("an export to jsonl would replace the corpus itself", "Name another folder with --out")
    seen, taken, segments, trusted = Distinct(), 0, 0, False
    with ExitStack() as stack:
        output = stack.enter_context(OutputFolder(out))
        writers = [stack.enter_context(open_writer(name, output, corpus.provenance, assets)) for name in formats]
        for article, pairs in corpus:
            chosen = choose(pairs, filters or Filters(), seen)
            segments += len(pairs)
            taken += len(chosen)
            trusted = trusted or any(pair.translation.trust is not None for pair in pairs)
            if chosen:
                for writer in writers:
                    writer.add(article, chosen)
        if not taken and filters and filters.min_trust is not None and not trusted:
            raise InputError(
                f"no segment of the corpus in '{folder}' has a trust", "Build it again, or choose by --min-score"
            )
        if not taken:
            raise InputError(f"none of {count(segments, 'segment')} is left", "Loosen the filters")
        notes: list[str] = []
        close_all(writers, notes.append)
        output.publish()
        made = _kept(_digest(corpus, output), filters or Filters())
        kept.write(out, dict.fromkeys(formats, made))
    return Exported(taken, segments, tuple(writer.main for writer in writers), tuple(notes))


def again(
    folder: AnyPath,
    out: AnyPath | None = None,
    formats: Sequence[str] = (),
    note: Callable[[str], None] | None = None,
) -> list[Exported]:
    """Write the exports in ``out``, by default those beside the corpus in ``folder``, again as they were made.

    ``formats`` are those to write, by default all that are there. One that somebody changed since is left as it is, and
    ``note`` hears of it. Raises what ``export`` raises, InputError where there is none.
    """
    corpus = Corpus(folder)
    folder, out = Path(folder), Path(out or folder)
    with OutputFolder(out) as output:
        rows = output.standing()
        changed = {row.format: row.name for row in rows if output.is_changed(row)}
    made = kept.read(out)
    there = tuple(dict.fromkeys([*kept.exports_in(rows), *(name for name in made if name != "jsonl")]))
    if out.resolve() != folder.resolve() and any(row.format == "jsonl" for row in rows):
        there = ("jsonl", *there)
    if missing := [name for name in formats if name not in there]:
        raise InputError(f"there is no export to {missing[0]} in '{out}'", "Make it with --to, without --again")
    wanted = formats or there
    if not wanted:
        raise InputError(f"there is no export in '{out}'", "Name the formats with --to")
    for name in wanted:
        if name in changed and note:
            first = ": import it first" if Path(changed[name]).suffix in ROWS else ""
            note(f"'{out / changed[name]}' was changed since bilingual wrote it, and is left as it is{first}")
    groups: dict[Filters, list[str]] = {}
    for name in wanted:
        if name not in changed:
            groups.setdefault(filters_of(made.get(name) or _kept("", Filters())), []).append(name)
    return [export(corpus.folder, names, out, filters) for filters, names in groups.items()]


def _digest(corpus: Corpus, output: OutputFolder) -> str:
    """Return the SHA-256 of a corpus, which its folder may know already."""
    here = output.path.resolve() == corpus.folder.resolve() and not corpus.in_shards
    if here and (known := kept.corpus_of(output.standing())):
        return known
    return corpus.files.sha256(BITEXT)


def _kept(corpus: str, filters: Filters) -> Kept:
    return kept.Kept(
        corpus, filters.min_score, filters.flagged, tuple(sorted(filters.kinds)), filters.dedupe, filters.min_trust
    )


def filters_of(made: Kept) -> Filters:
    """Return the filters that an export was made with."""
    return Filters(made.min_score, made.flagged, frozenset(map(Kind, made.kinds)), made.dedupe, made.min_trust)

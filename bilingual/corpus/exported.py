"""The exports in a corpus's folder, each with what holds it against the corpus, segment by segment."""

from __future__ import annotations

import contextlib
import re
from contextlib import ExitStack
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.alignment.words.tokens import spaced
from bilingual.corpus.export import filters_of
from bilingual.corpus.filters import choose
from bilingual.corpus.shown import BOOK, PAGES, compare_book, compare_pages
from bilingual.errors import InputError, OutputError
from bilingual.formats import ROWS, kept, pharaoh, read_rows
from bilingual.formats.base import with_both_sides
from bilingual.formats.moses import STEM
from bilingual.formats.rows import MAX_ROW_BYTES
from bilingual.io.distinct import Distinct
from bilingual.io.inside import is_link, is_plain
from bilingual.io.lines import BoundedLines, TooLongError
from bilingual.io.output import PRIVATE, STAGING
from bilingual.io.regular import open_regular
from bilingual.records import ARTICLES, BITEXT
from bilingual.wording import on_one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bilingual.data import Article, Pair
    from bilingual.errors import BilingualError
    from bilingual.formats.corpus import Corpus
    from bilingual.formats.kept import Kept

    # Tells problems to the function that it is given, and returns how many segments the export has.
    Compare = Callable[[Callable[[str], None]], int]

# The format of each file that an export writes.
_FORMATS = {
    f"{STEM}.{suffix}": name
    for suffix, name in {
        "tsv": "tsv", "csv": "csv", "xlsx": "xlsx", "ids": "moses", "tmx": "tmx", "xlf": "xliff", "2.xlf": "xliff2",
        "parquet": "parquet", "epub": "epub", "tok.ids": "pharaoh",
    }.items()
}  # fmt: skip
# Formats whose segments are compared, so that their age does not matter.
_COMPARED = frozenset({"jsonl", "html", *_FORMATS.values()})
# Formats that leave out what has one side alone.
WITH_BOTH_SIDES = frozenset({"tmx", "xliff", "xliff2", "epub", "moses", "pharaoh"})
_INDEX = re.compile(r"html/index(?:-\d+)?\.html")


def exports_of(corpus: Corpus) -> Iterator[tuple[str, Compare]]:
    """Yield the exports in a corpus's folder, each with what compares it and returns how many segments it has."""
    made = kept.read(corpus.folder)
    languages = corpus.languages
    try:
        if pages := _pages(corpus):
            yield PAGES, partial(compare_pages, corpus, corpus.files, pages, languages)
    except (InputError, OutputError) as error:
        yield PAGES, partial(_refused, error)
    for name in _names(corpus.folder):
        how = made.get(_FORMATS.get(name, ""))
        try:
            if name == BOOK and corpus.files.is_file(name):
                yield name, partial(compare_book, _part(corpus, how, "epub"), corpus.files, languages)
            elif (rows := _texts(name, corpus)) is not None:
                part = _part(corpus, how, _FORMATS.get(name, ""))
                yield name, partial(_compare, name, rows, part, how is not None)
        except (InputError, OutputError) as error:  # such as a link
            yield name, partial(_refused, error)


def outdated(corpus: Corpus) -> Iterator[str]:
    """Yield the formats that nothing here compares whose exports were made of another corpus than is there now."""
    made = {name: how for name, how in kept.read(corpus.folder).items() if name not in _COMPARED}
    now = corpus.files.sha256(BITEXT) if made else ""
    yield from (name for name, how in made.items() if how.corpus not in {now, ""})


def _refused(error: BilingualError, _: Callable[[str], None]) -> int:
    """Raise why an export is not read, when it would be."""
    raise error


def _part(corpus: Corpus, how: Kept | None, name: str) -> Iterator[tuple[Article, Sequence[Pair]]]:
    """Yield what an export of a format that was made so has of a corpus; all of it where nobody knows how it was."""
    seen = Distinct()
    for article, pairs in corpus:
        chosen = choose(pairs, filters_of(how), seen) if how else pairs
        yield article, with_both_sides(chosen) if name in WITH_BOTH_SIDES else chosen


def _pages(corpus: Corpus) -> list[str]:
    """Return the names of the pages in a folder, but for the indexes."""
    known = corpus.files.names("html")
    if known is None:  # no ledger tells: what lies where pages do
        folder = corpus.folder / "html"
        folders = [folder, *(path for path in _listed(folder) if path.name.isdigit())]
        known = [f"html/{path.relative_to(folder).as_posix()}" for one in folders for path in _listed(one)]
    return [
        name
        for name in sorted(known)
        if name.endswith(".html") and is_plain(name) and not _INDEX.fullmatch(name) and corpus.files.is_file(name)
    ]


def _listed(folder: Path) -> list[Path]:
    with contextlib.suppress(OSError):
        return [] if is_link(folder) or not folder.is_dir() else list(folder.iterdir())
    return []


def _names(folder: Path) -> list[str]:
    """Return the names of what is in a folder, also where it is still staged, in order. Raises InputError."""
    try:
        staged = folder / PRIVATE / STAGING
        places = [folder, *([staged] if staged.is_dir() else [])]
        return sorted({path.name for place in places for path in place.iterdir()})
    except OSError as error:
        raise InputError(f"'{folder}' cannot be read: {error.strerror or error}", "Check its rights") from error


def _texts(name: str, corpus: Corpus) -> Iterable[tuple[str, str, str]] | None:
    """Return (id, source, target) of each segment in an export, None where it is none that can be compared."""
    if not is_plain(name) or name in {BITEXT, ARTICLES} or not corpus.files.is_file(name):
        return None
    if name in {f"{STEM}.ids", pharaoh.IDS}:
        return _lines(name, corpus)
    if name == f"{STEM}.parquet":
        return _parquet(corpus)
    path = Path(name)
    if path.stem.partition(".")[0] == STEM and path.suffix in ROWS:
        rows = read_rows(corpus.files.path(name), corpus.languages)
        return ((row.id, row.source, row.target) for row in rows)
    return None


def _lines(name: str, corpus: Corpus) -> Iterator[tuple[str, str, str]]:
    """Yield what stands side by side in a file of ids and those of both languages beside it."""
    names = [name, *(f"{name.removesuffix('ids')}{language}" for language in corpus.languages)]
    if missing := [name for name in names if not corpus.files.is_file(name)]:
        raise InputError(f"'{corpus.folder / missing[0]}' is missing", "Export again")
    with corpus.files.together(*names) as sources, ExitStack() as stack:
        streams = [stack.enter_context(source.open()) for source in sources]
        ids, texts, targets = (BoundedLines(stream, MAX_ROW_BYTES) for stream in streams)
        try:
            for lines in zip_longest(ids, texts, targets, fillvalue=b""):
                identity, source, target = (line.decode("utf-8", "replace").removesuffix("\n") for line in lines)
                yield identity, source, target
        except TooLongError as error:
            raise InputError(f"a line beside '{corpus.folder / name}' is too long", "Export again") from error


def _parquet(corpus: Corpus) -> Iterator[tuple[str, str, str]]:
    """Yield the rows; none where pyarrow is not there to read them, and then the count says so."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        return
    name = f"{STEM}.parquet"
    try:
        with open_regular(corpus.files.path(name)) as raw, parquet.ParquetFile(raw) as file:
            for batch in file.iter_batches(10_000, columns=["id", "translation"]):
                for row in batch.to_pylist():
                    yield row["id"], *(row["translation"][language] for language in corpus.languages)
    except (pa.ArrowException, OSError, KeyError, TypeError, ValueError) as error:
        raise InputError(f"'{name}' is no Parquet file of ours ({error})", "Export again") from error


def _compare(
    name: str,
    rows: Iterable[tuple[str, str, str]],
    articles: Iterable[tuple[Article, Sequence[Pair]]],
    whole: bool,  # noqa: FBT001 - whether the export has all of these articles
    tell: Callable[[str], None],
) -> int:
    """Go through the corpus and an export side by side; return how many segments the export has."""
    tidy: Callable[[str], str] = on_one_line if name.endswith(".ids") else str
    pairs = (pair for _, pairs in articles for pair in pairs if name != pharaoh.IDS or pharaoh.is_written(pair))
    count = 0
    for identity, source, target in rows:
        count += 1
        pair = next((pair for pair in pairs if whole or tidy(pair.segment.id) == identity), None)
        if pair is None or tidy(pair.segment.id) != identity:
            tell(f"{name}: '{identity}' is not in the corpus, or not in its place")
            return count
        texts = pair.segment.text, pair.translation.text
        said = tuple(map(tidy, texts)) if name != pharaoh.IDS else tuple(map(spaced, texts, pharaoh.LANGUAGES))
        if said != (source, target):
            tell(f"{name}: '{identity}' is another than in the corpus")
    if whole and (missing := next(pairs, None)) is not None:
        tell(f"{name}: '{missing.segment.id}' is missing")
    return count

"""A corpus held against itself: what its files say of each other must agree. Nothing is changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import islice, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bilingual.data import Origin
from bilingual.errors import InputError
from bilingual.formats import ROWS, read_rows
from bilingual.formats.corpus import Corpus, records
from bilingual.formats.moses import STEM
from bilingual.io.distinct import Distinct
from bilingual.io.output import OutputFolder
from bilingual.io.source import STDIN, Source
from bilingual.records import ARTICLES, BITEXT, pair_of, provenance_of
from bilingual.wording import on_one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bilingual.data import Pair
    from bilingual.options import AnyPath


@dataclass(slots=True)
class Verified:
    """What was looked at, and how many problems there were. ``exports`` maps file names to their segments."""

    articles: int
    segments: int
    exports: dict[str, int]
    problems: int


def verify(folder: AnyPath, hear: Callable[[str], None]) -> Verified:
    """Look at the corpus in ``folder`` and tell ``hear`` each problem on one line.

    Every offset is cut out of the article's text again; ids must be unique, in order and without gaps, every article
    must have all its segments, and a source that is still there must have the bytes that it had. Every file must be as
    it was written, and what exports say under an id must be what the corpus says; an export may be of a part of it.
    Raises InputError where there is no corpus.
    """
    folder, problems = Path(folder), 0

    def tell(problem: str) -> None:
        nonlocal problems
        problems += 1
        hear(" ".join(problem.split()))

    corpus = Corpus(folder)
    for problem in OutputFolder(folder).changes():
        tell(problem)
    before = problems
    articles, segments = _look(corpus, tell)
    exports: dict[str, int] = {}
    if problems == before:  # else there is nothing sound to compare with
        for problem in _changed_sources(corpus):
            tell(problem)
        for path in sorted(folder.iterdir()):
            rows = _texts(path, corpus)
            if rows is not None:
                try:
                    exports[path.name] = _compare(path.name, rows, corpus, tell)
                except InputError as error:
                    tell(error.message)
    return Verified(articles, segments, exports, problems)


def _look(corpus: Corpus, tell: Callable[[str], None]) -> tuple[int, int]:
    """Look at the two files of the corpus; return how many articles and segments there are."""
    bitext, ids = records(corpus.folder / BITEXT), Distinct()
    articles = segments = 0
    try:
        for number, record in records(corpus.folder / ARTICLES):
            articles += 1
            where = f"line {number} of {ARTICLES}"
            for problem in _article_problems(record, ids):
                tell(f"{where}: {problem}")
            count = record.get("segments")
            if not isinstance(count, int) or not isinstance(record.get("text"), str):
                tell(f"{where}: what follows cannot be looked at")
                return articles, segments
            found = _look_at_segments(record, islice(bitext, count), corpus.languages, tell)
            segments += found
            if found < count:
                tell(f"{where}: only {found} of the article's {count} segments are in {BITEXT}")
        for line, _ in bitext:
            segments += 1
            tell(f"line {line} of {BITEXT}: no article has it")
    except InputError as error:
        tell(error.message)
    return articles, segments


def _look_at_segments(
    article: dict[str, Any],
    lines: Iterable[tuple[int, dict[str, Any]]],
    languages: tuple[str, str],
    tell: Callable[[str], None],
) -> int:
    """Look at the lines of an article's segments; return how many there are."""
    count, previous = 0, None
    for line, record in lines:
        count += 1
        where = f"line {line} of {BITEXT}"
        try:
            pair = pair_of(record, languages)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            tell(f"{where}: it is not whole ({error!r})")
            continue
        if pair.segment.article != article.get("id"):
            tell(f"{where}: it belongs to '{pair.segment.article}', not to '{article.get('id')}'")
        for problem in _pair_problems(record.get("id"), pair, previous, article["text"]):
            tell(f"{where}: {problem}")
        previous = pair
    return count


def _article_problems(record: dict[str, Any], ids: Distinct) -> Iterator[str]:
    identity = record.get("id")
    if not isinstance(identity, str):
        yield "it has no id"
    elif not ids.add([identity]):
        yield f"the id '{identity}' comes twice"
    try:
        provenance_of(record)
    except (KeyError, TypeError):
        yield "its provenance is not whole"


def _changed_sources(corpus: Corpus) -> Iterator[str]:
    """Yield the sources that are there with other bytes. A line of a JSON Lines file is not looked up."""
    for number, record in records(corpus.folder / ARTICLES):
        name = str(record.get("source"))
        path = Path(name)
        if name != STDIN and path.is_file():
            try:
                same = hashlib.sha256(Source.of(path).read()).hexdigest() == record.get("sha256")
            except InputError:
                same = False
            if not same:
                yield f"line {number} of {ARTICLES}: its source '{name}' is another now"


def _pair_problems(identity: object, pair: Pair, previous: Pair | None, text: str) -> Iterator[str]:
    """Yield what is wrong with a segment that comes after ``previous`` in the article with that text."""
    segment, translation = pair.segment, pair.translation
    if identity != segment.id:
        yield f"its id '{identity}' is not '{segment.id}'"
    if not 0 <= segment.start <= segment.end <= len(text) or text[segment.start : segment.end] != segment.text:
        yield f"text[{segment.start}:{segment.end}] of the article is not its source"
    if translation.score is not None and (pair.origin is Origin.HUMAN or translation.score > 0):
        yield f"it cannot have the score {translation.score}"
    place = (segment.paragraph, segment.sentence)
    if previous is None:
        expected = {(1, 1)}
    else:
        before = previous.segment
        expected = {(before.paragraph, before.sentence + 1), (before.paragraph + 1, 1)}
        if segment.start < before.end:
            yield "it begins before the one before it ends"
    if place not in expected:
        yield f"'{segment.id}' does not follow on what is before it"


def _texts(path: Path, corpus: Corpus) -> Iterable[tuple[str, str, str]] | None:
    """Return (id, source, target) of each segment in an export, None where it is none that can be compared."""
    if path.name in {BITEXT, ARTICLES} or not path.is_file():
        return None
    if path.name == f"{STEM}.ids":
        return _moses(corpus)
    if path.name == f"{STEM}.parquet":
        return _parquet(path, corpus.languages)
    if path.stem.partition(".")[0] == STEM and path.suffix in ROWS:
        return ((row.id, row.source, row.target) for row in read_rows(path, corpus.languages))
    return None


def _moses(corpus: Corpus) -> Iterator[tuple[str, str, str]]:
    paths = [corpus.folder / f"{STEM}.{suffix}" for suffix in ("ids", *corpus.languages)]
    if missing := [path for path in paths if not path.is_file()]:
        raise InputError(f"'{missing[0]}' is missing", "Export again")
    ids, sources, targets = (path.open(encoding="utf-8", errors="replace", newline="\n") for path in paths)
    with ids, sources, targets:
        for lines in zip_longest(ids, sources, targets, fillvalue=""):
            identity, source, target = (line.removesuffix("\n") for line in lines)
            yield identity, source, target


def _parquet(path: Path, languages: tuple[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield the rows; none where pyarrow is not there to read them, and then the count says so."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        return
    try:
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(10_000, columns=["id", "translation"]):
                for row in batch.to_pylist():
                    yield row["id"], *(row["translation"][language] for language in languages)
    except (pa.ArrowException, OSError, KeyError, TypeError) as error:
        raise InputError(f"'{path.name}' is no Parquet file of ours ({error})", "Export again") from error


def _compare(name: str, rows: Iterable[tuple[str, str, str]], corpus: Corpus, tell: Callable[[str], None]) -> int:
    """Go through the corpus and an export side by side; return how many segments the export has."""
    tidy: Callable[[str], str] = on_one_line if name == f"{STEM}.ids" else str
    pairs = (pair for _, pairs in corpus for pair in pairs)
    count = 0
    for identity, source, target in rows:
        count += 1
        pair = next((pair for pair in pairs if tidy(pair.segment.id) == identity), None)
        if pair is None:
            tell(f"{name}: '{identity}' is not in the corpus, or not in its place")
            return count
        if (tidy(pair.segment.text), tidy(pair.translation.text)) != (source, target):
            tell(f"{name}: '{identity}' is another than in the corpus")
    return count

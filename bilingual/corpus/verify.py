"""A corpus held against itself: what its files say of each other must agree. Nothing is changed."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from bilingual.corpus.exported import exports_of, outdated
from bilingual.corpus.verify_aligned import Sides
from bilingual.corpus.verify_links import link_problems
from bilingual.data import Origin
from bilingual.errors import InputError, OutputError
from bilingual.formats.corpus import Corpus, records
from bilingual.io.distinct import Distinct
from bilingual.io.source import STDIN, Source
from bilingual.records import ARTICLES, BITEXT, LATE_FIELDS, article_of, pair_of, provenance_of, segments_in, why
from bilingual.segmentation.stand_off import composed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bilingual.data import Article, Pair, Segment
    from bilingual.options import AnyPath

    _Line = tuple[int, dict[str, Any]]

T = TypeVar("T")


@dataclass(slots=True)
class Verified:
    """What was looked at, and how many problems there were. ``exports`` maps file names to their segments.

    ``damaged`` is how many lines of the corpus's own files are damaged: it cannot be used before it is built again.
    ``stale`` are the names of those exports that say something else than the corpus, or may do.
    """

    articles: int
    segments: int
    exports: dict[str, int]
    problems: int
    damaged: int = 0
    stale: tuple[str, ...] = ()


def verify(folder: AnyPath, hear: Callable[[str], None]) -> Verified:
    """Look at the corpus in ``folder`` and tell ``hear`` each problem on one line.

    Every offset is cut out of the article's text again; ids must be unique, in order and without gaps, every article
    must have all its segments, and a source that is still there must have the bytes that it had. Every file must be as
    it was written, and what exports say, the pages and the book too, must be what the corpus says. An export may be of
    a part of it; where it is known how it was made, it must be that part. One in a format that is not read back must be
    of the corpus that is there now. Raises InputError where there is no corpus.
    """
    folder = Path(folder)
    corpus = Corpus(folder)
    looked = _Look(corpus, hear)
    for problem in corpus.files.changes():
        looked.tell(problem)
    before = looked.problems
    looked.at_all()
    exports: dict[str, int] = {}
    stale: list[str] = []
    if looked.problems == before:  # else there is nothing sound to compare with
        for problem in _changed_sources(corpus):
            looked.tell(problem)
        for name, compare in exports_of(corpus):
            found = looked.problems
            try:
                exports[name] = compare(looked.tell)
            except (InputError, OutputError) as error:  # such as a link
                looked.tell(error.message)
            if looked.problems > found:
                stale.append(name)
        for name in outdated(corpus):
            looked.tell(f"{name}: it was made of the corpus as it was before")
            stale.append(name)
    return Verified(looked.articles, looked.segments, exports, looked.problems, looked.damaged, tuple(stale))


class _Look:
    """A look at the two files of a corpus: it counts, and tells each problem on one line."""

    def __init__(self, corpus: Corpus, hear: Callable[[str], None]) -> None:
        self._corpus = corpus
        self._hear = hear
        self.articles = self.segments = self.problems = self.damaged = 0
        self._fields: frozenset[str] | None = None

    def tell(self, problem: str) -> None:
        """Tell a problem."""
        self.problems += 1
        self._hear(" ".join(problem.split()))

    def at_all(self) -> None:
        """Look at every line."""
        try:
            with self._corpus.files.together(BITEXT, ARTICLES) as [segments, articles]:
                self._look(records(segments), records(articles))
        except InputError as error:
            self.tell(error.message)
            self.damaged += 1

    def _look(self, bitext: Iterator[_Line], articles: Iterator[_Line]) -> None:
        ids = Distinct()
        for number, record in articles:
            self.articles += 1
            where = f"line {number} of {ARTICLES}"
            for problem in _article_problems(record, ids):
                self.tell(f"{where}: {problem}")
            article = count = None
            if self._whole(where, "its provenance is not whole", provenance_of, record):
                article = self._whole(where, "it is not whole", article_of, record, ())
                count = self._whole(where, "it is not whole", segments_in, record)
            if article is None or count is None:
                self.tell(f"{where}: what follows cannot be looked at")
                return
            found = self._look_at_segments(article, islice(bitext, count))
            self.segments += found
            if found < count:
                self.tell(f"{where}: only {found} of the article's {count} segments are in {BITEXT}")
        for line, _ in bitext:
            self.segments += 1
            self.tell(f"line {line} of {BITEXT}: no article has it")

    def _look_at_segments(self, article: Article, lines: Iterable[_Line]) -> int:
        """Look at the lines of an article's segments; return how many there are."""
        count, previous, sides, covered = 0, None, Sides(article), 0
        for line, record in lines:
            count += 1
            where = f"line {line} of {BITEXT}"
            pair = self._whole(where, "it is not whole", pair_of, record, self._corpus.languages)
            if pair is None:
                continue
            if pair.segment.article != article.id:
                self.tell(f"{where}: it belongs to '{pair.segment.article}', not to '{article.id}'")
            for problem in _pair_problems(record.get("id"), pair, previous, article.text):
                self.tell(f"{where}: {problem}")
            for problem in (*sides.problems(pair), *link_problems(pair, self._corpus.languages)):
                self.tell(f"{where}: {problem}")
            if covered and pair.reference:
                self.tell(f"{where}: it has a reference, and that of a segment before it is of it too")
            covered = max(0, covered - 1, pair.reference.segments - 1 if pair.reference else 0)
            self._look_at_fields(record, where)
            previous = pair
        if covered:
            self.tell(f"article '{article.id}': a reference is of more segments than there are")
        for problem in sides.at_end():
            self.tell(f"article '{article.id}': {problem}")
        return count

    def _look_at_fields(self, record: dict[str, Any], where: str) -> None:
        """Tell where a line has a field that the first one lacks, or lacks one: readers infer types from the first."""
        here = frozenset(name for name in LATE_FIELDS if name in record)
        self._fields = here if self._fields is None else self._fields
        for name in sorted(here ^ self._fields):
            self.tell(f'{where}: it has {"" if name in here else "no "}"{name}", other than the first line')

    def _whole(self, where: str, what: str, read: Callable[..., T], *values: object) -> T | None:
        """Return what ``read`` makes of a line; where it cannot, say so and return None."""
        try:
            return read(*values)
        except (KeyError, TypeError, ValueError) as error:
            self.damaged += 1
            self.tell(f"{where} is damaged ({what}: {why(error)})")
            return None


def _article_problems(record: dict[str, Any], ids: Distinct) -> Iterator[str]:
    identity = record.get("id")
    if not isinstance(identity, str):
        yield "it has no id"
    elif not ids.add([identity]):
        yield f"the id '{identity}' comes twice"


def _changed_sources(corpus: Corpus) -> Iterator[str]:
    """Yield the sources that are there with other bytes. A line of a JSON Lines file is not looked up."""
    with corpus.files.together(ARTICLES) as [articles]:
        for number, record in records(articles):
            for name, sha256 in _sources(record):
                if name != STDIN and "\0" not in name and os.path.isfile(name):  # noqa: PTH113 - what may be no path is none
                    try:
                        same = hashlib.sha256(Source.of(Path(name)).read()).hexdigest() == sha256
                    except InputError:
                        same = False
                    if not same:
                        yield f"line {number} of {ARTICLES}: its source '{name}' is another now"


def _sources(record: dict[str, Any]) -> Iterator[tuple[str, object]]:
    """Yield the source of an article, and that of its translation where that was aligned, each with its digest."""
    target = record.get("target")
    for facts in (record, target) if isinstance(target, dict) else (record,):
        yield str(facts.get("source")), facts.get("sha256")


def _pair_problems(identity: object, pair: Pair, previous: Pair | None, text: str) -> Iterator[str]:
    """Yield what is wrong with a segment that comes after ``previous`` in the article with that text."""
    segment, translation = pair.segment, pair.translation
    if identity != segment.id:
        yield f"its id '{identity}' is not '{segment.id}'"
    if not 0 <= segment.start <= segment.end <= len(text):
        yield f"text[{segment.start}:{segment.end}] of the article is not its source"
    elif segment.spans is not None:
        yield from _span_problems(segment, text)
    elif text[segment.start : segment.end] != segment.text:
        yield f"text[{segment.start}:{segment.end}] of the article is not its source"
    if translation.score is not None and (pair.origin is not Origin.MT or translation.score > 0):
        yield f"it cannot have the score {translation.score}"
    if translation.trust is not None and (pair.origin is not Origin.MT or not 0 <= translation.trust <= 1):
        yield f"it cannot have the trust {translation.trust:g}"
    yield from _decision_problems(pair)
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


def _decision_problems(pair: Pair) -> Iterator[str]:
    """Yield what is wrong with what people did: flags that they dismissed are some of those that a segment has."""
    if pair.machine is not None and pair.origin is not Origin.HUMAN:
        yield "it cannot have a machine's translation beside its own: nobody corrected that"
    if unknown := [flag for flag in pair.dismissed if flag not in pair.translation.flags]:
        yield f"the dismissed flag '{unknown[0]}' is not among its flags"
    if len(set(pair.dismissed)) < len(pair.dismissed):
        yield "a flag of it is dismissed twice"


def _span_problems(segment: Segment, text: str) -> Iterator[str]:
    """Yield what is wrong with the pieces of a segment."""
    spans = segment.spans or ()
    edges = [edge for span in spans for edge in span]
    ascending = all(start < end for start, end in spans) and edges == sorted(edges)
    if (edges[0], edges[-1]) != (segment.start, segment.end) if edges else segment.start != segment.end:
        yield f"its spans do not reach from {segment.start} to {segment.end}"
    elif not ascending:
        yield "its spans do not ascend"
    elif composed(text, spans) != segment.text:
        yield f"its spans in text[{segment.start}:{segment.end}] of the article are not its source"

"""A corpus on the shelf: each article can be taken down by its number, with what people decided laid over it.

Only where each article begins, and its line in the index, stay in memory. The files are held open: another build may
publish meanwhile, and what is read here stays of one piece.
"""

from __future__ import annotations

import io
import os
import threading
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bilingual.checks.confidence.bands import bands_of
from bilingual.formats.corpus import damaged
from bilingual.formats.html import PAGES_PER_FOLDER
from bilingual.formats.html.entries import summary
from bilingual.io.source import MAX_ARTICLE_BYTES, Source
from bilingual.pipeline.overlay import Overlay
from bilingual.records import ARTICLES, BITEXT, article_of, loads, pair_of, paragraphs_of, provenance_of, segments_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import IO, Any, Self

    from bilingual.checks.confidence.bands import Bands
    from bilingual.data import Article, Pair, Provenance
    from bilingual.formats.corpus import Corpus
    from bilingual.formats.html.entries import Entry
    from bilingual.memory import Memory
    from bilingual.pipeline.overlay import Written

# As lines of a corpus are read elsewhere.
_MAX_LINE_BYTES = 4 * MAX_ARTICLE_BYTES


@dataclass(frozen=True, slots=True)
class Spine:
    """Where an article stands: the offsets of its line and of its first segment's, in bytes, and what the index shows.

    ``first`` is the number of its first segment in the corpus, from 0.
    """

    article: int
    segments: int
    first: int
    entry: Entry


class Shelf:
    """The articles of a corpus by their number, from 0; a context manager. Threads may read in turns.

    ``changed`` is how many segments stand otherwise in the files than people decided. Raises InputError for a corpus
    that is damaged, OutputError for the memory.
    """

    def __init__(self, corpus: Corpus, memory: Memory) -> None:
        self.provenance: Provenance = corpus.provenance
        self.languages = corpus.languages
        self._folder = corpus.folder
        self._memory = memory
        self._lock = threading.Lock()
        self._stack = ExitStack()
        self._spines: list[Spine] = []
        # The numbers of articles by their ids, and by their pages' paths within ``html/``.
        self.numbers: dict[str, int] = {}
        self.pages: dict[str, int] = {}
        self.changed = 0
        self.segments = 0
        try:
            files = self._stack.enter_context(corpus.files.held(BITEXT, ARTICLES))
            self._bitext, self._articles = (io.BufferedReader(file) for file in files)
        except BaseException:
            self._stack.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files."""
        self._stack.close()

    def __len__(self) -> int:
        return len(self._spines)

    @property
    def bands(self) -> Bands:
        """The bands by which the corpus is judged."""
        return bands_of(self.provenance)

    @property
    def is_current(self) -> bool:
        """Whether the corpus in the folder still is this one: another build may have published one since."""
        try:
            now = (self._folder / BITEXT).stat()
        except OSError:
            return True  # it is away for a moment, or for good: nothing better is there
        held = os.fstat(self._bitext.fileno())
        return (now.st_dev, now.st_ino) == (held.st_dev, held.st_ino)

    def stand(self) -> Iterator[Written]:
        """Yield all articles once, in order, as people want them, and note where each stands. It comes first."""
        places: list[tuple[int, int]] = []
        overlay = Overlay(self._memory, self.languages)
        for number, (article, pairs) in enumerate(overlay.over(self._read_on(places))):
            folder = number // PAGES_PER_FOLDER + 1
            bands = bands_of(article.provenance or self.provenance)
            entry = summary(article, pairs, "" if folder == 1 else str(folder), bands)
            self._spines.append(Spine(*places[number], self.segments, entry))
            self.numbers[article.id] = self.pages[entry.page] = number
            self.segments += len(pairs)
            yield article, pairs
        self.changed = overlay.changed

    def spine(self, number: int) -> Spine:
        """Return where an article stands. Raises IndexError."""
        return self._spines[number]

    def spines(self) -> Sequence[Spine]:
        """Return where all articles stand, in order."""
        return self._spines

    def read(self, number: int) -> tuple[Article, list[Pair]]:
        """Return an article as people want it by now. Raises IndexError, InputError, OutputError.

        What it renders in several ways is that of the files, until they are renewed: nobody who works waits for it.
        """
        spine = self._spines[number]
        with self._lock:
            self._articles.seek(spine.article)
            self._bitext.seek(spine.segments)
            written = self._article(self._articles, self._bitext)
        if written is None:
            raise self._damaged(ARTICLES, ValueError("it is shorter than it was"))
        [(article, pairs)] = Overlay(self._memory, self.languages, thorough=False).lay([written])
        return article, list(pairs)

    def _read_on(self, places: list[tuple[int, int]]) -> Iterator[Written]:
        self._articles.seek(0)
        self._bitext.seek(0)
        while True:
            place = self._articles.tell(), self._bitext.tell()
            written = self._article(self._articles, self._bitext)
            if written is None:
                break
            places.append(place)
            yield written
        if self._bitext.readline(1):
            raise self._damaged(BITEXT, ValueError("the article of its last segments is missing"))

    def _article(self, articles: IO[bytes], bitext: IO[bytes]) -> Written | None:
        """Read the next article with its pairs, None at the end."""
        record = self._record(articles, ARTICLES)
        if record is None:
            return None
        try:
            article, count, made = article_of(record, ()), segments_in(record), provenance_of(record)
        except (KeyError, TypeError, ValueError) as error:
            raise self._damaged(ARTICLES, error) from error
        pairs = [self._pair(bitext, article.id) for _ in range(count)]
        return replace(article, paragraphs=paragraphs_of(pairs), provenance=made), pairs

    def _pair(self, bitext: IO[bytes], article: str) -> Pair:
        record = self._record(bitext, BITEXT)
        try:
            if record is None:
                raise ValueError(f"at its end a segment of article '{article}' is missing")  # noqa: TRY301 - as other damage
            pair = pair_of(record, self.languages)
            if pair.segment.article != article:
                raise ValueError(f"a segment of article '{article}' is missing")  # noqa: TRY301
        except (KeyError, TypeError, ValueError) as error:
            raise self._damaged(BITEXT, error) from error
        return pair

    def _record(self, stream: IO[bytes], name: str) -> Mapping[str, Any] | None:
        try:
            raw = stream.readline(_MAX_LINE_BYTES)
            if not raw:
                return None
            record = loads(raw)
        except (ValueError, RecursionError) as error:
            raise self._damaged(name, error) from error
        if not isinstance(record, dict):
            raise self._damaged(name, ValueError("a line is no object"))
        return record

    def _damaged(self, name: str, error: Exception) -> Exception:
        source = Source.of(self._folder / name)
        return damaged(source, len(self._spines) + 1, error)

"""Articles added to a corpus that is there: which of its own they take the place of, and in what order all come out.

An article of the same id from the same source as one of the corpus takes its place; any other comes last. What is
kept comes from the corpus, with its translations. So to build one source and then to add another gives what a build of
both gives. What was read waits in a temporary database, so that memory does not grow with it.
"""

from __future__ import annotations

import os
import pickle
import sqlite3
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from bilingual.checks.confidence.bands import calibration_of
from bilingual.data import UNKNOWN_ARITHMETIC, Origin
from bilingual.errors import InputError, UsageError
from bilingual.formats.corpus import Corpus, records
from bilingual.formats.ids import unique
from bilingual.io.source import STDIN
from bilingual.languages import english_name
from bilingual.pipeline import pieces
from bilingual.pipeline.places import is_nameless, name_of, place_of
from bilingual.pipeline.report import REPORT
from bilingual.pipeline.reported import built_formats
from bilingual.records import ARTICLES, BITEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from bilingual.data import Article, Pair, Provenance
    from bilingual.io.distinct import Distinct
    from bilingual.io.output import OutputFolder
    from bilingual.pipeline.ids import Arriving


# So many articles with the same bytes and name are looked at.
_MOVED = 10


def has_corpus(folder: Path) -> bool:
    """Whether there is something in a folder that could be added to."""
    return (folder / BITEXT).is_file() or (folder / ARTICLES).is_file()


def refuse_other_languages(folder: Path, languages: tuple[str, str]) -> None:
    """Raise UsageError where the corpus in ``folder`` is in other languages, InputError where it cannot be read."""
    if not has_corpus(folder) and (folder / REPORT).is_file():
        raise InputError(
            f"the corpus in '{folder}' cannot be added to, as it was built without {BITEXT}",
            "Build it again with jsonl among its --formats",
        )
    if has_corpus(folder) and (ours := Corpus(folder).languages) != languages:
        there, now = (" to ".join(map(english_name, pair)) for pair in (ours, languages))
        raise UsageError(
            f"the corpus in '{folder}' is from {there}, and this build from {now}", "Choose another folder with --out"
        )


def formats(output: OutputFolder, wanted: Sequence[str]) -> tuple[str, ...]:
    """Return the formats to write where a corpus grows: those of its last build too, or they would stay behind."""
    return tuple(dict.fromkeys([*wanted, "jsonl", *built_formats(output)]))


def other_model(articles: Iterable[Article], mine: Provenance) -> str | None:
    """Say on one line that some of the articles that are kept were translated otherwise than by ``mine``, if any."""
    for article in articles:
        theirs = article.provenance
        if theirs and (theirs.model_sha256, theirs.settings) != (mine.model_sha256, mine.settings):
            ours, now = _models(theirs), _models(mine)
            how = f"with {ours}, and what is added with {now}" if ours != now else f"with {ours} and other settings"
            return f"the corpus was translated {how}: articles.jsonl and the pages say which made an article"
    return None


def alike(article: Article, pairs: Sequence[Pair], mine: Provenance) -> Article:
    """Return an article that is kept with all that ``mine`` says of those that are added: lines have the same fields.

    What nobody noted when it was translated is said to be unknown, or to be what it was then.
    """
    made = article.provenance
    if made and made.arithmetic is None and mine.arithmetic is not None:
        by_machine = any(pair.origin is not Origin.HUMAN for pair in pairs)
        article = replace(article, arithmetic=(UNKNOWN_ARITHMETIC,) if by_machine else ())
        made = replace(made, arithmetic=article.arithmetic)
    if made and made.calibration is None and mine.calibration is not None:
        made = replace(made, calibration=calibration_of(made))
    return replace(article, provenance=made)


def _models(made: Provenance) -> str:
    return ", then ".join(f"{step.model} {step.model_version}" for step in made.models)


def arriving(articles: Iterable[tuple[Article, int]], corpus: Corpus, taken: Distinct) -> Iterator[Arriving]:
    """Read all articles, then yield them with those of the corpus, in order; nothing where nothing could be read."""
    adding = Adding(corpus, taken)
    adding.take(articles)
    if adding.added:
        yield from adding.all()


class Adding:
    """What is read beside what the corpus has. ``added`` is how many articles were read."""

    def __init__(self, corpus: Corpus, taken: Distinct) -> None:
        """Look at the corpus; ``taken`` gets its ids, folded. Raises InputError where it is damaged."""
        self._corpus = corpus
        self._taken = taken
        self.added = 0
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._database.executescript("""
            PRAGMA journal_mode = OFF;
            PRAGMA synchronous = OFF;
            CREATE TABLE kept (position INTEGER PRIMARY KEY, id TEXT, name TEXT, place TEXT, sha256 TEXT);
            CREATE TABLE new (number INTEGER PRIMARY KEY, position INTEGER UNIQUE, size INTEGER, article BLOB);
            BEGIN;
        """)
        with corpus.files.together(ARTICLES) as [articles]:
            rows = (_row(position, record) for position, (_, record) in enumerate(records(articles)))
            for row in rows:
                self._database.execute("INSERT INTO kept VALUES (?, ?, ?, ?, ?)", row)
                taken.add([row[1].casefold()])
        for column in ("id", "name"):
            self._database.execute(f"CREATE INDEX by_{column} ON kept (place, {column}, position)")
        self._database.execute("CREATE INDEX by_bytes ON kept (sha256, name, position)")

    def place_for(self, article: Article) -> tuple[int, str] | None:
        """Return the position and the id of the article whose place one that was read takes, None where it takes none.

        Whoever asks takes it: nobody else gets it.
        """
        name, place = _text(article.id), _text(place_of(article.source))
        same = article.sha256 if place == STDIN and is_nameless(name) else None
        # Its own id is the likelier one: what looks like a number may be part of a name.
        for column in ("id", "name"):
            query = f"""
                SELECT position, id FROM kept WHERE place = ? AND {column} = ? AND (? IS NULL OR sha256 = ?)
                ORDER BY position LIMIT 1
            """  # noqa: S608 - made of constants
            if row := self._database.execute(query, (place, name, same, same)).fetchone():
                return self._given(*row)
        # A file that is no more where it was, and is here byte for byte, was moved, or named from another folder.
        query = "SELECT position, id, place FROM kept WHERE sha256 = ? AND name = ? ORDER BY position"
        for position, identity, was in self._database.execute(query, (article.sha256, name)).fetchmany(_MOVED):
            if was != STDIN and not os.path.lexists(was):
                return self._given(position, identity)
        return None

    def _given(self, position: int, identity: str) -> tuple[int, str]:
        self._database.execute("DELETE FROM kept WHERE position = ?", (position,))
        return position, identity

    def take(self, articles: Iterable[tuple[Article, int]]) -> None:
        """Keep articles that were read, each with the id and the position that it will have."""
        doubles = Counter[str]()
        for article, size in articles:
            self.added += 1
            position, identity = self.place_for(article) or (None, unique(article.id, self._taken, doubles))
            values = (position, size, pickle.dumps(replace(article, id=identity)))
            self._database.execute("INSERT INTO new (position, size, article) VALUES (?, ?, ?)", values)

    def all(self) -> Iterator[Arriving]:
        """Yield every article in its order: with its pairs where it is kept, with None where it was read now."""
        for position, (article, pairs) in enumerate(self._corpus):
            query = "SELECT article, size FROM new WHERE position = ?"
            if row := self._database.execute(query, (position,)).fetchone():
                yield pickle.loads(row[0]), None, row[1]  # noqa: S301 - our own, in a private database
            else:
                yield article, pieces.needed(article, pairs), 0
        for blob, size in self._database.execute(
            "SELECT article, size FROM new WHERE position IS NULL ORDER BY number"
        ):
            yield pickle.loads(blob), None, size  # noqa: S301


def _row(position: int, record: dict[str, object]) -> tuple[int, str, str, str, str]:
    """Return what is to be known of an article of the corpus; its name is its id without the number behind it."""
    identity, source, sha256 = (_text(str(record.get(name, ""))) for name in ("id", "source", "sha256"))
    return position, identity, name_of(identity), place_of(source), sha256


def _text(text: str) -> str:
    """Return text as SQLite can hold it."""
    return text.encode("utf-8", "replace").decode()

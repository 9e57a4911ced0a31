"""``.bilingual/search.sqlite``: in which segments of a corpus each word stands; the texts stay in the corpus.

``word`` is a full-text table without content: of each segment the folded words of both sides, and the base forms of
theirs that are other words. ``segment`` has where its line begins in ``bitext.jsonl``, and what is filtered by;
``article`` what is known of its article; ``part`` the two files, or those of a shard, that were read. What
``results.py`` asks of them is all that is asked.

The file may be a stranger's: it is used only if it has the tables that we make, and was made of the very bytes that the
corpus has. It is written beside its place and renamed into it, and never changed there.
"""

from __future__ import annotations

import hashlib
from functools import cache, partial
from io import BufferedReader, FileIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from bilingual.corpus.search import folding
from bilingual.data import Kind, Origin
from bilingual.formats.html import search as page_search
from bilingual.io.regular import open_regular, refuse_irregular
from bilingual.io.tables import header_of, open_to_read, tables_in, tables_of
from bilingual.lexicon import conjugation, inflection, lemmas, small_words
from bilingual.lexicon import folding as lexicon_folding

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from types import ModuleType

APPLICATION_ID = 0x62696C73  # "bils"
VERSION = 1
NAME = "search.sqlite"
# Kinds and origins are numbers in it; a new one comes last, or the version is another.
KINDS, ORIGINS = tuple(Kind), tuple(Origin)
COLUMNS = ("source", "target", "source_base", "target_base")
# Names of publishers and sets of flags stand in many rows, which have their numbers; each flag is between line feeds.
SCRIPT = f"""
    CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE part (
        id INTEGER PRIMARY KEY, key TEXT NOT NULL, place INTEGER NOT NULL, first INTEGER NOT NULL,
        count INTEGER NOT NULL
    );
    CREATE TABLE publisher (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE flags (id INTEGER PRIMARY KEY, names TEXT NOT NULL UNIQUE);
    CREATE TABLE article (
        id INTEGER PRIMARY KEY, part INTEGER NOT NULL, own TEXT NOT NULL, name TEXT NOT NULL, date TEXT NOT NULL,
        publisher INTEGER NOT NULL, title TEXT NOT NULL
    );
    CREATE TABLE segment (
        id INTEGER PRIMARY KEY, article INTEGER NOT NULL, start INTEGER NOT NULL, kind INTEGER NOT NULL,
        origin INTEGER NOT NULL, flags INTEGER NOT NULL, score REAL, trust REAL
    );
    CREATE VIRTUAL TABLE word USING fts5(
        {", ".join(COLUMNS)}, content='', columnsize=0, detail=full, tokenize='ascii'
    );
    PRAGMA application_id = {APPLICATION_ID};
    PRAGMA user_version = {VERSION};
"""


class StaleError(Exception):
    """An index does not fit the corpus, or is none; the message says why."""


class Part(NamedTuple):
    """What is indexed as one: a bitext and the articles beside it. ``key`` is made of the digests of both.

    Where both are ``held`` open, in this order, they are read from there: others may take their places. A shard need
    not be, as no other takes its place.
    """

    key: str
    bitext: Path
    articles: Path
    held: tuple[FileIO, FileIO] | None = None

    def stream(self, size: int) -> IO[bytes]:
        """Open the bitext, to be read ``size`` bytes at a time from any place in it. Raises OSError."""
        return BufferedReader(open_regular(self.bitext), size) if self.held is None else again(self.held[0], size)


def again(file: FileIO, size: int) -> BufferedReader:
    """Return an open file to be read from its beginning; it stays open when that is closed."""
    file.seek(0)
    return BufferedReader(FileIO(file.fileno(), closefd=False), size)


@cache
def made_by() -> str:
    """Return a digest of the code and data that decide on what is in an index besides the corpus."""
    digest = hashlib.sha256(str(VERSION).encode())
    modules: Sequence[ModuleType] = (
        folding, page_search, lemmas, conjugation, inflection, small_words, lexicon_folding
    )  # fmt: skip
    for path in (*(Path(module.__file__ or "") for module in modules), lemmas.FILE, lemmas.IRREGULAR):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def opened(path: Path, languages: tuple[str, str]) -> sqlite3.Connection:
    """Open an index to be asked, of whichever corpus. Raises StaleError, sqlite3.Error, OSError."""
    refuse_irregular(path.lstat(), path)
    connection = open_to_read(path)
    # What is damaged or a stranger's may be no text.
    connection.text_factory = partial(str, encoding="utf-8", errors="replace")
    try:
        _refuse_strange(connection, languages)
    except BaseException:
        connection.close()
        raise
    return connection


def _refuse_strange(connection: sqlite3.Connection, languages: tuple[str, str]) -> None:
    """Raise StaleError for what is no index of ours, before anything but its header and its schema is read."""
    if header_of(connection) != (APPLICATION_ID, VERSION):
        raise StaleError("it is none of this version")
    if tables_in(connection) != tables_of(SCRIPT):
        raise StaleError("it has other tables than ours")
    about = dict(connection.execute("SELECT name, value FROM about LIMIT 9"))
    if about != {"made_by": made_by(), "languages": " ".join(languages)}:
        raise StaleError("it was made in another way")


def is_of(connection: sqlite3.Connection, parts: Sequence[Part]) -> bool:
    """Whether an index is of exactly these parts, in this order."""
    found = [str(key) for (key,) in connection.execute("SELECT key FROM part ORDER BY place")]
    return found == [part.key for part in parts]

"""Articles that have one and the same text under two names: a corpus keeps both, and a person hears of it."""

from __future__ import annotations

import hashlib
import sqlite3
from typing import TYPE_CHECKING

from bilingual.wording import count, for_terminal, shortened

if TYPE_CHECKING:
    from collections.abc import Callable

    from bilingual.data import Article

# So many are named as they come.
_NAMED = 5


class Equals:
    """Tells ``note`` of articles that have the text of an earlier one, white space aside; memory does not grow.

    >>> from dataclasses import replace
    >>> from bilingual.readers.text import parse
    >>> equals, one = Equals(print), parse(b"Il pleut.", id="a", source="a.txt")
    >>> equals.look(one), equals.look(replace(one, id="b", text="Il pleut. "))
    'b' has the same text as 'a': the corpus has both
    (None, None)
    """

    def __init__(self, note: Callable[[str], None]) -> None:
        self._note = note
        self._found = 0
        # An empty name makes a private database that SQLite keeps in memory while it is small and removes at the end.
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._database.executescript("""
            PRAGMA journal_mode = OFF;
            PRAGMA synchronous = OFF;
            CREATE TABLE seen (digest BLOB PRIMARY KEY, id TEXT) WITHOUT ROWID;
            BEGIN;
        """)

    def look(self, article: Article) -> None:
        """Look at the next article."""
        text = " ".join(article.text.split()).encode("utf-8", "surrogatepass")
        digest = hashlib.blake2b(text, digest_size=16).digest()
        identity = article.id.encode("utf-8", "replace").decode()
        query = "INSERT OR IGNORE INTO seen VALUES (?, ?)"
        if self._database.execute(query, (digest, identity)).rowcount:
            return
        self._found += 1
        if self._found <= _NAMED:
            [earlier] = self._database.execute("SELECT id FROM seen WHERE digest = ?", (digest,)).fetchone()
            one, other = (for_terminal(shortened(name)) for name in (identity, earlier))
            self._note(f"'{one}' has the same text as '{other}': the corpus has both")

    def close(self) -> None:
        """Tell of those that were not named."""
        if self._found > _NAMED:
            self._note(f"so it is with {count(self._found - _NAMED, 'article')} more")

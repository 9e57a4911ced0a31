"""The word links that a memory keeps, by what made them and the pair of texts: they cost time, and can be made again.

So they are neither exported nor rescued, and those that are not whole are passed over. A version says what made them:
the digest of the code and data, and behind a space that of the model whose attention had a say. A pair is known by a
digest: both texts stand in the memory already, or in the corpus.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import TYPE_CHECKING

from bilingual.memory.file import LOOK_UP_AT_ONCE, transaction

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Mapping

    from bilingual.data import Links

Texts = tuple[str, str]
_KEY_BYTES = 16
_NUMBERS = 4
# Sorts behind all that may follow on a version's digest.
_BEHIND = "~"


def look_up(
    connection: sqlite3.Connection, version: str, languages: tuple[str, str], pairs: Collection[Texts]
) -> dict[Texts, Links]:
    """Return the links of those ``pairs`` (source, target) of which this version made some."""
    keys = {_key(languages, pair): pair for pair in pairs}
    wanted, found = list(keys), {}
    for start in range(0, len(wanted), LOOK_UP_AT_ONCE):
        some = wanted[start : start + LOOK_UP_AT_ONCE]
        query = f"SELECT pair, links FROM link WHERE version = ? AND pair IN ({','.join('?' * len(some))})"  # noqa: S608 - made of question marks
        for key, text in connection.execute(query, (version, *some)):
            if (links := _parsed(text, keys[key], key)) is not None:
                found[keys[key]] = links
    return found


def insert(
    connection: sqlite3.Connection, version: str, languages: tuple[str, str], made: Mapping[Texts, Links]
) -> None:
    """Add links, and take out those that other code or data made, which nobody asks for again."""
    digest = version.partition(" ")[0]
    rows = [(version, key := _key(languages, pair), _written(links, key)) for pair, links in made.items()]
    with transaction(connection):
        connection.execute("DELETE FROM link WHERE version < ? OR version > ?", (digest, digest + _BEHIND))
        connection.executemany("INSERT OR REPLACE INTO link VALUES (?, ?, ?)", rows)


def _key(languages: tuple[str, str], pair: Texts) -> bytes:
    return hashlib.sha256("\0".join((*languages, *pair)).encode("utf-8", "surrogatepass")).digest()[:_KEY_BYTES]


def _written(links: Links, key: bytes) -> str:
    """Return links as a row holds them, their CRC-32 with that of the key before them."""
    text = " ".join(str(number) for link in links for number in link)
    return f"{zlib.crc32(text.encode(), zlib.crc32(key))} {text}"


def _parsed(text: object, pair: Texts, key: bytes) -> Links | None:
    """Return the links that a row holds, None where they are not whole, or lead out of the texts."""
    checksum, _, numbers = str(text).partition(" ")
    if checksum != str(zlib.crc32(numbers.encode(), zlib.crc32(key))):
        return None
    try:
        flat = [int(number) for number in numbers.split()]
    except ValueError:
        return None
    links = tuple(zip(flat[::4], flat[1::4], flat[2::4], flat[3::4], strict=False))
    sound = len(flat) % _NUMBERS == 0 and all(
        0 <= a < b <= len(pair[0]) and 0 <= c < d <= len(pair[1]) for a, b, c, d in links
    )
    return links if sound and list(links) == sorted(set(links)) else None

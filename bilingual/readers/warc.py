"""WARC, what crawlers keep of the web (https://iipc.github.io/warc-specifications/): each HTML response is an article.

Responses come one after the other, so that a crawl of any size takes no more memory than its largest page. Needs
warcio, which is the extra ``documents``, and trafilatura, which is the extra ``html``.
"""

from __future__ import annotations

import hashlib
import re
import sys
from dataclasses import replace
from typing import IO, TYPE_CHECKING, Any, Final

from bilingual.errors import InputError
from bilingual.io.installing import install
from bilingual.io.lines import CutShortError
from bilingual.io.source import MAX_ARTICLE_BYTES
from bilingual.readers import facts, html
from bilingual.readers.rows import NoTextError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bilingual.data import Article
    from bilingual.io.source import Source

_HTML: Final = frozenset({"text/html", "application/xhtml+xml"})
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
# Encodings of contents that are undone.
_ENCODINGS: Final = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
_CHUNK = 1 << 16
_LONGEST_HEADERS = 1 << 20
_GZIP: Final = b"\x1f\x8b"
_SUCCESS = "200"
# Pages of which it is known that they came before; a digest is of so many bytes.
_MOST_KNOWN, _DIGEST_BYTES = 2_000_000, 8
# What is passed over, as a person is told of it.
ERRORS, OTHERS, DUPLICATES, WITHOUT = (
    "WARC responses that are errors or redirections",
    "WARC responses that are no HTML",
    "WARC responses that came before",
    "web pages without an article",
)


def read(source: Source, language: str = "fr", line_breaks: str = "auto") -> Iterator[Article | InputError]:  # noqa: ARG001, C901
    """Yield the article of each page that a crawl got, or what is wrong with one. Raises InputError.

    What is no article is counted in ``source.passed``: errors and redirections, what is no HTML, a page that came
    before, and one without an article, as are those that only list others.
    """
    html.check(source)
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError as error:
        raise source.error("reading WARC needs the package warcio", install("warcio")) from error
    found, number, known = False, 0, set[bytes]()
    with source.open() as raw:
        stream = _Watched(raw)
        try:
            records = ArchiveIterator(stream)
            while (record := next(records, None)) is not None:
                stream.left = sys.maxsize
                article = None
                if _is_page(record, source):
                    number += 1
                    article = _article(record, number, source, language, known)
                records.read_to_end(record)
                if getattr(record.raw_stream, "limit", 0) > 0:  # bytes that it should have had
                    raise source.error(f"it is cut short in page {number:,}", "Fetch it again")
                stream.left = _LONGEST_HEADERS
                if article is not None:
                    found = True
                    yield article
        except (ArchiveLoadFailed, _TooLongError, ValueError, KeyError, AttributeError, RecursionError) as error:
            if not number and not source.passed:
                raise source.error("it is no WARC file, or damaged", "Fetch it again") from error
            raise source.error(f"it is damaged behind page {number:,}", "Fetch it again") from error
    if found and stream.is_cut:
        raise source.error(f"it is cut short behind page {number:,}", "Fetch it again")
    if not found and not number and not source.passed:
        raise source.error("it is no WARC file, or there are no responses in it", "Name another file")
    if not found:
        told = source.error(
            f"no article in its {number + sum(source.passed.values()):,} responses", "Name another file"
        )
        raise NoTextError(told.message, told.remedy)


class _TooLongError(Exception):
    """The headers of a record do not end."""


class _Watched:
    """Reads from ``raw``; ``left`` bytes may be read before somebody sets it anew, as headers come from strangers."""

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw = raw
        self._first = self._last = b""
        self.left = _LONGEST_HEADERS

    @property
    def is_cut(self) -> bool:
        """Whether what was read ends otherwise than records do: with empty lines."""
        return not self._first.startswith(_GZIP) and bool(self._last.strip())

    def read(self, size: int = -1) -> bytes:
        """Return some bytes. Raises CutShortError where a compressed file ends before its end."""
        try:
            data = self._raw.read(min(size, _CHUNK) if size >= 0 else _CHUNK)
        except EOFError as error:  # which warcio would take for the sound end
            raise CutShortError from error
        self._first, self._last = self._first or data[:2], data[-4:] or self._last
        self.left -= len(data)
        if self.left < 0:
            raise _TooLongError
        return data

    def tell(self) -> int:
        """Return nothing that matters: who asks only notes it."""
        return 0

    def close(self) -> None:
        """Leave the closing to whoever opened it."""


def _is_page(record: Any, source: Source) -> bool:  # noqa: ANN401 - warcio ships no types
    """Tell whether a record is a page that a server gave; what else it gave is counted."""
    if record.rec_type == "revisit":
        source.passed[DUPLICATES] += 1
    elif record.rec_type == "resource":
        return _type_of(record.rec_headers.get_header("Content-Type")) in _HTML
    if record.rec_type != "response" or record.http_headers is None:
        return False
    if record.http_headers.get_statuscode() != _SUCCESS:
        source.passed[ERRORS] += 1
        return False
    headers = record.http_headers
    encoding = (headers.get_header("Content-Encoding") or "").strip().lower()
    if _type_of(headers.get_header("Content-Type")) not in _HTML or encoding not in _ENCODINGS:
        source.passed[OTHERS] += 1
        return False
    return True


def _type_of(header: str | None) -> str:
    return (header or "").partition(";")[0].strip().lower()


def _article(record: Any, number: int, source: Source, language: str, known: set[bytes]) -> Article | InputError | None:  # noqa: ANN401
    """Return the article of a page, what is wrong with it, None where it is none."""
    raw = _content(record)
    name = f"{source.name}:{number}"
    if raw is None:
        limit = MAX_ARTICLE_BYTES // 1024**2
        return source.error(
            f"page {number} has more than {limit} MB, which no article has", "Leave it out of the crawl"
        )
    digest = hashlib.sha256(raw).digest()[:_DIGEST_BYTES]
    if digest in known:
        source.passed[DUPLICATES] += 1
        return None
    if len(known) < _MOST_KNOWN:
        known.add(digest)
    headers = record.http_headers or record.rec_headers
    charset = _CHARSET.search(headers.get_header("Content-Type") or "")
    try:
        article = html.parse(
            raw,
            source,
            id=f"{source.id}-{number}",
            name=name,
            language=language,
            charset=charset[1] if charset else None,
        )
    except InputError:
        source.passed[WITHOUT] += 1
        return None
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError) as error:
        return source.error(f"page {number} cannot be read ({type(error).__name__})", "Leave it out of the crawl")
    url = facts.address_of((record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>"))
    return replace(article, metadata=replace(article.metadata, url=url))


def _content(record: Any) -> bytes | None:  # noqa: ANN401
    """Return the bytes of a page without what they were sent in, None where they are too many."""
    stream = record.content_stream()
    parts: list[bytes] = []
    left = MAX_ARTICLE_BYTES
    while chunk := stream.read(_CHUNK):
        left -= len(chunk)
        if left < 0:
            return None
        parts.append(chunk)
    return b"".join(parts)

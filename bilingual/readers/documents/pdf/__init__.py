"""PDF documents with a text layer, by PDFium (https://pdfium.googlesource.com): lines → columns → paragraphs.

Headings are told by their size, running heads and page numbers by where they stand and how often, notes by their size
and marks. The text is what was put together: words that were broken at ends of lines are whole. Needs pypdfium2, which
is the extra ``documents``.

PDFium is written in C++, and a document from a stranger may bring it down or make it take all the memory and time that
there is. It reads in a process of its own (``extracting.py``), which is bounded, so that such a document is one line.
"""

from __future__ import annotations

import importlib.util
import json
import signal
from typing import IO, TYPE_CHECKING, Any, Final

from bilingual.data import Kind
from bilingual.io import child
from bilingual.io.installing import install
from bilingual.readers.documents import laid_out, properties
from bilingual.readers.documents.opening import opened, refusal
from bilingual.readers.documents.pdf.packed import MAX_STREAM_BYTES, unpacks_too_far

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bilingual.data import Article
    from bilingual.io.source import Source

WHAT: Final = "PDF document"
_EXTRACTING: Final = "bilingual.readers.documents.pdf.extracting"
# What such a process has at most, in bytes and in seconds of processor time. A text of three million characters takes
# 0.7 GB and 33 s; what is longer is refused there.
MAX_MEMORY = 2 * 1024**3
MAX_SECONDS = 240


def read(source: Source, language: str = "fr", line_breaks: str = "auto") -> Iterator[Article]:  # noqa: ARG001 - lines are joined by where they stand
    """Yield the one article of a document. Raises InputError, also where pypdfium2 is not installed."""
    if importlib.util.find_spec("pypdfium2") is None:
        raise source.error("reading PDF needs the package pypdfium2", install("pypdfium2"))
    with opened(source) as (stream, sha256):
        found = _extracted(stream, source, language)
    blocks = [
        laid_out.Block(text, None if kind is None else Kind(kind), level) for text, kind, level in found["blocks"]
    ]
    facts = properties.metadata(title=found["title"], authors=[found["author"]], date=found["date"] or None)
    origin = laid_out.Origin(source, source.id, source.name, sha256, language, "keep")
    article = laid_out.article(blocks, facts, origin)
    if article is None:
        raise source.error(
            "it has no text layer: its pages are pictures", "Run OCR on it (such as ocrmypdf), and name that"
        )
    yield article


def _extracted(stream: IO[bytes], source: Source, language: str) -> dict[str, Any]:
    """Return what the process that reads a document found in it. Raises InputError."""
    if unpacks_too_far(stream):
        limit = MAX_STREAM_BYTES // 1024**2
        raise source.error(f"something in it unpacks to more than {limit} MB, which no page has", "Save it again")
    stream.seek(0)
    bounds = [language, str(MAX_MEMORY), str(MAX_SECONDS)]
    try:
        given = stream if stream.fileno() >= 0 else None
    except OSError:  # it is held in memory
        given = None
    try:
        done = child.run(_EXTRACTING, bounds, None, given=given or stream.read())
    except OSError as error:
        raise source.error(f"no process can be had to read it: {error.strerror or error}", "End others") from error
    if done.returncode == -getattr(signal, "SIGXCPU", 0):
        raise source.error("reading it takes longer than any article does", "Save it again, or save its text")
    if done.returncode:
        raise source.error(
            "reading it takes more memory than any article does, or it is damaged", "Save it again, or save its text"
        )
    found: dict[str, Any] = json.loads(done.stdout)
    if "unsound" in found:
        raise refusal(source, stream, WHAT, "it is cut short or damaged")
    if "refused" in found:
        raise source.error(*found["refused"])
    return found

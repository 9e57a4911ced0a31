"""PDF documents with a text layer, by PDFium (https://pdfium.googlesource.com): lines → columns → paragraphs.

Headings are told by their size, running heads and page numbers by where they stand and how often, notes by their size
and marks. The text is what was put together: words that were broken at ends of lines are whole. Needs pypdfium2, which
is the extra ``documents``.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any, Final

from bilingual.io.installing import install
from bilingual.readers.documents import laid_out, properties
from bilingual.readers.documents.opening import opened, refusal
from bilingual.readers.documents.pdf.columns import in_order
from bilingual.readers.documents.pdf.furniture import without_furniture
from bilingual.readers.documents.pdf.lines import lines_of
from bilingual.readers.documents.pdf.packed import MAX_STREAM_BYTES, unpacks_too_far
from bilingual.readers.documents.pdf.paragraphs import blocks_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bilingual.data import Article, Metadata
    from bilingual.errors import InputError
    from bilingual.io.source import Source
    from bilingual.readers.documents.laid_out import Block
    from bilingual.readers.documents.pdf.lines import Line

WHAT: Final = "PDF document"
# What no article has; of each thing less is read than takes a minute.
MAX_PAGES = 3_000
MAX_CHARACTERS = 4_000_000
_MAX_PAGE_CHARACTERS = 200_000
# PDFium's own numbers of errors.
_PASSWORD, _SECURITY = 4, 5


def read(source: Source, language: str = "fr", line_breaks: str = "auto") -> Iterator[Article]:  # noqa: ARG001 - lines are joined by where they stand
    """Yield the one article of a document. Raises InputError, also where pypdfium2 is not installed."""
    try:
        import pypdfium2
    except ImportError as error:
        raise source.error("reading PDF needs the package pypdfium2", install("pypdfium2")) from error
    with opened(source) as (stream, sha256):
        blocks, facts = _read(stream, source, language, pypdfium2)
    origin = laid_out.Origin(source, source.id, source.name, sha256, language, "keep")
    found = laid_out.article(blocks, facts, origin)
    if found is None:
        raise _no_text(source)
    yield found


def _no_text(source: Source) -> InputError:
    return source.error(
        "it has no text layer: its pages are pictures", "Run OCR on it (such as ocrmypdf), and name that"
    )


def _read(stream: IO[bytes], source: Source, language: str, pypdfium2: Any) -> tuple[list[Block], Metadata]:  # noqa: ANN401 - it ships no types
    """Return the paragraphs of a document, and what it says of itself. Raises InputError."""
    if unpacks_too_far(stream):
        limit = MAX_STREAM_BYTES // 1024**2
        raise source.error(f"something in it unpacks to more than {limit} MB, which no page has", "Save it again")
    stream.seek(0)
    try:
        document = pypdfium2.PdfDocument(stream, autoclose=False)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in {_PASSWORD, _SECURITY}:
            raise source.error("it is encrypted with a password", "Save it without one") from error
        raise refusal(source, stream, WHAT, "it is cut short or damaged") from error
    try:
        if len(document) > MAX_PAGES:
            raise source.error(f"it has {len(document):,} pages, which no article has", "Split it")
        pages, heights = _pages(document, source, pypdfium2)
        facts = _facts(document)
    except pypdfium2.PdfiumError as error:
        raise source.error("it is damaged", "Save it again, or fetch it again") from error
    finally:
        document.close()
    return blocks_of([in_order(page) for page in without_furniture(pages, heights)], language), facts


def _pages(document: Any, source: Source, pypdfium2: Any) -> tuple[list[list[Line]], list[float]]:  # noqa: ANN401
    """Return the lines of each page as they were written, and how high each page is. Raises InputError."""
    found: list[list[Line]] = []
    heights: list[float] = []
    left = MAX_CHARACTERS
    for number in range(len(document)):
        page = document[number]
        try:
            lines = lines_of(page, pypdfium2.raw, min(left, _MAX_PAGE_CHARACTERS))
            heights.append(page.get_height())
        finally:
            page.close()
        if lines is None:
            raise source.error(
                f"page {number + 1} has more characters than any article", "Split it, or remove the page"
            )
        left -= sum(len(line.text) for line in lines)
        found.append(lines)
    return found, heights


def _facts(document: Any) -> Metadata:  # noqa: ANN401
    told: dict[str, str] = document.get_metadata_dict()
    return properties.metadata(
        title=told.get("Title"), authors=[told.get("Author") or ""], date=told.get("CreationDate") or None
    )

"""What reads a PDF document in a process of its own: its text in paragraphs, and what it says of itself.

``main`` reads a document from standard input, and prints an object of JSON: ``blocks`` of text, kind and level, with
``title``, ``author`` and ``date``; or ``refused``, what is wrong and what to do; or ``unsound``, where it may be no
PDF.
"""

from __future__ import annotations

import io
import json
import sys
from typing import IO, TYPE_CHECKING, Any, Final

from bilingual.io.child import bound, follow
from bilingual.readers.documents.pdf.columns import in_order
from bilingual.readers.documents.pdf.furniture import without_furniture
from bilingual.readers.documents.pdf.lines import lines_of
from bilingual.readers.documents.pdf.paragraphs import blocks_of

if TYPE_CHECKING:
    from bilingual.readers.documents.pdf.lines import Line

# What no article has; of each thing less is read than takes a minute.
MAX_PAGES = 3_000
MAX_CHARACTERS = 4_000_000
_MAX_PAGE_CHARACTERS = 200_000
# PDFium's own numbers of errors.
_PASSWORD, _SECURITY = 4, 5
_LOCKED: Final = ("it is encrypted with a password", "Save it without one")
_DAMAGED: Final = ("it is damaged", "Save it again, or fetch it again")


class _RefusedError(Exception):
    """What is wrong with a document, and what to do."""


def main() -> None:
    """Read the document of ``sys.argv``: its language, and the bytes and seconds that reading it may take."""
    language, memory, seconds = sys.argv[1:]
    bound(int(memory), int(seconds))
    follow()
    stream: IO[bytes] = sys.stdin.buffer
    json.dump(extracted(stream if stream.seekable() else io.BytesIO(stream.read()), language), sys.stdout)


def extracted(stream: IO[bytes], language: str) -> dict[str, Any]:
    """Return what there is to print of a document."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(stream, autoclose=False)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) in {_PASSWORD, _SECURITY}
        return {"refused": _LOCKED} if locked else {"unsound": True}
    try:
        if len(document) > MAX_PAGES:
            return {"refused": (f"it has {len(document):,} pages, which no article has", "Split it")}
        pages, heights = _pages(document, pypdfium2)
        told: dict[str, str] = document.get_metadata_dict()
    except _RefusedError as error:
        return {"refused": error.args}
    except pypdfium2.PdfiumError:
        return {"refused": _DAMAGED}
    finally:
        document.close()
    blocks = blocks_of([in_order(page) for page in without_furniture(pages, heights)], language)
    return {
        "blocks": [(block.text, block.kind, block.level) for block in blocks],
        "title": told.get("Title") or "",
        "author": told.get("Author") or "",
        "date": told.get("CreationDate") or "",
    }


def _pages(document: Any, pypdfium2: Any) -> tuple[list[list[Line]], list[float]]:  # noqa: ANN401 - it ships no types
    """Return the lines of each page as they were written, and how high each page is. Raises _RefusedError."""
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
            raise _RefusedError(
                f"page {number + 1} has more characters than any article", "Split it, or remove the page"
            )
        left -= sum(len(line.text) for line in lines)
        found.append(lines)
    return found, heights

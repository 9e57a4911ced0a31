"""The output formats. A format is one module here and one line of ``WRITERS``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.writers.html import HtmlWriter
from bilingual.writers.jsonl import JsonlWriter

if TYPE_CHECKING:
    from collections.abc import Callable

    from bilingual.article import Provenance
    from bilingual.output import OutputFolder
    from bilingual.writers.base import Writer

# Each takes the output folder and how the translations were made.
WRITERS: dict[str, Callable[[OutputFolder, Provenance], Writer]] = {
    "jsonl": JsonlWriter,
    "html": HtmlWriter,
}

"""The word links of a corpus, for whoever trains or compares with them."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from bilingual.corpus.export import Exported, export
from bilingual.errors import UsageError
from bilingual.formats.corpus import Corpus

if TYPE_CHECKING:
    from collections.abc import Callable

    from bilingual.corpus.filters import Filters
    from bilingual.options import AnyPath

# What word links can be written as.
FORMATS = ("pharaoh",)


def write_links(
    folder: AnyPath,
    to: str = "pharaoh",
    out: AnyPath | None = None,
    filters: Filters | None = None,
    note: Callable[[str], None] | None = None,
) -> Exported:
    """Write the word links of the corpus in ``folder`` in a format to ``out``, by default beside it.

    Those of a corpus that has none are made now, without a model, and ``note`` hears of it; the corpus itself stays as
    it is. Raises UsageError for an unknown format and for other languages than French and English, and what ``export``
    raises.
    """
    if to not in FORMATS:
        raise UsageError(f"word links cannot be written as '{to}'", f"Choose from {', '.join(FORMATS)}")
    first = next((pair for _, pairs in Corpus(folder) for pair in islice(pairs, 1)), None)
    if note and first is not None and first.links is None:
        note(f"the corpus in '{folder}' has no word links: they are made now, and not kept, as with --words")
    return export(folder, to, out, filters)

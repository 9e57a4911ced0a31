"""A corpus in another format: what ``build`` wrote is written by the same formats once more."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.corpus.filters import Filters, choose
from bilingual.errors import InputError, UsageError
from bilingual.formats import WRITERS, refuse_unknown
from bilingual.formats.corpus import Corpus
from bilingual.io.distinct import Distinct
from bilingual.io.output import OutputFolder
from bilingual.options import Options
from bilingual.wording import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.options import AnyPath


@dataclass(frozen=True, slots=True)
class Exported:
    """How many of the corpus's segments were taken, and the files to open first."""

    taken: int
    segments: int
    outputs: tuple[Path, ...]


def export(
    folder: AnyPath, formats: str | Sequence[str], out: AnyPath | None = None, filters: Filters | None = None
) -> Exported:
    """Write the corpus in ``folder`` in these formats (one string: with commas) to ``out``, by default beside it.

    An article of which nothing is taken is left out. Raises InputError where there is no corpus or nothing is taken,
    UsageError for an unknown format or one that would replace the corpus itself, OutputError.
    """
    corpus = Corpus(folder)
    folder, out = Path(folder), Path(out or folder)
    formats = Options(formats=formats).formats
    refuse_unknown(formats)
    if "html" in formats and out.resolve() == folder.resolve() and filters not in {None, Filters()}:
        raise UsageError("a filtered export to html would replace the corpus's pages", "Name another folder with --out")
    if "jsonl" in formats and out.resolve() == folder.resolve():
        raise UsageError("an export to jsonl would replace the corpus itself", "Name another folder with --out")
    seen, taken, segments = Distinct(), 0, 0
    with ExitStack() as stack:
        output = stack.enter_context(OutputFolder(out))
        writers = [stack.enter_context(WRITERS[name](output, corpus.provenance)) for name in formats]
        for article, pairs in corpus:
            chosen = choose(pairs, filters or Filters(), seen)
            segments += len(pairs)
            taken += len(chosen)
            if chosen:
                for writer in writers:
                    writer.add(article, chosen)
        if not taken:
            raise InputError(f"none of {count(segments, 'segment')} is left", "Loosen the filters")
        for writer in writers:
            writer.close()
        output.publish()
    return Exported(taken, segments, tuple(writer.main for writer in writers))

"""``corpus.fr``, ``corpus.en``, ``corpus.ids`` and ``corpus.flags``: a segment a line, the same line in each file.

That is how Moses and its kin read texts; a line of ``corpus.flags`` holds the segment's flags with spaces, if any.
The format has no escapes, so line breaks and tabs within a segment become spaces, as do other controls, and a pair with
an empty side is left out, as is one in another language (``foreign``), whose sides are the same: what is lost so cannot
be brought back from these files.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bilingual.checks import FOREIGN
from bilingual.formats.base import FileWriter
from bilingual.wording import on_one_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bilingual.data import Article, Pair, Provenance
    from bilingual.io.output import OutputFolder

# What some program takes for the end of a line, and white space and controls with it.
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
STEM = "corpus"


class MosesWriter(FileWriter):
    """Writes the files side by side."""

    def __init__(self, output: OutputFolder, provenance: Provenance) -> None:
        super().__init__(output, provenance)
        self._source, self._target, self._ids, self._flags = (
            self._open.enter_context(output.create(f"{STEM}.{suffix}", "moses"))
            for suffix in (*self._provenance.languages, "ids", "flags")
        )

    @property
    def main(self) -> Path:
        """The path of the file with the source sentences."""
        return self._output.path / f"{STEM}.{self._provenance.source_language}"

    def add(self, article: Article, pairs: Sequence[Pair]) -> None:  # noqa: ARG002 - the pairs say it all
        """Write a line for each pair with two sides."""
        for pair in pairs:
            source, target = on_one_line(pair.segment.text), on_one_line(pair.translation.text)
            if source and target and FOREIGN not in pair.translation.flags:
                self._source.write(source + "\n")
                self._target.write(target + "\n")
                self._ids.write(on_one_line(pair.segment.id) + "\n")
                self._flags.write(" ".join(pair.translation.flags) + "\n")

"""``corpus.tok.fr`` and ``corpus.tok.en``: a segment a line, in tokens with spaces; ``corpus.pharaoh``: its word links.

That is what programs read that learn from word links, or compare them: a line holds pairs ``i-j`` of a French token and
an English one, numbered from 0, with spaces (the format of the decoder Pharaoh, https://aclanthology.org/2004.amta-papers.13).
``corpus.tok.ids`` names the segments. Tokens are those of ``alignment/words/tokens.py``. A pair with an empty side is
left out, as is one in another language (``foreign``). Of pairs whose words nobody linked they are linked now, without a
model.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.alignment.words import link_words
from bilingual.alignment.words.tokens import spaced, tokens
from bilingual.checks import FOREIGN
from bilingual.errors import UsageError
from bilingual.formats.base import FileWriter
from bilingual.languages import english_name
from bilingual.wording import on_one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.data import Article, Pair, Provenance
    from bilingual.io.output import OutputFolder

LANGUAGES = ("fr", "en")
TOKENS = "corpus.tok"
IDS = f"{TOKENS}.ids"


class PharaohWriter(FileWriter):
    """Writes the files side by side. Raises UsageError for other languages."""

    NAMES = ("corpus.pharaoh", f"{TOKENS}.fr", f"{TOKENS}.en", IDS)

    def __init__(self, output: OutputFolder, provenance: Provenance) -> None:
        super().__init__(output, provenance)
        if provenance.languages != LANGUAGES:
            there = " to ".join(map(english_name, provenance.languages))
            raise UsageError(f"words are linked from French to English, not from {there}", "Leave out pharaoh")
        self._links, self._source, self._target, self._ids = (
            self._open.enter_context(output.create(name, "pharaoh")) for name in self.NAMES
        )

    def add(self, article: Article, pairs: Sequence[Pair]) -> None:  # noqa: ARG002 - the pairs say it all
        """Write a line for each pair that has words on both sides."""
        for pair in pairs:
            if is_written(pair):
                self._links.write(f"{numbered(pair)}\n")
                self._source.write(spaced(pair.segment.text, "fr") + "\n")
                self._target.write(spaced(pair.translation.text, "en") + "\n")
                self._ids.write(on_one_line(pair.segment.id) + "\n")


def is_written(pair: Pair) -> bool:
    """Whether a pair has words on both sides, each in its language."""
    sides = zip((pair.segment.text, pair.translation.text), LANGUAGES, strict=True)
    return FOREIGN not in pair.translation.flags and all(tokens(text, language) for text, language in sides)


def numbered(pair: Pair) -> str:
    """Return the word links of a pair by the numbers of its tokens, such as ``0-0 1-2``."""
    texts = pair.segment.text, pair.translation.text
    links = link_words(*texts) if pair.links is None else pair.links
    ours, theirs = (
        {(token.start, token.end): number for number, token in enumerate(tokens(text, language))}
        for text, language in zip(texts, LANGUAGES, strict=True)
    )
    # Whoever edited a corpus may have other words.
    cells = ((ours.get((a, b)), theirs.get((c, d))) for a, b, c, d in links)
    return " ".join(f"{i}-{j}" for i, j in cells if i is not None and j is not None)

"""What people decided, laid over pairs that are written already: no source is read, and nothing translated.

A correction in the memory takes the place of what the corpus has. One that was taken back gives way to the machine's
translation, which the memory has as well; where it has not, the person's words stay. So do those of which the memory
knows nothing at all. Where an aligned translation was corrected, the article still has that, and it comes back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bilingual import checks
from bilingual.checks.confidence.bands import calibration_of
from bilingual.data import UNKNOWN_ARITHMETIC, Basis, Origin, Translation
from bilingual.pipeline.aligned import as_aligned
from bilingual.pipeline.consistency import consistent
from bilingual.pipeline.windows import grouped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bilingual.data import Article, Pair, Provenance
    from bilingual.memory import Memory, Remembered
    from bilingual.memory.places import Decided

Written = tuple["Article", "Sequence[Pair]"]


@dataclass(slots=True)
class Overlay:
    """Lays what a memory knows over articles of a written corpus, and counts segments.

    ``changed`` are those that came out otherwise. ``unknown`` are those that a person translated and of which the
    memory knows nothing, ``kept`` those whose correction was taken back, and of which the memory has no translation of
    the machine's: both stay as they are. ``left_behind`` counts corrections of places in articles whose
    text has changed since. Where it is not ``thorough``, what an article renders in several ways stays as it was, for
    which all its sentences would be looked at again.
    """

    memory: Memory
    languages: tuple[str, str]
    changed: int = 0
    unknown: int = 0
    kept: int = 0
    left_behind: int = 0
    thorough: bool = True

    def over(self, articles: Iterable[Written]) -> Iterator[Written]:
        """Yield the articles with what people decided, in their order. Raises OutputError for the memory."""
        for window in grouped(articles, lambda written: len(written[1])):
            yield from self.lay(window)

    def lay(self, window: Sequence[Written]) -> list[Written]:
        """Return some articles with what people decided, in their order. Raises OutputError for the memory."""
        sentences = dict.fromkeys(pair.segment.text for _, pairs in window for pair in pairs)
        corrected = self.memory.decided(self.languages, list(sentences))
        by_hand = {
            pair.segment.text
            for _, pairs in window
            for pair in pairs
            if pair.origin is Origin.HUMAN and pair.segment.text not in corrected.sentences
        }
        taken_back = self.memory.taken_back(self.languages, by_hand) if by_hand else set()
        return [self._laid(article, pairs, corrected, taken_back) for article, pairs in window]

    def _laid(self, article: Article, pairs: Sequence[Pair], corrected: Decided, taken_back: set[str]) -> Written:
        machine: dict[str, Remembered] = {}
        aligned = article.target is not None
        if not aligned and (undone := [pair.segment.text for pair in pairs if pair.segment.text in taken_back]):
            machine = self._remembered(article, undone)
        texts = [pair.segment.text for pair in pairs]
        corrections = corrected.of(article, texts)
        self.left_behind += corrected.left_behind(article, texts)
        made = [
            self._pair(pair, article, correction, taken_back, machine)
            for pair, correction in zip(pairs, corrections, strict=True)
        ]
        made = [
            pair if text is None else replace(pair, machine=corrected.machine.get((pair.segment.text, text)))
            for pair, text in zip(made, corrections, strict=True)
        ]
        if self.thorough and made != list(pairs):  # what is usual in the article may be something else now
            made = consistent(made, self.languages)
        made = [corrected.judged(pair) for pair in made]
        if different := sum(one != other for one, other in zip(made, pairs, strict=True)):
            self.changed += different
            article = replace(article, arithmetic=self._arithmetic(article, made, undone=bool(machine)))
        return article, made

    def _pair(
        self,
        pair: Pair,
        article: Article,
        correction: str | None,
        taken_back: set[str],
        machine: Mapping[str, Remembered],
    ) -> Pair:
        text = pair.segment.text
        if correction is not None:
            same = pair.origin is Origin.HUMAN and pair.translation.text == correction
            links = pair.links if same else None
            translation = Translation(correction, None)
            return replace(pair, translation=translation, origin=Origin.HUMAN, links=links, dismissed=())
        if pair.origin is not Origin.HUMAN:
            return pair
        if text not in taken_back:
            self.unknown += 1
            return pair
        if pair.alignment is not None and article.target is not None:
            return as_aligned(pair, article.target.text, pair.alignment, (article.language, self.languages[1]))
        if text not in machine:
            self.kept += 1
            return pair
        translation = _as_today(text, machine[text].translation, article.provenance)
        return replace(pair, translation=translation, origin=Origin.MT, links=None, machine=None)

    def _remembered(self, article: Article, sentences: Sequence[str]) -> dict[str, Remembered]:
        """Return what the memory has of the model that translated the article."""
        if article.provenance is None:
            return {}
        self.memory.use(article.provenance)
        return self.memory.recall(sentences)

    def _arithmetic(self, article: Article, pairs: Sequence[Pair], *, undone: bool) -> tuple[str, ...]:
        """Return the arithmetics of an article's machine translations, now that others of them are left."""
        if article.provenance is None or article.provenance.arithmetic is None:
            return article.arithmetic
        made = {pair.segment.text: pair.translation.text for pair in pairs if pair.origin is not Origin.HUMAN}
        if not made or (len(article.arithmetic) == 1 and not undone):
            return article.arithmetic if made else ()
        known = self._remembered(article, list(made))
        found: set[str] = set()
        for sentence, text in made.items():
            if sentence in known and known[sentence].translation.text == text:
                found.add(known[sentence].arithmetic or UNKNOWN_ARITHMETIC)
            else:
                found.update(article.arithmetic)  # one of these, nobody knows which
        return tuple(sorted(found))


def _as_today(sentence: str, found: Translation, made: Provenance | None) -> Translation:
    """Return a remembered translation with the flags of today's checks, where an engine had it checked at all."""
    basis = found.basis
    current = (checks.version(), calibration_of(made).cut_offs) if made else None
    if made and basis.checks and (basis.checks, basis.cut_offs) != current:
        found = checks.checked(sentence, found, made.languages, calibration_of(made))
    elif made and basis.checks:
        found = checks.recalled(sentence, found, made.languages, made.calibration)
    return replace(found, basis=Basis())  # which is for the memory alone

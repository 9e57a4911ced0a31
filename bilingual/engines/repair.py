"""An engine around another: it checks what that one makes, and has what is badly wrong made again.

Most sentences pass: they cost nothing but their checks. Those with a severe flag, and those in capitals, are decoded in
other ways, one after the other, until a hypothesis passes. Hypotheses are compared by their checks first and by their
score second; the first translation of a sentence stays unless another has fewer flags. The flag of a low score has no
say in that: where it begins is measured for each model, and measuring must make nobody translate again. Of a sentence
in capitals, that of the small letters wins: of news sentences put into capitals, the starter's chrF is 22 without it
and 56 with it.
What becomes of a sentence depends on that sentence alone, never on its company.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bilingual import checks
from bilingual.checks.confidence.bands import STARTER, bands_of
from bilingual.checks.untranslated.untranslatable import is_untranslatable
from bilingual.data import Basis, Repair, Translation
from bilingual.engines import Decoding, EngineAround
from bilingual.engines.truecasing import is_shouted, lowered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bilingual.data import Calibration, Provenance
    from bilingual.engines import Engine

# Characters of a sentence that is worth translating in parts.
_LONG = 150
# Raised when sentences come to be repaired in other ways, so that memories do not mix both.
REPAIR_VERSION = 1


@dataclass(frozen=True, slots=True)
class Way:
    """A way to translate a sentence again: when it may help, what to make of the sentence, and how to decode it.

    ``suits`` takes the sentence and its translation so far, ``rewrite`` the sentence and the code of its language.
    """

    name: str
    decoding: Decoding
    suits: Callable[[str, Translation], bool]
    rewrite: Callable[[str, str], str] = lambda sentence, _: sentence


# In the order in which they are tried; benchmarks/repair.py measures what each is good for. Each is for where it
# helps often enough for what it costs: of long sentences that the clauses do not mend, n-best mends one in fourteen.
WAYS = (
    Way("true-case", Decoding(hypotheses=4), lambda sentence, _: is_shouted(sentence), lowered),
    Way("clauses", Decoding(hypotheses=4, part_tokens=48), lambda sentence, _: len(sentence) > _LONG),
    Way("n-best", Decoding(hypotheses=4), lambda sentence, _: len(sentence) <= _LONG and not is_shouted(sentence)),
    Way(
        "no-repeat",
        Decoding(hypotheses=4, length_penalty=1.0, no_repeat_ngram_size=3),
        lambda _, made: "repetition" in made.flags,
    ),
)


# The way of a sentence with nothing to translate.
COPY = "copy"


class RepairingEngine(EngineAround):
    """Translates as ``engine`` does, with flags, and repaired where ``repair`` is set and a flag is severe.

    ``calibration`` says by what its scores are judged, None by what was measured with the starter.
    """

    def __init__(self, engine: Engine, *, repair: bool = True, calibration: Calibration | None = None) -> None:
        super().__init__(engine)
        self._repair = repair
        calibration = calibration or STARTER
        self.provenance: Provenance = replace(
            engine.provenance, repair=REPAIR_VERSION if repair else 0, calibration=calibration
        )
        self._bands = bands_of(self.provenance)
        self._cut_offs = calibration.cut_offs

    def translate(self, sentences: Sequence[str]) -> Iterator[list[tuple[int, Translation]]]:
        """Yield batches of (index into ``sentences``, translation); those that needed repair come last."""
        wrong: dict[int, Translation] = {}
        for batch in self._engine.translate(sentences):
            passed = []
            for index, translation in batch:
                made = self._first(sentences[index], translation)
                if self._repair and _needs_repair(sentences[index], made):
                    wrong[index] = made
                else:
                    passed.append((index, made))
            if passed:
                yield passed
        yield from self._repaired(sentences, wrong)

    def hypotheses(self, sentences: Sequence[str], decoding: Decoding) -> Iterator[list[tuple[int, list[Translation]]]]:
        """Yield what the engine yields, checked."""
        for batch in self._engine.hypotheses(sentences, decoding):
            yield [(index, [self._checked(sentences[index], made) for made in found]) for index, found in batch]

    def recall(self, sentence: str, translation: Translation) -> Translation | None:
        """Return a remembered translation with the flags of today's checks.

        None where these want it repaired, or where others had it repaired: what they chose, today's might not. Where
        only the cut-offs are others, no more than the flag of a low score can be.
        """
        if translation.basis == self._basis:
            return translation
        if translation.basis.checks == checks.version() and translation.basis.cut_offs:
            return self._checked(sentence, translation)
        again = self._first(sentence, translation)
        return None if self._repair and (translation.repaired or _needs_repair(sentence, again)) else again

    def _first(self, sentence: str, translation: Translation) -> Translation:
        """Return what the engine made, checked; of a sentence with nothing to translate, the sentence as it stands."""
        made = self._checked(sentence, translation)
        if self._repair and checks.beyond_score(made.flags) and is_untranslatable(sentence):
            copy = self._checked(sentence, Translation(sentence, None))
            return replace(copy, repaired=_record(COPY, made, copy))
        return made

    @property
    def _basis(self) -> Basis:
        return Basis(checks.version(), cut_offs=self._cut_offs)

    def _checked(self, sentence: str, translation: Translation) -> Translation:
        checked = checks.checked(sentence, translation, self.provenance.languages, self._bands)
        return replace(checked, basis=self._basis)

    def _repaired(
        self, sentences: Sequence[str], wrong: dict[int, Translation]
    ) -> Iterator[list[tuple[int, Translation]]]:
        """Try one way after the other; yield what passes as soon as it does, and the rest in the end."""
        first = dict(wrong)
        for way in WAYS:
            indices = [index for index, made in wrong.items() if way.suits(sentences[index], made)]
            rewritten = [way.rewrite(sentences[index], self.provenance.source_language) for index in indices]
            for batch in self._engine.hypotheses(rewritten, way.decoding) if rewritten else ():
                passed = []
                for position, found in batch:
                    index = indices[position]
                    best = min((self._checked(sentences[index], made) for made in found), key=_badness)
                    if _is_better(best, wrong[index], rewritten=rewritten[position] != sentences[index]):
                        wrong[index] = replace(best, repaired=_record(way.name, first[index], best))
                    if not checks.severity(wrong[index].flags):
                        passed.append((index, wrong.pop(index)))
                if passed:
                    yield passed
        if wrong:
            yield list(wrong.items())


def _needs_repair(sentence: str, translation: Translation) -> bool:
    """Whether another decoding may help: not where there is nothing to say."""
    return (checks.severity(translation.flags) > 0 and any(map(str.isalnum, sentence))) or is_shouted(sentence)


def _badness(translation: Translation) -> tuple[int, int, float]:
    """Return what to compare hypotheses by: severe flags, flags, and the score's distance from certainty."""
    score = translation.score
    flags = checks.beyond_score(translation.flags)
    return checks.severity(flags), len(flags), float("inf") if score is None else -score


def _is_better(one: Translation, other: Translation, *, rewritten: bool) -> bool:
    """Compare by flags. A ``rewritten`` sentence is one that the model can read: it wins unless it has worse flags."""
    if rewritten:
        return checks.severity(one.flags) <= checks.severity(other.flags)
    return _badness(one)[:2] < _badness(other)[:2]


def _record(way: str, first: Translation, best: Translation) -> Repair:
    """Return what was done: the way, and the flags that it rid the translation of."""
    return Repair(way, tuple(flag for flag in checks.beyond_score(first.flags) if flag not in best.flags))

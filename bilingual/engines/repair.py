"""An engine around another: it checks what that one makes, and has what is badly wrong made again.

Most sentences pass: they cost nothing but their checks. Of those with a severe flag, and those in capitals, other
hypotheses are looked at, way after way, until one passes: those that the first decoding found besides, which cost
nothing, and those of other decodings. Hypotheses are compared by their checks first and by their score second; the
first translation of a sentence stays unless another has fewer flags. The flag of a low score has no say in that: where
it begins is measured for each model, and measuring must make nobody translate again. Of a sentence in capitals, that of
the small letters wins: of news sentences put into capitals, the starter's chrF is 22 without it and 56 with it. What
becomes of a sentence depends on that sentence alone, never on its company.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bilingual import checks
from bilingual.checks.confidence.bands import STARTER
from bilingual.data import Basis, Repair, Translation
from bilingual.engines import Decoding, EngineAround
from bilingual.engines.truecasing import is_shouted, lowered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bilingual.data import Calibration, Provenance
    from bilingual.engines import Engine

# Characters of a sentence that is worth translating in parts, and in small ones.
_LONG, _LONGISH = 150, 90
# Raised when sentences come to be repaired in other ways, so that memories do not mix both.
REPAIR_VERSION = 2


@dataclass(frozen=True, slots=True)
class Way:
    """A way to translate a sentence again: when it may help, what to make of the sentence, and how to decode it.

    A ``decoding`` of None is for what the first one found besides, of which there may be nothing. ``suits`` takes the
    sentence and its translation so far, ``rewrite`` the sentence and the code of its language.
    """

    name: str
    decoding: Decoding | None
    suits: Callable[[str, Translation], bool]
    rewrite: Callable[[str, str], str] = lambda sentence, _: sentence


_N_BEST = Decoding(hypotheses=4)
# In the order in which they are tried; benchmarks/repair.py measures what each is good for. The next best of a long
# sentence come last, though they are there: with few flags less, they are no better (chrF), and its clauses are. Those
# are decoded with half the beam, which mends as many; what it leaves goes in small parts, which say nothing twice.
WAYS = (
    Way("true-case", _N_BEST, lambda sentence, _: is_shouted(sentence), lowered),
    Way("n-best", _N_BEST, lambda sentence, _: len(sentence) <= _LONG and not is_shouted(sentence)),
    Way("clauses", Decoding(hypotheses=2, beam_size=2, part_tokens=48), lambda sentence, _: len(sentence) > _LONG),
    Way(
        "phrases",
        Decoding(hypotheses=4, length_penalty=1.0, no_repeat_ngram_size=3, part_tokens=24),
        lambda sentence, made: len(sentence) > _LONGISH or "repetition" in made.flags,
    ),
    Way("n-best", None, lambda sentence, _: len(sentence) > _LONG and not is_shouted(sentence)),
)


@dataclass(slots=True)
class _Suspect:
    """A sentence to be repaired: its first translation, the best so far, and all that the first decoding found."""

    first: Translation
    best: Translation
    found: Sequence[Translation]


# The ways of older versions, which corpora still name; what passes around the model now was once put back by a copy.
FORMER = ("no-repeat", "copy")


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
        self._calibration = calibration

    def translate(self, sentences: Sequence[str]) -> Iterator[list[tuple[int, Translation]]]:
        """Yield batches of (index into ``sentences``, translation); those that needed repair come last."""
        wrong: dict[int, _Suspect] = {}
        for batch in self._engine.hypotheses(sentences, Decoding(besides=self._repair)):
            passed = []
            for index, found in batch:
                made = self._checked(sentences[index], found[0])
                if self._repair and _needs_repair(sentences[index], made):
                    wrong[index] = _Suspect(made, made, found)
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

        None where these want it repaired, or where others had it repaired: what they chose, today's might not. Neither
        is asked of what a person let pass. Where only the cut-offs are others, no more than the flag of a low score can
        be.
        """
        if self._engine.recall(sentence, translation) is None:
            return None
        if replace(translation.basis, around="", trust="") == self._basis:
            return translation
        if translation.basis.checks == checks.version() and translation.basis.cut_offs:
            return self._checked(sentence, translation)
        again = self._checked(sentence, translation)
        if translation.settled:
            return again
        return None if self._repair and (translation.repaired or _needs_repair(sentence, again)) else again

    @property
    def _basis(self) -> Basis:
        return Basis(checks.version(), cut_offs=self._calibration.cut_offs)

    def _checked(self, sentence: str, translation: Translation) -> Translation:
        checked = checks.checked(sentence, translation, self.provenance.languages, self._calibration)
        basis = replace(self._basis, around=translation.basis.around, trust=checks.trust_in_basis(checked))
        return replace(checked, basis=basis)

    def _repaired(
        self, sentences: Sequence[str], wrong: dict[int, _Suspect]
    ) -> Iterator[list[tuple[int, Translation]]]:
        """Try one way after the other; yield what passes as soon as it does, and the rest in the end."""
        for way in WAYS:
            suited = [index for index, suspect in wrong.items() if way.suits(sentences[index], suspect.best)]
            for batch in self._tried(way, sentences, {index: wrong[index] for index in suited}):
                passed = [index for index in batch if not checks.severity(wrong[index].best.flags)]
                if passed:
                    yield [(index, wrong.pop(index).best) for index in passed]
        if wrong:
            yield [(index, suspect.best) for index, suspect in wrong.items()]

    def _tried(self, way: Way, sentences: Sequence[str], suspects: Mapping[int, _Suspect]) -> Iterator[Sequence[int]]:
        """Try one way for some sentences; yield which are done."""
        asked = {}
        for index, suspect in suspects.items():
            rewritten = way.rewrite(sentences[index], self.provenance.source_language)
            # The same sentence decoded in the same way comes out the same.
            there = way.decoding is None or (way.decoding == _N_BEST and len(suspect.found) >= _N_BEST.hypotheses)
            if there and rewritten == sentences[index]:
                self._consider(way, sentences[index], suspect, suspect.found, rewritten=False)
            elif way.decoding is not None:
                asked[index] = rewritten
        yield [index for index in suspects if index not in asked]
        if way.decoding is None or not asked:
            return
        indices = list(asked)
        for batch in self._engine.hypotheses(list(asked.values()), way.decoding):
            for position, found in batch:
                index = indices[position]
                is_other = asked[index] != sentences[index]
                self._consider(way, sentences[index], suspects[index], found, rewritten=is_other)
            yield [indices[position] for position, _ in batch]

    def _consider(
        self, way: Way, sentence: str, suspect: _Suspect, found: Sequence[Translation], *, rewritten: bool
    ) -> None:
        """Take the best of some hypotheses in place of the best so far where it is better."""
        best = min((self._checked(sentence, made) for made in found), key=_badness)
        if _is_better(best, suspect.best, rewritten=rewritten):
            suspect.best = replace(best, repaired=_record(way.name, suspect.first, best))


def _needs_repair(sentence: str, translation: Translation) -> bool:
    """Whether another decoding may help: not where there is nothing to say, nor where nothing was decoded."""
    if translation.score is None and translation.text == sentence:
        return False
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

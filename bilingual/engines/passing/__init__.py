"""An engine directly around a model: what the model cannot know passes around it, and comes out as it went in.

That are addresses, handles, file names, code, emoji, signs and scripts that the model's own vocabulary lacks, runs of
letters longer than any word, marks of lists and of footnotes, the bars of tables; soft hyphens and their like are not
shown to it at all. A sentence that is nothing else, or that is in another language, is not translated. Nearly all
sentences hold none of it: they cost one search, and come out as the model gives them, but that no control character,
replacement character or mark for an unknown token stands in any translation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bilingual import checks
from bilingual.checks.fluency import garbled
from bilingual.checks.untranslated.carried import lost_signs
from bilingual.checks.untranslated.untranslatable import is_untranslatable
from bilingual.data import Translation
from bilingual.engines import Decoding, EngineAround
from bilingual.engines.passing.spans import touches
from bilingual.engines.passing.vocabulary import Knowing
from bilingual.engines.passing.work import Terms, work
from bilingual.lexicon.folding import without_accents
from bilingual.lexicon.other_languages import is_foreign
from bilingual.lexicon.words import WORD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bilingual.data import Provenance
    from bilingual.engines import Engine
    from bilingual.engines.passing.vocabulary import Vocabulary
    from bilingual.engines.passing.work import Work

# Raised when sentences come to be passed around in other ways, so that memories do not mix both.
VERSION = "1"
# How repairs are called of a sentence with nothing to translate, in corpora from before there was this layer.
FORMER_WAY = "copy"
# What no translation holds: controls, the replacement character, and what SentencePiece and CTranslate2 write for what
# is in no vocabulary. The controls are those that Windows-1252 has quotation marks and dashes for: so they are read.
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\u2047]|<unk>")
_MARKS = re.compile("[\ufffd\u2047]|<unk>")
# Of a sentence itself: what was lost before it came here, and controls.
_LOST = "\ufffd"
_DAMAGED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]")
_LONGEST_NAME = 40
_SPACES = re.compile(r" {2,}| (?=[.,;:!?]?$)")


@dataclass(slots=True)
class _Job:
    """A sentence on its way: its work, and what that asked for last and has got of it."""

    work: Work
    asked: list[str]
    found: dict[int, Sequence[Translation]]


class PassingEngine(EngineAround):
    """Translates as ``engine`` does, whose model has a ``vocabulary``, but for what the model cannot know."""

    def __init__(self, engine: Engine, vocabulary: Vocabulary) -> None:
        super().__init__(engine)
        self.provenance: Provenance = engine.provenance
        languages = engine.provenance.languages
        self._terms = Terms(vocabulary, languages)
        self._may_be_foreign = languages[0] == "fr"

    def translate(self, sentences: Sequence[str]) -> Iterator[list[tuple[int, Translation]]]:
        """Yield batches of (index into ``sentences``, translation); those with something to pass around come last."""
        for batch in self.hypotheses(sentences, Decoding()):
            yield [(index, found[0]) for index, found in batch]

    def hypotheses(self, sentences: Sequence[str], decoding: Decoding) -> Iterator[list[tuple[int, list[Translation]]]]:
        """Yield batches of (index into ``sentences``, its n best translations, the best first)."""
        jobs: dict[int, _Job] = {}
        done: list[tuple[int, list[Translation]]] = []
        plain: list[int] = []
        for index, sentence in enumerate(sentences):
            if self._is_foreign(sentence):
                done.append((index, [_touched(Translation(sentence, None, (checks.FOREIGN,)))]))
            elif self._touches(sentence):
                self._begin(index, work(sentence, self._terms), jobs, done)
            else:
                plain.append(index)
        yield from filter(None, [done])
        yield from filter(None, self._plain(sentences, plain, jobs, decoding))
        while jobs:
            yield from filter(None, self._round(jobs, decoding))

    def recall(self, sentence: str, translation: Translation) -> Translation | None:
        """Return a remembered translation, None where it was not passed around in today's way and would be, or was.

        What a person let pass stays as it is.
        """
        if translation.settled:
            known = True
        elif translation.basis.around:
            known = translation.basis.around == VERSION
        else:
            known = not (
                self._is_foreign(sentence)
                or self._touches(sentence)
                or _UNWANTED.search(translation.text)
                or self._lost(sentence, translation)
                or (translation.repaired is not None and translation.repaired.way == FORMER_WAY)
            )
        return self._engine.recall(sentence, translation) if known else None

    def _is_foreign(self, sentence: str) -> bool:
        return self._may_be_foreign and is_foreign(sentence)

    def _touches(self, sentence: str) -> bool:
        return touches(sentence, self._terms.vocabulary) or (
            not any(map(str.isalnum, sentence)) and is_untranslatable(sentence)
        )

    def _lost(self, sentence: str, made: Translation) -> frozenset[str]:
        """Return what the model spells out in bytes, and spoilt all the same: signs of money, letters of names."""
        vocabulary = self._terms.vocabulary
        lost = {sign for sign in lost_signs(sentence, made.text) if vocabulary.spells(sign)}
        if (found := vocabulary.rare_letters.search(sentence)) is not None:
            for word in WORD.findall(sentence, max(0, found.start() - _LONGEST_NAME)):
                if word[0].isupper() and word not in made.text and without_accents(word) not in made.text:
                    lost.update(vocabulary.rare_letters.findall(word))
        return frozenset(lost)

    def _begin(self, index: int, todo: Work, jobs: dict[int, _Job], done: list[tuple[int, list[Translation]]]) -> None:
        try:
            jobs[index] = _Job(todo, next(todo), {})
        except StopIteration as end:
            done.append((index, [_touched(made) for made in end.value]))

    def _plain(
        self, sentences: Sequence[str], plain: Sequence[int], jobs: dict[int, _Job], decoding: Decoding
    ) -> Iterator[list[tuple[int, list[Translation]]]]:
        """Yield the sentences that go to the model as they are; decode what the others ask for first with them."""
        owners = [(index, place) for index, job in jobs.items() for place in range(len(job.asked))]
        texts = [sentences[index] for index in plain] + [jobs[index].asked[place] for index, place in owners]
        again: dict[int, frozenset[str]] = {}
        for batch in self._engine.hypotheses(texts, decoding) if texts else ():
            passed = []
            for number, found in batch:
                cleaned = [self._cleaned(made) for made in found]
                if number >= len(plain):
                    index, place = owners[number - len(plain)]
                    jobs[index].found[place] = cleaned
                elif lost := self._lost(sentences[plain[number]], cleaned[0]):
                    again[plain[number]] = lost
                else:
                    passed.append((plain[number], self._or_copied(sentences[plain[number]], cleaned)))
            if passed:
                yield passed
        yield self._sent(jobs)
        done: list[tuple[int, list[Translation]]] = []
        for index, lost in again.items():
            self._begin(index, work(sentences[index], replace(self._terms, besides=lost)), jobs, done)
        yield done

    def _round(self, jobs: dict[int, _Job], decoding: Decoding) -> Iterator[list[tuple[int, list[Translation]]]]:
        """Decode what is asked for, once for all; yield what that finishes."""
        owners = [(index, place) for index, job in jobs.items() for place in range(len(job.asked))]
        texts = [jobs[index].asked[place] for index, place in owners]
        for batch in self._engine.hypotheses(texts, decoding) if texts else ():
            for number, found in batch:
                index, place = owners[number]
                jobs[index].found[place] = [self._cleaned(made) for made in found]
        yield self._sent(jobs)

    def _sent(self, jobs: dict[int, _Job]) -> list[tuple[int, list[Translation]]]:
        """Hand what was found to those that asked for it; return those that are done with it, which leave ``jobs``."""
        done = []
        for index, job in list(jobs.items()):
            try:
                job.asked = job.work.send([job.found[place] for place in range(len(job.asked))])
                job.found = {}
            except StopIteration as end:
                done.append((index, [_touched(made) for made in end.value]))
                del jobs[index]
        return done

    def _or_copied(self, sentence: str, found: list[Translation]) -> list[Translation]:
        """Return what was found, or a line of figures as it stands where something is wrong with what became of it."""
        if not is_untranslatable(sentence):
            return found
        made = checks.checked(sentence, found[0], self.provenance.languages)
        return [_touched(Translation(sentence, None))] if checks.beyond_score(made.flags) else found

    def _cleaned(self, made: Translation) -> Translation:
        """Return a translation without what may stand in none; ``garbled`` where a mark stood for something unknown."""
        if _UNWANTED.search(made.text) is None:
            return made
        text = _without(_UNWANTED, made.text)
        flags = (*made.flags, garbled.FLAG) if _MARKS.search(made.text) else made.flags
        if not text and "empty" not in flags:
            flags = (*flags, "empty")
        return _touched(replace(made, text=text, flags=flags))


def _touched(made: Translation) -> Translation:
    r"""Return a translation that this layer made, ``garbled`` where the sentence itself had lost characters.

    >>> _touched(Translation("The \ufffd mayor.", None)).text, _touched(Translation("Elected: \ufffdlu", None)).flags
    ('The mayor.', ('garbled',))
    """
    basis = replace(made.basis, around=VERSION)
    if _DAMAGED.search(made.text) is None:
        return replace(made, basis=basis)
    flags = tuple(dict.fromkeys((*made.flags, garbled.FLAG))) if _LOST in made.text else made.flags
    return replace(made, text=_without(_DAMAGED, made.text), flags=flags, basis=basis)


def _without(unwanted: re.Pattern[str], text: str) -> str:
    """Return a text without something, and without the gaps that it leaves."""
    return _SPACES.sub(lambda spaces: " " if len(spaces[0]) > 1 else "", unwanted.sub(_read, text)).strip()


def _read(unwanted: re.Match[str]) -> str:
    """Return what a control of U+0080 to U+009F is in Windows-1252, nothing for anything else.

    >>> _read(re.match(".", chr(0x93))), _read(re.match(".", chr(0x8d)))
    ('“', '')
    """
    sign = unwanted[0]
    if len(sign) > 1 or not "\x80" <= sign <= "\x9f":
        return ""
    return sign.encode("latin-1").decode("cp1252", "ignore")


def around(engine: Engine) -> Engine:
    """Return an engine with this layer around it, where it tells what its model can know."""
    vocabulary = engine.vocabulary if isinstance(engine, Knowing) else None
    return engine if vocabulary is None else PassingEngine(engine, vocabulary)

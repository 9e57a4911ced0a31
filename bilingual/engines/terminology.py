"""An engine around another: it makes translations keep to a glossary, and flags those that do not.

Sentences without a term cost a look for terms. Where the memory has a translation, its basis tells what the glossary
asked of the sentence; only a sentence of which today's glossary asks something else is looked at again, and only one
that this touches is translated again.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from bilingual import checks
from bilingual.checks.confidence.bands import STARTER
from bilingual.engines import EngineAround
from bilingual.engines.enforcing import Request, enforce, is_enforced, replaced
from bilingual.glossary import FLAG, Glossary, signature

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bilingual.data import Provenance, Translation
    from bilingual.engines import Decoding, Engine

# Sentences that are made to keep to it together: enough for full batches, few enough to lose where a build is stopped.
_AT_ONCE = 500


class TerminologyEngine(EngineAround):
    """Translates as ``engine`` does, but for the terms of ``glossary``.

    Without one there is work to do, too: it knows which remembered translations a glossary had a hand in.
    """

    def __init__(self, engine: Engine, glossary: Glossary | None = None) -> None:
        super().__init__(engine)
        self._given = glossary
        self._glossary = glossary or Glossary([], engine.provenance.languages)
        self.provenance: Provenance = replace(
            engine.provenance, glossary=self._glossary.sha256, glossary_name=self._glossary.name
        )

    @property
    def glossary(self) -> Glossary | None:
        """The glossary that translations keep to, None without one."""
        return self._given

    def translate(self, sentences: Sequence[str]) -> Iterator[list[tuple[int, Translation]]]:
        """Yield batches of (index into ``sentences``, translation); those that lacked a term come last."""
        lacking: dict[int, Request] = {}
        for batch in self._engine.translate(sentences):
            passed = []
            for index, made in batch:
                request = self._request(sentences[index], made)
                if self._glossary.missing(request.terms, made.text):
                    lacking[index] = request
                else:
                    passed.append((index, self._finished(sentences[index], request, made)))
            if passed:
                yield passed
        indices = list(lacking)
        for some in (indices[start : start + _AT_ONCE] for start in range(0, len(indices), _AT_ONCE)):
            requests = [lacking[index] for index in some]
            enforced = enforce(requests, self._glossary, self._engine, self._faults)
            yield [
                (index, self._finished(sentences[index], request, made))
                for index, request, made in zip(some, requests, enforced, strict=True)
            ]

    def hypotheses(self, sentences: Sequence[str], decoding: Decoding) -> Iterator[list[tuple[int, list[Translation]]]]:
        """Yield what the engine yields, flagged."""
        for batch in self._engine.hypotheses(sentences, decoding):
            yield [
                (
                    index,
                    [self._finished(sentences[index], self._request(sentences[index], made), made) for made in found],
                )
                for index, found in batch
            ]

    def recall(self, sentence: str, translation: Translation) -> Translation | None:
        """Return a remembered translation as it would be made today, None where it must be made again."""
        asked = translation.basis.glossary
        if not asked and not self._glossary.terms(sentence):
            return self._engine.recall(sentence, translation)
        inside = replace(
            translation,
            basis=replace(translation.basis, glossary=""),
            flags=tuple(flag for flag in translation.flags if flag != FLAG),
        )
        request = self._request(sentence, inside)
        if asked != signature(request.terms) and (
            is_enforced(translation) or self._glossary.missing(request.terms, translation.text)
        ):
            return None
        made = self._engine.recall(sentence, inside)
        if made is None:
            return None
        if made is inside and asked == signature(request.terms):
            return translation
        if not request.terms:
            # Some of its flags may be missing, which the glossary explained that there was.
            made = self._checked(sentence, made)
        return self._finished(sentence, request, made)

    def _request(self, sentence: str, made: Translation) -> Request:
        # What was copied, such as an address or another language, has no terms.
        terms = () if made.score is None and made.text == sentence else self._glossary.terms(sentence)
        return Request(unicodedata.normalize("NFC", sentence) if terms else sentence, terms, made)

    def _finished(self, sentence: str, request: Request, made: Translation) -> Translation:
        """Return a translation with its flags and trust, and what the glossary asked of the sentence in its basis."""
        if not request.terms:
            return made
        basis = replace(made.basis, glossary=signature(request.terms))
        flagged = replace(made, flags=self._flags(request, made), basis=basis)
        # As one from the memory gets it: of the sentence as it stands, and of the flags that are left.
        trusted = checks.trusted(sentence, flagged, self.provenance.languages, self.provenance.calibration)
        return replace(trusted, basis=replace(basis, trust=checks.trust_in_basis(trusted)))

    def _flags(self, request: Request, made: Translation) -> tuple[str, ...]:
        """Return the flags that the checks give whether a term stands in the source or its target does.

        What one of them alone gives is the glossary's doing: a name that it spells in another way is not lost.
        """
        missing = self._glossary.missing(request.terms, made.text)
        noticed = replace(made, flags=(*made.flags, FLAG) if missing else made.flags)
        flags = self._checked(request.sentence, noticed).flags
        if not flags:
            return ()
        mixed = replaced(request.sentence, [(term, self._glossary.wanted(term)) for term in request.terms])
        return tuple(flag for flag in flags if flag in self._checked(mixed, noticed).flags)

    def _checked(self, sentence: str, made: Translation) -> Translation:
        return checks.checked(sentence, made, self.provenance.languages, self.provenance.calibration or STARTER)

    def _faults(self, request: Request, made: Translation) -> int:
        return checks.severity(flag for flag in self._flags(request, made) if flag != FLAG)

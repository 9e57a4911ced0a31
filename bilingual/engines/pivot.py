"""Two engines in a row, by way of a third language: for a pair that no package translates directly.

A translation is wrong where either step is, so both steps' flags are kept, and their scores are added: the logarithm of
the product of both mean token probabilities, which is never better than that of the worse step.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from bilingual.data import Step, Translation
from bilingual.engines import Decoding
from bilingual.engines.passing.vocabulary import Knowing, common

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bilingual.data import Provenance
    from bilingual.engines import Engine
    from bilingual.engines.passing.vocabulary import Vocabulary

# Sentences that the first step translates before the second begins: enough for full batches, few enough for progress.
_AT_ONCE = 500
_NOTHING = Translation("", None, ("empty",))


class PivotEngine:
    """Translates with ``first``, and what that says with ``second``, from whose source language to its target."""

    glossary = None

    def __init__(self, first: Engine, second: Engine) -> None:
        self._first = first
        self._second = second
        self.provenance = in_a_row(first.provenance, second.provenance)

    @property
    def machine(self) -> dict[str, object]:
        """How each of the two models divides its work on this machine, first step first."""
        return {"steps": [self._first.machine, self._second.machine]}

    @property
    def vocabulary(self) -> Vocabulary | None:
        """What both models can know, None where one does not tell."""
        first, second = (
            engine.vocabulary if isinstance(engine, Knowing) else None for engine in (self._first, self._second)
        )
        return common(first, second) if first and second else None

    @property
    def tokens(self) -> int:
        """How many tokens of the source language have been translated so far."""
        return self._first.tokens

    def translate(self, sentences: Sequence[str]) -> Iterator[list[tuple[int, Translation]]]:
        """Yield batches of (index into ``sentences``, translation)."""
        for batch in self.hypotheses(sentences, Decoding()):
            yield [(index, translations[0]) for index, translations in batch]

    def hypotheses(self, sentences: Sequence[str], decoding: Decoding) -> Iterator[list[tuple[int, list[Translation]]]]:
        """Yield batches of (index into ``sentences``, its n best translations by the sum of both scores)."""
        # What the first step finds besides its best would cost the second one a decoding each.
        first = replace(decoding, besides=False)
        made = ((index, found) for batch in self._first.hypotheses(sentences, first) for index, found in batch)
        while some := list(islice(made, _AT_ONCE)):
            texts = list(dict.fromkeys(half.text for _, found in some for half in found if half.text.strip()))
            wholes: dict[str, list[Translation]] = {}
            for batch in self._second.hypotheses(texts, decoding) if texts else ():
                wholes.update((texts[index], found) for index, found in batch)
            yield [(index, _best(found, wholes, decoding)) for index, found in some]

    def recall(self, sentence: str, translation: Translation) -> Translation | None:
        """Return it: the same sentence is translated alike."""
        del sentence
        return translation


def _best(halves: Sequence[Translation], wholes: dict[str, list[Translation]], decoding: Decoding) -> list[Translation]:
    """Return the best translations of all that the first step's lead to, each text once, or what one leads to."""
    found = [_joined(half, whole) for half in halves for whole in wholes.get(half.text, [_NOTHING])]
    if decoding.besides and decoding.hypotheses == 1:
        return found  # the first of them stays the first, whatever the scores of the others
    found.sort(key=lambda translation: float("inf") if translation.score is None else -translation.score)
    distinct = {translation.text: translation for translation in reversed(found)}
    return [translation for translation in found if distinct.get(translation.text) is translation][
        : decoding.hypotheses
    ]


def _joined(half: Translation, whole: Translation) -> Translation:
    """Return what both steps make together.

    >>> made = _joined(Translation("Yes.", -0.25), Translation("Ja.", -0.5, ("split",)))
    >>> made.text, made.score, made.flags
    ('Ja.', -0.75, ('split',))
    """
    score = None if half.score is None or whole.score is None else round(half.score + whole.score, 6)
    return Translation(whole.text, score, tuple(dict.fromkeys((*half.flags, *whole.flags))))


def in_a_row(first: Provenance, second: Provenance) -> Provenance:
    """Return the provenance of a translation that went through two engines with the same settings."""
    steps = tuple(
        Step(one.model, one.model_version, one.model_sha256, one.source_language, one.target_language)
        for one in (first, second)
    )
    return replace(
        first,
        model=" + ".join(step.model for step in steps),
        model_version=" + ".join(step.model_version for step in steps),
        model_sha256=sha256_in_a_row((one.model_sha256, (one.source_language, one.target_language)) for one in steps),
        target_language=second.target_language,
        compute_type=" + ".join(dict.fromkeys((first.compute_type, second.compute_type))),
        steps=steps,
        arithmetic=_both(first.arithmetic, second.arithmetic),
    )


def sha256_in_a_row(models: Iterable[tuple[str, tuple[str, str]]]) -> str:
    """Return the digest of two models in a row, given with their languages: of what ``sha256sum`` would print."""
    lines = "".join(f"{sha256}  {source}_{target}\n" for sha256, (source, target) in models)
    return hashlib.sha256(lines.encode()).hexdigest()


def _both(first: tuple[str, ...] | None, second: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """Return the arithmetic of two engines in a row.

    >>> _both(("0a1b",), ("2c3d",)), _both(("0a1b",), None)
    (('0a1b+2c3d',), None)
    """
    return None if first is None or second is None else ("+".join((*first, *second)),)

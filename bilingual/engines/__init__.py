"""What turns sentences into translations: ``argos`` for real, ``fake`` for tests of one's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bilingual.data import Provenance, Translation
    from bilingual.glossary import Glossary


@dataclass(frozen=True, slots=True)
class Decoding:
    """How to decode; as it stands, as Argos does.

    ``hypotheses`` is how many translations of each sentence to return. A ``beam_size`` of 0 is the engine's own, and at
    least ``hypotheses``. ``length_penalty`` is the exponent that the engine divides log-probabilities by length with. A
    ``no_repeat_ngram_size`` above 0 forbids to say so many target tokens in a row twice. ``part_tokens`` above 0
    splits sentences of more source tokens at clause boundaries. With ``besides``, an engine may return more than
    ``hypotheses``: what the same search finds anyway, where that costs nothing. The first ones are the same.
    """

    hypotheses: int = 1
    beam_size: int = 0
    length_penalty: float = 0.2
    no_repeat_ngram_size: int = 0
    part_tokens: int = 0
    besides: bool = False


class Engine(Protocol):
    """Translates sentences, each on its own: the result for one never depends on the others given with it."""

    @property
    def provenance(self) -> Provenance:
        """How this engine translates."""

    @property
    def glossary(self) -> Glossary | None:
        """The glossary that the translations keep to, None where there is none."""

    @property
    def machine(self) -> dict[str, object]:
        """How the work is divided on this machine, for the report; without influence on the translations."""

    @property
    def tokens(self) -> int:
        """How many source tokens have been translated so far."""

    def translate(self, sentences: Sequence[str]) -> Iterator[list[tuple[int, Translation]]]:
        """Yield batches of (index into ``sentences``, translation) as they are done, each index exactly once."""

    def hypotheses(self, sentences: Sequence[str], decoding: Decoding) -> Iterator[list[tuple[int, list[Translation]]]]:
        """Yield batches of (index into ``sentences``, its translations, the likeliest first), each index once.

        There are at least one and, unless ``decoding`` says ``besides``, at most ``decoding.hypotheses`` of them.
        """

    def recall(self, sentence: str, translation: Translation) -> Translation | None:
        """Return what this engine made of a sentence before as it would make it today.

        None where the sentence must be translated again. ``Translation.basis`` tells what the old one rests on.
        """


class EngineAround:
    """What an engine around another one has of that: its glossary, how it divides its work, what it has translated."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def glossary(self) -> Glossary | None:
        """The glossary of the engine within, None without one."""
        return self._engine.glossary

    @property
    def machine(self) -> dict[str, object]:
        """How the engine within divides its work on this machine."""
        return self._engine.machine

    @property
    def tokens(self) -> int:
        """What the engine says: each decoding counts."""
        return self._engine.tokens

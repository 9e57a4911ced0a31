"""What the tests of the layer around a model share: vocabularies, and engines that tell theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bilingual.data import Translation
from bilingual.engines.fake import FakeEngine
from bilingual.engines.passing.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bilingual.engines import Decoding

LETTERS = frozenset(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZàâçèéêîïôùûœÀÉ0123456789▁.,;:!?'\"()[]-+=*%$/#<>«»“”’–—°"
)


def vocabulary(*, in_bytes: bool = True, more: str = "") -> Vocabulary:
    """Return a vocabulary like that of a small model of French and English."""
    known = LETTERS | frozenset(more)
    return Vocabulary(known, known, in_bytes, lambda text: len(text.split()))


class Shouting(FakeEngine):
    """Translates a sentence into capitals, or as ``say`` does, and spoils in that what no model knows."""

    def __init__(
        self,
        say: Callable[[str], list[str]] = lambda text: [text.upper()],
        languages: tuple[str, str] = ("fr", "en"),
        score: float = -0.5,
        **facts: object,
    ) -> None:
        super().__init__(batch_size=2, languages=languages)
        self.vocabulary = vocabulary(**facts)  # type: ignore[arg-type]
        self.asked: list[str] = []
        self._say, self._score = say, score

    def hypotheses(self, sentences: Sequence[str], decoding: Decoding) -> Iterator[list[tuple[int, list[Translation]]]]:
        for batch in super().hypotheses(sentences, decoding):
            self.asked += [sentences[index] for index, _ in batch]
            yield [
                (index, [Translation(text, self._score) for text in self._say(sentences[index])]) for index, _ in batch
            ]


@pytest.fixture
def shouting() -> Shouting:
    return Shouting()

"""Engines that say what a test lets them say, around them a small glossary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.data import Translation
from bilingual.engines.fake import FakeEngine
from bilingual.engines.terminology import TerminologyEngine
from bilingual.glossary import Glossary
from bilingual.glossary.entries import Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bilingual.engines import Decoding

GLOSSARY = Glossary(
    [
        Entry("armée malienne", ("Malian army",)),
        Entry("junte", ("junta",)),
        Entry("ONU", ("UN", "United Nations")),
        Entry("Goïta", ("Goita",)),
    ]
)


class Toy(FakeEngine):
    """Translates as ``say`` does, which gets a sentence and returns its translations, the likeliest first."""

    def __init__(self, say: Callable[[str], list[str]]) -> None:
        super().__init__(batch_size=2)
        self._say = say
        self.asked: list[str] = []

    def hypotheses(self, sentences: Sequence[str], decoding: Decoding) -> Iterator[list[tuple[int, list[Translation]]]]:
        for batch in super().hypotheses(sentences, decoding):
            self.asked += [sentences[index] for index, _ in batch]
            yield [
                (index, [Translation(text, -0.5) for text in self._say(sentences[index])[: decoding.hypotheses]])
                for index, _ in batch
            ]


def translate(engine: TerminologyEngine, *sentences: str) -> list[Translation]:
    found = [pair for batch in engine.translate(sentences) for pair in batch]
    assert sorted(index for index, _ in found) == list(range(len(sentences)))
    return [translation for _, translation in sorted(found)]


def translate_one(say: Callable[[str], list[str]], sentence: str, glossary: Glossary = GLOSSARY) -> Translation:
    [made] = translate(TerminologyEngine(Toy(say), glossary), sentence)
    return made

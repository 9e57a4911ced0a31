"""A test double for engines: instant, deterministic, and needs no model. For tests, ours and others'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual import __version__
from bilingual.data import Provenance, Translation
from bilingual.engines import Decoding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bilingual.glossary import Glossary


class FakeEngine:
    """Translates a sentence to itself in angle brackets, with a score that follows from its length.

    ``translated`` counts the sentences asked for so far, ``tokens`` their words.

    >>> [batch] = FakeEngine().translate(["Bonjour."])
    >>> batch == [(0, Translation("⟨Bonjour.⟩", score=-0.08))]
    True
    """

    glossary: Glossary | None = None

    def __init__(self, batch_size: int = 100, languages: tuple[str, str] = ("fr", "en")) -> None:
        self._batch_size = batch_size
        self.machine: dict[str, object] = {"workers": 1}
        self.translated = self.tokens = 0
        self.provenance = Provenance(
            engine="fake",
            model="fake",
            model_version="0",
            model_sha256="0" * 64,
            source_language=languages[0],
            target_language=languages[1],
            beam_size=1,
            length_penalty=0.0,
            compute_type="none",
            bilingual=__version__,
        )

    def translate(self, sentences: Sequence[str]) -> Iterator[list[tuple[int, Translation]]]:
        """Yield the sentences in batches of ``batch_size``, in order."""
        for batch in self.hypotheses(sentences, Decoding()):
            yield [(index, translations[0]) for index, translations in batch]

    def hypotheses(self, sentences: Sequence[str], decoding: Decoding) -> Iterator[list[tuple[int, list[Translation]]]]:
        """Yield the sentences with one translation each, whatever ``decoding`` asks for."""
        del decoding
        for start in range(0, len(sentences), self._batch_size):
            batch = sentences[start : start + self._batch_size]
            self.translated += len(batch)
            self.tokens += sum(len(text.split()) for text in batch)
            yield [(start + index, [_translated(text)]) for index, text in enumerate(batch)]

    def recall(self, sentence: str, translation: Translation) -> Translation | None:
        """Return a remembered translation as it stands: it is what this engine would make."""
        del sentence
        return translation


def _translated(text: str) -> Translation:
    return Translation(f"⟨{text}⟩", -(len(text) % 100) / 100)

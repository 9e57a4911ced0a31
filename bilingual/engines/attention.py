"""How much a model looks at each word of a sentence when it says each word of a translation of it.

The translation is given to the decoder whole (forced decoding), token by token of the word links, and CTranslate2 tells
what each step attended to: the mean of all heads of the last layer. A package says, as a rule, that one head is to
align; the model is loaded from memory with that number changed, so that nothing is written, and the package stays what
its digest says. The mean of the starter's four heads errs in 29 words of a hundred where its first errs in 35.

What CTranslate2 tells of a search with a beam is of no use: in a batch it is that of other sentences (seen in 4.8.5).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bilingual.alignment.words import LARGEST
from bilingual.alignment.words.tokens import tokens
from bilingual.engines import devices, tuning
from bilingual.engines.loading import find_packages
from bilingual.errors import ModelError, UsageError
from bilingual.io.regular import read_regular
from bilingual.models import ct2_library
from bilingual.models.archives import MAX_BYTES
from bilingual.models.argos import package_module
from bilingual.models.ct2_model import aligning_with_all_heads, header, max_positions
from bilingual.options import Options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from bilingual.alignment.words.features import Floats
    from bilingual.models import Model

_WEIGHTS = "model.bin"
# What a sentence may have in tokens of the model, where the model does not say less.
_MOST_TOKENS = 1024
# Sentences of a batch have as many tokens in one language, and in the other about as many: this much more, and so many.
_LONGER, _MORE = 1.15, 2
# Batches under way for each worker.
_BATCHES = 2


@dataclass(frozen=True, slots=True)
class _Side:
    """A sentence in tokens of the model, to which of its ``words`` (a number) each belongs."""

    pieces: list[str]
    word_of: list[int]
    words: int


@dataclass(frozen=True, slots=True)
class _Forced:
    """A sentence and its translation."""

    source: _Side
    target: _Side

    def by_words(self, steps: Sequence[Sequence[float]]) -> Floats:
        """Return the attention by words: summed over the tokens of a French one, averaged over those of an English."""
        import numpy as np

        shares = np.array(steps, np.float64)[: len(self.target.pieces), : len(self.source.pieces)]
        ours = np.eye(self.source.words)[self.source.word_of]
        theirs = np.eye(self.target.words)[self.target.word_of]
        table: Floats = ours.T @ shares.T @ theirs / np.maximum(theirs.sum(0), 1)
        return table


class Attention:
    """A model that tells what it attends to. It is loaded when it is first asked, for it may never be."""

    def __init__(
        self,
        model: Model,
        *,
        threads: int = Options.threads,
        device: str = Options.device,
        batch_tokens: int = Options.batch_tokens,
    ) -> None:
        """Take ``model`` for ``threads`` workers (0: one for each available core; on a graphics card one).

        Raises UsageError for a ``device`` that is not there.
        """
        self.model_sha256 = model.sha256
        self.languages = (model.source_language, model.target_language)
        self._model, self._device, self._batch_tokens = model, devices.choose(device), batch_tokens
        self._workers = threads or (1 if self._device == "cuda" else tuning.candidates()[0])
        self._translator: Any = None

    def _load(self) -> None:
        """Load the model. Raises ModelError."""
        model, folder = self._model, self._model.folder / "model"
        try:
            package = package_module().Package(model.folder)
            tokenizer = package.tokenizer
            tokenizer.encode("a")  # it loads late, and must fail here if it fails
            self._pieces = lru_cache(maxsize=1 << 15)(lambda text: tuple(tokenizer.encode(text)))
            self._prefix: list[str] = [package.target_prefix] if package.target_prefix else []
            self._most = [
                min(_MOST_TOKENS, max_positions(folder, side) or _MOST_TOKENS) - 2 for side in ("encoder", "decoder")
            ]
            self._translator = ct2_library.load(
                folder,
                device=self._device,
                compute_type="auto",
                inter_threads=self._workers,
                intra_threads=1,
                files=_files(folder),
            )
        except (RuntimeError, OSError, ValueError, AttributeError) as error:
            raise ModelError(
                f"the model '{model.name}' does not load ({error})", "Link words without its attention"
            ) from error

    def of(self, pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[int, Floats]]:
        """Yield for pairs of a sentence and its translation the index, and the table that ``link_words`` takes.

        Sentences that are empty, or longer than the model takes, are passed over. What comes for one never depends on
        the others. Raises ModelError.
        """
        if self._translator is None:
            self._load()
        forced = {index: one for index, pair in enumerate(pairs) if (one := self._forced(pair)) is not None}
        under_way: list[tuple[list[int], list[Any]]] = []
        try:
            for batch in self._batches(forced):
                under_way.append((batch, self._submit([forced[index] for index in batch])))
                if len(under_way) > _BATCHES * self._workers:
                    yield from self._collected(*under_way.pop(0), forced)
            while under_way:
                yield from self._collected(*under_way.pop(0), forced)
        except (RuntimeError, ValueError) as error:
            raise ModelError(
                f"the model '{self._model.name}' failed ({error})", "Link words without its attention"
            ) from error

    def _side(self, sentence: str, language: str) -> _Side:
        owned = [self._pieces(token.text) for token in tokens(sentence, language)]
        flat = [piece for each in owned for piece in each]
        return _Side(flat, [number for number, each in enumerate(owned) for _ in each], len(owned))

    def _forced(self, pair: tuple[str, str]) -> _Forced | None:
        """Return a sentence and its translation as they are decoded, None where one is empty or too long."""
        source, target = (self._side(text, code) for text, code in zip(pair, self.languages, strict=True))
        limits = self._most[0], self._most[1] - len(self._prefix)
        fit = all(0 < len(side.pieces) <= most for side, most in zip((source, target), limits, strict=True))
        return _Forced(source, target) if fit and source.words * target.words <= LARGEST else None

    def _batches(self, forced: dict[int, _Forced]) -> Iterator[list[int]]:
        """Yield indices whose sentences are alike in length, the longest first."""
        batch: list[int] = []
        for index in sorted(
            forced, key=lambda index: (-len(forced[index].source.pieces), -len(forced[index].target.pieces))
        ):
            if batch:
                longest, source = len(forced[batch[0]].target.pieces), len(forced[batch[0]].source.pieces)
                full = (len(batch) + 1) * max(source, longest) > self._batch_tokens
                shorter = longest > len(forced[index].target.pieces) * _LONGER + _MORE
                if full or shorter or source != len(forced[index].source.pieces):
                    yield batch
                    batch = []
            batch.append(index)
        if batch:
            yield batch

    def _submit(self, batch: Sequence[_Forced]) -> list[Any]:
        futures: list[Any] = self._translator.translate_batch(
            [one.source.pieces for one in batch],
            target_prefix=[[*self._prefix, *one.target.pieces] for one in batch],
            asynchronous=True,
            beam_size=1,
            return_attention=True,
            max_input_length=0,
            max_decoding_length=len(self._prefix) + max(len(one.target.pieces) for one in batch),
        )
        return futures

    def _collected(
        self, batch: Sequence[int], futures: Sequence[Any], forced: dict[int, _Forced]
    ) -> Iterator[tuple[int, Floats]]:
        for index, future in zip(batch, futures, strict=True):
            steps = future.result().attention[0][len(self._prefix) :]
            yield index, forced[index].by_words(steps)


def _files(folder: Path) -> dict[str, bytes]:
    """Return the files of a model's folder, its weights with all heads aligning. Raises OSError, ValueError."""
    found = {path.name: read_regular(path, MAX_BYTES) for path in sorted(folder.iterdir()) if path.is_file()}
    found[_WEIGHTS] = aligning_with_all_heads(found[_WEIGHTS], header(folder / _WEIGHTS))
    return found


def load(
    options: Options | None = None, *, note: Callable[[str], None] | None = None, accept_changed: bool = False
) -> Attention:
    """Return the attention of the model that ``options`` ask for.

    What is heard and raised is as in ``engines.loading.load``; UsageError also where two models in a row translate: no
    one of them sees both sentences.
    """
    options = options or Options()
    packages = find_packages(options, note=note, accept_changed=accept_changed)
    if len(packages) > 1:
        raise UsageError(
            "two models in a row have no attention that joins both languages", "Link words without their attention"
        )
    return Attention(packages[0], threads=options.threads, device=options.device, batch_tokens=options.batch_tokens)

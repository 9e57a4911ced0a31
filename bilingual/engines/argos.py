"""Argos Translate packages, driven with CTranslate2 directly.

``import argostranslate.translate`` would load PyTorch and stanza, translate in batches of 32 tokens and join the
sentences before they can be aligned. ``argostranslate.package`` alone gives metadata and tokenizer, and the decoding
settings below are those of ``argostranslate.translate.apply_packaged_translation``, so that a sentence comes out as
Argos gives it alone.

A batch holds sentences of one length in tokens. Padding would change the shape of the matrix products in floating
point, hence their last bits, and now and then a word; without it, a sentence's translation and score are the same in
every batch and on any number of workers, whatever else was translated with it.
"""

from __future__ import annotations

import sys
from collections import defaultdict, deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bilingual import __version__, models
from bilingual.data import Provenance, Translation
from bilingual.engines import Decoding, arithmetic, devices, tuning
from bilingual.engines.clauses import split_at_clauses, within_sentence
from bilingual.engines.passing import vocabulary
from bilingual.errors import ModelError
from bilingual.languages import space
from bilingual.models import ct2_library
from bilingual.models.argos import package_module
from bilingual.models.ct2_model import max_positions
from bilingual.options import Options

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bilingual.engines.passing.vocabulary import Vocabulary
    from bilingual.models import Model

# Argos's own (argostranslate 1.11), as is the beam in ``Options``.
LENGTH_PENALTY = Decoding().length_penalty

# Longest source, in tokens (CTranslate2's default); a longer sentence is translated in parts. A model may take less.
MAX_SOURCE_TOKENS = 1024
# Tokens to a part of such a sentence, well below what the model takes: close to its limit a model is at its worst.
_PART_TOKENS = 128
# Argos stops every translation after 256 tokens (CTranslate2's default); a source near that length needs more.
_MIN_TARGET_TOKENS = 256
# Batches under way per worker: one being translated and one waiting, so that no worker idles and an interrupt is quick.
_BATCHES_PER_WORKER = 2

# What to measure with: a sentence of the usual length, in so many batches.
_SAMPLE = "Le ministre a présenté lundi devant l'assemblée le projet de loi sur la sécurité de la région."
_SAMPLE_BATCHES = 8

_REINSTALL = "Install the package again, or name another with --model"


@dataclass(frozen=True, slots=True)
class _Part:
    """What is decoded at once: a sentence, or a clause of one that is too long."""

    sentence: int
    number: int
    source: str
    tokens: list[str]


@dataclass(frozen=True, slots=True)
class _Decoded:
    """A hypothesis for a part; ``log_probability`` is the sum over its ``length`` target tokens."""

    text: str
    log_probability: float
    length: int
    truncated: bool


# The hypotheses for each part of each sentence, the best first; None where they are to come.
_Under = dict[int, list[list[_Decoded] | None]]


class ArgosEngine:
    """An Argos package loaded into CTranslate2. Raises ModelError where the package does not load."""

    glossary = None

    def __init__(
        self,
        model: Model,
        *,
        beam_size: int = Options.beam,
        threads: int | None = None,
        batch_tokens: int = Options.batch_tokens,
        device: str = Options.device,
    ) -> None:
        """Load ``model`` for ``threads`` workers (default: one for each available core; on a graphics card one).

        Where cores run two threads each, the first run on a machine measures whether to use these. ``batch_tokens`` is
        in source tokens. Raises UsageError for a ``device`` (see ``devices.py``) that is not there.
        """
        self._device = devices.choose(device)
        self.tokens = 0
        self._beam_size = beam_size
        self._batch_tokens = batch_tokens
        self._folder = model.folder / "model"
        try:
            package = package_module().Package(model.folder)
            self._tokenizer = package.tokenizer
            self._sample = self._tokenizer.encode(_SAMPLE)  # it loads late, and must fail here if it fails
            self._target_prefix: str = package.target_prefix
            # One position goes to the end-of-sentence token.
            self._max_source = min(MAX_SOURCE_TOKENS, (max_positions(self._folder, "encoder") or sys.maxsize) - 1)
            self._max_target = max_positions(self._folder, "decoder") or sys.maxsize
            self._vocabulary = vocabulary.read(self._folder, lambda text: len(self._tokenizer.encode(text)))
            cache = models.cache_folder() / "workers" / f"{model.sha256}.json"
            self._workers = threads or (
                1 if self._device == "cuda" else tuning.workers(self._measure, tuning.candidates(), cache)
            )
            self._translator = self._load(self._workers)
        except (RuntimeError, OSError, ValueError, AttributeError) as error:
            raise ModelError(f"the model '{model.name}' does not load ({error})", _REINSTALL) from error
        self.provenance = Provenance(
            engine="argos",
            model=model.name,
            model_version=model.version,
            model_sha256=model.sha256,
            source_language=model.source_language,
            target_language=model.target_language,
            beam_size=beam_size,
            length_penalty=LENGTH_PENALTY,
            compute_type=self._translator.compute_type,
            bilingual=__version__,
        )
        self.provenance = replace(self.provenance, arithmetic=self._arithmetic())
        self.tokens = 0

    @property
    def machine(self) -> dict[str, object]:
        """How the work is divided on this machine; it has no influence on the translations."""
        return {"device": self._device, "workers": self._workers, "batch_tokens": self._batch_tokens}

    @property
    def vocabulary(self) -> Vocabulary | None:
        """What the model can know, None where its package has no vocabulary that can be read."""
        return self._vocabulary

    def translate(self, sentences: Sequence[str]) -> Iterator[list[tuple[int, Translation]]]:
        """Yield batches of (index into ``sentences``, translation), longest sentences first.

        A translation is flagged ``empty`` where there is nothing to say, ``split`` where a sentence longer than the
        model takes was translated in parts, and ``truncated`` where the model did not come to an end.
        """
        for batch in self.hypotheses(sentences, Decoding()):
            yield [(index, translations[0]) for index, translations in batch]

    def hypotheses(self, sentences: Sequence[str], decoding: Decoding) -> Iterator[list[tuple[int, list[Translation]]]]:
        """Yield batches of (index into ``sentences``, its n best translations, the best first)."""
        decoded: _Under = {}
        under_way: deque[tuple[list[_Part], list[Any]]] = deque()
        try:
            for batch in self._batches(sentences, decoded, decoding):
                under_way.append((batch, self._submit(batch, decoding)))
                if len(under_way) > _BATCHES_PER_WORKER * self._workers:
                    yield self._collect(*under_way.popleft(), decoded, decoding)
            while under_way:
                yield self._collect(*under_way.popleft(), decoded, decoding)
        except (RuntimeError, ValueError) as error:
            raise ModelError(f"the model '{self.provenance.model}' failed ({error})", _REINSTALL) from error
        # What is left had no tokens at all.
        if decoded:
            yield [(index, [Translation("", None, ("empty",))]) for index in decoded]

    def recall(self, sentence: str, translation: Translation) -> Translation | None:
        """Return a remembered translation as it stands: it is what this engine would make."""
        del sentence
        return translation

    def hypothesis(self, sentence: str) -> list[str]:
        """Return the tokens of the best translation as the model gives them, with marks for what it does not know."""
        sources = [tokens for _, tokens in self._encode(sentence, Decoding())]
        results = self._translator.translate_batch(
            sources,
            target_prefix=[[self._target_prefix]] * len(sources) if self._target_prefix else None,
            beam_size=self._beam_size,
            length_penalty=LENGTH_PENALTY,
            max_input_length=0,
            max_decoding_length=max(map(self._target_limit, map(len, sources)), default=1),
        )
        return [token for result in results for token in result.hypotheses[0]]

    def _batches(self, sentences: Sequence[str], decoded: _Under, decoding: Decoding) -> Iterator[list[_Part]]:
        """Yield batches of parts of equal length, the longest sentences first; note in ``decoded`` what is to come.

        Sentences are tokenized as they are needed, while others are being translated. Longest first, because the
        workers finish together when the last batches are the quick ones.
        """
        by_length: dict[int, list[_Part]] = defaultdict(list)
        for index in sorted(range(len(sentences)), key=lambda index: -len(sentences[index])):
            parts = self._encode(sentences[index], decoding)
            decoded[index] = [None] * len(parts)
            for number, (source, tokens) in enumerate(parts):
                batch = by_length[len(tokens)]
                batch.append(_Part(index, number, source, tokens))
                if (len(batch) + 1) * len(tokens) > self._batch_tokens:
                    yield by_length.pop(len(tokens))
        for length in sorted(by_length, reverse=True):
            yield by_length[length]

    def _load(self, workers: int) -> Any:  # noqa: ANN401 - CTranslate2 ships no types
        return ct2_library.load(
            self._folder, device=self._device, compute_type="auto", inter_threads=workers, intra_threads=1
        )

    def _arithmetic(self) -> tuple[str, ...] | None:
        """Return the fingerprint of how this machine computes with this model; None for a model that has no digest."""
        made_by = self.provenance
        if not made_by.model_sha256:
            return None
        facts = arithmetic.of_machine(self._device) | {
            "model": made_by.model_sha256,
            "compute_type": made_by.compute_type,
        }
        sentences = arithmetic.sentences(made_by.source_language)
        return (arithmetic.of(sentences, self._one_by_one, facts),)

    def _one_by_one(self, sentences: Sequence[str]) -> list[Translation]:
        """Return translations of sentences that had no company, decoded as Argos does whatever the engine's beam."""
        alone = (self.hypotheses([sentence], Decoding(beam_size=Options.beam)) for sentence in sentences)
        return [found[0] for batches in alone for batch in batches for _, found in batch]

    def _measure(self, workers: int) -> float:
        """Return the seconds that some batches take with so many workers."""
        translator = self._load(workers)
        size = max(1, self._batch_tokens // len(self._sample))
        return tuning.timed(
            lambda: translator.translate_batch([self._sample] * size * _SAMPLE_BATCHES, max_batch_size=size)
        )

    def _encode(self, sentence: str, decoding: Decoding) -> list[tuple[str, list[str]]]:
        """Return each part to decode with its tokens: several for an overlong sentence, none for an empty one."""
        tokens: list[str] = self._tokenizer.encode(sentence)
        if len(tokens) <= min(self._max_source, decoding.part_tokens or self._max_source):
            return [(sentence, tokens)] if tokens else []
        most = decoding.part_tokens or _PART_TOKENS
        clauses = split_at_clauses(sentence, lambda clause: len(self._tokenizer.encode(clause)) <= most)
        return [(clause, tokens) for clause in clauses if (tokens := self._tokenizer.encode(clause))]

    def _submit(self, batch: list[_Part], decoding: Decoding) -> list[Any]:
        prefix = [[self._target_prefix]] * len(batch) if self._target_prefix else None
        beam_size = max(decoding.beam_size or self._beam_size, decoding.hypotheses)
        futures: list[Any] = self._translator.translate_batch(
            [part.tokens for part in batch],
            target_prefix=prefix,
            asynchronous=True,
            replace_unknowns=True,
            beam_size=beam_size,
            # A search goes on until it has as many as the beam holds, however many of them are asked for.
            num_hypotheses=beam_size if decoding.besides else decoding.hypotheses,
            length_penalty=decoding.length_penalty,
            no_repeat_ngram_size=decoding.no_repeat_ngram_size,
            return_scores=True,
            max_input_length=0,
            max_decoding_length=self._target_limit(len(batch[0].tokens)),
        )
        return futures

    def _collect(
        self, batch: list[_Part], futures: list[Any], decoded: _Under, decoding: Decoding
    ) -> list[tuple[int, list[Translation]]]:
        """Wait for a batch; return the sentences that it completes."""
        completed = []
        self.tokens += len(batch) * len(batch[0].tokens)
        for part, future in zip(batch, futures, strict=True):
            result = future.result()
            last = len(decoded[part.sentence]) - 1
            decoded[part.sentence][part.number] = [
                self._decode(part, last, tokens, score, decoding)
                for tokens, score in zip(result.hypotheses, result.scores, strict=True)
            ]
            parts = [other for other in decoded[part.sentence] if other is not None]
            if len(parts) == len(decoded[part.sentence]):
                del decoded[part.sentence]
                # The n-th best of a sentence in parts is the n-th best of each.
                between = space(self.provenance.target_language)
                completed.append((part.sentence, [_join(joined, between) for joined in zip(*parts, strict=False)]))
        return completed

    def _decode(self, part: _Part, last: int, tokens: list[str], score: float, decoding: Decoding) -> _Decoded:
        truncated = len(tokens) >= self._target_limit(len(part.tokens))
        # CTranslate2 returns sum / length ** length_penalty, where length counts the prefix and the end-of-sentence
        # token, if there is one; the sum is over what it chose itself, so not over the prefix.
        length = max(1, len(tokens) + (not truncated))
        log_probability = score * length**decoding.length_penalty
        if self._target_prefix and tokens[:1] == [self._target_prefix]:
            # Not cut off the text, as Argos does it: its tokenizer turns "__de__" into "  de  ".
            tokens, length = tokens[1:], max(1, length - 1)
        text: str = self._tokenizer.decode(tokens).removeprefix(" ")
        if last:
            language = self.provenance.target_language
            text = within_sentence(text, part.source, language, first=not part.number, last=part.number == last)
        return _Decoded(text, log_probability, length, truncated)

    def _target_limit(self, source_tokens: int) -> int:
        """Return after how many target tokens to give up; it depends on the sentence alone, never on its batch."""
        return min(self._max_target, max(_MIN_TARGET_TOKENS, 2 * source_tokens))


def _join(parts: Sequence[_Decoded], between: str) -> Translation:
    text = between.join(part.text for part in parts if part.text)
    noticed = {
        "empty": not text.strip(),
        "split": len(parts) > 1,
        "truncated": any(part.truncated for part in parts),
    }
    score = sum(part.log_probability for part in parts) / sum(part.length for part in parts)
    # Six decimals are more than the score means, and hide what the last bits of the sum do.
    return Translation(text, min(0.0, round(score, 6)), tuple(flag for flag, is_so in noticed.items() if is_so))

"""What a vocabulary map would give: CTranslate2 can look for each batch's words among some of the vocabulary alone.

    python tools/vocabulary_map.py PAIRS.tsv… [--model PACKAGE] [--sentences 1000] [--rounds 3]

The files hold French and English with a tab between (``.tsv``, ``.tsv.xz``). The map goes into a copy of the model's
folder: what a piece of French may come out as, by the lexicon and by its letters, and pieces that any sentence needs.
Then sentences are translated with and without it, in turns, in the same batches (each of sentences of one length, as
in a build; beam 4, one thread), and medians of CPU seconds and differing sentences are printed, for maps with more and
less in them; and for a map of the pieces alone that the unrestricted translations of a batch consist of, which is the
most that there is to gain.

The same for a package of the official one's shape (a vocabulary of 32,000 trained on the same texts, width 512, six
layers each way) with weights of chance, which must end every sentence after a fixed number of tokens: only its time
means something.
"""

from __future__ import annotations

import argparse
import io
import itertools
import json
import random
import shutil
import statistics
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.pairs import read
from bilingual import models
from bilingual.lexicon.counterparts import lexicon
from bilingual.lexicon.folding import fold
from bilingual.lexicon.small_words import ENGLISH_EMPTY
from bilingual.lexicon.stems import PREFIX, content_stem
from bilingual.models import ct2_library

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

WORD_BEGINS = "▁"
BATCH_TOKENS = 512
# The most frequent pieces that stand in the map for every sentence, besides those within words and function words.
FIXED = (500, 2_000, 4_000)
# The official package's shape (argosopentech's translate-fr_en).
VOCABULARY, WIDTH, INNER, HEADS, LAYERS = 32_000, 512, 2_048, 8, 6
# Target tokens to a source token where the weights of chance come to no end themselves.
LONGER = 1.1

Batch = list[list[str]]


@dataclass(frozen=True)
class Map:
    """What a vocabulary map holds: target pieces for every sentence, and those for each piece of a source."""

    fixed: frozenset[str]
    by_piece: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def text(self) -> str:
        """Return the file: a source piece, a tab and its target pieces a line; those of no piece are for all."""
        lines = [f"\t{' '.join(sorted(self.fixed))}"]
        lines += [f"{piece}\t{' '.join(sorted(others))}" for piece, others in self.by_piece.items() if others]
        return "".join(f"{line}\n" for line in lines)

    def candidates(self, batch: Batch) -> int:
        """Return how many target pieces there are for a batch."""
        mapped = (self.by_piece.get(piece, frozenset()) for piece in set(itertools.chain.from_iterable(batch)))
        return len(self.fixed.union(*mapped))


def from_lexicon(pieces: Sequence[str], most_frequent: int) -> Map:
    """Return a map for a vocabulary of both languages, the most frequent pieces first.

    A French word may come out as words with the stems that the lexicon has for it or that begin with its letters, and
    as itself. Pieces within words may stand in any.
    """
    words = {piece: fold(piece[1:]) for piece in pieces if piece.startswith(WORD_BEGINS)}
    by_stem, by_prefix = defaultdict(set), defaultdict(set)
    for piece, word in words.items():
        if (stem := content_stem(word, "en")) is not None:
            by_stem[stem].add(piece)
            by_prefix[stem[:PREFIX]].add(piece)
    by_piece = {}
    for piece, word in words.items():
        found = {piece}
        if (stem := content_stem(word, "fr")) is not None:
            entry = lexicon().get(stem)
            for counterpart in entry.counterparts if entry else ():
                found |= by_stem[counterpart]
            found |= by_prefix[stem[:PREFIX]]
        by_piece[piece] = frozenset(found)
    small = {piece for piece, word in words.items() if word in ENGLISH_EMPTY or len(word) <= 1}
    return Map(frozenset({*small, *(set(pieces) - words.keys()), *pieces[:most_frequent]}), by_piece)


@dataclass(frozen=True)
class Subject:
    """A model to be measured: its folder, its vocabulary, batches for it, and whether its translations have an end."""

    folder: Path
    pieces: Sequence[str]
    batches: Sequence[Batch]
    ends: bool = True

    def translate(self, batches: Iterable[Batch], mapped: Map | None) -> tuple[list[list[str]], float]:
        """Return what comes out, and the CPU seconds that it takes without loading."""
        path = self.folder / "vmap.txt"
        path.unlink(missing_ok=True)
        if mapped:
            path.write_text(mapped.text(), encoding="utf-8")
        translator = ct2_library.load(self.folder, inter_threads=1, intra_threads=1)
        translator.translate_batch([["</s>"]], max_decoding_length=1)  # so that nobody pays for what comes once
        made, taken = [], 0.0
        for batch in batches:
            tokens = 256 if self.ends else round(LONGER * len(batch[0]))
            started = time.process_time()
            found = translator.translate_batch(
                batch,
                beam_size=4,
                length_penalty=0.2,
                use_vmap=mapped is not None,
                max_decoding_length=tokens,
                min_decoding_length=1 if self.ends else tokens,
            )
            taken += time.process_time() - started
            made += [result.hypotheses[0] for result in found]
        return made, taken

    def translate_apart(self, maps: Sequence[Map]) -> tuple[list[list[str]], float]:
        """Return what comes out with a map of its own for each batch, and the CPU seconds."""
        done = [self.translate([batch], each) for batch, each in zip(self.batches, maps, strict=True)]
        return list(itertools.chain.from_iterable(made for made, _ in done)), sum(taken for _, taken in done)


def in_batches(sentences: Iterable[list[str]]) -> list[Batch]:
    """Return the sentences in batches of one length each."""
    by_length: dict[int, Batch] = defaultdict(list)
    for tokens in sentences:
        by_length[len(tokens)].append(tokens)
    return [
        alike[start : start + max(1, BATCH_TOKENS // length)]
        for length, alike in sorted(by_length.items())
        for start in range(0, len(alike), max(1, BATCH_TOKENS // length))
    ]


def of_package(package: Path, copy: Path, sentences: Sequence[str]) -> Subject:
    """Return a copy of a package's model."""
    import sentencepiece

    tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(package / "sentencepiece.model"))
    shutil.copytree(package / "model", copy)
    pieces = json.loads((copy / "shared_vocabulary.json").read_text(encoding="utf-8"))
    return Subject(copy, pieces, in_batches(tokenizer.encode(list(sentences), out_type=str)))


def of_official_shape(copy: Path, texts: Iterable[str], sentences: Sequence[str]) -> Subject:
    """Return a model of the official package's shape, its weights drawn by chance."""
    import sentencepiece

    stream = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts),
        model_writer=stream,
        vocab_size=VOCABULARY,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    tokenizer = sentencepiece.SentencePieceProcessor(model_proto=stream.getvalue())
    pieces = [tokenizer.id_to_piece(number) for number in range(tokenizer.get_piece_size())]
    pieces += [f"<{number}>" for number in range(len(pieces), VOCABULARY)]
    _draw(copy, pieces)
    return Subject(copy, pieces, in_batches(tokenizer.encode(list(sentences), out_type=str)), ends=False)


def _draw(folder: Path, pieces: Sequence[str]) -> None:
    import numpy as np
    from ctranslate2.specs import TransformerSpec

    chance = np.random.default_rng(1)
    spec = TransformerSpec.from_config(num_layers=LAYERS, num_heads=HEADS)

    def linear(layer: Any, inputs: int, outputs: int) -> None:  # noqa: ANN401 - CTranslate2 ships no types
        layer.weight = chance.normal(0, inputs**-0.5, (outputs, inputs)).astype(np.float32)
        layer.bias = np.zeros(outputs, np.float32)

    def norm(layer: Any) -> None:  # noqa: ANN401
        layer.gamma, layer.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)

    def attend(attention: Any, joined: tuple[int, ...]) -> None:  # noqa: ANN401
        norm(attention.layer_norm)
        for layer, outputs in zip(attention.linear, joined, strict=True):
            linear(layer, WIDTH, outputs)

    def feed(network: Any) -> None:  # noqa: ANN401
        norm(network.layer_norm)
        linear(network.linear_0, WIDTH, INNER)
        linear(network.linear_1, INNER, WIDTH)

    for embeddings in (spec.encoder.embeddings[0], spec.decoder.embeddings):
        embeddings.weight = chance.normal(0, WIDTH**-0.5, (len(pieces), WIDTH)).astype(np.float32)
    linear(spec.decoder.projection, WIDTH, len(pieces))
    for side in (spec.encoder, spec.decoder):
        side.scale_embeddings = True
        norm(side.layer_norm)
        for layer in side.layer:
            attend(layer.self_attention, (3 * WIDTH, WIDTH))
            feed(layer.ffn)
            if side is spec.decoder:
                attend(layer.attention, (WIDTH, 2 * WIDTH, WIDTH))
    spec.register_source_vocabulary(list(pieces))
    spec.register_target_vocabulary(list(pieces))
    spec.config.add_source_eos = True
    spec.config.decoder_start_token = "<s>"  # noqa: S105 - a token of the vocabulary
    spec.validate()
    spec.optimize(quantization="int8")
    folder.mkdir()
    spec.save(str(folder))


def measure(subject: Subject, rounds: int) -> None:
    """Print what maps change, in time and in text."""
    maps = {f"lexicon, {most:,} frequent": from_lexicon(subject.pieces, most) for most in FIXED}
    plain, _ = subject.translate(subject.batches, None)
    outputs = iter(plain)
    exact = [
        Map(frozenset({"</s>", "<unk>"}.union(*itertools.islice(outputs, len(batch))))) for batch in subject.batches
    ]
    made: dict[str, list[list[str]]] = {}
    seconds: dict[str, list[float]] = defaultdict(list)
    for _ in range(rounds):
        for name in ("none", *maps):
            made[name], taken = subject.translate(subject.batches, maps.get(name))
            seconds[name].append(taken)
        made["what came out"], taken = subject.translate_apart(exact)
        seconds["what came out"].append(taken)
    medians = {name: statistics.median(taken) for name, taken in seconds.items()}
    used = {name: [each.candidates(batch) for batch in subject.batches] for name, each in maps.items()}
    used["none"] = [len(subject.pieces)]
    used["what came out"] = list(map(Map.candidates, exact, subject.batches))
    for name, taken in medians.items():
        others = sum(one != other for one, other in zip(plain, made[name], strict=True))
        told = f"; {1000 * others / len(plain):.0f} of 1,000 sentences differ" if subject.ends else ""
        print(
            f"  {name:24} {taken:7.2f} CPU s, {medians['none'] / taken:.2f} times as fast; "
            f"{statistics.mean(used[name]):,.0f} pieces a batch{told}"
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--model", type=Path, metavar="PACKAGE")
    parser.add_argument("--sentences", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    pairs = list(dict.fromkeys(itertools.chain.from_iterable(map(read, arguments.files))))
    sentences = [source for source, _ in random.Random(0).sample(pairs, min(arguments.sentences, len(pairs)))]
    package = models.find(arguments.model)
    with tempfile.TemporaryDirectory() as folder:
        print(f"{package.name}, {len(sentences):,} sentences, medians of {arguments.rounds}")
        measure(of_package(package.folder, Path(folder) / "package", sentences), arguments.rounds)
        few = sentences[: max(1, len(sentences) // 5)]
        print(f"weights of chance in the official package's shape, {len(few):,} sentences")
        texts = list(itertools.chain.from_iterable(pairs))
        measure(of_official_shape(Path(folder) / "official", texts, few), arguments.rounds)


if __name__ == "__main__":
    main()

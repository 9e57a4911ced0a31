"""The limit: CTranslate2 alone, on the sentences of a file, sorted by length; nothing is made of what it says.

    python benchmarks/bare.py MODEL_FOLDER SENTENCES BATCH_TOKENS [WORKERS]

prints the seconds that translating took; whoever starts it counts the whole process, with start, loading, reading and
tokenizing. The batches are padded, as CTranslate2 itself forms them. Without WORKERS it has CTranslate2's own threads:
one worker on all cores. Which instructions it computes with, CT2_FORCE_CPU_ISA tells it, or CTranslate2 itself.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import ctranslate2
import sentencepiece


def main() -> None:
    """Translate and print the time."""
    model, sentences = Path(sys.argv[1]), Path(sys.argv[2]).read_text(encoding="utf-8").split("\n")
    tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(model / "sentencepiece.model"))
    tokens = sorted(tokenizer.encode(sentences, out_type=str), key=len, reverse=True)
    threads = {"inter_threads": int(sys.argv[4]), "intra_threads": 1} if sys.argv[4:] else {}
    translator = ctranslate2.Translator(str(model / "model"), **threads)
    started = time.perf_counter()
    translator.translate_batch(
        tokens,
        max_batch_size=int(sys.argv[3]),
        batch_type="tokens",
        beam_size=4,
        length_penalty=0.2,
        replace_unknowns=True,
        return_scores=True,
    )
    print(f"{time.perf_counter() - started:.4f}")


if __name__ == "__main__":
    main()

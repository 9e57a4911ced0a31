"""The limit: CTranslate2 alone, on sentences that are tokenized and sorted before the clock starts.

    python benchmarks/bare.py MODEL_FOLDER SENTENCES WORKERS BATCH_TOKENS

prints the seconds that translating took. With BATCH_TOKENS the batches are padded as CTranslate2 itself forms them.
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
    translator = ctranslate2.Translator(str(model / "model"), inter_threads=int(sys.argv[3]), intra_threads=1)
    started = time.perf_counter()
    translator.translate_batch(
        tokens,
        max_batch_size=int(sys.argv[4]),
        batch_type="tokens",
        beam_size=4,
        length_penalty=0.2,
        replace_unknowns=True,
        return_scores=True,
    )
    print(f"{time.perf_counter() - started:.4f}")


if __name__ == "__main__":
    main()

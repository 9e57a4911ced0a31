"""What users of Argos Translate have today: ``argostranslate.translate``, article by article.

    python benchmarks/argos_alone.py MODEL_FOLDER ARTICLES_FOLDER

prints the seconds that translating took. It needs an interpreter with argostranslate and all that it asks for.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path


def main() -> None:
    """Translate and print the time."""
    os.environ["ARGOS_PACKAGES_DIR"] = str(Path(sys.argv[1]).parent)
    from argostranslate import translate

    translation = translate.get_translation_from_codes("fr", "en")
    started = time.perf_counter()
    for article in sorted(Path(sys.argv[2]).iterdir()):
        translation.translate(article.read_text(encoding="utf-8"))
    print(f"{time.perf_counter() - started:.4f}")


if __name__ == "__main__":
    main()

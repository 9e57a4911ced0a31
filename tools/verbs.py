"""Make the list of verbs by which words are searched in all their forms, from parallel texts.

Each FILE holds French and English, a tab between (``.tsv``, ``.tsv.xz``). A word is a verb where it stands behind what
an infinitive follows, often enough, and other forms that it would have are in the texts too. Only texts whose licence
allows it go in; name them with ``--source`` in the order of the files.

    python tools/verbs.py FILE.tsv… --source "Tatoeba (licence)" … --out bilingual/lexicon/verbs.txt
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.pairs import read
from bilingual.languages import word_set
from bilingual.lexicon.conjugation import english_verb, french_verb
from bilingual.lexicon.folding import fold
from bilingual.lexicon.small_words import ENGLISH_EMPTY, FRENCH_EMPTY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

MOST_PAIRS = 150_000
_WORD = re.compile(r"[^\W\d_]+")
_ENDINGS = ("er", "ir", "re")
BEFORE = {
    "fr": word_set(
        "de d pour à sans peut peuvent doit doivent va vont faire veut veulent pouvoir devoir faut vais pourra "
        "pourrait laisser se s ne pas"
    ),
    "en": word_set("to will can must would could should may not shall might cannot"),
}
# Letters that it has, times behind such a word, the share of its occurrences that are so, and other forms in the texts.
LEAST = {"fr": (4, 5, 0.35, 5), "en": (3, 8, 0.12, 3)}
FORMS: dict[str, Callable[[str], frozenset[str]]] = {"fr": french_verb, "en": english_verb}
_SMALL = {"fr": FRENCH_EMPTY, "en": ENGLISH_EMPTY}


def verbs(texts: Iterable[str], language: str) -> list[str]:
    """Return the infinitives in some texts, in order."""
    words: Counter[str] = Counter()
    behind: Counter[str] = Counter()
    for text in texts:
        found = _WORD.findall(text.lower())
        words.update(found)
        behind.update(word for before, word in pairwise(found) if before in BEFORE[language])
    return sorted(word for word, times in behind.items() if _is_verb(word, times, words, language))


def _is_verb(word: str, times: int, words: Counter[str], language: str) -> bool:
    letters, least, share, forms = LEAST[language]
    if len(word) < letters or times < least or times < share * words[word] or fold(word) in _SMALL[language]:
        return False
    seen = {form for form in FORMS[language](word) if words[form] > 1}
    if language == "fr":
        return word.endswith(_ENDINGS) and len(seen) >= forms
    return len(seen) >= forms and any(form.endswith("ing") for form in seen)


def sides(files: Iterable[Path], number: int) -> Iterator[str]:
    """Yield one side of the pairs of some files: 0 for the French, 1 for the English."""
    for path in files:
        for pair in read(path)[:MOST_PAIRS]:
            yield pair[number]


def main() -> None:
    """Parse the command line and write the file."""
    parser = argparse.ArgumentParser(description="Make the list of verbs of the search.")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--source", action="append", default=[], help="what a file is, and its licence; repeatable")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    lines = [
        "# Infinitives of French (fr) and English (en), by which bilingual/lexicon/lemmas.py knows other forms.",
        "# Found by tools/verbs.py; it holds words, no sentences:",
        *(f"# - {source}" for source in options.source),
    ]
    for number, language in enumerate(FORMS):
        lines.append(f"{language} {' '.join(verbs(sides(options.files, number), language))}")
    options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

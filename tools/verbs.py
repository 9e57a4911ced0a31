"""Make the list of verbs by which words are searched in all their forms, from parallel texts.

Each FILE holds French and English, a tab between (``.tsv``, ``.tsv.xz``). A word is a verb where it stands behind what
an infinitive follows, often enough, and other forms that it would have are in the texts too. What a French verb would
have as a form, but stands behind articles and hardly ever behind a pronoun (*portes*, *adoptions*), is listed as a
noun; participles are not, nor what ends in -e, which is a form of the verb all the same. Only texts whose licence
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
# What stands before nouns alone, and before verbs: le, la, les and l' may do both. And how often a noun stands behind
# the former at least, and behind the latter at most, as a share.
_BEFORE_NOUNS = word_set(
    "un une des du au aux ce cet cette ces mon ma mes son sa ses notre nos votre vos leurs deux trois plusieurs "
    "quelques chaque quel quelle quels quelles"
)
_BEFORE_VERBS = word_set("j tu il elle on nous vous ils elles qui ne n se s me m te t en")
_LEAST_NOUN, _MOST_VERB = 5, 0.2
_FINITE = ("es", "ions", "ons", "ent", "as", "s", "t")
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


def nouns(texts: Iterable[str], infinitives: Iterable[str]) -> list[str]:
    """Return the words in some French texts that are nouns, and that these verbs would have as forms, in order."""
    words: Counter[str] = Counter()
    as_noun: Counter[str] = Counter()
    as_verb: Counter[str] = Counter()
    for text in texts:
        all_words = _WORD.findall(text.lower())
        words.update(all_words)
        for before, word in pairwise(all_words):
            # Whoever is spoken to in the singular seldom does so to several: *les portes* are doors.
            if before in _BEFORE_NOUNS or (before == "les" and word.endswith(("es", "ions"))):
                as_noun[word] += 1
            elif before in _BEFORE_VERBS:
                as_verb[word] += 1
    found: set[str] = set()
    for infinitive in infinitives:
        forms = french_verb(infinitive)
        found.update(form for form in forms if form.endswith(_FINITE) and not _is_participle(form, infinitive, forms))
    return sorted(
        word
        for word in found
        if (as_noun[word] >= _LEAST_NOUN and as_verb[word] <= _MOST_VERB * as_noun[word])
        or (word.endswith("ions") and words[word.removesuffix("s")] >= _LEAST_NOUN)
    )


def _is_participle(form: str, infinitive: str, forms: frozenset[str]) -> bool:
    """Whether a form of a verb is one of its participles: it has a feminine.

    >>> [_is_participle(form, "produire", french_verb("produire")) for form in ("produits", "produis")]
    [True, False]
    """
    if infinitive.endswith("er"):
        return form.endswith(("és", "ées"))
    masculines = (form, form.removesuffix("s"), form.removesuffix("es"))
    # What has these endings, too, and is followed by -ant is the stem of the present.
    return any({f"{one}e", f"{one}es"} <= forms and f"{one}ant" not in forms for one in masculines)


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
        "# Infinitives of French (fr) and English (en), by which bilingual/lexicon/lemmas.py knows other forms; and",
        "# French nouns (fr-nouns) that are no such forms, though they look like it.",
        "# Found by tools/verbs.py; it holds words, no sentences:",
        *(f"# - {source}" for source in options.source),
    ]
    found = {language: verbs(sides(options.files, number), language) for number, language in enumerate(FORMS)}
    lines += [f"{language} {' '.join(words)}" for language, words in found.items()]
    lines.append(f"fr-nouns {' '.join(nouns(sides(options.files, 0), found['fr']))}")
    options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

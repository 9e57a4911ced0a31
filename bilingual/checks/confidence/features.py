"""What tells how near a translation is to a person's, of what a record holds: the texts, the score and the flags.

All of it is there at no cost but that of looking: no model is asked. It hangs on nothing but one segment, so that a
sentence from the engine and the same from the memory have the same features, in any company.
"""

from __future__ import annotations

import math
import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from bilingual.alignment.words.table import SHARES, key, row
from bilingual.checks.coverage import coverage
from bilingual.lexicon.counterparts import lexicon
from bilingual.lexicon.memo import Memo
from bilingual.lexicon.stems import content_stem
from bilingual.lexicon.words import pieces

if TYPE_CHECKING:
    from collections.abc import Collection

# The flags of each family but the model's own doubt, which is made of what is made of these. Flags of a family say
# alike, so that a check that becomes stricter moves one weight; what is in none counts by its severity alone.
FAMILIES = {
    "engine": ("split", "truncated"),
    "coverage": ("unrelated", "length-ratio", "dropped", "added"),
    "fluency": ("repetition", "garbled", "quotes"),
    "untranslated": ("copied", "untranslatable"),
    "facts": ("names", "numbers", "facts", "negation"),
}
# Of any pair of languages.
ANY = ("score", "length", "severe", "minor", *FAMILIES)
# Of French and English, whose words and lengths the checks know.
FRENCH_ENGLISH = (
    *ANY, "surplus", "off", "missing", "unexplained", "related", "source_run", "target_run", "unknown", "kept",
    "source_words", "target_words", "capitals", "figures", "question", "ended", "expected",
)  # fmt: skip
# How often the counterpart of a word is there (tenths) where no word of the sentence is in the lexicon: the mean.
_KEPT = 6.0
# … and how likely the English is where the table knows none of the words.
_EXPECTED = 0.4
# A run of words without counterpart says no more where it is longer, nor does a length far from the usual one.
_MOST_RUN, _MOST_OFF = 20.0, 6.0
# A word with a figure in it, from the figure on: one match a word.
_WITH_FIGURE = re.compile(r"\d\S*")
_ENDS = tuple(".!?…»”\"'")


class Judged(NamedTuple):
    """A translation as it is judged: ``score`` in standard deviations from the mean of its model's own scores.

    ``severe`` and ``minor`` count its flags but for that of a low score, ``flags`` are these.
    """

    source: str
    text: str
    score: float
    flags: Collection[str]
    severe: int
    minor: int


def any_features(judged: Judged) -> list[float]:
    """Return the features of a translation between any languages, in the order of ``ANY``.

    >>> any_features(Judged("Oui.", "Yes.", -1.0, ("names",), 1, 0))[2:]
    [1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0]
    """
    families = (float(any(flag in family for flag in judged.flags)) for family in FAMILIES.values())
    length = math.log(1 + len(judged.source))
    return [judged.score, length, float(min(2, judged.severe)), float(min(2, judged.minor)), *families]


def french_english_features(judged: Judged) -> list[float]:
    """Return the features of a translation from French to English, in the order of ``FRENCH_ENGLISH``.

    >>> found = french_english_features(Judged("Le chat noir dort.", "The black cat sings.", -1.0, (), 0, 0))
    >>> {name: round(value, 2) for name, value in zip(FRENCH_ENGLISH, found)}["missing"]
    0.33
    """
    source, text = judged.source, judged.text
    found = coverage(source, text)
    surplus = max(-_MOST_OFF, min(_MOST_OFF, found.length))
    stems = [stem for stem in map(_STEMS.__getitem__, found.tokens) if stem is not None]
    tenths = [tenths for tenths in stems if tenths >= 0]
    words, theirs = source.split(), text.split()
    return [
        *any_features(judged),
        surplus,
        abs(surplus),
        found.missing / max(1, found.source_words),
        found.unexplained / max(1, found.target_words),
        -found.weight / max(1, found.source_words),
        min(_MOST_RUN, found.source_run.weight),
        min(_MOST_RUN, found.target_run.weight),
        (len(stems) - len(tenths)) / max(1, len(stems)),
        sum(tenths) / len(tenths) if tenths else _KEPT,
        len(source) / max(1, len(words)),
        len(text) / max(1, len(theirs)),
        sum([word[0].isupper() for word in words[1:]]) / max(1, len(words) - 1),
        len(_WITH_FIGURE.findall(source)) / max(1, len(words)),
        float("?" in source),
        float(source.rstrip().endswith(_ENDS)),
        expected(source, text),
    ]


def expected(source: str, text: str) -> float:
    """Return how likely the English is by single words: the mean, over French ones, of the likeliest that is there.

    It is that of the table that word links use; what the table does not know has no part in it.

    >>> expected("Le chat dort.", "The cat sleeps.") > expected("Le chat dort.", "The dog sings.")
    True
    """
    there = set(map(_KEYS.__getitem__, pieces(text)))
    shares = [
        max([known[word] for word in known.keys() & there], default=0.0)
        for known in map(_COMES_OUT_AS.__getitem__, pieces(source))
        if known
    ]
    return sum(shares) / len(shares) if shares else _EXPECTED


def _comes_out_as(word: str) -> dict[str, float]:
    """Return how likely a French word, as it is written, comes out as which English ones."""
    return {other: SHARES[there] for other, (there, _) in row(word).items()}


def _tenths(word: str) -> int | None:
    """Return how often a folded French word has its counterpart, in tenths: None for one that needs none.

    -1 stands for a word that the lexicon does not know; figures are known.

    >>> _tenths("guerre"), _tenths("dans"), _tenths("xylophage")
    (9, None, -1)
    """
    stem = content_stem(word, "fr")
    if stem is None or stem.isdigit():
        return None
    entry = lexicon().get(stem)
    return -1 if entry is None else entry.tenths


_STEMS = Memo(_tenths)
_COMES_OUT_AS = Memo(_comes_out_as)
_KEYS = Memo(partial(key, language="en"))

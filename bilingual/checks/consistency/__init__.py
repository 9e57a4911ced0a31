"""Names and terms of one article that come out in several ways: where the rarer rendering stands.

All other checks look at one sentence; this one needs a whole article, and what it finds hangs on all of that. So it is
run when records are written, and no memory keeps it. Which words render which is told by word links that are made here
of the few sentences that matter, without a model: the same texts give the same findings.

- A name (``names.py``) that is rendered by one capitalised word, and in a few places by another.
- A term, two words in a row, one of which is rendered otherwise in a few places (``words.py``).
- A common noun that is rendered otherwise in one sentence, by a word that the article has nowhere else (``nouns.py``).
- One English word in two spellings for the same French word (``spellings.py``): *defence*, *defense*.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.checks import FOREIGN
from bilingual.checks.consistency.nouns import in_other_nouns
from bilingual.checks.consistency.sentences import Sentence
from bilingual.checks.consistency.spellings import in_two_spellings
from bilingual.checks.consistency.words import in_other_words
from bilingual.checks.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.checks.consistency.sentences import Odd
    from bilingual.data import Pair

# Shorter articles have no majority.
_LEAST_SENTENCES = 3
_SHOWN = 3


def find_all(texts: Sequence[tuple[str, str]]) -> dict[int, Finding]:
    """Return what is rendered otherwise than elsewhere in an article, by the number of the sentence, in order.

    ``texts`` are its French sentences with their English translations; either may be empty.

    >>> said = [("Le maire de Kidal parle.", "The mayor of Kidal speaks.")] * 4
    >>> find_all([*said, ("Il aime Kidal.", "He likes Gao.")])
    {4: Finding(evidence="here 'Gao', elsewhere in the article 'Kidal' 4 times", source=((8, 13),), target=((9, 12),))}
    """
    sentences = [Sentence(fr, en) for fr, en in texts]
    if sum(bool(one.fr and one.en) for one in sentences) < _LEAST_SENTENCES:
        return {}
    found: dict[int, list[Odd]] = {}
    for odd in (*in_other_words(sentences), *in_other_nouns(sentences), *in_two_spellings(sentences)):
        found.setdefault(odd.sentence, []).append(odd)
    return {number: _finding(found[number]) for number in sorted(found)}


def of_pairs(pairs: Sequence[Pair]) -> dict[int, Finding]:
    """Return the same of the pairs of an article; what is in another language says nothing."""
    return find_all(
        [
            ("", "") if FOREIGN in pair.translation.flags else (pair.segment.text, pair.translation.text)
            for pair in pairs
        ]
    )


def _finding(odds: Sequence[Odd]) -> Finding:
    """Return what is found in one sentence as one finding, each place once."""
    kept: list[Odd] = []
    for odd in sorted(odds, key=lambda one: (one.target, one.source)):
        if not kept or odd.target[0] >= kept[-1].target[1]:
            kept.append(odd)
    said = list(
        dict.fromkeys(f"here '{odd.here}', elsewhere in the article '{odd.usual}' {_times(odd.times)}" for odd in kept)
    )
    sources = sorted({odd.source for odd in kept})
    return Finding(
        "; ".join(said[:_SHOWN]) + ("…" if len(said) > _SHOWN else ""),
        tuple(span for number, span in enumerate(sources) if not number or span[0] >= sources[number - 1][1]),
        tuple(odd.target for odd in kept),
    )


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number:,} times"

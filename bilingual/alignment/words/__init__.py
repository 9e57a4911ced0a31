"""Two sentences → word links: which words of a translation say what which words of the original say.

Nothing is read but the data that ships. The same sentences give the same links on any machine: what is compared are
whole numbers, and of equals the order decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bilingual.alignment.words.features import Floats

__all__ = ["LARGEST", "Link", "link_words"]

# Cells (French tokens times English ones) of two sentences that are linked: memory grows with them, 1 KB for each.
LARGEST = 1 << 17


class Link(NamedTuple):
    """Two words that say the same: where they stand in their sentences, in characters."""

    fr_start: int
    fr_end: int
    en_start: int
    en_end: int


def link_words(fr: str, en: str, attention: Floats | None = None) -> list[Link]:
    """Return the links of a French sentence and its English translation, in order: of words that are sure to match.

    A word may have several links or none. Sentences without words have none, nor have those that are too long for it
    (``LARGEST``). It takes about a millisecond of CPU time. ``tokens`` says what a word is. ``attention`` is a table of
    numbers from 0 to 1, by French and by English token: how much a model looked at the one when it said the other
    (``engines.attention``); with it fewer links are wrong. Raises ValueError where it has another shape.

    >>> fr, en = "Le chat noir dort.", "The black cat sleeps."
    >>> [(fr[a:b], en[c:d]) for a, b, c, d in link_words(fr, en)]
    [('Le', 'The'), ('chat', 'cat'), ('noir', 'black'), ('dort', 'sleeps'), ('.', '.')]
    """
    from bilingual.alignment.words.tokens import tokens

    ours, theirs = tokens(fr, "fr"), tokens(en, "en")
    if attention is not None and attention.shape != (len(ours), len(theirs)):
        raise ValueError(f"attention of {attention.shape} tokens is none of {len(ours)} and {len(theirs)}")
    if not ours or not theirs or len(ours) * len(theirs) > LARGEST:
        return []
    # Imported late: numpy takes its time, and `bilingual --help` does not need it.
    from bilingual.alignment.words.features import Words, attended, plain
    from bilingual.alignment.words.model import chances, chosen, rounds

    table = plain(Words(ours, "fr"), Words(theirs, "en"), attended(attention) if attention is not None else None)
    chance = chances(table, rounds() if attention is None else rounds("with_attention"))
    return [Link(*ours[i][1:], *theirs[j][1:]) for i, j in chosen(chance)]

"""Do two texts belong together? Told by the small words of each, by how alike what was aligned is, and by the order."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from bilingual.alignment.aligning import ALWAYS
from bilingual.alignment.bags import CHANNELS, tokens
from bilingual.alignment.band import agreeing, candidates, chain
from bilingual.alignment.beads import Verdict
from bilingual.alignment.vectors import channel
from bilingual.lexicon.small_words import ENGLISH_COMMONEST, FRENCH_COMMONEST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.alignment.beads import Bead, Sentence

# So many small words tell a language, where those of the other are so many times fewer.
_FEWEST_WORDS, _TIMES = 8, 2
# Similarity of two texts, in thousandths, below which they are taken for no translations: those that are have 80 and
# more, even in four sentences; others 40 and less from eight sentences on, but for manuals with the same commands.
_LEAST: Final = 60
# Parts in another order: places that agree with their neighbours and are off the longest chain, at least, and as a
# share in hundredths of all such places.
_FEWEST_PLACES, _SHARE = 8, 20
# Similarity from which on a bead is sure, and hundredths of both texts in sure beads that leave no room for such parts.
_ALIKE, _IN_ORDER = 100, 95


def judge(fr: Sequence[Sentence], en: Sequence[Sentence], beads: Sequence[Bead]) -> Verdict:
    """Return what two texts are to each other that ``align_sentences`` made ``beads`` of."""
    spoken = _language(fr), _language(en)
    if spoken == ("en", "fr"):
        return Verdict.EXCHANGED
    if spoken[0] == "en" or spoken[1] == "fr":
        return Verdict.ONE_LANGUAGE
    if not in_order(fr, en, beads) and reordered(fr, en):
        return Verdict.REORDERED
    return Verdict.UNRELATED if similarity(fr, en, beads) < _LEAST else Verdict.TRANSLATION


def _language(sentences: Sequence[Sentence]) -> str | None:
    count = Counter(word for sentence in sentences for word in tokens(sentence.text))
    french, english = (sum(count[word] for word in words) for words in (FRENCH_COMMONEST, ENGLISH_COMMONEST))
    if max(french, english) < _FEWEST_WORDS or max(french, english) < _TIMES * min(french, english):
        return None
    return "fr" if french > english else "en"


def similarity(fr: Sequence[Sentence], en: Sequence[Sentence], beads: Sequence[Bead]) -> int:
    """Return how alike two texts are by their beads: 0 to 1000, by characters; what is alone is not alike."""
    total = alike = 0
    for bead in beads:
        length = sum(len(sentence.text) for sentence in fr[slice(*bead.fr)])
        length += sum(len(sentence.text) for sentence in en[slice(*bead.en)])
        total += length
        alike += length * bead.similarity
    return alike // max(1, total)


def in_order(fr: Sequence[Sentence], en: Sequence[Sentence], beads: Sequence[Bead]) -> bool:
    """Whether nearly all of both texts was aligned surely, so that no parts are left to stand in another order.

    It spares long texts the search of ``reordered``, which takes nearly as long as aligning them.
    """
    totals, sure = [0, 0], [0, 0]
    for bead in beads:
        for side, sentences in enumerate((fr[slice(*bead.fr)], en[slice(*bead.en)])):
            length = sum(len(sentence.text) for sentence in sentences)
            totals[side] += length
            sure[side] += length * (bead.similarity >= _ALIKE)
    return all(100 * part >= _IN_ORDER * whole for part, whole in zip(sure, totals, strict=True))


def reordered(fr: Sequence[Sentence], en: Sequence[Sentence]) -> bool:
    """Whether parts of two texts agree with each other, but not in one order."""
    ours, theirs = [tokens(sentence.text) for sentence in fr], [tokens(sentence.text) for sentence in en]
    channels = [channel(map(CHANNELS[name][0], ours), map(CHANNELS[name][1], theirs)) for name in ALWAYS]
    places = agreeing(candidates(channels, (0, len(fr)), (0, len(en))))
    off = len(places) - len(chain(places))
    return off >= _FEWEST_PLACES and 100 * off >= _SHARE * len(places)

"""What is known of a bead before it is chosen: how alike its two sides are, how long, in which paragraphs.

Every number comes of additions, multiplications, divisions and square roots alone, in one order, which have the same
result on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bilingual.alignment.bags import CHANNELS, TRANSLATED, tokens
from bilingual.alignment.beads import WIDEST
from bilingual.alignment.vectors import Channel, Floats, Ints, channel, products

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.alignment.beads import Sentence

# Of a bead with two sides, after its channels.
OTHERS: Final = (
    "length",
    "ratio",
    "breaks_fr",
    "breaks_en",
    "both_begin",
    "one_begins",
    "questions",
    "exclamations",
)
# Of a sentence that stands alone, and of a run of such.
ALONE: Final = ("alone_fr", "alone_fr_length", "alone_en", "alone_en_length", "opening")

# English characters by French ones: what a text that has lost parts may not push further.
_LEAST_RATIO, _MOST_RATIO = 0.85, 1.15
# Variance of a length by length (Gale and Church 1993, https://aclanthology.org/J93-1004).
_VARIANCE = 6.8
_MOST_DEVIATION, _MOST_MARKS, _MOST_LENGTH = 6.0, 2.0, 3.0
# Paragraphs are known where there are more than this, and more than one in so many sentences.
_FEWEST_PARAGRAPHS, _SENTENCES_PER_PARAGRAPH = 3, 40


@dataclass(frozen=True, slots=True)
class Side:
    """What is counted in one text, up to each border between sentences: the first border is before the first one.

    ``begins`` is 1 where a paragraph begins at a border. ``alone`` is the length of each sentence in hundreds of
    characters, 3 at most.
    """

    characters: Floats
    questions: Floats
    exclamations: Floats
    begins: Floats
    breaks: Floats
    alone: Floats


@dataclass(frozen=True, slots=True)
class Texts:
    """Both texts, ready to be searched. ``names`` are those of the features of a bead, in order."""

    fr: Side
    en: Side
    channels: dict[str, Channel]
    ratio: float
    paragraphs: bool

    @property
    def names(self) -> tuple[str, ...]:
        """Return the features of a bead that has two sides, without its shape."""
        return (*self.channels, *OTHERS)

    @property
    def size(self) -> tuple[int, int]:
        """Return how many sentences there are: French, English."""
        return len(self.fr.alone), len(self.en.alone)


def texts(fr: Sequence[Sentence], en: Sequence[Sentence], translations: Sequence[str] | None = None) -> Texts:
    """Look at both texts, and at translations of the French sentences where there are some."""
    once: dict[str, str] = {}
    ours = [_words(sentence.text, once) for sentence in fr]
    theirs = [_words(sentence.text, once) for sentence in en]
    channels = {name: channel(map(left, ours), map(right, theirs)) for name, (left, right) in CHANNELS.items()}
    if translations is not None:
        ours = [_words(text, once) for text in translations]
        for name, (left, right) in TRANSLATED.items():
            channels[name] = channel(map(left, ours), map(right, theirs))
    sides = _side(fr), _side(en)
    ratio = sides[1].characters[-1] / max(1.0, sides[0].characters[-1])
    known = _paragraphs_known(fr) and _paragraphs_known(en)
    return Texts(*sides, channels, min(max(float(ratio), _LEAST_RATIO), _MOST_RATIO), known)


def _words(text: str, once: dict[str, str]) -> list[str]:
    # Each word is kept once, not once for each time that it occurs: a long text has millions.
    return [once.setdefault(word, word) for word in tokens(text)]


def _paragraphs_known(sentences: Sequence[Sentence]) -> bool:
    count = len({sentence.paragraph for sentence in sentences})
    return count > max(_FEWEST_PARAGRAPHS, len(sentences) / _SENTENCES_PER_PARAGRAPH)


def _side(sentences: Sequence[Sentence]) -> Side:
    begins = np.ones(len(sentences) + 1)
    for number in range(1, len(sentences)):
        begins[number] = sentences[number].paragraph != sentences[number - 1].paragraph
    lengths = np.array([len(sentence.text) + 1 for sentence in sentences], np.float64)
    return Side(
        _up_to(lengths),
        _up_to([sentence.text.count("?") for sentence in sentences]),
        _up_to([sentence.text.count("!") for sentence in sentences]),
        begins,
        _up_to(begins)[1:],
        np.minimum(lengths / 100, _MOST_LENGTH),
    )


def _up_to(counts: Sequence[float] | Floats) -> Floats:
    return np.concatenate([np.zeros(1), np.cumsum(np.asarray(counts, np.float64))])


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of borders, French ``rows`` by English ``columns`` (both with their ends), in which beads end.

    ``sums[k][i, j]`` adds up the products of channel ``k`` over all sentences before the borders ``i`` and ``j``, which
    are counted from ``corner``, so that the product of every bead is four numbers added up.
    """

    texts: Texts
    rows: tuple[int, int]
    columns: tuple[int, int]
    corner: tuple[int, int]
    sums: tuple[Floats, ...]

    def spans(self, shape: tuple[int, int]) -> tuple[slice, slice, slice, slice]:
        """Return the borders at which beads of a shape begin and end: French begin, French end, English likewise."""
        (fr, en), (rows, columns) = shape, (self.rows, self.columns)
        first, left = max(rows[0], fr), max(columns[0], en)
        return (
            slice(first - fr, max(first, rows[1] + 1) - fr),
            slice(first, max(first, rows[1] + 1)),
            slice(left - en, max(left, columns[1] + 1) - en),
            slice(left, max(left, columns[1] + 1)),
        )

    def cosines(self, shape: tuple[int, int]) -> list[Floats]:
        """Return, by channel, the cosine of the summed vectors of both sides of all beads of a shape."""
        fr, fr_end, en, en_end = self.spans(shape)
        above, below = (slice(part.start - self.corner[0], part.stop - self.corner[0]) for part in (fr, fr_end))
        left, right = (slice(part.start - self.corner[1], part.stop - self.corner[1]) for part in (en, en_end))
        found = []
        for vectors, sums in zip(self.texts.channels.values(), self.sums, strict=True):
            product = sums[below, right] - sums[above, right] - sums[below, left] + sums[above, left]
            ours = np.sqrt(vectors.fr.windows[shape[0]][fr].astype(np.float64))
            theirs = np.sqrt(vectors.en.windows[shape[1]][en].astype(np.float64))
            found.append(product / np.maximum(ours[:, None] * theirs[None, :], 1.0))
        return found

    def features(self, shape: tuple[int, int]) -> list[Floats]:
        """Return the features of all beads of a shape in the order of ``Texts.names``."""
        fr, fr_end, en, en_end = self.spans(shape)
        ours, theirs, ratio = self.texts.fr, self.texts.en, self.texts.ratio
        size = (shape[0] + shape[1]) / 2
        found = [cosine * size for cosine in self.cosines(shape)]
        expected = ((ours.characters[fr_end] - ours.characters[fr]) * ratio)[:, None]
        length = (theirs.characters[en_end] - theirs.characters[en])[None, :]
        deviation = np.abs(length - expected) / np.sqrt((expected + length) * (_VARIANCE / 2))
        found.append(np.minimum(deviation, _MOST_DEVIATION))
        found.append((1 - np.minimum(expected, length) / np.maximum(expected, length)) * size)
        found += self._paragraphs(shape)
        for marks in ("questions", "exclamations"):
            here, there = getattr(ours, marks), getattr(theirs, marks)
            difference = (here[fr_end] - here[fr])[:, None] - (there[en_end] - there[en])[None, :]
            found.append(np.minimum(np.abs(difference), _MOST_MARKS))
        return found

    def _paragraphs(self, shape: tuple[int, int]) -> list[Floats]:
        """Return the breaks within each side, and whether paragraphs begin with both sides or with one alone."""
        fr, fr_end, en, en_end = self.spans(shape)
        ours, theirs = self.texts.fr, self.texts.en
        rows, columns = fr.stop - fr.start, en.stop - en.start
        if not self.texts.paragraphs:
            return [np.zeros((rows, columns))] * 4
        within = [
            side.breaks[end.start - 1 : max(end.start, end.stop) - 1] - side.breaks[begin]
            for side, begin, end in ((ours, fr, fr_end), (theirs, en, en_end))
        ]
        first, second = ours.begins[fr][:, None], theirs.begins[en][None, :]
        return [
            np.broadcast_to(within[0][:, None], (rows, columns)),
            np.broadcast_to(within[1][None, :], (rows, columns)),
            first * second,
            np.abs(first - second),
        ]


def block(both: Texts, rows: tuple[int, int], columns: tuple[int, int]) -> Block:
    """Return the beads that end at the borders ``rows`` and ``columns``: first and last, both taken in."""
    corner = max(0, rows[0] - WIDEST), max(0, columns[0] - WIDEST)
    sums = []
    for vectors in both.channels.values():
        found = products(vectors, (corner[0], rows[1]), (corner[1], columns[1]))
        total = np.zeros((found.shape[0] + 1, found.shape[1] + 1))
        np.cumsum(np.cumsum(found, axis=0), axis=1, out=total[1:, 1:])
        sums.append(total)
    return Block(both, rows, columns, corner, tuple(sums))


def whole(values: Floats) -> Ints:
    """Return numbers as thousandths, rounded: what is compared from there on is the same on every machine."""
    return np.rint(values * 1000).astype(np.int64)

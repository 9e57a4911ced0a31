"""Alignment put together: features, anchors, the band, the search, and how alike the two sides of each bead are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from bilingual.alignment.band import anchors as shared_anchors
from bilingual.alignment.band import band
from bilingual.alignment.beads import Anchor, Bead, Sentence
from bilingual.alignment.binding import Bound, knots, places
from bilingual.alignment.features import Texts, block, texts
from bilingual.alignment.search import search
from bilingual.alignment.vectors import products
from bilingual.alignment.weights import weights

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bilingual.alignment.vectors import Channel, Ints

# The channels that every alignment has: in them anchors are sought, and of them comes the similarity.
ALWAYS: Final = ("lexicon", "names")
# Beads whose similarity is computed in one go, and the sentences that they may span.
_TOGETHER, _FARTHEST = 64, 256


def align(
    fr: Sequence[Sentence], en: Sequence[Sentence], translations: Sequence[str] | None, anchors: Sequence[Anchor]
) -> list[Bead]:
    """Return the beads of two texts; see ``align_sentences``."""
    size = len(fr), len(en)
    given = knots(anchors, size)
    both = texts(fr, en, translations)
    channels = [both.channels[name] for name in ALWAYS]
    low, high = band(shared_anchors(channels, size, places(given)), size)
    learnt, bound = weights(translated=translations is not None), Bound.of(given, size)

    def worth(rows: tuple[int, int], columns: tuple[int, int]) -> list[Ints]:
        found = learnt.beads(block(both, rows, columns))
        return bound.forbid(found, rows, columns) if given else found

    alone = [bound.alone(learnt.alone(side, name), name) for side, name in ((both.fr, "fr"), (both.en, "en"))]
    return list(_with_similarity(beads_of(search(low, high, worth, alone[0], alone[1], learnt.opening)), both))


def rate(fr: Sequence[Sentence], en: Sequence[Sentence], beads: Sequence[Bead]) -> list[Bead]:
    """Return beads with how alike both sides are; see ``rate`` of the package. Each side counts as one sentence."""
    sides = [
        [Sentence(" ".join(one.text for one in side[slice(*span)])) for span in spans if span[0] < span[1]]
        for side, spans in ((fr, [bead.fr for bead in beads]), (en, [bead.en for bead in beads]))
    ]
    shapes = [(min(1, bead.shape[0]), min(1, bead.shape[1])) for bead in beads]
    found = _with_similarity(beads_of(shapes), texts(sides[0], sides[1]))
    return [Bead(bead.fr, bead.en, rated.similarity) for bead, rated in zip(beads, found, strict=True)]


def beads_of(shapes: Sequence[tuple[int, int]]) -> list[Bead]:
    """Return beads of shapes in a row.

    >>> [(bead.fr, bead.en) for bead in beads_of([(1, 2), (1, 0)])]
    [((0, 1), (0, 2)), ((1, 2), (2, 2))]
    """
    found, fr, en = [], 0, 0
    for ours, theirs in shapes:
        found.append(Bead((fr, fr + ours), (en, en + theirs)))
        fr, en = fr + ours, en + theirs
    return found


def _with_similarity(beads: Sequence[Bead], both: Texts) -> Iterator[Bead]:
    channels = [both.channels[name] for name in ALWAYS]
    for group in _groups(beads):
        rows, columns = (group[0].fr[0], group[-1].fr[1]), (group[0].en[0], group[-1].en[1])
        if 0 in group[0].shape:
            yield from group
            continue
        found = [products(channel, rows, columns) for channel in channels]
        for bead in group:
            spans = (
                slice(bead.fr[0] - rows[0], bead.fr[1] - rows[0]),
                slice(bead.en[0] - columns[0], bead.en[1] - columns[0]),
            )
            cosines = [
                _cosine(float(product[spans].sum()), channel, bead)
                for product, channel in zip(found, channels, strict=True)
            ]
            yield Bead(bead.fr, bead.en, round(1000 * sum(cosines) / len(cosines)))


def _groups(beads: Sequence[Bead]) -> Iterator[list[Bead]]:
    """Yield beads in order: some with two sides that are near each other, or one with an empty side."""
    group: list[Bead] = []
    for bead in beads:
        full = len(group) == _TOGETHER or (
            group and max(bead.fr[1] - group[0].fr[0], bead.en[1] - group[0].en[0]) > _FARTHEST
        )
        if group and (full or 0 in bead.shape):
            yield group
            group = []
        if 0 in bead.shape:
            yield [bead]
        else:
            group.append(bead)
    if group:
        yield group


def _cosine(product: float, channel: Channel, bead: Bead) -> float:
    squares = (
        int(channel.fr.windows[bead.shape[0]][bead.fr[0]]),
        int(channel.en.windows[bead.shape[1]][bead.en[0]]),
    )
    return product / float(np.sqrt(squares[0]) * np.sqrt(squares[1])) if all(squares) else 0.0

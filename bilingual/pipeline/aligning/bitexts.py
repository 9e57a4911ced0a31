"""An article and a translation of it that people made: read, cut into sentences, their beads made into pairs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bilingual.alignment import Sentence
from bilingual.data import Alignment, Kind, Origin, Pair, Segment, Target
from bilingual.pipeline.aligned import judged
from bilingual.segmentation import segments_of
from bilingual.segmentation.stand_off import composed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bilingual.alignment import Bead
    from bilingual.data import Article, Span


@dataclass(frozen=True, slots=True)
class Bitext:
    """An article and its translation, as they were read, with their sentences.

    ``beads`` are those of texts that came aligned; None where they are to be found. ``size`` is how many bytes were
    read for both.
    """

    source: Article
    target: Article
    source_segments: Sequence[Segment]
    target_segments: Sequence[Segment]
    beads: Sequence[Bead] | None = None
    size: int = 0

    @classmethod
    def of(cls, source: Article, target: Article, size: int = 0) -> Bitext:
        """Cut two articles into sentences, which are to be aligned."""
        ours, theirs = (segments_of(article, always_spans=True) for article in (source, target))
        return cls(source, target, ours, theirs, size=size)

    @property
    def names(self) -> str:
        """Both sources, for people."""
        return f"'{self.source.source}' and '{self.target.source}'"

    def sentences(self) -> tuple[list[Sentence], list[Sentence]]:
        """Return the sentences of both as they are aligned."""
        ours, theirs = (
            [Sentence(segment.text, segment.paragraph) for segment in segments]
            for segments in (self.source_segments, self.target_segments)
        )
        return ours, theirs


def article_of(bitext: Bitext) -> Article:
    """Return the article of a bitext with its translation, and with how much of both is prose."""
    source, target = bitext.source, bitext.target
    return replace(
        source,
        target=Target(target.text, target.source, target.sha256, target.encoding),
        prose=(
            ink(source.text, (span for one in bitext.source_segments for span in spans_of(one))),
            ink(target.text, (span for one in bitext.target_segments for span in spans_of(one))),
        ),
    )


def ink(text: str, spans: Iterable[Span]) -> int:
    """Return how many characters of some stretches of a text are no white space.

    >>> ink("Il est là.", [(0, 6), (7, 10)])
    8
    """
    return sum(len("".join(text[start:end].split())) for start, end in spans)


def spans_of(segment: Segment) -> tuple[Span, ...]:
    """Return the pieces of a segment, noted or not."""
    return ((segment.start, segment.end),) if segment.spans is None else segment.spans


def pairs_of(bitext: Bitext, beads: Iterable[Bead], identity: str) -> Iterator[Pair]:
    """Yield a pair for each bead, in order, checked, of an article of that id; an empty side is flagged as such.

    A paragraph is numbered that begins with a bead, so that numbers have no gaps. A bead without a source takes the
    next number of a sentence, and lies behind the sentence before it.
    """
    article, target = bitext.source, bitext.target
    paragraph, sentence, at = 0, 0, bitext.source_segments[0].start if bitext.source_segments else 0
    last: int | None = None
    for bead in beads:
        ours = bitext.source_segments[slice(*bead.fr)]
        theirs = bitext.target_segments[slice(*bead.en)]
        if ours and ours[0].paragraph != last and (last is not None or not paragraph):
            paragraph, sentence = paragraph + 1, 0
        if ours:
            last = ours[0].paragraph
        paragraph, sentence = max(1, paragraph), sentence + 1
        spans, texts = pieces(article.text, ours), pieces(target.text, theirs)
        start, end = (spans[0][0], spans[-1][1]) if spans else (at, at)
        at = end
        kind = ours[0].kind if ours else _lower(theirs[0].kind)
        source = composed(article.text, spans)
        segment = Segment(identity, paragraph, sentence, kind, start, end, source, spans)
        alignment = Alignment(f"{bead.shape[0]}-{bead.shape[1]}", texts, bead.similarity)
        languages = article.language, target.language
        made = judged(source, composed(target.text, texts), languages)
        yield Pair(segment, made, Origin.ALIGNED, alignment)


def _lower(kind: Kind) -> Kind:
    """Return the kind of a sentence that the source lacks: it heads nothing there."""
    return Kind.SUBHEADING if kind is Kind.HEADLINE else kind


def pieces(text: str, segments: Sequence[Segment]) -> tuple[Span, ...]:
    r"""Return the stretches of a text that some of its sentences in a row are made of.

    White space between two of them is in, or they would grow together; what else lies there is not.

    >>> from bilingual.data import Kind
    >>> text = "Il dort. Elle lit.\n\nPUB\n\nOui."
    >>> parts = [Segment("a", 1, 1, Kind.BODY, start, end, "") for start, end in ((0, 8), (9, 18), (25, 29))]
    >>> pieces(text, parts[:2]), pieces(text, parts[1:])
    (((0, 18),), ((9, 20), (25, 29)))
    """
    found: list[Span] = []
    for segment in segments:
        spans = list(spans_of(segment))
        if found and spans:
            begin, end = found.pop()
            gap = text[end : spans[0][0]]
            if not gap.strip():
                spans[0] = begin, spans[0][1]
            else:
                space = len(gap) - len(gap.lstrip())
                behind = len(gap) - len(gap.rstrip()) if not space else 0
                found.append((begin, end + space))
                spans[0] = spans[0][0] - behind, spans[0][1]
        found += spans
    return tuple(found)

"""What flows through the pipeline: Article → Segment → Pair. Plain frozen data, no I/O.

Every position is a character offset (Python string index) into ``Article.text``; alignment is stand-off, so
``article.text[segment.start:segment.end]`` is the segment's source sentence, always carried and never searched for.
Where lines were joined, it encloses the sentence, and ``spans`` are the pieces that this is made of.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bilingual.data.aligned import Alignment, Links, Reference, Span, Target
from bilingual.data.made import UNKNOWN_ARITHMETIC, Calibration, Provenance, Scaling, Step
from bilingual.data.terms import Entry

__all__ = [
    "UNKNOWN_ARITHMETIC",
    "Alignment",
    "Article",
    "Basis",
    "Calibration",
    "Cue",
    "Entry",
    "Flags",
    "Kind",
    "Links",
    "Metadata",
    "Origin",
    "Pair",
    "Paragraph",
    "Provenance",
    "Reference",
    "Repair",
    "Scaling",
    "Segment",
    "Span",
    "Step",
    "Target",
    "Translation",
]

# One cue of subtitles: when it is shown, from and to in milliseconds, and the stretch of the text that it shows.
Cue = tuple[int, int, int, int]

# Codes of what is probably wrong with a translation, in the order of the checks. Any string may be one, since a corpus
# keeps those that other programs gave.
Flags = tuple[str, ...]


class Kind(StrEnum):
    """What a paragraph is in its article; ``note`` is a footnote or endnote, ``item`` of a list or a table."""

    HEADLINE = "headline"
    LEAD = "lead"
    SUBHEADING = "subheading"
    BODY = "body"
    CAPTION = "caption"
    BYLINE = "byline"
    NOTE = "note"
    ITEM = "item"


class Origin(StrEnum):
    """Who made a translation.

    A model did (``mt``), a person who corrected it (``human``), or people before there was a corpus (``aligned``).
    """

    MT = "mt"
    HUMAN = "human"
    ALIGNED = "aligned"

    @classmethod
    def _missing_(cls, value: object) -> None:
        """Raise ValueError in the words of ``bilingual verify``.

        >>> Origin("human"), f"{Origin.MT}"
        (<Origin.HUMAN: 'human'>, 'mt')
        >>> Origin("alien")
        Traceback (most recent call last):
        ValueError: 'alien' is no origin
        """
        raise ValueError(f"'{value}' is no origin")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch ``text[start:end]`` of an article that holds prose of one kind.

    Where its lines were joined, it is the text that the pieces ``spans`` of it make (``segmentation/stand_off.py``).
    """

    start: int
    end: int
    kind: Kind
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What an article says about itself; absent facts are None or empty.

    ``date`` is ISO 8601, of the precision that the source gives: ``2023-08-02``, ``2022-08`` or ``2022``.
    ``reading_time`` is in minutes. ``url`` is where it was found, ``license`` what it may be used for, in words or as
    an address.
    """

    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    site: str | None = None
    authors: tuple[str, ...] = ()
    section: str | None = None
    credits: tuple[str, ...] = ()
    reading_time: int | None = None
    url: str | None = None
    license: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read: its whole text, and which stretches of it are prose.

    ``id`` is unique within a run. ``text`` is the decoded source, unchanged but for a byte-order mark.
    ``paragraphs`` ascend, do not overlap, and leave out the lines that became metadata.
    ``source`` is the path as the user gave it; ``sha256`` is of the source's bytes; ``encoding`` is how they were read.
    ``arithmetic`` is that of its machine translations (see Provenance), once they are there. ``provenance`` is how
    those were made, where the article comes from a written corpus, which may have several; None where the run does.
    ``notes`` are what whoever gave the source should know of how it was read, each to follow the source's name;
    ``joined`` counts the line breaks that were joined. ``target`` is the translation that people made of it, where
    there is one, and ``prose`` then counts the characters of both texts (source, target) that are prose, but for white
    space: each lies in one segment. ``cues`` are those of subtitles. ``terms`` are the entries of the glossary
    that its translations were to keep to, if any, whose terms stand in it, in the order in which they come.
    """

    id: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    metadata: Metadata
    language: str
    source: str
    sha256: str
    encoding: str
    arithmetic: tuple[str, ...] = ()
    provenance: Provenance | None = None
    notes: tuple[str, ...] = ()
    joined: int = 0
    target: Target | None = None
    prose: tuple[int, int] | None = None
    cues: tuple[Cue, ...] = ()
    terms: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence of an article: ``text`` is ``article.text[start:end]``, or what the pieces ``spans`` of that make.

    ``paragraph`` counts the article's paragraphs from 1, ``sentence`` the paragraph's sentences from 1. ``spans`` is
    None where nobody noted pieces: then there is one, from ``start`` to ``end``.
    """

    article: str
    paragraph: int
    sentence: int
    kind: Kind
    start: int
    end: int
    text: str
    spans: tuple[Span, ...] | None = None

    @property
    def id(self) -> str:
        """Return ``<article>:<paragraph>:<sentence>``, unique within a corpus.

        >>> Segment("a", 3, 2, Kind.BODY, 0, 4, "Oui.").id
        'a:3:2'
        """
        return f"{self.article}:{self.paragraph}:{self.sentence}"


@dataclass(frozen=True, slots=True)
class Repair:
    """How a first translation was mended: the way, such as ``n-best``, and what it rid the translation of.

    ``reasons`` are the flags that are gone; where a glossary asked for it (the ways that begin with ``glossary``), the
    terms that came in, such as ``ONU → UN``. Files and memories hold it as one string, which makes two of a reason with
    a comma.

    >>> str(Repair("n-best", ("names", "numbers"))), str(Repair("true-case"))
    ('n-best: names, numbers', 'true-case')
    """

    way: str
    reasons: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the string that ``parse`` takes."""
        return f"{self.way}: {', '.join(self.reasons)}" if self.reasons else self.way

    @classmethod
    def parse(cls, text: str) -> Repair | None:
        """Return what a string says, None for the empty one: nothing was repaired. ``str`` gives the same string back.

        >>> Repair.parse("glossary target: ONU → UN, junte → junta")
        Repair(way='glossary target', reasons=('ONU → UN', 'junte → junta'))
        >>> Repair.parse("true-case"), Repair.parse("")
        (Repair(way='true-case', reasons=()), None)
        """
        way, colon, reasons = text.partition(": ")
        if not text:
            return None
        return cls(way, tuple(reasons.split(", ")) if colon else ())


# Stand in a basis before the cut-offs, the version of what passed around the model, the trust that these made, and what
# the glossary asked.
_CUT_OFFS = " cut-offs="
_AROUND = " around="
_TRUST = " trust="
_ASKED = " glossary="


@dataclass(frozen=True, slots=True)
class Basis:
    """What decided on a translation besides the model and its settings; where it is another, a memory looks again.

    ``checks`` is the version of the checks that gave the flags, empty where there were none. ``glossary`` is what a
    glossary asked of the sentence (see ``glossary.signature``), empty where it asked nothing. ``cut_offs`` are those of
    the calibration by which the score was judged, empty where it was not or, in old memories, where nobody noted them.
    ``around`` is the version of the layer around the model that had a hand in the sentence, empty where it had none.
    ``trust`` is what checks, cut-offs and glossary made of it, so that it need not be reckoned again while they are the
    same; empty where there was none. A memory holds it as one string.

    >>> str(Basis("0a1b2c3d", '["ONU", "UN"]')), str(Basis("0a1b2c3d")), str(Basis())
    ('0a1b2c3d glossary=["ONU", "UN"]', '0a1b2c3d', '')
    >>> str(Basis("0a1b2c3d", '["ONU", "UN"]', "0.6,0.47", "1"))
    '0a1b2c3d cut-offs=0.6,0.47 around=1 glossary=["ONU", "UN"]'
    """

    checks: str = ""
    glossary: str = ""
    cut_offs: str = ""
    around: str = ""
    trust: str = ""

    def __str__(self) -> str:
        """Return the string that ``parse`` takes."""
        named = (
            (_CUT_OFFS, self.cut_offs),
            (_AROUND, self.around),
            (_TRUST, self.trust),
            (_ASKED, self.glossary),
        )
        return self.checks + "".join(name + value for name, value in named if value)

    @classmethod
    def parse(cls, text: str) -> Basis:
        """Return what a string says.

        >>> Basis.parse('0a1b2c3d glossary=["ONU", "UN"]')
        Basis(checks='0a1b2c3d', glossary='["ONU", "UN"]', cut_offs='', around='', trust='')
        >>> Basis.parse("0a1b2c3d cut-offs=0.6,0.47 around=1"), Basis.parse("") == Basis()
        (Basis(checks='0a1b2c3d', glossary='', cut_offs='0.6,0.47', around='1', trust=''), True)
        """
        before, _, glossary = text.partition(_ASKED)
        before, _, trust = before.partition(_TRUST)
        before, _, around = before.partition(_AROUND)
        checks, _, cut_offs = before.partition(_CUT_OFFS)
        return cls(checks, glossary, cut_offs, around, trust)


@dataclass(frozen=True, slots=True)
class Translation:
    """One sentence in the target language.

    ``score`` is the mean log-probability per target token (natural log, at most 0), or None where nothing was scored.
    ``flags`` are codes of what the engine itself noticed, such as ``truncated``, and of what the checks found.
    ``repaired`` says how a first translation that a check refused was mended, None where it was not. ``basis`` is what
    decided on it besides the model and its settings, for the memory. ``trust`` is the probability (0 to 1) that a
    person would not call it bad; None where nobody reckoned it, and where the words are not the machine's. ``settled``
    is for an engine that is asked whether it would make it again: a person let it pass, and it is not to be repaired.
    """

    text: str
    score: float | None
    flags: Flags = ()
    repaired: Repair | None = None
    basis: Basis = Basis()
    trust: float | None = None
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A segment and its translation, who made that, and how both were aligned, where they were.

    Of two aligned texts the one may lack what the other says: then one of both sides is empty. ``links`` are the words
    that say the same, in order, None where nobody looked for them. ``reference`` is what people made of it, where a
    corpus holds that beside the machine's. ``dismissed`` are those of its flags that a person looked at and let pass.
    ``machine`` is what the machine had made of it where a person corrected that, as far as anybody knows.
    """

    segment: Segment
    translation: Translation
    origin: Origin = Origin.MT
    alignment: Alignment | None = None
    links: Links | None = None
    reference: Reference | None = None
    dismissed: Flags = ()
    machine: str | None = None

    @property
    def open_flags(self) -> Flags:
        """The flags that nobody dismissed."""
        return tuple(flag for flag in self.translation.flags if flag not in self.dismissed)

    @property
    def has_both_sides(self) -> bool:
        """Whether neither side is empty for want of a counterpart."""
        return self.alignment is None or bool(self.segment.text and self.translation.text)

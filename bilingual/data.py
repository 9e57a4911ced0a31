"""What flows through the pipeline: Article → Segment → Pair. Plain frozen data, no I/O.

Every position is a character offset (Python string index) into ``Article.text``; alignment is stand-off, so
``article.text[segment.start:segment.end]`` is the segment's source sentence, always carried and never searched for.
Where lines were joined, it encloses the sentence, and ``spans`` are the pieces that this is made of.
"""

from __future__ import annotations

from dataclasses import MISSING, asdict, dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

# Stands for the arithmetic (see Provenance) of translations from before it was noted.
UNKNOWN_ARITHMETIC = "unknown"

# Start and end of a stretch of a text: character offsets.
Span = tuple[int, int]

# Codes of what is probably wrong with a translation, in the order of the checks. Any string may be one, since a corpus
# keeps those that other programs gave.
Flags = tuple[str, ...]


class Kind(StrEnum):
    """What a paragraph is in its article."""

    HEADLINE = "headline"
    LEAD = "lead"
    SUBHEADING = "subheading"
    BODY = "body"
    CAPTION = "caption"
    BYLINE = "byline"


class Origin(StrEnum):
    """Who made a translation: a model (``mt``), or a person who corrected it (``human``)."""

    MT = "mt"
    HUMAN = "human"

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
    ``joined`` counts the line breaks that were joined.
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


# Stand in a basis before the cut-offs, the version of what passed around the model, and what the glossary asked.
_CUT_OFFS = " cut-offs="
_AROUND = " around="
_ASKED = " glossary="


@dataclass(frozen=True, slots=True)
class Basis:
    """What decided on a translation besides the model and its settings; where it is another, a memory looks again.

    ``checks`` is the version of the checks that gave the flags, empty where there were none. ``glossary`` is what a
    glossary asked of the sentence (see ``glossary.signature``), empty where it asked nothing. ``cut_offs`` are those of
    the calibration by which the score was judged, empty where it was not or, in old memories, where nobody noted them.
    ``around`` is the version of the layer around the model that had a hand in the sentence, empty where it had none.
    A memory holds it as one string.

    >>> str(Basis("0a1b2c3d", '["ONU", "UN"]')), str(Basis("0a1b2c3d")), str(Basis())
    ('0a1b2c3d glossary=["ONU", "UN"]', '0a1b2c3d', '')
    >>> str(Basis("0a1b2c3d", '["ONU", "UN"]', "0.6,0.47", "1"))
    '0a1b2c3d cut-offs=0.6,0.47 around=1 glossary=["ONU", "UN"]'
    """

    checks: str = ""
    glossary: str = ""
    cut_offs: str = ""
    around: str = ""

    def __str__(self) -> str:
        """Return the string that ``parse`` takes."""
        named = ((_CUT_OFFS, self.cut_offs), (_AROUND, self.around), (_ASKED, self.glossary))
        return self.checks + "".join(name + value for name, value in named if value)

    @classmethod
    def parse(cls, text: str) -> Basis:
        """Return what a string says.

        >>> Basis.parse('0a1b2c3d glossary=["ONU", "UN"]')
        Basis(checks='0a1b2c3d', glossary='["ONU", "UN"]', cut_offs='', around='')
        >>> Basis.parse("0a1b2c3d cut-offs=0.6,0.47 around=1"), Basis.parse("") == Basis()
        (Basis(checks='0a1b2c3d', glossary='', cut_offs='0.6,0.47', around='1'), True)
        """
        before, _, glossary = text.partition(_ASKED)
        before, _, around = before.partition(_AROUND)
        checks, _, cut_offs = before.partition(_CUT_OFFS)
        return cls(checks, glossary, cut_offs, around)


@dataclass(frozen=True, slots=True)
class Translation:
    """One sentence in the target language.

    ``score`` is the mean log-probability per target token (natural log, at most 0), or None where nothing was scored.
    ``flags`` are codes of what the engine itself noticed, such as ``truncated``, and of what the checks found.
    ``repaired`` says how a first translation that a check refused was mended, None where it was not. ``basis`` is what
    decided on it besides the model and its settings, for the memory.
    """

    text: str
    score: float | None
    flags: Flags = ()
    repaired: Repair | None = None
    basis: Basis = Basis()


@dataclass(frozen=True, slots=True)
class Pair:
    """A segment and its translation, and who made that."""

    segment: Segment
    translation: Translation
    origin: Origin = Origin.MT


@dataclass(frozen=True, slots=True)
class Step:
    """One of the models that a translation went through, one after the other."""

    model: str
    model_version: str
    model_sha256: str
    source_language: str
    target_language: str


_BANDS = 3


@dataclass(frozen=True, slots=True)
class Calibration:
    """What a model's scores were found to say, by holding its translations against those of people.

    ``model`` and ``model_sha256`` name the package that was measured. Cut-offs are probabilities per token (0 to 1): a
    score of ``trust`` and more is in the first band, one below ``doubt`` in the last. ``bad_shares`` (0 to 1) are how
    many sentences of each band were bad, the first band first; None where there were too few in it to say.
    ``sentences`` is how many were measured.

    Raises ValueError where it cannot be one.
    """

    model: str
    model_sha256: str
    trust: float
    doubt: float
    bad_shares: tuple[float | None, float | None, float | None]
    sentences: int

    def __post_init__(self) -> None:
        """Look at the numbers: they may come from a file."""
        if not 0 <= self.doubt <= self.trust <= 1:
            raise ValueError(f"{self.trust} and {self.doubt} are no cut-offs")
        if len(self.bad_shares) != _BANDS or not all(share is None or 0 <= share <= 1 for share in self.bad_shares):
            raise ValueError(f"{self.bad_shares} are no shares of three bands")

    @property
    def cut_offs(self) -> str:
        """Return both cut-offs as a basis holds them.

        >>> Calibration("m", "0" * 64, 0.6, 0.47, (0.1, None, 0.6), 300).cut_offs
        '0.6,0.47'
        """
        return f"{self.trust:g},{self.doubt:g}"

    def record(self) -> dict[str, Any]:
        """Return everything as JSON takes it."""
        return asdict(self) | {"bad_shares": list(self.bad_shares)}

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> Calibration:
        """Return what ``record()`` was made of. Raises KeyError, TypeError or ValueError where it is not whole."""
        facts = {field.name: record[field.name] for field in fields(cls)}
        shares = tuple(facts.pop("bad_shares"))
        numbers = (
            facts["trust"],
            facts["doubt"],
            facts["sentences"],
            *(share for share in shares if share is not None),
        )
        if not all(isinstance(number, (int, float)) and not isinstance(number, bool) for number in numbers):
            raise TypeError("a cut-off, a share or a count is no number")
        if not isinstance(facts["model"], str) or not isinstance(facts["model_sha256"], str):
            raise TypeError("a calibration names no model")
        return cls(bad_shares=shares, **facts)


@dataclass(frozen=True, slots=True)
class Provenance:
    """How a run's translations were made; the same for every pair of the run.

    ``model_sha256`` is of the package's archive, or of its manifest where it was found unpacked. ``repair`` is the
    version of the ways in which translations with severe flags were repaired, 0 where they were left. ``steps`` are the
    models of a translation by way of another language, empty where one model does it all; ``model`` and
    ``model_version`` then name them all, and ``model_sha256`` is of the lines that ``sha256sum`` would print of them.
    ``glossary`` is the SHA-256 of the glossary that they keep to, empty where there was none; a memory row's basis, not
    the settings, says what it asked of a sentence, so that another glossary leaves alone what it does not touch.
    ``arithmetic`` are digests of how a machine computed, as machines differ (``engines/arithmetic.py``): an engine has
    one, a corpus all that went into it. None where nobody knows of such a thing.
    ``calibration`` is by what the scores were judged, None in corpora from before it was noted.
    """

    engine: str
    model: str
    model_version: str
    model_sha256: str
    source_language: str
    target_language: str
    beam_size: int
    length_penalty: float
    compute_type: str
    bilingual: str
    repair: int = 0
    steps: tuple[Step, ...] = ()
    glossary: str = ""
    arithmetic: tuple[str, ...] | None = None
    calibration: Calibration | None = None

    @property
    def languages(self) -> tuple[str, str]:
        """The ISO 639-1 codes of source and target language."""
        return self.source_language, self.target_language

    @property
    def models(self) -> tuple[Step, ...]:
        """The models that a translation went through: one, or the steps by way of another language."""
        if self.steps:
            return self.steps
        return (Step(self.model, self.model_version, self.model_sha256, *self.languages),)

    def record(self) -> dict[str, Any]:
        """Return everything as JSON takes it; ``steps``, ``arithmetic`` and ``calibration`` where there are some."""
        record = {field.name: getattr(self, field.name) for field in fields(self)}
        del record["steps"], record["arithmetic"], record["calibration"]
        if self.steps:
            record["steps"] = [asdict(step) for step in self.steps]
        if self.arithmetic is not None:
            record["arithmetic"] = list(self.arithmetic)
        if self.calibration:
            record["calibration"] = self.calibration.record()
        return record

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> Provenance:
        """Return the provenance that ``record()`` was made of.

        Raises KeyError, TypeError or ValueError where it is not whole.
        """
        # Those with a default came later than some corpora.
        names = [field.name for field in fields(cls) if field.name in record or field.default is MISSING]
        facts = {name: record[name] for name in names}
        facts["steps"] = tuple(Step(**step) for step in record.get("steps", ()))
        digests = record.get("arithmetic", [])
        if not isinstance(digests, list) or not all(isinstance(digest, str) for digest in digests):
            raise TypeError("its arithmetic is no list of strings")
        facts["arithmetic"] = tuple(digests) if "arithmetic" in record else None
        if facts.get("calibration") is not None:
            facts["calibration"] = Calibration.of_record(facts["calibration"])
        return cls(**facts)

    @property
    def settings(self) -> str:
        """Return what decides on a translation besides the model, as one line; a change makes other translations."""
        return (
            f"engine={self.engine} beam_size={self.beam_size} length_penalty={self.length_penalty} "
            f"compute_type={self.compute_type} repair={self.repair}"
        )

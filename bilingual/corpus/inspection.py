"""What the checks find in a written corpus: how often each flag is deserved, and by which sentences."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bilingual import checks
from bilingual.checks.confidence.bands import LOW_SCORE, calibration_of
from bilingual.checks.finding import Finding
from bilingual.data import Origin
from bilingual.formats.corpus import Corpus
from bilingual.formats.telling import told

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bilingual.data import Pair, Provenance
    from bilingual.options import AnyPath


@dataclass(frozen=True, slots=True)
class Flagged:
    """A pair, the code of a flag that it deserves, and what the check found; of a flag unknown here, nothing."""

    code: str
    finding: Finding
    pair: Pair

    @property
    def evidence(self) -> str:
        """The evidence in few words, empty where the flag says it all."""
        return self.finding.evidence


@dataclass(slots=True)
class Inspection:
    """What was found: ``flags`` counts segments by code, ``examples`` holds the first pairs of each code.

    ``machine`` counts the segments that a machine translated, ``aligned`` those of translations that people made: what
    a person wrote in the place of either is not checked. ``flagged`` counts
    those with a flag, ``severe`` those with a severe one, ``unsure`` those with no other than a low score, ``repaired``
    those that were repaired, by the way of it.
    """

    segments: int = 0
    machine: int = 0
    aligned: int = 0
    flagged: int = 0
    severe: int = 0
    unsure: int = 0
    flags: Counter[str] = field(default_factory=Counter)
    repaired: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[Flagged]] = field(default_factory=dict)


def inspect(folder: AnyPath, examples: int) -> Inspection:
    """Check the corpus in ``folder`` and keep so many ``examples`` of each flag. Raises InputError."""
    done = Inspection()
    corpus = Corpus(folder)
    for article, pairs in corpus:
        of_article = told(article, pairs, corpus.languages, afresh=True)
        for pair in pairs:
            done.segments += 1
            if pair.origin is Origin.HUMAN:
                continue
            done.machine += pair.origin is Origin.MT
            done.aligned += pair.origin is Origin.ALIGNED
            found = list(flags_of(pair, corpus.provenance, of_article.get(pair.segment.id, {})))
            codes = [flagged.code for flagged in found]
            done.flagged += bool(codes)
            done.severe += checks.severity(codes) > 0
            done.unsure += codes == [LOW_SCORE]
            done.flags.update(codes)
            if pair.translation.repaired:
                done.repaired[pair.translation.repaired.way] += 1
            for flagged in found:
                if len(kept := done.examples.setdefault(flagged.code, [])) < examples:
                    kept.append(flagged)
    return done


def all_findings(corpus: Corpus) -> Iterator[Flagged]:
    """Yield what ``inspect`` counts, in the order of the corpus. Raises InputError."""
    for article, pairs in corpus:
        of_article = told(article, pairs, corpus.languages, afresh=True)
        for pair in pairs:
            if pair.origin is not Origin.HUMAN:
                yield from flags_of(pair, corpus.provenance, of_article.get(pair.segment.id, {}))


def flags_of(pair: Pair, made: Provenance, of_article: Mapping[str, Finding] | None = None) -> Iterator[Flagged]:
    """Yield the flags that a pair deserves today, and those that the corpus gives it on grounds unknown here.

    ``made`` says by what its score is judged; ``of_article`` is what its article tells of it, by the flag. What people
    dismissed is left out.
    """
    found = checks.findings(pair.segment.text, pair.translation, made.languages, calibration_of(made))
    found.pop(checks.INCONSISTENT, None)
    found |= of_article or {}
    found = {code: found[code] for code in checks.in_order(found)}
    for code, finding in found.items():
        if code not in pair.dismissed:
            yield Flagged(code, finding, pair)
    for code in pair.translation.flags:
        if code not in found and code not in checks.CHECKS and code not in pair.dismissed:
            yield Flagged(code, Finding(), pair)

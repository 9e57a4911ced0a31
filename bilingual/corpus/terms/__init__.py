"""The terms of a corpus, and what each is translated as: ``bilingual terms`` and ``bilingual.terms``.

The corpus is read twice: to count what may be a term, on disk where memory does not hold it, and to count the terms
that were chosen, and their translations, by the word links of the corpus or by links that are made of as many segments
as are allowed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bilingual.corpus.terms.bounds import Usage
from bilingual.corpus.terms.candidates import candidates
from bilingual.corpus.terms.choosing import Chosen, chosen, family
from bilingual.corpus.terms.counting import Counts
from bilingual.corpus.terms.keyness import SURE
from bilingual.corpus.terms.known import Known, Seen
from bilingual.corpus.terms.ways import target, ways
from bilingual.errors import UsageError
from bilingual.formats.corpus import Corpus
from bilingual.languages import english_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bilingual.options import AnyPath

__all__ = ["SORTS", "Term", "Terms", "terms"]

# Those that are translated in several ways come first, then by keyness; or all by one of their figures, or by name.
SORTS: Final = ("ways", "keyness", "ratio", "frequency", "name")
LANGUAGES = ("fr", "en")
# Terms that are looked at for each that is wanted, since translations decide on the order, and the most in all.
_SPARE, _LEAST_CHOSEN, _MOST_CHOSEN = 4, 400, 20_000


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a corpus: its singular or its most frequent form, and figures of all its forms.

    ``words`` are its content words. ``keyness`` is the log-likelihood of its ``count`` against the general list, in
    which it stands ``general`` times; ``ratio`` the binary logarithm of how many times as frequent it is. ``linked``
    are the occurrences of which a translation is known, ``translations`` these with their counts.
    """

    term: str
    forms: tuple[str, ...]
    words: int
    count: int
    articles: int
    keyness: float
    ratio: float
    general: int
    linked: int
    translations: tuple[tuple[str, int], ...]

    @property
    def ways(self) -> tuple[tuple[str, int], ...]:
        """The translations that are ways of their own, and no chance."""
        return ways(self.translations, self.linked)

    @property
    def target(self) -> str:
        """What a glossary may have for it: the most frequent translation, empty where that is not sure."""
        return target(self.translations, self.linked, self.words)

    @property
    def is_varied(self) -> bool:
        """Whether the term is one of this corpus, and is translated in several ways."""
        return len(self.ways) > 1 and self.keyness >= SURE

    def record(self) -> dict[str, Any]:
        """Return the term as JSON takes it."""
        return {
            "term": self.term,
            "forms": list(self.forms),
            "words": self.words,
            "count": self.count,
            "articles": self.articles,
            "keyness": round(self.keyness, 2),
            "ratio": round(self.ratio, 2),
            "general": self.general,
            "linked": self.linked,
            "varied": self.is_varied,
            "target": self.target,
            "translations": [{"text": text, "count": count} for text, count in self.translations],
        }


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms that were found, in the order that was asked for.

    ``segments`` is how many segments were read, ``sampled`` how many of them were linked now, None where the corpus has
    links of its own.
    """

    terms: tuple[Term, ...]
    segments: int
    sampled: int | None

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms)


def terms(  # noqa: PLR0913 - what a person decides
    folder: AnyPath,
    *,
    limit: int | None = 50,
    least: int = 3,
    longest: int = 3,
    sort: str = "ways",
    sample: int = 5_000,
    note: Callable[[str], None] | None = None,
) -> Terms:
    """Return the terms of the corpus in ``folder``, with what each is translated as; shards are read as one corpus.

    ``limit`` is the most that are given, None for all (of 20,000 that are looked at); ``least`` the occurrences of the
    rarest, ``longest`` the content words of the longest, ``sort`` one of ``SORTS``. Where the corpus has no word links,
    up to ``sample`` segments are linked now, without a model, and ``note`` hears of it. Raises UsageError for a corpus
    of other languages or another order, InputError where there is no corpus or it is damaged.
    """
    if sort not in SORTS:
        raise UsageError(f"terms cannot be sorted by '{sort}'", f"Choose from {', '.join(SORTS)}")
    corpus = Corpus(folder)
    if corpus.languages != LANGUAGES:
        there = " to ".join(map(english_name, corpus.languages))
        raise UsageError(f"terms are found in corpora from French to English, not from {there}", "Name another corpus")
    wanted = _MOST_CHOSEN if limit is None else min(_MOST_CHOSEN, max(_LEAST_CHOSEN, _SPARE * limit))
    found, segments, linked = _chosen(corpus, longest, least, wanted, by_count=sort == "frequency")
    known = Known(found, longest, sample)
    for article, pairs in corpus:
        known.add(article, pairs)
    known.finish()
    if not linked and known.sampled and note is not None:
        note(f"the corpus has no word links: {known.sampled:,} of its segments were linked now (--sample)")
    ready = [term for term in (_term(seen, found) for seen in known) if term.count >= least]
    ready.sort(key=_ORDERS[sort])
    return Terms(tuple(ready[:limit]), segments, None if linked else known.sampled)


_ORDERS: Final[dict[str, Callable[[Term], Any]]] = {
    "ways": lambda term: (not term.is_varied, -term.keyness, term.term),
    "keyness": lambda term: (-term.keyness, term.term),
    "ratio": lambda term: (-term.ratio, -term.keyness, term.term),
    "frequency": lambda term: (-term.count, term.term),
    "name": lambda term: (term.term.casefold(), term.term),
}


def _chosen(corpus: Corpus, longest: int, least: int, most: int, *, by_count: bool) -> tuple[Chosen, int, bool]:
    """Return the terms of a corpus, how many segments there are, and whether these have links."""
    counts, usage, sizes, segments, linked = Counts(family), Usage(), Counter[int](), 0, False
    for _, pairs in corpus:
        for pair in pairs:
            segments += 1
            linked = linked or pair.links is not None
            found = candidates(pair.segment.text, longest)
            counts.add(one.key for one in found)
            sizes.update(one.words for one in found)
            usage.add(found)
    return chosen(counts, usage, sizes, least, most, by_count=by_count), segments, linked


def _term(seen: Seen, found: Chosen) -> Term:
    group, count = seen.group, sum(seen.forms.values())
    name, forms = seen.name()
    return Term(
        name,
        forms,
        group.words,
        count,
        seen.articles,
        *found.keyness(group, count),
        group.general,
        seen.linked,
        tuple(seen.translations.grouped(small=name[:1].islower(), single=not name.endswith(("s", "x")))),
    )

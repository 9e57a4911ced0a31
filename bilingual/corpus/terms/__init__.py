"""The terms of a corpus, and what each is translated as: ``bilingual terms`` and ``bilingual.terms``.

The corpus is read twice: to count what may be a term, in bounded memory, and to count the terms that were chosen, and
their translations, by the word links of the corpus or by links that are made of as many segments as are allowed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from bilingual.alignment.words import link_words
from bilingual.corpus.terms.candidates import Candidate, candidates
from bilingual.corpus.terms.choosing import Chosen, Group, chosen
from bilingual.corpus.terms.counting import Counts
from bilingual.corpus.terms.keyness import SURE
from bilingual.corpus.terms.translations import English, Translations, translation
from bilingual.errors import UsageError
from bilingual.formats.corpus import Corpus
from bilingual.languages import english_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bilingual.data import Article, Links, Pair
    from bilingual.options import AnyPath

__all__ = ["SORTS", "Term", "Terms", "terms"]

# Those that are translated in several ways come first, then by keyness; or all by one of their figures, or by name.
SORTS: Final = ("ways", "keyness", "ratio", "frequency", "name")
LANGUAGES = ("fr", "en")
# A translation that is one of several ways: seen so often, and in this share of those that are known.
_LEAST_SEEN, _LEAST_SHARE = 2, 0.05
# Terms that are looked at for each that is wanted, since translations decide on the order, and the most in all.
_SPARE, _LEAST_CHOSEN, _MOST_CHOSEN = 4, 400, 20_000
# Occurrences of a term that are linked where the corpus has no links.
_ENOUGH = 60


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a corpus: its most frequent form, and figures of all its forms.

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
        """The translations that are no chance: seen twice or more, and one time in twenty."""
        least = max(_LEAST_SEEN, _LEAST_SHARE * self.linked)
        return tuple((text, count) for text, count in self.translations if count >= least)

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
            "translations": [{"text": text, "count": count} for text, count in self.translations],
        }


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms that were found, in the order that was asked for.

    ``segments`` is how many segments were read, ``sampled`` how many of them were linked now, None where the corpus has
    links of its own. ``missed`` is how many occurrences of a term may have gone uncounted when terms were chosen: a
    term as rare as that may be missing; the counts of those that are given are exact.
    """

    terms: tuple[Term, ...]
    segments: int
    sampled: int | None
    missed: int

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
    counts, segments, linked = _counted(corpus, longest)
    wanted = _MOST_CHOSEN if limit is None else min(_MOST_CHOSEN, max(_LEAST_CHOSEN, _SPARE * limit))
    found = chosen(counts, least, wanted, by_count=sort == "frequency")
    known = _Known(found, longest, sample)
    for article, pairs in corpus:
        known.add(article, pairs)
    if not linked and known.sampled and note is not None:
        note(f"the corpus has no word links: {known.sampled:,} of its segments were linked now (--sample)")
    ready = [term for term in known.terms() if term.count >= least]
    ready.sort(key=_ORDERS[sort])
    return Terms(tuple(ready[:limit]), segments, None if linked else known.sampled, counts.missed)


_ORDERS: Final[dict[str, Callable[[Term], Any]]] = {
    "ways": lambda term: (not term.is_varied, -term.keyness, term.term),
    "keyness": lambda term: (-term.keyness, term.term),
    "ratio": lambda term: (-term.ratio, -term.keyness, term.term),
    "frequency": lambda term: (-term.count, term.term),
    "name": lambda term: (term.term.casefold(), term.term),
}


def _counted(corpus: Corpus, longest: int) -> tuple[Counts, int, bool]:
    """Return the counts of candidates, how many segments there are, and whether they have links."""
    counts, segments, linked = Counts(), 0, False
    for _, pairs in corpus:
        for pair in pairs:
            segments += 1
            linked = linked or pair.links is not None
            counts.add(found.key for found in candidates(pair.segment.text, longest))
    return counts, segments, linked


@dataclass(slots=True)
class _Seen:
    """What is known of a chosen term so far."""

    group: Group
    forms: Counter[str] = field(default_factory=Counter)
    articles: int = 0
    last: str | None = None
    linked: int = 0
    translations: Translations = field(default_factory=Translations)


class _Known:
    """Counts chosen terms and their translations; ``sampled`` is how many segments were linked for it."""

    def __init__(self, found: Chosen, longest: int, sample: int) -> None:
        self._chosen, self._longest, self._sample = found, longest, sample
        self._seen = [_Seen(group) for group in found.groups]
        self._by_key = {key: seen for seen in self._seen for key in seen.group.keys}
        self.sampled = 0

    def add(self, article: Article, pairs: Sequence[Pair]) -> None:
        """Count the terms of an article."""
        for pair in pairs:
            there = [(self._by_key[one.key], one) for one in self._candidates(pair) if one.key in self._by_key]
            for seen, one in there:
                seen.forms[pair.segment.text[one.start : one.end]] += 1
                if seen.last != article.id:
                    seen.last, seen.articles = article.id, seen.articles + 1
            if there and pair.translation.text and (links := self._links(pair, there)):
                english = English.of(pair.translation.text)
                for seen, one in there:
                    made = translation((one.start, one.end), seen.group.words, links, english)
                    if made is not None:
                        seen.linked += 1
                        seen.translations.add(made[0], opens=made[1])

    def terms(self) -> Iterator[Term]:
        """Yield the terms with all that is known of them."""
        for seen in self._seen:
            if not seen.forms:
                continue
            group, count = seen.group, sum(seen.forms.values())
            name, forms = _named(seen.forms)
            yield Term(
                name,
                forms,
                group.words,
                count,
                seen.articles,
                *self._chosen.keyness(group, count),
                group.general,
                seen.linked,
                tuple(seen.translations.grouped(small=name[:1].islower())),
            )

    def _candidates(self, pair: Pair) -> list[Candidate]:
        return candidates(pair.segment.text, self._longest)

    def _links(self, pair: Pair, there: Sequence[tuple[_Seen, Candidate]]) -> Links:
        """Return the links of a pair: its own, or such as are made now, where they are wanted and allowed."""
        if pair.links is not None:
            return pair.links
        if self.sampled >= self._sample or all(seen.linked >= _ENOUGH for seen, _ in there):
            return ()
        self.sampled += 1
        return tuple(tuple(link) for link in link_words(pair.segment.text, pair.translation.text))  # type: ignore[misc]


def _named(forms: Counter[str]) -> tuple[str, tuple[str, ...]]:
    """Return the name of a term and its forms: as it is written mostly, but for a capital that only opens sentences.

    >>> _named(Counter({"Coopération": 3, "coopération": 2, "coopérations": 1}))
    ('coopération', ('coopération', 'Coopération', 'coopérations'))
    """
    by_case: dict[str, Counter[str]] = {}
    for form, count in forms.items():
        by_case.setdefault(form.lower(), Counter())[form] += count
    first = min(by_case, key=lambda form: (-sum(by_case[form].values()), form))
    small = by_case[first]
    # A third in small letters tells that it is no name.
    name = first if 3 * small[first] >= sum(small.values()) else min(small, key=lambda form: (-small[form], form))
    others = sorted((form for form in forms if form != name), key=lambda form: (-forms[form], form))
    return " ".join(name.split()), (name, *others)

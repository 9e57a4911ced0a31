"""What an article tells of flags that no sentence explains by itself: the finding behind each, by the pair.

``inconsistent`` hangs on the whole article; which term a ``glossary`` flag means, the entries tell that it keeps.
"""

from __future__ import annotations

import unicodedata
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from bilingual import checks
from bilingual.checks.consistency import of_pairs
from bilingual.checks.finding import Finding
from bilingual.glossary import FLAG, Glossary, evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bilingual.data import Article, Entry, Pair

# The flags of which an article tells.
TOLD = frozenset({FLAG, checks.INCONSISTENT})
# What is found of one pair, by the flag.
Told = dict[str, Finding]


class Worded(NamedTuple):
    """An entry of a glossary as the card of a word has it; ``forms`` are how its source stands in sentences."""

    source: str
    targets: tuple[str, ...]
    note: str
    forms: tuple[str, ...]


def told(
    article: Article, pairs: Sequence[Pair], languages: tuple[str, str], *, afresh: bool = False
) -> dict[str, Told]:
    """Return what an article tells of flags that its pairs have, by the ids of their segments.

    With ``afresh`` also of what it renders in several ways where the flag is not put.
    """
    kinds = {FLAG: _lacking(article, pairs, languages)}
    if afresh or any(checks.INCONSISTENT in pair.translation.flags for pair in pairs):
        kinds[checks.INCONSISTENT] = of_pairs(pairs) if languages == checks.FRENCH_ENGLISH else {}
    result: dict[str, Told] = {}
    for flag, findings in kinds.items():
        for number, finding in findings.items():
            result.setdefault(pairs[number].segment.id, {})[flag] = finding
    return result


def _lacking(article: Article, pairs: Sequence[Pair], languages: tuple[str, str]) -> dict[int, Finding]:
    """Return which terms of its glossary a translation lacks that is flagged for it, by the number of the pair.

    Nothing of an article that keeps no entries, as those of older corpora.
    """
    flagged = [number for number, pair in enumerate(pairs) if FLAG in pair.translation.flags]
    if not flagged or not article.terms:
        return {}
    glossary = Glossary(article.terms, languages)
    found = {}
    for number in flagged:
        text, made = pairs[number].segment.text, pairs[number].translation.text
        terms = glossary.terms(text)
        if missing := glossary.missing(terms, made):
            lacking = {term.entry for term in missing}
            # Where they stand is told of the text in NFC.
            stands = unicodedata.is_normalized("NFC", text)
            spans = tuple((term.start, term.end) for term in terms if stands and term.entry in lacking)
            found[number] = Finding(", ".join(evidence(missing)), spans)
    return found


def in_words(article: Article, pairs: Sequence[Pair], languages: tuple[str, str]) -> list[Worded]:
    """Return the entries of the glossary that an article keeps, with how they stand in some pairs of it."""
    if not article.terms:
        return []
    glossary = Glossary(article.terms, languages)
    forms: dict[Entry, dict[str, None]] = {entry: {} for entry in glossary.entries}
    for pair in pairs:
        for term in glossary.terms(pair.segment.text):
            forms[term.entry][term.text] = None
    return [Worded(entry.source, tuple(entry.targets), entry.note, tuple(found)) for entry, found in forms.items()]


def merged(lists: Iterable[Sequence[Worded]]) -> list[Worded]:
    """Return the entries of several articles that stand in their sentences, each once with all its forms.

    >>> merged([[Worded("ONU", ("UN",), "", ("ONU",))], [Worded("ONU", ("UN",), "", ("L'ONU", "ONU"))]])
    [Worded(source='ONU', targets=('UN',), note='', forms=('ONU', "L'ONU"))]
    """
    found: dict[tuple[object, ...], Worded] = {}
    for one in chain.from_iterable(lists):
        if one.forms:
            kept = found.get(one[:3], one)
            found[one[:3]] = kept._replace(forms=tuple(dict.fromkeys(kept.forms + one.forms)))
    return list(found.values())

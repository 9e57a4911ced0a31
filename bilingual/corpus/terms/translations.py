"""What a term is translated as: the words of the translation that are linked with its words, counted by what they are.

What links a term has with words that are linked with others as well is no translation of it (the consistency of phrase
pairs in Och and Ney 2004, https://aclanthology.org/J04-4002); nor is what is much longer than the term.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from bilingual.alignment.words.tokens import Token, tokens
from bilingual.lexicon.folding import fold
from bilingual.lexicon.lemmas import lemmas
from bilingual.lexicon.small_words import ENGLISH_EMPTY

if TYPE_CHECKING:
    from collections.abc import Collection

    from bilingual.data import Links, Span

# Words that a translation may have more than its term.
_MORE = 3
# The share of the singular of a translation from which on that is its name.
_SINGLE = 0.1
# Different translations of a term that are told apart: what comes later is not counted.
_MOST_FORMS = 500


@dataclass(frozen=True, slots=True)
class English:
    """The translation of a sentence: its text and its words."""

    text: str
    words: tuple[Token, ...]
    shouted: bool = False

    @classmethod
    def of(cls, text: str) -> English:
        """Take a text apart."""
        return cls(text, tuple(tokens(text, "en")), text.isupper())

    def is_small(self, word: str) -> bool:
        """Whether a token of it says nothing by itself: *who* and *us*, but not *WHO* and *US* among small letters."""
        return is_small(word) and (self.shouted or len(word) == 1 or not word.isupper())


def translation(span: Span, words: int, links: Links, english: English) -> tuple[str, bool] | None:
    """Return what a term is translated as that stands at ``span`` of a sentence and has so many words, None if unclear.

    With it comes whether that opens the sentence.

    >>> links = ((0, 2, 0, 3), (3, 7, 10, 13), (8, 12, 4, 9))
    >>> made = English.of("The black cat")
    >>> [translation(span, 1, links, made) for span in ((3, 7), (8, 12), (0, 2), (3, 12))]
    [('cat', False), ('black', False), None, ('black cat', False)]
    """
    own = {(start, end) for begin, stop, start, end in links if begin < span[1] and span[0] < stop}
    if not own:
        return None
    first, last = min(start for start, _ in own), max(end for _, end in own)
    for begin, stop, start, end in links:
        inside = begin < span[1] and span[0] < stop
        if not inside and start < last and first < end and not english.is_small(english.text[start:end]):
            return None
    found = [word for word in english.words if first <= word.start and word.end <= last]
    while found and english.is_small(found[0].text):
        found = found[1:]
    while found and english.is_small(found[-1].text):
        found = found[:-1]
    if not found or len(found) > words + _MORE or any(_parts(word.text) for word in found):
        return None
    opens = not any(map(str.isalnum, english.text[: found[0].start]))
    return " ".join(english.text[found[0].start : found[-1].end].split()), opens


@lru_cache(maxsize=1 << 14)
def is_small(word: str) -> bool:
    """Whether a token says nothing by itself."""
    folded = fold(word.strip("'’"))
    return not any(map(str.isalnum, word)) or folded in ENGLISH_EMPTY or word.startswith(("'", "’"))


def _parts(word: str) -> bool:
    """Whether a token parts phrases: a mark that is no hyphen, nor an apostrophe."""
    return not any(map(str.isalnum, word)) and not any(mark in word for mark in "-'’/&$%")


@dataclass(slots=True)
class Translations:
    """The translations of a term as they come, each with how often it came, and how often it opened its sentence."""

    forms: Counter[str] = field(default_factory=Counter)
    language: str = "en"
    opening: Counter[str] = field(default_factory=Counter)

    def add(self, text: str, *, opens: bool = False) -> None:
        """Count one, which ``opens`` its sentence or does not."""
        if text in self.forms or len(self.forms) < _MOST_FORMS:
            self.forms[text] += 1
            self.opening[text] += opens

    def grouped(self, *, small: bool = True, single: bool = True) -> list[tuple[str, int]]:
        """Return the translations with their counts, the most frequent first; forms of one word are one.

        One that only stands where its capital says nothing gets a small letter where the term has one (``small``), and
        one that now and then stands in the singular gets that where the term has it (``single``).

        >>> made = Translations(Counter({"cooperation": 40, "Cooperation": 1, "co-operation": 2, "co-operations": 1}))
        >>> made.grouped()
        [('cooperation', 41), ('co-operation', 3)]
        """
        known = frozenset(map(_plain, self.forms))
        groups: dict[str, Counter[str]] = {}
        for form, count in self.forms.items():
            groups.setdefault(_base(form, self.language, known), Counter())[form] += count
        sums = (
            (self._name(base, forms, small=small, single=single), sum(forms.values())) for base, forms in groups.items()
        )
        return sorted(sums, key=lambda named: (-named[1], named[0]))

    def _name(self, base: str, forms: Counter[str], *, small: bool, single: bool) -> str:
        """Return one of the forms of a translation: the most frequent one within sentences."""
        if single:
            singles = Counter({form: count for form, count in forms.items() if _plain(form) == base})
            if sum(singles.values()) >= _SINGLE * sum(forms.values()):
                forms = singles
        within = forms - self.opening
        chosen = within or forms
        name = min(chosen, key=lambda form: (-chosen[form], form))
        if within or not small or name[1:2].isupper():
            return name
        return name[:1].lower() + name[1:]


def _plain(text: str) -> str:
    return text.lower().replace("’", "'").rstrip(".")


def _base(text: str, language: str, known: Collection[str]) -> str:
    """Return what is the same for the forms of a translation: case, a full stop, and the ending of its last word.

    Of the words that this may be a form of, one is taken that is ``known``, if there is one.

    >>> _base("Military Juntas", "en", ()), _base("said", "en", ()), _base("viruses", "en", {"virus"})
    ('military junta', 'say', 'virus')
    """
    plain = _plain(text)
    *before, last = plain.split(" ")
    bases = [" ".join([*before, base]) for base in _lemmas(last, language)]
    return next((base for base in bases if base in known), bases[0] if bases else plain)


_lemmas = lru_cache(maxsize=1 << 14)(lemmas)

"""Which words may begin and end a term: nouns and what goes with them, as far as texts tell without a grammar.

Adjectives by themselves (*mondial*), forms of verbs (*déclaré*, *visée au paragraphe*) and adverbs (*conformément*) are
no terms, but many of them are nouns as well (*marché*, *règlement*, *politique*). The corpus tells which, by how words
stand there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bilingual.corpus.terms.candidates import INNER, parts_of
from bilingual.corpus.terms.counting import MOST, scratch
from bilingual.languages import word_set
from bilingual.lexicon.calendar import FRENCH_MONTHS, FRENCH_WEEKDAYS
from bilingual.lexicon.folding import fold
from bilingual.lexicon.lemmas import is_infinitive, is_of_verb
from bilingual.lexicon.memo import Memo
from bilingual.lexicon.small_words import ENGLISH_TELLING, FRENCH_OPENING
from bilingual.lexicon.standing import BEFORE_NOUNS, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bilingual.corpus.terms.candidates import Candidate

# At neither end of a term: numbers and quantities, days and months, what points or refers, prepositions and adverbs.
_NEVER: Final = (
    word_set("""
        quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante
        soixante cent cents mille million millions milliard milliards dizaine dizaines douzaine quinzaine vingtaine
        trentaine cinquantaine centaine centaines millier milliers zero
        ledit ladite lesdits lesdites dudit desdits present presente presents presentes susmentionne susvise echeant
        suivant suivante suivants suivantes ci-apres ci-avant ci-dessous ci-dessus ci-joint
        etc m. mm. mr mrs dr mme mlle melle messieurs mesdames monsieur madame
        concernant moyennant nonobstant afin parmi aupres hier demain aujourd'hui beaucoup maintenant malgre
        deux trois huit puisse puissent devra devront pourra pourront pourraient devrait devraient
    """)
    | frozenset(map(fold, (*FRENCH_MONTHS, *FRENCH_WEEKDAYS)))
    | frozenset(fold(word) for word in FRENCH_OPENING if word not in {"ensemble", "point", "plein", "fort", "gros"})
    | ENGLISH_TELLING
)
# With a small word behind them they are prepositions: *grâce à*, *au sein de*.
_PREPOSITIONS: Final = word_set("grace vertu egard sein faveur instar encontre")
# Not by themselves, but part of terms: *cas d'urgence*.
_NOT_ALONE: Final = BEFORE_NOUNS | _PREPOSITIONS | word_set("cas fins sorte titre compte ensemble point")
# An adverb, or a noun such as *paiement*.
_ADVERB: Final = "ment"
_PARTICIPLE: Final = re.compile(r"(?:é|i|u|(?<!a)it|fait|is|int|ert|ant)e?s?$")
# The share of the occurrences that tell in which a word stands as nouns do, if it is one.
_LEAST_NOMINAL: Final = 0.3
# Behind this an infinitive may be part of a term (*salle à manger*).
_BEFORE_INFINITIVES: Final = "à"


class Usage:
    """How often words stand in a corpus, and how they stand there, in bounded memory.

    >>> from bilingual.corpus.terms.candidates import candidates
    >>> usage = Usage()
    >>> for sentence in ("Le marché est vif.", "Elle a déclaré hier.", "Il a marché, conformément au plan mondial."):
    ...     usage.add(candidates(sentence))
    >>> [usage.may_be(key) for key in ("marché", "déclaré", "conformément", "plan", "mondial", "plan mondial")]
    [True, False, False, True, False, True]
    >>> usage.of("marché")
    2
    """

    def __init__(self, most: int = MOST // 2) -> None:
        self._most = most
        self._seen: dict[str, list[int]] = {}
        self._database = scratch(f"CREATE TABLE word (word PRIMARY KEY, {_COLUMNS}) WITHOUT ROWID;")
        self._figures = Memo(self._look_up)

    def add(self, found: Iterable[Candidate]) -> None:
        """Take the candidates of a sentence. What was asked before is told anew."""
        seen = self._seen
        for one in found:
            if one.words == 1:
                if (figures := seen.get(one.key)) is None:
                    figures = seen[one.key] = [0] * len(Standing)
                figures[one.standing] += 1
        self._figures.clear()
        if len(seen) > self._most:
            rows = ((word, *figures) for word, figures in sorted(seen.items()))
            self._database.executemany(_ADD, rows)
            seen.clear()

    def of(self, word: str) -> int:
        """Return how often a word stands there."""
        return sum(self._figures[word])

    def may_be(self, key: str) -> bool:
        """Whether a candidate may be a term, as its words tell."""
        words = parts_of(key)
        if _NEVER_AT_ENDS[words[0]] or _NEVER_AT_ENDS[words[-1]]:
            return False
        if len(words) == 1:
            return fold(key) not in _NOT_ALONE and self.is_noun(key)
        if words[1] in INNER and fold(words[0]) in _PREPOSITIONS:
            return False
        return self.is_noun(words[0]) and all(self._goes_on(words, place) for place in range(1, len(words)))

    def _goes_on(self, words: list[str], place: int) -> bool:
        """Whether a word may stand in a term behind its first: a noun, an adjective, or a participle that ends it."""
        word = words[place]
        if not _DOUBTFUL[word] or self.is_noun(word):
            return True
        if words[place - 1] == _BEFORE_INFINITIVES:
            return is_infinitive(word, "fr")
        # Behind a participle other words tell by whom or where: *visée au paragraphe*.
        return place == len(words) - 1 and _ends_so(word)

    def is_noun(self, word: str) -> bool:
        """Whether a word stands as nouns do, or nobody can tell."""
        unknown, otherwise, nominal = self._figures[word]
        others = otherwise + (unknown if _DOUBTFUL[word] else 0)
        return nominal >= _LEAST_NOMINAL * (others + nominal)

    def _look_up(self, word: str) -> list[int]:
        row = self._database.execute("SELECT * FROM word WHERE word = ?", (word,)).fetchone()
        both = (self._seen.get(word, _NONE), row[1:] if row else _NONE)
        return list(map(sum, zip(*both, strict=True)))


def _ends_so(word: str) -> bool:
    """Whether a word has the ending of a participle.

    >>> [_ends_so(word) for word in ("fixée", "acquis", "vivant", "affirmait", "déclare")]
    [True, True, True, False, False]
    """
    return _PARTICIPLE.search(word) is not None


def _is_doubtful(word: str) -> bool:
    return is_of_verb(word, "fr") or word.endswith(_ADVERB)


_DOUBTFUL = Memo(_is_doubtful)
_NEVER_AT_ENDS = Memo(lambda word: fold(word) in _NEVER)
_NONE = (0,) * len(Standing)
_NAMES = [standing.name.lower() for standing in Standing]
_COLUMNS = ", ".join(f"{name} INTEGER" for name in _NAMES)
_SUMS = ", ".join(f"{name} = {name} + excluded.{name}" for name in _NAMES)
_PLACES = "?" + ", ?" * len(_NAMES)
_ADD = f"INSERT INTO word VALUES ({_PLACES}) ON CONFLICT (word) DO UPDATE SET {_SUMS}"  # noqa: S608 - made of constants

"""Which words may begin and end a term: nouns and what goes with them, as far as texts tell without a grammar.

Forms of verbs (*déclaré*, *visée au paragraphe*) and adverbs (*conformément*) are no terms, but many of them are nouns
as well (*marché*, *règlement*). The corpus tells which: a noun stands behind articles and the like, or with a capital.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bilingual.corpus.terms.counting import Counts
from bilingual.languages import word_set
from bilingual.lexicon.calendar import FRENCH_MONTHS, FRENCH_WEEKDAYS
from bilingual.lexicon.folding import fold
from bilingual.lexicon.lemmas import is_infinitive, is_of_verb
from bilingual.lexicon.memo import Memo
from bilingual.lexicon.small_words import ENGLISH_TELLING, FRENCH_OPENING

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
        etc mme mlle melle messieurs mesdames monsieur madame
        concernant moyennant nonobstant afin parmi aupres hier demain aujourd'hui beaucoup maintenant malgre
        deux trois huit puisse puissent devra devront pourra pourront pourraient devrait devraient
    """)
    | frozenset(map(fold, (*FRENCH_MONTHS, *FRENCH_WEEKDAYS)))
    | frozenset(fold(word) for word in FRENCH_OPENING if word not in {"ensemble", "point", "plein", "fort", "gros"})
    | ENGLISH_TELLING
)
# Not by themselves, but part of terms: *premier ministre*, *haute mer*, *cas d'urgence*.
_NOT_ALONE: Final = word_set("""
    vertu grace egard cas fins sorte titre compte precedent precedents precedente precedentes
    premier premiere premiers premieres dernier derniere derniers dernieres nouveau nouvel nouvelle nouveaux nouvelles
    ancien ancienne anciens anciennes grand grande grands grandes petit petite petits petites prochain prochaine
    prochains prochaines bon bonne bons bonnes long longue longs longues haut haute hauts hautes bas basse jeune jeunes
    vieux vieille important importante importants importantes different differente differents differentes divers
    diverses seul seule seuls seules propre propres vrai vraie possible possibles necessaire necessaires second seconde
    nombreux nombreuses principal principale principaux principales ensemble point plein pleine fort forte gros grosse
""")
# An adverb, or a noun such as *paiement*.
_ADVERB: Final = "ment"
_PARTICIPLE: Final = re.compile(r"(?:é|i|u|(?<!a)it|fait|is|int|ert|ant)e?s?$")
# The share of its occurrences in which a word stands as a noun does, if it is one.
_LEAST_NOMINAL: Final = 0.3
# Behind this an infinitive may be part of a term (*salle à manger*).
_BEFORE_INFINITIVES: Final = "à"


class Usage:
    """How words that need not be nouns stand in a corpus, in bounded memory.

    >>> from bilingual.corpus.terms.candidates import candidates
    >>> usage = Usage()
    >>> for sentence in ("Le marché est vif.", "Elle a déclaré hier.", "Il a marché, conformément au plan."):
    ...     usage.add(candidates(sentence))
    >>> [usage.may_be(key) for key in ("marché", "déclaré", "conformément", "plan", "marché déclaré", "déclaré plan")]
    [True, False, False, True, True, False]
    """

    def __init__(self) -> None:
        self._all, self._nominal = Counts(), Counts()

    def add(self, found: Iterable[Candidate]) -> None:
        """Take the candidates of a sentence."""
        doubtful = [one for one in found if one.words == 1 and _DOUBTFUL[one.key]]
        self._all.add(one.key for one in doubtful)
        self._nominal.add(one.key for one in doubtful if one.nominal)

    def may_be(self, key: str) -> bool:
        """Whether a candidate may be a term, as its words tell."""
        words = key.replace("'", "' ").split()
        if _NEVER_AT_ENDS[words[0]] or _NEVER_AT_ENDS[words[-1]] or (len(words) == 1 and fold(key) in _NOT_ALONE):
            return False
        if not self.is_noun(words[0]):
            return False
        return all(self._goes_on(words, place) for place in range(1, len(words)))

    def _goes_on(self, words: list[str], place: int) -> bool:
        """Whether a word may stand in a term behind its first: a noun, an adjective, or a participle that ends it."""
        word = words[place]
        if self.is_noun(word):
            return True
        if words[place - 1] == _BEFORE_INFINITIVES:
            return is_infinitive(word, "fr")
        # Behind a participle other words tell by whom or where: *visée au paragraphe*.
        return place == len(words) - 1 and _ends_so(word)

    def is_noun(self, word: str) -> bool:
        """Whether a word stands as a noun does, or is none of those that need not be nouns."""
        seen = self._all.of(word)
        return not seen or not _DOUBTFUL[word] or self._nominal.of(word) >= _LEAST_NOMINAL * seen


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

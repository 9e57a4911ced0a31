"""How a French word stands in its sentence, as far as the words beside it tell: as nouns do, or as what they never do.

A noun stands behind an article, a number, a preposition or an adjective that goes before nouns (*le marché*, *deux
ans*, *première lecture*), or is a name with a capital. An adjective or a form of a verb hardly ever does, but for those
adjectives: they are few, and listed.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from bilingual.languages import word_set
from bilingual.lexicon.folding import fold
from bilingual.lexicon.lemmas import is_infinitive
from bilingual.lexicon.memo import Memo
from bilingual.lexicon.small_words import FRENCH_DETERMINERS


class Standing(IntEnum):
    """How a word stands: nobody can tell, otherwise than nouns do, as nouns do."""

    UNKNOWN = 0
    OTHERWISE = 1
    NOMINAL = 2


# Adjectives that go before nouns: parts of terms (*premier ministre*, *haute mer*), and none by themselves.
BEFORE_NOUNS: Final = word_set("""
    premier premiere premiers premieres deuxieme deuxiemes troisieme troisiemes quatrieme quatriemes cinquieme dernier
    derniere derniers dernieres nouveau nouvel nouvelle nouveaux nouvelles ancien ancienne anciens anciennes grand
    grande grands grandes petit petite petits petites prochain prochaine prochains prochaines bon bonne bons bonnes
    long longue longs longues haut haute hauts hautes bas basse jeune jeunes vieux vieille important importante
    importants importantes different differente differents differentes divers diverses seul seule seuls seules propre
    propres vrai vraie possible possibles necessaire necessaires second seconde nombreux nombreuse nombreuses principal
    principale principaux principales plein pleine fort forte gros grosse precedent precedents precedente precedentes
    meilleur meilleure meilleurs meilleures mauvais mauvaise mauvaises moindre moindres
    beau bel belle beaux belles bref breve breves celebre celebres court courte courts courtes double doubles enorme
    enormes etroite etroites eventuel eventuelle eventuels eventuelles excellent excellente excellents excellentes
    extreme extremes faux fausse fausses future futures grave graves honorable honorables immense immenses large larges
    leger legere legers legeres libre libres lourd lourde lourds lourdes multiple multiples profond profonde profonds
    profondes puissant puissante puissants puissantes quelconque recent recente recents recentes simple simples
    terrible terribles triple triples vaste vastes veritable veritables
""")
_LEADING: Final = (
    frozenset(f"{word}'" if len(word) == 1 else word for word in FRENCH_DETERMINERS)
    | BEFORE_NOUNS
    | word_set("""
        present presente presents presentes ledit ladite lesdits lesdites dudit desdits
        mon ma mes quel quels quelle quelles chaque plusieurs quelque quelques aucun aucune certains certaines
        deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante
        cinquante soixante cent cents mille
    """)
)
# Before nouns or infinitives.
_EITHER: Final = word_set("de en par sans sous avec entre contre") | {"d'"}
# What joins equals says nothing.
_JOINING: Final = word_set("et ou ni")


def standing(before: str, word: str) -> Standing:
    """Return how a word stands behind another token, which is empty at the beginning.

    >>> [standing(*words).name for words in (("Le", "pouvoir"), ("de", "mesure"), ("a", "mesuré"), ("", "Paris"))]
    ['NOMINAL', 'NOMINAL', 'OTHERWISE', 'UNKNOWN']
    >>> standing("de", "pouvoir").name, standing("Avec", "Paris").name, standing("deux", "ans").name
    ('OTHERWISE', 'NOMINAL', 'NOMINAL')
    """
    leads = _LEADS[before]
    if leads == _NOUN or (before.isalpha() and word[0].isupper()):
        return Standing.NOMINAL
    if leads == _NOUN_OR_INFINITIVE and not is_infinitive(word.lower(), "fr"):
        return Standing.NOMINAL
    return Standing.UNKNOWN if leads == _NOTHING else Standing.OTHERWISE


_NOTHING, _ANYTHING, _NOUN, _NOUN_OR_INFINITIVE = range(4)


def _leads(word: str) -> int:
    """Return what a token says of the word behind it."""
    folded = fold(word).replace("’", "'")
    if not any(map(str.isalnum, word)) or folded in _JOINING:
        return _NOTHING
    if folded in _LEADING or word[0].isdigit():
        return _NOUN
    return _NOUN_OR_INFINITIVE if folded in _EITHER else _ANYTHING


_LEADS = Memo(_leads)

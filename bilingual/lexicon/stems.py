"""Words as the checks compare them across French and English: without case, accents and endings.

What is left of *économies* and *economy* is the same; of most other cognates, the first letters are.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bilingual.lexicon.folding import fold

# A word or a figure of a folded text.
TOKEN = re.compile(r"[a-z]+|[0-9]+")
# So many letters of a word hold its meaning, and so many are the same in most cognates.
_STEM = 6
PREFIX = 4
_SHORTEST = 3
# Characters of evidence.
_MAX_EVIDENCE = 60

# Words without a meaning of their own: their counterparts come and go in good translations.
FRENCH = """
a à au aux avec ce cet cette ces ceci cela ça celui celle celles ceux ci comme dans de des du d le la les l un une en y
et ou où ni mais or car donc si que qu quel quelle quels quelles qui quoi dont lequel laquelle lesquels lesquelles
auquel duquel desquels desquelles je j me m moi tu te t toi il elle on nous vous ils elles se s soi lui leur leurs eux
mon ma mes ton ta tes son sa ses notre nos votre vos ne n pas plus moins très trop peu bien aussi ainsi alors puis
encore déjà même mêmes tout toute tous toutes autre autres tel telle tels telles pour par sur sous sans vers chez entre
contre lors dès depuis pendant avant après jusque jusqu afin parce puisque lorsque lorsqu quand tandis être est sont
était étaient été suis es sommes êtes soit soient fut furent sera seront serait seraient étant fût avoir ai as a avons
avez ont avait avaient avais eu eut aura auront aurait auraient ait aient ayant eût fait faire fais font faut va vont
peut peuvent pourrait doit doivent là ici voici voilà oui non rien personne chaque plusieurs quelque quelques aucun
aucune certains certaines cependant toutefois ailleurs également notamment selon surtout plutôt assez presque toujours
jamais souvent parfois
"""
ENGLISH = """
a an the this that these those there here it its he him his she her hers they them their theirs we us our ours you your
yours i me my mine who whom whose which what when where why how and or nor but if then than so as because while although
though since until of in on at by to for from with without into onto upon over under about after before between against
through during within out up down off not no yes nothing none never always also too very more most less least much many
some any each every all both either neither other another such same own just only even still yet again already often
sometimes rather quite almost be is are was were been being am do does did done doing have has had having will would
shall should can could may might must s t re ve ll d m don
"""


def stem(word: str) -> str:
    """Return what is left of a folded word without its ending.

    >>> stem("gouvernement"), stem("prices"), stem("est"), stem("1914")
    ('gouver', 'pric', 'est', '1914')
    """
    word = word[:_STEM]
    for ending in "se":
        if len(word) > _SHORTEST and word[-1] == ending:
            word = word[:-1]
    return word


def stems(words: str) -> frozenset[str]:
    """Return the stems of the words of a text."""
    return frozenset(map(stem, TOKEN.findall(fold(words))))


_FUNCTION_WORDS = {"fr": stems(FRENCH), "en": stems(ENGLISH)}


@lru_cache(maxsize=1 << 16)
def content_stem(word: str, language: str) -> str | None:
    """Return the stem of a folded word that has a meaning of its own, None for another.

    >>> content_stem("maison", "fr"), content_stem("dans", "fr"), content_stem("7", "fr")
    ('maison', None, '7')
    """
    found = stem(word)
    if found in _FUNCTION_WORDS[language] or (len(found) < _SHORTEST and not found.isdigit()):
        return None
    return found

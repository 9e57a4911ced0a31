"""Small words that tell French from English: data for ``copied.py``. Folded: in lower case, without accents."""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Only French has them, and few names.
TELLING = _words("""
    une et sont etait etaient ete etre sera seront serait ont avait avaient avoir aura aurait dans avec vers chez depuis
    pendant apres selon malgre parmi que qu qui quoi dont ou quel quelle quels quelles ce cet cette ces cela ceci celui
    celle ceux celles ils elle elles nous vous je tu leur leurs ses mes tes nos vos notre votre ne jamais rien aucun aucune
    mais donc puis quand lorsque lorsqu tres aussi ainsi alors tous toute toutes autre autres deux trois quatre cinq huit
    neuf fait faire faut peut peuvent doit doivent vont tandis toujours deja moins beaucoup peu afin jusqu jusque aujourd
    hui etes sommes suis etant ayant fut furent lui eux contre sans pas plusieurs quelques chaque certains
    certaines peuvent pouvoir falloir vouloir savoir avons avez aient soit soient leurs hier demain ici maintenant
""")

# These stand in names, titles and English phrases, too, or are English words as well.
DOUBTFUL = _words("""
    le la les l du des de d au aux a en un sur par pour sous entre avant plus se s y il on or si comme son sa mon ma me
    est c j m n t tout meme encore bien car lors
""")

# Words of either list that any English text may hold.
ENGLISH = _words("a on or son me car plus pour comme d s t m c j n y si aura sera contre fait")

# A text that holds one of these and nothing telling was English before it was translated.
ENGLISH_SMALL = _words(
    "the of to and is was are were that this with for in it he she they be been has have not by from"
)

# French in form, English by use; they stand as they do in the sentence, folded.
BORROWED = re.compile(
    r"\b(?:peine forte et dure|a la|faux[- ]pas|apres[- ]ski|au revoir|bon appetit|bon voyage|en route|la vie en rose"
    r"|oh la la|mea culpa|coup d.oeil|trompe[- ]l.oeil|en garde|en passant|sang[- ]froid|succes d.estime|tout court|je ne sais quoi|fait[s]? accompli[s]?|hors d.oeuvres?|creme de la creme|joie de vivre|raison d.etre|coup d.etat"
    r"|coups d.etat|coup de grace|piece de resistance|a la carte|laissez[- ]faire|tete[- ]a[- ]tete|vis[- ]a[- ]vis|et al"
    r"|par excellence|carte blanche|deja vu|c.est la vie|que sera sera|sans serif|comme il faut|soi[- ]disant|en masse"
    r"|tour de france|tour de force|prix de rome|esprit de corps|force majeure|au pair|mot juste|bete noire|idee fixe"
    r"|enfant terrible|enfants terribles|femme fatale|nouveau riche|noblesse oblige|savoir[- ]faire|film noir|art nouveau"
    r"|honi soit qui mal y pense|entre nous|faute de mieux|cri de coeur|crime passionnel|roman a clef|au fait|pas de deux)\b"
)

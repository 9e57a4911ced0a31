"""Small words that tell French from English: data for ``copied.py``. Folded: in lower case, without accents."""

from __future__ import annotations

import re
from functools import cache

from bilingual.languages import word_set

# Only French has them, and few names.
TELLING = word_set("""
    afin aient ainsi alors apres aucun aucune aujourd aura aurait aussi autre autres avaient avait avec avez avoir
    avons ayant beaucoup ce ceci cela celle celles celui certaines certains ces cet cette ceux chaque chez cinq
    contre dans deja demain depuis deux doit doivent donc dont elle elles et etaient etait etant ete etes etre eux
    faire fait falloir faut furent fut hier hui huit ici ils jamais je jusqu jusque leur leurs lorsqu lorsque lui
    maintenant mais malgre mes moins ne neuf nos notre nous ont ou parmi pas pendant peu peut peuvent plusieurs
    pouvoir puis qu quand quatre que quel quelle quelles quelques quels qui quoi rien sans savoir selon sera serait
    seront ses soient soit sommes sont suis tandis tes toujours tous toute toutes tres trois tu une vers vont vos
    votre vouloir vous
""")

# These stand in names, titles and English phrases, too, or are English words as well.
DOUBTFUL = word_set("""
    a au aux avant bien c car comme d de des du en encore entre est il j l la le les lors m ma me meme mon n on or
    par plus pour s sa se si son sous sur t tout un y
""")

# Words of either list that any English text may hold.
ENGLISH = word_set("""
    a aura c car comme contre d fait j m me n on or plus pour s sera si son t y
""")

# A text that holds one of these and nothing telling was English before it was translated.
ENGLISH_SMALL = word_set("""
    and are be been by for from has have he in is it not of she that the they this to was were with
""")

# French in form, English by use; a hyphen or an apostrophe may stand for a space.
_PHRASES = """
    a la
    a la carte
    apres ski
    art nouveau
    au fait
    au pair
    au revoir
    bete noire
    bon appetit
    bon voyage
    c est la vie
    carte blanche
    comme il faut
    coup d etat
    coup d oeil
    coup de grace
    coups d etat
    creme de la creme
    cri de coeur
    crime passionnel
    deja vu
    en garde
    en masse
    en passant
    en route
    enfant terrible
    enfants terribles
    entre nous
    esprit de corps
    et al
    fait accompli
    faits accomplis
    faute de mieux
    faux pas
    femme fatale
    film noir
    force majeure
    honi soit qui mal y pense
    hors d oeuvre
    hors d oeuvres
    idee fixe
    je ne sais quoi
    joie de vivre
    la vie en rose
    laissez faire
    mea culpa
    mot juste
    noblesse oblige
    nouveau riche
    oh la la
    par excellence
    pas de deux
    peine forte et dure
    piece de resistance
    prix de rome
    que sera sera
    raison d etre
    roman a clef
    sang froid
    sans serif
    savoir faire
    soi disant
    succes d estime
    tete a tete
    tour de force
    tour de france
    tout court
    trompe l oeil
    vis a vis
"""


@cache
def borrowed() -> re.Pattern[str]:
    """Return what matches one of these phrases in a folded text."""
    phrases = "|".join(phrase.strip().replace(" ", "[ '’-]") for phrase in _PHRASES.strip().splitlines())
    return re.compile(rf"\b(?:{phrases})\b")

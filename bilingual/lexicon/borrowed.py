"""French phrases that English uses, which a translation may hold."""

from __future__ import annotations

import re
from functools import cache

# Folded; a hyphen or an apostrophe may stand for a space.
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

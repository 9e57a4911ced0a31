"""Is the hyphen at a line's end the printer's, or the word's own? ``muni-`` + ``cipal``, but ``lui-`` + ``même``.

A word that was broken at the end of a line loses its hyphen; a compound or an inversion (``dit-il``) that happens to be
broken there keeps it. Most hyphens at ends of lines are the printer's, so that only what is known keeps its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bilingual.languages import word_set
from bilingual.lexicon.counterparts import lexicon
from bilingual.lexicon.folding import fold
from bilingual.lexicon.small_words import FRENCH
from bilingual.lexicon.stems import stem

if TYPE_CHECKING:
    from collections.abc import Callable, Container

# All words here are folded. What stands behind the hyphen of an inversion or of a pronoun, and what may stand before.
_PRONOUNS: Final = word_set("il ils elle elles on")
_OBJECTS: Final = word_set("moi toi lui leur en y le la les")
_IMPERATIVE: Final = re.compile(
    r".*(?:ez|ons)$|(?:dis|dites|fais|faites|va|vas|donne|laisse|prends|parle|crois|excuse|regarde|ecoute|montre|tiens"
    r"|viens|rends|mets|appelle|passe|explique|raconte|penses|prete|apporte|garde)$"
)
_BEFORE_CE: Final = word_set("est sont etait etaient serait seraient sera fut soit n'est qu'est")
_BEFORE_SELF: Final = word_set("moi toi lui elle soi nous vous eux elles cela ici la")
# Before these words the hyphen is always the word's own, or behind those.
_ALWAYS_BEHIND: Final = word_set("t je nous vous")
_BEHIND_HERE: Final = word_set(
    "apres avant contre dessous dessus devant git inclus incluse joint jointe joints jointes"
)
_BEFORE_HERE: Final = word_set("an annee annees cas cote coup endroit fois heure jour jours mois semaine ceux celles")
_PREFIXES: Final = word_set("""
    non vice mi demi semi quasi ex sous sans apres avant arriere outre la celui celle ceux celles franco anglo germano
    russo sino hispano italo israelo afro austro greco nippo luso americano sovieto euro nord sud ouest saint sainte
    saints vingt trente quarante cinquante soixante quatre dix cent grand grande grands grandes petit petite petits
    petites haut haute hauts hautes basse nouveau nouvelle nouveaux belle chef chefs mot mots
    laissez centre socio politico economico macro medico judeo neo post assurance epargne aide aides arc clin coffre
    cote crypto directeur directrice ecole eux garde gardes gratte hotel institution lance lieutenant loup madame
    maitre micro  oeil ouvre pare pays pied pieds point pop pot pots premier president presse pret  pseudo
    quote radio rond sage secretaire station taxi tele timbre tire tourne trait trompe ultra vol wagon week
""")
# These begin many words that are written as one, and so long ones that their beginning does not tell.
_DOUBTFUL: Final = word_set("apres avant garde tele micro  macro lance radio ultra centre presse petit trait grand")
_TENS: Final = word_set("vingt trente quarante cinquante soixante quatre-vingt")
_UNITS: Final = word_set("un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize")
_KNOWN: Final = word_set("""
    sous-sol sous-marin sous-marins sous-marine sous-marines sous-prefet sous-prefecture sous-titre sous-titres
    sous-estimer sous-ministre sous-jacent sous-jacente sous-jacents sous-jacentes sous-ensemble sous-ensembles
    sous-traitant sous-traitants sous-traitance sous-region sous-regional sous-regionale sous-secteur sous-main
    sous-directeur sous-alimentation sous-developpement sous-section sous-groupe sous-officier sous-officiers
    sous-entendu sous-entendus sous-sols sous-prefets sous-titres sous-bois sous-effectif sous-vetements
    sans-abri sans-papiers sans-emploi sans-culotte sans-culottes sans-faute sans-gene
    contre-attaque contre-attaques contre-offensive contre-terrorisme contre-espionnage contre-exemple contre-pied
    contre-courant contre-productif contre-productive contre-feu contre-jour contre-indication contre-revolution
    contre-performance contre-expertise contre-amiral contre-insurrection contre-pouvoir contre-pouvoirs
    entre-temps entre-deux entre-soi par-dessus par-dessous par-dela par-devant par-derriere par-ci par-la
    au-dela au-dessus au-dessous au-devant au-dehors au-dedans la-bas la-dessus la-dessous la-haut la-dedans
    porte-parole porte-avions porte-monnaie porte-fenetre porte-bagages porte-voix porte-a-faux porte-drapeau
    passe-partout passe-temps passe-droit main-forte main-d tout-puissant toute-puissance tout-petits tout-a-l
    va-et-vient mi-temps mi-chemin mi-mandat mi-parcours mi-journee mi-janvier mi-mars mi-mai mi-juin mi-aout mi-avril
    mi-fevrier mi-juillet mi-septembre mi-octobre mi-novembre mi-decembre non-respect non-lieu non-recours non-sens
    non-dit non-dits non-violence non-violent non-proliferation non-discrimination non-paiement non-conformite
    non-ingerence non-droit non-alignes bien-etre bien-fonde bien-aime bien-pensant mal-etre mal-logement mal-aime
    sur-le-champ soi-meme soi-disant point-virgule point-presse points-virgules pays-bas chef-d chef-lieu chefs-lieux
    mot-cle mots-cles mot-dièse pare-brise pare-feu pare-balles pare-chocs perce-neige pur-sang garde-fou garde-fous
    garde-cotes garde-cote garde-robe garde-chasse garde-boue garde-manger garde-malade compte-rendu comptes-rendus
    compte-gouttes deux-points deux-roues trois-quarts cap-vert cap-breton tire-bouchon lance-roquettes lance-missiles
    lance-pierres vol-au-vent haut-parleur haut-parleurs haut-commissaire haut-commissariat haut-rhin haut-karabakh
    bas-rhin bas-cote bas-cotes bas-fonds beau-pere beau-frere beau-fils beaux-arts belle-mere belle-soeur belle-fille
    presse-papiers presse-citron etat-major etats-majors etat-providence centre-ville centre-villes centre-droit
    centre-gauche centre-est centre-ouest centre-nord nu-pieds pret-a-porter laisser-aller laissez-passer
    laissez-faire savoir-faire savoir-vivre faire-part faire-valoir avant-hier avant-garde avant-projet avant-poste
    avant-postes avant-match avant-centre avant-propos avant-dernier avant-derniere avant-premiere avant-gout
    arriere-plan arriere-pays arriere-garde arriere-gout arriere-boutique arriere-petit arriere-grand arriere-pensee
    arriere-pensees cent-un double-cliquez double-clic dix-sept dix-huit dix-neuf dix-huitieme dix-neuvieme
    dix-septieme long-courrier long-metrage longs-metrages court-metrage courts-metrages court-circuit court-terme
    eau-forte eaux-fortes fer-blanc extra-terrestre extra-muros in-octavo auto-ecole auto-stop auto-defense
    auto-entrepreneur auto-proclame super-heros vis-a face-a tete-a semi-remorque semi-automatique semi-finale
    semi-liberte semi-marathon franc-tireur francs-tireurs franc-macon francs-macons franc-parler prix-plancher
    peut-etre rendez-vous apres-midi apres-demain apres-guerre apres-vente week-end week-ends aujourd-hui
    ouest-africain ouest-africaine ouest-allemand est-allemand est-allemande nord-est nord-ouest sud-est sud-ouest
    nord-africain nord-coreen nord-coreenne nord-americain nord-sud sud-africain sud-africaine sud-coreen sud-soudan
    ouest-france moyen-orient moyen-age proche-orient extreme-orient etats-unis royaume-uni grande-bretagne
    nouvelle-zelande nouvelle-caledonie nouvelle-ecosse nouveau-brunswick nouveau-ne nouveau-nes premier-ne terre-neuve
    terre-plein terre-a rond-point ronds-points grand-pere grand-mere grands-parents grand-chose grand-duc grand-rue
    petit-fils petite-fille petits-enfants petit-dejeuner petit-bourgeois quelques-uns quelques-unes quatre-vingt
    quatre-vingts procès-verbal proces-verbal proces-verbaux cerf-volant cerfs-volants chou-fleur choux-fleurs
    chauve-souris chauves-souris essuie-glace gratte-ciel casse-tete casse-croute casse-noix brise-glace brise-lames
    coffre-fort coupe-feu couvre-feu couvre-feux crédit-bail cout-benefice cessez-le plate-forme plates-formes
    libre-echange libre-service libre-arbitre hors-la hors-jeu hors-serie hors-piste hors-sol hotel-dieu lieu-dit
    lieux-dits loup-garou maitre-chien medecin-chef ministre-president mere-patrie main-mise mort-ne morts-vivants
    oeil-de on-dit ouvre-boite pêle-mele pele-mele pied-noir pieds-noirs pied-a pique-nique pique-niques pot-pourri
    pots-de pot-de pousse-pousse quant-a quote-part quotes-parts rez-de sage-femme sages-femmes sauve-qui serre-livres
    social-democrate sociaux-democrates social-democratie station-service stations-service surveillant-general
    timbre-poste timbres-poste trait-d trompe-l vice-amiral ville-etat wagon-lit accord-cadre loi-cadre
    programme-cadre date-butoir cle-de sapeur-pompier sapeurs-pompiers rouge-gorge reine-claude saint-esprit
    auteur-compositeur assurance-vie assurance-chomage assurance-maladie prêt-relais idee-force mi-figue mi-raisin
    tam-tam bla-bla coup-de arc-en-ciel porc-epic ping-pong face-a-face tete-a-tete ex-mari ex-femme
    en-tete en-tetes en-dehors en-dessous en-cas en-avant plus-value plus-values tiers-monde sang-froid science-fiction
    aller-retour allers-retours pollueur-payeur public-prive new-york hong-kong tel-aviv al-qaida croix-rouge
    dalai-lama bas-niveau basket-ball copier-coller volte-face timor-oriental latino-americain latino-americains
    sauf-conduit bosnie-herzegovine guinee-bissau guinee-equatoriale asie-pacifique capital-risque ex-yougoslavie
    democrates-chretiens etat-nation etats-nations convention-cadre decision-cadre directive-cadre saisie-arret
    arrache-pied contre-interrogatoire anglo-saxon anglo-saxons anglo-saxonne colombie-britannique viet-nam
    celui-ci celle-ci ceux-ci celles-ci celui-la celle-la ceux-la celles-la
""")
_AMID = re.compile(r"(?:a|en|de|et|la|le)-")
_ELIDED = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|presqu|puisqu|quelqu|quoiqu)['’]")
_SMALL_WORDS: Final = frozenset(word for group in FRENCH.values() for word in word_set(group))
# Endings of words that are words themselves.
_ENDINGS: Final = word_set("ment ments")
# Letters of a beginning behind which a stem (``stems.stem``) still tells what follows.
_TELLING = 4
_SHORT_VERB = 6
# Letters of a beginning in capitals that is no initial.
_SHORTEST = 2


def keeps_hyphen(before: str, after: str, elsewhere: Container[str] = frozenset()) -> bool:
    """Tell whether French ``before`` + ``-`` + ``after`` keeps the hyphen when both stand on one line.

    ``before`` and ``after`` are what stands around the break up to the next white space or mark, without the hyphen.
    ``elsewhere`` has the words of the text in lower case, compounds whole: how they stand within a line decides first.

    >>> [keeps_hyphen(*word.split("+")) for word in ("muni+cipal", "recru+ter", "gouverne+ment", "vil+le")]
    [False, False, False, False]
    >>> [keeps_hyphen(*word.split("+")) for word in ("lui+même", "Saint+Étienne", "dit+il", "porte+parole")]
    [True, True, True, True]
    >>> keeps_hyphen("cyber", "défense"), keeps_hyphen("cyber", "défense", {"cyber-défense"})
    (False, True)
    """
    left, right = _ELIDED.sub("", before.lower()), after.lower()
    if f"{left}-{right}" in elsewhere or f"{left}{right}" in elsewhere:
        return f"{left}-{right}" in elsewhere
    left, right = fold(left).replace("’", "'"), fold(right).replace("’", "'")
    if "-" in left or _AMID.match(right):  # `arc-en-`, `a-t-`, `c'est-à-`
        return True
    if after[:1].isupper() and not (len(before) >= _SHORTEST and before.isupper() and after.isupper()):
        return True
    first = right.partition("-")[0].partition("'")[0]
    whole = len(left) <= _TELLING and _is_word(left + right)
    if after.lower() == "là":
        return len(left) > len("là") and left not in {"voi", "hola", "de"}
    return f"{left}-{first}" in _KNOWN or (not whole and _is_compound(left, first))


def _is_compound(left: str, right: str) -> bool:
    """Tell by its parts whether what is no word without its hyphen is an inversion or a compound."""
    if right in _ALWAYS_BEHIND or (left == "ci" and right in _BEHIND_HERE) or (left in _TENS and right in _UNITS):
        return True
    if right in _BEHIND:
        return _BEHIND[right](left)
    fewest = 5 if left in _DOUBTFUL else 3
    return left in _PREFIXES and len(right) >= fewest and right not in _ENDINGS and _is_word(right)


def _of_third_person(left: str) -> bool:
    """Tell whether a verb may have `il` or `on` behind it."""
    return left[-1:] in {"t", "d"} and (len(left) <= _SHORT_VERB or left[-2:] in {"nt", "it"})


# What may stand before a word that follows a verb or a pronoun.
_BEHIND: Final[dict[str, Callable[[str], bool]]] = {
    **dict.fromkeys(("meme", "memes"), _BEFORE_SELF.__contains__),
    "ci": _BEFORE_HERE.__contains__,
    "ce": _BEFORE_CE.__contains__,
    "tu": lambda left: left[-1:] in {"s", "x"} and _is_word(left),
    **dict.fromkeys(_PRONOUNS, _of_third_person),
    **dict.fromkeys(_OBJECTS, lambda left: _IMPERATIVE.match(left) is not None),
}


def _is_word(folded: str) -> bool:
    """Tell whether a folded word is known; of a long one only its beginning is."""
    return folded in _SMALL_WORDS or stem(folded) in lexicon()

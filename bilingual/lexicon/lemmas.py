"""Words → the words that a dictionary has them under, as far as rules and a list of verbs tell.

``verbs.txt`` says where its infinitives come from; ``tools/verbs.py`` makes it. A word may be a form of several
(*portes*: *porte*, *porter*), and all are given: who looks for one of them finds it. What no word is does no harm, since
nobody looks for it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.lexicon.conjugation import english_verb, french_verb
from bilingual.lexicon.folding import fold
from bilingual.lexicon.inflection import french_adjective
from bilingual.lexicon.small_words import ENGLISH_EMPTY, FRENCH_EMPTY

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = Path(__file__).with_name("verbs.txt")
# Verbs that no rule makes, each with its forms; of those in brackets, an ending with what stands before it.
_FRENCH = {
    "être": "suis es est sommes êtes sont étais était étions étiez étaient été étant fus fut furent serai seras sera "
    "serons serez seront serais serait seraient sois soit soyons soyez soient fût",
    "avoir": "ai as a avons avez ont avais avait avions aviez avaient eu eue eus eues ayant eut eurent aurai auras aura "
    "aurons aurez auront aurais aurait auraient aie aies ait ayons ayez aient eût",
    "aller": "vais vas va allons allez vont allais allait allaient allé allée allés allées allant alla allèrent irai "
    "iras ira irons irez iront irais irait iraient aille aillent",
    "faire": "fais fait faisons faites font faisais faisait faisaient faite faits faites faisant fis fit firent ferai "
    "feras fera ferons ferez feront ferais ferait feraient fasse fassent fît",
    "dire": "dis dit disons dites disent disais disait disaient dite dits dites disant dirent dirai diras dira dirons "
    "direz diront dirais dirait diraient dise",
    "pouvoir": "peux peut pouvons pouvez peuvent pouvais pouvait pouvaient pu pouvant put purent pourrai pourras pourra "
    "pourrons pourrez pourront pourrais pourrait pourraient puisse puissent puissions",
    "vouloir": "veux veut voulons voulez veulent voulais voulait voulaient voulu voulue voulus voulues voulant voulut "
    "voulurent voudrai voudra voudrons voudront voudrais voudrait voudraient veuille veuillent",
    "devoir": "dois doit devons devez doivent devais devait devaient dû due dus dues devant dut durent devrai devra "
    "devrons devrez devront devrais devrait devraient doive",
    "savoir": "sais sait savons savez savent savais savait savaient su sue sus sues sachant sut surent saurai saura "
    "saurons sauront saurais saurait sauraient sache sachent",
    "voir": "vois voit voyons voyez voient voyais voyait voyaient vu vue vus vues voyant vit virent verrai verra verrons "
    "verrez verront verrais verrait verraient voie",
    "prévoir": "prévois prévoit prévoyons prévoient prévoyait prévoyaient prévu prévue prévus prévues prévoyant "
    "prévoira prévoiront",
    "recevoir": "reçois reçoit recevons recevez reçoivent recevait recevaient reçu reçue reçus reçues recevant reçut "
    "reçurent recevra recevront recevrait",
    "falloir": "faut fallait fallu fallut faudra faudrait faille",
    "valoir": "vaux vaut valons valent valait valaient valu valut vaudra vaudrait vaille",
    "lire": "lis lit lisons lisez lisent lisait lisaient lu lue lus lues lisant lut lira liront lirait lise",
    "suivre": "suis suit suivons suivez suivent suivait suivaient suivi suivie suivis suivies suivant suivit suivra "
    "suivront suivrait suive",
    "rire": "ris rit rions rient riait riaient ri riant rira",
    "servir": "sers sert servons servez servent servait servaient servi servie servis servies servant servit servira "
    "serviront servirait serve",
    "sentir": "sens sent sentons sentent sentait sentaient senti sentie sentis senties sentant sentit sentira",
    "dormir": "dors dort dormons dormez dorment dormait dormaient dormi dormant dormit dormira dorme",
    "mentir": "mens ment mentons mentent mentait menti mentant mentit mentira",
    "offrir": "offre offres offrons offrez offrent offrait offraient offert offerte offerts offertes offrant offrit "
    "offrira offriront offrirait",
    "souffrir": "souffre souffres souffrons souffrent souffrait souffraient souffert soufferte souffrant souffrit "
    "souffrira",
    "acquérir": "acquiers acquiert acquérons acquièrent acquérait acquis acquise acquises acquérant acquit acquerra",
    "plaire": "plais plaît plaisons plaisent plaisait plu plaisant plut plaira",
    "taire": "tais tait taisons taisent taisait tu tue taisant tut taira",
    "envoyer": "enverrai enverra enverront enverrait envoie envoies envoient envoyons envoyez envoyait envoyaient envoyé "
    "envoyée envoyés envoyées envoyant envoya envoyèrent",
    "naître": "nais naît naissons naissent naissait né née nés nées naissant naquit naquirent naîtra",
    "résoudre": "résous résout résolvons résolvent résolu résolue résolus résolues résolvant résolut résoudra",
    "joindre": "joins joint joignons joignent joignait jointe joints jointes joignant joignit joindra",
    "craindre": "crains craint craignons craignent craignait craignaient crainte craignant craignit craindra",
    "plaindre": "plains plaint plaignons plaignent plaignait plaignant plaignit plaindra",
    "boire": "bois boit buvons buvez boivent buvait bu bue bus bues buvant but boira",
}
_ENGLISH = {
    "be": "am is are was were been being", "have": "has had having", "do": "does did done doing",
    "see": "saw seen", "know": "knew known", "feel": "felt", "hear": "heard", "read": "", "run": "ran", "sit": "sat",
    "sleep": "slept", "teach": "taught", "catch": "caught", "fight": "fought", "drive": "drove driven",
    "eat": "ate eaten", "fly": "flew flown", "drink": "drank drunk", "sing": "sang sung", "swim": "swam swum",
    "throw": "threw thrown", "wear": "wore worn", "tear": "tore torn", "bear": "bore born borne", "swear": "swore sworn",
    "mean": "meant", "shoot": "shot", "shake": "shook shaken", "show": "shown", "ride": "rode ridden", "sit": "sat",
    "steal": "stole stolen", "understand": "understood", "undertake": "undertook undertaken", "wake": "woke woken",
    "overcome": "overcame", "withstand": "withstood", "undergo": "underwent undergone", "burn": "burnt",
    "learn": "learnt", "bite": "bit bitten", "blow": "blew blown", "feed": "fed", "flee": "fled", "hang": "hung",
    "light": "lit", "ring": "rang rung", "shine": "shone", "stick": "stuck", "swing": "swung", "weave": "wove woven",
    "sweep": "swept", "spread": "", "put": "putting", "set": "setting", "cut": "cutting", "let": "letting",
}  # fmt: skip
_FRENCH_NOUNS = {"yeux": "œil", "travaux": "travail", "vitraux": "vitrail", "baux": "bail", "mesdames": "madame",
                 "messieurs": "monsieur", "cieux": "ciel", "aïeux": "aïeul", "noyaux": "noyau",
                 "tuyaux": "tuyau", "joyaux": "joyau", "étaux": "étau", "landaus": "landau"}  # fmt: skip
_ENGLISH_NOUNS = {
    "children": "child", "feet": "foot", "geese": "goose", "lives": "life", "knives": "knife", "leaves": "leaf",
    "halves": "half", "thieves": "thief", "wives": "wife", "wolves": "wolf", "mice": "mouse", "people": "person",
    "teeth": "tooth", "crises": "crisis", "analyses": "analysis", "bases": "base", "hypotheses": "hypothesis",
    "criteria": "criterion", "phenomena": "phenomenon",
}  # fmt: skip
# Words that only look like forms of another.
_NONE = {
    "fr": frozenset("temps corps pays fois bras gens français jamais toujours ailleurs dehors vers après très près puis "
                    "certes volontiers".split()),
    "en": frozenset("news evening morning ceiling during species series means thus always perhaps this his its is was as "
                    "yes us plus bus gas lens chaos virus status process business less".split()),
}  # fmt: skip
# Endings, each with those of the word that it may be the plural or feminine of; the first that fits is taken.
_FRENCH_ENDINGS = (
    ("eaux", ("eau",)), ("aux", ("al",)), ("eux", ("eu",)), ("trices", ("teur",)), ("trice", ("teur",)),
    ("euses", ("eux", "eur")), ("euse", ("eux", "eur")), ("ennes", ("en",)), ("enne", ("en",)), ("ères", ("er",)),
    ("ère", ("er",)), ("ives", ("if",)), ("ive", ("if",)), ("ales", ("al", "ale")), ("ale", ("al",)),
    ("elles", ("el", "elle")), ("elle", ("el",)), ("onnes", ("on", "onne")), ("onne", ("on",)),
    ("aises", ("ais", "aise")), ("aise", ("ais",)), ("oises", ("ois", "oise")), ("oise", ("ois",)),
    ("antes", ("ant", "ante")), ("ante", ("ant",)), ("entes", ("ent", "ente")), ("ente", ("ent",)),
    ("ées", ("é", "ée")), ("ée", ("é",)), ("caines", ("cain",)), ("caine", ("cain",)), ("s", ("",)),
)  # fmt: skip
_ENGLISH_ENDINGS = (("ies", ("y",)), ("men", ("man",)), ("xes", ("x", "xe")), ("ches", ("ch", "che")),
                    ("shes", ("sh",)), ("sses", ("ss",)), ("zes", ("z", "ze")), ("s", ("",)))  # fmt: skip
# Adjectives whose feminine only ends in -e, or goes its own way: by rule, nouns would lose theirs (porte, port).
_ADJECTIVES = (
    "grand petit haut court fort lourd froid chaud vert plein prochain lointain certain humain urbain souverain "
    "contemporain noir seul sûr dur clair mauvais gris bas gros bon fin commun brun laid rond profond second "
    "blond chinois français allemand espagnol génial normal civil subtil étroit adroit secret complet inquiet discret "
    "concret parfait satisfait distinct exact strict direct droit vieux nouveau beau faux public long bref blanc frais "
    "inférieur supérieur extérieur intérieur antérieur ultérieur meilleur majeur mineur élu connu vendu perdu reçu issu "
    "mort ouvert offert couvert écrit inscrit interdit maudit promis soumis permis acquis compris surpris précis assis"
)
# Letters of a word that may be a plural, and of what stands before its ending.
_LEAST, _LEAST_STEM = 4, 2
_OF_PARTICIPLES = {
    "fr": ("é", "ée", "és", "ées", "ant", "ante", "ants", "antes"), "en": ("ing", "ed", "ings")
}  # fmt: skip
_OF_NOUNS = ("e", "es", "ent")
# Verbs have these endings, nouns seldom.
_OF_VERBS = ("ons", "ais", "rai")
_NOUNS = {"fr": (_FRENCH_ENDINGS, _FRENCH_NOUNS, FRENCH_EMPTY), "en": (_ENGLISH_ENDINGS, _ENGLISH_NOUNS, ENGLISH_EMPTY)}


def lemmas(word: str, language: str) -> tuple[str, ...]:
    """Return the base forms that a word may be of, in lower case, itself not among them; none for other languages.

    >>> lemmas("coopérations", "fr"), lemmas("maliennes", "fr"), lemmas("généraux", "fr"), lemmas("iront", "fr")
    (('coopération',), ('malien',), ('général',), ('aller',))
    >>> lemmas("cities", "en"), lemmas("stopped", "en"), lemmas("spoke", "en"), lemmas("children", "en")
    (('city',), ('stop',), ('speak',), ('child',))
    >>> lemmas("à", "fr"), lemmas("a", "fr"), lemmas("temps", "fr"), lemmas("Häuser", "de")
    ((), ('avoir',), (), ())
    """
    if language not in _NOUNS:
        return ()
    word = word.lower()
    found = dict.fromkeys(_bases(word, language)) | dict.fromkeys(_verbs(language).get(word, ()))
    found.pop(word, None)
    return tuple(found)


def looked_up(word: str, language: str) -> tuple[str, ...]:
    """Return the base forms by which a word that a person looks for is found, itself not among them.

    A participle and a form in -e, -es or -ent of a French verb in -er stand for themselves, as they may be nouns
    (*marché*, *mesure*, *président*, *meeting*); they are found by their verbs all the same. A word that is typed
    without accents may be the one with them.

    >>> looked_up("marchés", "fr"), looked_up("marchait", "fr"), looked_up("achetait", "fr"), looked_up("meeting", "en")
    (('marché',), ('marcher',), ('acheter',), ())
    """
    if language not in _NOUNS:
        return ()
    word = word.lower()
    found = dict.fromkeys(_bases(word, language))
    if not word.endswith(_OF_PARTICIPLES[language]):
        verbs = _verbs(language).get(word) or (_folded_verbs(language).get(word, ()) if word.isascii() else ())
        noun = language == "fr" and word.endswith(_OF_NOUNS)
        found |= dict.fromkeys(verb for verb in verbs if not (noun and verb.endswith("er")))
    found.pop(word, None)
    return tuple(found)


@cache
def _folded_verbs(language: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for form, infinitives in _verbs(language).items():
        if len(form) >= _LEAST and not form.isascii():
            plain = fold(form)
            found[plain] = tuple(dict.fromkeys((*found.get(plain, ()), *infinitives)))
    return found


def _bases(word: str, language: str) -> Iterator[str]:
    """Yield the nouns and adjectives of which a word may be a plural or feminine."""
    endings, irregular, small = _NOUNS[language]
    if word in irregular:
        yield irregular[word]
        return
    if language == "fr" and (adjectives := _adjectives().get(word)):
        yield from adjectives
        return
    if len(word) < _LEAST or word in _NONE[language] or fold(word) in small or word.endswith("ss"):
        return
    if language == "fr" and word.endswith(_OF_VERBS) and word in _verbs(language):
        return
    for ending, bases in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            yield from (word.removesuffix(ending) + base for base in bases)
            break


@cache
def _adjectives() -> dict[str, tuple[str, ...]]:
    """Return the listed adjectives by their forms."""
    found: dict[str, tuple[str, ...]] = {}
    for adjective in _ADJECTIVES.split(" "):
        for form in french_adjective(adjective):
            found[form] = (*found.get(form, ()), adjective)
    return found


@cache
def _verbs(language: str) -> dict[str, tuple[str, ...]]:
    """Return the infinitives of verbs by their forms. The list is read once, when it is needed first."""
    irregular, make = (_FRENCH, french_verb) if language == "fr" else (_ENGLISH, english_verb)
    found: dict[str, dict[str, None]] = {}
    for infinitive in (*irregular, *_listed(language)):
        own = irregular.get(infinitive)
        # What rules make of an irregular French verb may be a form of another.
        forms = set((own or "").split()) if own and language == "fr" else make(infinitive) | set((own or "").split())
        for form in forms:
            found.setdefault(form, {})[infinitive] = None
    return {form: tuple(infinitives) for form, infinitives in found.items()}


def _listed(language: str) -> list[str]:
    for line in FILE.read_text(encoding="utf-8").splitlines():
        code, _, words = line.partition(" ")
        if code == language:
            return words.split(" ")
    return []

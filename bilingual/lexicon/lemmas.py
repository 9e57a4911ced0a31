"""Words → the words that a dictionary has them under, as far as rules and a list of verbs tell.

``verbs.txt`` says where its infinitives come from; ``tools/verbs.py`` makes it, and ``irregular.txt`` has what rules do
not. A word may be a form of several (*prises*: *prise*, *prendre*), and all are given: who looks for one of them finds
it. But what only a grammar knows as a form of a verb, and texts as a noun (*portes*, *adoptions*, *président*), is that
noun alone: ``verbs.txt`` has these as well. What no word is does no harm, since nobody looks for it.
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
    from collections.abc import Iterable, Iterator

FILE, IRREGULAR = (Path(__file__).with_name(name) for name in ("verbs.txt", "irregular.txt"))
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
                    ("shes", ("sh",)), ("sses", ("ss",)), ("zes", ("z", "ze")), ("uses", ("use", "us")),
                    ("s", ("",)))  # fmt: skip
# Letters of a word that may be a plural, and of what stands before its ending.
_LEAST, _LEAST_STEM = 4, 2
# Words in these are no plurals: *virus*, *crisis*.
_SINGULAR = {"fr": ("ss",), "en": ("ss", "us", "is")}
_OF_PARTICIPLES = {
    "fr": ("é", "ée", "és", "ées", "ant", "ante", "ants", "antes"), "en": ("ing", "ed", "ings")
}  # fmt: skip
_OF_NOUNS = ("e", "es", "ent")
# Endings of plurals; all others are of feminines.
_PARTICIPLE = ("é", "ée")
_OF_PLURALS = frozenset(("eaux", "aux", "eux", "s"))
# Verbs have these endings, nouns seldom.
_OF_VERBS = ("ons", "ais", "rai")
_NOUNS = {"fr": (_FRENCH_ENDINGS, FRENCH_EMPTY), "en": (_ENGLISH_ENDINGS, ENGLISH_EMPTY)}


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
    if known := _nouns(language).get(word):
        yield from known
        return
    endings, small = _NOUNS[language]
    if len(word) < _LEAST or word in _none(language) or fold(word) in small or word.endswith(_SINGULAR[language]):
        return
    of_verb = language == "fr" and word in _verbs(language)
    if of_verb and word.endswith(_OF_VERBS):
        return
    for ending, bases in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            # *chante* is no feminine of *chant*; adjectives of which a verb has a form (*égale*) are listed.
            stem = word.removesuffix(ending)
            feminine = language == "fr" and ending not in _OF_PLURALS
            yield from (stem + base for base in (_of_feminine(stem, bases, of_verb=of_verb) if feminine else bases))
            break


def _of_feminine(stem: str, bases: tuple[str, ...], *, of_verb: bool) -> tuple[str, ...]:
    """Return of the endings of a masculine those that make no verb of the stem (*manière*, *manier*)."""
    if of_verb:
        return tuple(base for base in bases if base in _PARTICIPLE)
    infinitives = _infinitives("fr")
    return tuple(base for base in bases if stem + base not in infinitives)


@cache
def _nouns(language: str) -> dict[str, tuple[str, ...]]:
    """Return irregular nouns and the listed adjectives by their forms."""
    forms = [(form, base) for base, *others in _irregular(language, "noun") for form in others]
    for adjectives in _irregular(language, "adjective"):
        forms += [(form, adjective) for adjective in adjectives for form in french_adjective(adjective)]
    return _by_form(forms)


@cache
def _none(language: str) -> frozenset[str]:
    return frozenset(word for words in _irregular(language, "none") for word in words)


@cache
def _verbs(language: str) -> dict[str, tuple[str, ...]]:
    """Return the infinitives of verbs by their forms."""
    irregular = {infinitive: forms for infinitive, *forms in _irregular(language, "verb")}
    forms = [(form, infinitive) for infinitive, own in irregular.items() for form in own]
    for infinitive in dict.fromkeys((*irregular, *_listed(language))):
        if language == "en":
            forms += [(form, infinitive) for form in english_verb(infinitive)]
        elif infinitive not in irregular:  # what rules make of one that is may be a form of another
            forms += [(form, infinitive) for form in french_verb(infinitive)]
    nouns = frozenset(_listed(f"{language}-nouns"))
    return _by_form((form, infinitive) for form, infinitive in forms if form not in nouns)


@cache
def _infinitives(language: str) -> frozenset[str]:
    return frozenset((*(words[0] for words in _irregular(language, "verb")), *_listed(language)))


def is_infinitive(word: str, language: str) -> bool:
    """Whether a word in lower case is the infinitive of a listed verb.

    >>> is_infinitive("manger", "fr"), is_infinitive("mange", "fr")
    (True, False)
    """
    return language in _NOUNS and word in _infinitives(language)


def is_of_verb(word: str, language: str) -> bool:
    """Whether a word is a form of a verb, as far as the list tells; it may be something else besides.

    >>> [is_of_verb(word, "fr") for word in ("Déclaré", "marché", "portes", "coopération")]
    [True, True, False, False]
    """
    return language in _NOUNS and word.lower() in _verbs(language)


def _by_form(forms: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for form, base in forms:
        found.setdefault(form, {})[base] = None
    return {form: tuple(bases) for form, bases in found.items()}


def _irregular(language: str, what: str) -> list[list[str]]:
    """Return the words of those lines that are of a language and of what is asked for."""
    lines = (line.split() for line in IRREGULAR.read_text(encoding="utf-8").splitlines())
    return [words[2:] for words in lines if words[:2] == [language, what]]


def _listed(language: str) -> list[str]:
    lines = (line.split() for line in FILE.read_text(encoding="utf-8").splitlines())
    return [word for words in lines if words[:1] == [language] for word in words[1:]]

"""How words change, as far as it is simple: plurals, French feminines, English `a` and `an`.

The facts are data; a language that has none here is matched in the forms that the glossary gives.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bilingual.lexicon.folding import fold

# The masculine ending and the feminine one, of the names of peoples and the like.
_FEMININE_OF_PEOPLES = (("ien", "ienne"), ("éen", "éenne"), ("ais", "aise"), ("ois", "oise"))
# Of names, which are folded. Whatever has one of the last endings may have one -n or two.
_FEMININE_OF_NAMES = (*((fold(one), fold(other)) for one, other in _FEMININE_OF_PEOPLES), ("ain", "aine"))
_DOUBTFUL_FEMININE_OF_NAMES = ("and", "ol", "in", "an", "on", "al")
# Of common nouns: only those that make no other word of one (port, porte).
_FEMININE = (
    *_FEMININE_OF_PEOPLES,
    ("cain", "caine"),
    ("teur", "trice"),
    ("ier", "ière"),
    ("ant", "ante"),
    ("ent", "ente"),
    ("é", "ée"),
)
# Of adjectives, which are given as such; others take -e.
_FEMININE_OF_ADJECTIVES = (
    ("ien", "ienne"), ("éen", "éenne"), ("teur", "trice"), ("eux", "euse"), ("if", "ive"), ("er", "ère"),
    ("el", "elle"), ("eil", "eille"), ("on", "onne"), ("os", "osse"), ("as", "asse"), ("ef", "ève"),
)  # fmt: skip
# The masculine before a vowel, or the same again, and the feminine.
_FRENCH_ADJECTIVES = {
    "vieux": "vieil vieille", "nouveau": "nouvel nouvelle", "beau": "bel belle", "faux": "faux fausse",
    "public": "public publique", "long": "long longue", "bref": "bref brève", "blanc": "blanc blanche",
    "frais": "frais fraîche", "inférieur": "inférieur inférieure", "supérieur": "supérieur supérieure",
}  # fmt: skip
# Shorter words have no feminine here (vent, vente; plant, plante), and the shortest no plural: they are grammar.
_LEAST_FEMININE = 6
_LEAST_PLURAL = 3
# Nouns in -ou with -x, and those in -al and -ail that go their own way.
_FRENCH_PLURALS = {
    "bijou": "bijoux",
    "genou": "genoux",
    "travail": "travaux",
    "vitrail": "vitraux",
    "bail": "baux",
    "festival": "festivals",
    "bal": "bals",
    "carnaval": "carnavals",
    "œil": "yeux",
    "madame": "mesdames",
    "monsieur": "messieurs",
}

_ENGLISH_PLURALS = {
    "child": "children",
    "foot": "feet",
    "goose": "geese",
    "life": "lives",
    "knife": "knives",
    "leaf": "leaves",
    "half": "halves",
    "thief": "thieves",
    "wife": "wives",
    "wolf": "wolves",
    "mouse": "mice",
    "person": "people",
    "tooth": "teeth",
    "crisis": "crises",
    "analysis": "analyses",
    "basis": "bases",
    "hypothesis": "hypotheses",
    "criterion": "criteria",
    "phenomenon": "phenomena",
    "hero": "heroes",
    "potato": "potatoes",
    "tomato": "tomatoes",
    "embargo": "embargoes",
    "german": "germans",
    "human": "humans",
}
# Words behind which an English term goes on about its head, which takes the plural: heads of state.
_PREPOSITIONS = frozenset({"of", "for", "in", "on", "at", "to", "from", "with", "by", "against"})
# Adjectives, which have no plural, end so; a noun that does (general) is given its plural only in a line of its own.
_ADJECTIVES = ("al", "ic", "ous", "ive", "ary", "ory", "ful", "able", "ible", "less", "ed", "ian", "can", "ese", "ish")
# `an` stands before a vowel, but the letter is not always the sound.
_CONSONANTS = ("uni", "eu", "use", "one", "ufo", "uk", "us", "un")
_VOWELS = ("hour", "honest", "honour", "honor", "heir")

# What a definite article looks like right before a French term.
_DEFINITE = re.compile(r"(?:^|\W)(?:l['’`]|(?:le|la|les|du|des|aux?)[ \u00a0\u202f])$", re.IGNORECASE)
# Characters of the longest one, with what stands before it.
LONGEST_ARTICLE = 5


def french(word: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the forms of a French word in lower case: those of the number that is given, and its plurals.

    >>> french("malien") == ({"malien", "malienne"}, {"maliens", "maliennes"})
    True
    >>> french("général")[1], french("pays")[1], french("de")[1]
    (frozenset({'généraux'}), frozenset(), frozenset())
    """
    forms = {word}
    if len(word) >= _LEAST_FEMININE:
        forms.update(word.removesuffix(ending) + other for ending, other in _FEMININE if word.endswith(ending))
    plurals = {_french_plural(form) for form in forms} if len(word) >= _LEAST_PLURAL else set()
    return frozenset(forms), frozenset(plurals - forms)


def french_adjective(word: str) -> frozenset[str]:
    """Return the forms of a French adjective in lower case, given as its masculine.

    >>> sorted(french_adjective("légal")), sorted(french_adjective("vieux"))
    (['légal', 'légale', 'légales', 'légaux'], ['vieil', 'vieille', 'vieilles', 'vieux'])
    """
    if word in _FRENCH_ADJECTIVES:
        masculine, feminine = _FRENCH_ADJECTIVES[word].split(" ")
        forms = {word, masculine, feminine}
    else:
        endings = ((one, other) for one, other in _FEMININE_OF_ADJECTIVES if word.endswith(one))
        one, other = next(endings, ("", "e"))
        forms = {word, word if word.endswith("e") else word.removesuffix(one) + other}
    return frozenset(forms | {_french_plural(form) for form in forms if form != "vieil"})


def _french_plural(word: str) -> str:
    if word in _FRENCH_PLURALS:
        return _FRENCH_PLURALS[word]
    if word.endswith(("s", "x", "z")):
        return word
    if word.endswith("al"):
        return f"{word[:-1]}ux"
    return f"{word}x" if word.endswith(("au", "eu")) else f"{word}s"


def french_name(word: str) -> Iterator[str]:
    """Yield the plural of a folded French name, and all that may be its feminine; the name may be among them.

    What no name has does no harm, since names are looked up, never made.

    >>> list(french_name("malien")), list(french_name("allemand"))
    (['maliens', 'malienne', 'maliennes'], ['allemands', 'allemande', 'allemandes', 'allemandne', 'allemandnes'])
    """
    yield word + ("" if word.endswith(("s", "x", "z")) else "s")
    for masculine, feminine in _FEMININE_OF_NAMES:
        if word.endswith(masculine):
            yield from (word.removesuffix(masculine) + feminine, word.removesuffix(masculine) + feminine + "s")
    if word.endswith(_DOUBTFUL_FEMININE_OF_NAMES):
        yield from (word + "e", word + "es", word + "ne", word + "nes")


def english(word: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return an English word in lower case, and its plurals.

    >>> [sorted(english(word)[1]) for word in ("army", "coup", "woman", "crisis", "of")]
    [['armies'], ['coups'], ['women'], ['crises'], []]
    """
    if len(word) < _LEAST_PLURAL or word in _PREPOSITIONS:
        return frozenset({word}), frozenset()
    return frozenset({word}), frozenset({_english_plural(word)})


def _english_plural(word: str) -> str:
    if word in _ENGLISH_PLURALS:
        return _ENGLISH_PLURALS[word]
    if word.endswith("man"):
        return f"{word[:-3]}men"
    if word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "z", "ch", "sh")) else f"{word}s"


def english_plural(term: str) -> str:
    """Return a term in the plural, as far as one can tell that it has one.

    >>> [english_plural(term) for term in ("head of state", "armed group", "Malian", "military", "troops", "NGO")]
    ['heads of state', 'armed groups', 'Malian', 'military', 'troops', 'NGOs']
    """
    words = term.split(" ")
    place = next((place for place, word in enumerate(words) if place and word in _PREPOSITIONS), len(words)) - 1
    word = words[place]
    lower = word.lower()
    if not word.isalpha() or lower.endswith(_ADJECTIVES) or (lower.endswith("s") and lower not in _ENGLISH_PLURALS):
        return term
    plural = _english_plural(lower)
    # What both forms begin with keeps its capitals.
    same = next((at for at, (old, new) in enumerate(zip(lower, plural, strict=False)) if old != new), len(word))
    words[place] = word[:same] + plural[same:]
    return " ".join(words)


def english_article(word: str) -> str:
    """Return the indefinite article that stands before an English word.

    >>> [english_article(word) for word in ("army", "union", "UN", "NGO", "hour", "Malian")]
    ['an', 'a', 'a', 'an', 'an', 'a']
    """
    lower = word.lower()
    if word.isupper() and len(word) > 1 and lower not in _CONSONANTS:
        return "an" if word[0] in "AEFHILMNORSX" else "a"
    return "an" if lower.startswith(_VOWELS) or (lower[:1] in tuple("aeiou") and not _consonantal(lower)) else "a"


def _consonantal(lower: str) -> bool:
    # "un" is the United Nations, or begins any word (unusual).
    return lower in _CONSONANTS or any(lower.startswith(start) for start in _CONSONANTS[:5])


def with_article(target: str, before: str, languages: tuple[str, str]) -> str:
    """Return a target as it is to stand in the source, behind ``before``: a common noun with the article that it has.

    A model takes an English term in a French sentence for a name, and leaves out its article.

    >>> with_article("Malian army", "par l’", ("fr", "en")), with_article("Soviet Union", "de l’", ("fr", "en"))
    ('the Malian army', 'Soviet Union')
    """
    common = target.rpartition(" ")[2][:1].islower()
    if languages != ("fr", "en") or not common or not _DEFINITE.search(before[-LONGEST_ARTICLE:]):
        return target
    return f"the {target}"


# Gives the forms of a word in lower case: those of the number that is given, and its plurals.
Forms = Callable[[str], tuple[frozenset[str], frozenset[str]]]
# Language → the forms of its words; one that is not here has those that are given.
FORMS: dict[str, Forms] = {"fr": french, "en": english}


def as_given(word: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the word alone, for a language that is not known."""
    return frozenset({word}), frozenset()

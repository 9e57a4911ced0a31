"""How regular verbs change, with the irregular ones that are common: all forms of a verb, told from its infinitive.

It is for words that are looked up in texts: a form too many (*finissé*) does no harm, since no text has it.
"""

from __future__ import annotations

from typing import Final

# What stands behind the stem: the present, the imperfect, the simple past, the future, the conditional, participles.
_PARTICIPLE = ("", "e", "s", "es")
_FUTURE = ("ai", "as", "a", "ons", "ez", "ont", "ais", "ait", "ions", "iez", "aient")
_PRESENT = ("e", "es", "ent", "ons", "ez", "ais", "ait", "ions", "iez", "aient", "ant")
_OF_ER = (
    *_PRESENT,
    "er",
    "ai",
    "a",
    "as",
    "èrent",
    *(f"é{end}" for end in _PARTICIPLE),
    *(f"er{end}" for end in _FUTURE),
)
_OF_IR = (
    *("ir", "is", "it", "irent", *(f"iss{end}" for end in _PRESENT), *(f"i{end}" for end in _PARTICIPLE)),
    *(f"ir{end}" for end in _FUTURE),
)
_OF_RE = (
    *("re", "s", "", "t", "is", "it", "irent", *_PRESENT, *(f"u{end}" for end in _PARTICIPLE)),
    *(f"r{end}" for end in _FUTURE),
)
# Before -a and -o these letters keep their sound (avança, mangeait), and stems in a mute e or é change it (achète).
_SOFT = {"c": "ç", "g": "ge"}
_BEFORE_MUTE = ("e", "es", "ent", *(f"er{end}" for end in _FUTURE))

# Irregular verbs end like one of these: the infinitive's ending, the stems, each with what follows it.
_IRREGULAR: Final = (
    ("tenir", ("tien s", "tien t", "tienn e", "tienn es", "tienn ent", "ten ons", "ten ez", "ten ais", "ten ait",
               "ten aient", "ten ant", "tint ", "tinr ent", "tiendr *", "tenu p")),
    ("venir", ("vien s", "vien t", "vienn e", "vienn es", "vienn ent", "ven ons", "ven ez", "ven ais", "ven ait",
               "ven aient", "ven ant", "vint ", "vinr ent", "viendr *", "venu p")),
    ("mettre", ("met s", "met ", "mett =", "mettr *", "mis p", "mit ", "mir ent")),
    ("prendre", ("prend s", "prend ", "prenn e", "prenn ent", "pren ons", "pren ez", "pren ais", "pren ait",
                 "pren aient", "pren ant", "prendr *", "pris p", "prit ", "prir ent")),
    ("uire", ("ui s", "ui t", "uis =", "uir *", "uit p", "uisi t", "uisi rent")),
    ("aître", ("ai s", "aît ", "ait ", "aiss =", "aîtr *", "u p", "ut ", "ur ent")),
    ("oire", ("oi s", "oi t", "oi e", "oi ent", "oy ons", "oy ez", "oy ait", "oy aient", "oy ant", "oir *", "u p")),
    ("ouvrir", ("ouvr =", "ouvrir *", "ouvert p", "ouvri t", "ouvri rent")),
    ("courir", ("cour s", "cour t", "cour =", "courr *", "couru p", "couru t")),
    ("partir", ("par s", "par t", "part =", "partir *", "parti p", "parti t", "parti rent")),
    ("sortir", ("sor s", "sor t", "sort =", "sortir *", "sorti p", "sorti t", "sorti rent")),
    ("clure", ("clu s", "clu t", "clu =", "clur *", "clu p", "clu rent")),
    ("crire", ("cri s", "cri t", "criv =", "crir *", "crit p", "crivi t")),
    ("vivre", ("vi s", "vi t", "viv =", "vivr *", "vécu p", "vécu t")),
    ("mourir", ("meur s", "meur t", "meur e", "meur ent", "mour =", "mourr *", "mort p", "mourut ", "mourur ent")),
    ("battre", ("bat s", "bat ", "batt =", "battr *", "battu p", "batti t")),
    ("eindre", ("ein s", "ein t", "eign =", "eindr *", "eint p")),
    ("croître", ("croî t", "croi t", "croiss =", "croîtr *", "croitr *", "crû p", "cru p", "crut ")),
    ("interdire", ("interdi s", "interdi t", "interdis =", "interdir *", "interdit p")),
)  # fmt: skip
_ENDINGS: Final = {"*": _FUTURE, "=": _PRESENT, "p": _PARTICIPLE}

# The past and the participle; those that are as the infinitive are left out.
_ENGLISH: Final = {
    "arise": "arose arisen", "beat": "beaten", "become": "became", "begin": "began begun", "bind": "bound",
    "break": "broke broken", "bring": "brought", "build": "built", "buy": "bought", "choose": "chose chosen",
    "come": "came", "deal": "dealt", "die": "dying", "draw": "drew drawn", "fall": "fell fallen", "find": "found",
    "forbid": "forbade forbidden", "forget": "forgot forgotten", "freeze": "froze frozen", "get": "got gotten",
    "give": "gave given", "go": "went gone", "grow": "grew grown", "hide": "hid hidden", "hold": "held", "keep": "kept",
    "lead": "led", "leave": "left", "lend": "lent", "lie": "lying", "lose": "lost", "make": "made", "meet": "met",
    "pay": "paid", "rise": "rose risen", "run": "ran", "say": "said", "seek": "sought", "sell": "sold", "send": "sent",
    "shrink": "shrank shrunk", "sink": "sank sunk", "slide": "slid", "speak": "spoke spoken", "spend": "spent",
    "stand": "stood", "strike": "struck", "take": "took taken", "tell": "told", "think": "thought", "win": "won",
    "withdraw": "withdrew withdrawn", "withhold": "withheld", "write": "wrote written",
}  # fmt: skip
_VOWELS = frozenset("aeiou")
# Verbs of one syllable double their last letter; of longer ones, these do.
_DOUBLING = frozenset(
    {"admit", "permit", "omit", "submit", "prefer", "refer", "occur", "deter", "regret", "forget", "begin"}
)
# Phrasal verbs change in their first word.
_SPACE = " "
# What may stand before a French verb and belongs to it: s'opposer, l'emporter.
_PRONOUNS = frozenset({"s", "se", "l"})


def french_verb(infinitive: str) -> frozenset[str]:
    """Return the forms of a French verb in lower case.

    >>> sorted(french_verb("baisser"))[:5], "perdu" in french_verb("perdre"), "obtiendra" in french_verb("obtenir")
    (['baissa', 'baissai', 'baissaient', 'baissais', 'baissait'], True, True)
    >>> {"achète", "achetée"} <= french_verb("acheter"), {"avançait", "avance"} <= french_verb("avancer")
    (True, True)
    """
    verb, _, rest = infinitive.partition(_SPACE)
    if verb in _PRONOUNS:
        return frozenset(f"{verb} {form}" for form in french_verb(rest))
    forms = _french_forms(verb) | {verb}
    return frozenset(f"{form} {rest}" for form in forms) if rest else frozenset(forms)


def _french_forms(verb: str) -> set[str]:
    for ending, parts in sorted(_IRREGULAR, key=lambda entry: -len(entry[0])):
        if verb.endswith(ending):
            stem = verb.removesuffix(ending)
            split = [part.partition(" ")[::2] for part in parts]
            return {stem + inner + end for inner, ends in split for end in _ENDINGS.get(ends, (ends,))}
    stem = verb[:-2]
    if verb.endswith("ir"):
        return {stem + end for end in _OF_IR}
    if verb.endswith("re"):
        return {stem + end for end in _OF_RE}
    soft = _SOFT.get(stem[-1:], stem[-1:])
    forms = {(stem[:-1] + soft if end[:1] in tuple("aâo") else stem) + end for end in _OF_ER}
    vowel, consonant = stem[-2:-1], stem[-1:]
    if vowel in tuple("eé") and vowel:
        forms.update(stem[:-2] + "è" + consonant + end for end in _BEFORE_MUTE)
        forms.update(stem + consonant + end for end in _BEFORE_MUTE if vowel == "e")
    if consonant == "y":
        forms.update(stem[:-1] + "i" + end for end in _BEFORE_MUTE)
    return forms


def english_verb(infinitive: str) -> frozenset[str]:
    """Return the forms of an English verb in lower case; of a phrasal one, its first word changes.

    >>> sorted(english_verb("win")), sorted(english_verb("deny")), sorted(english_verb("go up"))[:2]
    (['win', 'winning', 'wins', 'won'], ['denied', 'denies', 'deny', 'denying'], ['go up', 'goes up'])
    """
    verb, _, rest = infinitive.partition(_SPACE)
    forms = {verb, *_ENGLISH.get(verb, "").split()}
    sibilant = verb.endswith(("s", "x", "z", "ch", "sh", "o"))
    past = () if _ENGLISH.get(verb) else ("ed",)
    if verb.endswith("e"):
        forms.update(verb[:-1] + end for end in ("es", "ing", *past))
    elif verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        forms.update(verb[:-1] + end for end in ("ies", "ied"))
        forms.add(f"{verb}ing")
    else:
        double = verb + verb[-1] if _doubles(verb) else verb
        forms.add(verb + ("es" if sibilant else "s"))
        forms.update(double + end for end in ("ing", *past))
    return frozenset(f"{form} {rest}" for form in forms) if rest else frozenset(forms)


def _doubles(verb: str) -> bool:
    """Whether the last letter is written twice before -ed and -ing: drop, cut, permit."""
    if verb in _DOUBLING:
        return True
    vowels = [letter in _VOWELS for letter in verb]
    return verb[-1] not in "aeiouwxy" and vowels[-2:] == [True, False] and sum(vowels) == 1

"""Words that say no in French and English, or carry it in one of them alone (*ignorer*, *manquer de*, unable)."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from bilingual.languages import word_set
from bilingual.lexicon.facts import english_words, french_words
from bilingual.lexicon.folding import fold

# No and its ways before other words. What only looks so is left out.
_FRENCH_AFFIX: Final = re.compile(
    r"(?:in(?!ter|te|tro|for|ven|vit|vi|flu|dust|div|de[mx]|diqu|itia|iti|cend|cid|clu|form|gen|san|spec|spir|stal|stit|"
    r"stru|scri|fra|tell|tim|ond|au?g|corp|cit|vest|verse|jec|oub|du|sist|ac$)|im(?:poss|prob|pr[eé]v|pui|mor|mob|pat|pun|"
    r"pop|pay|pens|parf|perm)|irr|ill[eé]g|illis|illim|m[eé]con|m[eé]cont|d[eé]s(?:acc|app|arm|av|esp|int|ob|ord|ap)|"
    r"mal(?:heur|sain|hon|ad|ent|trait)|non)\w{3,}"
)
_ENGLISH_AFFIX: Final = re.compile(
    r"un(?!i(?!n|d|m)|der|cle|til|to$|less$|ta$)\w{4,}"
    r"|in(?:adequ|appropri|capab|compat|complet|compet|correct|credib|defin|depend|effect|effic|equal|finit|flex|just|nocen|"
    r"san|secur|sensit|signif|stab|suffic|toler|valid|visib|volun|abil|act(?:ion|iv)|accura|access|exper|human|evit|expl|"
    r"convenien|consist|conclus|consider|decis|discrim|dispens|different|eligib|escap|excus|exhaus|numer|operab|separab|soluble)\w*"
    r"|im(?:poss|prob|mobil|mort|mature|moral|partial|patien|perfect|polite|prud|pun|pract|perm)\w*"
    r"|ir(?:re[glrsv]|ration|respons)\w*|il(?:leg|lic|liter|log)\w*"
    r"|dis(?:ag|ap|ab|adv|ass|bel|cont|credit|hon|inter|like|loyal|miss|obe|order|own|please|prov|qual|reg|resp|sat|sent|trust|us)\w*"
    r"|mis(?:und|tak|trust|lead|led)\w*|non\w{3,}|\w{3,}(?<!neverthe)(?<!nonethe)(?<!regard)less(?:ly|ness)?|\w+free"
)
# What stands before n't, which words of texts come without.
_CONTRACTED: Final = word_set("""
    don doesn didn isn aren wasn weren hasn haven hadn won wouldn can couldn shouldn mustn ain needn mightn shan
""")


class Weight(IntEnum):
    """How much a word says no: it looks like it, carries it, says it, or says it so that it must have a counterpart."""

    NOTHING = 0
    CARRIES = 1
    SAYS = 2
    ASKS = 3


# What goes on behind a first word, and how much that says no.
Ways = tuple[tuple[tuple[str, ...], Weight], ...]
_WEIGHTS: Final = {weight.name.lower(): weight for weight in Weight}


@cache
def _marks() -> tuple[dict[str, Ways], dict[str, Ways]]:
    """Return the words of both languages by their first words, the longest phrases first."""
    tables: tuple[dict[str, Ways], dict[str, Ways]] = ({}, {})
    weight = Weight.NOTHING
    for row in (files("bilingual.lexicon") / "negations.tsv").read_text(encoding="utf-8").split("\n"):
        if row in _WEIGHTS:
            weight = _WEIGHTS[row]
        elif row and not row.startswith("#"):
            for table, words, forms in zip(tables, row.split("\t"), (french_words, english_words), strict=True):
                for word in filter(None, words.split("|")):
                    for form in forms(word):
                        first, *rest = fold(form).split(" ")
                        ways = (*table.get(first, ()), (tuple(rest), weight))
                        table[first] = tuple(sorted(ways, key=lambda way: -len(way[0])))
    return tables


@lru_cache(maxsize=1 << 16)
def french_marks(word: str) -> Ways:
    """Return what goes on behind a folded French word that says no or carries it, and how much that says.

    >>> french_marks("ignorait"), french_marks("impossible"), french_marks("maison")
    ((((), <Weight.CARRIES: 1>),), (((), <Weight.CARRIES: 1>),), ())
    """
    found = _marks()[0].get(word, ())
    return found or ((((), Weight.CARRIES),) if _FRENCH_AFFIX.fullmatch(word) else ())


@lru_cache(maxsize=1 << 16)
def english_marks(word: str) -> Ways:
    """Return what goes on behind a folded English word that says no or carries it, and how much that says.

    >>> english_marks("never"), english_marks("hopeless"), english_marks("under")
    ((((), <Weight.ASKS: 3>),), (((), <Weight.CARRIES: 1>),), ())
    """
    found = _marks()[1].get(word, ())
    if word in _CONTRACTED:
        found = (*found, (("t",), Weight.ASKS))
    return found or ((((), Weight.CARRIES),) if _ENGLISH_AFFIX.fullmatch(word) else ())

"""Words that end no line of sense, by language: behind them, a line break falls in mid-sentence. Data; a hint, no more.

A line of verse, an item of a list or a heading hardly ever ends with one; of wrapped prose every third line does.
"""

from __future__ import annotations

import re
from typing import Final

from bilingual.languages import word_set

OPEN: Final[dict[str, frozenset[str]]] = {
    "fr": word_set("""
        le la les un une des du de au aux à et ou mais donc ni car en dans par pour sur sous sans avec chez vers entre
        contre depuis pendant durant dès que qui dont ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre
        vos leur leurs se ne je tu il ils on très si comme quand lorsque puisque aucun aucune chaque quelques plusieurs
        est sont a ont était étaient été être fut sera seront serait avait avaient avoir après avant selon malgré parmi
        jusque afin lors dont quel quelle quels quelles certains certaines doit peut vont
    """),
    "en": word_set("""
        a an the of to in on at by for from with and or but nor that which who whose this these those his her its their
        our your my is are was were be been has have had will would can could should may might must not as if when
        than into about between against under over after before during very
    """),
    "de": word_set("""
        der die das den dem des ein eine einen einem einer eines und oder aber in im an am auf für von vom zu zum zur
        mit bei aus nach über unter vor durch gegen ohne um als wie dass daß weil wenn ist sind war waren wird werden
        hat haben nicht sich sehr kein keine sein seine ihr ihre dieser diese dieses
    """),
    "es": word_set("""
        el la los las un una unos unas de del a al y e o u pero en por para con sin sobre entre desde hasta que quien
        cuyo su sus mi mis tu tus se no es son era fue ha han había muy como cuando si este esta estos estas
    """),
    "it": word_set("""
        il lo la i gli le un uno una di del dello della dei degli delle a al alla ai alle da dal dalla in nel nella con
        su sul sulla per tra fra e ed o ma che chi cui si non è sono era ha hanno molto come quando se questo questa
    """),
    "nl": word_set("""
        de het een van in op te aan met voor bij uit naar over onder tussen en of maar dat die wie is zijn was waren
        wordt heeft niet zich zeer als om door tot deze dit zijn haar hun
    """),
    "pt": word_set("""
        o a os as um uma de do da dos das em no na nos nas por pelo pela para com sem sobre entre e ou mas que quem seu
        sua se não é são era foi há muito como quando este esta ao à aos às
    """),
}
# Behind a hyphen that stands for the rest of a compound (`pré- et post-`, `Nord- und Südkorea`).
SUSPENDING: Final[dict[str, frozenset[str]]] = {
    "fr": word_set("et ou"),
    "en": word_set("and or to"),
    "de": word_set("und oder sowie bis"),
    "es": word_set("y o"),
    "it": word_set("e o"),
    "nl": word_set("en of"),
    "pt": word_set("e ou"),
}
# What keeps its hyphen in English.
ENGLISH_PREFIXES: Final = word_set("""
    well self non ex all co anti pro pre post semi half high low long short full part cross so mid twenty thirty forty
    fifty sixty seventy eighty ninety one two three four five six ten first second third north south east west anglo
""")
_LAST_WORD = re.compile(r"[^\W_]+(['’]?)$")
_LONGEST = 24


def ends_with_open_word(line: str, words: frozenset[str]) -> bool:
    """Tell whether a line of several words ends with one of ``words``, or with an elided one.

    >>> [ends_with_open_word(line, OPEN["fr"]) for line in ("le budget de la", "le budget de l’", "le budget")]
    [True, True, False]
    """
    last = _LAST_WORD.search(line[-_LONGEST:])
    if last is None or len(line) == len(last[0]):
        return False
    # A capital at the end is a name or a grade, unless all are capitals.
    word = last[0].lower() if line.isupper() and len(last[0]) > 1 else last[0]
    return bool(last[1]) or word in words


# What begins the rest of a sentence rather than a line of its own.
GOING_ON: Final[dict[str, frozenset[str]]] = {
    "fr": word_set("de du des d' à au aux et ou que qu' qui dont par pour dans avec sur en entre vers afin comme pas"),
}

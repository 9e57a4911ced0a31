"""Sentences with nothing to translate: only signs, figures, internet addresses, handles and hashtags.

Such a sentence should come out as it went in, and a model that has only seen prose makes prose of it. The check speaks
up where it did not come out so; a line of asterisks that stayed one concerns nobody. Without an address in it, white
space, commas, points and quotation marks do not count, since English writes figures its own way; signs of units may be
spelt out or change places (10 % → 10 percent, 5 € → €5).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bilingual.checks.finding import Finding, whole
from bilingual.wording import shortened

if TYPE_CHECKING:
    from bilingual.data import Translation

# Words that hold letters and are no language: https://…, www.…, a@b.org, @name, #word, bilingual.org/about.
_ADDRESS = re.compile(
    r"""[("'«“<\[]*
    (?:(?:[a-z]{2,10}:)?//\S+|mailto:\S+|www\.\S+|[^\s@]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}|[@#]\w+
      |[\w-]{1,64}(?:\.[\w-]{1,64}){0,4}\.(?:com|org|net|info|fr|eu|uk|ca|be|ch|ml|sn|ci|io|ru|de)(?:/\S*)?)
    [)"'»”>\].,;:!?…]*""",
    re.VERBOSE | re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")
_LOOSE = re.compile(r"[\s.…,'’‘\"“”«»]+")
_UNIT_SIGNS = re.compile(r"[%‰°€$£¥&§№]")
_ANY_WORD = re.compile(r"[^\W\d_]+")
_WORDS_OF_A_UNIT = 2
_UNIT_WORDS = re.compile(
    r"\b(?:per\s?cent|percent|degrees?|euros?|dollars?|pounds?|yen|and|number|section|paragraph)\b", re.IGNORECASE
)


def find(source: str, translation: Translation) -> Finding | None:
    """Return a source that has nothing to translate, shortened in the evidence, if the translation is not the same.

    >>> from bilingual.data import Translation
    >>> find("* * *", Translation("* * *", None)), find("12,5 %", Translation("12.5 percent", None))
    (None, None)
    >>> find("* * *", Translation("The house is the house.", None))
    Finding(evidence='* * *', source=((0, 5),), target=((0, 23),))
    """
    # Most sentences have a plain word at once.
    if not is_untranslatable(source) or _is_same(source, translation.text):
        return None
    return Finding(shortened(source), whole(source), whole(translation.text))


def find_elsewhere(source: str, translation: Translation) -> Finding | None:
    """Return what ``find`` does, where the words for units are those of another language than English.

    >>> from bilingual.data import Translation
    >>> find_elsewhere("12,5 %", Translation("12,5 Prozent", None))
    >>> find_elsewhere("12,5 %", Translation("Das Haus hat 12,5 Prozent.", None)).evidence
    '12,5 %'
    """
    found = find(source, translation)
    if found is None or _LETTER.search(source) or not any(map(str.isdigit, source)):
        return found
    if len(_ANY_WORD.findall(translation.text)) > _WORDS_OF_A_UNIT * len(_UNIT_SIGNS.findall(source)):
        return found
    return None if _is_same(source, _ANY_WORD.sub("", translation.text)) else found


def is_untranslatable(text: str) -> bool:
    """Whether there is nothing in ``text`` that a language could say otherwise.

    >>> [is_untranslatable(text) for text in ("12/05 — 14:30", "www.bilingual.org", "@fatou #Mali", "Oui @fatou", "")]
    [True, True, True, False, False]
    """
    words = text.split()
    return bool(words) and all(_LETTER.search(word) is None or _ADDRESS.fullmatch(word) for word in words)


def _is_same(source: str, target: str) -> bool:
    """Whether the two are the same, or say the same in signs and figures.

    >>> _is_same("10 000 €", "€10,000"), _is_same("…", "..."), _is_same("10 000 €", "10 euros"), _is_same("@a", "@b")
    (True, True, False, False)
    """
    if _LETTER.search(source):
        return source.split() == target.split()  # to an address, every point and space matters
    if _LOOSE.sub("", source) == _LOOSE.sub("", target):
        return True
    return _UNIT_SIGNS.search(source) is not None and _bare(source) == _bare(target)


def _bare(text: str) -> str:
    return _LOOSE.sub("", _UNIT_SIGNS.sub("", _UNIT_WORDS.sub("", text)))

"""Sentences → tokens: the words, numbers and marks that links join, by one rule for both languages but for two.

From left to right, the first of these that fits is a token; white space is in none:

1. a number, with the marks between its digits (``1,250.5``, ``14:30``, ``2/3``);
2. an acronym with dots, and an abbreviation that keeps its own (``U.S.``, ``p.m.``, ``M.``, ``Mr.``, ``J.``);
3. in French: a word up to the apostrophe of an elision (``l'``, ``qu'``, ``lorsqu'``), ``aujourd'hui`` whole, and what
   a hyphen hangs on to a verb (``-il``, ``-t-elle``, ``-moi``, ``-là``);
4. in English: ``n't`` and ``'s``, ``'ll``, ``'re``, ``'ve``, ``'d``, ``'m``, each apart from the word before it (as in
   the Penn Treebank);
5. a word: letters and figures, with hyphens and apostrophes between them where rule 3 or 4 does not part it;
6. a run of dots, of hyphens or dashes, or any other mark alone.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# Other numbers are words by the last rule but one: ``1914-1918``, ``3D``, ``2e``.
_NUMBER = r"\d+(?:[.,:/]\d+|[\u00a0\u202f]\d{3}(?!\d))+[^\W\d_]*"
_ACRONYM = r"(?:[^\W\d_]\.){2,}"
_SHORT = r"(?:MM?|Mr|Mrs|Ms|Dr|St|Hon|Prof|Sr|Jr|[A-Z])\.(?=[\s\u00a0]*\w)"
_LETTER = r"[^\W_][\u0300-\u036f\u00ad]*"
_MARK = r"\.{2,}|[-\u2010-\u2015]{1,3}|[^\w\s]|_"
# In *rendez-vous* and *chez-soi* nothing hangs on; in *arc-en-ciel* something follows that is no pronoun.
_HANGING = (
    r"(?<!rendez)(?<!chez)-(?:je|tu|t-(?:ils?|elles?|on)|ils?|elles?|on|nous|vous|moi|toi|lui|leur|les?|la|en|y|ce|ci|là)"
    r"(?![^\W_]|-(?!(?:moi|toi|lui|nous|vous|leur|là)(?![^\W_]))[^\W_])"
)
# Most words: nothing stands behind them that the other rules look at. It gives what these give, in less time; an
# abbreviation has four letters at most.
_PLAIN = (
    r"(?-i:[^\W\d_]{5,}+(?![\w\u0300-\u036f\u00ad\u2010\u2011'’-])"
    r"|[^\W\d_]++(?![\w\u0300-\u036f\u00ad\u2010\u2011'’.-]))"
)
_ELISION = r"(?:[cdjlmnst]|(?:jus|lors|puis|quoi|quel|pres)?qu)['’]"
_FRENCH = re.compile(
    rf"{_PLAIN}|{_NUMBER}|{_ACRONYM}|{_SHORT}|aujourd['’](?:hui)?|{_ELISION}|(?<=[^\W\d_]){_HANGING}"
    rf"|(?:{_LETTER})+(?:(?!{_HANGING})[-\u2010\u2011'’](?:{_LETTER})+)*|{_MARK}",
    re.IGNORECASE,
)
_CLITIC = r"['’](?:s|ll|re|ve|d|m)(?![^\W_])"
# The letters of an English word end before its negation.
_LETTERS = rf"(?:(?!n['’]t(?!\w)){_LETTER})+"
_ENGLISH = re.compile(
    rf"{_PLAIN}|{_NUMBER}|{_ACRONYM}|{_SHORT}|n['’]t(?!\w)|(?<=[\w\s]){_CLITIC}"
    rf"|{_LETTERS}(?:(?!{_CLITIC})[-\u2010\u2011'’]{_LETTERS})*|{_MARK}",
    re.IGNORECASE,
)
_RULES = {"fr": _FRENCH, "en": _ENGLISH}


class Token(NamedTuple):
    """A token and where it stands in its sentence: ``sentence[start:end] == text``, in characters."""

    text: str
    start: int
    end: int


def tokens(sentence: str, language: str) -> list[Token]:
    """Return the tokens of a sentence of a language (``fr`` or ``en``), in order.

    >>> [token.text for token in tokens("« L'État n'a-t-il pas dit qu'aujourd'hui… »", "fr")]
    ['«', "L'", 'État', "n'", 'a', '-t-il', 'pas', 'dit', "qu'", "aujourd'hui", '…', '»']
    >>> [token.text for token in tokens("Mr. Bell's well-known son didn't pay $1,250.", "en")]
    ['Mr.', 'Bell', "'s", 'well-known', 'son', 'did', "n't", 'pay', '$', '1,250', '.']
    """
    return [Token(found[0], *found.span()) for found in _RULES[language].finditer(sentence)]


def spaced(sentence: str, language: str) -> str:
    """Return the tokens of a sentence with a space between them, as programs for word alignment read them.

    The space within a number is left out, so that it stays one token.

    >>> spaced("Il a vendu 1\u202f250 voitures.", "fr")
    'Il a vendu 1250 voitures .'
    """
    return " ".join("".join(token.text.split()) for token in tokens(sentence, language))

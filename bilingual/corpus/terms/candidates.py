"""French sentences → what may be a term in them: content words, and runs of words that begin and end with one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bilingual.alignment.words.tokens import Token, tokens
from bilingual.lexicon.folding import fold
from bilingual.lexicon.memo import Memo
from bilingual.lexicon.small_words import FRENCH_EMPTY
from bilingual.lexicon.standing import Standing, standing

if TYPE_CHECKING:
    from collections.abc import Container

# What may stand between the words of a term: *Cour pénale de la Haye*, *mise en œuvre*.
INNER = frozenset(("de", "du", "des", "d'", "la", "le", "les", "l'", "à", "au", "aux", "en"))
# Those that have no space behind them.
_ELIDED = re.compile(r"(?<!\S)([dl]')(?=\S)")
# Letters of the shortest word that is a term by itself; acronyms may be shorter.
_LEAST = 3
_CONTENT, _LINK, _BREAK = 1, 2, 0
# A token of a run, what it is there, and the token before it.
_Word = tuple[Token, int, str]


class Candidate(NamedTuple):
    """What may be a term: ``key`` is the same for all cases and apostrophes, ``words`` counts its content words.

    It is at ``sentence[start:end]``, in characters. ``standing`` says how its first word stands there.
    """

    key: str
    words: int
    start: int
    end: int
    standing: Standing = Standing.UNKNOWN


def candidates(sentence: str, most: int = 4, first: Container[str] | None = None) -> list[Candidate]:
    """Return what may be a term in a sentence, of at most so many content words, in order.

    Where not all are wanted, ``first`` has the keys of the words that those begin with.

    >>> [found.key for found in candidates("La Cour pénale internationale siège à La Haye.", 2)]
    ['cour', 'cour pénale', 'pénale', 'pénale internationale', 'internationale', 'internationale siège', 'siège', \
'siège à la haye', 'haye']
    >>> [found.key for found in candidates("L’ONU, elle, s'en va.")]
    ['onu']
    >>> [found.key for found in candidates("La Cour pénale siège.", 2, {"cour"})]
    ['cour', 'cour pénale']
    """
    found: list[Candidate] = []
    run: list[_Word] = []
    before = ""
    for token in tokens(sentence, "fr"):
        kind = _KINDS[token.text]
        if kind == _BREAK:
            if run:
                _add(found, run, most, first)
                run = []
        elif run or kind == _CONTENT:
            run.append((token, kind, before))
        before = token.text
    if run:
        _add(found, run, most, first)
    return found


def key_of(word: str) -> str:
    """Return what a word of a term is told by.

    >>> key_of("L’"), key_of("ONU")
    ("l'", 'onu')
    """
    return word.lower().replace("’", "'")


def parts_of(key: str) -> list[str]:
    """Return the words of a candidate, small ones among them.

    >>> parts_of("cour d'appel"), parts_of("aujourd'hui")
    (['cour', "d'", 'appel'], ["aujourd'hui"])
    """
    return _ELIDED.sub(r"\1 ", key).split(" ") if "'" in key else key.split(" ")


def _add(found: list[Candidate], run: list[_Word], most: int, first: Container[str] | None) -> None:
    for number, (begin, kind, before) in enumerate(run):
        if kind != _CONTENT or (first is not None and _KEYS[begin.text] not in first):
            continue
        stands = standing(before, begin.text)
        key, words = "", 0
        for token, what, _ in run[number:]:
            key += ("" if not key or key.endswith("'") else " ") + _KEYS[token.text]
            if what != _CONTENT:
                continue
            words += 1
            found.append(Candidate(key, words, begin.start, token.end, stands))
            if words == most:
                break


_KEYS = Memo(key_of)


def _kind_of(word: str) -> int:
    """Return whether a token may begin and end a term, stand in it, or parts terms.

    >>> [_kind_of(word) for word in ("coopération", "ONU", "de", "L’", "elle", ",", "2014", "-t-il")]
    [1, 1, 2, 2, 0, 0, 0, 0]
    """
    key = key_of(word)
    if key in INNER:
        return _LINK
    if not any(map(str.isalpha, word)) or any(map(str.isdigit, word)) or word.startswith("-") or key.endswith("'"):
        return _BREAK
    if fold(key) in FRENCH_EMPTY or (len(word) < _LEAST and not (word.isupper() and len(word) > 1)):
        return _BREAK
    return _CONTENT


_KINDS = Memo(_kind_of)

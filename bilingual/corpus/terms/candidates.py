"""French sentences → what may be a term in them: content words, and runs of words that begin and end with one."""

from __future__ import annotations

from typing import NamedTuple

from bilingual.alignment.words.tokens import Token, tokens
from bilingual.lexicon.folding import fold
from bilingual.lexicon.lemmas import is_infinitive
from bilingual.lexicon.memo import Memo
from bilingual.lexicon.small_words import FRENCH_DETERMINERS, FRENCH_EMPTY

# What may stand between the words of a term: *Cour pénale de la Haye*, *mise en œuvre*.
INNER = frozenset(("de", "du", "des", "d'", "la", "le", "les", "l'", "à", "au", "aux", "en"))
# What stands before nouns (*le*, *la* and *les* seldom are objects of verbs), and before nouns or infinitives.
_BEFORE_NOUNS = frozenset(f"{word}'" if len(word) == 1 else word for word in FRENCH_DETERMINERS) | frozenset(
    ("mon", "ma", "mes", "quel", "quelle", "chaque", "plusieurs", "quelques")
)
_BEFORE_EITHER = frozenset(("de", "d'", "en", "par", "sans", "sous"))
# Letters of the shortest word that is a term by itself; acronyms may be shorter.
_LEAST = 3
_CONTENT, _LINK, _BREAK = 1, 2, 0


class Candidate(NamedTuple):
    """What may be a term: ``key`` is the same for all cases and apostrophes, ``words`` counts its content words.

    It stands at ``sentence[start:end]``, in characters. ``nominal`` says that it stands as a noun does: behind an
    article or the like, or with a capital that does not open the sentence.
    """

    key: str
    words: int
    start: int
    end: int
    nominal: bool = False


def candidates(sentence: str, most: int = 4) -> list[Candidate]:
    """Return what may be a term in a sentence, of at most so many content words, in order.

    >>> [found.key for found in candidates("La Cour pénale internationale siège à La Haye.", 2)]
    ['cour', 'cour pénale', 'pénale', 'pénale internationale', 'internationale', 'internationale siège', 'siège', \
'siège à la haye', 'haye']
    >>> [found.key for found in candidates("L’ONU, elle, s'en va.")]
    ['onu']
    """
    found: list[Candidate] = []
    run: list[_Word] = []
    before = ""
    for token in tokens(sentence, "fr"):
        kind = _KINDS[token.text]
        if kind == _BREAK:
            _add(found, run, most)
            run = []
        elif run or kind == _CONTENT:
            run.append(_Word(token, kind, _is_nominal(before, token.text)))
        before = token.text
    _add(found, run, most)
    return found


def _is_nominal(before: str, word: str) -> bool:
    """Whether a word stands as a noun does behind another one, or as a name.

    >>> [_is_nominal(*words) for words in (("Le", "pouvoir"), ("de", "pouvoir"), ("de", "mesure"), ("a", "mesuré"))]
    [True, False, True, False]
    """
    led = _KEYS[before]
    if led in _BEFORE_NOUNS or (before.isalpha() and word[0].isupper()):
        return True
    return led in _BEFORE_EITHER and not is_infinitive(word.lower(), "fr")


class _Word(NamedTuple):
    """A token of a run, what it is there, and whether it stands as a noun does."""

    token: Token
    kind: int
    nominal: bool


def key_of(word: str) -> str:
    """Return what a word of a term is told by.

    >>> key_of("L’"), key_of("ONU")
    ("l'", 'onu')
    """
    return word.lower().replace("’", "'")


def _add(found: list[Candidate], run: list[_Word], most: int) -> None:
    for first, (begin, kind, nominal) in enumerate(run):
        if kind != _CONTENT:
            continue
        key, words = "", 0
        for token, what, _ in run[first:]:
            key += ("" if not key or key.endswith("'") else " ") + _KEYS[token.text]
            if what != _CONTENT:
                continue
            words += 1
            if words > most:
                break
            found.append(Candidate(key, words, begin.start, token.end, nominal))


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

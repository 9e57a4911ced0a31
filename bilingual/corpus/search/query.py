"""What a person types → what is looked for: words, phrases and beginnings of words, each in one language or both."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bilingual.corpus.search.folding import FOLDED, words_in
from bilingual.errors import UsageError
from bilingual.lexicon.lemmas import looked_up
from bilingual.wording import shortened

# Bounds of a query, so that no paste becomes a search that never ends: characters, and words or phrases.
MOST_CHARACTERS, MOST_TERMS = 2_000, 64
_REMEDY = 'Write words, "phrases", beginnings (coop*), fr: or en: before them, - before what must not be there'
_QUOTES = {'"': '"', "«": "»", "“": "”", "„": "“”"}
_OR = frozenset({"OR", "|"})
# What joins words says nothing besides but for OR; the asterisk alone is every segment.
_OPERATORS = _OR | {"AND", "*"}
_HEAD = re.compile(r"(?P<minus>[-−–]?)(?:(?P<language>[A-Za-z]{2,3}):)?(?P<inner>[-−–]?)(?P<exact>=?)")


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or several in a row, in one side (0 the source, 1 the target) or either.

    ``words`` are folded. ``begins`` says that the last one need only begin so. ``bases`` are, by side, the folded base
    forms by which a single word is found in all its forms; empty where it is to stand as it is written.
    """

    words: tuple[str, ...]
    sides: tuple[int, ...] = (0, 1)
    begins: bool = False
    bases: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


@dataclass(frozen=True, slots=True)
class Query:
    """What every hit has, each a choice of terms, and what no hit has. Nothing at all is asked of by ``*``."""

    wanted: tuple[tuple[Term, ...], ...] = ()
    excluded: tuple[Term, ...] = ()


def parse(text: str, languages: tuple[str, str]) -> Query:
    """Return what a person asks of a corpus in two languages. Raises UsageError, on one line, for what is no query.

    >>> parse('fr:"l’armée" en:-coop* =Mali', ("fr", "en")).excluded
    (Term(words=('coop',), sides=(1,), begins=True, bases=((), ())),)
    >>> parse("Églises", ("fr", "en")).wanted[0][0].bases
    (('eglises', 'eglise'), ('eglises', 'eglise'))
    """
    if len(text) > MOST_CHARACTERS:
        raise _wrong(f"a query has {MOST_CHARACTERS:,} characters at most")
    wanted: list[tuple[Term, ...]] = []
    excluded: list[Term] = []
    place, joined, everything = 0, False, False
    while (place := _past_spaces(text, place)) < len(text):
        bare = text[place:].split(None, 1)[0]
        if bare in _OPERATORS:
            if bare in _OR and (joined or not wanted):
                raise _wrong(f"'{bare}' stands between two words")
            joined, everything = joined or bare in _OR, everything or bare == "*"
            place += len(bare)
            continue
        term, negative, place = _term(text, place, languages)
        _add(term, wanted, excluded, joined=joined, negative=negative)
        joined = False
    if joined:
        raise _wrong("'OR' stands between two words")
    if not (wanted or excluded or everything):
        raise _wrong("the query is empty")
    return Query(tuple(wanted), tuple(excluded))


def _add(term: Term, wanted: list[tuple[Term, ...]], excluded: list[Term], *, joined: bool, negative: bool) -> None:
    """Take a term more. Raises UsageError."""
    if sum(map(len, wanted)) + len(excluded) == MOST_TERMS:
        raise _wrong(f"a query has {MOST_TERMS} words and phrases at most")
    if negative and joined:
        raise _wrong("what must not be there stands by itself, not behind OR")
    if negative:
        excluded.append(term)
    elif joined:
        wanted[-1] = (*wanted[-1], term)
    else:
        wanted.append((term,))


def _past_spaces(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _term(text: str, place: int, languages: tuple[str, str]) -> tuple[Term, bool, int]:
    """Return the term that begins at a place, whether it must not be there, and where it ends. Raises UsageError."""
    head = _HEAD.match(text, place)
    if head is None:  # all of its parts may be empty
        raise AssertionError
    sides, begin = _sides(head, languages, text)
    opening = text[begin : begin + 1]
    if opening in _QUOTES:
        end = next((at for at in range(begin + 1, len(text)) if text[at] in _QUOTES[opening]), -1)
        if end < 0:
            raise _wrong(f"a quotation mark before '{shortened(text[begin + 1 :])}' is not closed")
        inside, behind = text[begin + 1 : end], end + 1
        if text[behind : behind + 1] == "*":
            inside, behind = f"{inside}*", behind + 1
    else:
        inside = text[begin:].split(None, 1)[0] if text[begin:].strip() else ""
        inside = "" if text[begin : begin + 1].isspace() else inside
        behind = begin + len(inside)
    if inside.startswith("(") and head["language"]:
        raise _wrong(f"'{head['language']}:' stands before one word or phrase, not before brackets")
    begins = inside.rstrip().endswith("*")
    plain = inside.rstrip().removesuffix("*")
    if "*" in plain:
        raise _wrong(f"a * may stand at the end of a word alone, not as in '{shortened(inside)}'")
    written = words_in(plain)
    if not written:
        raise _wrong(f"there is no word in '{shortened(text[place:behind]) or text[place:behind].strip()}'")
    by_base = len(written) == 1 and opening not in _QUOTES and not head["exact"] and not begins
    bases = [_bases(written[0], language) if by_base else () for language in languages]
    term = Term(tuple(FOLDED[word] for word in written), sides, begins, (bases[0], bases[1]))
    return term, bool(head["minus"] or head["inner"]), behind


def _sides(head: re.Match[str], languages: tuple[str, str], text: str) -> tuple[tuple[int, ...], int]:
    """Return in which sides a term is looked for, and where it begins behind what says so."""
    language = (head["language"] or "").lower()
    known = [code.lower() for code in languages]
    if language in known:
        return (known.index(language),), head.end()
    if not language:
        return (0, 1), head.end()
    if (
        (rest := text[head.end("language") + 1 : head.end("language") + 2])
        and not rest.isspace()
        and rest not in "/0123456789"
    ):
        raise _wrong(f"the corpus has no '{head['language']}': it is in {' and '.join(languages)}")
    return (0, 1), head.start("language")


def _bases(word: str, language: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((FOLDED[word], *(FOLDED[base] for base in looked_up(word, language)))))


def _wrong(what: str) -> UsageError:
    return UsageError(what, _REMEDY)

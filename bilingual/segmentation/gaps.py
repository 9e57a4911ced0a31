"""Where a line could be cut: the gaps behind terminal marks, and the typography around them. The same for any language.

Everything here works on a view of the line in which quotation marks tell their direction (``direct_quotes``); the view
has the line's length, so that offsets hold for both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bilingual.segmentation.enclosed import enclosed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bilingual.segmentation.language import Facts

# A parenthesis longer than this (characters) is taken for two stray brackets.
LONGEST_PARENTHESIS = 600
# How far (characters) a rule looks back for the word before a stop, and for the whole address or file name.
REACH = 40

_AMBIGUOUS = re.compile('["“”„]')
_TERMINAL = frozenset(".!?…")
_OPENERS = "«‹([{—–-/"
# What is not seen: soft hyphens, zero-width and directional marks. They stand on the side where they were typed.
INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
# The numbers of notes, with what may stand between them. A bare one needs a word, a quotation or a sign in front of its
# stop, as in a figure (2.1) the number is no note's; behind a year the next word decides (``rules.note_mark``).
_NUMBERS = r"\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*+"
_BARE_NOTE = (
    r"(?=\d)(?:(?<=[^\W\d_][.!?…])|(?<=[»›”)%€$£°\]][.!?…])|(?<=[.!?…][.!?…])|(?<=[.!?…][»›”)])|(?<=[.!?…]\s[»›”)])|(?<=\s[!?])"
    r"|(?<=\b(?:19|20)\d\d[.!?…]))"
    rf"{_NUMBERS}(?=\s++[«‹“(\[—–]?\s?[A-ZÀ-ÖØ-ÞŒ])"
)
_BRACKETED_NOTE = (
    rf"\[(?:\^|(?:[Nn]ote|N|n)\b\.?\s?)?{_NUMBERS}\]|\((?:[Nn]ote\s)?{_NUMBERS}\)"
    r"|\[(?:[a-z]|\*{1,3})\]|⁽[⁰-⁹¹²³]{1,3}⁾"
)
_GAP = re.compile(
    rf"""(?P<marks>[.!?…]++(?:\s++[.!?…]++(?!\w))*+)
        (?P<closing>(?:\s*+(?:[»›)\]}}]>?|>>|[:;]-?[()](?!\w)|[❤🌀-🫿]\ufe0f?)|['’](?!\w)|[*_†‡¹²³⁰-⁹{INVISIBLE}]+
            |{_BRACKETED_NOTE}|{_BARE_NOTE})*+)
        (?P<space>\s*+)
        (?P<opening>(?:(?:[«‹(\[{{‘*_¿¡{INVISIBLE}]|<<|['’](?=\w)|[—–•]|-++(?=\s))\s*+)*+)""",
    re.VERBOSE,
)
_WORD_BEFORE = re.compile(r"""[^\s«»‹›()\[\]{}",;:—–]*$""")
_WORD_AFTER = re.compile(r"[^\W_]+(?:['’](?=\w)|(?:-[^\W_]+)*)")
_CLOSING_BRACKET = {"(": ")", "[": "]"}
_BRACKET = re.compile(r"[()\[\]]")


def _direction(line: str, at: int) -> bool | None:
    """Say whether the quotation mark at an offset opens (True) or closes, or None where its neighbours do not tell."""
    before = line[at - 1] if at else " "
    after = line[at + 1] if at + 1 < len(line) else " "
    elided = before in "'’" and at > 1 and line[at - 2].isalpha()
    free_before = before.isspace() or before in _OPENERS or elided
    free_after = not after.isalnum() and after not in _OPENERS
    return free_before if free_before != free_after else None


def direct_quotes(line: str) -> str:
    """Turn quotation marks that do not tell open from close (``"``, ``“``, ``”``) into ``«`` or ``»``, by context.

    The neighbours decide. Where they do not, ``“`` and ``”`` mean what they mean in English, and ``"`` alternates; but
    behind a terminal mark it closes if no other is left to close it.

    >>> direct_quotes('"Vite !" dit-il. C’est d’”engranger” : “oui“. " Non ! "')
    '«Vite !» dit-il. C’est d’«engranger» : «oui». « Non ! »'
    >>> direct_quotes('La fin. " Il dit : "Non."')
    'La fin. » Il dit : «Non.»'
    """
    if not _AMBIGUOUS.search(line):
        return line
    chars = list(line)
    marks = [(match.start(), match[0], _direction(line, match.start())) for match in _AMBIGUOUS.finditer(line)]
    inside = False
    for number, (at, mark, told) in enumerate(marks, 1):
        opens = told
        if mark == "„" or (told is None and mark != '"'):
            opens = mark != "”"
        elif told is None:
            last = number == len(marks) or marks[number][2] is True
            opens = not inside and not (last and line[max(0, at - 3) : at].rstrip()[-1:] in _TERMINAL)
        inside = bool(opens)
        chars[at] = "«" if opens else "»"
    return "".join(chars)


def parentheses(line: str) -> list[tuple[int, int]]:
    """Return (open, close) offsets of the outermost matched round or square brackets, ascending.

    >>> parentheses("Il (52 ans [né à Kati]) est a) ici, b) (là.")
    [(3, 22)]
    """
    marks = ((match.start(), match[0]) for match in _BRACKET.finditer(line))
    return enclosed(marks, _CLOSING_BRACKET, LONGEST_PARENTHESIS)


def next_word(line: str, at: int) -> str:
    """Return the word that begins at an offset of the line; of an elided word the part with its apostrophe.

    >>> next_word("Qu’est-ce ?", 0), next_word("Est-ce l'heure ?", 0)
    ('Qu’', 'Est-ce')
    """
    match = _WORD_AFTER.match(line, at, at + REACH)
    return match[0] if match else ""


@dataclass(frozen=True)  # without slots, for the cached properties: several rules ask for the same words
class Gap:
    """A place between two words where a sentence may end: terminal marks, and what stands around them.

    ``line`` is the view (see ``direct_quotes``). The segment under way begins at ``start``; its last word ends before
    ``stop``; ``marks`` (`.`, `?!`, `…`) stand there; with the closing marks it would end at ``end``. The next segment
    would begin at ``next``, with opening marks, and its first word or number stands at ``first``.
    ``parenthesis`` holds the gap, or is None.
    """

    line: str
    facts: Facts
    start: int
    stop: int
    marks: str
    end: int
    next: int
    first: int
    parenthesis: tuple[int, int] | None

    @property
    def initial(self) -> str:
        """Return the first character of what would be the next segment's first word."""
        return self.line[self.first]

    @cached_property
    def before(self) -> str:
        """Return the word before the marks, without elided article (`l'art.` gives `art`).

        >>> from bilingual.segmentation.french import FRENCH
        >>> [gap.before for gap in gaps("Selon l'art. 12 du R.-U. de M. Le Pen ! Oui", FRENCH)]
        ['art', 'R.-U', 'M', '']
        """
        match = _WORD_BEFORE.search(self.line, max(self.start, self.stop - REACH), self.stop)
        return self.facts.elision.sub("", match[0]) if match else ""

    @cached_property
    def word(self) -> str:
        """Return the next word as written; of an elided word the part with its apostrophe. Empty before a symbol."""
        return next_word(self.line, self.first)

    @cached_property
    def after(self) -> str:
        """Return the next word as the facts list it: in lower case, with a straight apostrophe.

        >>> from bilingual.segmentation.french import FRENCH
        >>> [gap.after for gap in gaps("Oui. C’est vrai ! « Est-ce tout ? »", FRENCH)]
        ["c'", 'est-ce']
        """
        return self.word.lower().replace("’", "'")

    @property
    def closed(self) -> bool:
        """Return whether closing marks stand behind the terminal marks."""
        return self.end > self.stop + len(self.marks)

    def since(self, start: int) -> Gap:
        """Return the gap as it is when the segment under way begins at ``start``."""
        # Not dataclasses.replace, which takes twice as long: every sentence comes here.
        return Gap(
            self.line, self.facts, start, self.stop, self.marks, self.end, self.next, self.first, self.parenthesis
        )


def gaps(line: str, facts: Facts) -> Iterator[Gap]:
    """Yield the gaps of a line (a view) in order, as if no segment ended at any of them; the line's end is no gap."""
    spans = parentheses(line) if "(" in line or "[" in line else []
    at = 0
    for match in _GAP.finditer(line):
        stop, end, following, first = match.start(), match.end("closing"), match.end("space"), match.end()
        if first == len(line) or (first == end and not line[first].isupper()):
            # The end of the line; or a stop inside a number, an address or an abbreviation, or a comma follows.
            continue
        while at < len(spans) and spans[at][1] < stop:
            at += 1
        holds = at < len(spans) and spans[at][0] < stop
        yield Gap(line, facts, 0, stop, match["marks"], end, following, first, spans[at] if holds else None)

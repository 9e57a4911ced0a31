"""The facts of English that decide where a sentence ends: quoted dialogue above all, in single quotation marks too."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from bilingual.languages import word_set
from bilingual.segmentation.plain import PLAIN, straightened

# Punkt takes short words in front of these for abbreviations (cold. With). No word that is a name as well is among them
# (An, So, Will), as names follow initials.
STARTERS: Final = word_set("""
    the this that these those there here he she it its we they you your his her hers their our my mine
    and but or nor yet also however although though because since unless until while whereas whether if
    as at by for from in into of on onto over under up upon with within without against among around before behind
    below beneath beside besides between beyond despite during after across along above through throughout toward
    towards
    when where why how what which who whom whose whatever whenever wherever whoever
    not never now then thus hence therefore moreover furthermore nevertheless nonetheless meanwhile otherwise instead
    perhaps once again soon always often sometimes suddenly finally indeed
    all both each either every everybody everyone everything few many more most much neither nobody nothing several
    some somebody someone something somewhere such another any anybody anyone anything other others
    is are was were has had does did could would should must being having
    let yes
""")
ENGLISH: Final = replace(
    PLAIN,
    titles=PLAIN.titles
    | word_set("""
        Messrs Mesdames Mmes Capt Col Cpl Gen Lt Lieut Maj Sgt Cmdr Adm Rev Hon Gov Sen Rep Pres Supt Mons M MM Sgts
        Drs Profs Sts Fr Bros vs viz cf
    """),
    references=PLAIN.references | word_set("nos vols figs ch chap sec ex par"),
    starters=STARTERS,
    learned=True,
)

_SINGLE = re.compile("['‘’]")
# What an apostrophe begins, so that it opens no quotation.
_CLIPPED: Final = word_set("""
    s ll re ve d m t am em er un n tis twas twere twill twould twont cause bout til till neath gainst mid midst ere fore
    round cross cos cept pon tween twixt nother nuff tain tisn
""")
_WORD = re.compile(r"[a-z]+")
_BEFORE_QUOTES = '([{—–-"“«‹/*_'
_AFTER_QUOTES = '.,;:!?…)]}—–-"”»›*_'


def with_quotes(line: str) -> str:
    """Return a line with single quotation marks as ``‹`` and ``›``, told from apostrophes; offsets hold.

    Where one of a pair is missing, the other stays as it is.

    >>> with_quotes("'Well!' thought Alice, 'after such a fall I don't mind.' The boys' dog barked.")
    "‹Well!› thought Alice, ‹after such a fall I don't mind.› The boys' dog barked."
    >>> with_quotes("' Oh! ' said Alice; ' it 's late. '"), with_quotes("‘Why?’ ’Tis Martha’s.")
    ("‹ Oh! › said Alice; ‹ it 's late. ›", '‹Why?› ’Tis Martha’s.')
    """
    line = straightened(line)
    if not _SINGLE.search(line):
        return line
    chars, opened = list(line), None
    for match in _SINGLE.finditer(line):
        at = match.start()
        opens = _direction(line, at, inside=opened is not None)
        if opens:
            opened = at
        elif opens is False and opened is not None:
            chars[opened], chars[at] = "‹", "›"
            opened = None
    return "".join(chars)


def _direction(line: str, at: int, *, inside: bool) -> bool | None:
    """Say whether the mark at an offset opens a quotation (True), closes one, or is an apostrophe (None)."""
    before, after = line[at - 1 : at] or " ", line[at + 1 : at + 2] or " "
    free_before = before.isspace() or before in _BEFORE_QUOTES
    free_after = after.isspace() or after in _AFTER_QUOTES
    if line[at] == "‘":
        return True
    if free_before and free_after:
        # A mark between spaces, or between other marks, is the other one of its pair.
        return not inside and line[at] != "’"
    if free_before:
        word = _WORD.match(line.lower(), at + 1)
        return None if line[at] == "’" or (word and word[0] in _CLIPPED) else True
    return False if free_after and inside else None

"""Questions about the outside of a line: how it begins and ends, and what is left of it without its typography."""

from __future__ import annotations

import re
import unicodedata

from bilingual.readers.page.patterns import lazy
from bilingual.segmentation.other_scripts import MARKS

# For regular expressions: a capital letter, whatever the rest of the pattern makes of case.
CAPITAL = r"(?-i:[^\W\d_a-zß-öø-ÿœ])"
# Those of other scripts are in no French text.
STOPS = ".!?…" + MARKS
OPENING = "«“„\"'‘‹([{"
# Web pages leave a stray ">" behind closing quotation marks; footnote stars and mark-up end lines, too.
CLOSING = "»”\"'’›)]}>*_」』）】》"

# A capital with a full stop numbers a chapter: "I. Délibérations".
_BULLET = lazy(r"[-–—―•·●○◦▪■►▶→➔✓✔※*+>]|\(?[a-z][.)]\s|\(?[A-Z]\)\s")
_SPACE = lazy(r"(?:(?![\u00a0\u202f])\s)+")
_TAIL = 64


def one_line(text: str | None) -> str | None:
    r"""Return text on one line, None where nothing is left. The no-break spaces of French typography stay.

    >>> one_line(" Mali\u00a0:\n la suite ")
    'Mali\xa0: la suite'
    """
    return _SPACE.sub(" ", text).strip(" ") or None if text else None


def final_mark(text: str) -> str:
    """Return the last character of ``text`` behind which only closing marks and white space stand, or nothing.

    >>> final_mark("« C'est fini ! »"), final_mark("l’“URSS”")
    ('!', 'S')
    """
    return text[-_TAIL:].rstrip(CLOSING + " \t\u00a0\u202f\u2009")[-1:]


def stops(text: str) -> bool:
    """Tell whether ``text`` ends as a sentence does.

    >>> stops("Il l’a dit.»>"), stops("La Russie soutient le Mali")
    (True, False)
    """
    return final_mark(text) in tuple(STOPS)


def starts_lower(text: str) -> bool:
    """Tell whether the first letter or digit of ``text`` is a small letter: then it continues something.

    >>> starts_lower("« la suite"), starts_lower("Le début"), starts_lower("2 août")
    (True, False, False)
    """
    return next((c.islower() for c in text[:_TAIL] if c.isalnum()), False)


def is_item(text: str) -> bool:
    """Tell whether ``text`` looks like an item of a list, or a line of dialogue: it begins with a bullet or dash.

    >>> is_item("– Que pensez-vous ?"), is_item("a) le riz"), is_item("A Bamako")
    (True, True, False)
    """
    return _BULLET.match(text) is not None


def is_balanced(text: str) -> bool:
    """Tell whether every quotation mark and bracket of ``text`` that opens also closes.

    >>> is_balanced("Un soutien “constant”"), is_balanced("dit : « Nous")
    (True, False)
    """
    pairs = (("«", "»"), ("(", ")"), ("[", "]"))
    # Some pages write ” for both curly marks, so only their number counts.
    return all(text.count(a) == text.count(b) for a, b in pairs) and sum(map(text.count, "“”")) % 2 == 0


def loose(phrases: tuple[str, ...]) -> str:
    """Return a regular expression for any of ``phrases``: accents optional, any apostrophe, any white space.

    It is meant to be matched without regard to case.

    >>> bool(re.fullmatch(loose(("août", "capture d'écran")), "CAPTURE D’ECRAN", re.IGNORECASE))
    True
    """
    return "(?:" + "|".join("".join(map(_loose_character, p)) for p in sorted(phrases, key=len, reverse=True)) + ")"


_VARIANTS = {"a": "aàâä", "c": "cç", "e": "eéèêë", "i": "iîï", "o": "oôö", "u": "uùûü"}
APOSTROPHE = "['’ʼ`´‘′]"


def _loose_character(character: str) -> str:
    """Return a regular expression for ``character`` with or without its accent, composed or not."""
    base = unicodedata.normalize("NFD", character)[0]
    if base in _VARIANTS:
        return f"[{_VARIANTS[base]}][\u0300-\u036f]?"
    return {" ": r"\s{1,3}", "'": APOSTROPHE}.get(character) or re.escape(character)

"""How stored facts look on a page: pure functions from a value to what a reader sees. Nothing here touches a file."""

from __future__ import annotations

import re
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING

from bilingual.lexicon.calendar import ENGLISH_MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markupsafe import Markup

    from bilingual.data import Pair, Span

_ISO_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?", re.ASCII)

# What the HTML standard forbids in text (controls that are no white space), and what UTF-8 cannot carry (surrogates).
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]")

_NARROW = "\N{NARROW NO-BREAK SPACE}"
_WIDE = "\N{NO-BREAK SPACE}"
_THIN = "\N{THIN SPACE}"
# French sets a narrow space before ; ! ? and a word space before : » % and behind «; neither may end a line.
_FRENCH_SPACES = (
    (re.compile(rf"[ {_THIN}](?=[;!?])"), _NARROW),
    (re.compile(rf"[ {_THIN}](?=[:»%])|(?<=«)[ {_THIN}]"), _WIDE),
    (re.compile(rf"(?<=\d)[ {_THIN}](?=\d{{3}}(?!\d))", re.ASCII), _NARROW),
)

_SHORT_DIGEST = 12


def for_html(text: str) -> str:
    r"""Replace the characters that no HTML file may hold by U+FFFD.

    >>> for_html("a\x00b\udcffc")
    'a�b�c'
    """
    # Nothing that may stand in no file can be printed: most texts are known to be fine at a glance.
    return text if text.isprintable() else _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def typeset(text: str, language: str) -> str:
    r"""Return ``text`` with the spaces that its language (an ISO 639-1 code) never breaks a line at.

    Only the page does this: one space stands in for another, nothing is added or lost, and the corpus keeps the exact
    source. Text copied from a page therefore differs from the corpus by these spaces alone.

    >>> typeset("« Vraiment ? » : 50 %, 10 000 tonnes !", "fr")
    '«\xa0Vraiment\u202f?\xa0»\xa0: 50\xa0%, 10\u202f000 tonnes\u202f!'
    >>> typeset("Really ?", "en")
    'Really ?'
    """
    if language == "fr":
        for pattern, space in _FRENCH_SPACES:
            text = pattern.sub(space, text)
    return text


def underlined(text: str, spans: Iterable[Span]) -> Markup:
    """Return an escaped text in which the stretches ``spans``, ascending and apart, are marked as faulty (``u``).

    >>> print(underlined("Jean & Camara", [(7, 13)]))
    Jean &amp; <u>Camara</u>
    """
    # Late: only a run that writes pages pays for it.
    from markupsafe import Markup, escape

    # One character stands for one, so that the places hold.
    text = for_html(text)
    pieces, done = Markup(), 0
    for start, end in spans:
        pieces += escape(text[done:start]) + Markup("<u>{}</u>").format(text[start:end])
        done = end
    return pieces + escape(text[done:])


def links(pair: Pair) -> str:
    """Return the word links of a pair as its page has them, about four characters a link.

    Of each link, in both texts, how far behind the end of the one before it begins, and how long it is, as signed
    numbers of variable length (``_number``) in UTF-16 units, which scripts count. Links of marks are left out, which
    are no words, and links that do not lie in the texts, as those of a stranger's corpus may.

    >>> from bilingual.data import Kind, Pair, Segment, Translation
    >>> segment = Segment("a", 1, 1, Kind.BODY, 0, 8, "😀 Le chat")
    >>> links(Pair(segment, Translation("😀 The cat", None), links=((0, 1, 0, 1), (5, 9, 6, 9), (5, 99, 0, 1))))
    'KGME'
    """
    texts = (pair.segment.text, pair.translation.text)
    if not pair.links:
        return ""
    units = [_units(text) for text in texts]
    ends = [0, 0]
    said = []
    for a, b, c, d in pair.links:
        inside = 0 <= a < b <= len(texts[0]) and 0 <= c < d <= len(texts[1])
        if inside and any(map(str.isalnum, texts[0][a:b] + texts[1][c:d])):
            for side, start, end in ((0, a, b), (1, c, d)):
                first, last = units[side][start], units[side][end]
                said += [_number(first - ends[side]), _number(last - first)]
                ends[side] = last
    return "".join(said)


def _number(value: int) -> str:
    """Return a number as source maps have it (VLQ), in digits that no attribute must escape: ``?`` to ``~``.

    A digit holds five bits, the lowest first; all but the last have a sixth one. The lowest bit of all is the sign.

    >>> _number(0), _number(-1), _number(15), _number(16), _number(1000)
    ('?', 'B', ']', '_@', 'o}@')
    """
    left, digits = abs(value) << 1 | (value < 0), ""
    while True:
        left, digit = left >> 5, left & 31
        digits += chr(ord("?") + (digit | 32 if left else digit))
        if not left:
            return digits


def _units(text: str) -> Sequence[int]:
    """Return where each character of a text begins in UTF-16, and where the text ends."""
    if text.isascii() or max(text) <= "\uffff":
        return range(len(text) + 1)
    return (0, *accumulate(1 + (letter > "\uffff") for letter in text))


def is_date(text: str) -> bool:
    """Tell whether ``text`` is an ISO 8601 year, month or day that exists.

    >>> [is_date(text) for text in ("2023-08-02", "2022-08", "2022", "2023-02-30", "hier")]
    [True, True, True, False, False]
    """
    match = _ISO_DATE.fullmatch(text)
    if not match:
        return False
    try:
        date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
    except ValueError:
        return False
    return True


def date_words(text: str) -> str:
    """Return an ISO 8601 date in English, as precise as it is; anything else as it stands.

    >>> [date_words(text) for text in ("2023-08-02", "2022-08", "2022", "hier")]
    ['2 August 2023', 'August 2022', '2022', 'hier']
    """
    match = _ISO_DATE.fullmatch(text)
    if not match or not is_date(text):
        return text
    month = match["month"] and ENGLISH_MONTHS[int(match["month"]) - 1]
    day = match["day"] and str(int(match["day"]))
    return " ".join(word for word in (day, month, match["year"]) if word)


def short_digest(digest: str) -> str:
    """Return the first 12 characters of a hexadecimal digest, enough to tell two files apart at a glance.

    >>> short_digest("7b4a10bd26d769511f0c")
    '7b4a10bd26d7'
    """
    return digest[:_SHORT_DIGEST]

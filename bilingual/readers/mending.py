"""What went wrong with a text on its way, put right before it is read, and said: offsets are into the text as mended.

Three things that can be told for sure: bytes of value 0, entities of HTML in a text that is none, and mojibake (UTF-8
that some program took for Windows-1252 and the like). The last is left to ftfy's ``fix_encoding``
(https://ftfy.readthedocs.io), which knows it from what looks like it; nothing else of ftfy is used.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from html.entities import html5

from bilingual.wording import count

_ENTITY = re.compile(r"&(?:amp;)?(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# A text with these is HTML, and its entities are for whoever reads that.
_TAG = re.compile(r"</?(?:p|br|div|span|a|b|i|em|strong|h[1-6]|ul|ol|li|table|td|tr)\b[^<>]*>", re.IGNORECASE)
# What mojibake of Latin texts cannot do without, and what shows that it is none of the French words with such a letter
# (`Âgé`); controls that no text has (U+0085 ends lines on some machines).
_MARKS = ("Ã", "Â", "â€", "Å", "√", "Ð", "Ñ", "├", "Ă")
_MOJIBAKE = re.compile(
    r"[ÃÂÐÑĂ](?:[^\w\s]|[\s\u00aa\u00b2\u00b3\u00b5\u00b9\u00ba\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192])"
    r"|Ã[Â¢ƒ]|â€|Å[“’¸\u0080-\u009f]|√[^\s\d]|├[^\s─├┤]|[\x80-\x84\x86-\x9f]"
)
_CONTROLS = re.compile(r"[\x80-\x84\x86-\x9f]")
# The same in UTF-8: bytes are found by their first, which takes a tenth of the time.
_CONTROLS_IN_BYTES = re.compile(rb"\xc2[\x80-\x84\x86-\x9f]")
# Letters that are in French, and in no mojibake of it: a line that has them is right, and may be about mojibake.
_SOUND = re.compile("[éèêàç]")
_QUOTES = "â€"


@dataclass(frozen=True, slots=True)
class Mended:
    """A text, and in words what was done about it, each word of it to follow the source's name."""

    text: str
    notes: tuple[str, ...] = ()
    mojibake: bool = False

    def encoding(self, name: str) -> str:
        """Return how the text was read, given the name of its encoding.

        >>> Mended("été", (), mojibake=True).encoding("utf-8")
        'utf-8 (mojibake mended by ftfy)'
        """
        return f"{name} (mojibake mended by ftfy)" if self.mojibake else name


def mend(text: str) -> Mended:
    """Return a text put right.

    >>> mend("L&#39;&amp;eacute;t&eacute;")
    Mended(text="L'été", notes=('has 3 entities of HTML, which were decoded',), mojibake=False)
    >>> mend("Le ministÃ¨re a parlÃ©.").text, mend("L’âge de l’été à Âmes").notes
    ('Le ministère a parlé.', ())
    """
    notes = []
    if zeros := text.count("\0"):
        text = text.replace("\0", "")
        notes.append(f"has {count(zeros, 'byte')} of value 0, which {_were(zeros)} left out")
    fixed = _without_mojibake(text)
    if "&" in text and not _TAG.search(text):
        plain, entities = _without_entities(text if fixed is None else fixed)
        if entities:
            notes.append(f"has {count(entities, 'entity', 'entities')} of HTML, which {_were(entities)} decoded")
            again = _without_mojibake(plain)  # what was written in entities
            text, fixed = plain, again if again is not None or fixed is None else plain
    if fixed is None:
        return Mended(text, tuple(notes))
    return Mended(fixed, (*notes, "was UTF-8 read as another encoding (mojibake), which was mended"), mojibake=True)


def mojibake_note(text: str) -> tuple[str, ...]:
    """Return what to say of a text that is to stay as it is, as JSON spells it out: that it is mojibake, if it is.

    >>> mojibake_note("PÃ¢ques"), mojibake_note("Pâques")
    (('looks like UTF-8 read as another encoding (mojibake), and was left as it is',), ())
    """
    if _without_mojibake(text) is None:
        return ()
    return ("looks like UTF-8 read as another encoding (mojibake), and was left as it is",)


def _without_entities(text: str) -> tuple[str, int]:
    """Return a text with its entities decoded, also those that were escaped twice, and how many there were."""
    count = 0

    def decoded(match: re.Match[str]) -> str:
        nonlocal count
        entity = match[0].replace("&amp;", "&", 1) if match[0] != "&amp;" else match[0]
        if entity[1] != "#" and entity[1:] not in html5:
            return match[0]
        count += 1
        return html.unescape(entity)

    return _ENTITY.sub(decoded, text), count


def _without_mojibake(text: str) -> str | None:
    """Return a text with its mojibake mended line by line, None where there is none."""
    if text.isascii():
        return None
    if not any(mark in text for mark in _MARKS) and not _CONTROLS_IN_BYTES.search(text.encode("utf-8", "replace")):
        return None
    lines = [_mended_line(line) for line in text.split("\n")]
    fixed = "\n".join(lines)
    return None if fixed == text else fixed


def _mended_line(line: str) -> str:
    if not _MOJIBAKE.search(line):
        return line
    if _SOUND.search(line) and _QUOTES not in line and not _CONTROLS.search(line):
        return line
    from ftfy import fix_encoding  # it takes a tenth of a second, and few texts need it

    return fix_encoding(line)


def _were(number: int) -> str:
    return "was" if number == 1 else "were"

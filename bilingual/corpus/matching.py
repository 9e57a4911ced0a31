"""Texts and ids as other programs give them back, known again: what a person would take for the same is the same."""

from __future__ import annotations

import re
import unicodedata

from bilingual.formats.csv import unguard

# What programs put in the place of one another, or leave out: typographic marks, spaces of all widths, invisible marks.
_FOLDED = str.maketrans(
    {
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{MODIFIER LETTER APOSTROPHE}": "'",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{HORIZONTAL ELLIPSIS}": "...",
        "\N{NON-BREAKING HYPHEN}": "-",
        "\N{SOFT HYPHEN}": "",
        "\N{ZERO WIDTH SPACE}": "",
        "\N{WORD JOINER}": "",
        "\N{ZERO WIDTH NO-BREAK SPACE}": "",
        "\N{LEFT-TO-RIGHT MARK}": "",
        "\N{RIGHT-TO-LEFT MARK}": "",
    }
)
_LINE_BREAK = re.compile(r"\s*[\r\n]\s*")
_TIME = re.compile(r"(\d{1,9}):(\d{1,9}):(\d{1,9})(?:[.,]0+)?(?:\s*([AaPp])\.?[Mm]\.?)?")


def sentence_key(text: str) -> str:
    """Return what is the same for texts that a person takes for one sentence.

    >>> sentence_key("L’été est là\N{NARROW NO-BREAK SPACE}!") == sentence_key(" L'été  est là ! ")
    True
    >>> sentence_key("Il est là.") == sentence_key("Il est las.")
    False
    """
    # Our own tables have an apostrophe before what could be a formula.
    return "".join(unicodedata.normalize("NFC", unguard(text)).translate(_FOLDED).split())


def is_same(said: str, text: str) -> bool:
    """Whether a file means a text, whatever programs made of its white space, its quotes and its sign of a formula.

    >>> is_same("'- Yes,  sir.", "- Yes, sir."), is_same("Yes.", "No.")
    (True, False)
    """
    return sentence_key(text) in {sentence_key(said), sentence_key(unquoted(said) or said)}


def id_key(identity: str) -> str | None:
    """Return what is the same for an id and the time of day that a spreadsheet made of it, None for what is no time.

    >>> id_key("1:1:1"), id_key("01:01:01"), id_key("01:01:01 PM"), id_key("13:1:1"), id_key("a:1:1")
    ('1:1:1', '1:1:1', '13:1:1', '13:1:1', None)
    """
    found = _TIME.fullmatch(identity.strip())
    if not found:
        return None
    hours, minutes, seconds = (int(digits) for digits in found.group(1, 2, 3))
    if half := (found[4] or "").lower():
        hours = hours % 12 + (12 if half == "p" else 0)
    return f"{hours}:{minutes}:{seconds}"


def tidied(text: str) -> str:
    r"""Return a text without the white space that a program put around it, and on one line.

    >>> tidied("\n  The mayor\n  spoke.\n")
    'The mayor spoke.'
    """
    return _LINE_BREAK.sub(" ", text.strip())


def unquoted(text: str) -> str | None:
    """Return what a program meant that wrote a cell in quotes with those inside doubled, or None where it did not.

    >>> unquoted('"He said ""yes"" twice."'), unquoted('"Yes."')
    ('He said "yes" twice.', None)
    """
    inside = text[1:-1]
    if len(text) < 2 or text[0] != '"' or text[-1] != '"' or '"' not in inside:  # noqa: PLR2004 - two quotes
        return None
    return inside.replace('""', '"') if '"' not in inside.replace('""', "") else None


def opened(text: str) -> str | None:
    """Return what a spreadsheet shows of a cell that begins with a quotation mark, None where none does.

    >>> opened('"We won," he says.'), opened("He says yes.")
    ('We won, he says.', None)
    """
    if not text.startswith('"'):
        return None
    inside, _, behind = text[1:].partition('"')
    return inside + behind


def without_marks(text: str) -> str:
    """Return what is the same for texts that differ in straight quotation marks, and otherwise mean the same.

    A spreadsheet that opens a table with tabs takes those at the beginning of a cell for its own.

    >>> without_marks('"We won," he says.') == without_marks("We won, he says.")
    True
    """
    return sentence_key(text).replace('"', "")


def as_windows(text: str) -> str:
    """Return what is left of a text that was saved in Windows-1252: what that cannot hold are question marks.

    >>> as_windows("≤ 3 €")
    '? 3 €'
    """
    return text.encode("cp1252", "replace").decode("cp1252")


def article_of_file(name: str) -> str:
    r"""Return the id that an article read from a file of this name has.

    >>> article_of_file("region\\a.txt")
    'region/a'
    """
    return re.sub(r"(?:\.\w{1,8})?(?:\.gz|\.zst)?$", "", name.replace("\\", "/"))

"""Words for people: numbers with their nouns, sizes, times, and texts that a line or a terminal can hold."""

from __future__ import annotations

import re

# What some program takes for the end of a line, and white space and controls with it.
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
# Characters of evidence, and the like.
_SHORT = 60


def printable(text: str, instead: str = "\ufffd") -> str:
    r"""Return a text that a terminal takes for text, whatever strangers put into it; the rest becomes ``instead``.

    >>> printable("German\x1b[2J")
    'German�[2J'
    """
    return "".join(character if character.isprintable() else instead for character in text)


def encodable(path: str) -> str:
    r"""Return a path as text that can be written as UTF-8; bytes of names in other encodings become U+FFFD.

    >>> encodable("caf\udce9.txt")
    'caf�.txt'
    """
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def on_one_line(text: str) -> str:
    r"""Return a text in which no program sees a line break; every run of white space or controls becomes one space.

    >>> on_one_line(" Un\u2028deux\ttrois\x85")
    'Un deux trois'
    """
    return _BREAKS.sub(" ", text).strip(" ")


def for_terminal(text: str) -> str:
    r"""Return a text as a terminal may have it: on one line, and nothing in it that moves or colours.

    >>> for_terminal("Un\ndeux\x1b[31m")
    'Un deux�[31m'
    """
    return printable(_tidy(text))


def shortened(text: str) -> str:
    """Return a text as evidence for people: on one line, and cut between words where it is long.

    >>> shortened("the committee  has studied the request of the sailing club for the north quay")
    'the committee has studied the request of the sailing club…'
    """
    line = _tidy(text)
    return line if len(line) <= _SHORT else line[:_SHORT].rsplit(" ", 1)[0] + "…"


def _tidy(text: str) -> str:
    """Return a text on one line, each run of white space one space."""
    return " ".join(text.split())


def why(error: BaseException) -> str:
    """Return what an error of Python's or a library's says, in words that fit between brackets: no number, no name.

    >>> why(FileNotFoundError(2, "No such file or directory", "a.txt")), why(KeyError("kind"))
    ('No such file or directory', "no 'kind'")
    >>> why(ValueError("Expected '=' after a key  (at line 1)."))
    "Expected '=' after a key (at line 1)"
    """
    match error:
        case UnicodeDecodeError():
            return f"it is not UTF-8 at byte {error.start}"
        case RecursionError():
            return "something in it is nested too deep"
        case OSError() if error.strerror:
            return str(error.strerror)
        case KeyError():
            return f"no {error}"
    return printable(_tidy(str(error)).removesuffix(".")) or type(error).__name__


def count(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun, thousands apart.

    >>> count(1, "article"), count(12345, "sentence"), count(2, "entity", "entities")
    ('1 article', '12,345 sentences', '2 entities')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {plural or f'{noun}s'}"


def in_bytes(size: float) -> str:
    """Return a number of bytes for people.

    >>> in_bytes(9_400_000), in_bytes(24 * 10**9), in_bytes(300)
    ('9.4 MB', '24.0 GB', '300 bytes')
    """
    for least, unit in ((10**9, "GB"), (10**6, "MB"), (10**3, "kB")):
        if size >= least:
            return f"{size / least:.1f} {unit}"
    return f"{size:.0f} bytes"


def in_time(seconds: float) -> str:
    """Return a length of time for people, no more precise than an estimate is.

    >>> in_time(0.4), in_time(75), in_time(4000), in_time(200_000)
    ('about 1 second', 'about 1 minute', 'about 1.1 hours', 'about 2.3 days')
    """
    for length, unit in ((86_400, "day"), (3_600, "hour")):
        if seconds >= length:
            return f"about {seconds / length:.1f} {unit}s"
    number, unit = (round(seconds / 60), "minute") if seconds >= 60 else (max(1, round(seconds)), "second")  # noqa: PLR2004
    return f"about {count(number, unit)}"


def clock(seconds: float) -> str:
    """Return a length of time as a clock shows it.

    >>> clock(75), clock(4000)
    ('1:15', '1:06:40')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"

"""Style and script as pages carry them: without what only those who write them read."""

from __future__ import annotations

import re

# A comment that has its lines to itself. Whoever writes none within a string of several lines loses nothing.
_COMMENTS = re.compile(r"^[ \t]*(?://[^\n]*|/\*.*?\*/[ \t]*)$\n?", re.MULTILINE | re.DOTALL)
_INDENTED = re.compile(r"^[ \t]+|\n(?=\s*\n)", re.MULTILINE)


def slim(text: str) -> str:
    r"""Return a script or a style sheet without comments, indentation and empty lines.

    >>> slim("/* Two\n   lines */\n\nif (one) {\n  // Why.\n  two(); // how\n}\n")
    'if (one) {\ntwo(); // how\n}\n'
    """
    return _INDENTED.sub("", _COMMENTS.sub("", text)).lstrip("\n")

"""What a model writes for characters that it does not know."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bilingual.checks.finding import Finding

if TYPE_CHECKING:
    from bilingual.data import Translation

# Unicode's replacement character, and what SentencePiece and CTranslate2 write for a piece that is in no vocabulary.
FLAG = "garbled"
_MARKS = ("\ufffd", "\u2047", "<unk>")


def find(source: str, translation: Translation) -> Finding | None:
    """Return the first such mark that the translation has more often than the source, or None.

    Where the engine took such marks out, it says so by the flag, and there is no place to show.

    >>> from bilingual.data import Translation
    >>> find("• Oui 🙂", Translation("\u2047 Yes", None))
    Finding(evidence='⁇', source=(), target=((0, 1),))
    >>> find("⁇", Translation("\u2047", None))
    """
    text = translation.text
    found = next((mark for mark in _MARKS if text.count(mark) > source.count(mark)), None)
    if found is None:
        return Finding() if FLAG in translation.flags else None
    return Finding(found, target=tuple(match.span() for match in re.finditer(re.escape(found), text)))

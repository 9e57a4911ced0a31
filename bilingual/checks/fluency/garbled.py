"""What a model writes for characters that it does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bilingual.data import Translation

# Unicode's replacement character, and what SentencePiece and CTranslate2 write for a piece that is in no vocabulary.
_MARKS = ("\ufffd", "\u2047", "<unk>")


def find(source: str, translation: Translation) -> str | None:
    """Return the first such mark that the translation has more often than the source, or None.

    >>> from bilingual.data import Translation
    >>> find("• Oui 🙂", Translation("\u2047 Yes", None)), find("⁇", Translation("\u2047", None))
    ('⁇', None)
    """
    return next((mark for mark in _MARKS if translation.text.count(mark) > source.count(mark)), None)

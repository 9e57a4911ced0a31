"""Lines that belong to a page and not to its article: share buttons, labels of advertisements, tags, rules."""

from __future__ import annotations

import re
import unicodedata

from bilingual.lexicon.folding import fold_line
from bilingual.readers.page import french, furniture
from bilingual.readers.page.patterns import lazy
from bilingual.readers.page.typography import loose, stops

_LONGEST = 300

_TAG_LABEL = lazy(rf"{loose(french.TAG_LABELS)}\s{{0,3}}:|(?:#\w{{2,40}}[\s,]{{0,3}}){{2,20}}$", re.IGNORECASE)
_NUMBER = lazy(r"\(?\d{1,3}(?:[\s.,]?\d{3}){0,2}\)?")
_RULE = lazy(r"[*\-_=~•·#⁂◆▪■|+<>–—,;:\s]+")


def is_boilerplate(text: str, *, amid_prose: bool) -> bool:
    """Tell whether a line is a share button, an advertisement's label, a row of tags, a rule or the like.

    >>> is_boilerplate("Partager sur Facebook", amid_prose=True), is_boilerplate("Commentaires (3)", amid_prose=False)
    (True, True)
    >>> is_boilerplate("Facebook", amid_prose=True), is_boilerplate("…", amid_prose=True)
    (False, False)
    """
    if len(text) > _LONGEST:
        return _RULE.fullmatch(text) is not None
    words = fold_line(text).split()
    uncounted = [word for word in words if not word.isdigit()]
    counted = len(uncounted) < len(words) and " ".join(uncounted) in french.COUNTS
    line = " ".join(words)
    sure = counted or line in french.BOILERPLATE or (line in furniture.LINES and not stops(text))
    if sure or not words:
        return sure or _is_ornament(text)
    # A number alone counts comments or readers.
    return not amid_prose and (
        _NUMBER.fullmatch(text) is not None or _TAG_LABEL.match(text) is not None or _is_row_of_buttons(set(uncounted))
    )


def _is_ornament(text: str) -> bool:
    """Tell whether a line without a letter or digit separates: a rule, stars, pictograms, invisible characters."""
    return bool(_RULE.fullmatch(text)) or all(unicodedata.category(c) in {"Cf", "So", "Zs"} for c in text)


def _is_row_of_buttons(words: set[str]) -> bool:
    """Tell whether folded ``words`` label share buttons and nothing else."""
    return bool(french.BUTTONS & words) and words <= french.BUTTONS | french.BETWEEN_BUTTONS

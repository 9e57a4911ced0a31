"""The last line of a document that an export wrote: it says who made what stands before it, and is no prose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bilingual.readers.page.pieces import Aside, settle

if TYPE_CHECKING:
    from bilingual.readers.page.pieces import Pieces

# What ``formats/colophon.py`` writes, whatever facts stand before it.
_COLOPHON = re.compile(r"(?:.* · )?(?:Translated by (?:machine|people)\b.*|Text alone), with bilingual")


def set_aside_colophon(pieces: Pieces) -> Pieces:
    r"""Set the last line aside where it is the colophon of a document of ours.

    >>> from bilingual.readers.page.pieces import lines
    >>> text = "Il dort.\n\nAwa Diallo · Translated by machine: translate-fr_en 1.9, with bilingual\n"
    >>> [piece.role for piece in set_aside_colophon(lines(text))]
    [None, <Aside.BOILERPLATE: 'boilerplate'>]
    """
    if pieces and pieces[-1].role is None and _COLOPHON.fullmatch(pieces[-1].text):
        return [*pieces[:-1], settle(pieces[-1], Aside.BOILERPLATE)]
    return pieces

"""Lines that lead away from the article: links to others, their titles, and what a page asks of its reader."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import takewhile
from typing import Final

from bilingual.lexicon.folding import fold_line
from bilingual.readers.page import furniture
from bilingual.readers.page.patterns import lazy
from bilingual.readers.page.pieces import Aside, Piece, Pieces, settle, unsettled
from bilingual.readers.page.shapes import could_be_headline
from bilingual.readers.page.typography import OPENING, loose, stops

# What is longer holds prose as well, whatever it begins with.
_LONGEST_LINK = 240
_LONGEST_APPEAL = 320
_MOST_SENTENCES = 3
# Behind these words alone the line may go on as prose does: "Lire est un plaisir", "Vidéo ou pas, il viendra".
_POINTER = r"\s{0,3}(?:[:>»→➔►▶|]|[-–—]\s)"
_ARROW = lazy(
    rf"\s{{0,3}}[→►▶➔➜»>☞]\s{{0,3}}{loose((*furniture.POINTING_LINKS, *furniture.LINKS))}\s{{0,3}}[.:…]", re.IGNORECASE
)
_POINTING = lazy(rf"[^\w«“\"‘']{{0,6}}{loose(furniture.POINTING_LINKS)}(?:\s\(?\d{{1,2}}\)?)?{_POINTER}", re.IGNORECASE)
# To a page of the printed paper: "lire notre enquête page 3".
_PAGE = lazy(
    r"\W{0,3}(?:à\s)?lire\b[^.!?]{0,80}\bp(?:ages?\b|\.)\s?\d{1,3}(?:\s?(?:et|à|-|–)\s?\d{1,3})?\W{0,3}", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?…](?=\s|$)")
_MOST_TEASERS = 6
_LONGEST_ORDER = 80
_NEAR = 4
_MOST_BEHIND = 0.3
_FEWEST_PARAGRAPHS = 2
_PRICE = lazy(
    r"(?:prix\s?:?\s?|à\spartir\sde\s|au\sprix\sde\s)?\d{1,4}(?:[.,]\d{1,2})?\s?(?:€|euros?|eur|chf|fr\.?|\$)"
    r"(?:\s?/\s?mois|\spar\smois)?(?:[\s,.(–-]{0,3}(?:port|frais)\s[\w\s’']{3,20}\)?)?",
    re.IGNORECASE,
)


def _openings(*phrases: str) -> dict[str, tuple[str, ...]]:
    """Return the phrases by their first word, so that most lines are told apart by one look."""
    found: dict[str, list[str]] = {}
    for phrase in phrases:
        found.setdefault(phrase.partition(" ")[0], []).append(f"{phrase} ")
    return {first: tuple(some) for first, some in found.items()}


_LINKS: Final = _openings(*furniture.LINKS)
_UNSTOPPED_LINKS: Final = _openings(*furniture.UNSTOPPED_LINKS)
_APPEALS: Final = _openings(*furniture.APPEALS)
_UNSTOPPED_APPEALS: Final = _openings(*furniture.UNSTOPPED_APPEALS)
# As subscribers are told it: il vous reste 70 % de cet article à lire.
_REST = lazy(r"il\svous\sreste\s.{0,20}%.{0,30}\b(?:article|contenu|texte)\b.{0,80}", re.IGNORECASE)


def is_link(text: str) -> bool:
    """Tell whether a line sends the reader to another article, as no sentence does.

    >>> is_link("À lire aussi » Ballonnements : quel est votre profil ?"), is_link("Lire : « Le port bloqué »")
    (True, True)
    >>> is_link("Lire est un plaisir."), is_link("Voir Naples et mourir")
    (False, False)
    """
    if len(text) > _LONGEST_LINK:
        return False
    return (
        _begins(text, _LINKS)
        or (not stops(text) and _begins(text, _UNSTOPPED_LINKS))
        or _POINTING.match(text) is not None
        or _ARROW.match(text) is not None
        or _PAGE.fullmatch(text) is not None
    )


def is_appeal(text: str) -> bool:
    """Tell whether a line asks the reader to subscribe, pay, register, follow, comment or consent.

    >>> is_appeal("Pour lire la suite"), is_appeal("Abonnez-vous à partir de 1 €")
    (True, True)
    >>> is_appeal("« Abonnez-vous », dit-il.")
    False
    """
    if len(text) > _LONGEST_APPEAL or text[:1] in tuple(OPENING):
        return False
    asks = _begins(text, _APPEALS) or (not stops(text) and _begins(text, _UNSTOPPED_APPEALS))
    return (asks and len(_SENTENCE_END.findall(text)) <= _MOST_SENTENCES) or _REST.fullmatch(text) is not None


def is_teaser_label(text: str) -> bool:
    """Tell whether a line is the label of a list of other articles.

    >>> is_teaser_label("Sur le même sujet :"), is_teaser_label("Sur le même sujet, il se tait.")
    (True, False)
    """
    return len(text) <= _LONGEST_LINK and fold_line(text) in furniture.TEASER_LABELS and not stops(text)


def set_aside_appeals(pieces: Pieces) -> Pieces:
    """Set aside what the page asks of its reader, wherever it stands."""
    return [
        settle(piece, Aside.BOILERPLATE) if piece.role is None and is_appeal(piece.text) else piece for piece in pieces
    ]


def set_aside_links(pieces: Pieces) -> Pieces:
    """Set aside links to other articles with their titles, wherever they stand."""
    return [
        settle(piece, Aside.BOILERPLATE) if piece.role is None and is_link(piece.text) else piece for piece in pieces
    ]


def set_aside_teasers(pieces: Pieces) -> Pieces:
    """Set aside the titles of other articles under a label such as "Sur le même sujet", and the label.

    Amid the prose, the last title of a run may be the sub-heading of what follows: it stays if it stands apart. So does
    a label that no title follows. Behind the prose, what a page asks of its reader labels what it offers.
    """
    lines = unsettled(pieces)
    last = max((i for i in lines if stops(pieces[i].text)), default=-1)
    found: set[int] = set()
    for label, piece in enumerate(pieces):
        asks = label > last >= 0 and piece.role is Aside.BOILERPLATE
        if not asks and not _is_label(piece):
            continue
        start = bisect_right(lines, label)
        run = lines[start : start + _MOST_TEASERS]
        if not asks:
            run = list(takewhile(lambda i: _is_title_of_another(pieces[i].text), run))
        if run and label < last and pieces[run[-1]].gap > 0:
            run.pop()
        if run or label > last:
            found.update((label, *run))
    return [settle(piece, Aside.BOILERPLATE) if i in found else piece for i, piece in enumerate(pieces)]


def set_aside_orders(pieces: Pieces) -> Pieces:
    """Set aside what can be ordered behind an article, and what stands behind that: summaries of other articles."""
    lines = [i for i, piece in enumerate(pieces) if piece.role in {None, Aside.BOILERPLATE}]
    prices = [i for i in lines if _PRICE.fullmatch(pieces[i].text)]
    orders = [i for i in lines if is_order(pieces[i].text)]
    if not prices or not any(abs(price - order) <= _NEAR for price in prices[:1] for order in orders):
        return pieces
    first = min(prices[0], *orders)
    # What is ordered stands above its price.
    if first - 1 in lines and not stops(pieces[first - 1].text):
        first -= 1
    lengths = [len(piece.text) for piece in pieces]
    if sum(lengths[first:]) > sum(lengths) * _MOST_BEHIND:
        return pieces
    return [
        settle(piece, Aside.BOILERPLATE) if i >= first and piece.role is None else piece
        for i, piece in enumerate(pieces)
    ]


def set_aside_comments(pieces: Pieces) -> Pieces:
    """Set aside what stands behind the label of readers' comments; above the article the label only leads to them."""
    prose = [i for i, piece in enumerate(pieces) if piece.role is None and stops(piece.text)]
    labels = (
        i for i, piece in enumerate(pieces) if piece.role in {None, Aside.BOILERPLATE} and _is_over_comments(piece)
    )
    first = next((i for i in labels if bisect_right(prose, i) >= _FEWEST_PARAGRAPHS), None)
    if first is None:
        return pieces
    return [
        settle(piece, Aside.BOILERPLATE) if i >= first and piece.role is None else piece
        for i, piece in enumerate(pieces)
    ]


def _is_over_comments(piece: Piece) -> bool:
    """Tell whether a piece is the label of readers' comments."""
    words = fold_line(piece.text[:_LONGEST_ORDER]).split()
    uncounted = " ".join(word for word in words if not word.isdigit())
    return uncounted in furniture.COMMENTS or (
        len(uncounted.split()) < len(words) and uncounted in furniture.COUNTED_COMMENTS
    )


def is_order(text: str) -> bool:
    """Tell whether a line is about the ordering of something.

    >>> is_order("7,65 euros, port inclus"), is_order("Le port inclus dans le plan est celui de Brest.")
    (True, False)
    """
    words = f" {fold_line(text)} "
    return len(text) <= _LONGEST_ORDER and not stops(text) and any(f" {order} " in words for order in furniture.ORDERS)


def _begins(text: str, openings: dict[str, tuple[str, ...]]) -> bool:
    """Tell whether ``text`` begins with one of ``openings`` as whole words."""
    words = fold_line(text)
    return f"{words} ".startswith(openings.get(words.partition(" ")[0], ())) if words else False


def _is_label(piece: Piece) -> bool:
    """Tell whether a piece labels teasers, also one that is set aside already."""
    return piece.role in {None, Aside.BOILERPLATE} and is_teaser_label(piece.text)


def _is_title_of_another(text: str) -> bool:
    """Tell whether a line under a label of teasers may be one of them."""
    return could_be_headline(text) and not stops(text)

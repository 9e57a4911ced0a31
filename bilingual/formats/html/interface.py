"""The words of the pages themselves, in English and French; articles, their titles and ids are never translated.

A template writes English, and says what is to be swapped where a reader's browser speaks French:

- ``<dt data-t>Source</dt>``: an element that holds nothing but words;
- ``<button title="Help" data-t-title>``: an attribute;
- ``{{ t("{n} sentence|{n} sentences", n=3) }}``: words around values, each an element of its own, so that French may
  order them otherwise. The forms before and behind the bar are for one and for many, chosen by ``n``.

Scripts say ``t("…", { n })``. What both mean in French stands in ``assets/french.json``, by the English text. A page
carries what its kind may say; ``assets/language.js`` swaps it, and without a script it is English.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from bilingual.formats.html.built import built
from bilingual.formats.html.display import for_html, typeset

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from markupsafe import Markup

# What stands in a text for a value.
PLACE = re.compile(r"\{(\w+)\}")
# Digits of a key, and the factor by which no two of our texts have one: where a new text has another's, take another
# factor, here and in ``assets/language.js``.
_KEY = 3
_FACTOR = 33
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Said:
    """A text of the interface before it is put into a page: its English, and what stands in its places."""

    english: str
    values: Mapping[str, str | float | Said] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return it in English, as plain text.

        >>> print(Said("{flag}: {evidence}.", {"flag": Said("A number is missing"), "evidence": "40"}))
        A number is missing: 40.
        """
        text = form(self.english, self.values.get("n"))
        return PLACE.sub(lambda match: _plain(self.values[match[1]]), text)

    def __html__(self) -> str:
        """Return it as markup, for templates."""
        return t(self.english, **self.values)


@cache
def french() -> Mapping[str, str]:
    """Return all French texts by their English ones, with the spaces that French never breaks a line at."""
    file = resources.files(__package__) / "assets" / "french.json"
    texts: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return {english: typeset(text, "fr") for english, text in texts.items()}


def dictionary(sources: Iterable[str]) -> str:
    """Return the script that defines what a kind of page may say in French: the texts that stand in its sources.

    They go by digests of the English, which is in the page already. A page holds them short: ``~`` before each digest,
    and signs in place of what French often says (``assets/built/french.json``, made by ``tools/assets.py``), which are
    given along and taken back from the last to the first.
    """
    written = re.sub(r"\s+", " ", "\n".join(sources))
    used = {short_key(english): text for english, text in french().items() if _is_in(written, english)}
    # No tag can end the script early: the texts are ours, and a test holds them to it.
    text, pieces = listed(used), []
    for piece in json.loads(built("french.json")):
        if text.count(piece[1:]) > 1:
            text = text.replace(piece[1:], piece[0])
            pieces.append(piece)
    return f"const FRENCH = {json.dumps([text, pieces], ensure_ascii=False, separators=(',', ':'))};"


def listed(texts: Mapping[str, str]) -> str:
    """Return texts by their keys as one.

    >>> listed({"key1": "Un", "key2": "Deux"})
    '~key1Un~key2Deux'
    """
    return "".join(f"~{key}{text}" for key, text in texts.items())


def short_key(english: str) -> str:
    """Return a digest of a text as ``assets/language.js`` reckons it; a test sees that no two texts have one.

    >>> short_key("Find")
    'g5d'
    """
    number = 0
    for character in english:
        number = (number * _FACTOR + ord(character)) % 2**32
    digits = ""
    while len(digits) < _KEY:
        number, digit = divmod(number, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return digits


def _is_in(written: str, english: str) -> bool:
    """Tell whether a text stands there as a whole, in quotes or between tags."""
    return any(f"{before}{english}{behind}" in written for before, behind in ('""', "><", ("> ", " <"), "''"))


def form(text: str, count: object) -> str:
    """Return which form of an English text a count takes; a text of one form stays as it is.

    >>> form("{n} sentence|{n} sentences", 1), form("{n} sentence|{n} sentences", 0), form("Find", None)
    ('{n} sentence', '{n} sentences', 'Find')
    """
    one, _, many = text.partition("|")
    return one if count == 1 or not many else many


def t(english: str, **values: str | float | Said) -> Markup:
    """Return a text of the interface as an element that the script can turn into French; its values are escaped.

    Text is isolated (``bdi``), markup goes in as it is, a float gets two decimals.

    >>> print(t("{n} sentence|{n} sentences", n=1200))
    <span data-t="{n} sentence|{n} sentences"><data data-v="n" value="1200">1,200</data> sentences</span>
    >>> print(t("Find"))
    <span data-t>Find</span>
    """
    # Late: only a run that writes pages pays for it.
    from markupsafe import Markup, escape

    if not values:
        return Markup("<span data-t>{}</span>").format(english)
    pieces = PLACE.split(form(english, values.get("n")))
    inside = Markup().join(
        _value(piece, values[piece]) if index % 2 else escape(piece) for index, piece in enumerate(pieces)
    )
    return Markup('<span data-t="{}">{}</span>').format(english, inside)


def _value(name: str, value: str | float | Said) -> Markup:
    from markupsafe import Markup

    if isinstance(value, Said):
        value = t(value.english, **value.values)
    if isinstance(value, Markup):
        return Markup('<span data-v="{}">{}</span>').format(name, value)
    if isinstance(value, str):
        return Markup('<bdi data-v="{}">{}</bdi>').format(name, for_html(value))
    plain, shown = (f"{value:.2f}",) * 2 if isinstance(value, float) else (f"{value}", f"{value:,}")
    return Markup('<data data-v="{}" value="{}">{}</data>').format(name, plain, shown)


def t_attribute(name: str, english: str, **values: str | float) -> Markup:
    """Return an attribute with a text of the interface, and beside it what the script makes French of.

    >>> print(t_attribute("title", "{n} sentence|{n} sentences", n=2))
    title="2 sentences" data-t-title='["{n} sentence|{n} sentences",{"n":2}]'
    """
    from markupsafe import Markup, escape

    text = for_html(str(Said(english, values)))
    # Between single quotes, its many double ones may stand as they are.
    made = escape(for_html(json.dumps([english, values], ensure_ascii=False, separators=(",", ":"))))
    return Markup("{}=\"{}\" data-t-{}='{}'").format(name, text, name, Markup(str(made).replace("&#34;", '"')))  # noqa: S704


def _plain(value: str | float | Said) -> str:
    if isinstance(value, (str, Said)):
        return str(value)
    return f"{value:.2f}" if isinstance(value, float) else f"{value:,}"

"""Files paired by their names: those that are the same but for a word that says a language.

``x.fr.txt`` and ``x.en.txt``, ``x_fr`` and ``x_en``, ``x-FR.html`` and ``x-EN.txt``, ``fr/x`` and ``en/x``; and, where
no such file is there, ``x.txt`` and ``x.en.txt``. A word of two letters may be part of a name (*voyage-en-train*): it
counts only where a partner has the other language in its place.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

# What a language is called in names of files and folders, folded; a region may follow (fr-FR, en_us).
_CALLED: Final = {
    "fr": ("fr", "fra", "fre", "french", "francais", "français"),
    "en": ("en", "eng", "english", "anglais"),
}
_LANGUAGE: Final = {name: code for code, names in _CALLED.items() for name in names}
_MARK = re.compile(
    rf"(?<![^\W_])(?P<mark>{'|'.join(_LANGUAGE)})(?:[-_](?:fr|ca|be|ch|lu|gb|us|uk|au|ie|nz|in|za))?(?![^\W_])"
)
# Marks in a name that are tried one by one.
_MOST_MARKS: Final = 8
_HERE: Final = "\0"


def keys_of(name: str) -> Iterator[tuple[str, str]]:
    """Yield what a name may be paired by: the language that it says, and what a partner's name has besides.

    ``name`` is a path within a folder, with ``/``, without the suffix of its format.

    >>> [(language, key.replace(chr(0), "*")) for language, key in keys_of("fr/essai.fr")]
    [('fr', '*/essai.*'), ('fr', '*/essai.fr'), ('fr', 'fr/essai.*')]
    >>> [(language, key.replace(chr(0), "*")) for language, key in keys_of("Train-EN-gare_FR-ca")]
    [('en', 'train-*-gare_fr-ca'), ('fr', 'train-en-gare_*')]
    """
    folded = unicodedata.normalize("NFC", name).casefold()
    marks = list(_MARK.finditer(folded))[:_MOST_MARKS]
    languages = {_LANGUAGE[mark["mark"]] for mark in marks}
    if len(marks) > 1 and len(languages) == 1:
        yield languages.pop(), _MARK.sub(_HERE, folded, count=_MOST_MARKS)
    for mark in marks:
        yield _LANGUAGE[mark["mark"]], f"{folded[: mark.start()]}{_HERE}{folded[mark.end() :]}"


def plain(name: str) -> str:
    """Return a name without the words that say its language, for what both files hold.

    >>> plain("fr/presse/Essai.fr"), plain("x-FR"), plain("fr"), plain("a_fr_2")
    ('presse/Essai', 'x', 'fr', 'a_2')
    """
    parts = []
    for part in name.split("/"):
        bare = re.sub(rf"(?i)[._\- ]*{_MARK.pattern}", "", part).strip("._- ")
        parts += [bare] * bool(bare)
    return "/".join(parts) or name


def pair_names(names: Sequence[str]) -> tuple[list[tuple[int, int]], list[int]]:
    """Return which of the names (counted from 0) are a French and an English one of a pair, and which are of none.

    A name whose partner is not the only one is of none.

    >>> pair_names(["a.fr", "a.en", "b", "en/c", "fr/c"])
    ([(0, 1), (4, 3)], [2])
    """
    found = _of_keys({number: list(keys_of(name)) for number, name in enumerate(names)})
    left = set(range(len(names))).difference(chain.from_iterable(found))
    found += _half_marked(names, sorted(left))
    paired = set(chain.from_iterable(found))
    return sorted(found), [number for number in range(len(names)) if number not in paired]


def _of_keys(keys: Mapping[int, Sequence[tuple[str, str]]]) -> list[tuple[int, int]]:
    """Return the pairs of which each has the other's key, and nobody else has."""
    holders: dict[str, dict[str, list[int]]] = defaultdict(lambda: {"fr": [], "en": []})
    for number, said in keys.items():
        for language, key in dict.fromkeys(said):
            holders[key][language].append(number)
    partners: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for sides in holders.values():
        pairs = [(one, other) for one in sides["fr"] for other in sides["en"] if one != other]
        for pair in pairs[: _MOST_MARKS * _MOST_MARKS]:
            for number in pair:
                partners[number].add(pair)
    return [
        pair
        for number, pairs in sorted(partners.items())
        for pair in pairs
        if pair[0] == number and len(pairs) == 1 and len(partners[pair[1]]) == 1
    ]


def _half_marked(names: Sequence[str], left: Iterable[int]) -> list[tuple[int, int]]:
    """Return the pairs of which one says its language at its end, and the other is called the same without."""
    folded = {number: unicodedata.normalize("NFC", names[number]).casefold() for number in left}
    bare: dict[str, list[int]] = defaultdict(list)
    for number, name in folded.items():
        bare[name].append(number)
    found = []
    for number, name in folded.items():
        *_, last = [None, *_MARK.finditer(name)]
        if last is None or last.end() != len(name):
            continue
        others = bare.get(name[: last.start()].rstrip("._- "), [])
        if len(others) == 1:
            found.append((number, others[0]) if _LANGUAGE[last["mark"]] == "fr" else (others[0], number))
    used = [number for pair in found for number in pair]
    return [pair for pair in found if all(used.count(number) == 1 for number in pair)]

"""What a loaded model can know: the characters of its vocabulary, and whether it spells out all others in bytes."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from bilingual.io.regular import read_regular

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

_BYTE = re.compile(r"<0x[0-9A-F]{2}>")
_NO_TEXT = re.compile(r"<[a-z/|_]+>|__[a-z]+__")
# What everybody types, and any model reads: where a vocabulary lacks some of it, the tokenizer has another form of it.
_TYPED: Final = frozenset(map(chr, range(0x20, 0x7F))) | frozenset(
    "’…–—«»“”°ªº\u00a0\u202f\u2009\u2007\u2002\u2003\u3000"
)
# Where a model spells out in bytes what it has no piece for, the signs that it has seen often enough to spell them.
_SPELT: Final = frozenset("€£")
# The letters of French words, of which a translation keeps none as it stands (`Îles`).
_FRENCH: Final = frozenset("àâæçéèêëîïôœùûüÿÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ")
# A script that has so few letters in the vocabulary is not the model's.
_FEWEST_LETTERS = 5
_LATIN = "LATIN"
# Where the blocks of scripts begin that have punctuation of their own.
_OTHER_SCRIPTS = 0x0590
# Signs that mean something else than what tokenizers read them as: the mark for the unknown, and seconds of an arc.
_NO_FORMS = "\u2047″‴"
# Far more than any vocabulary has.
_MOST_BYTES = 100_000_000


@cache
def script(letter: str) -> str:
    """Return the script of a letter as its Unicode name begins.

    >>> script("é"), script("я"), script("中")
    ('LATIN', 'CYRILLIC', 'CJK')
    """
    return unicodedata.name(letter, "?").partition(" ")[0]


def _is_picture(character: str) -> bool:
    """Whether a character is a sign that a model hardly ever saw, even where its vocabulary has it.

    >>> [_is_picture(character) for character in "→≤°+é″"]
    [True, True, False, False, False, True]
    """
    return (
        not character.isprintable()
        or character in "′″‴"
        or (unicodedata.category(character) in {"So", "Sm"} and character != "°" and not character.isascii())
    )


@dataclass(frozen=True)
class Vocabulary:
    """The characters of a model's source and target vocabularies, the scripts of its source, and how it counts tokens.

    ``in_bytes`` says that it spells out in bytes what it has no piece for. ``count`` returns how many tokens a text of
    either language is.
    """

    source: frozenset[str]
    target: frozenset[str]
    in_bytes: bool
    count: Callable[[str], int] = field(compare=False)

    @cached_property
    def scripts(self) -> frozenset[str]:
        """The scripts of which the source vocabulary has letters; Latin always."""
        letters: dict[str, int] = {}
        for character in self.source:
            if character.isalpha():
                letters[script(character)] = letters.get(script(character), 0) + 1
        # Kana and Han are written as one; so are the forms of one script that have blocks of their own.
        return frozenset({name for name, count in letters.items() if count >= _FEWEST_LETTERS} | {_LATIN})

    @cached_property
    def suspects(self) -> re.Pattern[str]:
        """What to look for in a sentence: any character that might be lacking."""
        return re.compile(self.unless(""))

    def unless(self, signs: str) -> str:
        """Return a pattern of any character that might be lacking, or is one of some signs."""
        known = {character for character in self.source & self.target if not _is_picture(character)} | _TYPED
        if self.in_bytes:
            known |= _SPELT
        known |= {character for character in self.source if character.isalnum()}
        known -= set(signs + "|")
        latin = "À-ÖØ-öø-ʸ\u1e00-\u1eff" if self.in_bytes else ""
        return f"[^\\s\u0300-\u036f0-9A-Za-z{latin}{re.escape(''.join(sorted(known)))}]"

    def lacks(self, character: str) -> bool:
        """Whether the model cannot know a character that ``suspects`` matches: a sign, a letter of other scripts."""
        category = unicodedata.category(character)
        if category[0] == "M" or character.isdecimal():
            return False
        if (
            category[0] in "LP"
            and character not in _NO_FORMS
            and (plain := unicodedata.normalize("NFKC", character)) != character
        ):
            return not self.source.issuperset(plain.replace(" ", ""))  # tokenizers know it by that form
        if character.isalpha():
            return script(character) not in self.scripts
        return (
            category[0] != "P"
            or ord(character) < _OTHER_SCRIPTS
            or "\u2000" <= character <= "\u206f"
            or self.scripts == {_LATIN}
        )

    @cached_property
    def rare_letters(self) -> re.Pattern[str]:
        """Latin letters that it spells out in bytes, maybe wrong, but for those of French, whose words change."""
        letters = {chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)) if chr(code).isalpha()}
        return re.compile(f"[{''.join(sorted(letters - self.source - _FRENCH))}]" if self.in_bytes else r"(?!)")

    def spells(self, sign: str) -> bool:
        """Whether it spells a sign out in bytes and has seen it often enough to spell it right, mostly."""
        return self.in_bytes and sign in _SPELT and sign not in self.source

    def lacks_letter(self, letter: str) -> bool:
        """Whether it has no way to write a Latin letter: a name that holds one would come out spoilt."""
        return not self.in_bytes and letter not in self.source


@runtime_checkable
class Knowing(Protocol):
    """An engine that tells what its model can know."""

    @property
    def vocabulary(self) -> Vocabulary | None:
        """The characters of the model, None where nobody can tell."""


def common(first: Vocabulary, second: Vocabulary) -> Vocabulary:
    """Return what two models in a row know: what the first one reads, and both can write."""
    return Vocabulary(
        first.source,
        first.target & second.source & second.target,
        first.in_bytes and second.in_bytes,
        second.count,
    )


def read(folder: Path, count: Callable[[str], int]) -> Vocabulary | None:
    """Return the vocabulary of the CTranslate2 model in a folder, None where it has none that can be read.

    Raises OSError, ValueError.
    """
    shared = _pieces(folder, "shared_vocabulary")
    source = shared or _pieces(folder, "source_vocabulary") or _pieces(folder, "vocabulary")
    target = shared or _pieces(folder, "target_vocabulary") or source
    if not source or not target:
        return None
    return Vocabulary(_characters(source), _characters(target), any(map(_BYTE.fullmatch, source)), count)


def _pieces(folder: Path, name: str) -> list[str]:
    if (path := folder / f"{name}.json").is_file():
        pieces = json.loads(read_regular(path, _MOST_BYTES))
        if not isinstance(pieces, list):
            raise ValueError(f"'{path.name}' is no list")
        return [str(piece) for piece in pieces]
    if (path := folder / f"{name}.txt").is_file():
        return read_regular(path, _MOST_BYTES).decode().split("\n")
    return []


def _characters(pieces: Iterable[str]) -> frozenset[str]:
    return frozenset("".join(piece for piece in pieces if not _BYTE.fullmatch(piece) and not _NO_TEXT.fullmatch(piece)))

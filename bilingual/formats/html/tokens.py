"""The words of sentences in a row, as compact text that scripts carry: which words stand beside which, and how often.

``assets/tokens.js`` reads it. What a block (see ``siblings.py``) has of a language is two texts:

- its vocabulary: `` <word>:<number in base 36>`` for each word, in order of their code points, and a space at the end;
- its stream: the words of each sentence by their numbers, in order, and a space behind each sentence.

The more often a word stands there, the lower its number. A number is written in signs of ASCII that no string escapes:
of its digits the last is one of ``ENDS``, and those before it are of ``GOES_ON``, so that nothing need part numbers.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_SIGNS = "".join(chr(code) for code in range(ord("!"), ord("~") + 1) if chr(code) not in '"&<>\\')
# Of 89 signs so many end a number: with these, a text of news has the fewest.
ENDS, GOES_ON = _SIGNS[:44], _SIGNS[44:]
_BASE_36 = "0123456789abcdefghijklmnopqrstuvwxyz"


def spelled(number: int) -> str:
    """Return a number from 0 up in signs.

    >>> [spelled(number) for number in (0, 43, 44, 88, 44 * 46)]
    ['!', 'P', 'R!', 'S!', 'RR!']
    """
    number, digit = divmod(number, len(ENDS))
    signs = ENDS[digit]
    while number:
        number, digit = divmod(number, len(GOES_ON))
        signs = GOES_ON[digit] + signs
    return signs


class Tokens:
    """The words of sentences in one language, as they come: eight bytes of memory for each."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._places: list[array[int]] = []
        self._stream = array("I")
        self._ends = array("I")

    def add(self, words: Iterable[str]) -> None:
        """Take the words of the next sentence, folded and in order."""
        numbers, places, sentence = self._numbers, self._places, len(self._ends)
        for word in words:
            number = numbers.get(word)
            if number is None:
                number = numbers[word] = len(places)
                places.append(array("I"))
            places[number].append(sentence)
            self._stream.append(number)
        self._ends.append(len(self._stream))

    def words(self) -> Iterable[str]:
        """Return the distinct words."""
        return self._numbers.keys()

    def places(self, word: str) -> array[int] | None:
        """Return the sentences that a word is in, by their numbers from 0, each as often as it stands there."""
        number = self._numbers.get(word)
        return None if number is None else self._places[number]

    def texts(self) -> tuple[str, str]:
        """Return the vocabulary and the stream.

        >>> tokens = Tokens()
        >>> tokens.add(["un", "chat", "est", "un", "chat"])
        >>> tokens.add([])
        >>> tokens.add(["un"])
        >>> tokens.texts()
        (' chat:1 est:2 un:0 ', '!#$!#  ! ')
        """
        words = sorted(self._numbers)
        common = sorted(words, key=lambda word: -len(self._places[self._numbers[word]]))
        signs = [""] * len(words)
        ranks = {}
        for rank, word in enumerate(common):
            signs[self._numbers[word]] = spelled(rank)
            ranks[word] = rank
        vocabulary = " ".join(f"{word}:{_in_base_36(ranks[word])}" for word in words)
        return f" {vocabulary} ", "".join(self._sentences(signs))

    def _sentences(self, signs: list[str]) -> Iterable[str]:
        start = 0
        for end in self._ends:
            yield from map(signs.__getitem__, self._stream[start:end])
            yield " "
            start = end


def _in_base_36(number: int) -> str:
    digits = _BASE_36[number % 36]
    while number := number // 36:
        digits = _BASE_36[number % 36] + digits
    return digits

"""An engine that errs as real ones do, but always in the same way, for tests of repair."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bilingual.engines.fake import FakeEngine
from bilingual.engines.repair import RepairingEngine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bilingual.data import Translation
    from bilingual.engines import Decoding, Engine

_NUMBER = re.compile("[0-9]+")


class CarelessEngine(FakeEngine):
    """Gets most numbers wrong at first, some with loops; some are right at the next try, loops later, others never."""

    def __init__(self, batch_size: int = 20) -> None:
        super().__init__(batch_size)

    def hypotheses(self, sentences: Sequence[str], decoding: Decoding) -> Iterator[list[tuple[int, list[Translation]]]]:
        for batch in super().hypotheses(sentences, decoding):
            yield [(index, [replace(found[0], text=_said(sentences[index], decoding))]) for index, found in batch]


def _said(sentence: str, decoding: Decoding) -> str:
    number, *_ = _NUMBER.findall(sentence)
    tries = (decoding.hypotheses > 1) + (decoding.no_repeat_ngram_size > 0)
    needed = int(number) % 4
    wrong = ", 777" + " and again and again and again" * (needed == 2)
    return "Sentence " + " of article ".join(_NUMBER.findall(sentence)) + (wrong if tries < needed else "")


def mending(batch_size: int = 20) -> Engine:
    """Return a careless engine whose translations are checked and repaired."""
    return RepairingEngine(CarelessEngine(batch_size))

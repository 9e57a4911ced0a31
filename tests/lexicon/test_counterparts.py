"""The lexicon of counterparts: small, free, and stems."""

from __future__ import annotations

import gzip
import re

from bilingual.lexicon import counterparts


def test_the_lexicon_is_small_names_its_sources_and_holds_stems() -> None:
    assert counterparts.FILE.stat().st_size < 150_000
    head = gzip.decompress(counterparts.FILE.read_bytes()).decode().splitlines()[:10]
    assert sum(line.startswith("# - ") and line.endswith(")") for line in head) >= 5
    entries = counterparts.lexicon()
    assert all(0 <= entry.tenths <= 9 and entry.counterparts for entry in entries.values())


def test_its_words_are_stems() -> None:
    for word, entry in counterparts.lexicon().items():
        assert all(re.fullmatch("[a-z]{3,6}", stem) for stem in (word, *entry.counterparts))


def test_it_is_read_once() -> None:
    assert counterparts.lexicon() is counterparts.lexicon()

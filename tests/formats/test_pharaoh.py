"""Word links for programs: token files and the numbers of linked tokens, a line for each pair."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bilingual.alignment.words import link_words
from bilingual.data import Pair
from bilingual.engines.fake import FakeEngine
from bilingual.errors import UsageError
from bilingual.formats.pharaoh import PharaohWriter, numbered
from bilingual.io.output import OutputFolder
from tests.support.bitexts import texts, tricky, write
from tests.support.pages import three_articles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAMES = ("corpus.pharaoh", "corpus.tok.fr", "corpus.tok.en", "corpus.tok.ids")


def test_golden(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    write(tmp_path, [*three_articles()[:2], *tricky()], "pharaoh")
    for name in NAMES:
        golden(f"interchange/{name}", (tmp_path / name).read_bytes().decode())


def test_numbers_are_of_the_tokens_of_both_files(tmp_path: Path) -> None:
    write(
        tmp_path, [texts("a", ("L'État a vendu 1\u202f250 chats.", "The State sold 1,250 cats."), ("…", ""))], "pharaoh"
    )
    links, fr, en, ids = ((tmp_path / name).read_text(encoding="utf-8").splitlines() for name in NAMES)
    assert (fr, en) == (["L' État a vendu 1250 chats ."], ["The State sold 1,250 cats ."])
    ours, theirs = fr[0].split(), en[0].split()
    pairs = [tuple(map(int, pair.split("-"))) for pair in links[0].split()]
    assert {("État", "State"), ("vendu", "sold"), ("1250", "1,250")} <= {(ours[i], theirs[j]) for i, j in pairs}
    assert len(links) == len(ids) == 1


def test_links_of_the_corpus_are_taken_and_those_that_join_no_tokens_left_out() -> None:
    _, [pair] = texts("a", ("Le chat dort.", "The cat sleeps."))
    assert numbered(pair) == numbered(replace(pair, links=tuple(link_words("Le chat dort.", "The cat sleeps."))))
    assert numbered(replace(pair, links=((3, 7, 4, 7), (3, 6, 4, 7), (0, 2, 90, 99)))) == "1-1"
    assert numbered(replace(pair, links=())) == ""


def test_other_languages_are_refused(tmp_path: Path) -> None:
    with (
        OutputFolder(tmp_path / "out") as output,
        pytest.raises(UsageError, match="from French to English, not from English to French"),
    ):
        PharaohWriter(output, FakeEngine(languages=("en", "fr")).provenance)


def test_a_pair_has_no_links_unless_somebody_looked() -> None:
    _, [pair] = texts("a", ("Oui.", "Yes."))
    assert isinstance(pair, Pair)
    assert pair.links is None

"""Moses: plain lines, a file for each language, aligned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.bitexts import TEXT, texts, tricky, write
from tests.support.pages import three_articles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest


def test_golden(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    write(tmp_path, [*three_articles()[:2], *tricky()], "moses")
    for name in ("corpus.fr", "corpus.en", "corpus.ids", "corpus.flags"):
        golden(f"interchange/{name}", (tmp_path / name).read_bytes().decode())


@settings(deadline=None, max_examples=60)
@given(sides=st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=4))
def test_lines_are_aligned_whatever_the_text(
    tmp_path_factory: pytest.TempPathFactory, sides: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("corpus")
    write(folder, [texts("a", *sides)], "moses")
    columns = [(folder / f"corpus.{suffix}").read_bytes().decode().splitlines() for suffix in ("fr", "en", "ids")]
    assert len({len(column) for column in columns}) == 1
    assert all(line.strip() for column in columns for line in column)

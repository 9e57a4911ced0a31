from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bilingual.errors import InputError
from bilingual.formats.bare_rows import rows
from bilingual.io.source import Source

if TYPE_CHECKING:
    from pathlib import Path

FR = "Le maire est dans la ville, et il ne sait pas qui est avec lui sur la place."
EN = "The mayor is in the town, and he does not know who is with him on the square."


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_columns_are_told_by_their_texts(tmp_path: Path, order: tuple[int, ...]) -> None:
    cells = [[str(number), FR, EN] for number in range(3)]
    path = tmp_path / "a.tsv"
    path.write_text("".join("\t".join(line[place] for place in order) + "\n" for line in cells) + "7\n")
    found = [(row.place, row.source, row.target) for row in rows(Source.of(path), ("fr", "en"))]
    assert found[:3] == [(f"line {number}", FR, EN) for number in (1, 2, 3)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"{FR}\n{EN}\n", "it is one text, with nothing to align it with"),
        (f"{FR}\t{FR}\n", "nothing says which columns are 'fr' and 'en'"),
        ("Oui.\tYes.\n", "nothing says which columns are 'fr' and 'en'"),
        ("", "it is one text"),
    ],
)
def test_what_does_not_tell_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "a.tsv").write_text(text)
    with pytest.raises(InputError, match=message):
        list(rows(Source.of(tmp_path / "a.tsv"), ("fr", "en")))

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.lexicon import memo

if TYPE_CHECKING:
    import pytest


def test_a_value_is_made_once_and_no_more_are_kept_than_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "MOST", 3)
    asked: list[str] = []

    def made(word: str) -> str:
        asked.append(word)
        return word.upper()

    known = memo.Memo(made)
    assert [known[word] for word in ("a", "b", "a")] == ["A", "B", "A"]
    assert asked == ["a", "b"]
    for word in "cdefg":
        assert known[word] == word.upper()
        assert len(known) <= memo.MOST

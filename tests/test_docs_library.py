"""docs/library.md: its examples are run as they stand, in a folder with two articles and a glossary."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

import bilingual
from tests.support.places import ROOT

PAGE = ROOT / "docs" / "library.md"
PAIR = {
    "fr": "Il fait froid en hiver. Marie est à Paris, mais son frère vit à Londres. Le maire a signé trois lettres.",
    "en": "It is cold in winter. Marie is in Paris. Her brother lives in London. The mayor signed three letters.",
}
ARTICLES = {"a": "Il pleut. Elle lit un livre.\n", "b": "La ville dort.\n\nIl pleut. Nous partons demain.\n"}


class _AnyTranslation(doctest.OutputChecker):
    """Takes any translation for the one on the page, since another starter makes others: it has a score, no flags."""

    SHOWN = re.compile(r"[A-Z][^\n]+\.( -\d\.\d \(\))?\n")

    def check_output(self, want: str, got: str, optionflags: int) -> bool:
        shown, made = self.SHOWN.fullmatch(want), self.SHOWN.fullmatch(got)
        if shown and made:
            return bool(shown[1]) == bool(made[1])
        return super().check_output(want, got, optionflags)


@pytest.mark.model
def test_the_examples_do_what_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("articles").mkdir()
    for name, text in ARTICLES.items():
        Path("articles", f"{name}.txt").write_text(text, encoding="utf-8")
    Path("more.txt").write_text("Elle dort.\n", encoding="utf-8")
    for name, text in PAIR.items():
        Path(f"{name}.txt").write_text(text, encoding="utf-8")
    Path("terms.tsv").write_text("junte\truling council\n", encoding="utf-8")
    # What ends a block of code must not be taken for the end of its output.
    text = PAGE.read_text(encoding="utf-8").replace("```\n", "\n")
    test = doctest.DocTestParser().get_doctest(text, {}, PAGE.name, str(PAGE), 0)
    done = doctest.DocTestRunner(_AnyTranslation()).run(test)
    assert (done.failed, done.attempted > 20) == (0, True)


def test_every_name_is_on_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert [name for name in bilingual.__all__ if f"bilingual.{name}" not in text and f"`{name}`" not in text] == []

"""``bilingual terms`` and ``bilingual dictionary`` as a person or a program sees them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from bilingual import Glossary
from bilingual.corpus.terms.draft import COLUMNS
from tests.support.command import here
from tests.support.searching import written

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.command import Run

SAID = [
    ("La coopération militaire avance.", "Military cooperation moves on."),
    ("La coopération cesse.", "The co-operation ends."),
    ("Le chat rouge dort.", "The red cat sleeps."),
    ("Voici un chat.", "Here is a cat."),
]
ARTICLES = [(f"a{number}", "2022", "L'Essor", SAID) for number in range(4)]
HOSTILE = [("h\x1b[31m", "2022", "P", [("Un chat\u202e \x1b[2J rouge.", "A cat \x1b[1m red.")] * 3)]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("terms") / "corpus", ARTICLES)


@pytest.fixture
def bilingual(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("COLUMNS", "80")
    return lambda *arguments: here(capfdbinary, *arguments)


def test_a_table(bilingual: Run, corpus: Path) -> None:
    done = bilingual("terms", corpus)
    assert done.returncode == 0
    first = done.stdout.splitlines()[1]
    assert re.split(r"\s{2,}", first.strip())[0::3] == ["coopération", "co-operation 4, cooperation 4"]
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "were linked now" in done.stderr
    assert "1 of them translated in several ways" in done.stderr


def test_rows_for_programs(bilingual: Run, corpus: Path) -> None:
    head, *rows = (line.split("\t") for line in bilingual("terms", corpus, "--to", "tsv").stdout.splitlines())
    assert tuple(head) == COLUMNS
    assert {len(row) for row in rows} == {len(COLUMNS)}
    records = [json.loads(line) for line in bilingual("terms", corpus, "--to", "jsonl").stdout.splitlines()]
    assert [record["term"] for record in records] == [row[0] for row in rows]
    assert records[0]["translations"][0] == {"text": "co-operation", "count": 4}


def test_a_draft_glossary(bilingual: Run, corpus: Path, tmp_path: Path) -> None:
    path = tmp_path / "draft.tsv"
    path.write_text(bilingual("terms", corpus, "--to", "glossary", "--limit", "0").stdout, encoding="utf-8")
    assert {"coopération", "chat"} <= {entry.source for entry in Glossary.load(path).entries}
    shown = bilingual("dictionary", corpus, "chat", "--glossary", path)
    assert "glossary: chat → cat" in shown.stdout


def test_a_card(bilingual: Run, corpus: Path) -> None:
    done = bilingual("dictionary", corpus, "coopération", "--examples", "2")
    assert done.returncode == 0
    assert done.stdout.startswith("coopération  fr, 8 segments\n")
    assert done.stdout.count("[coopération]") == 2
    assert "[co-operation]" in done.stdout
    card = json.loads(bilingual("dictionary", corpus, "coopération", "--json").stdout)
    assert {one["text"]: one["count"] for one in card["counterparts"]} == {"cooperation": 4, "co-operation": 4}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["terms", "--sort", "size"], "cannot be sorted by 'size'"),
        (["terms", "--min-count", "0"], "--min-count"),
        (["dictionary", "--", "-"], "is no word"),
        (["dictionary", "chat", "--in", "de"], "not in 'de'"),
    ],
)
def test_what_is_wrong_is_one_line(bilingual: Run, corpus: Path, arguments: list[str], said: str) -> None:
    done = bilingual(arguments[0], corpus, *arguments[1:])
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_what_is_not_there_is_told(bilingual: Run, corpus: Path, tmp_path: Path) -> None:
    assert "does not stand there" in bilingual("dictionary", corpus, "oiseau").stderr
    assert "often enough" in bilingual("terms", corpus, "--min-count", "99").stderr
    assert bilingual("terms", tmp_path / "nothing").returncode == 2


def test_hostile_texts_move_nothing(bilingual: Run, tmp_path: Path) -> None:
    corpus = written(tmp_path / "corpus", HOSTILE)
    for command in (["terms", corpus], ["terms", corpus, "--to", "glossary"], ["dictionary", corpus, "chat"]):
        done = bilingual(*command)
        assert done.returncode == 0
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", done.stdout)

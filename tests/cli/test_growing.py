"""The commands by which a corpus grows and shrinks, as their user sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bilingual.engines.fake import FakeEngine
from bilingual.options import Options
from bilingual.pipeline import build
from tests.support.corpora import contents

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.command import Run


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A corpus of three articles in the current folder, and an article more."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("bilingual.cli.build.load_engine", lambda *_, **__: FakeEngine())
    (tmp_path / "many").mkdir()
    for name in "abc":
        (tmp_path / "many" / f"{name}.txt").write_text(f"Il pleut. Voici {name}.\n", encoding="utf-8")
    (tmp_path / "new.txt").write_text("Elle rit.\n", encoding="utf-8")
    build(["many"], Options(out="c"), FakeEngine())
    return tmp_path / "c"


def test_one_new_file_does_not_replace_a_corpus(corpus: Path, run: Run) -> None:
    before = contents(corpus)
    done = run("build", "new.txt", "--out", "c")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "error: 3 articles of the corpus in 'c' are not from the sources named now, such as 'many/a.txt': this build "
        "would drop them. Add to the corpus with --add; or drop what is not named with --replace.\n"
    )
    assert contents(corpus) == before
    done = run("build", "new.txt", "--out", "c", "--add")
    assert (done.returncode, done.stderr.count("error")) == (0, 0)
    assert "articles: 4 (3 kept)" in done.stdout
    assert {name: content for name, content in contents(corpus).items() if name in before} != before
    done = run("build", "new.txt", "--out", "c", "--replace")
    assert done.returncode == 0
    assert "3 articles of the corpus are not in its sources any more and left it: 'a', 'b', 'c'" in done.stderr
    assert "articles: 1\n" in done.stdout


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--add", "--replace"], "cannot both be added to and replaced"),
        (["--add", "--to", "de"], "the corpus in 'c' is from French to English, and this build from French to German"),
    ],
)
@pytest.mark.usefixtures("corpus")
def test_what_cannot_be_is_one_line(run: Run, flags: list[str], said: str) -> None:
    done = run("build", "new.txt", "--out", "c", *flags)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert said in done.stderr


def test_articles_are_removed_by_their_ids(corpus: Path, run: Run) -> None:
    done = run("remove", "c", "b")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "1 article removed, 0 segments of the corpus renewed; it has 2 articles and 4 segments",
        "wrote c/bitext.jsonl",
        "wrote c/html/index.html",
    ]
    (corpus.parent / "many" / "b.txt").unlink()
    found = contents(corpus)
    build(["many"], Options(out="c"), FakeEngine())
    assert contents(corpus) == found


@pytest.mark.parametrize(
    ("arguments", "stdin", "code", "said"),
    [
        (["-"], "b\r\n\nc\n", 0, "it has 1 article and 2 segments"),
        (["-", "b"], "\ufeffc", 0, "it has 1 article and 2 segments"),
        (["a", "d"], "", 2, "has no article 'd'; nothing was removed"),
        (["-"], "a\nb\nc\n", 2, "would remove every article"),
        (["-"], "", 2, "standard input is empty"),
        (["-"], b"\xff\n", 2, "standard input: it is not UTF-8"),
        ([], "", 2, "ID"),
    ],
)
def test_many_ids_or_a_list_of_them(  # noqa: PLR0913, PLR0917 - the table's columns and the fixtures
    corpus: Path, run: Run, arguments: list[str], stdin: str | bytes, code: int, said: str
) -> None:
    before = contents(corpus)
    done = run("remove", "c", *arguments, stdin=stdin)
    assert done.returncode == code
    assert said in done.stdout + done.stderr
    assert (contents(corpus) == before) is (code != 0)
    assert done.stderr.count("\n") <= 1


def test_where_there_is_no_corpus(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("remove", "nowhere", "a")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert not (tmp_path / "nowhere").exists()

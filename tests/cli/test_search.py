"""``bilingual search`` and ``bilingual stats`` as a person or a program sees them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.support.command import here
from tests.support.searching import NEWS, written

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.command import Run

HOSTILE = (
    ("h\x1b[31m", "2022-01-01", "Le\x1b]0;x\x07 Site", [("Un chat\u202e \x1b[2J rouge.", "A cat \x1b[1m red.")]),
)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("searched") / "corpus")


@pytest.fixture
def bilingual(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("COLUMNS", "80")
    return lambda *arguments: here(capfdbinary, *arguments)


def test_a_table(bilingual: Run, corpus: Path) -> None:
    done = bilingual("search", corpus, "airain")
    assert done.returncode == 0
    assert "d’[airain]" in re.sub(r"\s+", " ", done.stdout)
    assert done.stderr.endswith("2 hits\n")
    assert max(map(len, done.stdout.splitlines())) <= 80


@pytest.mark.parametrize("width", [24, 60])
def test_a_narrow_window_has_one_text_beneath_the_other(
    bilingual: Run, corpus: Path, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = bilingual("search", corpus, "airain").stdout.splitlines()
    assert max(map(len, lines)) <= width
    text = " ".join(" ".join(lines).split())
    assert "d’[airain], dit l'O.N.U. A work of bronze, the U.N. says." in text


@pytest.mark.parametrize("width", [40, 80, 200])
def test_a_concordance(bilingual: Run, corpus: Path, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    done = bilingual("search", corpus, "fr:coopération", "--kwic", "--sort", "right")
    lines = done.stdout.splitlines()
    nodes = [line for line in lines if re.search(r"(?:^|  )coopérations?(?:  |[.]|$)", line)]
    assert len(nodes) == 3
    assert len({line.index("coopération") for line in nodes}) == 1
    assert max(map(len, lines)) <= width
    assert "[cooperation]" in done.stdout
    assert done.stderr.endswith("3 lines\n")


@pytest.mark.parametrize("width", [30, 50, 80, 200])
def test_a_long_node_shows_both_ends(bilingual: Run, corpus: Path, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    node = bilingual("search", corpus, "airain église", "--kwic").stdout.splitlines()[0]
    assert len(node) <= width
    assert "Église" in node
    assert "airain" in node
    # Where there is room for it, nothing is passed over.
    assert ("ville n'a plus d" in node) == (width >= 80)


def test_words_of_a_node_are_lit_alike(bilingual: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    done = bilingual("search", corpus, "fr:ville fr:airain fr:église", "--kwic").stdout
    lit = re.findall(r"\x1b\[1;31m(.*?)\x1b", done)
    assert lit == ["Église", "ville", "airain"]


def test_colours(bilingual: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    done = bilingual("search", corpus, "fr:coopération", "--kwic")
    assert "\x1b[" in done.stdout
    assert "[cooperation]" not in re.sub(r"\x1b\[[\d;]*m", "", done.stdout)


def test_the_limit_is_told(bilingual: Run, corpus: Path) -> None:
    assert "the first 1 hit; --limit 0" in bilingual("search", corpus, "*", "--limit", "1").stderr
    assert "8 hits" in bilingual("search", corpus, "*", "--limit", "0").stderr
    done = bilingual("search", corpus, "*", "--limit", "2", "--to", "tsv")
    assert len(done.stdout.splitlines()) == 3
    assert "first 2" in done.stderr
    assert bilingual("search", corpus, "rien").stderr.endswith("nothing was found\n")


def test_rows_for_programs(bilingual: Run, corpus: Path) -> None:
    lines = bilingual("search", corpus, "fr:coopération", "--to", "tsv").stdout.splitlines()
    assert lines[0] == "id\tdate\tpublisher\ttitle\tkind\torigin\tscore\ttrust\tflags\tfr\ten"
    assert lines[1].split("\t")[0] == "accord:1:1"
    assert {line.count("\t") for line in lines} == {10}
    [record, *_] = map(json.loads, bilingual("search", corpus, "airain", "--to", "jsonl").stdout.splitlines())
    assert [record["translation"]["fr"][a:b] for a, b in record["matches"]["fr"]] == ["airain"]
    [line] = map(json.loads, bilingual("search", corpus, "paix", "--kwic", "--to", "jsonl").stdout.splitlines())
    assert (line["left"], line["node"], line["right"]) == ("Nous soutenons la ", "paix", ".")
    assert [line["aligned"][a:b] for a, b in line["counterpart"]] == ["peace"]
    lines = bilingual("search", corpus, "paix", "--kwic", "--to", "tsv").stdout.splitlines()
    assert lines[1].split("\t")[-6:] == ["fr", "Nous soutenons la ", "paix", ".", "peace", "We support peace."]


def test_counts(bilingual: Run, corpus: Path) -> None:
    done = bilingual("search", corpus, "fr:coopération", "--counts").stdout
    assert "3 hits" in done
    assert re.search(r"2022\s+2", done)
    rows = bilingual("search", corpus, "fr:coopération", "--counts", "--to", "tsv").stdout.splitlines()
    assert rows[:3] == ["by\tname\thits", "all\t\t3", "year\t2022\t2"]
    both = bilingual("search", corpus, "fr:coopération", "--counts", "--kwic").stdout
    assert "[cooperation]" in both
    assert re.search(r"2023\s+1", both)


@pytest.mark.parametrize(
    "arguments",
    [
        ['"open'], ["de:x"], [""], ["x", "--date", "soon"], ["x", "--flag", "nonsense"], ["x", "--kind", "nonsense"],
        ["x", "--origin", "nonsense"], ["x", "--publisher", "nobody"], ["x", "--sort", "nonsense"],
        ["x", "--sort", "left"], ["x", "--to", "nonsense"], ["x", "--limit", "-1"], ["x", "--min-trust", "2"],
        ["--kwic", "--", "-x"], ["--kwic", "-x"], ["x", "-limit", "3"], ["x", "-kwic"], ["x", "-"], ["x", "--paix"],
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_line(bilingual: Run, corpus: Path, arguments: list[str]) -> None:
    done = bilingual("search", corpus, *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert [line for line in done.stderr.splitlines() if line.startswith("error: ")] == done.stderr.splitlines()[-1:]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--", "-coopération", "-airain"], ["-coopération", "-airain"], ["-coopération -airain"],
        ["-airain", "-fr:coopération"],
        ["--min-score", "-9", "-coopération", "--sort", "score", "-airain"], ["-airain", "--limit=9", "-coop*"],
        ["-coopération", "--", "-airain"],
    ],
)  # fmt: skip
def test_what_must_not_be_there_stands_behind_a_hyphen(bilingual: Run, corpus: Path, arguments: list[str]) -> None:
    assert bilingual("search", corpus, *arguments).stderr.endswith("3 hits\n")


def test_before_the_corpus_nothing_is_a_query(bilingual: Run, corpus: Path) -> None:
    done = bilingual("search", "-airain", corpus)
    assert done.returncode == 2
    assert "No such option" in done.stderr
    assert "Usage:" in bilingual("search", corpus, "airain", "-h").stdout


def test_hostile_texts_move_nothing(bilingual: Run, tmp_path: Path) -> None:
    corpus = written(tmp_path / "corpus", HOSTILE)
    for more in ([], ["--kwic"], ["--counts"], ["--kwic", "--counts"]):
        done = bilingual("search", corpus, "chat", *more)
        assert done.returncode == 0
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", done.stdout)
    assert "\x1b" not in bilingual("stats", corpus).stdout
    [line] = bilingual("search", corpus, "chat", "--to", "jsonl").stdout.splitlines()
    assert "\x1b" not in line


def test_of_a_very_long_segment_what_stands_around_the_word_is_shown(bilingual: Run, tmp_path: Path) -> None:
    long = f"{'mot ' * 20_000}paix {'mot ' * 20_000}fin.", f"{'word ' * 20_000}peace {'word ' * 20_000}end."
    corpus = written(tmp_path / "corpus", [("a", "2022", "P", [long])])
    for command in (["search", corpus, "paix"], ["search", corpus, "paix", "--kwic"], ["dictionary", corpus, "paix"]):
        done = bilingual(*command)
        assert "[paix]" in done.stdout or "  paix  " in done.stdout
        assert len(done.stdout) < 20_000
    [line] = bilingual("search", corpus, "paix", "--to", "jsonl").stdout.splitlines()
    assert json.loads(line)["translation"]["fr"] == long[0]


def test_stats(bilingual: Run, corpus: Path) -> None:
    done = bilingual("stats", corpus)
    assert done.stdout.startswith("3 articles, 8 segments\n")
    assert max(map(len, done.stdout.splitlines())) <= 80
    record = json.loads(bilingual("stats", corpus, "--json").stdout)
    assert record["segments"] == sum(len(sentences) for *_, sentences in NEWS)
    assert list(record["years"]) == ["", "2022", "2023"]


def test_a_page_of_figures_replaces_only_our_own(bilingual: Run, corpus: Path, tmp_path: Path) -> None:
    page = tmp_path / "figures.html"
    assert bilingual("stats", corpus, "--page", page).stdout == f"wrote {page}\n"
    first = page.read_bytes()
    assert bilingual("stats", corpus, "--page", page).returncode == 0
    assert page.read_bytes() == first
    page.write_text("my thesis", encoding="utf-8")
    done = bilingual("stats", corpus, "--page", page)
    assert done.returncode == 4
    assert "not written by bilingual" in done.stderr
    assert page.read_text(encoding="utf-8") == "my thesis"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["figures.html"]

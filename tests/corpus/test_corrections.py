"""Corrections on their way back: out of an exported file, into the memory, into the next corpus."""

from __future__ import annotations

import csv
import html
from typing import TYPE_CHECKING

import pytest

from bilingual.corpus import corrections
from bilingual.corpus.corrections import Conflict, Correction, Heard
from bilingual.corpus.export import export
from bilingual.engines.fake import FakeEngine
from bilingual.errors import InputError, OutputError, UsageError
from bilingual.formats.corpus import Corpus
from bilingual.io.output import OutputFolder
from bilingual.memory import Memory
from bilingual.options import Options
from bilingual.pipeline import build
from bilingual.pipeline.renewing import renew
from tests.support.bitexts import FILES
from tests.support.corpora import contents

if TYPE_CHECKING:
    from pathlib import Path

FORMATS = ("jsonl", "html", "moses", *FILES)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A corpus of two articles that have a sentence in common."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text("Il pleut sur la ville. Elle rit encore.\n", encoding="utf-8")
    (tmp_path / "articles" / "b.txt").write_text("Elle rit encore. La mer monte.\n", encoding="utf-8")
    _build(tmp_path / "corpus")
    return tmp_path / "corpus"


def _build(out: Path, formats: tuple[str, ...] = FORMATS) -> None:
    build([str(out.parent / "articles")], Options(out=out, formats=formats), FakeEngine())


def _edit(path: Path, before: str, after: str) -> Path:
    text = path.read_bytes().decode()
    assert before in text
    path.write_bytes(text.replace(before, after).encode())
    return path


def _take(path: Path, out: Path, *, dry: bool = False) -> tuple[list[Heard], corrections.Summary]:
    heard: list[Heard] = []
    return heard, corrections.take(path, out, None, heard.append, dry=dry)


def _targets(out: Path) -> dict[str, tuple[str, str]]:
    return {pair.segment.id: (pair.translation.text, pair.origin) for _, pairs in Corpus(out) for pair in pairs}


def test_the_machines_words_stay_beside_what_a_file_corrects(out: Path) -> None:
    path = _edit(out / "corpus.tsv", "⟨La mer monte.⟩", "The sea rises.")
    _take(path, out)
    renew(out)
    machines = {pair.segment.text: pair.machine for _, pairs in Corpus(out) for pair in pairs}
    assert machines == {
        "Il pleut sur la ville.": None,
        "Elle rit encore.": None,
        "La mer monte.": "⟨La mer monte.⟩",
    }
    # Also where the correction is corrected.
    _take(_edit(path, "The sea rises.", "The sea is rising."), out)
    renew(out)
    assert [pair.machine for _, pairs in Corpus(out) for pair in pairs][-1] == "⟨La mer monte.⟩"


@pytest.mark.parametrize("name", FILES.values())
def test_the_loop_loses_nothing(out: Path, name: str) -> None:
    written = "She still laughs — “& <so>”."
    _edit(out / name, "⟨Elle rit encore.⟩", written if name.endswith("sv") else html.escape(written))
    heard, summary = _take(out / name, out)
    assert [type(change) for change in heard] == [Correction]
    assert (summary.sentences, summary.changed, summary.unchanged, summary.conflicts) == (1, 2, 2, 0)
    _build(out)
    assert _targets(out) == {
        "a:1:1": ("⟨Il pleut sur la ville.⟩", "mt"),
        "a:1:2": (written, "human"),
        "b:1:1": (written, "human"),
        "b:1:2": ("⟨La mer monte.⟩", "mt"),
    }
    assert all(pair.translation.score is None for _, pairs in Corpus(out) for pair in pairs if pair.origin == "human")
    assert 'data-origin="human"' in (out / "html" / "a.html").read_text(encoding="utf-8")
    for file in FILES.values():
        heard, summary = _take(out / file, out)
        assert (heard, summary.unchanged) == ([], 4)
    before = contents(out)
    _build(out)
    assert contents(out) == before


def test_a_correction_holds_for_every_place_of_its_sentence_and_every_model(out: Path) -> None:
    (out.parent / "one.tsv").write_text("id\tfr\ten\na:1:2\tElle rit encore.\tHa!\n", encoding="utf-8")
    _take(out.parent / "one.tsv", out)
    with Memory(OutputFolder(out).memory) as memory:
        memory.use(FakeEngine().provenance)
        assert memory.corrections(("fr", "en"), ["Elle rit encore.", "La mer monte."]) == {"Elle rit encore.": "Ha!"}
        assert memory.corrections(("fr", "de"), ["Elle rit encore."]) == {}
    _build(out)
    assert _targets(out)["b:1:1"] == ("Ha!", "human")


def test_a_dry_run_changes_nothing(out: Path) -> None:
    path = _edit(out / "corpus.csv", "⟨La mer monte.⟩", "The sea rises.")
    heard, summary = _take(path, out, dry=True)
    assert heard == [Correction("line 5", "b:1:2", "La mer monte.", "⟨La mer monte.⟩", "The sea rises.")]
    assert summary.sentences == 1
    with Memory(OutputFolder(out).memory) as memory:
        assert memory.corrections(("fr", "en"), ["La mer monte."]) == {}


def test_a_dry_run_knows_what_stands_beside_a_memory_that_is_gone(out: Path) -> None:
    path = _edit(out / "corpus.tmx", "⟨La mer monte.⟩", "The sea rises.")
    _take(path, out)
    memory = OutputFolder(out).memory
    memory.unlink()
    heard, summary = _take(path, out, dry=True)
    assert (heard, summary.known, memory.exists()) == ([], 1, False)
    assert _take(path, out)[1].known == 1


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("a:1:1\tIl neige.\tIt snows.", "its source is another now"),
        ("z:1:1\tIl neige.\tIt snows.", "the corpus has no such segment"),
        ("\tIl neige.\tIt snows.", "it has no id, and the corpus no such sentence"),
        ("a:1:1\tIl pleut sur la ville.\t ", "its translation is empty"),
        ("a:1:2\tElle rit encore.\tHa!\na:1:2\tElle rit encore.\tHo!", "the same segment is corrected in two ways"),
        ("\tElle rit encore.\tHa!\n\tElle rit encore.\tHo!", "the same sentence is corrected in two ways"),
    ],
)
def test_conflicts_are_listed_and_nothing_is_guessed(out: Path, tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "edited.tsv"
    path.write_text(f"id\tfr\ten\n{line}\nb:1:2\tLa mer monte.\tThe sea rises.\n", encoding="utf-8")
    heard, summary = _take(path, out)
    assert [change.reason for change in heard if isinstance(change, Conflict)] == [reason] * summary.conflicts
    assert summary.conflicts == line.count("\n") + 1
    assert [change.id for change in heard if isinstance(change, Correction)] == ["b:1:2"]


def test_an_old_export_does_not_bring_the_machine_back(out: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.tsv"
    old.write_bytes((out / "corpus.tsv").read_bytes())
    _take(_edit(out / "corpus.tsv", "⟨La mer monte.⟩", "The sea rises."), out)
    _build(out)
    heard, _ = _take(old, out)
    assert [(change.id, change.reason) for change in heard if isinstance(change, Conflict)] == [
        ("b:1:2", "it has the machine's translation, which was corrected since")
    ]
    _take(_edit(out / "corpus.tsv", "The sea rises.", "The sea is rising."), out)
    _build(out)
    assert _targets(out)["b:1:2"] == ("The sea is rising.", "human")


def test_importing_twice_is_as_once(out: Path) -> None:
    path = _edit(out / "corpus.tmx", "⟨La mer monte.⟩", "The sea rises.")
    _take(path, out)
    heard, summary = _take(path, out)
    assert (heard, summary.known, summary.unchanged) == ([], 1, 3)


def test_an_edited_export_is_not_overwritten_before_it_was_imported(out: Path) -> None:
    path = _edit(out / "corpus.tsv", "⟨La mer monte.⟩", "The sea rises.")
    with pytest.raises(Exception, match="was changed since"):
        export(out, ["tsv"])
    _take(path, out)
    export(out, ["tsv"])


def test_the_corpus_itself_is_no_correction_of_itself(out: Path) -> None:
    with pytest.raises(UsageError, match="the corpus itself"):
        _take(_edit(out / "bitext.jsonl", "⟨La mer monte.⟩", "The sea rises."), out)


def test_a_renamed_bitext_comes_back(out: Path, tmp_path: Path) -> None:
    edited = tmp_path / "edited.jsonl"
    edited.write_bytes((out / "bitext.jsonl").read_bytes())
    heard, _ = _take(_edit(edited, "⟨La mer monte.⟩", "The sea rises."), out)
    assert [change.id for change in heard] == ["b:1:2"]


def test_a_file_that_breaks_off_changes_nothing(out: Path) -> None:
    path = _edit(out / "corpus.tmx", "⟨Il pleut sur la ville.⟩", "It rains.")
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(InputError, match=r"corpus\.tmx"):
        _take(path, out)
    with Memory(OutputFolder(out).memory) as memory:
        assert memory.corrections(("fr", "en"), ["Il pleut sur la ville."]) == {}


def test_no_corpus_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("id\tfr\ten\n")
    with pytest.raises(InputError, match="no corpus in"):
        _take(tmp_path / "a.tsv", tmp_path)
    with pytest.raises(InputError, match="no corpus in"):
        export(tmp_path, ["tsv"])


def test_what_a_spreadsheet_quoted_is_known_again(out: Path) -> None:
    _take(_edit(out / "corpus.tsv", "⟨La mer monte.⟩", 'The "sea" rises.'), out)
    _build(out)
    path = _edit(out / "corpus.tsv", 'The "sea" rises.', '"The ""sea"" rises."')
    heard, summary = _take(path, out, dry=True)
    assert (heard, summary.conflicts) == ([], 0)
    heard, _ = _take(_edit(path, '"The ""sea"" rises."', '"The ""sea"" is rising."'), out, dry=True)
    assert [entry.after for entry in heard if isinstance(entry, Correction)] == ['The "sea" is rising.']


def _saved(path: Path, to: Path, quoting: str, written: tuple[str, str], *, opened: bool) -> Path:
    """Save a table with tabs as a spreadsheet does that quotes cells with these marks, in an encoding and with ends."""
    encoding, end = written
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = csv.reader(lines, delimiter="\t") if opened else [line.split("\t") for line in lines]
    cells = [
        [f'"{cell.replace(chr(34), chr(34) * 2)}"' if {*cell} & {*quoting} else cell for cell in row] for row in rows
    ]
    to.write_bytes("".join("\t".join(row) + end for row in cells).encode(encoding))
    return to


@pytest.mark.parametrize("opened", [True, False])
@pytest.mark.parametrize(
    ("name", "quoting", "written"),
    [
        ("excel.txt", '",', ("utf-16", "\r\n")),
        ("excel.tsv", '",', ("utf-8", "\r\n")),
        ("libreoffice.tsv", '"', ("utf-8", "\n")),
        ("text.tab", '"', ("utf-16", "\r\n")),
    ],
)
def test_a_table_that_a_spreadsheet_saved_says_what_was_changed_alone(
    out: Path, name: str, quoting: str, written: tuple[str, str], *, opened: bool
) -> None:
    said = {"Elle rit encore.": 'She "laughs", she says.', "La mer monte.": "The sea, which rises."}
    (out.parent / "articles" / "c.txt").write_text('"Viens", dit-il. Elle, non.\n', encoding="utf-8")
    _build(out)
    for french, english in said.items():
        _edit(out / "corpus.tsv", f"⟨{french}⟩", english)
    assert _take(out / "corpus.tsv", out)[1].conflicts == 0
    _build(out)
    saved = _saved(out / "corpus.tsv", out.parent / name, quoting, written, opened=opened)
    heard, summary = _take(saved, out, dry=True)
    assert (heard, summary.unchanged) == ([], 6)
    _edit(out / "corpus.tsv", "⟨Elle, non.⟩", "She, however, does not.")
    saved = _saved(out / "corpus.tsv", out.parent / name, quoting, written, opened=opened)
    [change], _ = _take(saved, out, dry=True)
    assert isinstance(change, Correction)
    assert (change.id, change.after) == ("c:1:2", "She, however, does not.")


@pytest.mark.parametrize("name", ["corpus.tsv", "corpus.csv"])
def test_marks_that_a_spreadsheet_takes_off_are_listed_not_taken(out: Path, name: str) -> None:
    (out.parent / "articles" / "c.txt").write_text("« Il pleut », dit-elle. La pluie, quoi.\n", encoding="utf-8")
    _build(out)
    path = out / "corpus.tsv"
    _edit(path, "⟨« Il pleut », dit-elle.⟩", '"It rains," she says.')
    _take(_edit(path, "⟨La pluie, quoi.⟩", '"Rain", then.'), out)
    _build(out)
    quoted = '"It rains," she says.', '"Rain", then.'
    for before in quoted:
        after = before.replace('"', "")
        marked = before.replace('"', '""') if name.endswith("csv") else before
        _edit(out / name, f'"{marked}"' if name.endswith("csv") else marked, f'"{after}"' if "csv" in name else after)
    heard, summary = _take(out / name, out, dry=True)
    assert summary.conflicts == 1
    assert "quotation marks" in next(one.reason for one in heard if isinstance(one, Conflict))
    [change] = [one for one in heard if isinstance(one, Correction)]
    assert change.after == "Rain, then."  # its French has none


def test_a_sentence_in_quotation_marks_keeps_them(out: Path) -> None:
    (out.parent / "articles" / "c.txt").write_text('"Oui, dit-il."\n', encoding="utf-8")
    _build(out)
    path = _edit(out / "corpus.tsv", '⟨"Oui, dit-il."⟩', '"Yes, he says."')
    [change], _ = _take(path, out, dry=True)
    assert isinstance(change, Correction)
    assert change.after == '"Yes, he says."'


def test_no_file_is_made_a_memory_of(out: Path, tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("mine")
    for memory, error in ((other, OutputError), (tmp_path / "none", InputError)):
        with pytest.raises(error):
            corrections.take(out / "corpus.tsv", out, memory, print, dry=True)
    assert other.read_text() == "mine"
    assert not (tmp_path / "none").exists()

"""Files of pairs that are aligned already become corpora; what is wrong with one is said on one line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import bilingual
from bilingual.corpus.export import export
from bilingual.corpus.verify import verify
from bilingual.data import Kind
from bilingual.engines.fake import FakeEngine
from bilingual.errors import InputError, UsageError
from bilingual.pipeline.aligning import align, named, ready
from bilingual.pipeline.aligning.units import tidied
from bilingual.pipeline.listener import Listener
from tests.support.twin_texts import PAIRS

if TYPE_CHECKING:
    from pathlib import Path

    from bilingual.formats.corpus import Corpus

ROWS = [(fr, en) for fr, en in PAIRS[:12]]


class Notes(Listener):
    def __init__(self) -> None:
        self.lines: list[str] = []

    def note(self, message: str) -> None:
        self.lines.append(message)


def made(tmp_path: Path, *sources: Path, **decided: bool) -> Corpus:
    """Align, look at all that comes of it, and return the corpus."""
    out = tmp_path / "out"
    align(named([str(source) for source in sources], bilingual.Options()), bilingual.Options(out=out), **decided)  # type: ignore[arg-type]
    problems: list[str] = []
    verify(out, problems.append)
    assert not problems
    return bilingual.Corpus(out)


def texts(corpus: Corpus) -> dict[str, list[tuple[str, str]]]:
    return {article.id: [(pair.segment.text, pair.translation.text) for pair in pairs] for article, pairs in corpus}


def tmx(path: Path, units: str) -> Path:
    path.write_text(f'<?xml version="1.0"?><tmx version="1.4"><body>{units}</body></tmx>', encoding="utf-8")
    return path


def unit(fr: str, en: str, attributes: str = "", props: str = "") -> str:
    sides = f'<tuv xml:lang="en-GB"><seg>{en}</seg></tuv><tuv xml:lang="fr"><seg>{fr}</seg></tuv>'
    return f"<tu{attributes}>{props}{sides}</tu>"


def test_a_memory_becomes_a_corpus_of_the_documents_that_it_names(tmp_path: Path) -> None:
    units = [unit(fr, en, props=f'<prop type="x-document">t/d{n // 6}.docx</prop>') for n, (fr, en) in enumerate(ROWS)]
    path = tmx(tmp_path / "a.tmx", "".join(units))
    assert texts(made(tmp_path, path)) == {"d0": ROWS[:6], "d1": ROWS[6:]}


@pytest.mark.parametrize("name", ["a.tsv", "a.csv", "a.jsonl", "a.ndjson", "a.fr", "a"])
def test_tables_lines_and_files_side_by_side_become_a_corpus(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.endswith("sv"):
        mark = "\t" if name.endswith("tsv") else ","
        rows = [[f'"{cell}"' for cell in row] for row in (("fr", "en"), *ROWS)]
        path.write_text("".join(mark.join(row) + "\n" for row in rows))
    elif "json" in name:
        path.write_text("".join(json.dumps({"translation": {"fr": fr, "en": en}}) + "\n" for fr, en in ROWS))
    else:
        for place, language in enumerate(("fr", "en")):
            (tmp_path / f"a.{language}").write_text("".join(row[place] + "\n" for row in ROWS))
    assert texts(made(tmp_path, path)) == {"a": ROWS}


def test_what_an_export_of_an_aligned_corpus_holds_becomes_the_same_corpus(tmp_path: Path) -> None:
    texts_of = ("\n\n".join(row[side] for row in ROWS) for side in (0, 1))
    for language, text in zip(("fr", "en"), texts_of, strict=True):
        (tmp_path / f"t.{language}.txt").write_text(text)
    first = made(tmp_path, tmp_path / "t.fr.txt", tmp_path / "t.en.txt")
    expected = texts(first)
    formats = ("tsv", "csv", "xlsx", "tmx", "xliff", "xliff2", "moses")
    export(first.folder, formats, tmp_path / "exports")
    files = ["corpus.tsv", "corpus.csv", "corpus.xlsx", "corpus.tmx", "corpus.xlf", "corpus.2.xlf", "corpus.fr"]
    for name in [tmp_path / "exports" / file for file in files] + [first.folder / "bitext.jsonl"]:
        again = bilingual.Options(out=tmp_path / "again")
        align([name], again, replace=True)
        corpus = bilingual.Corpus(again.out)
        assert texts(corpus) == expected, name
        if name.suffix != ".fr":
            kinds = [[pair.segment.kind for pair in pairs] for _, pairs in corpus]
            assert kinds == [[pair.segment.kind for pair in pairs] for _, pairs in first], name


def test_what_a_machine_made_or_nobody_is_left_out(tmp_path: Path) -> None:
    units = [unit(fr, en) for fr, en in ROWS]
    units[0] = unit(*ROWS[0], ' creationid="MT!"')
    units[1] = unit(*ROWS[1], ' creationid="MT!" changeid="Awa"')
    units[2] = unit(ROWS[2][0], " ")
    notes = Notes()
    options = bilingual.Options(out=tmp_path / "out")
    align([tmx(tmp_path / "a.tmx", "".join(units))], options, listener=notes)
    assert texts(bilingual.Corpus(options.out)) == {"a": [ROWS[1], *ROWS[3:]]}
    [line] = [line for line in notes.lines if "left out" in line]
    assert "1 segment that is not translated, or not done, and 1 segment that a machine translated left out" in line


@pytest.mark.parametrize("name", ["corpus.tmx", "corpus.xlf", "corpus.2.xlf", "corpus.tsv", "bitext.jsonl"])
def test_a_machines_corpus_is_no_translation_by_people(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text("Il pleut. Elle lit.\n")
    options = bilingual.Options(out=tmp_path / "out", formats="jsonl,tmx,xliff,xliff2,tsv")
    bilingual.build([tmp_path / "a.txt"], options, FakeEngine())
    with pytest.raises(InputError, match="it has nothing but 2 segments that a machine translated"):
        align([tmp_path / "out" / name], bilingual.Options(out=tmp_path / "again"))
    assert not (tmp_path / "again").exists()


def test_a_side_that_is_empty_has_no_counterpart(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text(
        "fr\ten\n" + "".join(f"{fr}\t{en}\n" for fr, en in ROWS[:9]) + f"{ROWS[9][0]}\t\n\t{ROWS[10][1]}\n\t\n"
    )
    [(_, pairs)] = made(tmp_path, path)
    assert [pair.alignment.bead for pair in pairs if pair.alignment][-3:] == ["1-1", "1-0", "0-1"]
    assert pairs[-1].translation.flags == ("unaligned",)


def test_headings_and_paragraphs_are_those_that_the_file_has(tmp_path: Path) -> None:
    lines = [("x:1:1", *ROWS[0], "headline"), ("x:2:1", *ROWS[1], "body"), ("x:2:2", *ROWS[2], "body")]
    lines += [(f"x:3:{n}", *row, "body") for n, row in enumerate(ROWS[3:], 1)]
    path = tmp_path / "a.tsv"
    path.write_text("id\tfr\ten\tkind\n" + "".join("\t".join(line) + "\n" for line in lines))
    [(article, pairs)] = made(tmp_path, path)
    assert [pair.segment.id for pair in pairs] == [line[0] for line in lines]
    assert article.id == "x"
    assert pairs[0].segment.kind is Kind.HEADLINE


def test_links_become_beads_of_any_shape(tmp_path: Path) -> None:
    for language, side in (("fr", 0), ("en", 1)):
        (tmp_path / language).mkdir()
        sentences = "".join(f'<s id="{n}">{row[side]}</s>' for n, row in enumerate(ROWS))
        (tmp_path / language / "a.xml").write_text(f"<text><p>{sentences}</p></text>", encoding="utf-8")
    links = ["0;0", "1 2;1", ";2", "3;3", "4 5 6 7 8 9 10;4 5 6 7 8 9 10"]
    path = tmp_path / "en-fr.xml"
    path.write_text(
        '<cesAlign><linkGrp fromDoc="en/a.xml" toDoc="fr/a.xml">'
        + "".join(f'<link xtargets="{";".join(reversed(one.split(";")))}"/>' for one in links)
        + "</linkGrp></cesAlign>"
    )
    [(article, pairs)] = made(tmp_path, path)
    beads = [pair.alignment.bead for pair in pairs if pair.alignment]
    assert beads == ["1-1", "2-1", "0-1", "1-1", "7-7", "1-0", "0-1"]
    assert article.id == "a"
    assert all(pair.alignment and pair.alignment.similarity for pair in pairs if pair.has_both_sides)
    # A second run is of the same sources.
    align([path], bilingual.Options(out=tmp_path / "out"))


def test_a_file_without_names_of_texts_is_cut_into_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ready, "_MOST_UNITS", 9)
    path = tmp_path / "a.tsv"
    path.write_text("fr\ten\n" + "".join(f"{fr}\t{en}\n" for fr, en in PAIRS))
    corpus = made(tmp_path, path)
    assert {name: len(pairs) for name, pairs in texts(corpus).items()} == {"a-1": 9, "a-2": 9, "a-3": 2}
    assert [article.source for article, _ in corpus] == [f"{path}:2", f"{path}:11", f"{path}:20"]


def test_sides_that_do_not_belong_together_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    both = [(fr, PAIRS[(n + 7) % 20][1]) for n, (fr, _) in enumerate(PAIRS)]
    path.write_text("fr\ten\n" + "".join(f"{fr}\t{en}\n" for fr, en in both))
    with pytest.raises(InputError, match="do not say the same"):
        align([path], bilingual.Options(out=tmp_path / "out"))


def test_breaks_within_a_text_are_spaces() -> None:
    assert tidied("\n Il \r\n pleut\u2028fort.\t") == "Il pleut fort."


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_a_text_alone_is_not_aligned(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("Il pleut.\n")
    with pytest.raises((InputError, UsageError), match="is one text, with nothing to align it with"):
        made(tmp_path, tmp_path / name)


def test_two_files_are_a_pair_of_texts_or_two_files_of_pairs(tmp_path: Path) -> None:
    for name, text in (
        ("a.jsonl", '{"text": "Oui."}\n'),
        ("b.jsonl", '{"text": "Yes."}\n'),
        ("c.jsonl", '{"fr": "Oui.", "en": "Yes."}\n'),
        ("d.jsonl", '{"fr": "Non.", "en": "No."}\n'),
        ("e.fr", "Oui.\n"),
        ("e.en", "Yes.\n"),
        ("f.txt", "Oui.\n"),
        ("g.tmx", ""),
    ):
        (tmp_path / name).write_text(text)
    options, at = bilingual.Options(), str(tmp_path) + "/"
    for names, expected in (
        ("a.jsonl b.jsonl", [("a.jsonl", "b.jsonl")]),
        ("c.jsonl d.jsonl", ["c.jsonl", "d.jsonl"]),
        ("e.fr e.en", ["e.fr"]),
        ("f.txt e.fr", [("f.txt", "e.fr")]),
        ("g.tmx c.jsonl", ["g.tmx", "c.jsonl"]),
        (". g.tmx", [".", "g.tmx"]),
    ):
        found = named([at + name for name in names.split()], options)
        whole = [tuple(at + name for name in one) if isinstance(one, tuple) else at + one for one in expected]
        assert found == whole, names
    assert named([f"{at}e.fr", f"{at}e.en"], bilingual.Options(read_as="txt")) == [(f"{at}e.fr", f"{at}e.en")]

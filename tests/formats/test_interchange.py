"""Formats for other programs: what they look like, that they come back exactly, and that hostile ones are refused."""

from __future__ import annotations

import csv
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from bilingual.errors import InputError
from bilingual.formats import WRITERS, read_rows
from bilingual.io.output import OutputFolder
from tests.support.bitexts import FILES, texts, tricky, write
from tests.support.corpora import contents
from tests.support.pages import PROVENANCE, three_articles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LANGUAGES = PROVENANCE.languages
# Whatever can be encoded, with more of what formats stumble over.
TEXT = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("\0\x01\t\n\r\x0b\x0c\x1a\x1c\x1d\x1e\x85\u2028\u2029\ufeff\ufffe\uffff\\'\"=+-@＝,;<>&|n u0"),
    ),
    max_size=20,
)


@pytest.mark.parametrize("format_", FILES)
def test_golden(tmp_path: Path, golden: Callable[[str, str], None], format_: str) -> None:
    write(tmp_path, [*three_articles()[:2], *tricky()], format_)
    golden(f"interchange/{FILES[format_]}", (tmp_path / FILES[format_]).read_bytes().decode())


def test_golden_moses(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    write(tmp_path, [*three_articles()[:2], *tricky()], "moses")
    for name in ("corpus.fr", "corpus.en", "corpus.ids", "corpus.flags"):
        golden(f"interchange/{name}", (tmp_path / name).read_bytes().decode())


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(name=TEXT, sides=st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=4))
def test_any_text_comes_back_exactly(
    tmp_path_factory: pytest.TempPathFactory, name: str, sides: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("corpus")
    write(folder, [texts(name, *sides)], "jsonl", *FILES)
    expected = [(f"{name}:1:{number}", *pair) for number, pair in enumerate(sides, 1)]
    for file in ("bitext.jsonl", *FILES.values()):
        assert [(row.id, row.source, row.target) for row in read_rows(folder / file, LANGUAGES)] == expected, file


@settings(deadline=None, max_examples=60)
@given(sides=st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=4))
def test_moses_is_line_aligned_whatever_the_text(
    tmp_path_factory: pytest.TempPathFactory, sides: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("corpus")
    write(folder, [texts("a", *sides)], "moses")
    columns = [(folder / f"corpus.{suffix}").read_bytes().decode().splitlines() for suffix in ("fr", "en", "ids")]
    assert len({len(column) for column in columns}) == 1
    assert all(line.strip() for column in columns for line in column)


def test_no_cell_of_the_spreadsheet_is_a_formula(tmp_path: Path) -> None:
    sides = [(f"{lead}{mark}cmd|' /C calc'!A0", mark) for mark in "=+-@＝" for lead in ("", " ", "'", "\t", "\r", "' ")]
    write(tmp_path, [texts("=a", *sides)], "csv")
    raw = (tmp_path / "corpus.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    with (tmp_path / "corpus.csv").open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            assert all(row[name].startswith("'") for name in ("id", "fr", "en"))
            assert float(row["score"]) == -0.5


def test_a_spreadsheet_may_change_the_delimiter_and_the_columns(tmp_path: Path) -> None:
    path = tmp_path / "edited.csv"
    path.write_text('en;"id";note;fr\r\n"Yes; no.";a:1:1;;Oui.\r\n\r\n', encoding="utf-8-sig")
    assert [(row.id, row.source, row.target) for row in read_rows(path, LANGUAGES)] == [("a:1:1", "Oui.", "Yes; no.")]


@pytest.mark.parametrize("format_", ["tmx", "xliff", "xliff2"])
def test_machine_and_human_are_told_apart(tmp_path: Path, format_: str) -> None:
    write(tmp_path, tricky(), format_)
    tree = etree.parse(tmp_path / FILES[format_])
    match format_:
        case "tmx":
            assert [unit.get("creationid") for unit in tree.iterfind(".//tu")] == ["MT!", "MT!", "MT!", None]
            assert [unit[-1].get("creationid") for unit in tree.iterfind(".//tu")] == ["MT!", "MT!", "MT!", None]
        case "xliff":
            targets = tree.iterfind(".//{*}trans-unit/{*}target")
            assert [target.get("state") for target in targets] == [*(["needs-review-translation"] * 3), "translated"]
        case _:
            assert [part.get("subState") for part in tree.iterfind(".//{*}segment")] == (
                [*(["bilingual:mt"] * 3), "bilingual:human"]
            )


def test_what_a_cat_tool_changes_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.xlf").write_text(
        '<?xml version="1.0"?><xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file><body><group>'
        '<trans-unit id="a:1:1"><source>Oui.</source><target><mrk mtype="seg" mid="1">Yes<x id="7"/>.</mrk> <!-- no -->'
        "</target><alt-trans><target>No.</target></alt-trans></trans-unit></group></body></file></xliff>"
    )
    (tmp_path / "b.xlf").write_text(
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="fr" trgLang="en"><file id="1">'
        '<unit id="1" name="a:1:1"><segment><source>Oui.</source><target>Yes<pc id="1">.</pc></target></segment>'
        "<ignorable><source> </source><target> </target></ignorable><segment><source>Non.</source></segment></unit>"
        "</file></xliff>"
    )
    (tmp_path / "c.tmx").write_text(
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header/><body><tu tuid="a:1:1">'
        '<tuv xml:lang="FR-fr"><seg>Oui.</seg></tuv><tuv xml:lang="en-GB"><seg><hi>Yes</hi>.</seg></tuv></tu>'
        "</body></tmx>",
        encoding="utf-16",
    )
    found = [row for name in ("a.xlf", "b.xlf", "c.tmx") for row in read_rows(tmp_path / name, LANGUAGES)]
    assert [(row.id, row.source, row.target) for row in found] == [
        ("a:1:1", "Oui.", "Yes. "),
        ("a:1:1", "Oui. Non.", "Yes. "),
        ("a:1:1", "Oui.", "Yes."),
    ]


LAUGHS = (
    '<!DOCTYPE tmx [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + ']><tmx><body><tu tuid="&i;"><tuv xml:lang="fr"><seg>&i;</seg></tuv></tu></body></tmx>'
)
OUTSIDE = (
    '<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tmx><body><tu><tuv><seg>&x;</seg></tuv></tu></body></tmx>'
)
HOSTILE = {
    "laughs.tmx": LAUGHS.encode(),
    "laughs.xlf": LAUGHS.replace("tmx", "xliff").encode(),
    "outside.tmx": OUTSIDE.encode(),
    "cut.tmx": b"<tmx><body><tu><tuv",
    "not.tmx": b"\x00\x01\x02",
    "empty.tmx": b"",
    "latin.xlf": '<?xml version="1.0" encoding="utf-8"?><xliff>é</xliff>'.encode("latin-1"),
    "other.xlf": b"<html/>",
    "deep.xlf": b"<xliff>" + b"<group>" * 100_000,
    "crowd.tmx": b"<tmx><body><tu>" + b"<tuv/>" * 20_000 + b"</tu></body></tmx>",
    "long.tmx": b"<tmx><body><tu><tuv><seg>" + b"x" * 20_000_000 + b"</seg></tuv></tu></body></tmx>",
    "attribute.xlf": b"<xliff a='" + b"x" * (40 * 1024**2),
    "comment.xlf": b"<xliff><!--" + b"x" * (40 * 1024**2),
    "no-text.tmx": b'<tmx><body><tu tuid="a:1:1"><tuv xml:lang="fr"><seg>Oui.</seg></tuv></tu></body></tmx>',
    "latin.csv": "id,fr,en\r\na:1:1,Été,Summer".encode("latin-1"),
    "quotes.csv": b'id,fr,en\r\na:1:1,"Oui."x,Yes.',
    "columns.csv": b"number,fr,en\r\n",
    "long.csv": b"id,fr,en\r\n" + b"x" * (17 * 1024**2),
    "endless.csv": b'id,fr,en\r\n"' + b"x\r\n" * (6 * 1024**2),
    "latin.tsv": "id\tfr\ten\na:1:1\tÉté\tSummer".encode("latin-1"),
    "short.tsv": b"id\tfr\ten\na:1:1\tOui.",
    "long.tsv": b"id\tfr\ten\n" + b"x" * (17 * 1024**2),
    "half.jsonl": b'{"id": "a:1:1", "translation": {"fr": "\\ud800", "en": ""}}',
    "deep.jsonl": b"[" * 100_000,
    "number.jsonl": b'{"id": 7, "translation": {"fr": "a", "en": "b"}}',
    "list.jsonl": b"[]",
    "cut.csv.gz": b"\x1f\x8b\x08\x00",
    "what.docx": b"PK",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_in_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(HOSTILE[name])
    with pytest.raises(InputError, match=name) as caught:
        list(read_rows(tmp_path / name, LANGUAGES))
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 400 + len(str(tmp_path))


def test_reading_a_spreadsheet_leaves_the_limit_of_others_alone(tmp_path: Path) -> None:
    limit = csv.field_size_limit()
    long = "a" * (2 * limit)
    write(tmp_path, [texts("a", ("Un.", long), ("Deux.", "Two."))], "csv")
    rows = read_rows(tmp_path / "corpus.csv", LANGUAGES)
    assert next(rows).target == long
    assert csv.field_size_limit() == limit  # also in the middle of it
    assert [row.target for row in rows] == ["Two."]
    (tmp_path / "bad.csv").write_text('id,fr,en\na:1:1,"Un,One\n', encoding="utf-8")
    with pytest.raises(InputError, match="is no CSV"):
        list(read_rows(tmp_path / "bad.csv", LANGUAGES))
    assert csv.field_size_limit() == limit


def test_two_threads_that_read_spreadsheets_leave_the_limit_alone(tmp_path: Path) -> None:
    limit = csv.field_size_limit()
    (tmp_path / "edited.csv").write_text("id,fr,en\n" + "a:1:1,Oui,Yes\n" * 2_000)
    with ThreadPoolExecutor(4) as pool:
        rows = [pool.submit(lambda: list(read_rows(tmp_path / "edited.csv", ("fr", "en")))) for _ in range(8)]
    assert [len(done.result()) for done in rows] == [2_000] * 8
    assert csv.field_size_limit() == limit


@pytest.mark.parametrize("format_", [name for name in WRITERS if name != "html"])
def test_a_writer_that_is_given_up_leaves_what_was_there(tmp_path: Path, format_: str) -> None:
    write(tmp_path, [texts("a", ("Un.", "One."))], format_)
    before = contents(tmp_path)
    with OutputFolder(tmp_path) as output:
        with WRITERS[format_](output, PROVENANCE) as writer:
            writer.add(*texts("b", ("Deux.", "Two.")))
        output.publish()
    assert contents(tmp_path) == before

"""Workbooks: every cell is text, any text comes back, what a spreadsheet makes of it is read, hostile ones refused."""

from __future__ import annotations

import contextlib
import random
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from bilingual.errors import InputError, OutputError
from bilingual.formats import xlsx
from bilingual.io.output import OutputFolder
from tests.support.bitexts import LAUGHS, TEXT, assert_refused, read, texts, tricky, write
from tests.support.pages import PROVENANCE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BOOK = f'<workbook xmlns="{MAIN}" xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>'
RELATIONS = (
    '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>'
    '<Relationship Id="rId2" Type="x/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>'
)
HEADER = '<row r="1"><c t="str"><v>id</v></c><c t="str"><v>fr</v></c><c t="str"><v>en</v></c></row>'


def _book(path: Path, sheet: str, more: Mapping[str, str] | None = None) -> Path:
    parts = {
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": RELATIONS,
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{sheet}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (parts | dict(more or {})).items():
            archive.writestr(name, content)
    return path


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(name=TEXT, sides=st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=4))
def test_any_text_comes_back_exactly(
    tmp_path_factory: pytest.TempPathFactory, name: str, sides: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("corpus")
    write(folder, [texts(name, *sides)], "xlsx")
    assert read(folder / "corpus.xlsx") == [(f"{name}:1:{number}", *pair) for number, pair in enumerate(sides, 1)]


def test_every_cell_but_a_score_is_text(tmp_path: Path) -> None:
    write(tmp_path, [*tricky(), texts("=a", ("=1+1", "@SUM(A1)"), ("+33", "-1"))], "xlsx")
    with zipfile.ZipFile(tmp_path / "corpus.xlsx") as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {1980}
        sheet = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
        styles = etree.fromstring(archive.read("xl/styles.xml"))
    assert sheet.find(".//{*}f") is None
    formats = [style.get("numFmtId") for style in styles.find("{*}cellXfs")]
    for row in sheet.iter("{*}row"):
        for number, cell in enumerate(row):
            if cell.get("t") != "inlineStr":
                assert number == 4
            else:
                assert formats[int(cell.get("s"))] == "49"  # the format of text: what is edited stays text


def test_the_same_corpus_gives_the_same_bytes(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        write(tmp_path / folder, tricky(), "xlsx")
    assert (tmp_path / "a" / "corpus.xlsx").read_bytes() == (tmp_path / "b" / "corpus.xlsx").read_bytes()


def test_a_full_sheet_is_followed_by_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MAX_ROWS", 3)
    sides = [(f"Un {number}.", f"One {number}.") for number in range(5)]
    write(tmp_path, [texts("a", *sides)], "xlsx")
    assert [(source, target) for _, source, target in read(tmp_path / "corpus.xlsx")] == sides


def test_what_no_cell_holds_is_said(tmp_path: Path) -> None:
    with OutputFolder(tmp_path) as output, xlsx.XlsxWriter(output, PROVENANCE) as writer:
        writer.add(*texts("a", ("Un.", "o" * 32_767)))
        with pytest.raises(OutputError, match="longer than the 32,767 characters of a cell"):
            writer.add(*texts("b", ("Un.", "o" * 32_768)))


def test_what_spreadsheets_write_is_read(tmp_path: Path) -> None:
    shared = "<sst><si><t>Oui.</t></si><si><r><t>Ye</t></r><r><t>s.</t></r><rPh><t>no</t></rPh></si></sst>"
    rows = [
        '<row r="3"><c><v>0.0423726851851852</v></c><c t="s"><v>0</v></c><c r="C3" t="s"><v>1</v></c></row>',
        '<row><c t="inlineStr"><is><t>a:1:1</t></is></c><c r="C4" t="str"><f>1+1</f><v>Two_x000D_.</v></c></row>',
        '<row r="9"><c t="str"><v>a:1:2</v></c><c t="n"><v>2024</v></c><c t="e"><v>#NAME?</v></c></row>',
        '<row r="10"><c r="A10" t="s"><v>99</v></c></row>',
    ]
    path = _book(tmp_path / "a.xlsx", HEADER + "".join(rows), {"xl/sharedStrings.xml": shared})
    assert read(path) == [
        ("01:01:01", "Oui.", "Yes."),
        ("a:1:1", "", "Two\r."),  # of a formula the value that stands beside it
        ("a:1:2", "2024", ""),
    ]


def test_a_sheet_without_such_columns_is_passed_over_and_alone_refused(tmp_path: Path) -> None:
    notes = '<row><c t="str"><v>note</v></c></row>'
    with pytest.raises(InputError, match="its first line names no columns 'fr' and 'en'"):
        read(_book(tmp_path / "a.xlsx", notes))


def test_a_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from bilingual.formats import xlsx_rows

    monkeypatch.setattr(xlsx_rows, "_FREE_BYTES", 1 << 20)
    row = '<row><c t="str"><v>a</v></c><c t="str"><v>b</v></c></row>'
    path = _book(tmp_path / "bomb.xlsx", HEADER + row * 100_000)
    with pytest.raises(InputError, match="it unpacks to far more than a table does"):
        read(path)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_entities_are_refused(tmp_path: Path, part: str) -> None:
    row = '<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>'
    path = _book(tmp_path / "laughs.xlsx", row, {part: LAUGHS})
    with pytest.raises(InputError, match=r"it declares entities"):
        read(path)


HOSTILE = {
    "empty.xlsx": b"",
    "zip.xlsx": b"PK\x05\x06" + b"\0" * 18,
    "cut.xlsx": b"PK\x03\x04" + b"\0" * 40,
    "old.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "text.xlsx": b"id,fr,en\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_in_one_line(tmp_path: Path, name: str) -> None:
    assert_refused(tmp_path / name, HOSTILE[name])


def test_damage_anywhere_is_one_line(tmp_path: Path) -> None:
    write(tmp_path, tricky(), "xlsx")
    whole = (tmp_path / "corpus.xlsx").read_bytes()
    chance = random.Random(1)
    path = tmp_path / "damaged.xlsx"
    for _ in range(100):
        damaged = bytearray(whole)
        for _ in range(chance.choice((1, 5))):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path.write_bytes(damaged)
        with contextlib.suppress(InputError):
            read(path)


def test_parts_outside_the_file_are_not_looked_for(tmp_path: Path) -> None:
    for target in ("../../../etc/passwd", "file:///etc/passwd"):
        relations = f'<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="{target}"/></Relationships>'
        path = _book(tmp_path / "a.xlsx", HEADER, {"xl/_rels/workbook.xml.rels": relations})
        with pytest.raises(InputError, match="there is no sheet in it"):
            read(path)

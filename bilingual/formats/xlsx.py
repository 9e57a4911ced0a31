"""``corpus.xlsx``: a workbook for spreadsheets, in Office Open XML (ECMA-376), with the columns of ``corpus.csv``.

Every text is a cell of the type and of the format for text: none is taken for a formula, a date or a time, nor when
somebody edits it. What XML cannot hold, and a carriage return, is written as ``_x0001_`` (22.9.2.19 of the standard).
Where a sheet is full, another follows. Nothing in the file depends on the clock.
"""

from __future__ import annotations

import re
import zipfile
from typing import IO, TYPE_CHECKING

from bilingual.errors import OutputError
from bilingual.formats import table
from bilingual.formats.base import FileWriter
from bilingual.wording import for_terminal, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.data import Article, Pair, Provenance
    from bilingual.io.output import OutputFolder

# What programs for spreadsheets take: rows to a sheet, characters (of UTF-16) to a cell.
MAX_ROWS = 1_048_576
MAX_CHARACTERS = 32_767
# Bytes to a sheet: a zip archive without extensions, which not all read, holds twice that.
_SHEET_BYTES = 1024**3
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SCORE = 4
_WIDTHS = (24, 60, 60, 12, 10, 20, 20, 10)
_TEXT, _HEADING, _NUMBER = 1, 2, 0
_ESCAPED = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|_(?=x[0-9A-Fa-f]{4}_)")
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    # 49 is the format of text, "@".
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


class XlsxWriter(FileWriter):
    """Writes the rows as the articles come."""

    NAMES = ("corpus.xlsx",)

    def __init__(self, output: OutputFolder, provenance: Provenance) -> None:
        super().__init__(output, provenance)
        stream = self._open.enter_context(output.create_binary(self.NAMES[0], "xlsx"))
        self._zip = self._open.enter_context(zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED))
        self._sheet: IO[bytes] | None = None
        self._sheets = self._rows = self._bytes = 0
        with self._beginning():
            self._begin()

    def add(self, article: Article, pairs: Sequence[Pair]) -> None:  # noqa: ARG002 - the pairs say it all
        """Write a row for each pair. Raises OutputError for what no cell holds."""
        for pair in pairs:
            cells = table.cells(pair)
            if long := next((one for one in cells if len(one.encode("utf-16-le")) > 2 * MAX_CHARACTERS), None):
                raise OutputError(
                    f"'{for_terminal(shortened(long))}' is longer than the {MAX_CHARACTERS:,} characters of a cell",
                    "Export to csv",
                )
            if self._rows >= MAX_ROWS or self._bytes >= _SHEET_BYTES:
                self._end()
                self._begin()
            self._row([_number(one) if at == _SCORE and one else _cell(one, _TEXT) for at, one in enumerate(cells)])

    def close(self) -> None:
        """Write what a workbook has besides its sheets."""
        self._end()
        numbers = range(1, self._sheets + 1)
        sheets = "".join(
            f'<sheet name="corpus{"" if number == 1 else f" {number}"}" sheetId="{number}" r:id="rId{number}"/>'
            for number in numbers
        )
        workbook = f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'
        parts = [(f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml") for number in numbers]
        parts.append((f"rId{self._sheets + 1}", "styles", "styles.xml"))
        overrides = [("workbook.xml", "sheet.main"), ("styles.xml", "styles")]
        overrides += [(f"worksheets/sheet{number}.xml", "worksheet") for number in numbers]
        types = "".join(
            f'<Override PartName="/xl/{name}" ContentType="{_TYPES}.{kind}+xml"/>' for name, kind in overrides
        )
        relations = "application/vnd.openxmlformats-package.relationships+xml"
        default = f'<Default Extension="rels" ContentType="{relations}"/>'
        self._add("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types">{default}{types}</Types>')
        self._add("_rels/.rels", _relations([("rId1", "officeDocument", "xl/workbook.xml")]))
        self._add("xl/workbook.xml", workbook)
        self._add("xl/_rels/workbook.xml.rels", _relations(parts))
        self._add("xl/styles.xml", _STYLES)
        super().close()

    def abort(self) -> None:
        """Let go of the sheet, too."""
        try:
            if self._sheet is not None:
                self._sheet.close()
        finally:  # also where a full disk does not even take the rest of the sheet
            self._sheet = None
            super().abort()

    def _begin(self) -> None:
        """Begin a sheet with its header, which stays in sight."""
        self._sheets += 1
        self._rows = self._bytes = 0
        self._sheet = self._zip.open(_info(f"xl/worksheets/sheet{self._sheets}.xml"), "w")
        widths = "".join(
            f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
            for number, width in enumerate(_WIDTHS, 1)
        )
        self._write(
            f'{_DECLARATION}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
            '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
            f"<cols>{widths}</cols><sheetData>"
        )
        self._row([_cell(name, _HEADING) for name in table.header(self._provenance.languages)])

    def _end(self) -> None:
        if self._sheet is not None:
            self._write("</sheetData></worksheet>")
            self._sheet.close()
            self._sheet = None

    def _row(self, cells: Sequence[str]) -> None:
        self._rows += 1
        self._write(f'\n<row r="{self._rows}">{"".join(cells)}</row>')

    def _write(self, text: str) -> None:
        if self._sheet is not None:
            self._bytes += self._sheet.write(text.encode())

    def _add(self, name: str, content: str) -> None:
        self._zip.writestr(_info(name), f"{_DECLARATION}{content}")


def _info(name: str) -> zipfile.ZipInfo:
    """Return an entry of the beginning of 1980, whatever the clock says."""
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _cell(text: str, style: int) -> str:
    return f'<c t="inlineStr" s="{style}"><is><t xml:space="preserve">{escape(text).translate(_MARKUP)}</t></is></c>'


def _number(text: str) -> str:
    return f'<c s="{_NUMBER}"><v>{text}</v></c>'


def _relations(targets: Sequence[tuple[str, str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{identity}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for identity, kind, target in targets
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def escape(text: str) -> str:
    r"""Return a text with what a cell cannot hold written as Office Open XML has it.

    >>> escape("un\x01_x0001_\r")
    'un_x0001__x005F_x0001__x000D_'
    """
    return _ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", text)

